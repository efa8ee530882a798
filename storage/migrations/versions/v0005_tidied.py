"""Refused channels have a table of their own; what nothing filled or read is gone."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PREFIX = "refused channel "
META = sa.table("meta", sa.column("key", sa.String), sa.column("value", sa.String))


def upgrade() -> None:
    refused = op.create_table(
        "refused_channels",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("refused_by", sa.String(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    theirs = META.c.key.startswith(PREFIX)
    kept = op.get_bind().execute(sa.select(META).where(theirs)).mappings()
    op.bulk_insert(refused, [_refused(row["key"], row["value"]) for row in kept])
    op.execute(sa.delete(META).where(theirs))
    op.drop_index("posts_by_forwarder", "posts")
    op.drop_index("history_by_time", "history")
    op.drop_column("posts", "language")
    op.drop_column("outbox", "attempts")


def _refused(key: str, value: str) -> dict[str, object]:
    """The row of "refused channel -1001": "12 2025-06-01T06:00:00+00:00"."""
    by, _, at = value.rpartition(" ")
    moment = datetime.fromisoformat(at).astimezone(UTC).replace(tzinfo=None)
    return {"chat_id": int(key.removeprefix(PREFIX)), "refused_by": by, "refused_at": moment}
