"""Where and when: the oblast, the town and the days within which a statement and an incident can meet."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bot.linking.where import folded
from bot.model import DoubtReason, Incident, Kind, Place, Statement

REACH = timedelta(days=4)
"""So many days may lie between an attack's day in one post and in another."""
BACK_REACH = timedelta(days=45)
"""So many days back a post may reach that revises an attack without telling its day."""
LONGEST = 62
"""Longer periods are looked up by their last days alone."""
MOST_TOWNS = 8
"""More towns of one oblast are looked up as the whole oblast at once."""


class Box(NamedTuple):
    """An oblast and a town by its folded name (None: not told, meets any), and the days from `start` to `end`."""

    oblast: str | None
    start: date
    end: date
    town: str | None = None


def town_of(place: Place) -> str | None:
    """The folded name of a place's settlement; None where it names none."""
    return folded(place.settlement) or None


def box_of(statement: Statement) -> Box:
    """Where and when the incidents lie that a statement may belong to."""
    report = statement.report
    undated = any(doubt.reason is DoubtReason.DATE_FROM_PUBLICATION for doubt in report.doubts)
    revises = statement.kind is Kind.UPDATE or report.withdrawn or report.correction
    back = BACK_REACH if report.death_of_injured or (undated and revises) else REACH
    return Box(report.place.oblast, report.when.start - back, report.when.end + REACH, town_of(report.place))


def extents_of(incident: Incident) -> set[Box]:
    """Where and when an incident was: a box for each town that it is said to have been in, or None where one report
    names none."""
    places = [incident.place, *(statement.report.place for statement in incident.statements)]
    oblast, when = incident.place.oblast, incident.when
    return {Box(oblast, when.start, when.end, town) for town in {town_of(place) for place in places}}


def towns_of(incident: Incident) -> str:
    """The towns of an incident's extents in one text, "|ізюм|чугуїв|"; it holds "||" where one report names none."""
    return "|" + "|".join(sorted(box.town or "" for box in extents_of(incident))) + "|"


def traces_of(incident: Incident) -> set[Box]:
    """Where and when an incident was at any time: by all its reports, and by each of them alone."""
    reports = [statement.report for statement in incident.statements]
    told = {Box(one.place.oblast, one.when.start, one.when.end, town_of(one.place)) for one in reports}
    return extents_of(incident) | told


def meets(one: Box, other: Box) -> bool:
    """True if two boxes share a day, and neither their oblasts nor their towns contradict each other."""
    apart = _differ(one.oblast, other.oblast) or _differ(one.town, other.town)
    return not apart and one.start <= other.end and other.start <= one.end


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def hulls(boxes: Iterable[Box]) -> list[Box]:
    """One box for each town that holds all its boxes; one for all of an oblast where a box names no town, or where
    there are too many."""
    towns: dict[str | None, dict[str | None, list[Box]]] = defaultdict(lambda: defaultdict(list))
    for box in boxes:
        towns[box.oblast][box.town].append(box)
    found = [hull for of_oblast in towns.values() for hull in _hulls_in(of_oblast)]
    return sorted(found, key=lambda box: (box.oblast or "", box.town or "", box.start))


def _hulls_in(towns: dict[str | None, list[Box]]) -> list[Box]:
    if None in towns or len(towns) > MOST_TOWNS:
        return [_hull([box for some in towns.values() for box in some], None)]
    return [_hull(some, town) for town, some in towns.items()]


def _hull(boxes: Collection[Box], town: str | None) -> Box:
    start, end = min(box.start for box in boxes), max(box.end for box in boxes)
    return Box(next(iter(boxes)).oblast, start, end, town)


def days_of(box: Box) -> Iterator[date]:
    """The days of a box, the last first; of a long one the last `LONGEST` alone."""
    span = min((box.end - box.start).days, LONGEST)
    return (box.end - timedelta(days=back) for back in range(span + 1))
