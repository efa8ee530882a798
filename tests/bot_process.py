"""The bot as a process of its own, against the fake Bot API."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot_under_test import OWNER
from tests.fake_telegram import FakeTelegram

ROOT = Path(__file__).resolve().parent.parent


@asynccontextmanager
async def process(
    telegram: FakeTelegram, path: Path, errors: int = asyncio.subprocess.DEVNULL, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run` against the server; killed at the end if it still runs. `errors` is where its log goes."""
    given = {
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": telegram.url,
        "BOT_DATABASE": str(path),
        "BOT_OWNERS": str(OWNER),
        "BOT_BACKUPS": "0",
        "BOT_POSTS_PER_MINUTE": "10000",
        "BOT_MESSAGES_PER_SECOND": "1000",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment | given | settings,
        stdout=asyncio.subprocess.DEVNULL, stderr=errors,
    )  # fmt: skip
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()
