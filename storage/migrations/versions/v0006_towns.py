"""Reports and incidents know their towns by folded names, so that few are looked at for one place; what posts were
trusted before is kept, so that an answer can be given as the record stood then."""

import json
from collections.abc import Mapping

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

REPORTS = sa.table("reports", sa.column("id", sa.Integer), sa.column("body", sa.Text), sa.column("town", sa.String))
LINKS = sa.table("links", sa.column("report_id", sa.Integer), sa.column("incident_id", sa.Integer))
INCIDENTS = sa.table(
    "incidents", sa.column("id", sa.Integer), sa.column("settlement", sa.String), sa.column("towns", sa.Text)
)


def upgrade() -> None:
    op.add_column("reports", sa.Column("town", sa.String(), nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("towns", sa.Text(), nullable=False, server_default="||"))
    connection = op.get_bind()
    read = connection.execute(sa.select(REPORTS.c.id, REPORTS.c.body)).all()
    told = {row.id: _folded(json.loads(row.body)["place"]["settlement"]) for row in read}
    _fill(connection, REPORTS, "town", told)
    towns = {row.id: {_folded(row.settlement)} for row in connection.execute(sa.select(INCIDENTS)).all()}
    for row in connection.execute(sa.select(LINKS)).all():
        towns[row.incident_id].add(told[row.report_id])
    _fill(connection, INCIDENTS, "towns", {number: f"|{'|'.join(sorted(names))}|" for number, names in towns.items()})
    op.drop_index("incidents_by_place_and_day", "incidents")
    op.create_index("incidents_by_place_and_day", "incidents", ["oblast", "date_to", "date_from", "towns"])
    op.drop_index("reports_by_place_and_day", "reports")
    op.create_index("reports_by_town_and_day", "reports", ["oblast", "town", "date_to", "date_from"])
    op.create_index("links_by_report", "links", ["report_id"])
    op.create_table(
        "former_trusts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("trust", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("former_trusts_by_post", "former_trusts", ["post_id", "until"])


def _fill(connection: sa.Connection, table: sa.TableClause, column: str, values: Mapping[int, str]) -> None:
    """Writes a value into a column of each row, by the rows' ids."""
    rows = [{"row": number, "value": value} for number, value in values.items()]
    if rows:
        ours = sa.update(table).where(table.c.id == sa.bindparam("row"))
        connection.execute(ours.values({column: sa.bindparam("value")}), rows)


def _folded(name: str | None) -> str:
    """A settlement's name as the program compares names; "" for none."""
    return (name or "").casefold().replace("’", "'").replace("ʼ", "'")
