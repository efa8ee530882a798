"""People hurt in attacks long before the one that a post tells of, who are still in hospital: "у лікарнях лишаються 43
поранені після минулих обстрілів"."""

from collections.abc import Sequence

from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Document, Token

_WARDS = frozenset({"injured.care", "object_any.hospital", "object_many.hospital", "object_one.hospital"})
_DEAD = ("killed.",)
_WOUNDED = frozenset({"injured.deed", "injured.wound"})
_REACH = 4
_SPANS = frozenset({"unit.month", "unit.year", "time.week"})
_OF_BEFORE = STRUCK | _WOUNDED | {"weapon.shelling"}


def sentences_of_long_past(document: Document) -> set[int]:
    """The sentences that tell who is in hospital of those hurt in earlier attacks, and of nobody's death."""
    wards = {document.sentence_of[index] for sense in _WARDS for index in document.senses.get(sense, ())}
    return {number for number in wards if _is_of_before(document, number)}


def _is_of_before(document: Document, number: int) -> bool:
    tokens = document.tokens[slice(*document.sentences[number])]
    if any(sense.startswith(_DEAD) for sense in document.said[number]):
        return False
    return any("long_past" in token.classes and _is_beside(tokens, at) for at, token in enumerate(tokens))


def _is_beside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for several attacks stands right behind one for the past, or wounded people on either side, or
    they were so in weeks or months gone by: "38 поранених у попередні місяці"."""
    behind, before = tokens[at + 1 : at + 2], tokens[max(0, at - 1) : at]
    if any(token.sense in _SPANS for token in behind):
        return any(token.sense in _WOUNDED for token in tokens[max(0, at - _REACH) : at])
    if any(token.sense in _OF_BEFORE and "one_strike" not in token.classes for token in behind):
        return True
    dated = any((token.sense or "").startswith(("time.", "preposition.")) or token.value for token in behind)
    return not dated and any(token.sense in _WOUNDED for token in before)
