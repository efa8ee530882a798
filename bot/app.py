"""The composition root: joins settings, database, reader and rooms into a running bot, and ends it cleanly."""

import asyncio
import atexit
import contextlib
import gc
import hashlib
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import structlog
from telegram.error import TelegramError

from bot.channels import Registry
from bot.delivery import Delivery
from bot.errors import StorageError
from bot.gazetteer import Gazetteer
from bot.http import serve
from bot.inbox import Alarm, Poller, Worker
from bot.ingest import Reader
from bot.pace import Pace
from bot.quota import Quota
from bot.settings import Settings
from handlers.context import Services
from handlers.gateway import BotApplication, application_of, dispatcher, fetcher, introduce, set_up_chat
from handlers.jobs import schedule
from handlers.notices import TELL_AGAIN, Told, aside_alarm, fault_told, poll_alarm, tell_at_once
from storage import channels
from storage.database import Database
from storage.records import RegisteredChannel

STOP_SECONDS = 2.0
END_SECONDS = 4.5
"""So long at most the end takes, however much hangs: a supervisor kills after a while what does not end."""
DEAF = 3
"""The exit status after the watchdog found that no poll succeeds."""
SECOND = 4
"""The exit status of a process that found another one polling with its token."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class App:
    """A built bot; `run` serves until it is told to stop."""

    settings: Settings
    services: Services
    application: BotApplication
    poller: Poller
    worker: Worker
    delivery: Delivery
    alarm: Alarm
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0
    end_seconds: float = END_SECONDS

    async def run(self) -> int:
        """Serves until it is stopped, or the watchdog ends it; returns the exit status.

        Raises SettingsError if Telegram refuses the token.
        """
        gc.collect()
        gc.freeze()
        self.poller.last_good = time.monotonic()
        tasks = [asyncio.create_task(self._watch())]
        server = None
        if await self.start():
            settings = self.settings
            server = (
                serve(settings, self.services.database, self.worker.wake, self.alarm)
                if settings.bot_http_port
                else None
            )
            loops = [self.worker.run, self.delivery.run, *([] if settings.bot_webhook_url else [self.poller.run])]
            tasks += [asyncio.create_task(loop()) for loop in loops]
            tasks.append(asyncio.create_task(set_up_chat(self.application.bot, settings)))
            log.info("running", bot=self.services.username, webhook=bool(settings.bot_webhook_url))
        await self.stopping.wait()
        log.info("stopping")
        if server is not None:
            server.stop()
        await self._end(tasks)
        return self.status

    def stop(self) -> None:
        """Ends `run` soon; a second call changes nothing."""
        self.stopping.set()

    def give_way(self) -> None:
        """Ends `run`, as another process that was there before polls with the same token."""
        self.status = SECOND
        self.stop()

    async def start(self) -> bool:
        """Readies everything but the loops: what a crash left, the bot's name, the jobs.

        False if the bot was told to stop before Telegram had said who it is.
        """
        await self.delivery.recover(self.settings.bot_resend_unknown)
        await keep_registry(self.services.database, self.services.registry)
        if not await introduce(self.application, self.stopping):
            return False
        self.services.username = self.application.bot.username
        await self.application.start()
        assert self.application.job_queue is not None
        services, backups = self.services, self.settings.bot_backups
        schedule(self.application.job_queue, services.rooms(), services.wake, backups, self.alarm)
        return True

    async def _watch(self) -> None:
        """Ends the process if no poll has succeeded for too long: a supervisor starts it anew."""
        limit = self.settings.bot_watchdog
        if not limit or self.settings.bot_webhook_url:
            return
        while (left := self.poller.last_good + limit - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(left)
        log.critical("no successful poll", seconds=limit)
        self.status = DEAF
        self.stop()

    async def _end(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """Ends in time: nothing new is begun, what is in hand may finish, the rest stays stored."""
        try:
            async with asyncio.timeout(self.end_seconds):
                await self._wind_up(tasks)
        except TimeoutError:
            log.error("not all could be ended in time", seconds=self.end_seconds)

    async def _wind_up(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        await asyncio.gather(self.worker.stop(STOP_SECONDS), self.delivery.stop(STOP_SECONDS))
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        with contextlib.suppress(TimeoutError, TelegramError):
            async with asyncio.timeout(STOP_SECONDS / 4):
                if self.application.running:
                    await self.application.stop()
                await self.application.shutdown()


def build(
    settings: Settings,
    database: Database,
    gazetteer: Gazetteer,
    registry: Registry,
    reader: Reader,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> App:
    """The bot of these settings on an open database; raises SettingsError if no token is set."""
    application = application_of(settings)
    a_chat_seconds = 60 / settings.bot_chat_messages_per_minute
    pace = Pace(settings.bot_messages_per_second, settings.bot_group_messages_per_minute, a_chat_seconds)
    delivery = Delivery(database, application.bot, pace, settings.zone)
    quota = Quota(settings.bot_posts_per_minute, settings.bot_posts_per_day)
    services = Services(settings, database, gazetteer, registry, reader, delivery.wake, now, quota)
    application.bot_data["services"] = services

    def give_way() -> None:
        app.give_way()

    alarm = poll_alarm(services, application.bot, give_way)
    worker = Worker(database, dispatcher(application, services), aside_alarm(services), delivery.wake, alarm)
    poller = Poller(database, fetcher(application.bot), alarm, worker.wake)
    app = App(settings, services, application, poller, worker, delivery, alarm)
    return app


async def tell_without_store(settings: Settings, error: StorageError) -> None:
    """Tells the owners why the bot can't start, once in a while however often it is started anew.

    The memory of that is a file of the system's temporary folder, as the database can't be asked.
    """
    told: Told = {}
    name = hashlib.sha256(f"{settings.bot_database.resolve()} {error}".encode()).hexdigest()[:16]
    mark = Path(tempfile.gettempdir()) / f"zvedennia-told-{name}"
    with contextlib.suppress(TelegramError, OSError):
        if mark.exists() and time.time() - mark.stat().st_mtime < TELL_AGAIN.total_seconds():
            return
        async with application_of(settings).bot as bot:
            texts = dict.fromkeys(settings.bot_owners, fault_told(error, settings.bot_language))
            await tell_at_once(bot, texts, told, datetime.now(UTC))
        if told:
            mark.touch()


async def keep_registry(database: Database, registry: Registry) -> None:
    """Writes the registry of channels into the database; ids that reviewers pinned stay."""
    known = [RegisteredChannel(one.username, one.uk, one.kind, one.oblast, one.en) for one in registry.channels]
    async with database.write() as connection:
        await channels.keep(connection, known)


def listen(stop: Callable[[], None]) -> None:
    """Calls `stop` at SIGTERM and SIGINT, however often they come; one that comes after the loop's end does nothing.

    The interpreter gives back the signals' own, deadly ways while it winds up, but for those that are ignored by then.
    """
    loop = asyncio.get_running_loop()

    def heard(*_: object) -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop)

    for name in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(ValueError):
            signal.signal(name, heard)
            atexit.register(signal.signal, name, signal.SIG_IGN)
