"""What people confirmed: which statements count by it, and which figures stand by it whatever is told since.

A confirm keeps the tolls that stood when it was made, and what the posts alone made then. The confirmed figure stays
the headline; what posts make of it since stands in the range, and waits for a person if it is another one. A confirm
that keeps no tolls, as older ones do, stands for what the posts made that had come in by then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from bot.codec import (
    from_text,
    optional,
    place_from_json,
    place_to_json,
    to_text,
    toll_from_json,
    toll_to_json,
    when_from_json,
    when_to_json,
)
from bot.linking.claims import Claim
from bot.linking.decide import SUM_OVER_SEVERAL
from bot.linking.moments import days_apart
from bot.linking.rulings import Act, Ruling, anchor_of, covers, key_of
from bot.linking.tally import Decisions, Tally, tally
from bot.linking.where import is_elsewhere
from bot.model import Incident, Link, Outcome, Statement, Toll

_EVER = datetime.min.replace(tzinfo=UTC)


class Known(NamedTuple):
    """A slot when it was confirmed: the toll that was shown, and that of the posts alone."""

    shown: Toll | None
    told: Toll | None


def decisions_of(statements: Sequence[Statement], links: Sequence[Link], rulings: Sequence[Ruling]) -> Decisions:
    """What links and standing rulings on one incident decide about its claims."""
    confirms = [ruling for ruling in rulings if ruling.act is Act.CONFIRM]
    linked = {anchor_of(ruling) for ruling in rulings if ruling.act is Act.LINK}
    linked |= {anchor_of(ruling) for ruling in confirms if ruling.post_id is not None}
    whole = [ruling for ruling in confirms if ruling.post_id is None and ruling.slot is None]
    accepted = {key_of(s) for s in statements if key_of(s) in linked or any(covers(one, s) for one in whole)}
    sums = {
        f"{link.post_id}#{link.number}"
        for link in links
        if any(reason.feature == SUM_OVER_SEVERAL for reason in link.reasons)
    }
    return Decisions(frozenset(accepted), frozenset(sums), _confirming(rulings, confirms))


def _confirming(rulings: Sequence[Ruling], confirms: Sequence[Ruling]) -> Callable[[Outcome, Statement], bool]:
    def is_confirmed(slot: Outcome, statement: Statement) -> bool:
        about = [one for one in confirms if one.slot in (None, slot.value)]
        return any(
            anchor_of(one) in (None, key_of(statement))
            and covers(one, statement)
            and not (is_whole(one) and statement.known_from <= _corrected_at(rulings, one, slot))
            for one in about
        )

    return is_confirmed


def is_whole(ruling: Ruling) -> bool:
    """True for a confirm of an incident as its card shows it: it lets nothing in that a correction had set aside."""
    return ruling.act is Act.CONFIRM and ruling.slot is None and ruling.post_id is None


def keeps_figures(ruling: Ruling) -> bool:
    """True for a confirm that figures stand by: of an incident, or of one of its figures."""
    return ruling.act is Act.CONFIRM and ruling.post_id is None and ruling.slot in (None, *Outcome)


def figures_kept(shown: Incident, told: Tally) -> str:
    """What a confirm keeps: the tolls of both slots, of the incident and of its posts alone, and its place and days."""
    pairs = {slot: Known(toll_of(shown, slot), told.toll(slot)) for slot in Outcome}
    tolls = {slot.value: [optional(toll_to_json, toll) for toll in known] for slot, known in pairs.items()}
    return to_text({**tolls, "place": place_to_json(shown.place), "when": when_to_json(shown.when)})


def toll_of(incident: Incident, slot: Outcome) -> Toll | None:
    """The toll of a slot as an incident shows it."""
    return incident.killed if slot is Outcome.KILLED else incident.injured


def with_toll(incident: Incident, slot: Outcome, toll: Toll | None) -> Incident:
    """The incident with another toll of a slot."""
    return replace(incident, killed=toll) if slot is Outcome.KILLED else replace(incident, injured=toll)


def waiting(incident: Incident, slot: str, *, waits: bool) -> Incident:
    """The incident with a slot among those that wait for a person, or without it."""
    others = tuple(name for name in incident.held if name != slot)
    return replace(incident, held=(*others, slot) if waits else others)


def by_confirm(
    incident: Incident, counted: Tally, ruling: Ruling, rulings: Sequence[Ruling], decisions: Decisions
) -> tuple[Incident, bool]:
    """The incident with the figures that stand by a confirm, and whether what was confirmed is no longer what is shown.

    That is so of a figure that was unknown then, where posts that gave it have left the incident, and of an incident
    that is of another place or day by now.
    """
    kept, moved = _kept(ruling), is_whole(ruling) and _is_elsewhere(ruling, incident)
    for slot in [slot for slot in Outcome if ruling.slot in (None, slot)]:
        known = _known(incident, ruling, rulings, decisions, slot)
        jumps = any(_known_from(one) > _corrected_at(rulings, ruling, slot) for one in counted.of(slot).held)
        if known.shown is not None and known.shown.total is not None:
            now = counted.toll(slot) or Toll()
            incident = with_toll(incident, slot, _beside(known.shown, now))
            incident = waiting(incident, slot, waits=jumps or _differs(now, known))
        moved |= _total(kept.get(slot, known).shown) != _total(toll_of(incident, slot))
    return incident, moved


def _known(incident: Incident, ruling: Ruling, rulings: Sequence[Ruling], decisions: Decisions, slot: Outcome) -> Known:
    """A slot as it was confirmed; by what had come in by then if nothing was kept, or posts have left since."""
    kept = _kept(ruling).get(slot)
    if kept is not None and not _has_left(ruling, incident):
        return kept
    seen = [statement for statement in incident.statements if statement.known_from <= ruling.at]
    told = tally(seen, decisions).toll(slot)
    names = (slot.value, f"{slot}_children")
    corrected = ruling.slot is None and any(_corrected_at(rulings, ruling, name) > _EVER for name in names)
    return Known(toll_of(incident, slot) if corrected else told, told)


def _kept(ruling: Ruling) -> Mapping[Outcome, Known]:
    told = from_text(ruling.figures) if ruling.figures else {}
    pairs = [(slot, told[slot.value]) for slot in Outcome if slot.value in told]
    return {slot: Known(*(optional(toll_from_json, toll) for toll in pair)) for slot, pair in pairs}


def _is_elsewhere(ruling: Ruling, incident: Incident) -> bool:
    """True if an incident is of another place or other days than those that were confirmed."""
    told = from_text(ruling.figures) if ruling.figures else {}
    if not told:
        return False
    apart = days_apart(when_from_json(told["when"]), incident.when)
    return apart > 0 or is_elsewhere(place_from_json(told["place"]), incident.place)


def _has_left(ruling: Ruling, incident: Incident) -> bool:
    """True if posts that whoever confirmed had before them are of the incident no more."""
    seen = {key.rpartition("#")[0] for key in (ruling.value or "").split("\n") if key}
    return not seen <= {statement.post_id for statement in incident.statements}


def _corrected_at(rulings: Sequence[Ruling], confirm: Ruling, slot: str) -> datetime:
    """When a person last put another value of a slot before a confirm."""
    earlier = [one for one in rulings if one.act is Act.CORRECT and (one.at, one.id) < (confirm.at, confirm.id)]
    return max((one.at for one in earlier if one.slot == slot), default=_EVER)


def _beside(shown: Toll, now: Toll) -> Toll:
    """The confirmed toll, in the range with what the posts make now."""
    ends = [end for end in (now.low, now.high, shown.total) if end is not None]
    same = now.total == shown.total
    children = now.children if shown.children is None and same else shown.children
    return Toll(shown.total, min(ends), max(ends), children, now.bound if same else shown.bound)


def _differs(now: Toll, known: Known) -> bool:
    """True if the posts make another figure than was confirmed, and than they made then."""
    pair = [toll for toll in known if toll is not None]
    if now.total not in [toll.total for toll in pair]:
        return True
    children = [toll.children for toll in pair]
    return now.children is not None and children[0] is not None and now.children not in children


def _total(toll: Toll | None) -> int | None:
    return None if toll is None else toll.total


def _known_from(claim: Claim) -> datetime:
    return claim.known_from or claim.at
