"""Days and parts of days in words: "вчора", "last Tuesday", "3 дні тому", "у ніч на 17-те", "за минулу добу".

By the GUIDE a weekday is the latest such day that is not after the publication, and a night belongs to the day on which
it ends.
"""

from datetime import timedelta

from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Shape
from bot.extract.times.clocks import PARTS
from bot.extract.times.dates import RANGE_WORDS, Calendar, Days, date_at, day_number, latest_day
from bot.extract.times.values import ONE_DAY
from bot.model import DayPart

_PARTS = PARTS | {sense.replace("time.", "time.adjective_"): part for sense, part in PARTS.items()}


def days_at(calendar: Calendar, index: int) -> Days | None:
    """The days, or the part of a day, named from token `index` on; None if there are none."""
    token, sense = calendar.tokens[index], calendar.sense(index)
    if token.shape is Shape.NUMBER or sense.startswith("number."):
        return date_at(calendar, index) or _counted(calendar, index)
    reader = _READERS.get(sense)
    return reader(calendar, index) if reader else None


def _counted(calendar: Calendar, index: int) -> Days | None:
    """ "3 дні тому", "two weeks ago", "двома днями раніше"."""
    number = calendar.numbers.get(index)
    return _shift(calendar, index, number.last + 1, number.value) if number is not None else None


def _shift(calendar: Calendar, first: int, place: int, count: int) -> Days | None:
    sense = calendar.sense(place)
    if sense not in ("time.ago", "time.earlier", "time.later") or count > 400:
        return None
    word = calendar.tokens[place]
    distance = timedelta(days=count * int(word.value or 1))
    base = calendar.today if sense == "time.ago" else calendar.named or calendar.today
    try:
        found = base + distance if sense == "time.later" else base - distance
    except OverflowError:
        return None
    return Days(first, word.reach, found, found, rank=1, future=found > calendar.today)


def _one_unit(calendar: Calendar, index: int) -> Days | None:
    """ "тиждень тому", "a week ago"."""
    if calendar.sense(index - 1) == "vague.some":
        return None
    return _shift(calendar, index, index, 1)


def _offset(calendar: Calendar, index: int) -> Days | None:
    token = calendar.tokens[index]
    found = calendar.today + timedelta(days=int(token.value or 0))
    return Days(index, token.reach, found, found, rank=1, future=found > calendar.today)


def _weekday(calendar: Calendar, index: int) -> Days | None:
    back = (calendar.today.weekday() - int(calendar.tokens[index].value or 0)) % 7
    previous = calendar.sense(index - 1)
    if previous == "time.past" and back == 0:
        back = 7
    week = _last_week(calendar, index + 1)
    if week is not None:
        back = calendar.today.weekday() + 7 - int(calendar.tokens[index].value or 0)
    found = calendar.today - timedelta(days=back)
    return Days(index - (previous in ("time.past", "time.this")), week or index, found, found, rank=2)


def _last_week(calendar: Calendar, index: int) -> int | None:
    """The last token of "минулого тижня", "last week" at `index`, behind a preposition at most."""
    index += calendar.sense(index) in ("preposition.on", "preposition.of")
    named = calendar.sense(index) == "time.past" and calendar.sense(index + 1) == "time.week"
    return index + 1 if named else None


def _offset_night(calendar: Calendar, index: int) -> Days | None:
    """ "позаминулої ночі": by the day on which it ended."""
    days = _offset(calendar, index)
    return days._replace(part=DayPart.NIGHT, night_end=True) if days else None


def _same_day(calendar: Calendar, index: int) -> Days | None:
    return _relative(calendar, index, 0, None)


def _next_day(calendar: Calendar, index: int) -> Days | None:
    return _relative(calendar, index, 1, None)


def _same_night(calendar: Calendar, index: int) -> Days | None:
    return _relative(calendar, index, 0, DayPart.NIGHT)


def _relative(calendar: Calendar, index: int, days: int, part: DayPart | None) -> Days:
    if part in calendar.loose:
        return Days(index, calendar.tokens[index].reach, part=part)
    base = calendar.named or calendar.today
    found = base + timedelta(days=days)
    return Days(index, calendar.tokens[index].reach, found, found, part, rank=1, future=found > calendar.today)


def _part(calendar: Calendar, index: int) -> Days | None:
    """A part of a day: "вночі", "this morning", "минулої ночі", "того вечора"; no counted night ("третя ніч")."""
    token, part, previous = calendar.tokens[index], _PARTS[calendar.sense(index)], calendar.sense(index - 1)
    if previous.startswith("number.") and calendar.sense(index - 2) != "preposition.at":
        return None
    today = calendar.today
    if previous == "time.that" and calendar.named is not None and part not in calendar.loose:
        return Days(index - 1, token.reach, calendar.named, calendar.named, part, rank=1)
    if previous == "time.this":
        return Days(index - 1, token.reach, today, today, part, rank=1, night_end=part is DayPart.NIGHT)
    if previous == "time.past":
        found = today if part is DayPart.NIGHT else today - ONE_DAY
        return Days(index - 1, token.reach, found, found, part, rank=1, night_end=part is DayPart.NIGHT)
    return Days(index, token.reach, part=part)


def _night_to(calendar: Calendar, index: int) -> Days | None:
    """ "у ніч на 17 листопада", "on the night of November 16-17": the day on which the night ends."""
    place = calendar.tokens[index].reach + 1
    while calendar.sense(place) in ("preposition.the", "preposition.on", "preposition.of", "time.past", "time.this"):
        place += 1
    return _night_end(calendar, index, place)


def _night_between(calendar: Calendar, index: int) -> Days | None:
    """ "у ніч з 16 на 17 листопада", "в ночь с понедельника на вторник": the second day."""
    place = calendar.tokens[index].reach + 1
    for step in range(place + 1, min(place + 6, len(calendar.tokens))):
        if calendar.sense(step) in RANGE_WORDS | {"hedge.about"} or calendar.text(step) in DASHES:
            return _night_end(calendar, index, step + 1)
    return Days(index, calendar.tokens[index].reach, part=DayPart.NIGHT)


def _night_end(calendar: Calendar, first: int, place: int) -> Days:
    days = days_at(calendar, place) if place < len(calendar.tokens) else None
    if days is None or days.end is None:
        found = day_number(calendar, place) if place < len(calendar.tokens) else None
        days = latest_day(calendar, place, found[1], found[0]) if found else None
    if days is None:
        return Days(first, calendar.tokens[first].reach, part=DayPart.NIGHT)
    days = _second_day(calendar, days) or days
    return days._replace(first=first, start=days.end, part=DayPart.NIGHT, night_end=True)


def _second_day(calendar: Calendar, days: Days) -> Days | None:
    """The day that a night named by both its days ends on: "on the night of Tuesday to Wednesday"."""
    place = days.last + 1
    joined = calendar.sense(place) in RANGE_WORDS or calendar.text(place) in DASHES
    if not joined or days.end is None or place + 1 >= len(calendar.tokens):
        return None
    second = days_at(calendar, place + 1)
    return second if second is not None and second.end is not None and second.end - days.end == ONE_DAY else None


_READERS = {
    "time.month": date_at,
    "time.weekday": _weekday,
    "time.offset": _offset,
    "time.ago": _one_unit,
    "time.earlier": _one_unit,
    "time.later": _one_unit,
    "time.same_day": _same_day,
    "time.other_hour": _same_day,
    "time.same_night": _same_night,
    "time.next_day": _next_day,
    "time.adjective_offset": _offset,
    "time.adjective_weekday": _weekday,
    "time.offset_night": _offset_night,
    "time.night_to": _night_to,
    "time.night_between": _night_between,
    **dict.fromkeys(_PARTS, _part),
}
