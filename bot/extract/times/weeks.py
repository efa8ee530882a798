"""Days of the week told in the report of a week: "Підсумки 12–18 січня … Понеділок: …"."""

from collections.abc import Sequence
from datetime import timedelta

from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.values import Role, TimeMention

_WEEK = timedelta(days=7)
_SHORTEST, _LONGEST = 3, 7


def with_weekdays_of_week(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """A day of the week told by its name alone is the one within the days that a report of about a week names before
    it."""
    found: list[TimeMention] = []
    week: TimeMention | None = None
    for mention in mentions:
        if week is None and _is_week(mention):
            week = mention
        found.append(_within(document.tokens, week, mention))
    return found


def _is_week(mention: TimeMention) -> bool:
    if mention.role is not Role.PERIOD or mention.start is None or mention.end is None:
        return False
    return _SHORTEST <= (mention.end - mention.start).days <= _LONGEST


def _within(tokens: Sequence[Token], week: TimeMention | None, mention: TimeMention) -> TimeMention:
    if week is None or week.start is None or week.end is None or mention.start is None or mention.end is None:
        return mention
    named = tokens[mention.first : mention.last + 1]
    start, end = mention.start - _WEEK, mention.end - _WEEK
    inside = week.start <= start and end <= week.end < mention.end
    return mention._replace(start=start, end=end) if inside and _is_weekday_alone(named, mention) else mention


def _is_weekday_alone(named: Sequence[Token], mention: TimeMention) -> bool:
    """Whether a day is named by its weekday, and by no date."""
    dated = any(token.sense == "time.month" or (token.shape is Shape.NUMBER and not mention.time) for token in named)
    return not dated and any(token.sense == "time.weekday" for token in named)
