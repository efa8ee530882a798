"""A prepared statement gives what the library gives for it, in the same transaction as all others."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from plain_posts import START, plain, read
from sqlalchemy import Column, Integer, MetaData, Select, String, Table, select

from bot.ingest import ingest_post
from storage import inbox, incidents, outbox, posts, reports, reviewers
from storage.database import Database
from storage.prepared import Plan, prepared
from storage.records import OutboxMessage
from storage.tables import meta as meta_table

NOW = datetime(2030, 1, 1, tzinfo=UTC)
DAYS = {"start": date(2025, 3, 1), "end": date(2025, 3, 9), "last": date(2025, 3, 9)}
ASKED: Mapping[str, tuple[Select[Any], dict[str, Any]]] = {
    "one row": (posts._BY_ID, {"post_id": "p1"}),
    "no row": (posts._BY_ID, {"post_id": "none"}),
    "a list": (incidents._LINKED, {"ids": [1, 2]}),
    "a list of one": (incidents._LINKED, {"ids": [2]}),
    "an empty list": (incidents._LINKED, {"ids": []}),
    "days": (incidents._TOUCHING, DAYS),
    "times": (inbox._WAITING, {"now": NOW, "most": 10}),
    "numbers and texts": (outbox._READY, {"now": NOW, "most": 10}),
    "a value of nothing": (outbox._NEXT_DUE, {}),
    "several columns": (reports._OF_POST, {"post": "p2"}),
    "a number": (incidents._NEXT_ID, {}),
}


@pytest.fixture
async def filled(database: Database) -> Database:
    for number in (1, 2):
        await ingest_post(
            database, plain(f"p{number}", f"Кролевець 2025-03-04 {number + 8:02}:10 i=3", number), read, START
        )
    async with database.write() as connection:
        await inbox.store(connection, [(1, "{}"), (2, '{"a": 1}')], START)
        await outbox.put(connection, OutboxMessage(5, "x", "text", date(2025, 3, 4)), START)
        await reviewers.add(connection, 7, 1, START)
    return database


@pytest.mark.parametrize("name", ASKED)
async def test_it_gives_the_rows_that_the_library_gives(filled: Database, name: str) -> None:
    statement, values = ASKED[name]
    async with filled.read() as slow, filled.glance() as quick:
        wanted = (await slow.execute(statement, values)).mappings().all()
        found = (await quick.execute(statement, values)).mappings().all()
    assert [dict(row) for row in found] == [dict(row) for row in wanted]


async def test_it_writes_in_the_same_transaction_as_all_other_statements(filled: Database) -> None:
    async with filled.rehearse() as connection:
        assert await reviewers.add(connection, 8, 1, START)
        await inbox.done(connection, 1, 2)
        assert await reviewers.contains(connection, 8)
        assert await inbox.waiting(connection, NOW) == []
    async with filled.glance() as connection:
        assert not await reviewers.contains(connection, 8)
        assert len(await inbox.waiting(connection, NOW)) == 2


async def test_it_tells_how_many_rows_it_changed(filled: Database) -> None:
    async with filled.write() as connection:
        same = OutboxMessage(5, "x", "other", date(2025, 3, 4))
        assert not await outbox.put(connection, same, START)
        assert await outbox.put(connection, OutboxMessage(6, "x", "other"), START)


async def test_a_statement_that_was_not_prepared_takes_the_librarys_way(filled: Database) -> None:
    async with filled.glance() as connection:
        assert (await connection.execute(select(meta_table.c.value))).all() == []


async def test_a_value_that_is_missing_is_an_error(filled: Database) -> None:
    async with filled.glance() as connection:
        with pytest.raises(KeyError):
            await connection.execute(posts._BY_ID, {})


async def test_values_that_the_library_would_make_are_refused(tmp_path: Path) -> None:
    table = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("a", String, default="x"))
    database = await Database.open(tmp_path / "z.db")
    async with database.glance() as connection:
        with pytest.raises(TypeError, match="the library's own"):
            Plan(prepared(table.insert()), ["id"], connection.dialect)
    await database.close()
