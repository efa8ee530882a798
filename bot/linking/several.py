"""Statements that cover several attacks on one town at once: they belong to all of them, and their figures to none."""

from collections.abc import Sequence

from bot.linking.cues import cues_of
from bot.linking.facts import FAMILIES
from bot.linking.moments import days_apart
from bot.model import Figure, Incident, IncidentStatus, Kind, Statement, Toll, Weapon

CLOSED = (IncidentStatus.RETRACTED, IncidentStatus.DISMISSED)


def is_same_town(statement: Statement, incident: Incident) -> bool:
    """True for the same settlement, and the same district of it where the statement names several of them."""
    told, known = statement.report.place, incident.place
    if told.settlement is None or told.settlement != known.settlement:
        return False
    return not told.districts or (len(told.districts) > 1 and bool({*told.districts} & {*known.districts}))


def is_of_same_day(statement: Statement, incident: Incident) -> bool:
    """True for an attack on the town of a statement within its days."""
    return is_same_town(statement, incident) and not days_apart(statement.report.when, incident.when)


def told_together(statement: Statement, others: Sequence[Statement], incidents: Sequence[Incident]) -> list[Incident]:
    """The attacks of one day on one town that a statement says it tells of together; [] if it says no such thing.

    `others` are the further statements of its post: one that tells the attacks apart speaks for each by itself.
    """
    place = statement.report.place
    if any(other.report.place.settlement == place.settlement for other in others):
        return []
    town = [one for one in incidents if is_of_same_day(statement, one) and one.status not in CLOSED]
    together = _says_several(statement) or spans_districts(statement, town) or spans_weapons(statement, town)
    return town if together and len(town) > 1 else []


def is_sum(statement: Statement, incidents: Sequence[Incident]) -> bool:
    """True if a statement names nothing that tells the attacks apart, and its figures are all of theirs together.

    A round-up's figure may be higher: it counts what nobody reported by itself.
    """
    report = statement.report
    if report.when.time or report.when.part or report.withdrawn or _names_things_of_some(statement, incidents):
        return False
    slots = [
        (report.killed, [_number(incident.killed) for incident in incidents]),
        (report.injured, [_number(incident.injured) for incident in incidents]),
    ]
    told = [(figure.total, parts) for figure, parts in slots if figure is not None and figure.total is not None]
    if not any(sum(part > 0 for part in parts) > 1 for _, parts in told):
        return False
    forgets = any(figure is None and any(parts) for figure, parts in slots)
    if statement.kind is Kind.ROUNDUP and not forgets:
        return all(total >= sum(parts) for total, parts in told)
    return all(total == sum(parts) for total, parts in told)


def _names_things_of_some(statement: Statement, incidents: Sequence[Incident]) -> bool:
    """True if things that a statement tells of were damaged in some of the attacks and in others were not."""
    told = {thing.object for thing in statement.report.damage}
    shared = [not told.isdisjoint(thing.object for thing in incident.damage) for incident in incidents]
    return any(shared) and not all(shared)


def spans_districts(statement: Statement, incidents: Sequence[Incident]) -> bool:
    """True if a statement names several city districts, and each incident is of others of them."""
    named = [set(incident.place.districts) for incident in incidents]
    every = set().union(*named)
    apart = len(every) == sum(len(names) for names in named)
    return all(named) and apart and every <= set(statement.report.place.districts)


def spans_weapons(statement: Statement, incidents: Sequence[Incident]) -> bool:
    """True if a statement names weapons of several families, each incident was of others of them, and no figure is
    lower than theirs together."""
    report = statement.report
    slots = [(report.killed, [one.killed for one in incidents]), (report.injured, [one.injured for one in incidents])]
    if any(figure is not None and _number(figure) < sum(map(_number, parts)) for figure, parts in slots):
        return False
    told = _families(statement.report.weapons)
    named = [_families(incident.weapons) for incident in incidents]
    every = set().union(*named)
    return all(named) and len(every) == sum(len(names) for names in named) and every <= told


def _families(weapons: Sequence[Weapon]) -> set[int]:
    return {number for weapon in weapons for number, family in enumerate(FAMILIES) if weapon.type in family}


def _says_several(statement: Statement) -> bool:
    cues = cues_of(statement)
    twice = "twice" in cues and "twice_else" not in cues
    return twice or (cues >= {"before", "again"} and statement.kind is not Kind.UPDATE)


def _number(toll: Figure | Toll | None) -> int:
    return 0 if toll is None or toll.total is None else toll.total
