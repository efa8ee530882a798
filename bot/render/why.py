"""Where each figure of an incident comes from: the sentence of every post, and what it did to the headline."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from bot.linking import Act, Rule, Ruling, Step, explain, keeps_figures, rulings_about
from bot.model import Incident, Kind, Outcome, Toll
from bot.render.card import TITLE_LIMIT, named, slot_name
from bot.render.catalogue import Words
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.figures import figure, toll
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe
from bot.render.quote import quoted
from bot.render.split import split
from bot.render.told_reasons import reason_told

VALUE_LIMIT = 120


def render_why(incident: Incident, edition: Edition, rulings: Sequence[Ruling] = ()) -> list[str]:
    """Returns, for the killed and for the injured, each post's sentence and what it did to the headline figure.

    `rulings` are people's decisions; those that stand and are about the incident are told.
    """
    name, rest = named(incident, edition)
    date = when(incident.when, edition.language)
    parts: list[str] = [edition.words("why.title", place=name + rest, when=date)]
    about = rulings_about(incident, rulings)
    steps = explain(incident, rulings)
    for slot in Outcome:
        parts.extend(_slot_parts(incident, slot, edition, [one for one in steps if one.slot is slot], about))
    return split(parts)


def _slot_parts(
    incident: Incident, slot: Outcome, edition: Edition, steps: Sequence[Step], rulings: Iterable[Ruling]
) -> Iterator[str]:
    say, headline = edition.words, incident.killed if slot is Outcome.KILLED else incident.injured
    shown = toll(say, slot, headline) if headline else say("number.unknown")
    heading = capital(say("why.slot", slot=slot_name(say, slot), shown=shown))
    claims = [_claim(step, edition) for step in steps]
    yield Markup("\n\n").join([heading, claims[0]]) if claims else Markup("\n").join([heading, say("why.nothing")])
    yield from claims[1:]
    told = steps[-1].after if steps else None
    is_other = headline is not None and headline.total != told
    decided = list(_decided(slot, edition, _still_said(slot, rulings, is_other), headline))
    explained = decided or list(_explained(headline, steps, say))
    if slot in incident.held:
        explained.append(say("why.held_against" if decided else "why.held"))
    if explained:
        yield page("foot", edition, lines=explained)


def _claim(step: Step, edition: Edition) -> Markup:
    """What one post says of a slot, with a link to it, its sentence, and what it did to the headline.

    A post that only tells of a death changes the injured too: its words on the killed stand there.
    """
    say, statement = edition.words, step.statement
    source, report = edition.source(statement), statement.report
    said = report.killed if step.slot is Outcome.KILLED else report.injured
    quotable = said or report.killed
    before, hit, after = quoted(statement, quotable.spans if quotable else ())
    return page(
        "claim",
        edition,
        source=link(one_line(source.title, TITLE_LIMIT), source.link),
        moment=moment(statement.published, edition),
        mark=say("why.roundup") if statement.kind is Kind.ROUNDUP else "",
        figure=figure(say, step.slot, said) if said else say("why.died"),
        did=say(f"did.{step.rule}", before=_number(step.before, say), after=_number(step.after, say)),
        before=before,
        hit=hit,
        after=after,
    )


def _number(total: int | None, say: Words) -> Markup:
    return say("number.unknown") if total is None else safe(total)


def _explained(headline: Toll | None, steps: Sequence[Step], say: Words) -> Iterator[Markup]:
    """What the headline as a whole rests on: nothing that counts, no number, or claims that differ."""
    if headline is None and steps and all(step.rule is Rule.UNPROVEN for step in steps):
        yield say("why.unproven")
    elif headline is not None and headline.total is None:
        yield say("why.vague")
    elif headline is not None and headline.low != headline.high:
        yield say("why.range", low=headline.low, high=headline.high)


def _still_said(slot: Outcome, rulings: Iterable[Ruling], is_other: bool) -> list[Ruling]:
    """The decisions by which a figure is what it is: corrections, of the number none before its last confirm; and the
    last confirm where the posts make another number than it."""
    names = (slot.value, f"{slot}_children")
    about = [one for one in rulings if (one.act is Act.CORRECT and one.slot in names) or _is_of(one, slot)]
    again = max((place for place, one in enumerate(about) if one.slot == slot and _is_of(one, slot)), default=-1)
    kept = [one for place, one in enumerate(about) if one.act is Act.CORRECT and (place > again or one.slot != slot)]
    return [*kept, about[-1]] if about and is_other and _is_of(about[-1], slot) else kept


def _is_of(ruling: Ruling, slot: Outcome) -> bool:
    return keeps_figures(ruling) and ruling.slot in (None, slot)


def _decided(slot: Outcome, edition: Edition, rulings: Iterable[Ruling], headline: Toll | None) -> Iterator[Markup]:
    """What a person put as the figure and the children among it, and that a person confirmed the figure."""
    say, keys = edition.words, {slot.value: "why.decided", f"{slot}_children": "why.decided_children"}
    for one in rulings:
        why = reason_told(one.why, VALUE_LIMIT, say) or say("history.empty")
        if one.act is Act.CONFIRM:
            yield say("why.confirmed", value=_number(headline.total if headline else None, say), why=why)
        elif one.value is not None:
            value = one_line(one.value, VALUE_LIMIT) or say("number.unknown")
            yield say(keys[one.slot or ""], value=value, why=why)
