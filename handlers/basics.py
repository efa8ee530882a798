"""The commands that need no record: /start, /help, /privacy, /language, /sources, /delete_me, and what is none."""

from collections import defaultdict

from telegram import Chat, Update

from bot.answers import area_title, unit_of
from bot.channels import Channel
from bot.model import AuthorityKind
from bot.render import Edition, ListedChannel, label, render_channels, render_text
from handlers.answer import answer, asker_of, close, for_admins, replace
from handlers.cards import edition, show_incident
from handlers.context import BotContext, Services
from handlers.origin import is_forward
from handlers.posts import on_post
from storage import channels, chats, posts

LANGUAGES = (("Українська", "lang:uk"), ("English", "lang:en"))


async def on_start(update: Update, context: BotContext) -> None:
    """/start: a greeting; with "i_12" behind it, as a deep link gives it, the card of that incident."""
    wanted = context.args[0] if context.args else ""
    if wanted.startswith("i_") and wanted.removeprefix("i_").isdecimal():
        await show_incident(update, context, wanted.removeprefix("i_")[:18])
    else:
        await _say(update, context, "start")


async def on_help(update: Update, context: BotContext) -> None:
    """/help: what the bot does and its commands."""
    await _say(update, context, "help")


async def on_privacy(update: Update, context: BotContext) -> None:
    """/privacy: what is kept and why."""
    await _say(update, context, "privacy")


async def on_command(update: Update, context: BotContext) -> None:
    """A command that no route knows: a hint, in private only. A forwarded post that begins with "/" is a post."""
    message, chat = update.effective_message, update.effective_chat
    assert message is not None
    if is_forward(message):
        await on_post(update, context)
    elif chat and chat.type == Chat.PRIVATE:
        await _say(update, context, "unknown_command")


async def on_edited_command(update: Update, context: BotContext) -> None:
    """An edited command was carried out when it came; an edited post that begins with "/" is read again."""
    message = update.effective_message
    if message is not None and is_forward(message):
        await on_post(update, context)


async def on_sources(update: Update, context: BotContext) -> None:
    """/sources: the channels that are known, by oblast, media last: when each spoke last, and which nobody checked."""
    services, asker = context.services, await asker_of(update, context)
    async with services.database.read() as connection:
        heard = {one.source.lower(): one.last_published for one in await posts.sources(connection)}
        pinned = await channels.pinned(connection)
    shown, groups = edition(services, asker.language), defaultdict[str, list[ListedChannel]](list)
    for channel in sorted(services.registry.channels, key=lambda one: (_is_media(one), one.oblast or "")):
        name, is_checked = channel.username.lower(), channel.checked or channel.username.lower() in pinned
        row = ListedChannel(channel.name(asker.language), channel.username, heard.get(name), is_checked)
        groups[_heading(services, channel, shown)].append(row)
    await answer(update, render_channels(groups.items(), shown))


def _is_media(channel: Channel) -> bool:
    return channel.kind is AuthorityKind.MEDIA


def _heading(services: Services, channel: Channel, shown: Edition) -> str:
    if _is_media(channel):
        return str(shown.words("channels.media"))
    return area_title(services.gazetteer, unit_of(services.gazetteer, channel.oblast), shown)


@for_admins
async def on_language(update: Update, context: BotContext) -> None:
    """/language: buttons to choose one; "/language en" chooses at once."""
    asker = await asker_of(update, context)
    wanted = (context.args or [""])[0].lower()[:2]
    if wanted in ("uk", "en"):
        await _choose_language(update, context, wanted)
        await answer(update, render_text("language_set", wanted))
    else:
        await answer(update, render_text("language_choose", asker.language), buttons=[LANGUAGES])


@for_admins
async def on_language_button(update: Update, context: BotContext) -> None:
    """A language's button."""
    assert update.callback_query is not None
    await asker_of(update, context)
    wanted = str(update.callback_query.data).removeprefix("lang:")
    await _choose_language(update, context, wanted)
    await close(update)
    await replace(update, render_text("language_set", wanted)[0])


async def _choose_language(update: Update, context: BotContext, language: str) -> None:
    assert update.effective_chat is not None
    async with context.services.database.write() as connection:
        await chats.set_language(connection, update.effective_chat.id, language)


async def on_delete_me(update: Update, context: BotContext) -> None:
    """/delete_me: asks once more."""
    asker = await asker_of(update, context)
    buttons = [
        [(label("delete", asker.language), f"forget:{asker.user_id}"), (label("cancel", asker.language), "forget:no")]
    ]
    await answer(update, render_text("delete_me_confirm", asker.language), buttons=buttons)


async def on_delete_button(update: Update, context: BotContext) -> None:
    """The answer to /delete_me: all that is kept of the person goes, the posts stay without their name."""
    assert update.callback_query is not None
    asker = await asker_of(update, context)
    wanted = str(update.callback_query.data).removeprefix("forget:")
    await close(update)
    if wanted == "no":
        await replace(update, render_text("cancelled", asker.language)[0])
    elif wanted == str(asker.user_id) and asker.user_id is not None:
        await replace(update, render_text("deleted_me", asker.language)[0])
        async with context.services.database.write() as connection:
            await chats.forget(connection, asker.user_id, asker.user_id)


async def on_dead_button(update: Update, context: BotContext) -> None:
    """A button that no handler knows (of an older version): says that it works no more."""
    asker = await asker_of(update, context)
    await close(update, render_text("stale_button", asker.language)[0], alert=True)


async def on_membership(update: Update, context: BotContext) -> None:
    """The bot was let in again: a chat that had been paused is sent to again."""
    change = update.my_chat_member
    if change is not None and change.new_chat_member.status in ("member", "administrator"):
        async with context.services.database.write() as connection:
            await chats.resume(connection, change.chat.id)


async def on_migration(update: Update, context: BotContext) -> None:
    """A group became a supergroup: all that it has moves to its new id."""
    message = update.effective_message
    assert message is not None
    old, new = message.migrate_from_chat_id or message.chat_id, message.migrate_to_chat_id or message.chat_id
    async with context.services.database.write() as connection:
        await chats.migrate(connection, old, new)


async def _say(update: Update, context: BotContext, name: str) -> None:
    asker = await asker_of(update, context)
    await answer(update, render_text(name, asker.language))
