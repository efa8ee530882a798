"""Sentences about attacks outside Ukraine, whose harm is none of a post's (GUIDE: within the borders of 1991)."""

from collections.abc import Iterable, Set
from itertools import takewhile

from bot.extract.places.choice import ResolvedMention
from bot.extract.places.values import PlaceMention
from bot.extract.text.punctuation import SENTENCE_ENDS
from bot.extract.text.tokens import Document
from bot.model import Level

_INSIDE = frozenset({"preposition.in"})
_HARM = ("killed.", "injured.", "damage.")
_PHRASE_ENDS = SENTENCE_ENDS | {",", ";"}
_NEAR = 10
_BETWEEN, _LEADING = 2, _INSIDE | {"preposition.on", "weapon_cue.link", None}
_OPENING = frozenset(",(")


def with_towns_abroad(document: Document, resolved: list[ResolvedMention]) -> list[ResolvedMention]:
    """The places, a town named in a region abroad known as one abroad ("біля Олексіївки в Бєлгородській області"), and
    so one of a frequent name in a text headed by such a region that names no area of Ukraine."""
    regions = {place.mention.first for place in resolved if _is_region_abroad(place.mention)}
    if not regions:
        return resolved
    first = min(regions)
    home = any(place.unit is not None and place.unit.level is not Level.SETTLEMENT for place in resolved)
    headed = not home and document.lines[document.sentence_of[first]] == 0

    def is_there(place: ResolvedMention) -> bool:
        town = place.unit is not None and place.unit.level is Level.SETTLEMENT
        guessed = headed and bool(place.options) and place.mention.first > first
        return town and (guessed or _lies_in(document, place.mention, regions))

    return [
        place._replace(unit=None, mention=place.mention._replace(foreign=True)) if is_there(place) else place
        for place in resolved
    ]


def _is_region_abroad(mention: PlaceMention) -> bool:
    return mention.foreign and mention.level is Level.OBLAST and not mention.origin


def _lies_in(document: Document, town: PlaceMention, regions: Set[int]) -> bool:
    """Whether a region (`regions`: where they begin) stands right behind a town, led by "in", "in Russia's", a comma or
    a bracket at most."""
    _, end = document.sentences[document.sentence_of[town.last]]
    behind = range(town.last + 1, min(end, town.last + 2 + _BETWEEN))
    region = next((at for at in behind if at in regions), None)
    if region is None:
        return False
    between = [token for token in document.tokens[town.last + 1 : region] if token.text not in _OPENING]
    return not any("joining" in token.classes or token.sense not in _LEADING for token in between)


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
