"""Linking stays quick when the record is long; `bench` measures it among ten thousand incidents."""

import asyncio
from datetime import timedelta
from pathlib import Path

from plain_posts import START, plain, read

from bot.ingest import ingest_post
from bot.model import Post, Why
from bot.relink import Cause, link_new_post
from storage import incidents, posts, reports
from storage.database import Connection, Database
from tests.work import steps_made

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


async def statements_of_linking(database: Database, number: int) -> list[str]:
    """What linking one new report asks of the database, each statement with its values in it."""
    post, asked = plain(f"new{number}", f"Кролевець 2025-03-04 {number + 8:02}:10 i=3", 600 + number), list[str]()
    async with database.rehearse() as connection:
        saved = await posts.save(connection, post)
        kept = await posts.find(connection, saved.id)
        assert kept is not None
        await reports.keep(connection, kept, read(Post(kept.id, kept.published, kept.text)), "1", START)
        sqlite = (await connection.get_raw_connection()).driver_connection
        sqlite.set_trace_callback(asked.append)
        assert len(await link_new_post(connection, kept, Cause(Why.POST_ARRIVED, START, post_id=kept.id))) == 1
        sqlite.set_trace_callback(None)
        for statement in asked:
            assert await scans(connection, statement) == [], statement
    return asked


async def scans(connection: Connection, statement: str) -> list[str]:
    """The steps of a statement's plan that go through a whole table or index."""
    if not statement.startswith("SELECT"):
        return []
    steps = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
    return [step[3] for step in steps if step[3].startswith("SCAN") and step[3] != "SCAN CONSTANT ROW"]


async def test_linking_a_report_asks_no_more_of_a_long_record_and_all_of_it_by_an_index(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "long.db")
    for number, line in enumerate(A_DAY):
        await ingest_post(database, plain(f"p{number}", line, number), read, START)
    short = await statements_of_linking(database, 3)
    async with database.write() as connection:
        await copy_back(connection)
        assert await incidents.count(connection) > 20 * COPIES
    assert 0 < len(await statements_of_linking(database, 3)) == len(short) < MOST_STATEMENTS
    await database.close()


async def filled(path: Path) -> None:
    database = await Database.open(path)
    for number, line in enumerate(A_DAY):
        await ingest_post(database, plain(f"p{number}", line, number), read, START)
    async with database.write() as connection:
        await copy_back(connection)
    await database.close()


async def link_late(path: Path, days: int) -> None:
    """Links a report on an attack so many days before the last one, published on its day, and takes it back."""
    database, day = await Database.open(path), START.date() - timedelta(days=days)
    line = f"{A_DAY[0].split()[0]} {day} 08:10 i=2"
    async with database.rehearse() as connection:
        saved = await posts.save(connection, plain("late", line, 600 - 1440 * days))
        kept = await posts.find(connection, saved.id)
        assert kept is not None
        await reports.keep(connection, kept, read(Post(kept.id, kept.published, kept.text)), "1", START)
        changed = await link_new_post(connection, kept, Cause(Why.POST_ARRIVED, START, post_id=kept.id))
        assert [len(one.statements) for one in changed.values()] == [2]
    await database.close()


def test_a_late_report_takes_hardly_more_work_than_one_in_time_however_late_it_is(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    asyncio.run(filled(path))
    asyncio.run(link_late(path, 0))
    in_time, day, long = [steps_made(lambda late=late: asyncio.run(link_late(path, late))) for late in (0, 1, 60)]  # type: ignore[misc]
    assert max(day, long) < 3 * in_time
