"""What the owners are told without asking."""

import math
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram.error import Conflict, NetworkError, TelegramError

from bot.errors import StorageError
from handlers.notices import Rivals, poll_alarm
from storage.faults import in_plain_words
from tests.bot_under_test import OWNER, Bot, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import error, too_many
from tests.telegram_updates import command

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
    assert "Ще один процес" in told


async def test_of_two_processes_with_one_token_the_newcomer_gives_way(bot: Bot) -> None:
    gone: list[bool] = []
    alarm = poll_alarm(bot.app.services, bot.app.application.bot, lambda: gone.append(True))
    for _ in range(2):
        await alarm(Conflict("terminated by other getUpdates request"))
    await alarm(Conflict("can't use getUpdates method while webhook is active"))
    assert not gone
    await alarm(Conflict("terminated by other getUpdates request"))
    assert gone


def gives_way(rivals: Rivals, conflicts: list[float]) -> float:
    """When the process gives way, if its polls are ended at these seconds after `NOW`."""
    return next((at for at in conflicts if rivals.met(NOW + timedelta(seconds=at))), math.inf)


@pytest.mark.parametrize("apart", [2, 5, 60, 100, 3600])
def test_of_two_processes_the_one_that_was_there_before_stays(apart: float) -> None:
    """Each ends the other's poll, and asks again after a pause that doubles."""
    first = gives_way(Rivals(NOW - timedelta(seconds=apart)), [1, 3, 7, 15, 31, 63])
    second = gives_way(Rivals(NOW), [2, 5, 11, 23, 47, 107])
    assert second < first


def test_a_conflict_long_over_does_not_count_in_the_next_one() -> None:
    rivals = Rivals(NOW - timedelta(seconds=1))
    assert gives_way(rivals, [1, 2]) == math.inf
    assert gives_way(rivals, [86_400, 86_402, 86_406, 86_414]) == math.inf


async def test_a_webhook_that_is_still_set_is_taken_away_and_told_in_its_own_words(bot: Bot) -> None:
    bot.telegram.webhook = {"url": "https://bot.example.org/hook"}
    await bot.settle()
    bot.telegram.push(command(5, "/start"))
    await bot.telegram.until_sent(2)
    assert bot.telegram.webhook is None
    (told,) = bot.telegram.texts(OWNER)
    assert "webhook" in told


async def test_a_webhook_is_told_to_be_taken_away_only_once_it_is(bot: Bot) -> None:
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    bot.telegram.webhook = {"url": "https://bot.example.org/hook"}
    bot.telegram.fail("deleteWebhook", error(500))
    active = Conflict("can't use getUpdates method while webhook is active")
    with pytest.raises(TelegramError):
        await alarm(active)
    await bot.settle()
    assert bot.telegram.webhook is not None
    assert bot.telegram.texts(OWNER) == []
    await alarm(active)
    await bot.settle()
    assert bot.telegram.webhook is None
    assert len(bot.telegram.texts(OWNER)) == 1


async def test_a_database_that_cannot_be_written_is_told_at_once_and_once(bot: Bot) -> None:
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    for _ in range(3):
        await alarm(StorageError("The disk is full."))
    await alarm(StorageError("The database is damaged."))
    assert bot.telegram.texts(OWNER) == ["The disk is full.", "The database is damaged."]


@pytest.mark.parametrize(
    ("language", "told"), [("uk", "Диск із /data/z.db переповнено."), ("en", "The disk that holds")]
)
async def test_owners_are_told_in_the_language_of_their_chat(bot: Bot, language: str, told: str) -> None:
    await bot.send(command(OWNER, f"/language {language}"))
    alarm = poll_alarm(bot.app.services, bot.app.application.bot)
    full = in_plain_words(OSError("database or disk is full"), Path("/data/z.db"))
    assert full is not None
    await alarm(full)
    await alarm(Conflict("can't use getUpdates method while webhook is active"))
    await bot.settle()
    *_, disk, webhook = bot.telegram.texts(OWNER)
    assert disk.startswith(told)
    assert ("знято" in webhook) == (language == "uk")


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
