"""The end of a process, in time whatever hangs."""

import asyncio
from pathlib import Path

from bot.app import END_SECONDS, STOP_SECONDS, App, build
from bot.delivery import LEAVE_SECONDS
from tests.bot_under_test import gazetteer, opened, read, registry, settings_for
from tests.fake_telegram import FakeTelegram

PROMISED_SECONDS = 5


def test_what_may_take_its_time_at_the_end_takes_less_than_is_promised() -> None:
    assert STOP_SECONDS + LEAVE_SECONDS + STOP_SECONDS / 4 < END_SECONDS < PROMISED_SECONDS


async def test_the_end_does_not_wait_for_what_will_not_end(telegram: FakeTelegram, tmp_path: Path) -> None:
    database = await opened(tmp_path / "z.db")
    app: App = build(settings_for(telegram, tmp_path / "z.db"), database, gazetteer(), registry(), read)
    app.end_seconds = 0.1
    goes_on = asyncio.Event()

    async def stubborn() -> None:
        while not goes_on.is_set():
            try:
                await goes_on.wait()
            except asyncio.CancelledError:
                continue

    task = asyncio.create_task(stubborn())
    await app._end([task])
    assert not task.done()
    goes_on.set()
    await task
    await database.close()
