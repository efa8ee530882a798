"""Sentences about attacks outside Ukraine, whose harm is none of a post's (GUIDE: within the borders of 1991)."""

from collections.abc import Iterable, Set
from itertools import takewhile

from bot.extract.places.choice import ResolvedMention
from bot.extract.text.punctuation import SENTENCE_ENDS
from bot.extract.text.tokens import Document
from bot.model import Level

_INSIDE = frozenset({"preposition.in"})
_HARM = ("killed.", "injured.", "damage.")
_PHRASE_ENDS = SENTENCE_ENDS | {",", ";"}
_NEAR = 10


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
    """Whether a foreign name is where somebody was harmed: a region, or a town led by "in" in the clause of the harm;
    "two citizens of Turkey", "before the talks in Geneva" are not."""
    tokens, first, last = document.tokens, place.mention.first, place.mention.last
    if place.mention.level is Level.OBLAST:
        return True
    before = takewhile(lambda token: token.text not in _PHRASE_ENDS, tokens[max(0, first - _NEAR) : first][::-1])
    behind = takewhile(lambda token: token.text not in SENTENCE_ENDS, tokens[last + 1 : last + 1 + _NEAR])
    led = first > 0 and tokens[first - 1].sense in _INSIDE
    return led and any((token.sense or "").startswith(_HARM) for token in (*before, *behind))
