"""Stretches of time that figures are told for: "за минулу добу", "протягом ночі", "over the past week".

By the GUIDE "over the past day" in a morning post of the 17th is the 16th and the 17th; in a post later that day it is
the 17th alone, unless it is said to be the past day.
"""

from datetime import datetime, timedelta

from bot.extract.dates import Calendar, Days, date_at
from bot.extract.tokens import Shape
from bot.model import DayPart

_BEFORE = frozenset({"preposition.for", "preposition.during", "time.past", "time.this", "hedge.at_least"})
_LEADING = _BEFORE | {"preposition.the", "preposition.of", "number.cardinal"}
_SINGLE_DAYS = frozenset({"time.full_day", "time.day_unit"})
_BARE = frozenset({"preposition.for", "preposition.the", "preposition.of"})
_REACH = 6
_MORNING_ENDS = 14


def period_at(calendar: Calendar, index: int, published: datetime) -> Days | None:
    """The period named at token `index`, or None; `published` is the local time of publication."""
    sense = calendar.sense(index)
    if sense == "time.since_midnight":
        return _period(calendar, index, index, 0)
    if sense == "time.whole_day":
        return _named_day(calendar, index, index) or _period(calendar, index, index, _past_day(published))
    if sense not in _UNITS:
        return None
    first, senses = _before_unit(calendar, index)
    if not _UNITS[sense](calendar, index, senses):
        return None
    if sense in _SINGLE_DAYS and senses <= _BARE:
        named = _named_day(calendar, first, index)
        if named is not None:
            return named
    back = _days_back(calendar, (first, index), senses, published)
    return _period(calendar, first, index, back, sense == "time.night")


def _named_day(calendar: Calendar, first: int, index: int) -> Days | None:
    """ "За 4 листопада … за день": the day before the publication, where the text has named it as its own."""
    named = calendar.named
    if named is None or calendar.today - named != timedelta(days=1):
        return None
    return Days(first, calendar.tokens[index].reach, named, named, rank=1, period=True)


def _past_day(published: datetime) -> int:
    return int(published.hour < _MORNING_ENDS)


def _before_unit(calendar: Calendar, index: int) -> tuple[int, set[str]]:
    """The first token of the words that lead up to a unit of time, and their senses."""
    first, senses = index, set[str]()
    while first > 0 and index - first < _REACH:
        start = _word_before(calendar, first)
        sense = calendar.sense(start)
        if sense not in _LEADING and calendar.tokens[start].shape is not Shape.NUMBER:
            break
        senses.add(sense)
        first = start
    return first, senses


def _word_before(calendar: Calendar, index: int) -> int:
    """The first token of the word or phrase that ends before a token."""
    starts = range(max(index - 4, 0), index - 1)
    return next((start for start in starts if calendar.tokens[start].reach == index - 1), index - 1)


def _period(calendar: Calendar, first: int, index: int, back: int, night: bool = False) -> Days:
    start = calendar.today - timedelta(days=back)
    part = DayPart.NIGHT if night else None
    return Days(first, calendar.tokens[index].reach, start, calendar.today, part, rank=1, night_end=night, period=True)


def _days_back(calendar: Calendar, words: tuple[int, int], senses: set[str], published: datetime) -> int:
    sense = calendar.sense(words[1])
    if sense == "time.night":
        return 0
    count = _count(calendar, *words)
    if sense == "time.week":
        return 7 * count
    if sense == "time.hour" or count == 1:
        return 1 if "time.past" in senses else _past_day(published)
    return count


def _count(calendar: Calendar, first: int, unit: int) -> int:
    """The number of units told in the words from `first` up to the unit, 1 if none is."""
    for place in range(first, unit):
        number = calendar.numbers.get(place)
        if number is not None:
            return number.value if 1 <= number.value <= 31 else 1
    return 1


def _full_day(calendar: Calendar, index: int, senses: set[str]) -> bool:
    return bool(senses & _BEFORE) or calendar.opens_line(index) or _dated(calendar, index)


def _dated(calendar: Calendar, index: int) -> bool:
    """Whether a date stands right behind the unit ("доба 28 жовтня", "тиждень 2–8 грудня")."""
    return index + 1 < len(calendar.tokens) and date_at(calendar, index + 1) is not None


def _led(_calendar: Calendar, _index: int, senses: set[str]) -> bool:
    return bool(senses & _BEFORE) and senses not in ({"time.this"}, {"hedge.at_least"})


def _weeks(calendar: Calendar, index: int, senses: set[str]) -> bool:
    return _led(calendar, index, senses) or _dated(calendar, index)


def _hours(calendar: Calendar, index: int, senses: set[str]) -> bool:
    return _led(calendar, index, senses) and any(
        calendar.numbers[place].value == 24 for place in range(max(index - 2, 0), index) if place in calendar.numbers
    )


def _during_night(_calendar: Calendar, _index: int, senses: set[str]) -> bool:
    return bool(senses & {"preposition.for", "preposition.during"})


_UNITS = {
    "time.full_day": _full_day,
    "time.day_unit": _led,
    "time.week": _weeks,
    "time.hour": _hours,
    "time.night": _during_night,
}
