"""When an attack was, as far as a report tells, on the clock of Ukraine."""

from datetime import date, datetime, time, timedelta

from bot.model import DayPart, DoubtReason, Incident, Report, Statement, When
from bot.period import KYIV

DAY = timedelta(days=1)
STARTS = {
    DayPart.NIGHT: timedelta(hours=-4),
    DayPart.MORNING: timedelta(hours=4),
    DayPart.DAY: timedelta(hours=10),
    DayPart.EVENING: timedelta(hours=16),
}
"""The earliest beginning of a part of a day, counted from its midnight; a night begins on the day before."""
_HOURS = {
    DayPart.NIGHT: (*range(7), 20, 21, 22, 23),
    DayPart.MORNING: tuple(range(3, 13)),
    DayPart.DAY: tuple(range(9, 19)),
    DayPart.EVENING: tuple(range(15, 24)),
}


def is_dated(report: Report) -> bool:
    """True if the report's day was told; False if it is the day of the post for want of better."""
    return all(doubt.reason is not DoubtReason.DATE_FROM_PUBLICATION for doubt in report.doubts)


def is_day_told(statement: Statement) -> bool:
    """True if the attack's day was told: what tells of a death of wounds or of the end of a search on the day of the
    post itself dates these alone."""
    report = statement.report
    after = report.death_of_injured or report.final
    return is_dated(report) and not (after and report.when.end == local_day(statement.published))


def is_one_day(when: When) -> bool:
    """True for a day, False for a period of several."""
    return when.start == when.end


def minutes_of(clock: str) -> int:
    """The minutes from midnight to "HH:MM"."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def minutes_apart(first: str, second: str) -> int:
    """The minutes between two clock times, the short way round."""
    apart = abs(minutes_of(first) - minutes_of(second))
    return min(apart, 1440 - apart)


def days_apart(first: When, second: When) -> int:
    """How many days lie between two periods: 0 if they meet, 1 for neighbouring days."""
    return max(0, (first.start - second.end).days, (second.start - first.end).days)


def fits(clock: str, part: DayPart) -> bool:
    """True if a clock time may be called so, with an hour's grace at both ends."""
    return minutes_of(clock) // 60 in _HOURS[part]


def earliest(when: When) -> datetime:
    """The earliest moment at which an attack told so can have begun."""
    start = datetime.combine(when.start, time(), KYIV)
    if when.time is not None and is_one_day(when):
        return datetime.combine(when.start, time.fromisoformat(when.time), KYIV)
    if when.part is not None and is_one_day(when):
        return start + STARTS[when.part]
    return start + STARTS[DayPart.NIGHT]


def begins(statement: Statement) -> datetime:
    """The earliest beginning of the attack that a statement tells of, never after the statement itself."""
    when = statement.report.when
    moment = earliest(when)
    if moment > statement.published and not is_dated(statement.report):
        moment -= DAY
    return moment


def first_told(incident: Incident) -> datetime:
    """When the incident was first told of."""
    return min(statement.published for statement in incident.statements)


def last_told(incident: Incident) -> datetime:
    """When the incident was last told of."""
    return max(statement.published for statement in incident.statements)


def clocks(incident: Incident) -> set[str]:
    """All clock times that were told of an incident."""
    return {s.report.when.time for s in incident.statements if s.report.when.time is not None}


def parts(incident: Incident) -> set[DayPart]:
    """All parts of the day that were told of an incident."""
    return {s.report.when.part for s in incident.statements if s.report.when.part is not None}


def is_night_before(night: When, evening: When) -> bool:
    """True if `evening` is a late hour of the day before, and `night` (or the day that it leads to) the day after."""
    if night.end - evening.start != DAY or not is_one_day(evening):
        return False
    late = evening.part in (DayPart.EVENING, DayPart.NIGHT) or (evening.time or "") >= "20:00"
    early = night.part is DayPart.NIGHT or (night.time is not None and night.time < "06:00")
    return late and early


def local_day(moment: datetime) -> date:
    """The day in Ukraine of a moment."""
    return moment.astimezone(KYIV).date()
