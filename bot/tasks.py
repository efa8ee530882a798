"""What runs beside: loops that outlive their errors, naps that news ends, and the end of tasks."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import structlog

from bot.logs import redact
from bot.pace import Pauses

MOST_SECONDS = 30.0

log = structlog.get_logger(__name__)


async def keep_on(
    step: Callable[[], Awaitable[float]], news: asyncio.Event, stopping: asyncio.Event, trouble: str
) -> None:
    """Takes a step over and over until `stopping` is set; each tells for how many seconds to wait for `news` after it.

    An error of a step is logged under `trouble`, and the next step comes after a pause that grows with each in a row.
    """
    pauses = Pauses(most=MOST_SECONDS)
    while not stopping.is_set():
        try:
            await nap(news, await step())
            pauses.reset()
        except Exception as error:
            log.error(trouble, error=redact(repr(error)))
            await asyncio.sleep(pauses.grow())


async def nap(news: asyncio.Event, seconds: float) -> None:
    """Waits so many seconds, or until there is news, which is then taken as known."""
    if seconds <= 0:
        return
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        return
    news.clear()


async def take_turn(turns: asyncio.Lock) -> None:
    """Lets one of those who wait for a turn go at a time, and all other tasks before each.

    What many tasks do without a pause, one after another, would else hold up what the first of them led to.
    """
    async with turns:
        await asyncio.sleep(0)


async def end_tasks(tasks: Collection[asyncio.Task[Any]], seconds: float) -> None:
    """Lets tasks end by themselves within so many seconds; those that are late are cancelled and waited for."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
