"""What people are told without asking: owners of what goes wrong, each kind once a day, and whom it concerns."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from telegram import Chat, Update
from telegram.error import Conflict, TelegramError
from telegram.ext import ExtBot

from bot.errors import StorageError
from bot.render import render_text
from handlers.context import Services
from storage import chats, inbox, outbox
from storage.records import InboxState, OutboxMessage

SECOND = "another process polls with this token, and this one came later: it ends"
RIVAL = "terminated by other getUpdates"
RIVAL_POLLS = 3
NEWCOMER = timedelta(minutes=2)
CONFLICT = "Another process asks Telegram for updates with this bot's token. End one of the two."
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TELL_AGAIN = timedelta(hours=6)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Rivals:
    """How often another process has ended this one's polls while it was new, until a time."""

    until: datetime
    count: int = 0

    def met(self, said: str, now: datetime) -> bool:
        """Takes in what Telegram said of a conflict; whether this process should give way."""
        self.count += RIVAL in said and now < self.until
        return self.count >= RIVAL_POLLS


def aside_alarm(services: Services) -> Callable[[], Awaitable[None]]:
    """Tells the owners, once a day, that updates were put aside."""

    async def tell() -> None:
        async with services.database.read() as connection:
            counts = await inbox.counts(connection)
        text = f"Updates that could not be handled are put aside: {counts[InboxState.ASIDE]}. See /status."
        await tell_owners(services, "aside", text)

    return tell


def poll_alarm(
    services: Services, bot: ExtBot[None], give_way: Callable[[], None] = lambda: None
) -> Callable[[Exception], Awaitable[None]]:
    """Tells the owners that another process polls with the same token, or that the database can't be written.

    The latter can't go through the outbox: it is sent at once, each kind of fault once in a while. `give_way` is called
    if another process polls and this one is new, so that of two the first stays.
    """
    told: dict[str, datetime] = {}
    rivals = Rivals(services.now() + NEWCOMER)

    async def alarm(error: Exception) -> None:
        if isinstance(error, Conflict):
            await tell_owners(services, "conflict", CONFLICT)
            if rivals.met(str(error), services.now()):
                log.critical(SECOND)
                give_way()
        elif isinstance(error, StorageError) and services.now() - told.get(str(error), LONG_AGO) > TELL_AGAIN:
            told[str(error)] = services.now()
            log.critical("the database can't be used", error=str(error))
            for owner in services.settings.bot_owners:
                with contextlib.suppress(TelegramError):
                    await bot.send_message(owner, str(error))

    return alarm


async def tell_owners(services: Services, what: str, text: str) -> None:
    """Queues a notice to each owner, one of a kind a day."""
    today = services.now().astimezone(services.settings.zone).date()
    async with services.database.write() as connection:
        for owner in services.settings.bot_owners:
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
