"""Sums that were read as attacks leave a reading before anything is placed."""

from datetime import date
from typing import Any

import pytest

from bot.linking import without_wholes
from bot.model import Figure, Kind, Level, Place, Reading, Report, Total, When

DAY = When(date(2025, 6, 2), date(2025, 6, 2))
SUMY = Place("UA59")
RAION = Place("UA59", "Конотопський")
WIDE = Place("UA59", "Конотопський", level=Level.RAION)
KONOTOP = Place("UA59", "Конотопський", "Конотоп")
BURYN = Place("UA59", "Конотопський", "Бурин")


def report(place: Place, killed: int | None = None, injured: int | None = None) -> Report:
    return Report(place, DAY, killed=figure(killed), injured=figure(injured))


def figure(total: int | None) -> Figure | None:
    return None if total is None else Figure(total)


def total(place: Place, killed: int | None = None, injured: int | None = None) -> Total:
    return Total(place, DAY, figure(killed), figure(injured))


CASES: list[tuple[str, Kind, list[Report], list[Place], list[Total]]] = [
    ("an oblast beside its town", Kind.INCIDENT, [report(SUMY, 1, 4), report(KONOTOP, 1, 2)], [KONOTOP],
     [total(SUMY, 1, 4)]),
    ("an oblast beside its town, without figures", Kind.INCIDENT, [report(SUMY), report(KONOTOP, injured=2)],
     [KONOTOP], []),
    ("the country beside a town", Kind.ROUNDUP, [report(Place(None), 2, 9), report(KONOTOP, 0, 1)], [KONOTOP],
     [total(Place(None), 2, 9)]),
    ("a round-up of the channel's own oblast", Kind.ROUNDUP, [report(SUMY, injured=6)], [], [total(SUMY, injured=6)]),
    ("a line of another oblast in a round-up", Kind.ROUNDUP, [report(Place("UA74"), injured=2)], [Place("UA74")], []),
    ("one attack with no better place", Kind.INCIDENT, [report(SUMY, injured=3)], [SUMY], []),
    ("a raion whose towns add up to it", Kind.ROUNDUP,
     [report(RAION, injured=5), report(KONOTOP, injured=2), report(BURYN, injured=3)], [KONOTOP, BURYN],
     [total(RAION, injured=5)]),
    ("what else is told of a raion whose sum is told", Kind.ROUNDUP, [report(WIDE), report(KONOTOP, injured=2)],
     [KONOTOP], [total(RAION, injured=2)]),
    ("a raion with facts of its own", Kind.ROUNDUP,
     [report(RAION, injured=1), report(KONOTOP, injured=2), report(BURYN, injured=3)], [RAION, KONOTOP, BURYN], []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "reports", "left", "totals"), [row[1:] for row in CASES], ids=[r[0] for r in CASES])
def test_a_sum_over_an_area_is_no_incident(
    kind: Kind, reports: list[Report], left: list[Place], totals: list[Total]
) -> None:
    told = tuple(one for one in totals if any(report.place == WIDE for report in reports))
    reading = without_wholes(Reading(kind, tuple(reports), told), "UA59")
    assert [one.place for one in reading.reports] == left
    assert list(reading.totals) == totals


def test_a_total_that_is_told_already_is_not_told_twice() -> None:
    told: dict[str, Any] = {"reports": (report(SUMY, 1, 4), report(KONOTOP, 1, 2)), "totals": (total(SUMY, 1, 4),)}
    assert without_wholes(Reading(Kind.ROUNDUP, **told), None).totals == (total(SUMY, 1, 4),)
