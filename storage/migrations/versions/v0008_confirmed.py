"""A confirm keeps the figures that stood when it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("rulings", sa.Column("figures", sa.Text()))
