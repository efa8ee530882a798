"""The bot as a process of its own: signals, kills, the watchdog, and what a restart finds."""

import asyncio
import signal
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot_process import process
from tests.bot_under_test import OWNER
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import Limits, error
from tests.telegram_updates import channel_origin, command, message

PIPE = asyncio.subprocess.PIPE
EVENING = int(datetime(2023, 10, 3, 18, 30, tzinfo=UTC).timestamp())

OPEN_UPDATES = "SELECT count(*) FROM inbox WHERE state != 'handled'"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(limits=Limits(in_all=1000)) as server:
        yield server


def forward(number: int, chat: int) -> dict:
    origin = channel_origin(-1001234500001, number, EVENING + number * 20 * 86_400, "synegubov")
    text = f"Вчора о {8 + number % 12}:15 росіяни вдарили дроном по Чугуєву. Поранено {number % 7 + 2} людей."
    return message(chat, text=text, forward_origin=origin)


def rows(path: Path, query: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(query).fetchone()[0])


async def until_stored(path: Path, number: int, seconds: float = 120) -> None:
    """Waits until so many posts are stored and every update is handled."""
    deadline = time.monotonic() + seconds
    while rows(path, "SELECT count(*) FROM posts") < number or rows(path, OPEN_UPDATES):
        assert time.monotonic() < deadline, "the updates are not handled"
        await asyncio.sleep(0.1)


async def until_polled(telegram: FakeTelegram, polls: int, seconds: float = 120) -> None:
    """Waits until more than so many polls have come."""
    deadline = time.monotonic() + seconds
    while telegram.count()["getUpdates"] <= polls:
        assert time.monotonic() < deadline, "nobody polls"
        await asyncio.sleep(0.01)


async def test_two_sigterms_end_it_cleanly(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with process(telegram, tmp_path / "z.db", PIPE) as bot:
        telegram.push(command(5, "/start"))
        await telegram.until_sent(1)
        telegram.push(*(forward(number, 10 + number) for number in range(1, 21)))
        await asyncio.sleep(0.1)
        bot.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.2)
        if bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
        assert await bot.wait() == 0
        assert bot.stderr is not None
        assert telegram.token.split(":")[1].encode() not in await bot.stderr.read()
    async with process(telegram, tmp_path / "z.db"):
        await until_stored(tmp_path / "z.db", 20)


async def test_sigterm_ends_it_while_another_process_writes(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with process(telegram, tmp_path / "z.db", PIPE) as bot:
        telegram.push(command(5, "/start"))
        await telegram.until_sent(1)
        with closing(sqlite3.connect(tmp_path / "z.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            telegram.push(*(forward(number, 10 + number) for number in range(1, 4)))
            await asyncio.sleep(0.5)
            bot.send_signal(signal.SIGTERM)
            assert await bot.wait() == 0
    async with process(telegram, tmp_path / "z.db"):
        await until_stored(tmp_path / "z.db", 3)


async def test_kill_9_at_any_moment_loses_nothing_and_answers_at_most_once(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    path, posts = tmp_path / "z.db", 30
    telegram.push(*(forward(number, 10 + number % 5) for number in range(1, posts + 1)))
    for seconds in (0.15, 0.4):
        async with process(telegram, path) as bot:
            before = telegram.count()["getUpdates"]
            await until_polled(telegram, before)
            await asyncio.sleep(seconds)
            bot.kill()
    async with process(telegram, path):
        await until_stored(path, posts)
    assert rows(path, "SELECT count(*) FROM posts") == posts
    replies = [sent["reply_parameters"]["message_id"] for sent in telegram.sent]
    assert len(replies) == len(set(replies))
    assert rows(path, "SELECT count(*) FROM outbox WHERE state = 'failed'") == 0


async def test_the_watchdog_ends_a_process_that_no_poll_reaches(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.fail("getUpdates", *[error(401, "Unauthorized")] * 100)
    async with process(telegram, tmp_path / "z.db", BOT_WATCHDOG="2") as bot:
        assert await asyncio.wait_for(bot.wait(), 120) == 3


async def test_a_second_process_on_the_same_database_says_so_and_ends(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with process(telegram, tmp_path / "z.db"):
        telegram.push(command(5, "/start"))
        await telegram.until_sent(1)
        async with process(telegram, tmp_path / "z.db", PIPE) as second:
            _, said = await asyncio.wait_for(second.communicate(), 120)
            assert second.returncode == 1
            assert b"Another bot process" in said
            assert b"Traceback" not in said


async def test_a_database_that_the_bot_cannot_start_on_is_told_to_the_owner_and_not_at_each_start(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    (tmp_path / "z.db").write_bytes(b"no database " * 1000)
    for _ in range(2):
        async with process(telegram, tmp_path / "z.db", PIPE, TMPDIR=str(tmp_path)) as bot:
            _, said = await asyncio.wait_for(bot.communicate(), 120)
            assert bot.returncode == 1
            assert b"is not a database" in said
    (told,) = telegram.texts(OWNER)
    assert "не є базою даних" in told


async def test_a_token_that_telegram_refuses_is_told_without_being_shown(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    wrong = "987654321:WRONG-TOKEN_wrong-token-wrong-token"
    async with process(telegram, tmp_path / "z.db", PIPE, BOT_TOKEN=wrong) as bot:
        _, said = await asyncio.wait_for(bot.communicate(), 120)
        assert bot.returncode not in (0, None)
        assert b"BOT_TOKEN is refused" in said
        assert wrong.split(":")[1].encode() not in said
