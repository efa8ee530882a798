"""A whole bot on a real database against the fake Bot API, with a small reader of its own."""

import asyncio
import io
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot import logs
from bot.app import App, build
from bot.channels import Registry
from bot.gazetteer import Gazetteer
from bot.model import Figure, Kind, Place, Post, Reading, Report, Span, Weapon, WeaponType, When
from bot.period import KYIV
from bot.settings import Settings
from storage.database import Database
from storage.migrate import migrate
from tests.fake_telegram import TOKEN, FakeTelegram

OWNER = 900
FIGURES = {"killed": r"(\d+) загиб", "injured": r"(\d+) поран"}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once for all tests."""
    return Gazetteer.load()


@cache
def registry() -> Registry:
    """The registry of seeds/, loaded once for all tests."""
    return Registry.load()


@cache
def towns() -> dict[str, Place]:
    """The towns that the tests' reader knows."""
    found = {}
    for name, oblast in (("Чугуїв", "UA63"), ("Нікополь", "UA12"), ("Охтирка", "UA59"), ("Вознесенськ", "UA48")):
        unit = next(match.unit for match in gazetteer().search(name) if match.unit.oblast == oblast)
        found[name] = Place(unit.oblast, unit.raion, unit.name, code=unit.code, level=unit.level)
    return found


@cache
def empty_database() -> bytes:
    """A database file of the newest schema, made once for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        migrate(path)
        return path.read_bytes()


async def opened(path: Path) -> Database:
    """The database at `path`, which is made empty if it is missing."""
    provide(path)
    return await Database.open(path)


def provide(path: Path) -> None:
    """Puts an empty database at `path` if there is none."""
    if not path.exists():
        path.write_bytes(empty_database())


def read(post: Post) -> Reading:
    """An incident for each line that names a known town: "Чугуїв: 2 загиблих, 5 поранених"."""
    if "зламати читача" in post.text:
        raise RuntimeError("the reader broke")
    reports, start = [], 0
    for line in post.text.split("\n"):
        place = next((place for name, place in towns().items() if name in line), None)
        if place:
            reports.append(_report(post, place, line, start))
        start += len(line) + 1
    return Reading(Kind.INCIDENT if reports else Kind.OTHER, tuple(reports))


def _report(post: Post, place: Place, line: str, start: int) -> Report:
    day = post.published.astimezone(KYIV).date()
    figures = {slot: re.search(pattern, line) for slot, pattern in FIGURES.items()}
    counted: dict[str, Any] = {
        slot: Figure(int(found[1]), spans=(Span(start + found.start(), start + found.end()),))
        for slot, found in figures.items()
        if found
    }
    weapons = (Weapon(WeaponType.STRIKE_DRONE),)
    return Report(place, When(day, day), weapons, spans=(Span(start, start + len(line)),), **counted)


def settings_for(telegram: FakeTelegram, database: Path, **changes: Any) -> Settings:
    """Settings for a bot at the fake server; `changes` by their names."""
    given = {
        "bot_token": TOKEN,
        "bot_api_url": telegram.url,
        "bot_database": database,
        "bot_owners": (OWNER,),
        "bot_backups": 0,
        "bot_posts_per_minute": 1000,
        "bot_chat_messages_per_minute": 1000,
    }
    return Settings(_env_file=None, **(given | changes))


@dataclass
class Bot:
    """A running bot with its server."""

    app: App
    telegram: FakeTelegram
    database: Database

    async def send(self, *updates: dict[str, Any], answers: int = 1) -> list[dict[str, Any]]:
        """Pushes updates and waits for so many messages; returns them."""
        before = len(self.telegram.sent)
        self.telegram.push(*updates)
        return (await self.telegram.until_sent(before + answers))[before:]

    async def count(self, table: str, condition: str = "1") -> int:
        """How many rows of a table meet a condition."""
        async with self.database.read() as connection:
            rows = await connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {condition}")
            return int(rows.scalar_one())

    async def settle(self, moment: float = 0.1) -> None:
        """Waits until every update is handled, and a moment (in seconds) more for what would come of it."""
        for _ in range(3000):
            if not self.telegram.waiting and not await self._open_rows():
                break
            await asyncio.sleep(0.02)
        else:
            raise TimeoutError("updates or messages stay open")
        await asyncio.sleep(moment)

    async def _open_rows(self) -> int:
        """Rows still to be handled or sent; asked after the server, an update that leaves it is already a row."""
        async with self.database.read() as connection:
            rows = await connection.exec_driver_sql("SELECT count(*) FROM inbox WHERE state = 'new'")
            pending = await connection.exec_driver_sql(
                "SELECT count(*) FROM outbox WHERE state IN ('pending', 'claimed')"
            )
            return int(rows.scalar_one()) + int(pending.scalar_one())


@asynccontextmanager
async def running(
    telegram: FakeTelegram, path: Path, now: datetime | None = None, log: io.StringIO | None = None, **changes: Any
) -> AsyncIterator[Bot]:
    """A bot that serves while the block runs; `now` stops the clock that its answers go by."""
    logs.set_up("INFO", log or io.StringIO())
    database = await opened(path)
    clock = {"now": lambda: now} if now else {}
    app = build(settings_for(telegram, path, **changes), database, gazetteer(), registry(), read, **clock)
    app.worker._album_seconds = 0.15
    serving = asyncio.create_task(app.run())
    try:
        yield Bot(app, telegram, database)
    finally:
        app.stop()
        await asyncio.wait_for(serving, 60)
        await database.close()
