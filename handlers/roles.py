"""Who may decide about the record: owners, whom the settings name, and reviewers, whom owners add."""

from telegram import Update

from bot.render import render_text
from handlers.answer import Asker, answer, asker_of, close
from handlers.context import BotContext, Services
from storage import reviewers

ID_DIGITS = 15


async def reviewer_of(update: Update, context: BotContext) -> Asker | None:
    """Who asks, if they may review; anybody else is told kindly that they may not, and None is given."""
    asker = await asker_of(update, context)
    if asker.may_review:
        return asker
    texts = render_text("reviewers_only", asker.language)
    if update.callback_query is not None:
        await close(update, texts[0], alert=True)
    else:
        await answer(update, texts)
    return None


async def on_reviewers(update: Update, context: BotContext) -> None:
    """/reviewers add ID, remove ID, list: for owners; ID may be left out in an answer to the person's message."""
    asker = await asker_of(update, context)
    if not asker.is_owner:
        await answer(update, render_text("owners_only", asker.language))
        return
    act, *rest = [word.lower() for word in context.args or []] or ["list"]
    number = _number(rest) or _answered(update)
    if act in ("add", "remove") and number is not None:
        await answer(update, await _changed(context.services, asker, act, number))
    else:
        name = "list" if act == "list" else "usage"
        await answer(update, await _told(context.services, asker, name))


async def _changed(services: Services, asker: Asker, act: str, number: int) -> list[str]:
    async with services.database.write() as connection:
        if act == "add":
            done = await reviewers.add(connection, number, asker.user_id or 0, services.now())
            name = "reviewer_added" if done else "reviewer_known"
        else:
            name = "reviewer_removed" if await reviewers.remove(connection, number) else "reviewer_unknown"
    return render_text(name, asker.language, person=number)


async def _told(services: Services, asker: Asker, name: str) -> list[str]:
    if name == "usage":
        return render_text("reviewers_usage", asker.language)
    async with services.database.read() as connection:
        found = await reviewers.everyone(connection)
    if not found:
        return render_text("no_reviewers", asker.language)
    return render_text("reviewers", asker.language, names=", ".join(map(str, found)))


def _number(words: list[str]) -> int | None:
    said = words[0] if words else ""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= ID_DIGITS else None


def _answered(update: Update) -> int | None:
    """The person whose message the command answers."""
    message = update.effective_message
    replied = message.reply_to_message if message else None
    person = replied.from_user if replied else None
    return person.id if person and not person.is_bot else None
