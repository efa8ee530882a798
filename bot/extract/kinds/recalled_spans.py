"""Sentences that recall a month, a week or a day of years ago behind an attack: "за місяць у громаді загинули 14", "in
September nine were wounded there". Their people are none of the attack's; those of a whole oblast or raion are a sum
of their own."""

from collections.abc import Iterable, Set

from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Document
from bot.extract.times.clauses import ATTACKS
from bot.extract.times.finding import Role, TimeMention

_OPENING, _LEAD = 5, 6
_DEATHBEDS = frozenset({"killed.died"})
_DAYS, _YEAR = 6, 366
_BEFORE_MONTH = frozenset({"preposition.for", "preposition.during", "preposition.the", "time.past", "time.this"})


def sentences_of_recalled_spans(
    document: Document, times: Iterable[TimeMention], mentions: list[Mention], areas: Set[int]
) -> set[int]:
    """The sentences that open with a week or longer, where the post told of people harmed before any such span; those
    that name an area (`areas`), or tell who of the wounded of "last week's attack" has died, are left."""
    spans = {number for time in times if (number := _opened_by(document, time)) is not None}
    spans = {number for number in spans if document.said[number].isdisjoint(_DEATHBEDS)}
    spans |= {
        document.sentence_of[at] for at in document.senses.get("unit.month", ()) if _opens_with_month(document, at)
    }
    first = min((mention.sentence for mention in mentions if mention.group is not None), default=None)
    if not spans or first is None or first >= min(spans):
        return set()
    return spans - areas


def _opened_by(document: Document, time: TimeMention) -> int | None:
    """The sentence that a long span, or a day of years ago, opens."""
    if time.start is None or time.end is None:
        return None
    long_ago = time.role is Role.OTHER and (document.post.published.date() - time.end).days > _YEAR
    if not long_ago and (time.end - time.start).days < _DAYS:
        return None
    number = document.sentence_of[time.first]
    return number if _opens(document, document.sentences[number][0], time.first) else None


def _opens(document: Document, first: int, index: int) -> bool:
    """Whether a span stands at the beginning of its sentence, or of what is told behind a short clause that says by
    whom: "за підрахунками поліції, у жовтні дрони пошкодили 214 авто"."""
    if index - first < _OPENING:
        return True
    comma = next(
        (at for at in range(index - 1, max(first, index - _OPENING), -1) if document.tokens[at].text == ","), 0
    )
    return first < comma < first + _LEAD and not document.says(first, comma, *ATTACKS)


def _opens_with_month(document: Document, month: int) -> bool:
    """Whether the month at a token opens its sentence with "over the month" or "last month"."""
    first = document.sentences[document.sentence_of[month]][0]
    return first < month < first + _OPENING and document.tokens[month - 1].sense in _BEFORE_MONTH
