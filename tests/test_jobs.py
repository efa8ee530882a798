"""The daily housekeeping: what it keeps, what it forgets, and when it is made up for."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.backup import daily_backups
from handlers.jobs import is_neglected, keep_house
from storage import chats, digests, inbox, outbox
from storage.database import Connection, Database
from storage.records import OutboxMessage, OutboxState

NOW = datetime(2025, 6, 20, 1, 20, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "z.db")
    yield opened
    await opened.close()


async def count(connection: Connection, table: str) -> int:
    return int((await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one())


async def queue(connection: Connection, what: str, age: timedelta, state: OutboxState, chat: int = 5) -> None:
    await outbox.put(connection, OutboxMessage(chat, what, "x"), NOW - age)
    if state is not OutboxState.PENDING:
        [row] = [one for one in await outbox.claim(connection, NOW, 99) if one.message.what == what]
        mark = {OutboxState.SENT: outbox.sent, OutboxState.FAILED: outbox.failed, OutboxState.UNKNOWN: outbox.unknown}
        await mark[state](connection, row.id, "1")


@pytest.mark.parametrize(
    ("state", "days", "stays"),
    [
        (OutboxState.SENT, 6, True),
        (OutboxState.SENT, 8, False),
        (OutboxState.FAILED, 8, False),
        (OutboxState.UNKNOWN, 29, True),
        (OutboxState.UNKNOWN, 31, False),
        (OutboxState.PENDING, 40, True),
    ],
)
async def test_a_message_is_forgotten_once_nobody_needs_it(
    database: Database, state: OutboxState, days: int, stays: bool
) -> None:
    async with database.write() as connection:
        await queue(connection, "a", days * DAY, state)
    await keep_house(database, 0, NOW)
    async with database.read() as connection:
        assert await count(connection, "outbox") == stays


async def test_what_waits_for_a_paused_chat_is_given_up_in_the_end(database: Database) -> None:
    async with database.write() as connection:
        await chats.get_or_create(connection, 7, "private", "uk", NOW)
        await chats.pause(connection, 7, NOW)
        await queue(connection, "a", 31 * DAY, OutboxState.PENDING, chat=7)
        assert await outbox.next_due(connection) is None
    await keep_house(database, 0, NOW)
    async with database.read() as connection:
        assert await count(connection, "outbox") == 0


async def test_updates_stay_longer_than_telegram_could_repeat_them(database: Database) -> None:
    async with database.write() as connection:
        await inbox.store(connection, [(1, "{}")], NOW - 4 * DAY)
        await inbox.store(connection, [(2, "{}")], NOW - 2 * DAY)
        await inbox.store(connection, [(3, "{}")], NOW - 9 * DAY)
        await inbox.done(connection, 1, 2)
    await keep_house(database, 0, NOW)
    async with database.read() as connection:
        left = await connection.exec_driver_sql("SELECT update_id FROM inbox ORDER BY update_id")
        assert [row[0] for row in left] == [2, 3]


async def test_the_last_digest_of_a_subscription_stays_whatever_its_age(database: Database) -> None:
    async with database.write() as connection:
        for day in (1, 2, 18, 19):
            await digests.record(connection, 5, 1, date(2025, 6, day), {}, NOW)
        await digests.record(connection, 6, 2, date(2025, 6, 1), {}, NOW)
    await keep_house(database, 0, NOW)
    async with database.read() as connection:
        left = await connection.exec_driver_sql("SELECT chat_id, day FROM digests ORDER BY chat_id, day")
        assert [tuple(row) for row in left] == [(5, "2025-06-18"), (5, "2025-06-19"), (6, "2025-06-01")]


async def test_housekeeping_that_nothing_ran_for_is_made_up_for_and_copies_rotate(database: Database) -> None:
    assert await is_neglected(database, NOW)
    for day in range(4):
        await keep_house(database, 2, NOW + day * DAY)
    assert [path.name[-10:] for path in daily_backups(database.path)] == ["2025-06-22", "2025-06-23"]
    assert not await is_neglected(database, NOW + 4 * DAY)
    assert await is_neglected(database, NOW + 5 * DAY)
