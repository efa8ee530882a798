"""The ledger of digests keeps no state: whether a digest was sent stands in the outbox."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_column("digests", "state")
