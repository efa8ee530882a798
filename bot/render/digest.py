"""The daily digest: the summary of the last 24 hours, then what has changed in records that were told before."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.model import Toll
from bot.render.card import named
from bot.render.catalogue import Words
from bot.render.dates import when
from bot.render.edition import Edition
from bot.render.figures import COMMA, people, toll_line
from bot.render.plain import bold, capital, safe
from bot.render.split import split
from bot.render.summaries import area_title, foot, summary_parts
from bot.summary import Change, ChangeKind, Summary

NOW_SHOWN = frozenset({ChangeKind.ADDED, ChangeKind.RESTORED})


def render_digest(summary: Summary, changes: Sequence[Change], edition: Edition, late: bool = False) -> list[str]:
    """Returns a digest; `late` says that the bot was not running at its time."""
    heading = edition.words("digest.title", area=area_title(summary.area, edition))
    notice = [edition.words("text.missed_digest")] if late else []
    body = summary_parts(summary, edition, heading)
    return split([*notice, *body, *change_parts(changes, edition), foot(summary, edition)])


def change_parts(changes: Sequence[Change], edition: Edition) -> list[str]:
    """Returns a part a change, the heading with the first of them; [] if nothing has changed."""
    parts: list[str] = [_change(change, edition) for change in changes]
    if parts:
        parts[0] = edition.words("changes.title") + Markup("\n\n") + parts[0]
    return parts


def _change(change: Change, edition: Edition) -> Markup:
    say, incident = edition.words, change.incident
    values = {
        "place": bold(named(incident, edition)[0]),
        "when": when(incident.when, edition.language, year=False),
        "number": edition.card_link(incident.id),
    }
    if change.kind is ChangeKind.FIGURES:
        return say("change.figures", figures=capital(COMMA.join(_moves(change, say))), **values)
    if change.kind in NOW_SHOWN:
        return say(f"change.{change.kind}", figures=toll_line(say, incident), **values)
    return say(f"change.{change.kind}", before=_before(change, say), **values)


def _moves(change: Change, say: Words) -> Iterable[Markup]:
    killed, injured = change.incident.killed or Toll(), change.incident.injured or Toll()
    for slot, before, after in (
        (say("slot.killed"), change.killed, killed.total),
        (say("change.children", slot=say("slot.killed")), change.killed_children, killed.children),
        (say("slot.injured"), change.injured, injured.total),
        (say("change.children", slot=say("slot.injured")), change.injured_children, injured.children),
    ):
        if before != after:
            yield say("change.from_to", slot=slot, before=_number(before, say), after=_number(after, say))


def _number(value: int | None, say: Words) -> Markup:
    return say("number.unknown") if value is None else safe(value)


def _before(change: Change, say: Words) -> Markup:
    told = [(name, one) for name, one in (("killed", change.killed), ("injured", change.injured)) if one]
    return COMMA.join(people(say, name, one) for name, one in told) or say("number.unknown")
