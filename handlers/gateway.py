"""Telegram's side of the composition: the library's application, its HTTP client, and raw updates in and out of it."""

import asyncio
import contextlib
import warnings
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

import structlog
from telegram import BotCommand, BotCommandScopeChat, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, Defaults, ExtBot, JobQueue
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.delivery import AT_ONCE
from bot.errors import SettingsError
from bot.inbox import Handle, UnreadableError
from bot.logs import redact
from bot.pace import Pauses
from bot.render import command_menu
from bot.settings import Settings
from bot.updates import Json, message_of
from handlers.answer import close
from handlers.context import ANSWERS, RAW, Bag, BotContext, Services
from handlers.notices import apologize
from handlers.posts import album_of
from handlers.routes import commands_of, routes
from handlers.soundness import faults
from storage.records import OutboxMessage

POLL_SECONDS = 25
SPARE = 4
"""Connections for what is no message: answers to buttons, questions about members."""
TOKEN_TRIES = 3
ALLOWED = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
]

log = structlog.get_logger(__name__)

BotApplication = Application[ExtBot[None], BotContext, Bag, Bag, Bag, JobQueue[BotContext]]


class StrictApplication(BotApplication):
    """An application whose handlers' errors reach the one who handed the update in, so that it is tried again."""

    async def process_error(
        self,
        update: object | None,  # noqa: ARG002
        error: Exception,
        job: Any = None,
        coroutine: Any = None,  # noqa: ARG002
    ) -> bool:
        """Raises an update's error; one of a job is logged."""
        if job is None:
            raise error
        log.error("job failed", job=job.name, exc_info=error)
        return False


def application_of(settings: Settings) -> BotApplication:
    """The library's application with all routes, without its own polling.

    Its warnings of raw getUpdates and of a type that will change are known, and left out of the log.
    """
    warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
    warnings.filterwarnings("ignore", ".*retry_after", PTBDeprecationWarning)
    builder = (
        ApplicationBuilder()
        .application_class(StrictApplication)
        .token(settings.token())
        .base_url(f"{settings.bot_api_url}/bot")
        .base_file_url(f"{settings.bot_api_url}/file/bot")
        .request(request_of(settings, connections=AT_ONCE + SPARE))
        .get_updates_request(request_of(settings, connections=2))
        .context_types(ContextTypes(context=BotContext, user_data=dict, chat_data=dict, bot_data=dict))
        .defaults(Defaults(tzinfo=settings.zone))
        .updater(None)
    )
    application = cast(BotApplication, builder.build())
    application.add_handlers(routes())
    return application


def request_of(settings: Settings, connections: int) -> HTTPXRequest:
    """Telegram's HTTP client; a server on loopback is never asked through a proxy of the environment."""
    direct = {"trust_env": False} if settings.is_api_local else {}
    return HTTPXRequest(connections, pool_timeout=10, connect_timeout=10, read_timeout=10, httpx_kwargs=direct)


def fetcher(bot: ExtBot[None]) -> Callable[[int | None], Awaitable[Any]]:
    """A long poll of getUpdates from an offset (None: from the oldest unconfirmed), as raw JSON.

    The library's own method parses the batch, and one update that it can't parse would block all others for ever.
    """

    async def fetch(offset: int | None) -> Any:
        asked: Json = {"timeout": POLL_SECONDS, "limit": 100, "allowed_updates": ALLOWED}
        if offset is not None:
            asked["offset"] = offset
        return await bot.do_api_request("getUpdates", asked, read_timeout=POLL_SECONDS + 10)

    return fetch


def dispatcher(application: BotApplication, services: Services) -> Handle:
    """Hands stored updates to their routes: one, or the messages of an album; their errors come out."""

    async def dispatch(raw: list[Json], is_repeat: bool) -> Sequence[OutboxMessage]:
        updates = [parsed(one, application.bot) for one in raw]
        ids = {update.update_id for update in updates} if is_repeat else set()
        services.repeated |= ids
        answers: list[OutboxMessage] = []
        ANSWERS.set(answers)
        RAW.set({message["message_id"]: message for one in raw if (message := message_of(one))})
        try:
            if updates[0].callback_query and updates[0].effective_chat is None:
                await close(updates[0])
            else:
                await application.process_update(updates[0] if len(updates) == 1 else album_of(updates))
        except Exception:
            if not is_repeat:
                await apologize(services, updates[0])
            raise
        finally:
            services.repeated -= ids
        return answers

    return dispatch


def parsed(raw: Json, bot: ExtBot[None]) -> Update:
    """The update of Telegram's JSON, of the kinds that the bot asks for; of another kind it is empty.

    Raises UnreadableError if it is not as Telegram promises.
    """
    asked = {name: raw[name] for name in ("update_id", *ALLOWED) if name in raw}
    if wrong := sorted(set(faults(asked))):
        raise UnreadableError(f"not an update that can be read: {', '.join(wrong)}")
    try:
        return Update.de_json(asked, bot)
    except Exception as error:
        raise UnreadableError(f"not an update that can be read: {type(error).__name__}") from None


async def introduce(application: BotApplication, stopping: asyncio.Event) -> bool:
    """Asks Telegram who the bot is until it answers; False if `stopping` came first.

    Raises SettingsError if Telegram refuses the token several times.
    """
    pauses, refused = Pauses(most=30), 0
    while not stopping.is_set():
        try:
            await application.initialize()
        except InvalidToken as error:
            refused += 1
            if refused >= TOKEN_TRIES:
                raise SettingsError("BOT_TOKEN is refused by Telegram: take the token that @BotFather shows") from error
        except (TelegramError, KeyError) as error:
            log.warning("Telegram can't be reached", error=redact(repr(error)))
        else:
            return True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pauses.grow())
    return False


async def set_up_chat(bot: ExtBot[None], settings: Settings, pauses: Pauses | None = None) -> None:
    """Tells Telegram how updates are fetched, over and over until it takes it, then the command menu."""
    growing = pauses or Pauses()
    while True:
        try:
            await set_way_of_updates(bot, settings)
        except (TelegramError, KeyError) as error:
            log.warning("how updates come is not set", error=redact(repr(error)))
            await asyncio.sleep(growing.grow())
        else:
            break
    await set_menus(bot, settings)


async def set_way_of_updates(bot: ExtBot[None], settings: Settings) -> None:
    """By webhook or by polling; pending updates are never dropped, as they are reports."""
    if settings.bot_webhook_url and settings.bot_webhook_secret:
        secret = settings.bot_webhook_secret.get_secret_value()
        await bot.set_webhook(settings.bot_webhook_url, allowed_updates=ALLOWED, secret_token=secret)
    else:
        await bot.delete_webhook(drop_pending_updates=False)


async def set_menus(bot: ExtBot[None], settings: Settings) -> None:
    """The command menu in both languages, and that of owners; a failure is only logged."""
    try:
        for language, code in (("en", None), ("uk", "uk"), ("uk", "ru")):
            await bot.set_my_commands(menu_of(language, "everybody"), language_code=code)
        for owner in settings.bot_owners:
            scope = BotCommandScopeChat(owner)
            await bot.set_my_commands(menu_of(settings.bot_language, "owner"), scope=scope)
    except (TelegramError, KeyError) as error:
        log.warning("the command menu is not set", error=redact(repr(error)))


def menu_of(language: str, role: str) -> list[BotCommand]:
    """The command menu of a role, of the commands that have a route."""
    known = commands_of(routes())
    return [BotCommand(name, words[:256]) for name, words in command_menu(language, role) if name in known]
