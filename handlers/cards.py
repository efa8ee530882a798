"""Incident cards and what stands behind them: why these figures, which posts, what has changed, and "read wrongly"."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from bot.answers import edition_of, edition_of_history
from bot.ingest import Ingested
from bot.model import RULES, Incident, Trust
from bot.render import (
    Edition,
    render_card,
    render_history,
    render_no_incident,
    render_sources,
    render_text,
    render_why,
    split,
)
from handlers.answer import Asker, Rows, answer, asker_of, close
from handlers.buttons import card_buttons
from handlers.context import BotContext, Services
from storage import decisions, incidents, posts, reviews
from storage.records import Review, ReviewKind

UNNAMED = ""


def edition(services: Services, language: str, shown: Sequence[Incident] = ()) -> Edition:
    """The edition for these incidents."""
    zone = services.settings.zone
    return edition_of(services.gazetteer, services.registry, language, services.username, shown, zone=zone)


def buttons_for(services: Services, asker: Asker, found: Sequence[Incident], post_id: str | None) -> Rows:
    """The buttons under cards for the one who asked: the acts of review only for those who may, and in private."""
    may = asker.is_private and asker.may_review
    return card_buttons(found, post_id, asker.language, may, edition(services, asker.language, found))


def cards_of(services: Services, ingested: Ingested, language: str, is_first: bool, trust: Trust) -> list[str]:
    """The answer to a post: a card for each of its incidents, or what it was taken for.

    `is_first` False says that the post was on record before.
    """
    remark = None if is_first else "changed_post" if ingested.is_changed else "same_post"
    heads = render_text(remark, language) if remark else []
    if trust is not Trust.OFFICIAL and any(_is_proven(outcome.incident) for outcome in ingested.outcomes):
        heads += render_text(trust, language)
    if not ingested.outcomes:
        return split([*heads, *render_no_incident(ingested.reading, edition(services, language), trust=trust)])
    found = {outcome.incident.id: outcome for outcome in ingested.outcomes}
    shown = edition(services, language, [outcome.incident for outcome in found.values()])
    cards = []
    for outcome in found.values():
        is_new = outcome.is_new_incident if is_first else None
        doubts = ingested.reading.reports[outcome.number].doubts
        cards += render_card(outcome.incident, shown, is_new=is_new, doubts=doubts)
    return split([*heads, *cards])


def _is_proven(incident: Incident) -> bool:
    """Whether the incident rests on other posts, so that its card alone does not tell of an unproven one."""
    return any(statement.trust is Trust.OFFICIAL for statement in incident.statements)


async def incident_of(update: Update, context: BotContext, asker: Asker, number: str) -> Incident | None:
    """The incident that a command, a button or an answer names; if there is none, that is said and None is given."""
    async with context.services.database.read() as connection:
        found = await incidents.get(connection, int(number[:18]))
    if found is None:
        texts = render_text("unknown_incident", asker.language, query=number)
        await (close(update, texts[0], alert=True) if update.callback_query else answer(update, texts))
    return found


async def show_incident(update: Update, context: BotContext, number: str) -> None:
    """Answers with the card of an incident, or that there is none of this number."""
    asker = await asker_of(update, context)
    found = await incident_of(update, context, asker, number)
    if found is not None:
        await _answer_card(update, context, asker, found)


async def _answer_card(update: Update, context: BotContext, asker: Asker, found: Incident) -> None:
    card = render_card(found, edition(context.services, asker.language, [found]))
    await answer(update, card, buttons=buttons_for(context.services, asker, [found], None))


async def on_incident(update: Update, context: BotContext) -> None:
    """/incident 12: its card."""
    number = _number(context)
    if number is None:
        asker = await asker_of(update, context)
        await answer(update, render_text("incident_usage", asker.language))
    else:
        await show_incident(update, context, number)


async def on_history(update: Update, context: BotContext) -> None:
    """/history 12: all changes of an incident."""
    asker, number = await asker_of(update, context), _number(context)
    if number is None:
        await answer(update, render_text("history_usage", asker.language))
    elif found := await incident_of(update, context, asker, number):
        await _answer_history(update, context, asker, found, int(number))


async def on_card_button(update: Update, context: BotContext) -> None:
    """A button under a card: "why:12", "src:12", "hist:12" or "card:12"; the answer is a message of its own."""
    assert update.callback_query is not None
    asker = await asker_of(update, context)
    what, _, number = str(update.callback_query.data).partition(":")
    found = await incident_of(update, context, asker, number)
    if found is None:
        return
    await close(update)
    if what == "card":
        await _answer_card(update, context, asker, found)
    elif what == "hist":
        await _answer_history(update, context, asker, found, int(number))
    else:
        await _explain(update, context, asker, what, found)


async def _explain(update: Update, context: BotContext, asker: Asker, what: str, found: Incident) -> None:
    shown = edition(context.services, asker.language, [found])
    async with context.services.database.read() as connection:
        rulings = await decisions.rulings_on(connection, [found.id], [one.post_id for one in found.statements])
    texts = render_sources(found, shown) if what == "src" else render_why(found, shown, rulings)
    await answer(update, texts, is_reply=True)


async def _answer_history(update: Update, context: BotContext, asker: Asker, found: Incident, number: int) -> None:
    """The changes under the number that was asked for, which may have been merged into the incident found.

    Which reviewer made them only those who review are told, and in private.
    """
    services, plain = context.services, edition(context.services, asker.language, [found])
    async with services.database.read() as connection:
        changes = await decisions.history_of(connection, number)
        shown = await edition_of_history(connection, plain, services.registry, changes)
    if not (asker.may_review and asker.is_private):
        changes = [replace(one, who=one.who if one.who == RULES else UNNAMED) for one in changes]
    await answer(update, render_history(number, changes, shown))


async def on_wrong_button(update: Update, context: BotContext) -> None:
    """ "Read wrongly": whoever brought the post, was shown the button in private, or reviews, puts it on the list."""
    assert update.callback_query is not None
    services, asker = context.services, await asker_of(update, context)
    post_id = str(update.callback_query.data).removeprefix("wrong:")
    async with services.database.write() as connection:
        post = await posts.find(connection, post_id)
        may = asker.is_private or asker.may_review
        if post is None or not (may or post.forwarder_user in (None, asker.user_id)):
            name = "reviewers_only" if post else "stale_button"
        else:
            review = Review(ReviewKind.TOLD_WRONG, "told as read wrongly", services.now(), post_id=post_id)
            name = "told_wrong" if await reviews.put(connection, review) else "told_wrong_already"
    await close(update, render_text(name, asker.language)[0], alert=True)


def _number(context: BotContext) -> str | None:
    given = (context.args or [""])[0].lstrip("#№")
    return given if given.isdecimal() and len(given) < 16 else None
