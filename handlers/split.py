"""Split: the reports of an incident are ticked one by one, page by page; those ticked become an incident of their own.

Data of buttons: "spl:12", then "spl:12:mark:ticks:page" and "spl:12:mark:ticks:go". A round-up has several reports, so
reports are ticked and not posts. Ticks are the bits of a number, the first report's the lowest, written in base 64, so
that those of many reports fit into the 64 bytes that Telegram takes.
"""

from string import ascii_letters, digits

from telegram import Update

from bot import review
from bot.linking import key_of
from bot.model import Incident, Statement
from bot.render import label, reason_words, render_text, render_ticks, report_name
from bot.review import mark_of
from handlers.acts import carry_out, drop_buttons, on_incident, show_card
from handlers.answer import Asker, Button, Rows, answer, close, replace
from handlers.cards import edition
from handlers.context import BotContext

PAGE = 8
SIGNS = digits + ascii_letters + "-_"
BITS = 6
MOST = 230
"""The ticks of more reports would not fit into a button; those beyond are split off at the command line."""
GO = "go"


@on_incident
async def on_split(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: list[str]) -> None:
    """Split: reports are ticked one by one; those ticked become an incident of their own."""
    if len(found.statements) < 2:
        await close(update, render_text("one_report", asker.language)[0], alert=True)
    elif chosen and chosen[0] != mark_of(found):
        await close(update)
        await show_card(update, context, asker, found, "changed_meanwhile")
    elif chosen[2:] == [GO]:
        await _split_off(update, context, asker, found, ticks_from(chosen[1]))
    else:
        await close(update)
        ticks, page = (ticks_from(chosen[1]), int(chosen[2])) if chosen else (0, 0)
        await _show_page(update, context, asker, found, ticks, page)


def written(ticks: int) -> str:
    """Ticks as a button's data hold them."""
    found = SIGNS[ticks % len(SIGNS)]
    while ticks := ticks >> BITS:
        found = SIGNS[ticks % len(SIGNS)] + found
    return found


def ticks_from(data: str) -> int:
    """The ticks that `written` wrote."""
    ticks = 0
    for sign in data:
        ticks = ticks << BITS | SIGNS.index(sign)
    return ticks


def _reports(incident: Incident) -> list[Statement]:
    """The incident's reports in the order of publication, in which ticks count them."""
    return sorted(incident.statements, key=lambda one: (one.published, one.post_id, one.number))[:MOST]


async def _show_page(update: Update, context: BotContext, asker: Asker, found: Incident, ticks: int, page: int) -> None:
    reports, shown = _reports(found), edition(context.services, asker.language, [found])
    pages = -(-len(reports) // PAGE)
    page = min(page, pages - 1)
    on_page = list(enumerate(reports))[page * PAGE : (page + 1) * PAGE]
    data = f"spl:{found.id}:{mark_of(found)}"
    rows: list[list[Button]] = [
        [(f"{_tick(ticks, bit)}{bit + 1}. {report_name(one, shown)}", f"{data}:{written(ticks ^ 1 << bit)}:{page}")]
        for bit, one in on_page
    ]
    text = render_ticks(found, [(bit + 1, one) for bit, one in on_page], (page + 1, pages), shown)
    buttons = [*rows, *_turning(f"{data}:{written(ticks)}", page, pages, asker.language)]
    is_first = update.callback_query is not None and update.callback_query.data == f"spl:{found.id}"
    await (answer(update, [text], buttons=buttons, is_reply=True) if is_first else replace(update, text, buttons))


def _turning(data: str, page: int, pages: int, language: str) -> Rows:
    """The buttons below the reports: other pages, split, cancel."""
    back = [(label("back", language), f"{data}:{page - 1}")] if page else []
    further = [(label("further", language), f"{data}:{page + 1}")] if page + 1 < pages else []
    done = [(label("split_go", language), f"{data}:{GO}"), (label("cancel", language), "stop")]
    return [[*back, *further], done] if back or further else [done]


def _tick(ticks: int, bit: int) -> str:
    return "☑ " if ticks >> bit & 1 else "☐ "


async def _split_off(update: Update, context: BotContext, asker: Asker, found: Incident, ticks: int) -> None:
    services, reports = context.services, _reports(found)
    leaving = [key_of(one) for bit, one in enumerate(reports) if ticks >> bit & 1]
    if not leaving or len(leaving) == len(found.statements):
        await close(update, render_text("tick_some", asker.language)[0], alert=True)
        return
    await close(update)
    why = reason_words("apart", asker.language)
    acting = lambda: review.split(services.database, found.id, leaving, str(asker.user_id), services.now(), why)  # noqa: E731
    await carry_out(update, context, asker, acting)
    await drop_buttons(update)
