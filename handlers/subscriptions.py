"""/subscribe, /subscriptions and /unsubscribe: daily digests of a chat."""

from datetime import date, timedelta

from telegram import Update

from bot.answers import area_title, unit_of
from bot.errors import InputError
from bot.gazetteer import Unit
from bot.render import clock_name, label, render_subscriptions, render_text
from handlers.answer import Asker, answer, asker_of, close, for_admins, replace
from handlers.arguments import DEFAULT_MINUTE, clock, place_and_minute
from handlers.cards import edition
from handlers.context import BotContext, Services
from handlers.places import offered, surely_named
from storage import subscriptions
from storage.records import Subscription

MOST = 10
COUNTRY = "-"


@for_admins
async def on_subscribe(update: Update, context: BotContext) -> None:
    """/subscribe [region] [HH:MM]: a daily digest; the region is the chat's own, or the country, if none is named."""
    services, asker = context.services, await asker_of(update, context)
    args = context.args or []
    try:
        typed, minute = place_and_minute(args)
    except InputError as error:
        await answer(update, render_text(str(error), asker.language, query=args[-1][:40]))
        return
    if not typed:
        await _subscribe(update, context, asker, unit_of(services.gazetteer, asker.chat.area), minute)
        return
    found = surely_named(services, typed, asker.language)
    if found.is_settled:
        await _subscribe(update, context, asker, found.unit, minute)
    else:
        buttons = offered(services, found.others, "sub:", asker.language, f":{minute}")
        await answer(update, found.texts, buttons=buttons)


@for_admins
async def on_subscribe_button(update: Update, context: BotContext) -> None:
    """ "sub:UA63…:480": a digest of an offered place; without a minute at the usual time."""
    assert update.callback_query is not None
    asker = await asker_of(update, context)
    _, code, minute = str(update.callback_query.data).split(":")
    unit = unit_of(context.services.gazetteer, code)
    if unit is None and code != COUNTRY:
        await close(update, render_text("stale_button", asker.language)[0], alert=True)
        return
    await close(update)
    await _subscribe(update, context, asker, unit, int(minute or DEFAULT_MINUTE))


async def _subscribe(update: Update, context: BotContext, asker: Asker, unit: Unit | None, minute: int) -> None:
    services, code = context.services, unit.code if unit else None
    local = services.now().astimezone(services.settings.zone)
    async with services.database.write() as connection:
        known = await subscriptions.of_chat(connection, asker.chat.id)
        is_known = any(one.area == code for one in known)
        if is_known or len(known) < MOST:
            first = first_day(local.date(), local.hour * 60 + local.minute, minute)
            await subscriptions.add(connection, asker.chat.id, code, minute, first, services.now())
    shown = edition(services, asker.language)
    values = {"time": clock(minute), "area": area_title(services.gazetteer, unit, shown), "clock": clock_name(shown)}
    if not is_known and len(known) >= MOST:
        texts = render_text("too_many_subscriptions", asker.language, n=len(known))
    else:
        texts = render_text("subscribed_again" if is_known else "subscribed", asker.language, **values)
    await answer(update, texts)


def first_day(today: date, now: int, minute: int) -> date:
    """The first local day on which a digest at `minute` is due, if it is asked for at the minute `now` of today."""
    return today if minute > now else today + timedelta(days=1)


async def on_subscriptions(update: Update, context: BotContext) -> None:
    """/subscriptions: the chat's digests with their times."""
    asker = await asker_of(update, context)
    found = await _of_chat(context.services, asker)
    lines = [(clock(one.minute), _area(context.services, one, asker.language)) for one in found]
    await answer(update, render_subscriptions(lines, edition(context.services, asker.language)))


@for_admins
async def on_unsubscribe(update: Update, context: BotContext) -> None:
    """/unsubscribe: the one there is, or buttons to choose."""
    asker = await asker_of(update, context)
    found = await _of_chat(context.services, asker)
    if len(found) < 2:
        for one in found:
            await _remove(context.services, asker, one.id)
        values = {"area": _area(context.services, found[0], asker.language)} if found else {}
        name = "unsubscribed" if found else "no_subscriptions"
        await answer(update, render_text(name, asker.language, **values))
        return
    titles = [(one, _area(context.services, one, asker.language)) for one in found]
    rows = [[(f"{clock(one.minute)} {title}", f"unsub:{one.id}")] for one, title in titles]
    buttons = [*rows, [(label("all", asker.language), "unsub:all")]]
    await answer(update, render_text("choose_unsubscribe", asker.language), buttons=buttons)


@for_admins
async def on_unsubscribe_button(update: Update, context: BotContext) -> None:
    """ "unsub:7" or "unsub:all"."""
    assert update.callback_query is not None
    services, asker = context.services, await asker_of(update, context)
    wanted = str(update.callback_query.data).removeprefix("unsub:")
    await close(update)
    if wanted == "all":
        async with services.database.write() as connection:
            await subscriptions.remove_all(connection, asker.chat.id)
        await replace(update, render_text("unsubscribed_all", asker.language)[0])
        return
    gone = next((one for one in await _of_chat(services, asker) if str(one.id) == wanted), None)
    if gone is None:
        await replace(update, render_text("stale_button", asker.language)[0])
        return
    await _remove(services, asker, gone.id)
    await replace(update, render_text("unsubscribed", asker.language, area=_area(services, gone, asker.language))[0])


async def _of_chat(services: Services, asker: Asker) -> list[Subscription]:
    async with services.database.read() as connection:
        return await subscriptions.of_chat(connection, asker.chat.id)


async def _remove(services: Services, asker: Asker, subscription_id: int) -> None:
    async with services.database.write() as connection:
        await subscriptions.remove(connection, asker.chat.id, subscription_id)


def _area(services: Services, subscription: Subscription, language: str) -> str:
    return _title(services, unit_of(services.gazetteer, subscription.area), language)


def _title(services: Services, unit: Unit | None, language: str) -> str:
    return area_title(services.gazetteer, unit, edition(services, language))
