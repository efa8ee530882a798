"""What is known of a time that a post names."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.model import DayPart, DoubtReason

ONE_DAY = timedelta(days=1)


class Role(StrEnum):
    """What a time speaks of: an attack, a period of a sum, the state of the figures, or something else."""

    EVENT = "event"
    PERIOD = "period"
    AS_OF = "as_of"
    OTHER = "other"


class TimeMention(NamedTuple):
    """A time named at tokens `first`..`last`.

    `start` and `end` are None if no day was named, only a clock time or a part of a day. `night_end` marks a night
    named by the day on which it ends, `wounding` a time that a word for a wound leads to, `heading` one that opens its
    line. `doubt` is given where the year was chosen and the date lies more than half a year back.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    time: str | None
    part: DayPart | None
    role: Role = Role.EVENT
    doubt: DoubtReason | None = None
    heading: bool = False
    night_end: bool = False
    wounding: bool = False
