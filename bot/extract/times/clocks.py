"""Clock times in digits and words: "13:30", "о 7-й ранку", "половина третьего", "at 3 a.m."."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.extract.text.numbers import Number
from bot.extract.text.senses import FROM
from bot.extract.text.tokens import Shape, Token
from bot.model import DayPart

PARTS = {
    "time.night": DayPart.NIGHT,
    "time.morning": DayPart.MORNING,
    "time.day": DayPart.DAY,
    "time.evening": DayPart.EVENING,
}
"""The senses of nouns and adverbs that name a part of the day."""
_BEFORE_DOTTED = frozenset({"preposition.at", "preposition.in", "hedge.about", "preposition.until"})
_BEFORE_HOUR = frozenset({"preposition.at", "preposition.in", "preposition.until", "hedge.about", "hedge.at_least"})
_BEFORE_PART = _BEFORE_HOUR | FROM
_SHIFTS = {
    "time.half_to": -30,
    "time.half_past": 30,
    "time.quarter_of": -45,
    "time.quarter_past": 15,
    "time.quarter_to": -15,
}


class Clock(NamedTuple):
    """A clock time "HH:MM" at tokens `first`..`last`, with the part of the day if its words name one."""

    first: int
    last: int
    time: str
    part: DayPart | None = None


def clock_at(tokens: Sequence[Token], numbers: Mapping[int, Number], index: int) -> Clock | None:
    """The clock time that begins at token `index`, or None; `numbers` maps the first token of each number to it."""
    token = tokens[index]
    sense = token.sense or ""
    if sense in _SHIFTS:
        return _shifted(tokens, numbers, index)
    if sense == "time.noon":
        return Clock(index, token.reach, "12:00", DayPart.DAY)
    if sense == "time.midnight":
        return Clock(index, token.reach, "00:00", DayPart.NIGHT)
    if sense == "time.hour":
        return _one_o_clock(tokens, index)
    if token.shape is Shape.NUMBER:
        return _digits(tokens, index) or _hour(tokens, numbers, index)
    return _hour(tokens, numbers, index) if sense.startswith("number.") else None


def before(tokens: Sequence[Token], index: int) -> str:
    """The sense of the word or phrase that ends right before token `index`; "" if it has none."""
    for start in range(index - 1, max(index - 7, -1), -1):
        if tokens[start].sense is not None:
            return (tokens[start].sense or "") if tokens[start].reach == index - 1 else ""
    return ""


def _digits(tokens: Sequence[Token], index: int) -> Clock | None:
    token = tokens[index]
    if len(token.text) > 2 or index + 2 >= len(tokens) or token.value is None:
        return None
    mark, minutes = tokens[index + 1], tokens[index + 2]
    if mark.start != token.end or minutes.start != mark.end or len(minutes.text) != 2 or minutes.value is None:
        return None
    if mark.text != ":" and not (mark.text == "." and _is_dotted_clock(tokens, index)):
        return None
    last = index + 2
    if mark.text == ":" and _has_seconds(tokens, last):
        last += 2
    return _told(tokens, index, last, int(token.value), int(minutes.value))


def _has_seconds(tokens: Sequence[Token], last: int) -> bool:
    """Whether seconds follow a clock time, and not the number of a list ("13:30: 12 injured")."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != ":" or len(tokens[last + 2].text) != 2:
        return False
    return tokens[last + 1].start == tokens[last].end and tokens[last + 2].start == tokens[last + 1].end


def _is_dotted_clock(tokens: Sequence[Token], index: int) -> bool:
    """Whether "13.30" at `index` is a clock time and no date or decimal."""
    follows = tokens[index + 3] if index + 3 < len(tokens) else None
    if follows is not None and follows.text in ".," and _is_glued_number(tokens, index + 4):
        return False
    sense = before(tokens, index)
    if (
        _follows_date(tokens, index)
        or sense in _BEFORE_DOTTED
        or (follows is not None and follows.sense in ("time.am", "time.pm"))
    ):
        return True
    return sense in ("time.as_of", "update.updated") and not 1 <= (tokens[index + 2].value or 0) <= 12


def _follows_date(tokens: Sequence[Token], index: int) -> bool:
    """Whether a year or a month and a comma stand before "13.30"."""
    if index < 2 or tokens[index - 1].text != ",":
        return False
    before_comma = tokens[index - 2]
    return before_comma.sense == "time.month" or (len(before_comma.text) == 4 and bool(before_comma.value))


def _is_glued_number(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens) or tokens[index].shape is not Shape.NUMBER:
        return False
    return tokens[index].start == tokens[index - 1].end


def _hour(tokens: Sequence[Token], numbers: Mapping[int, Number], index: int) -> Clock | None:
    number = numbers.get(index)
    if number is None or number.value > 24 or number.value < 0:
        return None
    sense = before(tokens, index)
    last, minutes = number.last, 0
    word = tokens[last + 1] if last + 1 < len(tokens) else None
    named = word is not None and word.sense == "time.hour" and bool(word.value)
    if named:
        last += 1
        last, minutes = _minutes(tokens, numbers, last)
    if not (_names_part(tokens, last + 1, sense) or _stands_as_hour(number, sense, named)):
        return None
    return _told(tokens, index, last, number.value, minutes)


def _stands_as_hour(number: Number, sense: str, named: bool) -> bool:
    if sense == "preposition.at":
        return True
    if number.ordinal and not number.words:
        return sense == "hedge.about" or (named and (sense in _BEFORE_HOUR or sense == "preposition.after"))
    if sense == "hedge.at_least":
        return False
    return named and sense in _BEFORE_HOUR and (sense == "preposition.in" or number.value >= 5)


def _names_part(tokens: Sequence[Token], index: int, sense: str) -> bool:
    index = _introduced(tokens, index)
    after = tokens[index].sense if index < len(tokens) else None
    if after in ("time.am", "time.pm"):
        return True
    if after == "time.day_unit":
        return _is_afternoon(tokens[index]) and sense in _BEFORE_HOUR
    if after not in ("time.night", "time.morning", "time.evening") or sense == "preposition.for":
        return False
    if sense == "hedge.at_least" and tokens[index].text.isascii() and tokens[index].reach == index:
        return False
    return sense in _BEFORE_PART or (tokens[index - 1].shape is Shape.NUMBER and not tokens[index].text.isascii())


def _introduced(tokens: Sequence[Token], index: int) -> int:
    """The index of the part of the day behind "in the" ("at 5 in the evening"), `index` itself if there is none."""
    senses = [token.sense for token in tokens[index : index + 3]]
    named = senses[:2] == ["preposition.in", "preposition.the"] and senses[2:] and senses[2] in PARTS
    return index + 2 if named else index


def _minutes(tokens: Sequence[Token], numbers: Mapping[int, Number], last: int) -> tuple[int, int]:
    stop = last + 1 < len(tokens) and tokens[last + 1].text == "."
    number = numbers.get(last + 1 + stop)
    if number is None or number.value > 59 or number.last + 1 >= len(tokens):
        return last, 0
    follows = tokens[number.last + 1]
    return (follows.reach, number.value) if follows.sense == "time.minute" else (last, 0)


def _told(tokens: Sequence[Token], first: int, last: int, hour: int, minute: int) -> Clock | None:
    """The clock with the part of the day that follows it."""
    if last + 1 < len(tokens) and tokens[last + 1].sense == "time.hour":
        last += 1
    last = _introduced(tokens, last + 1) - 1
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    sense = after.sense if after is not None else None
    if after is None or not (sense in PARTS or sense in ("time.am", "time.pm") or _is_afternoon(after)):
        return _clock(first, last, hour, minute)
    if sense in ("time.day_unit", "time.day"):
        return _clock(first, after.reach, hour + 12 if hour < 7 else hour, minute, DayPart.DAY)
    if sense in ("time.am", "time.pm"):
        return _clock(first, _abbreviation_end(tokens, after), hour % 12 + (12 if sense == "time.pm" else 0), minute)
    return _clock(first, after.reach, _in_part(hour, sense or ""), minute, PARTS[sense or ""])


def _abbreviation_end(tokens: Sequence[Token], token: Token) -> int:
    """The last token of "a.m." with its second full stop, unless that may end the sentence."""
    stop = token.reach + 1
    dotted = token.reach > token.index and stop + 1 < len(tokens) and tokens[stop].text == "."
    if not dotted or tokens[stop + 1].shape is not Shape.WORD:
        return token.reach
    goes_on = not tokens[stop + 1].capital or tokens[stop + 1].sense in ("time.weekday", "time.month")
    return stop if goes_on else token.reach


def _is_afternoon(token: Token) -> bool:
    """Whether a word is the "дня" of "о третій дня"."""
    return token.sense == "time.day_unit" and bool(token.value)


def _in_part(hour: int, sense: str) -> int:
    if sense == "time.evening" and hour < 12:
        return hour + 12
    if sense == "time.night" and 9 <= hour <= 12:
        return (hour + 12) % 24
    return hour


def _clock(first: int, last: int, hour: int, minute: int, part: DayPart | None = None) -> Clock | None:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return Clock(first, last, f"{hour % 24:02}:{minute:02}", part)


def _shifted(tokens: Sequence[Token], numbers: Mapping[int, Number], index: int) -> Clock | None:
    """Half and quarter hours: "о пів на третю" is 02:30, "half past two" too, "quarter to three" 02:45."""
    number = numbers.get(tokens[index].reach + 1)
    if number is None or not 1 <= number.value <= 24:
        return None
    minutes = (number.value * 60 + _SHIFTS[tokens[index].sense or ""]) % 1440
    return _told(tokens, index, number.last, minutes // 60, minutes % 60)


def _one_o_clock(tokens: Sequence[Token], index: int) -> Clock | None:
    """The Russian "в час ночи", "в час дня"."""
    after = tokens[index + 1].sense if index + 1 < len(tokens) else None
    single = after in ("time.night", "time.day_unit") and before(tokens, index) == "preposition.in"
    return _told(tokens, index, index, 1, 0) if single else None
