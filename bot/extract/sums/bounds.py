"""Figures of incidents that no sum over their area and time leaves room for: such a number counts something else than
people harmed, and is told as a doubt and not as a figure (precision first)."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Bound, Doubt, DoubtReason, Figure, Outcome, Place, Report, Total, When


def within_sums(reports: tuple[Report, ...], sums: Sequence[Total]) -> tuple[Report, ...]:
    """The reports, a figure above that of a sum over an area and days that hold it left out, with a doubt that names
    both numbers."""
    return tuple(_bounded(report, [one for one in sums if _holds(one, report)]) for report in reports)


def _bounded(report: Report, sums: list[Total]) -> Report:
    killed = _doubt(report, Outcome.KILLED, report.killed, [one.killed for one in sums])
    injured = _doubt(report, Outcome.INJURED, report.injured, [one.injured for one in sums])
    doubts = tuple(doubt for doubt in (killed, injured) if doubt is not None)
    if not doubts:
        return report
    return replace(
        report,
        killed=None if killed else report.killed,
        injured=None if injured else report.injured,
        doubts=(*report.doubts, *doubts),
    )


def _doubt(report: Report, outcome: Outcome, figure: Figure | None, wholes: Sequence[Figure | None]) -> Doubt | None:
    """The doubt about a figure that is more than an exact sum has room for; people told one by one bear it out."""
    exact = [whole.total for whole in wholes if whole and whole.total is not None and whole.bound is Bound.EXACT]
    told = sum(person.outcome is outcome for person in report.people)
    if figure is None or figure.total is None or not exact or figure.total <= max(min(exact), told):
        return None
    return Doubt(outcome.value, DoubtReason.FIGURES_DIFFER, (str(figure.total), str(min(exact))))


def _holds(whole: Total, report: Report) -> bool:
    return _covers(whole.place, report.place) and _spans(whole.when, report.when)


def _covers(area: Place, place: Place) -> bool:
    """Whether a place certainly lies in an area; no oblast stands for the country (GUIDE: totals)."""
    oblast = area.oblast is None or area.oblast == place.oblast
    return oblast and (area.raion is None or area.raion == place.raion)


def _spans(period: When, when: When) -> bool:
    return period.start <= when.start and when.end <= period.end
