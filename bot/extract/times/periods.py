"""Stretches of time that figures are told for: "за минулу добу", "протягом ночі", "over the past week".

By the GUIDE "over the past day" in a morning post of the 17th is the 16th and the 17th; in a post later that day it is
the 17th alone, unless it is said to be the past day.
"""

from datetime import date, datetime, timedelta
from itertools import takewhile

from bot.extract.text.punctuation import SENTENCE_ENDS
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape
from bot.extract.times.dates import Calendar, Days, date_at
from bot.extract.times.full_days import is_dated, is_such, is_summed_up, stands_alone
from bot.extract.times.values import ONE_DAY
from bot.model import DayPart

_BEFORE = frozenset({"preposition.for", "preposition.during", "time.past", "time.this", "hedge.at_least"})
_LEADING = _BEFORE | {"preposition.the", "preposition.of", "number.cardinal"}
_BY_NAME = 2
_SINGLE_DAYS = frozenset({"time.full_day", "time.day_unit"})
_BARE = frozenset({"preposition.for", "preposition.the", "preposition.of"})
_LEADERS, _LED = frozenset({"preposition.for", "preposition.during"}), frozenset({"time.past", "time.this"})
_FOR = frozenset({"preposition.for", "preposition.during", "hedge.at_least"})
_NO_PERIOD = (frozenset({"time.this"}), frozenset({"hedge.at_least"}), frozenset({"time.this", "hedge.at_least"}))
_LED_BY, _TOLLED = 2, frozenset({"part.more", "roundup.word"})
_SATURDAY = 5
_REACH = 6
_MORNING_ENDS, _MOST_DAYS = 14, 8
_NEAR, _FIRST_YEAR, _OLDEST = 14, 2013, timedelta(days=70)


def period_at(calendar: Calendar, index: int, published: datetime) -> Days | None:
    """The period named at token `index`, or None; `published` is the local time of publication."""
    sense = calendar.sense(index)
    if sense == "time.same_period":
        return _same_period(calendar, index)
    if sense == "time.weekend":
        return _weekend(calendar, index)
    if sense == "time.since_midnight":
        return _period(calendar, index, index, 0)
    if sense == "time.whole_day":
        return _named_day(calendar, index, index) or _period(calendar, index, index, _past_day(published))
    if sense == "time.month":
        return _month(calendar, index)
    if sense not in _UNITS:
        return None
    first, senses = _before_unit(calendar, index)
    senses |= _past_behind(calendar, index)
    if not _UNITS[sense](calendar, index, senses) or _tells_how_often(calendar, first):
        return None
    named = _day_of_date(calendar, first, index) if sense == "time.day_unit" else None
    if named is None and sense in _SINGLE_DAYS and senses <= _BARE:
        named = _named_day(calendar, first, index)
    if named is not None:
        return named
    back = _days_back(calendar, (first, index), senses, published)
    return _period(calendar, first, index, back, sense == "time.night")


def _past_behind(calendar: Calendar, index: int) -> set[str]:
    """The sense of "past" if a clause behind a unit calls it so: "доба, що минула", "сутки, которые прошли"."""
    after = calendar.tokens[index].reach + 1
    clause = after < len(calendar.tokens) and calendar.text(after) == ","
    return {"time.past"} if clause and calendar.sense(after + 2) == "time.past" else set()


def _tells_how_often(calendar: Calendar, first: int) -> bool:
    """Whether an ordinal of blows stands before a period, which then is not what a post tells of: "вдруге за тиждень",
    "в третий раз за неделю", "for the third time in a week"."""
    if calendar.sense(first - 1) == "sequence.again":
        return True
    return calendar.sense(first - 1) == "roundup.often" and calendar.sense(first - 2) == "number.ordinal"


def _month(calendar: Calendar, index: int) -> Days | None:
    """The latest month of a name, of which figures are told ("за жовтень", "in October 148 civilians were killed"), or
    which a title sums up ("підсумки жовтня")."""
    first, senses = _before_unit(calendar, index)
    inside = calendar.sense(index - 1) == "preposition.in"
    behind = calendar.tokens[index + 1 : index + 3]
    year = behind[calendar.text(index + 1) == "." and len(behind) > 1].value if behind else None
    dated = "number.cardinal" in senses or any(
        place in calendar.numbers for place in range(max(first, index - 2), index)
    )
    led = bool(senses & _FOR) and calendar.tokens[first].reach == first
    counted = _heads_summary(calendar, index) or ((led or inside) and _tells_harm_near(calendar, index))
    if not counted or dated or 0 < (year or 0) <= _FIRST_YEAR:
        return None
    has_year = year is not None and year > _FIRST_YEAR
    month, today = int(calendar.tokens[index].value or 0), calendar.today
    named = int(year or 0) if has_year else today.year - (month > today.month)
    start = date(named, month, 1)
    end = date(named + month // 12, month % 12 + 1, 1) - ONE_DAY
    if start > today or today - end > _OLDEST:
        return None
    return Days(first if led else index, index + has_year, start, min(end, today), rank=1, period=True)


def _heads_summary(calendar: Calendar, index: int) -> bool:
    """Whether a word for a summary stands right beside a month: "итоги июля", "an overview of October"."""
    before = index - 1 - (calendar.sense(index - 1) == "preposition.of")
    return "roundup.word" in (calendar.sense(_word_before(calendar, before + 1)), calendar.sense(index + 1))


def _tells_harm_near(calendar: Calendar, index: int) -> bool:
    """Whether people killed or injured are told of near a token."""
    near = range(max(0, index - _NEAR), min(len(calendar.tokens), index + _NEAR))
    return any(tells_harm(calendar.sense(place)) for place in near)


def _named_day(calendar: Calendar, first: int, index: int) -> Days | None:
    """ "За 4 листопада … за день": the day before the publication, if it was named by date or weekday."""
    named = calendar.named
    if named is None or calendar.named_rank < _BY_NAME or calendar.today - named != ONE_DAY:
        return None
    return Days(first, calendar.tokens[index].reach, named, named, rank=1, period=True)


def _same_period(calendar: Calendar, index: int) -> Days | None:
    """The period that a phrase means by one told before; one of so many days up to the publication if none was, or one
    of another length: "за ці два дні", "over the same period"."""
    known, last = calendar.period, calendar.tokens[index].reach
    count = next((calendar.numbers[at].value for at in range(index, last) if at in calendar.numbers), None)
    if known is not None and known.start and known.end and count in (None, (known.end - known.start).days + 1):
        return known._replace(first=index, last=last, period=True)
    return _period(calendar, index, index, count) if count is not None and 1 < count < _MOST_DAYS else None


def _day_of_date(calendar: Calendar, first: int, index: int) -> Days | None:
    """The one day of a date right behind a unit, as which it is told: "як минув день 26 серпня", "за день 4 мая"."""
    place = index + 1 + (calendar.sense(index + 1) == "preposition.of")
    day = date_at(calendar, place) if place < len(calendar.tokens) else None
    return day._replace(first=first, period=True) if day is not None and day.start == day.end else None


def _weekend(calendar: Calendar, index: int) -> Days:
    """The latest Saturday and Sunday; a period where figures are told for them or where they head a line."""
    first, senses = _before_unit(calendar, index)
    end = calendar.today - timedelta(days=(calendar.today.weekday() + 1) % 7)
    start = end - ONE_DAY
    if calendar.today.weekday() == _SATURDAY:
        start = end = calendar.today
    period = bool(senses & _FOR) or calendar.opens_line(index)
    return Days(first, calendar.tokens[index].reach, start, end, rank=1, period=period)


def _weekend_in(calendar: Calendar, index: int) -> Days | None:
    """The weekend named inside a phrase that heads a round-up ("за вихідні"), or None."""
    reach = calendar.tokens[index].reach
    if not any("weekend" in token.classes for token in calendar.tokens[index : reach + 1]):
        return None
    return _weekend(calendar, index)._replace(first=index, period=True)


def stretch_in(calendar: Calendar, index: int) -> Days | None:
    """The weekend or the past day named by a phrase that heads a round-up ("за вихідні", "ситуація за добу"), or
    None."""
    reach = calendar.tokens[index].reach
    words = calendar.tokens[index : reach + 2]
    unit = next((token.index for token in words if "day_and_night" in token.classes), None)
    if reach == index or unit is None:
        return _weekend_in(calendar, index)
    now = calendar.today
    return Days(index, max(reach, unit), now - ONE_DAY, now, rank=1, period=True)


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
        if sense in _LEADERS or (sense == "hedge.at_least" and senses & _LED):
            break
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
    if senses & _BEFORE or calendar.opens_line(index) or is_summed_up(calendar, index):
        return True
    told = is_such(calendar, index) or stands_alone(calendar, index) or is_dated(calendar, index)
    return told or _is_of_toll(calendar, index)


def _is_of_toll(calendar: Calendar, index: int) -> bool:
    """Whether the first sentence of a text tells of one more day and night, or of its outcome, by its people: "Двоє
    загиблих — ціна ще однієї доби на Донеччині", "another 24 hours in Donetsk region: two killed"."""
    first, _ = _before_unit(calendar, index)
    lead = calendar.tokens[max(0, first - _LED_BY) : first]
    if not any(token.sense in _TOLLED or "toll_of" in token.classes for token in lead):
        return False
    opens = all(token.shape is not Shape.LINE and token.text not in SENTENCE_ENDS for token in calendar.tokens[:first])
    return opens and _tells_harm_near(calendar, index)


def _led(_calendar: Calendar, _index: int, senses: set[str]) -> bool:
    """Whether words lead up to a unit as to a period; "more than two weeks" tells only how long something took."""
    return bool(senses & _BEFORE) and senses & _BEFORE not in _NO_PERIOD


def _weeks(calendar: Calendar, index: int, senses: set[str]) -> bool:
    return _led(calendar, index, senses) or is_dated(calendar, index) or _heads_undated_line(calendar, index)


def _heads_undated_line(calendar: Calendar, index: int) -> bool:
    """Whether a unit opens a line that names no days ("Тиждень на Сумщині: 214 обстрілів")."""
    behind = range(index + 1, min(index + _NEAR, len(calendar.tokens)))
    line = takewhile(lambda place: calendar.tokens[place].shape is not Shape.LINE, behind)
    return calendar.opens_line(index) and not any(date_at(calendar, place) for place in line)


def _hours(calendar: Calendar, index: int, senses: set[str]) -> bool:
    return (_led(calendar, index, senses) or _is_of_toll(calendar, index)) and any(
        calendar.numbers[place].value == 24 for place in range(max(index - 2, 0), index) if place in calendar.numbers
    )


def _during_night(_calendar: Calendar, _index: int, senses: set[str]) -> bool:
    return bool(senses & {"preposition.for", "preposition.during"})


def _day(calendar: Calendar, index: int, senses: set[str]) -> bool:
    return _led(calendar, index, senses) or _is_of_toll(calendar, index)


_UNITS = {
    "time.full_day": _full_day,
    "time.day_unit": _day,
    "time.week": _weeks,
    "time.hour": _hours,
    "time.night": _during_night,
}
