"""People's decisions on top of what an incident's statements make, and the posts that differ from them since."""

from collections.abc import Sequence
from dataclasses import replace

from bot.linking.facts import is_same_family
from bot.linking.moments import days_apart, is_dated
from bot.linking.rulings import Act, Ruling, anchor_of, count_from, covers, place_from, weapons_from, when_from
from bot.linking.tally import Tally
from bot.linking.where import is_elsewhere
from bot.model import Incident, IncidentStatus, Link, LinkStatus, Outcome, Statement, Toll, Trust

RECORD_SLOTS = {
    "killed": "killed", "injured": "injured", "killed_children": "killed", "injured_children": "injured",
    "date": "when", "place": "place", "weapon": "weapons",
}  # fmt: skip
"""The slot of the record that each slot of a correction changes."""


def decided(incident: Incident, counted: Tally, rulings: Sequence[Ruling]) -> Incident:
    """The incident with people's decisions on top, in the order in which they were made."""
    for ruling in rulings:
        match ruling.act:
            case Act.CONFIRM if ruling.slot is None:
                incident = _confirmed(incident, ruling)
            case Act.CONFIRM if ruling.slot == "status":
                incident = _upheld(incident, ruling)
            case Act.RETRACT:
                incident = _with_status(incident, IncidentStatus.RETRACTED)
            case Act.DISMISS:
                incident = _with_status(incident, IncidentStatus.DISMISSED)
            case Act.MERGE:
                incident = _with_status(incident, IncidentStatus.MERGED)
            case Act.CORRECT if ruling.value is not None:
                incident = _held(_corrected(incident, ruling, ruling.value), counted, ruling)
    return incident


def _with_status(incident: Incident, status: IncidentStatus) -> Incident:
    return _waiting(replace(incident, status=status), "status", waits=False)


def _confirmed(incident: Incident, ruling: Ruling) -> Incident:
    """The incident with all its links that were seen certain, or that of one statement.

    A statement confirms the incident if nobody official speaks of it.
    """
    anchor, seen = anchor_of(ruling), {(s.post_id, s.number) for s in incident.statements if covers(ruling, s)}
    links = tuple(
        replace(link, status=LinkStatus.CERTAIN) if _is_settled(link, anchor, seen) else link
        for link in incident.links
    )  # fmt: skip
    incident = replace(incident, links=links)
    if anchor is not None and any(statement.trust is Trust.OFFICIAL for statement in incident.statements):
        return incident
    return _upheld(incident, ruling)


def _upheld(incident: Incident, ruling: Ruling) -> Incident:
    """The incident as confirmed; an official withdrawal that came later waits."""
    withdrawn = [s for s in incident.statements if s.report.withdrawn and s.trust is Trust.OFFICIAL]
    is_open = incident.status is IncidentStatus.RETRACTED or "status" in incident.held
    waits = is_open and not all(covers(ruling, statement) for statement in withdrawn)
    return _waiting(replace(incident, status=IncidentStatus.CONFIRMED), "status", waits=waits)


def _is_settled(link: Link, anchor: str | None, seen: set[tuple[str, int]]) -> bool:
    if anchor is not None:
        return anchor == f"{link.post_id}#{link.number}"
    return (link.post_id, link.number) in seen


def _corrected(incident: Incident, ruling: Ruling, value: str) -> Incident:
    match ruling.slot:
        case "place":
            return replace(incident, place=place_from(value, incident.place))
        case "date":
            return replace(incident, when=when_from(value, incident.when))
        case "weapon":
            return replace(incident, weapons=weapons_from(value))
        case "killed" | "killed_children":
            return replace(incident, killed=_corrected_toll(incident.killed, ruling))
        case "injured" | "injured_children":
            return replace(incident, injured=_corrected_toll(incident.injured, ruling))
    return incident


def _corrected_toll(toll: Toll | None, ruling: Ruling) -> Toll | None:
    """The toll as a person put it; an empty value takes the figure out, the range keeps the claims and the decision."""
    count, toll = count_from(ruling.value), toll or Toll()
    if ruling.slot in ("killed_children", "injured_children"):
        return toll if count is not None and count > (toll.total or 0) else replace(toll, children=count)
    if count is None:
        return replace(toll, total=None)
    ends = [end for end in (toll.low, toll.high, count) if end is not None]
    children = toll.children if toll.children is None or toll.children <= count else None
    return Toll(count, min(ends), max(ends), children)


def _held(incident: Incident, counted: Tally, ruling: Ruling) -> Incident:
    """What was told after a person's decision, and against it, waits for that person."""
    slot = RECORD_SLOTS.get(ruling.slot or "")
    if slot is None or ruling.slot in ("killed_children", "injured_children"):
        return incident
    if slot in ("killed", "injured"):
        return _waiting(incident, slot, waits=_is_told_otherwise(incident, counted, Outcome(slot), ruling))
    later = [s for s in incident.statements if s.trust is Trust.OFFICIAL and s.known_from > ruling.at]
    return _waiting(incident, slot, waits=any(_differs(statement, incident, slot) for statement in later))


def _is_told_otherwise(incident: Incident, counted: Tally, slot: Outcome, ruling: Ruling) -> bool:
    """True if the last figure told since is another one, or a jump is held that nobody had seen."""
    toll, ledger = incident.killed if slot is Outcome.KILLED else incident.injured, counted.of(slot)
    total = toll.total if toll else None
    later = [claim for claim in ledger.told if (claim.known_from or claim.at) > ruling.at and claim.leads]
    jump = ledger.held is not None and (ledger.held.known_from or ledger.held.at) > ruling.at
    return jump or (bool(later) and later[-1].total != total)


def _differs(statement: Statement, incident: Incident, slot: str) -> bool:
    report = statement.report
    if slot == "place":
        return is_elsewhere(report.place, incident.place)
    if slot == "when":
        return is_dated(report) and days_apart(report.when, incident.when) > 0
    told, known = {one.type for one in report.weapons}, {one.type for one in incident.weapons}
    return bool(told) and not any(one is two or is_same_family(one, two) for one in told for two in known)


def _waiting(incident: Incident, slot: str, *, waits: bool) -> Incident:
    others = tuple(name for name in incident.held if name != slot)
    return replace(incident, held=(*others, slot) if waits else others)
