"""What tests of the inbox share: looking at its states, waiting, numbering updates."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from storage import inbox
from storage.database import Database
from storage.records import InboxState

Updates = list[dict[str, Any]]


async def counts(database: Database) -> dict[InboxState, int]:
    async with database.read() as connection:
        found = await inbox.counts(connection)
    return {state: number for state, number in found.items() if number}


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def numbered(*updates: dict[str, Any], first: int = 100) -> Updates:
    return [{**update, "update_id": first + place} for place, update in enumerate(updates)]
