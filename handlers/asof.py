"""/asof: a day, or a region's last day and week, as the record stood at a moment."""

from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler
from telegram.ext.filters import UpdateType

from bot.answers import unit_of
from bot.area_answers import day_answer, region_answer
from bot.errors import InputError
from bot.gazetteer import Unit
from bot.render import render_as_of, render_text, split
from handlers.answer import Asker, Rows, answer, asker_of, close
from handlers.arguments import TIME, moment_of
from handlers.cards import edition
from handlers.context import BotContext, Services
from handlers.places import Found, area_named, offered

Route = BaseHandler[Any, BotContext, Any]

STAMP = "%Y%m%d%H%M"


async def on_asof(update: Update, context: BotContext) -> None:
    """/asof DAY [TIME] [PLACE]: /today, or with a place /region, as the record stood then, Kyiv time."""
    services, asker = context.services, await asker_of(update, context)
    words = context.args or []
    told = 2 if len(words) > 1 and TIME.match(words[1]) else 1
    zone, now = services.settings.zone, services.now()
    try:
        moment = min(moment_of(words[:told], now.astimezone(zone).date(), zone), now)
    except InputError as error:
        name = "asof_usage" if str(error) == "bad_date" else str(error)
        await answer(update, render_text(name, asker.language, query=" ".join(words[:told])))
        return
    if words[told:]:
        await _find_region(update, context, asker, moment, " ".join(words[told:]))
    else:
        await _answer_day(update, context, asker, moment)


async def on_asof_button(update: Update, context: BotContext) -> None:
    """ "asof:202511170800:UA63…": the region that was chosen, as the record stood then."""
    assert update.callback_query is not None
    services, asker = context.services, await asker_of(update, context)
    _, stamp, code = str(update.callback_query.data).split(":")
    unit = unit_of(services.gazetteer, code)
    try:
        moment = datetime.strptime(stamp, STAMP).replace(tzinfo=services.settings.zone)
    except ValueError:
        unit = None
    if unit is None:
        await close(update, render_text("stale_button", asker.language)[0], alert=True)
        return
    await close(update)
    await _answer_region(update, context, asker, min(moment, services.now()), unit)


async def _answer_day(update: Update, context: BotContext, asker: Asker, moment: datetime) -> None:
    services = context.services
    unit, local = unit_of(services.gazetteer, asker.chat.area), moment.astimezone(services.settings.zone)
    texts = await day_answer(services.rooms(asker.language), local.date(), unit, moment, moment)
    await answer(update, split([*render_as_of(moment, edition(services, asker.language)), *texts]))


async def _find_region(update: Update, context: BotContext, asker: Asker, moment: datetime, typed: str) -> None:
    found = area_named(context.services, typed, asker.language)
    if found.is_settled:
        await _answer_region(update, context, asker, moment, found.unit, found)
    else:
        await answer(update, found.texts, buttons=_others(context.services, moment, found, asker.language))


def _others(services: Services, moment: datetime, found: Found, language: str) -> Rows:
    local = moment.astimezone(services.settings.zone)
    return offered(services, found.others, f"asof:{local:{STAMP}}:", language)


async def _answer_region(
    update: Update, context: BotContext, asker: Asker, moment: datetime, unit: Unit | None, found: Found | None = None
) -> None:
    services = context.services
    texts = await region_answer(services.rooms(asker.language), unit, moment, moment)
    head = render_as_of(moment, edition(services, asker.language))
    notes, buttons = (found.texts, _others(services, moment, found, asker.language)) if found else ((), ())
    await answer(update, split([*notes, *head, *texts]), buttons=buttons)


def routes() -> list[Route]:
    """The routes of /asof."""
    command: Route = CommandHandler("asof", on_asof, UpdateType.MESSAGE)
    return [command, CallbackQueryHandler(on_asof_button, r"^asof:\d{12}:UA\d{17}$")]
