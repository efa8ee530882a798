"""The webhook stores before it answers and keeps strangers out; health and numbers are told on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse

from tests.bot_under_test import Bot, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import dropped, error
from tests.telegram_updates import command

SECRET = "a-secret-of-the-webhook-1"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def ask(port: int, path: str, body: str | None = None, **headers: str) -> HTTPResponse:
    url, method = f"http://127.0.0.1:{port}{path}", "GET" if body is None else "POST"
    return await AsyncHTTPClient().fetch(url, method=method, body=body, headers=headers, raise_error=False)


@asynccontextmanager
async def by_webhook(telegram: FakeTelegram, path: Path, url: str) -> AsyncIterator[tuple[Bot, int]]:
    port = free_port()
    settings = {"bot_webhook_url": url, "bot_webhook_secret": SECRET, "bot_http_port": port}
    async with running(telegram, path, **settings) as bot:
        while telegram.webhook is None:
            await bot.settle()
        yield bot, port


@pytest.fixture
async def hooked(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[tuple[Bot, int]]:
    async with by_webhook(telegram, tmp_path / "z.db", "https://bot.example.org/hook") as one:
        yield one


@pytest.mark.parametrize("path", ["/a+b", "/hook.(a", "/a%20b", ""])
async def test_the_path_of_the_webhook_is_taken_as_it_is(telegram: FakeTelegram, tmp_path: Path, path: str) -> None:
    async with by_webhook(telegram, tmp_path / "z.db", f"https://bot.example.org{path}") as (_, port):
        assert (await ask(port, path or "/", "[]", **{"X-Telegram-Bot-Api-Secret-Token": SECRET})).code == 400
        assert (await ask(port, "/aab", "[]")).code == 404


async def test_a_webhook_that_telegram_did_not_take_is_set_again(telegram: FakeTelegram, tmp_path: Path) -> None:
    telegram.fail("setWebhook", error(502), dropped())
    async with asyncio.timeout(60), by_webhook(telegram, tmp_path / "z.db", "https://bot.example.org/hook"):
        assert telegram.count()["setWebhook"] == 3


async def test_an_update_is_stored_before_it_is_answered_with_200(hooked: tuple[Bot, int]) -> None:
    bot, port = hooked
    raw = '{"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 3, "type": "private"}, "text": "а"}}'
    answer = await ask(port, "/hook", raw, **{"X-Telegram-Bot-Api-Secret-Token": SECRET})
    assert answer.code == 200
    assert await bot.count("inbox", "update_id = 5") == 1
    await bot.telegram.until_sent(1)
    again = await ask(port, "/hook", raw, **{"X-Telegram-Bot-Api-Secret-Token": SECRET})
    await bot.settle()
    assert (again.code, len(bot.telegram.sent)) == (200, 1)
    assert bot.telegram.count()["getUpdates"] == 0
    assert bot.telegram.webhook is not None
    assert bot.telegram.webhook["secret_token"] == SECRET


@pytest.mark.parametrize(
    ("body", "secret", "code"),
    [
        ("{}", "", 403),
        ("{}", SECRET + "x", 403),
        ("{", SECRET, 400),
        ("[]", SECRET, 400),
        (f'{{"update_id": {2**70}}}', SECRET, 400),
    ],
)
async def test_a_stranger_or_no_update_is_refused(hooked: tuple[Bot, int], body: str, secret: str, code: int) -> None:
    bot, port = hooked
    assert (await ask(port, "/hook", body, **{"X-Telegram-Bot-Api-Secret-Token": secret})).code == code
    assert await bot.count("inbox") == 0


async def test_health_and_numbers_are_told(telegram: FakeTelegram, tmp_path: Path) -> None:
    port = free_port()
    async with running(telegram, tmp_path / "z.db", bot_http_port=port) as bot:
        await bot.send(command(5, "/start"))
        await bot.settle()
        health, numbers = await ask(port, "/healthz"), await ask(port, "/metrics")
        assert (health.code, health.body) == (200, b"ok")
        assert b'zvedennia_inbox{state="handled"} 1\n' in numbers.body
        assert b"zvedennia_last_poll_seconds" in numbers.body
        assert (await ask(port, "/hook", "{}")).code == 404
