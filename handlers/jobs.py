"""What runs by the clock: the digests of the minute, and the daily housekeeping."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from telegram.ext import JobQueue

from bot.backup import back_up_daily
from bot.digest import Rooms, send_due
from bot.status import LAST_BACKUP
from handlers.context import BotContext
from storage import inbox, meta
from storage.database import Database

GRACE = {"misfire_grace_time": 6 * 3600, "coalesce": True, "max_instances": 1}
HOUSEKEEPING = time(4, 20)
KEPT_UPDATES = timedelta(days=3)


async def keep_house(database: Database, backups: int, now: datetime) -> None:
    """The day's backup beside the database, of which so many stay, and updates of past days forgotten."""
    if backups:
        await asyncio.to_thread(back_up_daily, database.path, backups, now)
    async with database.write() as connection:
        if backups:
            await meta.put(connection, LAST_BACKUP, now.isoformat())
        await inbox.prune(connection, now - KEPT_UPDATES)


def schedule(jobs: JobQueue[BotContext], rooms: Rooms, wake: Callable[[], None], backups: int) -> None:
    """The jobs: digests each minute (and at once, for what was missed), and the daily housekeeping."""

    async def digests(_context: BotContext) -> None:
        if await send_due(rooms, datetime.now(UTC)):
            wake()

    async def tidy(_context: BotContext) -> None:
        await keep_house(rooms.database, backups, datetime.now(UTC))

    jobs.run_once(digests, 0, name="missed digests", job_kwargs=GRACE)
    to_minute = 60 - datetime.now(UTC).second
    jobs.run_repeating(digests, 60, first=to_minute, name="digests", job_kwargs=GRACE)
    jobs.run_daily(tidy, HOUSEKEEPING, name="housekeeping", job_kwargs=GRACE)
