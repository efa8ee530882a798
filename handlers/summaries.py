"""/today and /region: what the record says of a day, a region's last day and week."""

from datetime import date

from telegram import Update

from bot.answers import area_title, unit_of
from bot.area_answers import day_answer, region_answer
from bot.errors import InputError
from bot.gazetteer import Unit
from bot.render import label, render_text, split
from handlers.answer import Asker, answer, asker_of, close, for_admins
from handlers.arguments import day_and_place
from handlers.cards import edition
from handlers.context import BotContext, Services
from handlers.places import area_named, offered, surely_named
from storage import chats

COUNTRY = "-"


async def on_today(update: Update, context: BotContext) -> None:
    """/today [day] [place]: the summary of a local day, of the chat's region or the country if no place is named."""
    services, asker = context.services, await asker_of(update, context)
    words = context.args or []
    try:
        day, typed = day_and_place(words, services.now().astimezone(services.settings.zone).date())
        unit = _area_of(services, typed, asker)
    except InputError as error:
        await answer(update, render_text(str(error), asker.language, query=" ".join(words)[:40]))
        return
    await _answer_day(update, context, asker, day, unit)


def _area_of(services: Services, typed: str, asker: Asker) -> Unit | None:
    """The place that was named, else the chat's own; InputError("bad_date") for words that name neither for sure."""
    if not typed:
        return unit_of(services.gazetteer, asker.chat.area)
    found = surely_named(services, typed, asker.language)
    if not found.is_settled:
        raise InputError("bad_date")
    return found.unit


async def on_today_button(update: Update, context: BotContext) -> None:
    """ "day:2025-11-17:UA63…": another area's summary of the day; "-" is all of Ukraine."""
    assert update.callback_query is not None
    asker = await asker_of(update, context)
    _, written, code = str(update.callback_query.data).split(":")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        await close(update, render_text("stale_button", asker.language)[0], alert=True)
        return
    await close(update)
    await _answer_day(update, context, asker, day, unit_of(context.services.gazetteer, code))


async def _answer_day(update: Update, context: BotContext, asker: Asker, day: date, unit: Unit | None) -> None:
    texts = await day_answer(context.services.rooms(asker.language), day, unit, context.services.now())
    country = label("country", asker.language)
    buttons = [[(country, f"day:{day.isoformat()}:{COUNTRY}")]] if unit else []
    await answer(update, texts, buttons=buttons)


async def on_region(update: Update, context: BotContext) -> None:
    """/region NAME: the last 24 hours and 7 days of that place."""
    services, asker = context.services, await asker_of(update, context)
    typed = " ".join(context.args or [])
    if not typed:
        await answer(update, render_text("region_usage", asker.language))
        return
    found = area_named(services, typed, asker.language)
    if found.is_settled:
        await _answer_region(update, context, asker, found.unit, found.texts, found.others)
    else:
        buttons = offered(services, found.others, "region:", asker.language)
        await answer(update, found.texts, buttons=buttons)


async def on_region_button(update: Update, context: BotContext) -> None:
    """ "region:UA63…": a place that was offered."""
    assert update.callback_query is not None
    asker = await asker_of(update, context)
    unit = unit_of(context.services.gazetteer, str(update.callback_query.data).removeprefix("region:"))
    if unit is None:
        await close(update, render_text("stale_button", asker.language)[0], alert=True)
        return
    await close(update)
    await _answer_region(update, context, asker, unit)


async def _answer_region(
    update: Update,
    context: BotContext,
    asker: Asker,
    unit: Unit | None,
    notes: tuple[str, ...] = (),
    others: tuple[Unit, ...] = (),
) -> None:
    services = context.services
    texts = split([*notes, *await region_answer(services.rooms(asker.language), unit, services.now())])
    code = unit.code if unit else COUNTRY
    own = [(label("subscribe", asker.language), f"sub:{code}:"), ("📌 /today", f"area:{code}")]
    await answer(update, texts, buttons=[own, *offered(services, others, "region:", asker.language)])


@for_admins
async def on_area_button(update: Update, context: BotContext) -> None:
    """ "area:UA63…": from now on /today of this chat is about that area; "-" is all of Ukraine."""
    assert update.callback_query is not None
    services, asker = context.services, await asker_of(update, context)
    unit = unit_of(services.gazetteer, str(update.callback_query.data).removeprefix("area:"))
    async with services.database.write() as connection:
        await chats.set_area(connection, asker.chat.id, unit.code if unit else None)
    title = area_title(services.gazetteer, unit, edition(services, asker.language))
    await close(update)
    await answer(update, render_text("area_set", asker.language, area=title))
