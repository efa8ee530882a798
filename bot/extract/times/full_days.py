"""What stands around a word for a day and night, or for a week, where nothing but this makes it a period."""

from bot.extract.text.tokens import Shape
from bot.extract.times.dates import Calendar, date_at

_HEADING_ENDS = frozenset(":.|–—-")


def is_such(calendar: Calendar, index: int) -> bool:
    """Whether "such" leads to a unit, past "was" at most: "за таку добу", "такою була доба на Полтавщині"."""
    was = index > 1 and (calendar.sense(index - 1) == "age.was" or "been" in calendar.tokens[index - 1].classes)
    before = index - 1 - was
    return before >= 0 and "this_or_such" in calendar.tokens[before].classes


def is_summed_up(calendar: Calendar, index: int) -> bool:
    """Whether a word for a summary stands right before a unit, and no comma before its date behind it: "підсумки доби
    на Полтавщині"."""
    after = calendar.tokens[index].reach + 1
    dated = after < len(calendar.tokens) and calendar.text(after) == ","
    return calendar.sense(index - 1) == "roundup.word" and not dated


def stands_alone(calendar: Calendar, index: int) -> bool:
    """Whether nothing but marks stands around a unit ("Никопольский район, сутки: 40 атак", "Сумщина | доба")."""
    tokens, after = calendar.tokens, calendar.tokens[index].reach + 1
    if index == 0 or tokens[index - 1].shape is not Shape.MARK:
        return False
    return after >= len(tokens) or tokens[after].shape is Shape.LINE or tokens[after].text in _HEADING_ENDS


def is_dated(calendar: Calendar, index: int) -> bool:
    """Whether a date stands right behind the unit ("доба 28 жовтня", "тиждень 2–8 грудня")."""
    place = index + 1 + (calendar.sense(index + 1) == "preposition.of")
    return place < len(calendar.tokens) and date_at(calendar, place) is not None
