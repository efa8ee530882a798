"""/review: what waits for a person, one matter at a time; and the routes of everything that reviewers do.

Data of buttons: "rv:next:7" (the matter behind number 7), "rv:yes:7", "rv:no:7", "rv:done:7",
"rv:undo:7" (what settled it without changing a record).
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler
from telegram.ext.filters import UpdateType

from bot.answers import address_of
from bot.errors import InputError
from bot.model import Incident
from bot.pinning import decide_channel, undo_channel
from bot.render import Edition, Excerpt, label, reason_code, render_matter, render_text, short_name
from bot.review import (
    ORIGINS,
    SLOTS,
    Opened,
    decide_matter,
    next_matter,
    proposed,
    proposed_children,
    reopen,
    settle,
    standing,
)
from handlers import acts, correct, roles
from handlers.acts import data_of, drop_buttons, tell
from handlers.answer import Asker, Button, Rows, answer, close
from handlers.buttons import explaining, review_buttons
from handlers.cards import edition, incident_of
from handlers.context import BotContext, Services
from handlers.questions import Answers, asked_in
from handlers.roles import reviewer_of
from handlers.split import on_split
from storage import reviews
from storage.records import Review, ReviewKind, StoredPost

Route = BaseHandler[Any, BotContext, Any]
SHOWN_SLOTS = {"when": "date", "weapons": "weapon"}
USUAL = ("checked", "checked")
TOLD_WHY = (ReviewKind.LINK, ReviewKind.DOUBT, ReviewKind.CHANNEL)
WHYS = {
    ReviewKind.LINK: ("same", "apart"),
    ReviewKind.HELD: ("held", "held"),
    ReviewKind.ORIGIN: ("origin", "not_origin"),
    ReviewKind.IMPOSTOR: ("origin", "not_origin"),
    ReviewKind.CHANNEL: ("theirs", "not_theirs"),
}


async def on_review(update: Update, context: BotContext) -> None:
    """/review: the oldest matter that nobody else is at."""
    asker = await reviewer_of(update, context)
    if asker is not None:
        await _show_next(update, context, asker, 0, "nothing_to_review")


async def on_matter_button(update: Update, context: BotContext) -> None:
    """A button under a matter: an answer to it, or the next one."""
    asker = await reviewer_of(update, context)
    if asker is None:
        return
    _, what, number = data_of(update)
    if what in ("yes", "no"):
        await _answer_matter(update, context, asker, int(number), is_yes=what == "yes")
        return
    if what == "undo":
        await _undo(update, context, asker, int(number))
        return
    services, by = context.services, str(asker.user_id)
    await close(update)
    if what == "done" and not await settle(services.database, int(number), by, services.now()):
        await answer(update, render_text("matter_gone", asker.language))
        return
    await _show_next(update, context, asker, int(number), "review_end", undo=int(number) if what == "done" else None)
    await drop_buttons(update)


async def _show_next(
    update: Update, context: BotContext, asker: Asker, after: int, none: str, undo: int | None = None
) -> None:
    """The next matter, or the text `none`; with a button that reopens the matter `undo` where that was settled."""
    services = context.services
    opened = await next_matter(services.database, str(asker.user_id), services.now(), after)
    last: Rows = [] if undo is None else [[(label("undo", asker.language), f"rv:undo:{undo}")]]
    if opened is None:
        await answer(update, await _end_of_list(services, asker, none), buttons=last)
    else:
        await _show_matter(update, context, asker, opened, last)


async def _end_of_list(services: Services, asker: Asker, none: str) -> list[str]:
    """The text `none`, or that others are at what still waits."""
    async with services.database.read() as connection:
        held = await reviews.held_by_others(connection, str(asker.user_id), services.now())
    return render_text("review_held" if held else none, asker.language, number=held)


async def _show_matter(update: Update, context: BotContext, asker: Asker, opened: Opened, last: Rows) -> None:
    services, review = context.services, opened.review
    about = [opened.incident] if opened.incident else list(opened.told)
    shown = edition(services, asker.language, about)
    why = review.why if review.kind in TOLD_WHY else ""
    excerpt = _excerpt(opened.post, shown) if opened.post else None
    texts = render_matter(
        review.kind, opened.waiting, shown, why=why, slot=review.slot, post=excerpt, incident=opened.incident
    )
    await answer(update, texts, buttons=[*_matter_buttons(opened, shown), *last])


def _excerpt(post: StoredPost, shown: Edition) -> Excerpt:
    known = shown.sources.get(post.id)
    if known:
        return Excerpt(known.title, known.link, post.text)
    title = post.source or shown.authority(post.authority or "")
    return Excerpt(title, post.link or address_of(post.id, post.source), post.text)


def _matter_buttons(opened: Opened, shown: Edition) -> Rows:
    """Yes and no in the words of the matter, the acts on its incident, then to leave it or go on."""
    review, language = opened.review, shown.language
    if opened.incident is not None:
        own = [_answers(opened, opened.incident, language)]
        more = [explaining(opened.incident, language), *review_buttons(opened.incident, language)]
    elif review.kind is ReviewKind.CHANNEL:
        own, more = [_yes_or_no("channel", review.id, language)], []
    else:
        own = [[(short_name(one, shown), f"card:{one.id}")] for one in opened.told]
        more = []
    last = [(label("settled", language), f"rv:done:{review.id}"), (label("next", language), f"rv:next:{review.id}")]
    return [*own, last, *more]


def _answers(opened: Opened, incident: Incident, language: str) -> list[Button]:
    review = opened.review
    yes, no = f"rv:yes:{review.id}", f"rv:no:{review.id}"
    match review.kind:
        case ReviewKind.HELD if review.slot not in ("killed", "injured"):
            slot = SHOWN_SLOTS.get(review.slot or "", review.slot or "")
            other = (label("correct", language), f"fix:{incident.id}:{slot}")
            return [
                (label("stands", language), no),
                (label("retract_yes", language), yes) if slot == "status" else other,
            ]
        case ReviewKind.HELD:
            slot = review.slot or ""
            children = proposed_children(incident, opened.rulings, slot)
            if children is not None:
                return [(label("held_children", language, n=children), yes), (label("stands", language), no)]
            new = _number(proposed(incident, opened.rulings, slot), "held_yes", language)
            return [(new, yes), (_number(standing(incident, slot), "held_no", language), no)]
        case ReviewKind.DOUBT:
            slot = SHOWN_SLOTS.get(review.slot or "", review.slot or "")
            return [(label("right", language), yes), (label("correct", language), f"fix:{incident.id}:{slot}")]
        case _:
            return _yes_or_no("origin" if review.kind in ORIGINS else "link", review.id, language)


def _yes_or_no(name: str, number: int, language: str) -> list[Button]:
    return [(label(f"{name}_yes", language), f"rv:yes:{number}"), (label(f"{name}_no", language), f"rv:no:{number}")]


def _number(count: int | None, name: str, language: str) -> str:
    return label(name, language, n="—" if count is None else count)


async def _answer_matter(update: Update, context: BotContext, asker: Asker, number: int, is_yes: bool) -> None:
    services, by = context.services, str(asker.user_id)
    async with services.database.read() as connection:
        review = await reviews.get(connection, number)
    yes, no = WHYS.get(review.kind, USUAL) if review else USUAL
    why = reason_code(yes if is_yes else no)
    await close(update)
    decided = None
    try:
        if _is_of_channel(review):
            await _decide_channel(services, number, is_yes, by, why)
        else:
            decided = await decide_matter(services.database, number, is_yes, by, services.now(), why)
    except InputError:
        await answer(update, render_text("matter_gone", asker.language))
        return
    then = [[(label("next", asker.language), f"rv:next:{number}")]]
    if decided is None:
        undo = [(label("undo", asker.language), f"rv:undo:{number}")]
        await answer(update, render_text("done", asker.language), buttons=[undo, *then])
    else:
        await tell(update, context, asker, decided, then)
    await drop_buttons(update)


async def _decide_channel(services: Services, number: int, is_yes: bool, by: str, why: str) -> None:
    if not await decide_channel(services.database, number, is_yes, by, services.now(), why):
        raise InputError(f"the matter {number} is closed, or somebody else is at it")


async def _undo(update: Update, context: BotContext, asker: Asker, number: int) -> None:
    """Reopens a matter that was settled without changing a record, or takes back the answer about a channel."""
    services, by = context.services, str(asker.user_id)
    await close(update)
    try:
        await reopen(services.database, number, by, services.now())
        told = "matter_reopened"
    except InputError:
        undone = await undo_channel(services.database, number, services.registry, by, services.now())
        told = "channel_undone" if undone else "matter_gone"
    await answer(update, render_text(told, asker.language))
    await drop_buttons(update)


def _is_of_channel(review: Review | None) -> bool:
    return review is not None and review.kind is ReviewKind.CHANNEL


async def on_written(update: Update, context: BotContext) -> None:
    """An answer in writing to a question of the dialogues."""
    asker, message = await reviewer_of(update, context), update.effective_message
    asked = asked_in(message) if message else None
    if asker is None or message is None or asked is None or len(asked) < 2:
        return
    what, number, *more = asked
    said = " ".join((message.text or "").split())
    found = await incident_of(update, context, asker, number) if number.isdecimal() else None
    if found is None:
        return
    match what, more:
        case "fix", [slot] if slot in SLOTS:
            await correct.on_value(update, context, asker, found, slot, said)
        case "why", [slot, token] if slot in SLOTS:
            await correct.correct(update, context, asker, found, slot, token, said)
        case (("no" | "ret"), []):
            await acts.pass_verdict(update, context, asker, what, found.id, said)
        case "mrg", []:
            await _join_written(update, context, asker, found, said)


async def _join_written(update: Update, context: BotContext, asker: Asker, found: Incident, said: str) -> None:
    other = await incident_of(update, context, asker, said.lstrip("#№ "))
    if other is not None:
        await acts.join(update, context, asker, found.id, other.id)


COMMANDS = {"review": on_review, "reviewers": roles.on_reviewers}
BUTTONS = {
    r"ok:\d{1,15}:[0-9a-f]{8}": acts.on_confirm,
    r"(no|ret):\d{1,15}(:(\w{1,20}|\?))?": acts.on_verdict,
    r"mrg:\d{1,15}(:(\d{1,15}|\?))?": acts.on_merge,
    r"spl:\d{1,15}(:[0-9a-f]{8}:\d{1,15}:([+p-]\d{1,6}|go))?": on_split,
    r"undo:\d{1,15}": acts.on_undo,
    r"stop": acts.on_stop,
    r"fix:\d{1,15}(:[a-z_]{1,20}(:([\w.]{1,24}|\?)(:(\w{1,20}|\?))?)?)?": correct.on_fix,
    r"rv:(next|done|yes|no|undo):\d{1,15}": on_matter_button,
}


def routes() -> list[Route]:
    """The routes of review, which go before those of posts and of unknown commands and buttons."""
    commands: list[Route] = [CommandHandler(name, one, UpdateType.MESSAGE) for name, one in COMMANDS.items()]
    buttons: list[Route] = [CallbackQueryHandler(one, rf"^{data}$") for data, one in BUTTONS.items()]
    return [*commands, *buttons, MessageHandler(UpdateType.MESSAGE & Answers(), on_written)]
