"""What the owners are told without asking."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram.error import Conflict, NetworkError

from bot.errors import StorageError
from handlers.notices import Rivals, poll_alarm
from tests.bot_under_test import OWNER, Bot, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import too_many

NOW = datetime(2025, 10, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with FakeTelegram() as telegram, running(telegram, tmp_path / "z.db", now=NOW) as one:
        while one.app.services.username is None:
            await one.settle()
        yield one


async def test_a_second_poller_is_told_to_the_owner_once_a_day(bot: Bot) -> None:
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    for _ in range(3):
        await alarm(Conflict("terminated by other getUpdates request"))
    await bot.settle()
    (told,) = bot.telegram.texts(OWNER)
    assert "Another process" in told


async def test_of_two_processes_with_one_token_the_newcomer_gives_way(bot: Bot) -> None:
    gone: list[bool] = []
    alarm = poll_alarm(bot.app.services, bot.app.application.bot, lambda: gone.append(True))
    for _ in range(2):
        await alarm(Conflict("terminated by other getUpdates request"))
    await alarm(Conflict("can't use getUpdates method while webhook is active"))
    assert not gone
    await alarm(Conflict("terminated by other getUpdates request"))
    assert gone


def test_who_has_polled_for_long_stays() -> None:
    rivals = Rivals(until=NOW)
    assert not any(rivals.met("terminated by other getUpdates request", NOW) for _ in range(9))


async def test_a_database_that_cannot_be_written_is_told_at_once_and_once(bot: Bot) -> None:
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    for _ in range(3):
        await alarm(StorageError("The disk is full."))
    await alarm(StorageError("The database is damaged."))
    assert bot.telegram.texts(OWNER) == ["The disk is full.", "The database is damaged."]


async def test_an_owner_whom_telegram_refused_is_told_at_the_next_fault(bot: Bot) -> None:
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    bot.telegram.fail("sendMessage", too_many(30))
    for _ in range(3):
        await alarm(StorageError("The disk is full."))
    assert bot.telegram.texts(OWNER) == ["The disk is full."]


async def test_a_passing_fault_is_told_to_nobody(bot: Bot) -> None:
    await poll_alarm(bot.app.services, bot.app.application.bot)(NetworkError("dropped"))
    await bot.settle()
    assert bot.telegram.sent == []
