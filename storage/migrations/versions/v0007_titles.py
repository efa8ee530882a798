"""A pinned channel keeps the title that it really bears, by which its impostors are known; who brought how many posts
in a day is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("channels", sa.Column("borne", sa.String()))
    op.create_index("posts_by_user", "posts", ["forwarder_user", "received"])
    op.create_index("posts_by_chat", "posts", ["forwarder_chat", "received"])
