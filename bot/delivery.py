"""Outbox -> Telegram: each message at most once, in order of priority, within Telegram's limits.

A row is claimed and committed before its request leaves. What then goes wrong decides: a request that never left or
was refused for now goes back to wait; one whose answer was lost is `unknown`, and not sent again by itself: a digest at
the next start if the settings say so, anything else never.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from telegram import Bot, ForceReply, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import StorageError
from bot.logs import redact
from bot.pace import Pace, Pauses
from bot.render.plain import visible
from bot.tasks import end_tasks, keep_on
from storage import chats, outbox
from storage.database import Connection, Database
from storage.records import ClaimedMessage

AT_ONCE = 16
FORBIDDEN_DAYS = 3
IDLE_SECONDS = 1.0
GATHER_SECONDS = 0.02
"""The store is asked no more often than this, so that one commit serves several messages when many are sent."""
LEAVE_SECONDS = 1.0
NEVER_LEFT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")

OUTAGE_CHATS = 3
"""So many chats cut off with no success between are an outage, not a trouble of their own."""
GIVE_UP_SECONDS = 6 * 3600.0

Mark = tuple[Callable[..., Awaitable[None]], tuple[Any, ...]]

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Trouble:
    """A chat for which Telegram fails: since when (monotonic), and the pauses between the tries."""

    since: float
    pauses: Pauses


class Delivery:
    """The one sender of a process; `wake` tells it that a message was queued."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        pace: Pace,
        zone: ZoneInfo,
        first_pause: float = 1.0,
        give_up_seconds: float = GIVE_UP_SECONDS,
    ) -> None:
        self._database = database
        self._bot = bot
        self._pace = pace
        self._zone = zone
        self._first_pause = first_pause
        self._give_up_seconds = give_up_seconds
        self._news = asyncio.Event()
        self._marks: list[Mark] = []
        self._exchanging = asyncio.Lock()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._pauses = Pauses(first_pause, most=30)
        self._troubles: dict[int, Trouble] = {}
        self._cut_off_since: set[int] = set()
        self._stopping = asyncio.Event()

    def wake(self) -> None:
        """There is something new to send."""
        self._news.set()

    async def recover(self, resend: bool) -> int:
        """After a start: what an earlier process had claimed is unknown; how many.

        With `resend` digests of the last day of which nobody knows whether they arrived wait again; no other message
        ever does.
        """
        async with self._database.write() as connection:
            return await outbox.recover(connection, resend, datetime.now(UTC))

    async def run(self) -> None:
        """Sends until it is cancelled; an error of the store is logged and tried again."""
        await keep_on(self.send_due, self._news, self._stopping, "the outbox can't be read")

    async def stop(self, seconds: float) -> None:
        """Ends within so many seconds: what is on its way may arrive, what is cut off is unknown."""
        self._stopping.set()
        self._news.set()
        await end_tasks(list(self._tasks.values()), seconds)
        if self._marks or self._exchanging.locked():
            await self._leave()

    async def _leave(self) -> None:
        """Stores what became of the last messages; if that can't be done soon, the next start finds them unknown."""
        try:
            async with asyncio.timeout(LEAVE_SECONDS):
                await self._exchange(0)
        except (StorageError, TimeoutError) as error:
            log.error("the fate of messages can't be stored", messages=len(self._marks), error=redact(repr(error)))

    async def send_due(self) -> float:
        """Starts sending what may go now; returns for how many seconds nothing more can be done."""
        now = time.monotonic()
        room = max(0, min(self._pace.room(now), AT_ONCE - len(self._tasks)))
        if not self._marks:
            if not room:
                return max(0.01, self._pace.room_at(now) - now)
            async with self._database.glance() as connection:
                due = await outbox.next_due(connection)
            wait = IDLE_SECONDS if due is None else (due - datetime.now(UTC)).total_seconds()
            if wait > 0:
                return min(wait, IDLE_SECONDS)
        claimed = await self._exchange(room)
        await asyncio.sleep(GATHER_SECONDS)
        return 0.0 if room and claimed == room else 0.05 if claimed or not room else IDLE_SECONDS

    async def _exchange(self, room: int) -> int:
        """In one transaction: what became of messages sent, and the claims of the next. How many were claimed.

        What was claimed when the end began does not leave any more: it waits for the next start.
        """
        async with self._exchanging:
            marks, self._marks = self._marks, []
            try:
                async with self._database.write() as connection:
                    for change, arguments in marks:
                        await change(connection, *arguments)
                    rows = await outbox.claim(connection, datetime.now(UTC), room) if room else []
                    ready = await self._ready(connection, rows)
            except BaseException:
                self._marks = marks + self._marks
                raise
        if self._stopping.is_set():
            self._marks += [(outbox.again, (row.id, datetime.now(UTC))) for row in ready]
            return len(rows)
        for row in ready:
            self._pace.note(row.message.chat_id, time.monotonic())
            self._tasks[row.message.chat_id] = asyncio.create_task(self._send(row))
        return len(rows)

    async def _ready(self, connection: Connection, rows: Sequence[ClaimedMessage]) -> list[ClaimedMessage]:
        """Those whose chat's turn it is; the others wait until then."""
        ready: list[ClaimedMessage] = []
        for row in rows:
            wait = self._wait(row.message.chat_id, {one.message.chat_id for one in ready} | self._tasks.keys())
            if wait > 0:
                await outbox.again(connection, row.id, _after(wait))
            else:
                ready.append(row)
        return ready

    def _wait(self, chat_id: int, busy: Collection[int]) -> float:
        wait = self._pace.ready_at(chat_id) - time.monotonic()
        return max(wait, 0.1) if chat_id in busy else wait

    async def _send(self, row: ClaimedMessage) -> None:
        try:
            sent = await self._request(row)
        except asyncio.CancelledError:
            self._mark(outbox.unknown, row.id, "the program ended while sending")
            raise
        except Exception as error:
            self._refused(row, error)
        else:
            self._pauses.reset()
            self._cut_off_since.clear()
            self._troubles.pop(row.message.chat_id, None)
            self._mark(_arrived, row, sent.message_id)
        finally:
            self._pace.arrived(row.message.chat_id, time.monotonic())
            self._tasks.pop(row.message.chat_id, None)
            self._news.set()

    async def _request(self, row: ClaimedMessage) -> Message:
        message = row.message
        try:
            return await self._send_text(row, message.html, ParseMode.HTML)
        except BadRequest as error:
            if "parse entities" not in str(error):
                raise
            log.error("a message was no HTML to Telegram", row=row.id, error=str(error))
            return await self._send_text(row, visible(message.html), None)

    async def _send_text(self, row: ClaimedMessage, text: str, mode: str | None) -> Message:
        message = row.message
        under = message.reply_to and ReplyParameters(message.reply_to, allow_sending_without_reply=True)
        return await self._bot.send_message(
            message.chat_id,
            text,
            parse_mode=mode,
            reply_parameters=under or None,
            reply_markup=_markup(message.markup) if message.markup else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    def _refused(self, row: ClaimedMessage, error: Exception) -> None:
        said = redact(f"{type(error).__name__}: {error}")
        log.warning("message not sent", row=row.id, what=row.message.what.split(":")[0], error=said)
        if isinstance(error, RetryAfter):
            seconds = _seconds(error.retry_after)
            self._pace.hold(row.message.chat_id, time.monotonic() + seconds)
            self._mark(outbox.again, row.id, _after(seconds), said)
        elif isinstance(error, ChatMigrated):
            self._mark(_migrated, row, error.new_chat_id)
        elif isinstance(error, Forbidden):
            self._mark(_forbidden, row, said, datetime.now(self._zone))
        elif isinstance(error, BadRequest):
            self._mark(outbox.failed, row.id, said)
        else:
            self._cut_off(row, error, said)

    def _cut_off(self, row: ClaimedMessage, error: Exception, said: str) -> None:
        """The chat waits ever longer; so does the message, unless Telegram may have it or has failed for too long."""
        now, chat_id = time.monotonic(), row.message.chat_id
        trouble = self._troubles.setdefault(chat_id, Trouble(now, Pauses(self._first_pause)))
        pause = max(trouble.pauses.grow(), self._outage(chat_id, now))
        self._pace.hold(chat_id, now + pause)
        if may_have_arrived(error):
            self._mark(outbox.unknown, row.id, said)
        elif now - trouble.since > self._give_up_seconds:
            del self._troubles[chat_id]
            self._mark(outbox.failed, row.id, said)
        else:
            self._mark(outbox.again, row.id, _after(pause), said)

    def _outage(self, chat_id: int, now: float) -> float:
        """For how long everybody waits, once several chats in a row were cut off; those cut off together wait once."""
        self._cut_off_since.add(chat_id)
        if len(self._cut_off_since) < OUTAGE_CHATS:
            return 0.0
        pause = self._pace.held_for(now) or self._pauses.grow()
        self._pace.hold_all(now + pause)
        return pause

    def _mark(self, change: Callable[..., Awaitable[None]], *arguments: Any) -> None:
        """What became of a message; stored with the next claims, and unknown if the process ends before that."""
        self._marks.append((change, arguments))


async def _arrived(connection: Connection, row: ClaimedMessage, message_id: int) -> None:
    """Telegram has the message; that it refused others of the chat before is forgotten."""
    await outbox.sent(connection, row.id, message_id)
    await chats.accepted(connection, row.message.chat_id)


async def _forbidden(connection: Connection, row: ClaimedMessage, said: str, now: datetime) -> None:
    """Telegram forbade the message; once it has on several days, with none let through between, the chat is paused."""
    await outbox.failed(connection, row.id, said)
    if await chats.refused(connection, row.message.chat_id, now.date()) >= FORBIDDEN_DAYS:
        await chats.pause(connection, row.message.chat_id, now)


async def _migrated(connection: Connection, row: ClaimedMessage, new_chat: int) -> None:
    """The group has a new id; all that it has moves there, and the message waits to be sent there."""
    await chats.migrate(connection, row.message.chat_id, new_chat)
    await outbox.again(connection, row.id, datetime.now(UTC), "the group became a supergroup")


def may_have_arrived(error: Exception) -> bool:
    """Whether Telegram may have carried out a request that failed so: the answer was lost or makes no sense.

    A refusal in words (5xx, 401, `ok: false`) and a connection that never stood say that it has not.
    """
    if isinstance(error, InvalidToken | KeyError):
        return False
    if isinstance(error, NetworkError):
        cause = type(error.__cause__).__name__ if error.__cause__ else ""
        return bool(cause) and cause not in (*NEVER_LEFT, "TelegramError")
    return isinstance(error, TelegramError)


def _seconds(given: int | timedelta) -> float:
    return given.total_seconds() if isinstance(given, timedelta) else float(given)


def _after(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def _markup(markup: dict[str, Any]) -> ForceReply | InlineKeyboardMarkup | None:
    """Buttons, or the wish for a reply."""
    if "force_reply" in markup:
        return ForceReply(selective=bool(markup.get("selective")))
    return InlineKeyboardMarkup.de_json(markup)
