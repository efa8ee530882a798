"""What the owners are told without asking."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram.error import Conflict, NetworkError

from bot.errors import StorageError
from handlers.notices import poll_alarm
from tests.bot_under_test import OWNER, Bot, running
from tests.fake_telegram import FakeTelegram


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    now = datetime(2025, 10, 4, 9, 0, tzinfo=UTC)
    async with FakeTelegram() as telegram, running(telegram, tmp_path / "z.db", now=now) as one:
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


async def test_a_database_that_cannot_be_written_is_told_at_once_and_once(bot: Bot) -> None:
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    for _ in range(3):
        await alarm(StorageError("The disk is full."))
    await alarm(StorageError("The database is damaged."))
    assert bot.telegram.texts(OWNER) == ["The disk is full.", "The database is damaged."]


async def test_a_passing_fault_is_told_to_nobody(bot: Bot) -> None:
    await poll_alarm(bot.app.services, bot.app.application.bot)(NetworkError("dropped"))
    await bot.settle()
    assert bot.telegram.sent == []
