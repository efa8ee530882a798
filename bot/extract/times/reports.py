"""The day of publication where it is the day of a report or of a new figure, and not of the attack.

"Число погибших сегодня выросло до трёх. Удар был нанесён 15 ноября", "Про це у вівторок, 20 червня, повідомив мер":
a text that names the attack's day elsewhere dates its own news by such a day.
"""

from collections.abc import Set
from datetime import date
from itertools import takewhile

from bot.extract.text.tokens import Document
from bot.extract.times.clauses import ATTACKS, lead_of
from bot.extract.times.values import Role, TimeMention

_HAPPENED = ATTACKS | {"moment.happened", "strike.enemy"}
_BLOWS = ("strike.", "weapon.")
_QUOTES = frozenset('«»"“”')
_REACH = 3


def without_reports(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The mentions; where the text names an earlier day of an attack, those of today that date a report or a rise of
    the figures are of that alone."""
    earlier = any(_is_event(mention) and mention.end is not None and mention.end < today for mention in mentions)
    if not earlier:
        return mentions
    return [
        mention._replace(role=Role.OTHER, heading=False) if _is_of_report(document, mention, today) else mention
        for mention in mentions
    ]


def _is_event(mention: TimeMention) -> bool:
    return mention.role is Role.EVENT


def _is_of_report(document: Document, mention: TimeMention, today: date) -> bool:
    bare = mention.time is None and mention.part is None and mention.start == mention.end == today
    if not (bare and _is_event(mention)):
        return False
    senses = document.said[document.sentence_of[mention.first]]
    if "moment.said" in senses and _tells_nothing(senses) and not _is_quoted(document, mention):
        return True
    return "sum.risen" in senses and not _names_blow(document, mention)


def _tells_nothing(senses: Set[str]) -> bool:
    """Whether a sentence tells of no attack, and of nothing that it did."""
    return senses.isdisjoint(_HAPPENED) and not any(sense.startswith("weapon.") for sense in senses)


def _is_quoted(document: Document, mention: TimeMention) -> bool:
    first, _ = document.sentences[document.sentence_of[mention.first]]
    return any(token.text in _QUOTES for token in document.tokens[first : mention.first])


def _names_blow(document: Document, mention: TimeMention) -> bool:
    """Whether a day stands beside a word for a blow: "сегодняшнего удара", "the strike on Monday"."""
    tokens = document.tokens
    near = tokens[mention.last + 1 : mention.last + 1 + _REACH]
    behind = takewhile(lambda token: not (token.sense or "").startswith("preposition."), near)
    ahead = lead_of(tokens, mention.first)
    return ahead.startswith(_BLOWS) or any((token.sense or "").startswith(_BLOWS) for token in behind)
