"""Killed and injured, weapons and damage in words, with plural forms; unknown is never written as nought."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.model import Bound, Damage, Figure, Incident, Toll, Trust, Weapon
from bot.render.catalogue import Words
from bot.render.plain import bold, one_line
from bot.sums import Sum, is_vague

WORDS_LIMIT = 80
COMMA = Markup(", ")
SEMICOLON = Markup("; ")


def people(say: Words, outcome: str, total: int, bound: Bound = Bound.EXACT) -> Markup:
    """Returns "щонайменше 3 загиблих": `outcome` is "killed" or "injured"."""
    if total == 0:
        return say(f"{outcome}.none")
    number = say.count(outcome, total)
    return say(f"bound.{bound}", number=number) if bound in {Bound.AT_LEAST, Bound.ABOUT} else number


def toll(say: Words, outcome: str, value: Toll) -> Markup:
    """Returns a toll in words: number, children in brackets, range where statements differ; vague words quoted."""
    if value.total is None:
        return _vague(say, outcome, value.vague)
    return bold(people(say, outcome, value.total, value.bound)) + toll_notes(say, value)


def toll_notes(say: Words, value: Toll) -> Markup:
    """Returns the children and the range of a toll in brackets, after a blank; "" if there are none."""
    notes = [say.count("children", value.children)] if value.children else []
    if value.low is not None and value.high is not None and value.low != value.high:
        notes.append(say("range", low=value.low, high=value.high))
    return Markup(" ({})").format(SEMICOLON.join(notes)) if notes else Markup()


def _vague(say: Words, outcome: str, quoted: str | None) -> Markup:
    if not quoted:
        return say(f"{outcome}.vague")
    return say(f"{outcome}.vague_words", words=one_line(quoted, WORDS_LIMIT))


def toll_line(say: Words, incident: Incident) -> Markup:
    """Returns the tolls of an incident in one line, with what is unknown left out, or words for nothing at all.

    Where no post of proven origin says anything, what the others say stands in its place, and is called unproven.
    """
    told = [(name, one) for name, one in (("killed", incident.killed), ("injured", incident.injured)) if one]
    if not told:
        claimed = unproven_figures(say, incident)
        return say("toll.unproven", figures=claimed) if claimed else say("toll.unknown")
    if all(one.total == 0 and not is_vague(one) for _, one in told) and len(told) == 2:
        return say("toll.none")
    shown = [one for one in told if one[1].total != 0] or told
    return COMMA.join(toll(say, name, one) for name, one in shown)


def unproven_figures(say: Words, incident: Incident) -> Markup:
    """Returns the last figures that posts of unproven origin give where the record has none; "" if they give none."""
    ordered = sorted(incident.statements, key=lambda one: one.published, reverse=True)
    reports = [one.report for one in ordered if one.trust is not Trust.OFFICIAL]
    slots = [slot for slot in ("killed", "injured") if getattr(incident, slot) is None]
    last = {slot: next(filter(None, (getattr(report, slot) for report in reports)), None) for slot in slots}
    return COMMA.join(figure(say, slot, said) for slot, said in last.items() if said)


def sum_line(say: Words, outcome: str, value: Sum) -> Markup:
    """Returns a sum in words, "" if no incident told anything of it; incidents without a number are counted apart."""
    if value.stated == value.vague == 0:
        return Markup()
    if value.stated == 0 or (value.total == 0 and value.vague):
        return say.count(f"{outcome}.vague_only", value.vague)
    said = toll(say, outcome, Toll(value.total, value.low, value.high, value.children, value.bound))
    return COMMA.join([said, say.count("vague_more", value.vague)]) if value.vague else said


def sums_short(say: Words, killed: Sum, injured: Sum) -> Markup:
    """Returns "3 загиблих, 13 поранених" without marks and notes; "" if there are none."""
    shown = [people(say, name, one.total) for name, one in (("killed", killed), ("injured", injured)) if one.total]
    return COMMA.join(shown)


def figure(say: Words, outcome: str, value: Figure) -> Markup:
    """Returns what one post says, in words: a number, "two more", or vague words quoted."""
    if value.total is not None:
        shown = people(say, outcome, value.total, value.bound)
        return shown + Markup(" ({})").format(say.count("children", value.children)) if value.children else shown
    if value.added is not None:
        return say.count(f"{outcome}.added", value.added)
    return _vague(say, outcome, value.words)


def weapons(say: Words, found: Iterable[Weapon]) -> Markup:
    """Returns the weapons, counted where a number was told."""
    return COMMA.join(_thing(say, f"weapon.{one.type}", one.count) for one in found)


def damage(say: Words, found: Sequence[Damage]) -> Markup:
    """Returns the damaged objects, counted where a number was told; "other" comes last."""
    ordered = sorted(found, key=lambda one: one.object == "other")
    return COMMA.join(_thing(say, f"damage.{one.object}", one.count) for one in ordered)


def _thing(say: Words, key: str, count: int | None) -> Markup:
    if count is None or count < 1:
        return say(f"{key}.some")
    return Markup(say.count(key, count).removeprefix("1 "))  # noqa: S704
