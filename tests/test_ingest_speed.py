"""Linking stays quick when the record is long; `bench` measures it among ten thousand incidents."""

from pathlib import Path
from typing import Any

from plain_posts import START, plain, read
from sqlalchemy import event

from bot.ingest import ingest_post
from bot.model import Post, Why
from bot.relink import Cause, link_new_post
from storage import incidents, posts, reports
from storage.database import Connection, Database

A_DAY = [f"Містечко{'абвгдежзик'[n]} 2025-03-04 {n + 8:02}:10 i={n}" for n in range(10)]
A_DAY += [f"Кролевець 2025-03-04 {n + 8:02}:10 i={n}" for n in range(10)]
COPIES = 100
MOST_STATEMENTS = 20
SHIFT = "date({}, '-' || n.value || ' days')"
COUNT = f"SELECT 1 AS value UNION ALL SELECT value + 1 FROM c WHERE value < {COPIES}"
NUMBERS = f"(WITH RECURSIVE c AS ({COUNT}) SELECT value FROM c) n"


async def copy_back(connection: Connection) -> None:
    """Copies a day of incidents, with their posts, reports and links, to each of the days before it."""
    for table, changes in (
        ("posts", {"id": "id || '-' || n.value", "published": "datetime(published, '-' || n.value || ' days')"}),
        ("post_versions", {"post_id": "post_id || '-' || n.value"}),
        ("reports", {"id": "id + 1000 * n.value", "post_id": "post_id || '-' || n.value", **dates()}),
        ("incidents", {"id": "id + 1000 * n.value", **dates(), "body": body("'$.id', id + 1000 * n.value,")}),
        ("links", {name: f"{name} + 1000 * n.value" for name in ("id", "report_id", "incident_id")}),
    ):
        names = [row[1] for row in await connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        values = ", ".join(changes.get(name, name) for name in names)
        await connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table}, {NUMBERS}"
        )


def dates() -> dict[str, str]:
    return {"date_from": SHIFT.format("date_from"), "date_to": SHIFT.format("date_to"), "body": body("")}


def body(more: str) -> str:
    day = SHIFT.format("date_from")
    return f"json_set(body, {more} '$.when.from', {day}, '$.when.to', {day})"


async def statements_of_linking(database: Database, number: int) -> list[tuple[str, Any]]:
    """What linking one new report asks of the database, each statement with its values."""
    post, asked = plain(f"new{number}", f"Кролевець 2025-03-04 {number + 8:02}:10 i=3", 600 + number), []

    def keep(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, values))

    async with database.rehearse() as connection:
        saved = await posts.save(connection, post)
        kept = await posts.find(connection, saved.id)
        assert kept is not None
        await reports.keep(connection, kept, read(Post(kept.id, kept.published, kept.text)), "1", START)
        event.listen(connection.sync_connection, "before_cursor_execute", keep)
        assert len(await link_new_post(connection, kept, Cause(Why.POST_ARRIVED, START, post_id=kept.id))) == 1
        event.remove(connection.sync_connection, "before_cursor_execute", keep)
        for statement, values in asked:
            assert await scans(connection, statement, values) == [], statement
    return asked


async def scans(connection: Connection, statement: str, values: Any) -> list[str]:
    """The steps of a statement's plan that go through a whole table or index."""
    if not statement.startswith("SELECT"):
        return []
    steps = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [step[3] for step in steps if step[3].startswith("SCAN") and step[3] != "SCAN CONSTANT ROW"]


async def test_linking_a_report_asks_no_more_of_a_long_record_and_all_of_it_by_an_index(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "long.db")
    for number, line in enumerate(A_DAY):
        await ingest_post(database, plain(f"p{number}", line, number), read, START)
    short = await statements_of_linking(database, 3)
    async with database.write() as connection:
        await copy_back(connection)
        assert await incidents.count(connection) > 20 * COPIES
    assert len(await statements_of_linking(database, 3)) == len(short) < MOST_STATEMENTS
    await database.close()
