"""Updates are stored before they are confirmed, whatever Telegram answers to a poll."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.inbox import Poller, keep
from bot.pace import Pauses
from handlers.gateway import application_of, fetcher
from storage import quarantine
from storage.database import Database
from storage.records import InboxState
from tests.bot_under_test import settings_for
from tests.fake_telegram import FakeTelegram
from tests.inbox_steps import counts, numbered, until
from tests.telegram_faults import dropped, error, garbage, not_ok
from tests.telegram_updates import message

NOW = datetime(2025, 10, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
async def poller(database: Database, telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[Poller]:
    application = application_of(settings_for(telegram, tmp_path / "inbox.db"))
    await application.initialize()
    alarms: list[Exception] = []

    async def alarm(fault: Exception) -> None:
        alarms.append(fault)

    one = Poller(database, fetcher(application.bot), alarm, lambda: None, Pauses(first=0.01, most=0.05))
    one.alarms = alarms  # type: ignore[attr-defined]
    yield one
    await application.shutdown()


async def test_a_batch_is_confirmed_only_by_the_poll_after_its_commit(
    poller: Poller, telegram: FakeTelegram, database: Database
) -> None:
    telegram.push(message(1, text="а"), message(2, text="б"))
    await poller.poll()
    assert telegram.waiting == 2
    assert await counts(database) == {InboxState.NEW: 2}
    telegram.push(message(1, text="в"))
    await poller.poll()
    assert telegram.waiting == 1
    assert await counts(database) == {InboxState.NEW: 3}


async def test_a_batch_that_comes_again_after_a_restart_is_stored_once(database: Database) -> None:
    batch = numbered(message(1, text="а"), message(1, text="б"))
    assert await keep(database, batch, NOW) == 102
    assert await keep(database, batch, NOW) == 102
    assert await counts(database) == {InboxState.NEW: 2}


async def test_what_has_no_update_id_is_kept_apart_and_the_rest_goes_on(database: Database) -> None:
    batch: list[Any] = [*numbered(message(1, text="а")), {"message": {}}, "шум", {"update_id": "7"}]
    assert await keep(database, batch, NOW) == 101
    async with database.read() as connection:
        assert await quarantine.count(connection) == 3
    assert await counts(database) == {InboxState.NEW: 1}


async def test_an_update_id_that_no_store_could_hold_is_kept_apart_and_the_rest_goes_on(
    poller: Poller, telegram: FakeTelegram, database: Database
) -> None:
    telegram.push(message(1, text="а"), {**message(1, text="?"), "update_id": 2**63}, message(1, text="б"))
    polling = asyncio.create_task(poller.run())
    await until(lambda: _stored(database, 2))
    telegram.push(message(1, text="в"))
    await until(lambda: _stored(database, 3))
    await asyncio.sleep(0.2)
    polling.cancel()
    assert telegram.count()["getUpdates"] < 20
    async with database.read() as connection:
        assert await quarantine.count(connection) == 1


@pytest.mark.parametrize(
    "faults",
    [
        [error(401, "Unauthorized")] * 3,
        [error(404, "Not Found")] * 3,
        [not_ok()] * 3,
        [garbage()] * 2,
        [error(500), error(502)],
        [dropped(), dropped()],
        [error(429, retry_after=1)],
    ],
    ids=["401", "404", "ok-false", "no-json", "5xx", "dropped", "429"],
)
async def test_polling_survives(poller: Poller, telegram: FakeTelegram, database: Database, faults: Any) -> None:
    telegram.fail("getUpdates", *faults)
    telegram.push(message(1, text="після"))
    polling = asyncio.create_task(poller.run())
    await until(lambda: _stored(database, 1))
    polling.cancel()
    assert telegram.count()["getUpdates"] <= len(faults) + 2


async def _stored(database: Database, number: int) -> bool:
    return sum((await counts(database)).values()) == number


async def test_a_second_poller_raises_the_alarm(poller: Poller, telegram: FakeTelegram) -> None:
    telegram.fail("getUpdates", error(409, "Conflict: terminated by other getUpdates request"))
    polling = asyncio.create_task(poller.run())

    async def alarmed() -> bool:
        return bool(poller.alarms)  # type: ignore[attr-defined]

    await until(alarmed)
    polling.cancel()
    assert "Conflict" in type(poller.alarms[0]).__name__  # type: ignore[attr-defined]
