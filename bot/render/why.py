"""Where each figure of an incident comes from: the sentence of every post, and how the headline came about."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from markupsafe import Markup

from bot.model import Figure, Incident, Kind, Place, Statement, Toll, Trust, When
from bot.render.card import TITLE_LIMIT, named, slot_name
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.figures import damage, figure, toll, weapons
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe
from bot.render.quote import quoted
from bot.render.split import split

TOGETHER = timedelta(hours=3)
"""Authorities that speak within this time of each other speak at about the same time (corpus GUIDE)."""
FIGURES = ("killed", "injured")
SLOTS = (*FIGURES, "place", "when", "weapons", "damage")
VALUE_LIMIT = 120


class Decision(Protocol):
    """A person's decision about a slot, as stored."""

    @property
    def slot(self) -> str | None: ...
    @property
    def value(self) -> str | None: ...
    @property
    def why(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def undone(self) -> bool: ...


def render_why(
    incident: Incident, edition: Edition, slot: str | None = None, decisions: Sequence[Decision] = ()
) -> list[str]:
    """Returns, for one slot or for the killed and the injured, each post's sentence and how the headline came about.

    `slot` is one of SLOTS; `decisions` are people's decisions on the incident, of which those that stand are told.
    """
    name, rest = named(incident, edition)
    date = when(incident.when, edition.language)
    parts: list[str] = [edition.words("why.title", place=name + rest, when=date)]
    for one in (slot,) if slot in SLOTS else FIGURES:
        parts.extend(_slot_parts(incident, one, edition, decisions))
    return split(parts)


def _slot_parts(incident: Incident, slot: str, edition: Edition, decisions: Iterable[Decision]) -> Iterator[str]:
    say = edition.words
    told = _told(incident, slot)
    shown = _shown(incident, slot, edition) or say("number.unknown")
    heading = capital(say("why.slot", slot=slot_name(say, slot), shown=shown))
    if not told:
        yield heading + Markup("\n") + say("why.nothing")
        return
    claims = [_claim(one, slot, edition) for one in told]
    yield heading + Markup("\n\n") + claims[0]
    yield from claims[1:]
    decided = list(_decided(slot, edition, decisions))
    against = [say("why.held_against")] if decided and slot in incident.held else []
    explained = [*decided, *against] or list(_explained(incident, slot, told, edition))
    if explained:
        yield page("foot", edition, lines=explained)


def _told(incident: Incident, slot: str) -> list[Statement]:
    """The statements that say something of a slot, oldest first."""
    ordered = sorted(incident.statements, key=lambda one: one.published)
    return [one for one in ordered if getattr(one.report, slot)]


def _shown(incident: Incident, slot: str, edition: Edition) -> Markup:
    say = edition.words
    match getattr(incident, slot):
        case Toll() as found:
            return toll(say, slot, found)
        case Place() as place:
            return safe(edition.title(place))
        case When() as days:
            return safe(when(days, edition.language))
        case _:
            return weapons(say, incident.weapons) if slot == "weapons" else damage(say, incident.damage)


def _claim(statement: Statement, slot: str, edition: Edition) -> Markup:
    """What one post says of a slot, with a link to it, and its sentence."""
    source = edition.source(statement)
    value = getattr(statement.report, slot)
    spans = [span for one in (value if isinstance(value, tuple) else (value,)) for span in one.spans]
    before, hit, after = quoted(statement, spans)
    return page(
        "claim",
        edition,
        source=link(one_line(source.title, TITLE_LIMIT), source.link),
        moment=moment(statement.published, edition),
        mark=edition.words("why.roundup") if statement.kind is Kind.ROUNDUP else "",
        figure=_said(value, slot, edition),
        before=before,
        hit=hit,
        after=after,
    )


def _said(value: object, slot: str, edition: Edition) -> Markup:
    say = edition.words
    match value:
        case Figure() as found:
            return figure(say, slot, found)
        case Place() as place:
            return safe(edition.title(place))
        case When() as days:
            return safe(when(days, edition.language))
        case tuple() as things:
            return weapons(say, things) if slot == "weapons" else damage(say, things)
    return Markup()


def _explained(incident: Incident, slot: str, told: Sequence[Statement], edition: Edition) -> Iterator[Markup]:
    """How the headline came about, in words; nothing for slots that are no figures."""
    if slot not in FIGURES:
        return
    say, headline = edition.words, getattr(incident, slot)
    if headline is None and all(one.trust is not Trust.OFFICIAL for one in told):
        yield say("why.unproven")
    elif headline is None or headline.total is None:
        yield say("why.vague")
    else:
        yield _lead(headline, slot, told, edition)
        if headline.low is not None and headline.high is not None and headline.low != headline.high:
            yield say("why.range", low=headline.low, high=headline.high)
    if slot in incident.held:
        yield say("why.held")


def _lead(headline: Toll, slot: str, told: Sequence[Statement], edition: Edition) -> Markup:
    """Which statement the headline is, and by which rule."""
    say, numbers = edition.words, [one for one in told if _total(one, slot) is not None]
    leading = [one for one in numbers if _total(one, slot) == headline.total]
    if not leading:
        return say("why.computed")
    if len(told) == 1:
        return say("why.only")
    if len(leading) == len(told):
        return say("why.agree")
    lead, last = leading[-1], numbers[-1]
    key = "why.latest" if lead is last else "why.higher" if last.published - lead.published <= TOGETHER else "why.kept"
    title = one_line(edition.source(lead).title, TITLE_LIMIT)
    return say(key, source=title, moment=moment(lead.published, edition))


def _total(statement: Statement, slot: str) -> int | None:
    said = getattr(statement.report, slot)
    return said.total if isinstance(said, Figure) else None


def _decided(slot: str, edition: Edition, decisions: Iterable[Decision]) -> Iterator[Markup]:
    names = {slot_name(edition.words, slot)}
    for one in decisions:
        if not one.undone and one.slot and one.value is not None and slot_name(edition.words, one.slot) in names:
            value, reason = one_line(one.value, VALUE_LIMIT), one_line(one.why, VALUE_LIMIT)
            yield edition.words("why.decided", value=value, why=reason or edition.words("history.empty"))
