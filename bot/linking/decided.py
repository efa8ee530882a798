"""People's decisions on top of what an incident's statements make, and the posts that differ from them since."""

from collections.abc import Sequence
from dataclasses import replace

from bot.linking.confirmed import by_confirm, is_whole, keeps_figures, toll_of, waiting
from bot.linking.facts import is_same_family
from bot.linking.moments import days_apart, is_dated
from bot.linking.rulings import Act, Ruling, anchor_of, count_from, covers, place_from, weapons_from, when_from
from bot.linking.tally import Decisions, Tally, tally
from bot.linking.where import is_elsewhere
from bot.model import Bound, Incident, IncidentStatus, Link, LinkStatus, Outcome, Statement, Toll, Trust

RECORD_SLOTS = {
    "killed": "killed", "injured": "injured", "killed_children": "killed", "injured_children": "injured",
    "date": "when", "place": "place", "weapon": "weapons",
}  # fmt: skip
"""The slot of the record that each slot of a correction changes."""


def decided(incident: Incident, counted: Tally, rulings: Sequence[Ruling], decisions: Decisions) -> Incident:
    """The incident with people's decisions on top, in the order in which they were made.

    `counted` is what its statements make by `decisions`.
    """
    for ruling in rulings:
        match ruling.act:
            case Act.CONFIRM if ruling.slot == "status":
                incident = _upheld(incident, ruling, _is_moved(incident, counted, ruling, decisions))
            case Act.CONFIRM if is_whole(ruling):
                incident, moved = by_confirm(incident, counted, ruling, rulings, decisions)
                incident = _upheld(_linked(incident, ruling), ruling, moved)
            case Act.CONFIRM if keeps_figures(ruling):
                incident, _ = by_confirm(incident, counted, ruling, rulings, decisions)
            case Act.CONFIRM if ruling.slot is None:
                incident = _accepted(incident, counted, ruling, decisions)
            case Act.RETRACT:
                incident = _with_status(incident, IncidentStatus.RETRACTED, ruling)
            case Act.DISMISS:
                incident = _with_status(incident, IncidentStatus.DISMISSED, ruling)
            case Act.MERGE:
                incident = waiting(replace(incident, status=IncidentStatus.MERGED), "status", waits=False)
            case Act.CORRECT if ruling.value is not None:
                incident = _held(_corrected(incident, ruling, ruling.value), counted, ruling)
    return incident


def _with_status(incident: Incident, status: IncidentStatus, ruling: Ruling) -> Incident:
    """The incident as withdrawn or dismissed by a person; what officials told of its people since waits."""
    return waiting(
        replace(incident, status=status), "status", waits=any(_tells_since(ruling, s) for s in incident.statements)
    )


def _tells_since(ruling: Ruling, statement: Statement) -> bool:
    """True if an official statement that came after a decision tells of people hit."""
    report = statement.report
    figures = [figure for figure in (report.killed, report.injured) if figure]
    told = any(figure.total or figure.added or figure.bound is Bound.VAGUE for figure in figures)
    is_news = statement.trust is Trust.OFFICIAL and statement.known_from > ruling.at
    return is_news and not (report.withdrawn or report.recap) and (told or report.death_of_injured)


def _accepted(incident: Incident, counted: Tally, ruling: Ruling, decisions: Decisions) -> Incident:
    """The incident with the link of one statement certain, which confirms it if nobody official speaks of it."""
    incident = _linked(incident, ruling)
    if any(statement.trust is Trust.OFFICIAL for statement in incident.statements):
        return incident
    return _upheld(incident, ruling, _is_moved(incident, counted, ruling, decisions))


def _linked(incident: Incident, ruling: Ruling) -> Incident:
    """The incident with all its links that whoever confirmed had seen certain, or that of one statement."""
    anchor, seen = anchor_of(ruling), {(s.post_id, s.number) for s in incident.statements if covers(ruling, s)}
    links = tuple(
        replace(link, status=LinkStatus.CERTAIN) if _is_settled(link, anchor, seen) else link
        for link in incident.links
    )  # fmt: skip
    return replace(incident, links=links)


def _upheld(incident: Incident, ruling: Ruling, moved: bool) -> Incident:
    """The incident as confirmed, unless a figure is another one since; an official withdrawal that came later waits."""
    withdrawn = [s for s in incident.statements if s.report.withdrawn and s.trust is Trust.OFFICIAL]
    is_open = incident.status is IncidentStatus.RETRACTED or "status" in incident.held
    waits = is_open and not all(covers(ruling, statement) for statement in withdrawn)
    status = IncidentStatus.REPORTED if moved else IncidentStatus.CONFIRMED
    return waiting(replace(incident, status=status), "status", waits=waits)


def _is_moved(incident: Incident, counted: Tally, ruling: Ruling, decisions: Decisions) -> bool:
    """True if a headline is another one than what was known or has been confirmed makes."""

    def is_seen(slot: Outcome, statement: Statement) -> bool:
        return statement.known_from <= ruling.at or decisions.confirms(slot, statement)

    seen = {
        slot: tally([one for one in incident.statements if is_seen(slot, one)], decisions).of(slot) for slot in Outcome
    }
    return any(seen[slot].total() != counted.of(slot).total() for slot in Outcome)


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
        return waiting(incident, slot, waits=_is_told_otherwise(incident, counted, Outcome(slot), ruling))
    later = [s for s in incident.statements if s.trust is Trust.OFFICIAL and s.known_from > ruling.at]
    return waiting(incident, slot, waits=any(_differs(statement, incident, slot) for statement in later))


def _is_told_otherwise(incident: Incident, counted: Tally, slot: Outcome, ruling: Ruling) -> bool:
    """True if the last figure told since is another one, or a jump is held that nobody had seen."""
    toll, ledger = toll_of(incident, slot), counted.of(slot)
    total = toll.total if toll else None
    later = [claim for claim in ledger.told if (claim.known_from or claim.at) > ruling.at and claim.leads]
    jump = any((held.known_from or held.at) > ruling.at for held in ledger.held)
    return jump or (bool(later) and later[-1].total != total)


def _differs(statement: Statement, incident: Incident, slot: str) -> bool:
    report = statement.report
    if slot == "place":
        return is_elsewhere(report.place, incident.place)
    if slot == "when":
        return is_dated(report) and days_apart(report.when, incident.when) > 0
    told, known = {one.type for one in report.weapons}, {one.type for one in incident.weapons}
    return bool(told) and not any(one is two or is_same_family(one, two) for one in told for two in known)
