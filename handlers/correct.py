"""The dialogue of a correction, step by step by buttons: what, which value, why; then it is done.

Each step's button carries all that was chosen before it: "fix:12", "fix:12:killed", "fix:12:killed:7",
"fix:12:killed:7:misread". "?" in the place of a value or a reason asks for it in writing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace as changed
from datetime import date, timedelta

from markupsafe import Markup
from telegram import Update

from bot.errors import InputError
from bot.linking import Act
from bot.model import Incident
from bot.render import Edition, label, reason_code, render_text, slot_label, value_words
from bot.render.catalogue import words
from bot.render.plain import visible
from bot.review import COUNTS, SLOTS, decide, objection
from handlers.acts import REASONS, TYPED, WHY_LIMIT, carry_out, drop_buttons, on_incident, reasons, ruling_by
from handlers.answer import Asker, Button, Rows, answer, close, replace
from handlers.cards import edition
from handlers.context import BotContext, Services
from handlers.places import offered, place_named
from handlers.questions import ask
from handlers.values import (
    TYPES,
    UNKNOWN,
    Value,
    counts_told,
    mask_of,
    mask_of_incident,
    now_told,
    token_of_days,
    token_of_written,
    value_from,
)

IN_A_ROW = 4
FORMS = {"date": "form.date", "place": "form.place"}
TICKING = "t"


@on_incident
async def on_fix(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: list[str]) -> None:
    """A step of the dialogue."""
    await close(update)
    if not chosen:
        await _offer_slots(update, asker, found)
    elif chosen[0] in SLOTS:
        await _go_on(update, context, asker, found, chosen)


async def _go_on(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: Sequence[str]) -> None:
    slot, *rest = chosen
    if not rest:
        await _offer_values(update, context, asker, found, slot)
    elif rest[0] == TYPED:
        await _ask_value(update, context, asker, found, slot)
    elif rest[0].startswith(TICKING):
        await _offer_weapons(update, context, asker, found, mask_of(rest[0].removeprefix(TICKING)))
    elif len(rest) == 1:
        await offer_reasons(update, context, asker, found, slot, rest[0])
    elif rest[1] == TYPED:
        await ask(update, context, asker, "type_why", f"why-{found.id}-{slot}-{rest[0]}", number=f"№{found.id}")
    elif rest[1] in REASONS[Act.CORRECT]:
        await correct(update, context, asker, found, slot, rest[0], reason_code(rest[1]))
        await drop_buttons(update)


async def _offer_slots(update: Update, asker: Asker, found: Incident) -> None:
    named = [(slot_label(slot, asker.language), f"fix:{found.id}:{slot}") for slot in SLOTS]
    buttons = [*_rows(named, 2), [_cancel(asker)]]
    text = render_text("choose_slot", asker.language, number=f"№{found.id}")
    await answer(update, text, buttons=buttons, is_reply=True)


async def _offer_values(update: Update, context: BotContext, asker: Asker, found: Incident, slot: str) -> None:
    if slot == "weapon":
        await _offer_weapons(update, context, asker, found, mask_of_incident(found))
        return
    shown = edition(context.services, asker.language, [found])
    buttons = [*_values(context.services, found, slot, shown), _own_or_cancel(asker, f"fix:{found.id}:{slot}:{TYPED}")]
    await replace(update, _value_question(found, slot, shown), buttons)


def _value_question(found: Incident, slot: str, shown: Edition) -> str:
    value = value_words(slot, now_told(found, slot), shown)
    named = slot_label(slot, shown.language)
    return render_text("choose_value", shown.language, number=f"№{found.id}", slot=named, value=value)[0]


def _values(services: Services, found: Incident, slot: str, shown: Edition) -> Rows:
    """Buttons of the values that are likely: what posts tell, and what is next to it."""
    data = f"fix:{found.id}:{slot}:"
    if slot in COUNTS:
        counts: list[Button] = [(str(count), f"{data}{count}") for count in counts_told(found, slot)]
        return [*_rows(counts, IN_A_ROW), [(label("unknown", shown.language), f"{data}{UNKNOWN}")]]
    tokens = _days(found, _today(services)) if slot == "date" else _places(found)
    values = [value_from(slot, token, services.gazetteer) for token in dict.fromkeys(tokens)]
    return [[(visible(value.words(slot, shown)), data + value.token)] for value in values]


def _days(found: Incident, today: date) -> Iterator[str]:
    """The days that posts tell, then the day before and after."""
    whens = [found.when, *(one.report.when for one in found.statements)]
    for when in whens:
        yield token_of_days(when.start, when.end)
    for step in (-1, 1):
        day = found.when.end + timedelta(days=step)
        if day <= today:
            yield token_of_days(day, day)


def _places(found: Incident) -> Iterator[str]:
    for place in (found.place, *(one.report.place for one in found.statements)):
        if place.code:
            yield place.code


async def _offer_weapons(update: Update, context: BotContext, asker: Asker, found: Incident, mask: int) -> None:
    """All weapons, those chosen ticked; pressing one ticks it or takes its tick away."""
    data, language = f"fix:{found.id}:weapon:", asker.language
    named = [(_ticked(mask, bit, language), f"{data}{TICKING}{mask ^ 1 << bit:x}") for bit in range(len(TYPES))]
    last = [(label("take", language), f"{data}m{mask:x}")] if mask else []
    shown = edition(context.services, language, [found])
    await replace(update, _value_question(found, "weapon", shown), [*_rows(named, 2), [*last, _cancel(asker)]])


def _ticked(mask: int, bit: int, language: str) -> str:
    name = words(language)(f"weapon.{TYPES[bit]}.some").unescape()
    return ("☑ " if mask >> bit & 1 else "☐ ") + name


async def _ask_value(
    update: Update, context: BotContext, asker: Asker, found: Incident, slot: str, note: str = ""
) -> None:
    form = words(asker.language)(FORMS.get(slot, "form.number"))
    state, named = f"fix-{found.id}-{slot}", slot_label(slot, asker.language)
    await ask(update, context, asker, "type_value", state, note, number=f"№{found.id}", slot=named, form=form)


async def offer_reasons(
    update: Update, context: BotContext, asker: Asker, found: Incident, slot: str, token: str
) -> None:
    """The question why, if the value can stand; else what is wrong with it."""
    value = await _checked(update, context, asker, found, slot, token)
    if value is None:
        return
    shown = edition(context.services, asker.language, [found])
    said, named = Markup(value.words(slot, shown)), slot_label(slot, asker.language)  # noqa: S704
    text = render_text("choose_why", asker.language, number=f"№{found.id}", slot=named, value=said)
    buttons = reasons(Act.CORRECT, f"fix:{found.id}:{slot}:{token}", asker.language)
    if update.callback_query is not None:
        await replace(update, text[0], buttons)
    else:
        await answer(update, text, buttons=buttons, is_reply=True)


async def correct(
    update: Update, context: BotContext, asker: Asker, found: Incident, slot: str, token: str, why: str
) -> None:
    """Corrects a slot for a reason, if the value can still stand."""
    value = await _checked(update, context, asker, found, slot, token)
    if value is None:
        return
    ruling = ruling_by(context, asker, found.id, Act.CORRECT, why[:WHY_LIMIT])
    whole = changed(ruling, slot=slot, value=value.ruled)
    await carry_out(update, context, asker, lambda: decide(context.services.database, whole))


async def on_value(update: Update, context: BotContext, asker: Asker, found: Incident, slot: str, said: str) -> None:
    """A value in writing: taken up as if its button had been pressed, or told what is wrong with it."""
    if slot == "place":
        place = place_named(context.services, said, asker.language)
        if place.unit is None:
            buttons = offered(context.services, place.others, f"fix:{found.id}:place:", asker.language)
            await answer(update, place.texts, buttons=buttons, is_reply=True)
        else:
            await offer_reasons(update, context, asker, found, slot, place.unit.code)
        return
    try:
        token = token_of_written(slot, said, _today(context.services))
    except InputError as error:
        note = render_text(str(error), asker.language, query=said)[0]
        await _ask_value(update, context, asker, found, slot, note)
        return
    await offer_reasons(update, context, asker, found, slot, token)


async def _checked(
    update: Update, context: BotContext, asker: Asker, found: Incident, slot: str, token: str
) -> Value | None:
    """The value of a token, if it can stand beside the rest of the incident; else that is told."""
    try:
        value = value_from(slot, token, context.services.gazetteer)
    except InputError:
        await answer(update, render_text("stale_button", asker.language))
        return None
    wrong = objection(found, slot, value.ruled, _today(context.services))
    if wrong is None:
        return value
    await answer(update, render_text(wrong, asker.language, query=token), is_reply=True)
    return None


def _today(services: Services) -> date:
    return services.now().astimezone(services.settings.zone).date()


def _rows(buttons: Sequence[Button], width: int) -> list[Sequence[Button]]:
    return [buttons[first : first + width] for first in range(0, len(buttons), width)]


def _cancel(asker: Asker) -> Button:
    return label("cancel", asker.language), "stop"


def _own_or_cancel(asker: Asker, data: str) -> list[Button]:
    return [(label("typed", asker.language), data), _cancel(asker)]
