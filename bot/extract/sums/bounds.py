"""Figures of incidents that no sum over their area and time leaves room for: such a number counts something else than
people harmed, and is dropped rather than told (precision first)."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Bound, Figure, Outcome, Place, Report, Total, When


def within_sums(reports: tuple[Report, ...], sums: Sequence[Total]) -> tuple[Report, ...]:
    """The reports without the figures above those of a sum over an area and days that hold them."""
    return tuple(_bounded(report, [one for one in sums if _holds(one, report)]) for report in reports)


def _bounded(report: Report, sums: list[Total]) -> Report:
    if any(_exceeds(report, Outcome.KILLED, report.killed, one.killed) for one in sums):
        report = replace(report, killed=None)
    if any(_exceeds(report, Outcome.INJURED, report.injured, one.injured) for one in sums):
        report = replace(report, injured=None)
    return report


def _exceeds(report: Report, outcome: Outcome, figure: Figure | None, whole: Figure | None) -> bool:
    """Whether a figure is more than an exact sum has room for; people told one by one bear it out."""
    if figure is None or figure.total is None or whole is None or whole.total is None or whole.bound is not Bound.EXACT:
        return False
    told = sum(person.outcome is outcome for person in report.people)
    return figure.total > max(whole.total, told)


def _holds(whole: Total, report: Report) -> bool:
    return _covers(whole.place, report.place) and _spans(whole.when, report.when)


def _covers(area: Place, place: Place) -> bool:
    """Whether a place certainly lies in an area; no oblast stands for the country (GUIDE: totals)."""
    oblast = area.oblast is None or area.oblast == place.oblast
    return oblast and (area.raion is None or area.raion == place.raion)


def _spans(period: When, when: When) -> bool:
    return period.start <= when.start and when.end <= period.end
