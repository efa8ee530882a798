"""Ending what runs beside."""

import asyncio
from collections.abc import Collection
from typing import Any


async def end_tasks(tasks: Collection[asyncio.Task[Any]], seconds: float) -> None:
    """Lets tasks end by themselves within so many seconds; those that are late are cancelled and waited for."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
