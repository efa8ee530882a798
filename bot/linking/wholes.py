"""What of a reading is a sum over an area, though it was read as one attack: it must never become an incident.

Facts stay with the place that they belong to (corpus GUIDE): a report that names nothing below its oblast, beside
one that does, repeats the whole of which the other is a part. So does one in a round-up of the oblast's own channel,
and one of a raion whose figures are those of its settlements beside it added up, or stand beside it as a sum.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Figure, Kind, Level, Reading, Report, Total


def without_wholes(reading: Reading, region: str | None) -> Reading:
    """The reading with its sums over an oblast or the country among the totals, and particular attacks alone left.

    `region` is the oblast's code that the channel speaks for, or None.
    """
    wholes = [report for report in reading.reports if _is_whole(report, reading, region)]
    if not wholes:
        return reading
    parts = tuple(report for report in reading.reports if report not in wholes)
    sums = tuple(_total(report) for report in wholes if report.killed or report.injured)
    known = tuple(total for total in sums if not any(_says_same(total, other) for other in reading.totals))
    return replace(reading, reports=parts, totals=(*reading.totals, *known))


def _is_whole(report: Report, reading: Reading, region: str | None) -> bool:
    oblast = report.place.oblast
    if report.place.settlement is not None:
        return False
    if _is_particular(report):
        parts = [other for other in reading.reports if _lies_in(other, report)]
        return _adds_up(report, parts) or _is_beside_its_sum(report, reading)
    if any(oblast in (None, other.place.oblast) for other in reading.reports if _is_particular(other)):
        return True
    return reading.kind is Kind.ROUNDUP and oblast == region and bool(report.killed or report.injured)


def _is_particular(report: Report) -> bool:
    return report.place.settlement is not None or report.place.raion is not None


def _lies_in(report: Report, area: Report) -> bool:
    inside = (report.place.oblast, report.place.raion) == (area.place.oblast, area.place.raion)
    return inside and report.place.settlement is not None


def _is_beside_its_sum(report: Report, reading: Reading) -> bool:
    """True for what a round-up says of a whole raion without people and hours, beside the sum of its people."""
    place, when = report.place, report.when
    told = report.killed or report.injured or when.time or when.part
    if told or place.level is not Level.RAION or reading.kind is not Kind.ROUNDUP:
        return False
    return any((total.place.oblast, total.place.raion) == (place.oblast, place.raion) for total in reading.totals)


def _adds_up(report: Report, parts: Sequence[Report]) -> bool:
    """True if several parts together give the figures of the whole."""
    slots = [
        (report.killed, [part.killed for part in parts]),
        (report.injured, [part.injured for part in parts]),
    ]
    sums = [(_number(whole), [_number(figure) for figure in figures]) for whole, figures in slots]
    several = any(sum(number > 0 for number in numbers) > 1 for _, numbers in sums)
    return several and all(whole == sum(numbers) for whole, numbers in sums)


def _number(figure: Figure | None) -> int:
    return 0 if figure is None or figure.total is None else figure.total


def _total(report: Report) -> Total:
    return Total(report.place, report.when, report.killed, report.injured, report.spans)


def _says_same(one: Total, other: Total) -> bool:
    return (one.place.oblast, one.killed, one.injured) == (other.place.oblast, other.killed, other.injured)
