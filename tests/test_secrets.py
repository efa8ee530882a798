"""A planted token is looked for in everything that leaves the bot's process or outlives it."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.bot_process import ROOT, process
from tests.bot_under_test import OWNER
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import error, garbage
from tests.telegram_updates import command, forward

SECRET = "PLANTED_secret-of-the-test-0123456789abc"
TOKEN = f"987650123:{SECRET}"
PIPE = asyncio.subprocess.PIPE


def listed(pid: int) -> bytes:
    """The process as a list of processes shows it to everybody."""
    file = Path(f"/proc/{pid}/cmdline")
    return file.read_bytes() if file.exists() else b""


async def output_of(telegram: FakeTelegram, path: Path, *words: str) -> bytes:
    """All that a command of the program prints with the planted token in its environment."""
    given = {"BOT_TOKEN": TOKEN, "BOT_API_URL": telegram.url, "BOT_DATABASE": str(path)}
    run = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, cwd=ROOT, env=given, stdout=PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await run.communicate()
    return said


async def test_a_planted_token_is_nowhere_to_be_found(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "z.db"
    echo = error(400, f"Bad Request: no way to /bot{TOKEN}/sendMessage")
    async with FakeTelegram(token=TOKEN) as telegram:
        telegram.fail("getUpdates", error(401, f"Unauthorized: {TOKEN}"), garbage(), error(409, f"Conflict {TOKEN}"))
        telegram.fail("sendMessage", echo, error(502, TOKEN))
        telegram.fail("setMyCommands", error(500, TOKEN))
        async with process(telegram, path, PIPE) as bot:
            arguments = listed(bot.pid)
            telegram.push(
                forward("Чугуїв"), {"message": {"text": TOKEN}}, command(OWNER, "/status"), command(5, "/start")
            )
            await telegram.until_sent(3)
            bot.send_signal(signal.SIGTERM)
            _, log = await bot.communicate()
        told = "\n".join(telegram.texts()).encode()
        printed = [
            await output_of(telegram, path, *words) for words in (("doctor",), ("status",), ("--trace", "run", "x"))
        ]
    assert b"poll failed" in log
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.suffix != ".db-wal")
    for place in (arguments, log, told, *printed):
        assert SECRET.encode() not in place
    assert kept.count(SECRET.encode()) <= kept.count(f'"text":"{TOKEN}"'.encode())
    assert not list(ROOT.glob("core*")) + list(ROOT.glob("*.crash"))


@pytest.mark.parametrize("name", ["BOT_TOKEN", "BOT_WEBHOOK_SECRET"])
async def test_a_secret_of_a_wrong_shape_is_refused_without_being_shown(tmp_path: Path, name: str) -> None:
    async with (
        FakeTelegram(token=TOKEN) as telegram,
        process(telegram, tmp_path / "z.db", PIPE, **{name: "пл@nted"}) as bot,
    ):
        _, said = await bot.communicate()
    assert bot.returncode == 1
    assert name.encode() in said
    assert "пл@nted".encode() not in said
