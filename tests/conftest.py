"""Fixtures that several modules share: the fake Bot API, a running bot at it, and a database."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.extract import Reader
from storage.database import Database
from tests.bot_under_test import Bot, opened, running
from tests.fake_telegram import FakeTelegram

settings.register_profile("same", derandomize=True)
settings.register_profile("new", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader; it keeps nothing of what it reads but words."""
    return Reader.load()


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """The fake Bot API server."""
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[Bot]:
    """A bot that serves at the fake server."""
    async with running(telegram, tmp_path / "z.db") as one:
        yield one


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An open, empty database."""
    made = await opened(tmp_path / "z.db")
    yield made
    await made.close()
