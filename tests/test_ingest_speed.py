"""Linking stays quick when the record is long: ten thousand incidents on file."""

from pathlib import Path
from time import process_time

from plain_posts import START, plain, read

from bot.ingest import ingest_post
from bot.model import Post
from bot.relink import Cause, link_new_post
from storage import incidents, posts, reports
from storage.database import Connection, Database

A_DAY = [f"Містечко{'абвгдежзик'[n]} 2025-03-04 {n + 8:02}:10 i={n}" for n in range(10)]
A_DAY += [f"Кролевець 2025-03-04 {n + 8:02}:10 i={n}" for n in range(10)]
COPIES = 500
SLOWEST = 0.04
"""Seconds of the processor, four times what it takes, so that only an unused index fails, not a busy machine."""
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


async def test_linking_a_report_among_ten_thousand_incidents_is_quick(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "long.db")
    for number, line in enumerate(A_DAY):
        await ingest_post(database, plain(f"p{number}", line, number), read, START)
    async with database.write() as connection:
        await copy_back(connection)
        assert await incidents.count(connection) > 10_000
    took = []
    for number in range(8):
        post = plain(f"new{number}", f"Кролевець 2025-03-04 {number + 8:02}:10 i=3", 600 + number)
        async with database.rehearse() as connection:
            saved = await posts.save(connection, post)
            kept = await posts.find(connection, saved.id)
            assert kept is not None
            await reports.keep(connection, kept, read(Post(kept.id, kept.published, kept.text)), "1", START)
            start = process_time()
            changed = await link_new_post(connection, kept, Cause("a post arrived", START, post_id=kept.id))
            took.append(process_time() - start)
            assert len(changed) == 1
    await database.close()
    assert min(took) < SLOWEST
