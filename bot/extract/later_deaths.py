"""A death in hospital that a post tells alone: one more beside dead whose number it does not tell (GUIDE: `added`)."""

from dataclasses import replace

from bot.extract.casualties import Mention
from bot.model import Bound, Outcome, Report


def with_later_death(report: Report, mentions: list[Mention]) -> Report:
    """The report of an update with its only death as an addition, where nothing else is told of the people harmed."""
    killed = report.killed
    if killed is None or killed.total != 1 or killed.bound is not Bound.EXACT or report.injured is not None:
        return report
    dead = [mention for mention in mentions if mention.outcome is Outcome.KILLED and mention.group is not None]
    if not dead or not all(mention.died_later for mention in dead):
        return report
    return replace(report, killed=replace(killed, total=None, added=1))
