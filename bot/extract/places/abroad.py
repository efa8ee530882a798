"""Sentences about attacks outside Ukraine, whose harm is none of a post's (GUIDE: within the borders of 1991)."""

from collections.abc import Iterable, Set

from bot.extract.places.choice import ResolvedMention
from bot.extract.text.tokens import Document
from bot.model import Level

_INSIDE = frozenset({"preposition.in"})
_LEADING = 3


def sentences_abroad(document: Document, foreign: Iterable[ResolvedMention], home: Set[int]) -> set[int]:
    """The sentences that tell of a place abroad and name none in Ukraine, and those behind them in their line until a
    place in Ukraine is named; `home` are the sentences with such places."""
    told = {document.sentence_of[place.mention.first] for place in foreign if _is_ground(document, place)}
    abroad, line = told - home, -1
    for number, here in enumerate(document.lines):
        goes_on = number in abroad or (here == line and number not in home)
        line = here if goes_on else -1
        if goes_on:
            abroad.add(number)
    return abroad


def _is_ground(document: Document, place: ResolvedMention) -> bool:
    """Whether a foreign name is where something happens: a region, or led by "in"; "two citizens of Turkey" are
    not."""
    first = place.mention.first
    before = document.tokens[max(0, first - _LEADING) : first]
    return place.mention.level is Level.OBLAST or any(token.sense in _INSIDE for token in before)
