"""Who asks, and the way of an answer: rows for the outbox, each at most once for an update."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from telegram import Chat as TelegramChat
from telegram import ChatMember, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden

from bot.render import render_text
from bot.render.plain import visible
from handlers.context import ANSWERS, BotContext, Services
from storage import chats, reviewers
from storage.records import Chat, OutboxMessage

UKRAINIAN = ("uk", "ru", "be")
ADMINS = (ChatMember.ADMINISTRATOR, ChatMember.OWNER)

LABEL_LIMIT = 80

Button = tuple[str, str]
Rows = Sequence[Sequence[Button]]
Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Asker:
    """The chat that an update came from, the language that it is answered in, and the person behind it."""

    chat: Chat
    language: str
    user_id: int | None
    is_owner: bool
    is_reviewer: bool = False

    @property
    def may_review(self) -> bool:
        """Whether the person may decide about the record."""
        return self.is_owner or self.is_reviewer

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads along."""
        return self.chat.kind == TelegramChat.PRIVATE


def first_language(code: str | None, default: str) -> str:
    """The language to begin with, "uk" or "en", from Telegram's IETF code of the user's language."""
    if not code:
        return default
    return "uk" if code.lower().split("-")[0] in UKRAINIAN else "en"


async def asker_of(update: Update, context: BotContext) -> Asker:
    """Who asks. A chat seen for the first time is kept; one that had been paused is sent to again."""
    services, chat, user = context.services, update.effective_chat, update.effective_user
    assert chat is not None
    async with services.database.glance() as connection:
        known = await chats.get(connection, chat.id)
        reviews = user is not None and await reviewers.contains(connection, user.id)
    if known is None or known.paused_since is not None:
        code = user.language_code if user else None
        known = await _greet(services, chat, first_language(code, services.settings.bot_language))
    owner = user is not None and user.id in services.settings.bot_owners
    language = known.language or services.settings.bot_language
    return Asker(known, language, user.id if user else None, owner, reviews)


async def _greet(services: Services, chat: TelegramChat, language: str) -> Chat:
    async with services.database.write(is_synced=False) as connection:
        known = await chats.get_or_create(connection, chat.id, chat.type, language, services.now())
        await chats.resume(connection, chat.id)
    return known


async def answer(
    update: Update,
    texts: Sequence[str],
    *,
    buttons: Rows = (),
    what: str | None = None,
    is_reply: bool = False,
) -> None:
    """Answers with the texts, buttons under the last, once the update is handled; never twice to one update.

    `what` names the answer where several updates (an album's) share one. In a group every answer is a reply.
    """
    chat, message = update.effective_chat, update.effective_message
    assert chat is not None
    name = what or f"update:{update.update_id}"
    under = message.message_id if message and (is_reply or chat.type != TelegramChat.PRIVATE) else None
    last = len(texts) - 1
    ANSWERS.get().extend(
        OutboxMessage(chat.id, f"{name}:{n}", text, reply_to=under, markup=_markup(buttons) if n == last else None)
        for n, text in enumerate(texts)
    )


def _markup(buttons: Rows) -> dict[str, object] | None:
    return keyboard(buttons).to_dict() if buttons else None


def keyboard(buttons: Rows) -> InlineKeyboardMarkup:
    """Buttons of (label, callback data) in rows."""
    rows = [[InlineKeyboardButton(label[:LABEL_LIMIT], callback_data=data) for label, data in row] for row in buttons]
    return InlineKeyboardMarkup(rows)


async def close(update: Update, text: str = "", alert: bool = False) -> None:
    """Ends the clock on a pressed button, with a short note if given; a button too old for that is let be."""
    query = update.callback_query
    assert query is not None
    try:
        await query.answer(visible(text)[:200] or None, show_alert=alert)
    except BadRequest as error:
        if "query is too old" not in str(error).lower() and "query id is invalid" not in str(error).lower():
            raise


async def replace(update: Update, text: str, buttons: Rows = ()) -> None:
    """Puts a text in the place of the message whose button was pressed; the same text again is no error."""
    query = update.callback_query
    assert query is not None
    try:
        await query.edit_message_text(text, parse_mode="HTML", reply_markup=keyboard(buttons) if buttons else None)
    except BadRequest as error:
        if "not modified" not in str(error) and "can't be edited" not in str(error):
            raise


async def may_change(update: Update, context: BotContext) -> bool:
    """Whether the person may change the chat's settings: anybody in private, only admins in a group."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type == TelegramChat.PRIVATE:
        return True
    message = update.message
    if message and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    if user is None:
        return False
    try:
        member = await context.bot.get_chat_member(chat.id, user.id)
    except (BadRequest, Forbidden):
        return False
    return member.status in ADMINS


def for_admins(handler: Handler) -> Handler:
    """A handler of what changes a chat's settings: in a group, whoever is no admin is told that only they may."""

    @wraps(handler)
    async def guarded(update: Update, context: BotContext) -> None:
        if await may_change(update, context):
            await handler(update, context)
            return
        texts = render_text("admins_only", (await asker_of(update, context)).language)
        await (close(update, texts[0], alert=True) if update.callback_query else answer(update, texts))

    return guarded
