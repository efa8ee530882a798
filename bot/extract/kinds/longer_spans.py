"""Sentences that recall a month or a week behind an attack: "за місяць у громаді загинули 14", "in September nine were
wounded there". Their people are none of the attack's; those of a whole oblast or raion are a sum of their own."""

from collections.abc import Iterable, Set

from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Document
from bot.extract.times.finding import TimeMention

_OPENING = 5
_DAYS = 6
_BEFORE_MONTH = frozenset({"preposition.for", "preposition.during", "preposition.the", "time.past", "time.this"})


def sentences_of_longer_spans(
    document: Document, times: Iterable[TimeMention], mentions: list[Mention], areas: Set[int]
) -> set[int]:
    """The sentences that open with a week or longer, where the post told of people harmed before any such span; those
    that name an area (`areas`) are left."""
    spans = {number for time in times if (number := _opened_by(document, time)) is not None}
    spans |= {number for number in range(len(document.sentences)) if _opens_with_month(document, number)}
    first = min((mention.sentence for mention in mentions if mention.group is not None), default=None)
    if not spans or first is None or first >= min(spans):
        return set()
    return spans - areas


def _opened_by(document: Document, time: TimeMention) -> int | None:
    """The sentence that a long span opens."""
    if time.start is None or time.end is None or (time.end - time.start).days < _DAYS:
        return None
    number = document.sentence_of[time.first]
    return number if time.first - document.sentences[number][0] < _OPENING else None


def _opens_with_month(document: Document, number: int) -> bool:
    """Whether a sentence opens with "over the month" or "last month"."""
    first, end = document.sentences[number]
    if "unit.month" not in document.said[number]:
        return False
    opening = document.tokens[first : min(end, first + _OPENING)]
    month = next((token.index for token in opening if token.sense == "unit.month"), first)
    return month > first and document.tokens[month - 1].sense in _BEFORE_MONTH
