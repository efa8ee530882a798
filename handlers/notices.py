"""What the owners are told without asking, each kind once a day."""

from collections.abc import Awaitable, Callable

from telegram.error import Conflict

from handlers.context import Services
from storage import inbox, outbox
from storage.records import InboxState, OutboxMessage

CONFLICT = "Another process asks Telegram for updates with this bot's token. End one of the two."


def aside_alarm(services: Services) -> Callable[[], Awaitable[None]]:
    """Tells the owners, once a day, that updates were put aside."""

    async def tell() -> None:
        async with services.database.read() as connection:
            counts = await inbox.counts(connection)
        text = f"Updates that could not be handled are put aside: {counts[InboxState.ASIDE]}. See /status."
        await tell_owners(services, "aside", text)

    return tell


def conflict_alarm(services: Services) -> Callable[[Exception], Awaitable[None]]:
    """Tells the owners, once a day, that another process polls with the same token."""

    async def alarm(error: Exception) -> None:
        if isinstance(error, Conflict):
            await tell_owners(services, "conflict", CONFLICT)

    return alarm


async def tell_owners(services: Services, what: str, text: str) -> None:
    """Queues a notice to each owner, one of a kind a day."""
    today = services.now().astimezone(services.settings.zone).date()
    async with services.database.write() as connection:
        for owner in services.settings.bot_owners:
            message = OutboxMessage(owner, f"notice:{what}", text, today)
            await outbox.put(connection, message, services.now())
    services.wake()
