"""Posts, and what they say."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _posts()
    _post_parts()
    _post_versions()
    _readings()
    _reports()
    _totals()
    _claims()


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("origin_chat", sa.BigInteger(), nullable=True),
        sa.Column("origin_message", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("region", sa.String(length=4), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("published", sa.DateTime(), nullable=False),
        sa.Column("received", sa.DateTime(), nullable=False),
        sa.Column("trust", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("media_group", sa.String(), nullable=True),
        sa.Column("reply_to", sa.String(), nullable=True),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("forwarder_chat", sa.BigInteger(), nullable=True),
        sa.Column("forwarder_user", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("origin_chat", "origin_message"),
    )
    op.create_index("posts_by_answer", "posts", ["reply_to"], unique=False)
    op.create_index("posts_by_forwarder", "posts", ["forwarder_user", "received"], unique=False)
    op.create_index("posts_by_group", "posts", ["media_group"], unique=False)
    op.create_index("posts_by_hash", "posts", ["text_hash"], unique=False)
    op.create_index("posts_by_publication", "posts", ["published"], unique=False)
    op.create_index("posts_by_source", "posts", ["source", "published"], unique=False)


def _post_parts() -> None:
    op.create_table(
        "post_parts",
        sa.Column("origin_chat", sa.BigInteger(), nullable=False),
        sa.Column("origin_message", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("origin_chat", "origin_message"),
    )
    op.create_index("post_parts_by_post", "post_parts", ["post_id"], unique=False)


def _post_versions() -> None:
    op.create_table(
        "post_versions",
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received", sa.DateTime(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("post_id", "number"),
    )


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("post_id", "version", "edition"),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("oblast", sa.String(length=4), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("date_from", sa.Date(), nullable=False),
        sa.Column("date_to", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("post_id", "version", "edition", "number"),
    )
    op.create_index("reports_by_day", "reports", ["date_to", "date_from"], unique=False)
    op.create_index("reports_by_place_and_day", "reports", ["oblast", "date_to", "date_from"], unique=False)


def _totals() -> None:
    op.create_table(
        "totals",
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("oblast", sa.String(length=4), nullable=True),
        sa.Column("date_from", sa.Date(), nullable=False),
        sa.Column("date_to", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("post_id", "version", "edition", "number"),
    )
    op.create_index("totals_by_day", "totals", ["date_to", "date_from"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("stated", sa.DateTime(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("bound", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "slot"),
    )
