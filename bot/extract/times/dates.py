"""Dates of the calendar: "17.11.2025", "16–17 листопада", "17-го числа", "Nov. 17".

By the GUIDE a date without a year is the nearest one that is not after the day of publication.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Shape, Token
from bot.extract.times.clocks import before
from bot.extract.times.second_days import leads_to_second_day
from bot.extract.times.values import ONE_DAY
from bot.model import DayPart

_DATE_MARKS = DASHES | {".", "/"}
RANGE_WORDS = frozenset({"preposition.on", "preposition.to", "preposition.until"})
_BEFORE_SHORT = frozenset(
    {"preposition.at", "preposition.in", "preposition.on", "preposition.from", "preposition.for", "preposition.until"}
    | {"time.as_of", "time.night_to", "hedge.about"}
)
_DAY_RANGES = RANGE_WORDS | {"hedge.about"}
_MOST_LISTED = 4
_SOON = timedelta(days=45)


class Days(NamedTuple):
    """Days, or a part or a clock time of a day, named at tokens `first`..`last`.

    `rank` says how the days were named: 3 by the calendar, 2 by weekday, 1 relative to publication or to another day, 0
    not at all. `night_end` marks a night named by the day on which it ends, `future` days after the publication,
    `year_told` a date with its year, `period` a stretch of time that figures are told for.
    """

    first: int
    last: int
    start: date | None = None
    end: date | None = None
    part: DayPart | None = None
    time: str | None = None
    rank: int = 0
    night_end: bool = False
    future: bool = False
    year_told: bool = False
    period: bool = False


class Calendar:
    """What a document's days are read against: its tokens, its numbers, the local day of publication, the day that the
    text named last, and the period; `loose` are the parts of a day told since then without a day."""

    def __init__(self, tokens: Sequence[Token], numbers: Mapping[int, Number], today: date) -> None:
        self.tokens = tokens
        self.numbers = numbers
        self.today = today
        self.named: date | None = None
        self.named_rank = 0
        self.period: Days | None = None
        self.loose: set[DayPart] = set()

    def sense(self, index: int) -> str:
        """The sense at a token, "" if it has none or there is no such token."""
        return (self.tokens[index].sense or "") if 0 <= index < len(self.tokens) else ""

    def opens_line(self, index: int) -> bool:
        """Whether nothing but marks stands before a token in its line."""
        while index > 0 and self.tokens[index - 1].shape is Shape.MARK:
            index -= 1
        return index == 0 or self.tokens[index - 1].shape is Shape.LINE

    def text(self, index: int) -> str:
        """The written form of a token, "" if there is no such token."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""


def date_at(calendar: Calendar, index: int) -> Days | None:
    """The date of the calendar that begins at token `index`, or None."""
    if calendar.sense(index) == "time.month":
        return _month_and_day(calendar, index)
    behind = calendar.text(index + 1)
    written = None
    if behind in _DATE_MARKS:
        written = _iso(calendar, index) or _dotted(calendar, index) or _days_dotted(calendar, index)
    return written or _day_and_month(calendar, index) or _day_of_month(calendar, index)


def _iso(calendar: Calendar, index: int) -> Days | None:
    tokens = calendar.tokens
    if len(tokens[index].text) != 4 or calendar.text(index + 1) != "-" or calendar.text(index + 3) != "-":
        return None
    year, month, day = (_value(calendar, place) for place in (index, index + 2, index + 4))
    return _on(calendar, index, index + 4, (day, month, year)) if year and month and day else None


def _dotted(calendar: Calendar, index: int) -> Days | None:
    """ "17.11.2025", "17.11.25", and "17.11" where a day may stand: at a line's beginning or behind a preposition."""
    tokens = calendar.tokens
    if (
        len(tokens[index].text) > 2
        or calendar.sense(index + 3) == "time.month"
        or calendar.text(index + 1) not in (".", "/")
        or not _glued(tokens, index, index + 2)
    ):
        return None
    day, month = _value(calendar, index), _value(calendar, index + 2)
    if not day or not month or len(tokens[index + 2].text) != 2:
        return None
    if calendar.text(index + 3) in (".", "/") and _glued(tokens, index + 2, index + 4):
        year = _value(calendar, index + 4) or 0
        last = _year_end(calendar, index + 4)
        return _on(calendar, index, last, (day, month, year + 2000 if year < 100 else year))
    return (
        _on(calendar, index, index + 2, (day, month, None))
        if month <= 12 and _stands_as_date(calendar, index)
        else None
    )


def _days_dotted(calendar: Calendar, index: int) -> Days | None:
    """ "16–17.11.2025", and "16–17.11" where a day may stand."""
    day = _value(calendar, index)
    if not day or calendar.text(index + 1) not in DASHES or not _glued(calendar.tokens, index, index + 2):
        return None
    days = _dotted(calendar, index + 2)
    if days is None and _stands_as_date(calendar, index):
        month = _value(calendar, index + 4) if calendar.text(index + 3) == "." else None
        second = _value(calendar, index + 2)
        days = _on(calendar, index, index + 4, (second, month, None)) if month and second else None
    if days is None or days.end is None or day >= days.end.day:
        return None
    return days._replace(first=index, start=days.end.replace(day=day))


def _stands_as_date(calendar: Calendar, index: int) -> bool:
    """Whether "17.11" at `index` may be a date: not "17.11" of a measure."""
    if calendar.opens_line(index) or calendar.text(index - 2) == ":" or calendar.text(index + 4) == ":":
        return True
    mark = calendar.text(index - 1)
    if mark in DASHES and calendar.text(index - 3) in (".", "/"):
        return True
    sense = before(calendar.tokens, index - (mark in (",", "(")))
    return sense in _BEFORE_SHORT or sense.startswith("time.")


def _glued(tokens: Sequence[Token], first: int, last: int) -> bool:
    if last >= len(tokens) or tokens[last].shape is not Shape.NUMBER:
        return False
    return all(tokens[place + 1].start == tokens[place].end for place in range(first, last))


def _value(calendar: Calendar, index: int) -> int | None:
    token = calendar.tokens[index] if index < len(calendar.tokens) else None
    return int(token.value) if token is not None and token.shape is Shape.NUMBER and token.value is not None else None


def day_number(calendar: Calendar, index: int) -> tuple[int, int] | None:
    """(day of the month, last token) of a number that may be one."""
    number = calendar.numbers.get(index)
    if number is not None:
        return (number.value, number.last) if 1 <= number.value <= 31 else None
    value = _value(calendar, index)
    return (value, index) if value and value <= 31 and len(calendar.text(index)) <= 2 else None


def _day_and_month(calendar: Calendar, index: int) -> Days | None:
    """ "17 листопада", "16–17 листопада 2025 року", "the 17th of November", "з 10 по 16 листопада"."""
    found = day_number(calendar, index)
    if found is None:
        return None
    day, place = found
    month = _month_after(calendar, place + 1)
    second, joiner = day, ""
    for _ in range(_MOST_LISTED):
        if month is not None or place + 2 >= len(calendar.tokens):
            break
        joiner = calendar.text(place + 1)
        following = day_number(calendar, place + 2) if _joins_days(calendar, place + 1) else None
        if following is None or following[0] <= second:
            return None
        second, place = following
        month = _month_after(calendar, place + 1)
    return _with_month(calendar, index, (day, second), month) if month is not None and joiner != "," else None


def _joins_days(calendar: Calendar, index: int) -> bool:
    """Whether a token joins two days of one month: "16–17", "16 та 17", "16, 17 і 18", "16 по 17"."""
    token = calendar.tokens[index]
    return token.text in DASHES or token.text in (",", "/") or "joining" in token.classes or token.sense in _DAY_RANGES


def _month_after(calendar: Calendar, index: int) -> int | None:
    """The index of a month's name at `index` or behind "of"."""
    index += calendar.sense(index) == "preposition.of"
    return index if calendar.sense(index) == "time.month" else None


def _with_month(calendar: Calendar, index: int, days: tuple[int, int], month: int) -> Days | None:
    number = int(calendar.tokens[month].value or 0)
    year, last = _year_after(calendar, month + 1)
    end = _on(calendar, index, last if year else month, (days[1], number, year))
    if end is None or end.end is None:
        return None
    try:
        return end._replace(start=end.end.replace(day=days[0]))
    except ValueError:
        return None


def _year_after(calendar: Calendar, index: int) -> tuple[int | None, int]:
    """The year at `index`, after a comma or full stop at most, and the last token of it."""
    if calendar.text(index) in (",", "."):
        index += 1
    year = _value(calendar, index)
    if year is None or not 1900 <= year <= 2100:
        return _year_in_words(calendar, index)
    return year, _year_end(calendar, index)


def _year_in_words(calendar: Calendar, index: int) -> tuple[int | None, int]:
    """The year of "last year" and of "that year", which is the one told in digits before; None if there is none."""
    index += calendar.sense(index) == "preposition.of"
    word = next((place for place in (index + 1, index + 2) if calendar.sense(place) == "unit.year"), None)
    if word is None or calendar.sense(index) not in ("time.past", "time.that"):
        return None, index
    if calendar.sense(index) == "time.past":
        return calendar.today.year - 1, word
    values = (_value(calendar, place) for place in range(index - 1, -1, -1))
    return next((year for year in values if year and 1991 <= year <= calendar.today.year), None), word


def _year_end(calendar: Calendar, index: int) -> int:
    last = calendar.numbers[index].last if index in calendar.numbers else index
    return last + 1 if calendar.sense(last + 1) == "unit.year" else last


def _month_and_day(calendar: Calendar, index: int) -> Days | None:
    """ "November 17, 2025", "Nov. 16-17"."""
    place = index + 1 + (calendar.text(index + 1) == ".")
    found = day_number(calendar, place) if place < len(calendar.tokens) else None
    if found is None or (calendar.text(found[1] + 1) == ":" and _glued(calendar.tokens, found[1], found[1] + 2)):
        return None
    day, last = found
    digits = leads_to_second_day(calendar.tokens, index, last + 1) and calendar.text(last + 2).isdecimal()
    second = day_number(calendar, last + 2) if digits else None
    if second is not None and second[0] > day:
        last = second[1]
    year, year_last = _year_after(calendar, last + 1)
    month = int(calendar.tokens[index].value or 0)
    end = _on(calendar, index, year_last if year else last, (second[0] if second else day, month, year))
    return end._replace(start=end.end.replace(day=min(day, end.end.day))) if end and end.end else None


def _on(calendar: Calendar, first: int, last: int, parts: tuple[int, int, int | None]) -> Days | None:
    """The date of (day, month, year or None), None if there is no such day."""
    day, month, year = parts
    found = _valid(year or calendar.today.year, month, day)
    future = found is not None and found > calendar.today
    if year is None and found is not None and found > calendar.today:
        future = found - calendar.today <= _SOON
        found = _valid(calendar.today.year - 1, month, day)
    if found is None:
        return None
    return Days(first, last, found, found, rank=3, future=future, year_told=year is not None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(calendar: Calendar, index: int) -> Days | None:
    """ "17-го числа"."""
    found = day_number(calendar, index)
    is_day = found is not None and calendar.sense(found[1] + 1) == "time.calendar"
    return latest_day(calendar, index, found[1] + 1, found[0]) if found is not None and is_day else None


def latest_day(calendar: Calendar, first: int, last: int, day: int) -> Days | None:
    """The latest day `day` of a month that is not after the publication."""
    month = calendar.today.replace(day=1)
    for _ in range(3):
        found = _valid(month.year, month.month, day)
        if found is not None and found <= calendar.today:
            return Days(first, last, found, found, rank=3)
        month = (month - ONE_DAY).replace(day=1)
    return None
