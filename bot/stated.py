"""Round-ups' official sums: which of them speak of a period, and what the record has of their own days.

A sum is never added to anything: it is kept as a check of the record (corpus GUIDE), over the window that it tells
itself: "over the past day" in a morning post of the 18th is the 17th and the 18th, up to that morning.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.model import Incident, Place, Total
from bot.period import KYIV, Period, moment
from bot.sums import Sum, add_up


@dataclass(frozen=True, slots=True)
class Itemised:
    """What the record has of a round-up's own days and area, up to its publication."""

    incidents: int
    killed: Sum
    injured: Sum


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A round-up's official sum with the post that says it; `published` is aware.

    In a summary it stands with what is `itemised` of the same days and area.
    """

    total: Total
    post_id: str
    published: datetime
    authority: str
    source: str | None = None
    itemised: Itemised | None = field(default=None, compare=False)


def latest(totals: Iterable[StatedTotal]) -> list[StatedTotal]:
    """The last total of each authority for one place and time, in order of publication."""
    found: dict[object, StatedTotal] = {}
    for one in sorted(totals, key=lambda said: said.published):
        place, when = one.total.place, one.total.when
        found[one.authority, place.oblast, place.raion, place.settlement, when.start, when.end] = one
    return sorted(found.values(), key=lambda said: said.published)


def speaks_of(one: StatedTotal, period: Period) -> bool:
    """Whether a total covers at least half of a period's days and ends within it, or has half of its own days there."""
    when = one.total.when
    own, days = _days(when.start, when.end), _days(period.first_day, period.last_day)
    shared = _days(max(when.start, period.first_day), min(when.end, period.last_day))
    ends = period.first_day <= when.end <= period.last_day
    return 2 * (own if ends else shared) >= days and (ends or 2 * shared >= own)


def earliest_told(totals: Iterable[StatedTotal], period: Period) -> date:
    """Returns the first day of what is told of a period: its own, or an earlier one of a total that speaks of it."""
    return min([period.first_day, *(one.total.when.start for one in totals if speaks_of(one, period))])


def _days(first: date, last: date) -> int:
    return max(0, (last - first).days + 1)


def compared(one: StatedTotal, incidents: Iterable[Incident], zone: ZoneInfo = KYIV) -> StatedTotal:
    """A total with the sums over its own days and area; what happened after its publication is not of it."""
    when, place = one.total.when, one.total.place
    own = [
        incident
        for incident in incidents
        if when.start <= incident.when.end <= when.end
        and is_inside(place, incident.place)
        and moment(incident, zone) <= one.published
    ]
    sums = add_up(i.killed for i in own), add_up(i.injured for i in own)
    return replace(one, itemised=Itemised(len(own), *sums))


def is_of(one: StatedTotal, area: Place | None) -> bool:
    """Whether a total is said of an area itself (None: all of Ukraine)."""
    mine, place = area or Place(None), one.total.place
    return (place.oblast, place.raion, place.settlement) == (mine.oblast, mine.raion, mine.settlement)


def is_inside(area: Place | None, place: Place) -> bool:
    """Whether a place lies in the oblast of an area; any place does if that has none."""
    return area is None or area.oblast is None or area.oblast == place.oblast
