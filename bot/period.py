"""Stretches of time that answers are about, and where an incident falls in them. Days are Kyiv days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import DayPart, Incident

KYIV = ZoneInfo("Europe/Kyiv")
HOURS = {DayPart.NIGHT: time(3), DayPart.MORNING: time(8), DayPart.DAY: time(13), DayPart.EVENING: time(20)}
"""The clock time that stands for a part of a day; the night belongs to the day on which it ends."""


@dataclass(frozen=True, slots=True)
class Period:
    """The moments from `start` up to, but not with, `end`; both aware. `zone` says where its days begin."""

    start: datetime
    end: datetime
    zone: ZoneInfo = KYIV

    @classmethod
    def day(cls, day: date, zone: ZoneInfo = KYIV) -> "Period":
        """The local day `day`: 23, 24 or 25 hours."""
        return cls.days(day, day, zone)

    @classmethod
    def days(cls, first: date, last: date, zone: ZoneInfo = KYIV) -> "Period":
        """The local days from `first` to `last`, both included."""
        end = datetime.combine(last + timedelta(days=1), time(), zone)
        return cls(datetime.combine(first, time(), zone), end, zone)

    @classmethod
    def last_hours(cls, now: datetime, hours: int = 24, zone: ZoneInfo = KYIV) -> "Period":
        """The `hours` before the aware moment `now`."""
        return cls(now.astimezone(UTC) - timedelta(hours=hours), now.astimezone(UTC), zone)

    @property
    def first_day(self) -> date:
        """The local day on which the period begins."""
        return self.start.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        """The local day of the period's last moment."""
        return (self.end.astimezone(self.zone) - timedelta(microseconds=1)).date()

    @property
    def whole_days(self) -> bool:
        """True if the period begins and ends at local midnights."""
        return all(moment.astimezone(self.zone).time() == time() for moment in (self.start, self.end))

    @property
    def hours(self) -> float:
        """The length in hours."""
        return (self.end.astimezone(UTC) - self.start.astimezone(UTC)).total_seconds() / 3600

    def contains(self, incident: Incident) -> bool:
        """Whether the incident belongs here: by the day of its `to`, or by `moment` if the period is no whole days."""
        if self.whole_days:
            return self.first_day <= incident.when.end <= self.last_day
        return self.start <= moment(incident, self.zone) < self.end


def moment(incident: Incident, zone: ZoneInfo = KYIV) -> datetime:
    """Returns the aware moment that stands for an incident in a period of hours.

    Its clock time, else its part of the day, else the first publication if that was on the same day, else noon; never
    after the first publication.
    """
    first = first_published(incident)
    if incident.when.time:
        found = datetime.combine(incident.when.end, time.fromisoformat(incident.when.time), zone)
    elif incident.when.part:
        found = datetime.combine(incident.when.end, HOURS[incident.when.part], zone)
    elif first and first.astimezone(zone).date() == incident.when.end:
        found = first
    else:
        found = datetime.combine(incident.when.end, time(12), zone)
    return min(found, first) if first else found


def first_published(incident: Incident) -> datetime | None:
    """Returns when the first post on an incident was published, or None if it has no posts."""
    return min((statement.published for statement in incident.statements), default=None)
