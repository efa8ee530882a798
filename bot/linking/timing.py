"""Features of time: day and night window, clock, part of the day, what can't have been told before it happened."""

from datetime import timedelta

from bot.linking.cues import cues_of
from bot.linking.moments import (
    begins,
    clocks,
    days_apart,
    earliest,
    first_told,
    fits,
    is_day_told,
    is_night_before,
    is_one_day,
    last_told,
    local_day,
    minutes_apart,
    parts,
)
from bot.linking.where import APART
from bot.model import DayPart, Incident, Kind, Reason, Statement, When
from bot.period import KYIV

MANY = 5
"""So many people in two posts are no chance."""
LATE = 20
"""From this hour on news without a word of time may be of the night that begins."""
GRACE = timedelta(minutes=10)
HOUR = timedelta(hours=1)
_NEXT = {
    frozenset({DayPart.NIGHT, DayPart.MORNING}),
    frozenset({DayPart.MORNING, DayPart.DAY}),
    frozenset({DayPart.DAY, DayPart.EVENING}),
    frozenset({DayPart.EVENING, DayPart.NIGHT}),
}


def looks_back(statement: Statement) -> bool:
    """True if a statement presupposes that its attack was told of before: it revises, adds, closes or withdraws."""
    report = statement.report
    figures = (report.killed, report.injured)
    if any(figure is not None and figure.added is not None for figure in figures):
        return True
    revises = report.correction or report.final or report.withdrawn or report.death_of_injured or report.recap
    if revises or statement.kind is Kind.UPDATE:
        return True
    cues = {"back", "more"} if report.weapons else {"back", "more", "found"}
    return statement.kind is Kind.INCIDENT and not cues_of(statement).isdisjoint(cues)


def day(statement: Statement, incident: Incident) -> Reason | None:
    """How well the days agree; a day that is only the post's own may be off where the post looks back."""
    told, known = statement.report.when, incident.when
    if is_night_before(told, known) or is_night_before(known, told) or _is_night_of(incident, told):
        return Reason("day", 1.0, "evening_and_night")
    apart = days_apart(told, known)
    if apart == 0:
        one = is_one_day(told) and is_one_day(known)
        sure = is_day_told(statement)
        return Reason("day", 2.0 if one and sure else 1.5, "same_day" if one else "same_days")
    if not is_day_told(statement) and told.start > known.end:
        if statement.kind is Kind.ROUNDUP and apart == 1:
            return Reason("day", 1.0, "roundup_of_yesterday")
        return _undated(statement, incident, apart)
    if _founded_undated(incident) and 0 < (known.start - told.end).days <= 1:
        return _date_learnt_later(incident)
    if apart == 1 and (told.time is None or not clocks(incident)):
        return _beside(statement)
    return Reason("day", APART, "days_apart", (str(apart),))


def _is_night_of(incident: Incident, night: When) -> bool:
    """True if an incident was first told of late in the evening, without a word of time, and `night` follows it."""
    first = first_told(incident).astimezone(KYIV)
    late = first.hour >= LATE and first.date() == incident.when.end and _founded_undated(incident)
    untold = incident.when.time is None and incident.when.part is None
    return late and untold and is_night_before(night, When(first.date(), first.date(), part=DayPart.EVENING))


def _beside(statement: Statement) -> Reason:
    """Neighbouring days that are both told: one attack only if all else agrees; a round-up's hours may be of either."""
    return Reason("day", -3.0 if _may_be_of_yesterday(statement) else -7.0, "neighbouring_days")


def _may_be_of_yesterday(statement: Statement) -> bool:
    """True for a round-up's line with the day of the post where that may be yesterday's: "in the morning", or an hour
    whose day the post does not tell."""
    when = statement.report.when
    open_day = when.time is None or not is_day_told(statement)
    return statement.kind is Kind.ROUNDUP and open_day and when.end == local_day(statement.published)


def _undated(statement: Statement, incident: Incident, apart: int) -> Reason:
    if looks_back(statement):
        score = 1.0 if apart == 1 else 0.0 if apart <= 3 else -1.0 if apart <= 14 else -4.0
        return Reason("day", score, "days_back", (str(apart),))
    if apart == 1 and agrees(statement, incident):
        return Reason("day", 0.5, "same_people_later")
    soon = apart == 1 and statement.published - last_told(incident) <= 12 * HOUR
    if apart == 1 and _goes_on(statement, incident):
        return Reason("day", 1.0, "over_midnight")
    return Reason("day", -2.5 if soon else -6.0, "days_later", (str(apart),))


def agrees(statement: Statement, incident: Incident) -> bool:
    """True if both tell of the same dead and of about as many injured, too many for that to be chance."""
    killed, injured = statement.report.killed, statement.report.injured
    if killed is None or injured is None or incident.killed is None or incident.injured is None:
        return False
    dead, hurt, known = killed.total or 0, injured.total or 0, incident.injured.total or 0
    same = dead > 0 and dead == incident.killed.total and dead + min(hurt, known) >= MANY
    return same and 4 * abs(hurt - known) <= max(hurt, known)


def _goes_on(statement: Statement, incident: Incident) -> bool:
    """True for news without a word of time, soon after the incident was last told of."""
    when = statement.report.when
    return when.time is None and when.part is None and statement.published - last_told(incident) <= 3 * HOUR


def _founded_undated(incident: Incident) -> bool:
    return not any(is_day_told(statement) for statement in incident.statements)


def _date_learnt_later(incident: Incident) -> Reason:
    early = first_told(incident).astimezone(KYIV).hour < 12
    return Reason("day", 0.5 if early else -4.0, "day_before_undated")


def clock(statement: Statement, incident: Incident) -> Reason | None:
    """Clock times: close ones agree, those far apart are two attacks."""
    told, known = statement.report.when.time, clocks(incident)
    if told is None or not known or _is_of_later(statement, incident):
        return None
    apart = min(minutes_apart(told, other) for other in known)
    for limit, score in ((10, 3.0), (14, 1.0), (30, -2.0), (60, -4.0)):
        if apart <= limit:
            return Reason("clock", score, "minutes_apart", (str(apart),))
    return Reason("clock", -4.0 if looks_back(statement) else -8.0, "minutes_apart", (str(apart),))


def _is_of_later(statement: Statement, incident: Incident) -> bool:
    """True if the hours that a statement tells are not those of the attack: it looks back from a later day, and tells
    when somebody was found or died."""
    later = not is_day_told(statement) and statement.report.when.start > incident.when.end
    return later and looks_back(statement) and not is_night_before(statement.report.when, incident.when)


def part_of_day(statement: Statement, incident: Incident) -> Reason | None:
    """A part of the day against the other's clock or part of the day."""
    when, known_clocks, known_parts = statement.report.when, clocks(incident), parts(incident)
    if _is_of_later(statement, incident):
        return None
    if when.part is not None and known_clocks:
        agrees = any(fits(known, when.part) for known in known_clocks)
        return Reason("part of day", 1.0 if agrees else -4.0, "part_and_clock", (when.part, min(known_clocks)))
    if when.time is not None and known_parts:
        agrees = any(fits(when.time, known) for known in known_parts)
        return Reason("part of day", 1.0 if agrees else -4.0, "clock_and_part", (when.time, min(known_parts)))
    if when.part is None or not known_parts:
        return None
    if when.part in known_parts:
        return Reason("part of day", 1.0, "same_part", (when.part,))
    close = any(frozenset({when.part, known}) in _NEXT for known in known_parts)
    return Reason("part of day", -1.0 if close else -4.0, "two_parts", (when.part, min(known_parts)))


def possible(statement: Statement, incident: Incident) -> Reason | None:
    """Nobody tells of an attack before it happens."""
    when = incident.when
    own_part = statement.report.when.part is not None or statement.report.when.time is not None
    own_part = own_part and not (looks_back(statement) and not is_day_told(statement))
    own_part = own_part and not _may_be_of_yesterday(statement)
    if statement.published + GRACE < earliest(when) and (when.time or when.part):
        return Reason("possible", APART if when.time else -6.0, "told_before")
    if own_part and is_one_day(statement.report.when) and first_told(incident) + GRACE < begins(statement):
        sure = statement.report.when.time is not None and not looks_back(statement)
        return Reason("possible", APART if sure else -6.0, "happened_after")
    return None


def is_news(statement: Statement, incident: Incident) -> bool:
    """True for a first report without any word of time, more than three hours from all that is told of an incident."""
    when = statement.report.when
    if is_day_told(statement) or when.time or when.part or looks_back(statement) or statement.kind is Kind.ROUNDUP:
        return False
    return abs(statement.published - last_told(incident)) > 3 * HOUR


def fresh(statement: Statement, incident: Incident) -> Reason | None:
    """A first report without any word of time tells of what has just happened."""
    when = statement.report.when
    if is_day_told(statement) or when.time or when.part or looks_back(statement):
        return None
    if statement.kind is Kind.ROUNDUP or agrees(statement, incident):
        return None
    gap = abs(statement.published - last_told(incident))
    if gap <= 3 * HOUR:
        return Reason("fresh", 0.5, "told_soon")
    return Reason("fresh", -1.5 if gap > 8 * HOUR else -0.5, "told_late")
