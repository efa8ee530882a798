"""What people are told without asking: owners of what goes wrong, each kind once a day, and whom it concerns."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from markupsafe import escape
from telegram import Bot, Chat, Update
from telegram.error import Conflict, TelegramError
from telegram.ext import ExtBot

from bot.errors import StorageError
from bot.render import render_text
from bot.render.plain import visible
from handlers.context import Services
from storage import chats, inbox, outbox
from storage.records import InboxState, OutboxMessage

SECOND = "another process polls with this token, and this one came later: it ends"
RIVAL = "terminated by other getUpdates"
RIVAL_POLLS = 3
PATIENCE = 4
"""A conflict must last so many times as long as the process had polled alone before the process gives way."""
RIVALS_PART = timedelta(minutes=3)
"""So long after the last one a conflict is a new one; the pauses between polls are shorter."""
HOOKED = "while webhook is active"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TELL_AGAIN = timedelta(hours=6)

Told = dict[tuple[int, str], datetime]
"""When an owner was told a text."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Rivals:
    """How often another process has ended the polls of this one, which began at a time.

    Each of two ends the other's polls in turn. Whoever came first had polled alone for longer before that, so it waits
    longer, and the other one gives way.
    """

    began: datetime
    first: datetime = LONG_AGO
    last: datetime = LONG_AGO
    count: int = 0

    def met(self, now: datetime) -> bool:
        """Counts a poll that the other one ended; whether this process should give way."""
        if now - self.last > RIVALS_PART:
            self.first, self.count = now, 0
        self.last, self.count = now, self.count + 1
        return self.count >= RIVAL_POLLS and now - self.first >= PATIENCE * (self.first - self.began)


def aside_alarm(services: Services) -> Callable[[], Awaitable[None]]:
    """Tells the owners, once a day, that updates were put aside."""

    async def tell() -> None:
        async with services.database.read() as connection:
            counts = await inbox.counts(connection)
        await tell_owners(services, "aside", number=counts[InboxState.ASIDE])

    return tell


def poll_alarm(
    services: Services, bot: ExtBot[None], give_way: Callable[[], None] = lambda: None
) -> Callable[[Exception], Awaitable[None]]:
    """Tells the owners that updates go elsewhere or that the database can't be used.

    The latter can't go through the outbox: it is sent at once, each kind of fault once in a while. A webhook that keeps
    updates away is removed, and told of once it is. `give_way` is called if another process polls with this token and
    was there before.
    """
    told: Told = {}
    rivals = Rivals(services.now())

    async def alarm(error: Exception) -> None:
        if isinstance(error, Conflict) and HOOKED in str(error):
            await bot.delete_webhook(drop_pending_updates=False)
            await tell_owners(services, "webhook")
        elif isinstance(error, Conflict):
            await tell_owners(services, "conflict")
            if RIVAL in str(error) and rivals.met(services.now()):
                log.critical(SECOND)
                give_way()
        elif isinstance(error, StorageError):
            log.critical("the database can't be used", error=str(error))
            texts = {
                owner: fault_told(error, await _language(services, owner)) for owner in services.settings.bot_owners
            }
            await tell_at_once(bot, texts, told, services.now())

    return alarm


async def tell_at_once(bot: Bot, texts: Mapping[int, str], told: Told, now: datetime) -> None:
    """Sends owners what they were not told within some hours, past the outbox: each the text of their id."""
    for owner, text in texts.items():
        if now - told.get((owner, text), LONG_AGO) <= TELL_AGAIN:
            continue
        told[owner, text] = now
        try:
            await bot.send_message(owner, text)
        except TelegramError:
            del told[owner, text]


def fault_told(error: StorageError, language: str) -> str:
    """What is wrong with the database, in a language; a fault without a name as it is."""
    names = ("full", "readonly", "damaged", "foreign", "disk", "closed", "busy")
    told = render_text(f"database_{error.kind}", language, path=escape(error.path))[0] if error.kind in names else ""
    return visible(told) or str(error)


async def _language(services: Services, owner: int) -> str:
    """The language of an owner's chat; that of the settings where none is chosen, or the database can't be asked."""
    try:
        async with services.database.glance() as connection:
            known = await chats.get(connection, owner)
    except StorageError:
        known = None
    return (known and known.language) or services.settings.bot_language


async def tell_owners(services: Services, what: str, **values: object) -> None:
    """Queues a notice to each owner, one of a kind a day, in the language of their chat."""
    today = services.now().astimezone(services.settings.zone).date()
    for owner in services.settings.bot_owners:
        text = render_text(f"notice_{what}", await _language(services, owner), **values)[0]
        async with services.database.write() as connection:
            message = OutboxMessage(owner, f"notice:{what}", text, today)
            await outbox.put(connection, message, services.now())
    services.wake()


async def apologize(services: Services, update: Update) -> None:
    """Tells the person, in private and once, that their message could not be handled now and will be tried again."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or message is None or chat.type != Chat.PRIVATE:
        return
    async with services.database.write() as connection:
        known = await chats.get(connection, chat.id)
        language = (known and known.language) or services.settings.bot_language
        text = render_text("error", language)[0]
        sorry = OutboxMessage(chat.id, f"sorry:{update.update_id}", text, reply_to=message.message_id)
        await outbox.put(connection, sorry, services.now())
    services.wake()
