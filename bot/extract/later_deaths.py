"""A death in hospital that a post tells alone: one more beside dead whose number it does not tell (GUIDE: `added`)."""

from dataclasses import replace

from bot.extract.casualties import Mention
from bot.model import Bound, Outcome, Report


def after_deaths(mentions: list[Mention]) -> list[Mention]:
    """The figures that a post says were told earlier, with those who have died since taken from the injured to the
    killed, where it tells no newer figure (GUIDE: a death changes both if the new totals can be computed)."""
    now = [mention for mention in mentions if not mention.earlier and _size(mention)]
    before = {mention.outcome for mention in mentions if mention.earlier and _size(mention)}
    dead = [mention for mention in now if mention.died_later and mention.outcome is Outcome.KILLED]
    number = max(map(_size, dead), default=0)
    told_once = len({mention.sentence for mention in dead}) == 1
    if len(before) < len(Outcome) or not told_once or any(_tells_figure(mention) for mention in now):
        return mentions
    change = {Outcome.KILLED: number, Outcome.INJURED: -number}
    return [_changed(m, change[m.outcome]) if m.earlier else _taken(m) if m in dead else m for m in mentions]


def _size(mention: Mention) -> int:
    return (mention.group.count or 0) if mention.group is not None else 0


def _is_nth(mention: Mention) -> bool:
    return mention.group is not None and mention.group.nth


def _tells_figure(mention: Mention) -> bool:
    """Whether a mention tells a figure of now: of the dead other than by a death, or of the injured as such."""
    return not mention.died_later and not mention.weak and mention.outcome is Outcome.KILLED


def _taken(mention: Mention) -> Mention:
    """A death that has been taken from the injured, so that it isn't once more as "one of the wounded"."""
    return mention if mention.group is None else replace(mention, group=mention.group.but(among=False, bare=False))


def _changed(mention: Mention, change: int) -> Mention:
    if mention.group is None or mention.group.count is None:
        return mention
    return replace(mention, earlier=False, group=mention.group.but(count=max(0, mention.group.count + change)))


def with_later_death(report: Report, mentions: list[Mention]) -> Report:
    """The report of an update with its only deaths as an addition, where nothing else is told of the people harmed."""
    killed = report.killed
    if killed is None or not killed.total or killed.bound is not Bound.EXACT or report.injured is not None:
        return report
    dead = [mention for mention in mentions if mention.outcome is Outcome.KILLED and mention.group is not None]
    if not dead or not all(mention.died_later and not _is_nth(mention) for mention in dead):
        return report
    return replace(report, killed=replace(killed, total=None, added=killed.total))
