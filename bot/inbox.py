"""Telegram -> stored updates -> handlers: nothing is confirmed before it is stored, nothing stored is forgotten.

Telegram counts an update as received once the next getUpdates asks beyond it. So `Poller` commits the raw JSON first
and only then raises its offset, and `Worker` handles what is stored, also what an earlier process left behind.
"""

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.errors import StorageError
from bot.logs import redact
from bot.pace import Pauses
from bot.status import LAST_POLL
from bot.tasks import end_tasks, keep_on, take_turn
from bot.updates import Json, chat_of, group_of, is_number
from storage import inbox, meta, outbox, quarantine
from storage.database import Database
from storage.records import BadLine, InboxState, OutboxMessage, StoredUpdate

Fetch = Callable[[int | None], Awaitable[Any]]
Handle = Callable[[list[Json], bool], Awaitable[Sequence[OutboxMessage]]]
Alarm = Callable[[Exception], Awaitable[None]]
Settled = tuple[list[StoredUpdate], Sequence[OutboxMessage]]

ALBUM_SECONDS = 1.2
AT_ONCE = 16
HANDLING_SECONDS = 60.0
ROWS = 200
RAW_LIMIT = 10_000
MARK_SECONDS = 20.0
IDLE_SECONDS = 1.0
MOST_TROUBLED = 30.0

log = structlog.get_logger(__name__)


class UnreadableError(ValueError):
    """An update that no other try could make readable."""


async def keep(database: Database, updates: Sequence[Any], now: datetime) -> int | None:
    """Stores a batch in one transaction; returns the offset that confirms it, None if it holds no usable update.

    What has no update id, or one beyond 64 bits, can never be handled nor confirmed: it goes to the quarantine.
    """
    good = [update for update in updates if isinstance(update, dict) and is_number(update.get("update_id"))]
    bad = [update for update in updates if not any(update is one for one in good)]
    async with database.write() as connection:
        await inbox.store(connection, [(update["update_id"], _raw(update)) for update in good], now)
        for update in bad:
            line = BadLine("telegram", 0, _raw(update)[:RAW_LIMIT], "an update without a usable update_id", now)
            await quarantine.put(connection, line)
    return max((update["update_id"] for update in good), default=-1) + 1 or None


def _raw(update: Any) -> str:
    return json.dumps(update, separators=(",", ":"))


async def raise_alarm(alarm: Alarm, error: Exception) -> None:
    """Tells of an error; that this fails too is only logged."""
    try:
        await alarm(error)
    except Exception:
        log.exception("alarm failed")


class Poller:
    """Asks Telegram for updates whatever it answers; `last_good` is the monotonic time of the last success."""

    def __init__(
        self,
        database: Database,
        fetch: Fetch,
        alarm: Alarm,
        on_news: Callable[[], None],
        pauses: Pauses | None = None,
    ) -> None:
        self._database = database
        self._fetch = fetch
        self._alarm = alarm
        self._on_news = on_news
        self._pauses = pauses or Pauses()
        self._offset: int | None = None
        self._marked = 0.0
        self.last_good = time.monotonic()

    async def run(self) -> None:
        """Polls until it is cancelled."""
        while True:
            try:
                await self.poll()
            except Exception as error:
                await self._pause(error)

    async def poll(self) -> None:
        """One getUpdates and the storing of what it brought; the offset moves only after the commit."""
        updates = await self._fetch(self._offset)
        if not isinstance(updates, list | tuple):
            raise TypeError(f"getUpdates answered {type(updates).__name__} and no list")
        offset = await keep(self._database, updates, datetime.now(UTC)) if updates else None
        self.last_good = time.monotonic()
        if updates and offset in (None, self._offset):
            raise ValueError("getUpdates brings only what can't be confirmed")
        self._offset = offset
        await self._mark()
        self._pauses.reset()
        if updates:
            self._on_news()

    async def _mark(self) -> None:
        """Keeps the moment of the last good poll for those who look from outside."""
        if self.last_good - self._marked >= MARK_SECONDS:
            async with self._database.write() as connection:
                await meta.put(connection, LAST_POLL, datetime.now(UTC).isoformat())
            self._marked = self.last_good

    async def _pause(self, error: Exception) -> None:
        seconds = self._pauses.grow()
        log.warning("poll failed", error=redact(repr(error)), pause=seconds)
        await raise_alarm(self._alarm, error)
        await asyncio.sleep(seconds)


class Worker:
    """Handles stored updates: in order within a chat, several chats at a time, an album as one.

    `handle` is given the updates of one message or album, and whether an earlier try may have handled them in part;
    what it answers is put into the outbox in the transaction that marks the updates as handled. An update that fails
    is tried again some times; one that fails because of the store waits as if untouched, and the alarm is raised.
    """

    def __init__(
        self,
        database: Database,
        handle: Handle,
        on_aside: Callable[[], Awaitable[None]],
        on_answer: Callable[[], None],
        alarm: Alarm,
        album_seconds: float = ALBUM_SECONDS,
    ) -> None:
        self._database = database
        self._handle = handle
        self._on_aside = on_aside
        self._on_answer = on_answer
        self._alarm = alarm
        self._album_seconds = album_seconds
        self._news = asyncio.Event()
        self._waiting: dict[int, deque[StoredUpdate]] = defaultdict(deque)
        self._held: set[int] = set()
        self._begun: set[int] = set()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self._turns = asyncio.Lock()
        self._settled: list[Settled] = []
        self._settling = asyncio.Lock()
        self._troubles = Pauses(most=MOST_TROUBLED)
        self._stopping = asyncio.Event()
        self._began = datetime.now(UTC)

    def wake(self) -> None:
        """There is something new in the store."""
        self._news.set()

    async def run(self) -> None:
        """Works until it is cancelled; an error of the store is logged and tried again."""
        await keep_on(self._look, self._news, self._stopping, "stored updates can't be read")

    async def _look(self) -> float:
        """Takes what is stored and not yet in hand, and starts a task for each chat that has none.

        Returns after how many seconds to look again.
        """
        async with self._database.glance() as connection:
            rows = await inbox.waiting(connection, datetime.now(UTC), len(self._held) + ROWS)
        await self._forget([row for row in rows if not row.raw])
        for row in rows:
            if row.raw and row.update_id not in self._held:
                self._held.add(row.update_id)
                self._waiting[chat_of(json.loads(row.raw))].append(row)
        for chat_id in self._waiting.keys() - self._tasks.keys():
            self._tasks[chat_id] = asyncio.create_task(self._work(chat_id))
        return IDLE_SECONDS

    async def _forget(self, rows: list[StoredUpdate]) -> None:
        """Updates whose content was deleted at a person's wish have nothing left to handle."""
        if rows:
            await self._done(rows, ())

    async def stop(self, seconds: float) -> None:
        """Lets what is being handled end within so many seconds; the rest stays stored."""
        self._stopping.set()
        self._news.set()
        await end_tasks(list(self._tasks.values()), seconds)

    async def _work(self, chat_id: int) -> None:
        rows: list[StoredUpdate] = []
        try:
            while self._waiting.get(chat_id):
                rows = await self._next(chat_id)
                async with self._room:
                    await take_turn(self._turns)
                    await self._handle_rows(rows)
        except Exception as error:
            log.error("the store fails: updates wait", error=redact(repr(error)))
            await raise_alarm(self._alarm, error)
            await asyncio.sleep(self._troubles.grow())
        finally:
            del self._tasks[chat_id]
            rest = self._waiting.pop(chat_id, deque())
            self._held.difference_update(row.update_id for row in (*rows, *rest))

    async def _next(self, chat_id: int) -> list[StoredUpdate]:
        """The chat's next update; of an album all messages, once none has come for a while."""
        queue = self._waiting[chat_id]
        group = group_of(json.loads(queue[0].raw))
        if group is None:
            return [queue.popleft()]
        while True:
            rows = [row for row in queue if group_of(json.loads(row.raw)) == group]
            quiet = (datetime.now(UTC) - max(row.received for row in rows)).total_seconds()
            if not 0 <= quiet < self._album_seconds:
                break
            await asyncio.sleep(self._album_seconds - quiet)
        for row in rows:
            queue.remove(row)
        return rows

    async def _handle_rows(self, rows: list[StoredUpdate]) -> None:
        if self._stopping.is_set():
            return
        started, is_repeat = time.monotonic(), self._is_repeat(rows)
        self._begun.update(row.update_id for row in rows)
        with structlog.contextvars.bound_contextvars(update_id=rows[0].update_id):
            try:
                async with asyncio.timeout(HANDLING_SECONDS):
                    answers = await self._handle([json.loads(row.raw) for row in rows], is_repeat)
            except StorageError:
                raise
            except Exception as error:
                log.warning("update failed", attempts=rows[0].attempts + 1, exc_info=True)
                await self._failed(rows, error)
            else:
                await self._done(rows, answers)
                self._let_go(rows)
                log.info("update handled", milliseconds=round((time.monotonic() - started) * 1000))

    def _is_repeat(self, rows: list[StoredUpdate]) -> bool:
        """Whether an earlier try, perhaps of an earlier process, may have handled these in part."""
        return any(row.attempts or row.received < self._began or row.update_id in self._begun for row in rows)

    def _let_go(self, rows: list[StoredUpdate]) -> None:
        """What became of these is stored."""
        ids = {row.update_id for row in rows}
        self._held -= ids
        self._begun -= ids

    async def _done(self, rows: list[StoredUpdate], answers: Sequence[OutboxMessage]) -> None:
        """Marks updates as handled and queues their answers, together with others that wait for the same."""
        mine = (rows, answers)
        self._settled.append(mine)
        async with self._settling:
            if not any(one is mine for one in self._settled):
                return
            batch, self._settled = self._settled, []
            try:
                await self._settle(batch)
            except BaseException:
                self._settled = [one for one in batch if one is not mine] + self._settled
                raise
        self._on_answer()

    async def _settle(self, batch: Sequence[Settled]) -> None:
        """In one transaction. A power cut may take it back: then the updates are handled again."""
        now = datetime.now(UTC)
        async with self._database.write(is_synced=False) as connection:
            for message in (message for _, answers in batch for message in answers):
                await outbox.put(connection, message, now)
            await inbox.done(connection, *(row.update_id for rows, _ in batch for row in rows))
        self._troubles.reset()

    async def _failed(self, rows: list[StoredUpdate], error: Exception) -> None:
        said = redact(f"{type(error).__name__}: {error}")[:1000]
        states = [InboxState.ASIDE] if isinstance(error, UnreadableError) else []
        async with self._database.write() as connection:
            for row in rows:
                if isinstance(error, UnreadableError):
                    await inbox.put_aside(connection, row.update_id, said)
                else:
                    states.append(await inbox.failed(connection, row.update_id, said, datetime.now(UTC)))
        self._let_go(rows)
        if InboxState.ASIDE in states:
            await self._on_aside()
