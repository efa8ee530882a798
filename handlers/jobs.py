"""What runs by the clock: the digests of the minute, and the daily housekeeping."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta

from telegram.ext import JobQueue

from bot.area_answers import Rooms
from bot.backup import back_up_daily
from bot.digest import send_due
from bot.errors import StorageError
from bot.status import LAST_BACKUP
from handlers.context import BotContext
from storage import digests, inbox, meta, outbox
from storage.database import Database

GRACE = {"misfire_grace_time": 6 * 3600, "coalesce": True, "max_instances": 1}
HOUSEKEEPING = time(4, 20)
CATCH_UP_SECONDS = 60
LAST_TIDY = "last_tidy"
MISSED_AFTER = timedelta(hours=25)
KEPT_UPDATES = timedelta(days=3)
KEPT_MESSAGES = timedelta(days=7)
KEPT_UNKNOWN = timedelta(days=30)


async def keep_house(database: Database, backups: int, now: datetime) -> None:
    """The day's backup beside the database, of which so many stay; updates, messages and digests of past days go.

    Telegram repeats no update after a day. Raises StorageError.
    """
    if backups:
        await _back_up(database, backups, now)
    async with database.write() as connection:
        await meta.put(connection, LAST_TIDY, now.isoformat())
        if backups:
            await meta.put(connection, LAST_BACKUP, now.isoformat())
        await inbox.prune(connection, now - KEPT_UPDATES)
        await outbox.prune(connection, now - KEPT_MESSAGES, now - KEPT_UNKNOWN)
        await digests.prune(connection, (now - KEPT_MESSAGES).date())


async def _back_up(database: Database, backups: int, now: datetime) -> None:
    """The thread that copies ends soon after this is cancelled."""
    is_over = threading.Event()
    try:
        await asyncio.to_thread(back_up_daily, database.path, backups, now, is_over.is_set)
    finally:
        is_over.set()


async def is_neglected(database: Database, now: datetime) -> bool:
    """Whether the housekeeping of the last day did not take place, as nothing ran at its hour."""
    async with database.read() as connection:
        last = await meta.get(connection, LAST_TIDY)
    return last is None or now - datetime.fromisoformat(last) > MISSED_AFTER


def schedule(
    jobs: JobQueue[BotContext],
    rooms: Rooms,
    wake: Callable[[], None],
    backups: int,
    alarm: Callable[[Exception], Awaitable[None]],
) -> None:
    """The jobs: digests each minute and the daily housekeeping, both also soon, for what was missed.

    `alarm` is told of errors of the store.
    """

    async def send_digests(_context: BotContext) -> None:
        try:
            if await send_due(rooms, datetime.now(UTC)):
                wake()
        except StorageError as error:
            await alarm(error)

    async def tidy(_context: BotContext) -> None:
        try:
            await keep_house(rooms.database, backups, datetime.now(UTC))
        except StorageError as error:
            await alarm(error)

    async def catch_up(context: BotContext) -> None:
        if await is_neglected(rooms.database, datetime.now(UTC)):
            await tidy(context)

    jobs.run_once(send_digests, 0, name="missed digests", job_kwargs=GRACE)
    to_minute = 60 - datetime.now(UTC).second
    jobs.run_repeating(send_digests, 60, first=to_minute, name="digests", job_kwargs=GRACE)
    jobs.run_once(catch_up, CATCH_UP_SECONDS, name="missed housekeeping", job_kwargs=GRACE)
    jobs.run_daily(tidy, HOUSEKEEPING, name="housekeeping", job_kwargs=GRACE)
