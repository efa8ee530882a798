"""Where and when: the oblast and the days within which a statement and an incident can meet."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bot.model import DoubtReason, Incident, Kind, Statement

REACH = timedelta(days=4)
"""So many days may lie between an attack's day in one post and in another."""
BACK_REACH = timedelta(days=45)
"""So many days back a post may reach that revises an attack without telling its day."""
LONGEST = 62
"""Longer periods are looked up by their last days alone."""


class Box(NamedTuple):
    """An oblast (None: not told, meets any) and the days from `start` to `end`."""

    oblast: str | None
    start: date
    end: date


def box_of(statement: Statement) -> Box:
    """Where and when the incidents lie that a statement may belong to."""
    report = statement.report
    undated = any(doubt.reason is DoubtReason.DATE_FROM_PUBLICATION for doubt in report.doubts)
    revises = statement.kind is Kind.UPDATE or report.withdrawn or report.correction
    back = BACK_REACH if report.death_of_injured or (undated and revises) else REACH
    return Box(report.place.oblast, report.when.start - back, report.when.end + REACH)


def extent_of(incident: Incident) -> Box:
    """Where and when an incident was."""
    return Box(incident.place.oblast, incident.when.start, incident.when.end)


def meets(one: Box, other: Box) -> bool:
    """True if two boxes share a day and their oblasts do not contradict each other."""
    apart = one.oblast is not None and other.oblast is not None and one.oblast != other.oblast
    return not apart and one.start <= other.end and other.start <= one.end


def hulls(boxes: Iterable[Box]) -> list[Box]:
    """One box for each oblast that holds all its boxes."""
    hulls: dict[str | None, Box] = {}
    for box in boxes:
        known = hulls.get(box.oblast, box)
        hulls[box.oblast] = Box(box.oblast, min(known.start, box.start), max(known.end, box.end))
    return sorted(hulls.values(), key=lambda box: (box.oblast or "", box.start))


def days_of(box: Box) -> Iterator[date]:
    """The days of a box, the last first; of a long one the last `LONGEST` alone."""
    span = min((box.end - box.start).days, LONGEST)
    return (box.end - timedelta(days=back) for back in range(span + 1))
