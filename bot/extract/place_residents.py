"""Towns that a post names only by those who live there: "ще один чернігівець", "Кременчужане, ночной удар".

The ending of the word for a resident is cut off and the town's own tried in its place; the gazetteer and the oblast
that the post or its channel speaks of decide. Only a post that names no place finer than an oblast is read so.
"""

import re
from collections.abc import Iterator, Sequence

from bot.extract.place_values import PlaceMention, ResolvedMention
from bot.extract.tokens import Document, Shape
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level

_RESIDENT = re.compile(
    r"(?:(?:ен|ин)?(?:ець|ц[яюі]|цем|ців|цям|цями|ец|ц[аыу]|цев|цам|цами)"
    r"|'?(?:ян|чан)(?:ин|ина|ину|ином|и|е|ы|ам|ами|ах|ка|ку|ки|кою|ок|)|(?:ит|ит[аиыі]|итів|итов)|к(?:а|у|и|ою|ой))$"
)
_TOWN_ENDINGS = ("", "и", "ы", "а", "о", "е", "ь", "я", "ськ", "ск", "ець", "ец", "ів", "ка", "не", "й")
_SHORTEST, _SHORTEST_STEM = 6, 3
_SMALLEST_TOWN = 3_000


def residents(document: Document, gazetteer: Gazetteer, resolved: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """The towns whose residents a post tells of, in the order of the text; none if a place is named otherwise."""
    if any(place.unit is not None and place.unit.level is not Level.OBLAST for place in resolved):
        return []
    oblasts = {place.unit.oblast for place in resolved if place.unit is not None}
    region = document.post.region
    if region is not None:
        oblasts.add(region)
    return list(_found(document, gazetteer, oblasts)) if oblasts else []


def _found(document: Document, gazetteer: Gazetteer, oblasts: set[str]) -> Iterator[ResolvedMention]:
    for token in document.tokens:
        known = token.sense is None or token.sense.startswith("person.")
        if token.shape is not Shape.WORD or not known or len(token.folded) < _SHORTEST:
            continue
        unit = _town(token.folded, gazetteer, oblasts)
        if unit is not None:
            at = token.index
            mention = PlaceMention(at, at, Level.SETTLEMENT, (unit,), token.folded, weak=True)
            yield ResolvedMention(mention, unit)


def _town(word: str, gazetteer: Gazetteer, oblasts: set[str]) -> Unit | None:
    match = _RESIDENT.search(word)
    if match is None or match.start() < _SHORTEST_STEM:
        return None
    stems = {word[: match.start()], word[: match.start()] + "'"} | ({word[:-1]} if word.endswith("ец") else set())
    if match.group().startswith(("ен", "ин")):
        stems.add(word[: match.start() + 2])
    units = {
        unit
        for stem in stems
        for ending in _TOWN_ENDINGS
        for unit in gazetteer.settlements(stem + ending)
        if unit.oblast in oblasts and unit.category in "KM" and (unit.population or 0) >= _SMALLEST_TOWN
    }
    return units.pop() if len(units) == 1 else None
