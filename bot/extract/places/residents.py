"""Towns that a post names only by those who live there ("ще один чернігівець", "Кременчужане, ночной удар") or by an
adjective of a thing that was struck ("на лозівському вокзалі", "в херсонскую больницу").

The ending of the word for a resident is cut off and the town's own tried in its place, unless
seeds/places/residents.toml knows the word; the gazetteer and the oblast that the post or its channel speaks of decide.
Only a post that names no place finer than an oblast is read so, and one that begins by addressing the residents.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.errors import DataError
from bot.extract.places.values import PlaceMention, ResolvedMention
from bot.extract.places.words import PLACES_FOLDER, name_classes
from bot.extract.text.paragraphs import paragraph_starts
from bot.extract.text.tokens import Document, Shape, Token
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level

_SHORTEST, _SHORTEST_STEM = 4, 3
_SHORTEST_WORD, _LONGEST_WORD = 6, 24
_THING_REACH = 2
_OPENING = 5
_BODIES = (".administration", ".police_station", ".fire_station")
_OF_STRIKES = ("strike.", "damage.harm", "damage.hit", "weapon.", "make.")
_REMEMBERED_WORDS = 50_000
_SMALLEST_TOWN, _BIG_CITY = 3_000, 100_000


def residents(document: Document, gazetteer: Gazetteer, resolved: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """The towns whose residents a post tells of, in the order of the text; those whom it addresses, if a place
    is named otherwise."""
    named = [place for place in resolved if place.unit is not None and place.unit.level is not Level.OBLAST]
    oblasts = {place.unit.oblast for place in resolved if place.unit is not None}
    region = document.post.region
    if region is not None:
        oblasts.add(region)
    if not named:
        within = {
            index
            for place in resolved
            if place.unit is not None
            for index in range(place.mention.first, place.mention.last + 1)
        }
        found = _found(document, document.tokens, gazetteer, oblasts)
        return [place for place in found if place.mention.first not in within]
    addressed = [
        document.tokens[index]
        for first in paragraph_starts(document)
        for index in range(first, min(first + _OPENING, len(document.tokens)))
        if _is_addressed(document, first, index)
    ]
    near = list(_found(document, addressed, gazetteer, oblasts))
    known = {place.mention.first for place in near}
    others = [token for token in addressed if token.index not in known]
    return near + list(_found(document, others, gazetteer, set()))


def _is_addressed(document: Document, first: int, index: int) -> bool:
    """Whether a paragraph that begins at a token does so by addressing the residents of a town: "Львів'яни, ворог
    ударив по нашому місту"."""
    after = document.tokens[index + 1].text if index + 1 < len(document.tokens) else ""
    if after not in (",", "!"):
        return False
    opens = not any(token.shape is Shape.WORD for token in document.tokens[first:index])
    greeted = index > first and document.tokens[index - 1].text == ","
    return (opens or greeted) and document.sentence_of[index] <= document.sentence_of[first] + 1


def _found(
    document: Document, tokens: Sequence[Token], gazetteer: Gazetteer, oblasts: set[str]
) -> Iterator[ResolvedMention]:
    for token in tokens:
        known = token.sense is None or token.sense.startswith("person.")
        if token.shape is not Shape.WORD or not known or len(token.folded) < _SHORTEST:
            continue
        unit = _town(token.folded, gazetteer, oblasts) or _town_of_thing(document, token.index, gazetteer, oblasts)
        if unit is not None:
            at = token.index
            mention = PlaceMention(at, at, Level.SETTLEMENT, (unit,), token.folded, weak=True)
            yield ResolvedMention(mention, unit)


@dataclass(frozen=True, slots=True)
class _Endings:
    """What seeds/places/residents.toml says: the `stems` of words for residents that no rule makes, with the folded
    names of their towns, the endings of section [ending], and the length of the `longest` one of residents."""

    stems: Mapping[str, tuple[str, ...]]
    resident: frozenset[str]
    longest: int
    inset: tuple[str, ...]
    cut_short: tuple[str, ...]
    town: tuple[str, ...]
    case: frozenset[str]


@cache
def _endings() -> _Endings:
    """The endings and irregular stems; DataError if the file is damaged."""
    path = PLACES_FOLDER / "residents.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        towns, ending = tables["residents"], tables["ending"]
        stems = {stem for words in towns.values() for stem in words}
        return _Endings(
            {stem: tuple(name.lower() for name, words in towns.items() if stem in words) for stem in stems},
            frozenset(ending["resident"]),
            max(map(len, ending["resident"])),
            tuple(ending["inset"]),
            tuple(ending["cut_short"]),
            tuple(ending["town"]),
            frozenset(ending["case"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(f"{path.name}: {error}") from error


def _known_town(word: str, gazetteer: Gazetteer, oblasts: set[str]) -> Unit | None:
    """The town of a word for residents that residents.toml holds."""
    units = (unit for name in _names_of(word) for unit in gazetteer.settlements(name))
    return next((unit for unit in units if _fits(unit, oblasts)), None)


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _names_of(word: str) -> tuple[str, ...]:
    """The names of towns that residents.toml has for a word, by its longest beginning first."""
    known = _endings()
    sizes = range(min(len(word), _LONGEST_WORD), _SHORTEST_STEM, -1)
    stems = (word[:size] for size in sizes if word[size:] in known.case)
    return tuple(name for stem in stems for name in known.stems.get(stem, ()))


def _town(word: str, gazetteer: Gazetteer, oblasts: set[str]) -> Unit | None:
    known = _known_town(word, gazetteer, oblasts)
    return known or _regular_town(word, gazetteer, oblasts)


def may_name_residents(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a folded word may be one for those who live in a town of any oblast."""
    stems = (stem + ending for stem in _stems(word) for ending in _endings().town)
    return bool(_names_of(word)) or any(gazetteer.settlements(name) for name in stems)


def _regular_town(word: str, gazetteer: Gazetteer, oblasts: set[str]) -> Unit | None:
    units = {
        unit
        for stem in _stems(word)
        for ending in _endings().town
        for unit in gazetteer.settlements(stem + ending)
        if _fits(unit, oblasts)
    }
    return units.pop() if len(units) == 1 else None


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _stems(word: str) -> frozenset[str]:
    """The beginnings that a town's name may have, given a word for its residents: without the longest ending, and with
    what the ending may have put between."""
    known = _endings()
    sizes = range(min(len(word), known.longest), 0, -1)
    start = next((len(word) - size for size in sizes if word[-size:] in known.resident), 0)
    if start < _SHORTEST_STEM or len(word) < _SHORTEST_WORD:
        return frozenset()
    stems = {word[:start], word[:start] + "'"}
    stems.update(word[: start + len(inset)] for inset in known.inset if word.startswith(inset, start))
    stems.update(word[:-1] for ending in known.cut_short if word.endswith(ending))
    return frozenset(stems)


def _town_of_thing(document: Document, index: int, gazetteer: Gazetteer, oblasts: set[str]) -> Unit | None:
    """The town that an adjective names before a thing, in a sentence that tells of a strike or of damage."""
    tokens = document.tokens
    if "adjective" not in name_classes(tokens[index].folded):
        return None
    first, end = document.sentences[document.sentence_of[index]]
    behind = tokens[index + 1 : min(index + 1 + _THING_REACH, end)]
    senses = [token.sense or "" for token in behind if token.shape is Shape.WORD]
    if not any(sense.startswith("object_") for sense in senses):
        return None
    if any(sense.endswith(_BODIES) for sense in senses):
        return None
    if not any((token.sense or "").startswith(_OF_STRIKES) for token in tokens[first:end]):
        return None
    bases = {unit.base.lower() for unit in gazetteer.forms(tokens[index].folded) if unit.base}
    towns = {unit for base in bases for unit in gazetteer.settlements(base) if _fits(unit, oblasts)}
    return towns.pop() if len(towns) == 1 else None


def _fits(unit: Unit, oblasts: set[str]) -> bool:
    """Whether a unit is a town of the oblasts spoken of, or a big city where none is."""
    smallest = _SMALLEST_TOWN if oblasts else _BIG_CITY
    return unit.category in "KM" and (unit.population or 0) >= smallest and (not oblasts or unit.oblast in oblasts)
