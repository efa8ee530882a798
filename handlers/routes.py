"""The routing table: which handler an update goes to. The first that fits in the list takes it."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
)
from telegram.ext.filters import COMMAND, StatusUpdate, UpdateType

from handlers import asof, basics, cards, owners, posts, review, subscriptions, summaries
from handlers.context import BotContext

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
Route = BaseHandler[Any, BotContext, Any]

COMMANDS: dict[str, Handler] = {
    "start": basics.on_start,
    "help": basics.on_help,
    "privacy": basics.on_privacy,
    "language": basics.on_language,
    "sources": basics.on_sources,
    "delete_me": basics.on_delete_me,
    "today": summaries.on_today,
    "region": summaries.on_region,
    "subscribe": subscriptions.on_subscribe,
    "subscriptions": subscriptions.on_subscriptions,
    "unsubscribe": subscriptions.on_unsubscribe,
    "incident": cards.on_incident,
    "history": cards.on_history,
    "status": owners.on_status,
}

BUTTONS: dict[str, Handler] = {
    r"lang:(uk|en)": basics.on_language_button,
    r"forget:\w+": basics.on_delete_button,
    r"day:\d{4}-\d\d-\d\d:(UA\d+|-)": summaries.on_today_button,
    r"region:UA\d+": summaries.on_region_button,
    r"area:(UA\d+|-)": summaries.on_area_button,
    r"sub:(UA\d+|-):\d{0,4}": subscriptions.on_subscribe_button,
    r"unsub:(\d+|all)": subscriptions.on_unsubscribe_button,
    r"(why|src|hist|card):\d{1,15}": cards.on_card_button,
    r"wrong:.+": cards.on_wrong_button,
}

BROUGHT = UpdateType.MESSAGES | UpdateType.CHANNEL_POSTS


def routes() -> list[Route]:
    """All routes, in order. Edited commands are not carried out again; edited posts are read again."""
    fresh = UpdateType.MESSAGE
    commands: list[Route] = [CommandHandler(name, handler, fresh) for name, handler in COMMANDS.items()]
    buttons: list[Route] = [CallbackQueryHandler(handler, rf"^{data}$") for data, handler in BUTTONS.items()]
    return [
        TypeHandler(posts.Album, posts.on_album),
        *review.routes(),
        *asof.routes(),
        *commands,
        *buttons,
        CallbackQueryHandler(basics.on_dead_button),
        ChatMemberHandler(basics.on_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(StatusUpdate.MIGRATE, basics.on_migration),
        MessageHandler(fresh & COMMAND, basics.on_command),
        MessageHandler(UpdateType.EDITED & COMMAND, basics.on_edited_command),
        MessageHandler(BROUGHT & ~StatusUpdate.ALL, posts.on_post),
    ]


def commands_of(table: Sequence[Route]) -> frozenset[str]:
    """The names of all commands in a routing table."""
    return frozenset(name for route in table if isinstance(route, CommandHandler) for name in route.commands)
