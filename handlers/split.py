"""Split: the reports of an incident are ticked one by one, page by page; those ticked become an incident of their own.

A round-up has several reports, so reports are ticked and not posts. What is ticked is kept on a sheet in the database,
as the buttons hold no more than 64 bytes. Data of buttons: "spl:12" begins a sheet; then "spl:12:mark:sheet:" and "+5"
(ticks report 5), "-5" (takes its tick away), "p2" (shows a page) or "go". Pressed or handled twice, each does the same.
"""

from telegram import Update

from bot import review
from bot.linking import key_of
from bot.model import Incident, Statement
from bot.render import label, reason_code, render_text, render_ticks, report_name
from bot.review import mark_of
from handlers.acts import carry_out, drop_buttons, on_incident, show_card
from handlers.answer import Asker, Button, Rows, answer, close, replace
from handlers.cards import edition
from handlers.context import BotContext
from storage import ticks

PAGE = 8
GO, TICK, UNTICK = "go", "+", "-"


@on_incident
async def on_split(update: Update, context: BotContext, asker: Asker, found: Incident, chosen: list[str]) -> None:
    """Split: reports are ticked one by one; those ticked become an incident of their own."""
    if len(found.statements) < 2:
        await close(update, render_text("one_report", asker.language)[0], alert=True)
    elif chosen and chosen[0] != mark_of(found):
        await close(update)
        await show_card(update, context, asker, found, "changed_meanwhile")
    elif not chosen:
        await close(update)
        await _begin(update, context, asker, found)
    else:
        await _go_on(update, context, asker, found, int(chosen[1]), chosen[2])


async def _begin(update: Update, context: BotContext, asker: Asker, found: Incident) -> None:
    async with context.services.database.write() as connection:
        sheet = await ticks.begin(connection, found.id, str(asker.user_id), context.services.now())
    text, buttons = _page(context, asker, found, sheet, set(), 0)
    await answer(update, [text], buttons=buttons, is_reply=True)


async def _go_on(update: Update, context: BotContext, asker: Asker, found: Incident, sheet: int, what: str) -> None:
    """A button of a sheet: a tick, a page, or the split."""
    async with context.services.database.write() as connection:
        ticked = await ticks.of(connection, sheet, found.id)
        if ticked is not None and what[0] in (TICK, UNTICK):
            ticked = _with_tick(found, ticked, what)
            await ticks.keep(connection, sheet, ticked)
    if ticked is None:
        await close(update, render_text("stale_button", asker.language)[0], alert=True)
    elif what == GO:
        await _split_off(update, context, asker, found, ticked)
    else:
        await close(update)
        page = int(what[1:]) if what[0] == "p" else int(what[1:]) // PAGE
        await replace(update, *_page(context, asker, found, sheet, ticked, page))


def _with_tick(found: Incident, ticked: set[str], what: str) -> set[str]:
    """What is ticked after "+5" or "-5"; a number that no report has changes nothing."""
    keys = {key_of(one) for one in _reports(found)[int(what[1:]) :][:1]}
    return ticked | keys if what[0] == TICK else ticked - keys


def _reports(incident: Incident) -> list[Statement]:
    """The incident's reports in the order of publication, in which their buttons count them."""
    return sorted(incident.statements, key=lambda one: (one.published, one.post_id, one.number))


def _page(
    context: BotContext, asker: Asker, found: Incident, sheet: int, ticked: set[str], page: int
) -> tuple[str, Rows]:
    """The text and the buttons of a page of a sheet."""
    reports, shown = _reports(found), edition(context.services, asker.language, [found])
    pages = -(-len(reports) // PAGE)
    page = min(page, pages - 1)
    on_page = list(enumerate(reports))[page * PAGE : (page + 1) * PAGE]
    data = f"spl:{found.id}:{mark_of(found)}:{sheet}"
    rows: list[list[Button]] = [
        [_report_button(data, number, key_of(one) in ticked, report_name(one, shown))] for number, one in on_page
    ]
    text = render_ticks(found, [(number + 1, one) for number, one in on_page], (page + 1, pages), shown)
    return text, [*rows, *_turning(data, page, pages, asker.language)]


def _report_button(data: str, number: int, is_ticked: bool, name: str) -> Button:
    return (f"{'☑' if is_ticked else '☐'} {number + 1}. {name}", f"{data}:{UNTICK if is_ticked else TICK}{number}")


def _turning(data: str, page: int, pages: int, language: str) -> Rows:
    """The buttons below the reports: other pages, split, cancel."""
    back = [(label("back", language), f"{data}:p{page - 1}")] if page else []
    further = [(label("further", language), f"{data}:p{page + 1}")] if page + 1 < pages else []
    done = [(label("split_go", language), f"{data}:{GO}"), (label("cancel", language), "stop")]
    return [[*back, *further], done] if back or further else [done]


async def _split_off(update: Update, context: BotContext, asker: Asker, found: Incident, ticked: set[str]) -> None:
    services = context.services
    leaving = [key_of(one) for one in _reports(found) if key_of(one) in ticked]
    if not leaving or len(leaving) == len(found.statements):
        await close(update, render_text("tick_some", asker.language)[0], alert=True)
        return
    await close(update)
    why = reason_code("apart")
    acting = lambda: review.split(services.database, found.id, leaving, str(asker.user_id), services.now(), why)  # noqa: E731
    await carry_out(update, context, asker, acting)
    await drop_buttons(update)
