"""What the parts of the soak share: the posts that arrive, a look into the bot's database, a line of the table."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.telegram_updates import channel_origin, message

FIRST_DAY = date(2018, 1, 10)
CHANNEL = -1001234500001
OPEN = "SELECT count(*) FROM inbox WHERE state IN ('new', 'failed')"
NEW = "SELECT count(*) FROM inbox WHERE state = 'new'"
UNKNOWN = "SELECT count(*) FROM outbox WHERE state = 'unknown'"
UNSENT = "SELECT count(*) FROM outbox WHERE state IN ('pending', 'claimed')"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was looked at, what was found, and whether that is as it must be."""

    what: str
    found: str
    is_well: bool


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What the bot's database says."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        return connection.execute(query).fetchall()


def number(path: Path, query: str) -> int:
    """The one number that a query gives."""
    return int(rows(path, query)[0][0])


def post(place: int, chat: int) -> dict[str, Any]:
    """A forwarded post of its own day, eight days from the next: so many injured as its place tells."""
    day = FIRST_DAY + timedelta(days=8 * (place // 5))
    town, oblast = TOWNS[place % 5]
    published = datetime(day.year, day.month, day.day, 12, 30, tzinfo=UTC)
    text = f"Сьогодні о 10:15 росіяни вдарили дроном по місту {town}. Поранено {injured(place)} людей."
    origin = channel_origin(CHANNEL - oblast, place + 1, int(published.timestamp()), CHANNELS[oblast])
    return message(chat, text=text, forward_origin=origin)


def injured(place: int) -> int:
    """How many injured a post tells of."""
    return 2 + place % 9


TOWNS = (("Чугуїв", 0), ("Лозова", 0), ("Ізюм", 0), ("Куп'янськ", 0), ("Балаклія", 0))
CHANNELS = ("synegubov",)


async def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Waits until the condition holds; whether it came in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.05)
    return True
