"""Reviewers' acts on incidents by buttons: confirm, dismiss, retract, merge, and undo.

Data of buttons: "ok:12:mark", "no:12[:reason]", "ret:12[:reason]", "mrg:12[:other]",
"undo:34"; "?" in the place of a value asks for it in writing.
"""

from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import replace as changed
from functools import wraps
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot import review
from bot.errors import InputError, StandsUnderError
from bot.linking import Act, Ruling
from bot.model import Incident
from bot.render import (
    label,
    reason_code,
    reason_words,
    render_act,
    render_card,
    render_stands_under,
    render_text,
    short_name,
    split,
)
from bot.review import Decided, mark_of, twins_of
from handlers.answer import Asker, Rows, answer, close, replace
from handlers.buttons import card_buttons
from handlers.cards import edition, incident_of
from handlers.context import BotContext
from handlers.questions import ask
from handlers.roles import reviewer_of
from storage import decisions

REASONS = {
    Act.CORRECT: ("misread", "newer", "source"),
    Act.DISMISS: ("not_attack", "misread", "abroad"),
    Act.RETRACT: ("withdrawn", "refuted"),
}
VERDICTS = {"no": Act.DISMISS, "ret": Act.RETRACT}
TYPED = "?"
WHY_LIMIT = 500

Acting = Callable[[], Awaitable[Decided]]
Step = Callable[[Update, BotContext, Asker, Incident, list[str]], Awaitable[None]]


def data_of(update: Update) -> list[str]:
    """The parts of the data of the button that was pressed."""
    assert update.callback_query is not None
    return str(update.callback_query.data).split(":")


def on_incident(step: Step) -> Callable[[Update, BotContext], Coroutine[Any, Any, None]]:
    """A handler of a reviewer's button that names an incident: `step` gets who asks, the incident, and the rest of the
    button's data. Whoever is no reviewer, and a number without an incident, is answered without it."""

    @wraps(step)
    async def handler(update: Update, context: BotContext) -> None:
        asker = await reviewer_of(update, context)
        if asker is None:
            return
        _, number, *chosen = data_of(update)
        found = await incident_of(update, context, asker, number)
        if found is not None:
            await step(update, context, asker, found, chosen)

    return handler


async def show_card(update: Update, context: BotContext, asker: Asker, incident: Incident, note: str = "") -> None:
    """Answers with an incident's card as reviewers see it, a text of the name `note` first."""
    shown = edition(context.services, asker.language, [incident])
    head = render_text(note, asker.language) if note else []
    buttons = card_buttons([incident], None, asker.language, may_review=True)
    await answer(update, split([*head, *render_card(incident, shown)]), buttons=buttons)


async def carry_out(update: Update, context: BotContext, asker: Asker, acting: Acting) -> None:
    """Does an act and tells what it did; one that can't be done any more is told as out of date."""
    try:
        decided = await acting()
    except InputError:
        await answer(update, render_text("stale_button", asker.language))
    else:
        await tell(update, context, asker, decided)


async def tell(update: Update, context: BotContext, asker: Asker, decided: Decided, then: Rows = ()) -> None:
    """Tells what a decision did, with a button that undoes it, and the rows `then` below."""
    services, changed = context.services, decided.changed.values()
    async with services.database.read() as connection:
        ruling = await decisions.ruling(connection, decided.ruling_id)
    if ruling is None:
        return
    shown = edition(services, asker.language, list(changed))
    texts = render_act(ruling.act, decided.incident_id, changed, ruling.why, shown)
    await answer(update, texts, buttons=[*_after(decided, asker.language), *then])


def _after(decided: Decided, language: str) -> Rows:
    undoing = (label("undo", language), f"undo:{decided.ruling_id}")
    number = decided.incident_id
    return [[undoing, (label("card", language), f"card:{number}"), (label("history", language), f"hist:{number}")]]


async def drop_buttons(update: Update) -> None:
    """Takes the buttons from the message of a dialogue that has ended; a failure is let be."""
    query = update.callback_query
    if query is None:
        return
    try:
        await query.edit_message_reply_markup(None)
    except TelegramError:
        return


def ruling_by(context: BotContext, asker: Asker, number: int, act: Act, why: str) -> Ruling:
    """A ruling of this person, now."""
    return Ruling(0, number, act, str(asker.user_id), context.services.now(), why=why)


@on_incident
async def on_confirm(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: list[str]) -> None:
    """Confirm: the incident as its card shows it.

    If it has changed since, it is shown anew instead; a figure that is held, and so not shown, is decided first.
    """
    await close(update)
    if chosen != [mark_of(found)]:
        await show_card(update, context, asker, found, "changed_meanwhile")
        return
    if found.held:
        await answer(update, render_text("held_first", asker.language))
        return
    why = reason_code("checked")
    ruling = ruling_by(context, asker, found.id, Act.CONFIRM, why)
    await carry_out(update, context, asker, lambda: review.decide(context.services.database, ruling))


@on_incident
async def on_verdict(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: list[str]) -> None:
    """Not an incident, or retract: first why, then done."""
    verb = data_of(update)[0]
    await close(update)
    if not chosen:
        await _ask_reason(update, asker, verb, found.id)
    elif chosen[0] == TYPED:
        await ask(update, context, asker, "type_why", f"{verb}-{found.id}", number=f"№{found.id}")
    elif chosen[0] in REASONS[VERDICTS[verb]]:
        await pass_verdict(update, context, asker, verb, found.id, reason_code(chosen[0]))
        await drop_buttons(update)


async def pass_verdict(update: Update, context: BotContext, asker: Asker, verb: str, number: int, why: str) -> None:
    """Dismisses ("no") or retracts ("ret") an incident for a reason."""
    ruling = ruling_by(context, asker, number, VERDICTS[verb], why[:WHY_LIMIT])
    await carry_out(update, context, asker, lambda: review.decide(context.services.database, ruling))


async def _ask_reason(update: Update, asker: Asker, verb: str, number: int) -> None:
    act = VERDICTS[verb]
    text = render_text(f"choose_why_{act}", asker.language, number=f"№{number}")
    await answer(update, text, buttons=reasons(act, f"{verb}:{number}", asker.language), is_reply=True)


def reasons(act: Act, data: str, language: str) -> Rows:
    """Buttons of the usual reasons for an act, own words, and cancel; each adds its name to `data`."""
    usual = [[(reason_words(name, language), f"{data}:{name}")] for name in REASONS[act]]
    own = (label("own_words", language), f"{data}:{TYPED}")
    return [*usual, [own, (label("cancel", language), "stop")]]


@on_incident
async def on_merge(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: list[str]) -> None:
    """Merge: likely twins first, or a number in writing; then done."""
    await close(update)
    if not chosen:
        await _offer_twins(update, context, asker, found)
    elif chosen[0] == TYPED:
        await ask(update, context, asker, "type_number", f"mrg-{found.id}", number=f"№{found.id}")
    else:
        await join(update, context, asker, found.id, int(chosen[0]))
        await drop_buttons(update)


async def _offer_twins(update: Update, context: BotContext, asker: Asker, found: Incident) -> None:
    async with context.services.database.read() as connection:
        twins = await twins_of(connection, found)
    shown = edition(context.services, asker.language, twins)
    rows = [[(short_name(twin, shown), f"mrg:{found.id}:{twin.id}")] for twin in twins]
    other = (label("other_number", asker.language), f"mrg:{found.id}:{TYPED}")
    text = render_text("choose_twin" if twins else "no_twins", asker.language, number=f"№{found.id}")
    buttons = [*rows, [other, (label("cancel", asker.language), "stop")]]
    await answer(update, text, buttons=buttons, is_reply=True)


async def join(update: Update, context: BotContext, asker: Asker, one: int, other: int) -> None:
    """Merges two incidents; the younger one's number leads to the older one's from now on."""
    services, why = context.services, reason_code("same")
    first, second = sorted((one, other))
    acting = lambda: review.merge(services.database, first, second, str(asker.user_id), services.now(), why)  # noqa: E731
    await carry_out(update, context, asker, acting)


async def on_undo(update: Update, context: BotContext) -> None:
    """Undo, under the message of an act: the record is put back, once."""
    asker = await reviewer_of(update, context)
    if asker is None:
        return
    await close(update)
    services, number = context.services, int(data_of(update)[1])
    try:
        undone = await review.undo(services.database, number, str(asker.user_id), services.now())
    except StandsUnderError as error:
        await _tell_later(update, context, asker, error.later)
        return
    except InputError:
        await answer(update, render_text("stale_button", asker.language))
        return
    shown = edition(services, asker.language, list(undone.changed.values()))
    texts = render_act("undo", undone.incident_id, undone.changed.values(), "", shown, _unnamed(undone.later, asker))
    await answer(update, texts, buttons=[[(label("card", asker.language), f"card:{undone.incident_id}")]])
    await drop_buttons(update)


async def _tell_later(update: Update, context: BotContext, asker: Asker, number: int) -> None:
    """Tells which later decision must be undone first, with a button for that; the button pressed goes on working."""
    async with context.services.database.read() as connection:
        later = await decisions.ruling(connection, number)
    if later is not None:
        [shown] = _unnamed([later], asker)
        texts = render_stands_under(shown, edition(context.services, asker.language))
        await answer(update, texts, buttons=[[(label("undo_later", asker.language), f"undo:{number}")]])


def _unnamed(rulings: Iterable[Ruling], asker: Asker) -> list[Ruling]:
    """The rulings without who made them where others read along."""
    return [one if asker.is_private else changed(one, by="") for one in rulings]


async def on_stop(update: Update, context: BotContext) -> None:
    """Cancel: a dialogue ends without any change."""
    asker = await reviewer_of(update, context)
    if asker is not None:
        await close(update)
        await replace(update, render_text("cancelled", asker.language)[0])
