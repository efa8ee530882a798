"""What a person types after /region -> units, best first."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.gazetteer.forms import fold, skeleton
from bot.gazetteer.unit import Unit
from bot.model import Level

_NEAREST, _NEAR_ENOUGH = 12, 70.0
_OF_ONE_SCORE = 6.0
_LESS_LIKELY = {"P": 5, "H": 10, "B": 10, "X": 10, "C": 10}
_TYPE_WORDS = (
    (Level.OBLAST, r"област[ьіиью]+|областью|області|обл|oblast|region|province"),
    (Level.RAION, r"район\w{0,2}|р-н\w{0,2}|raion|rayon|district"),
    (Level.HROMADA, r"громад\w{1,3}|отг|тг|територіальна|hromada|community"),
    (Level.SETTLEMENT, r"міст\w|город\w?|село|селище|поселок|посёлок|пгт|смт|сел|м|с|г|с-ще|city|town|village"),
)
_FILLERS = frozenset(("of", "the", "in", "at", "у", "в", "во", "на", "по", "біля"))
_WORDS = tuple((level, re.compile(rf"(?:{words})")) for level, words in _TYPE_WORDS)


class Match(NamedTuple):
    """A unit that was asked for; `score` is 0 to 100, `exact` whether the name itself was typed."""

    unit: Unit
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A typed name without the words that tell its kind, and the level that they told."""

    name: str
    level: Level | None

    @classmethod
    def read(cls, text: str) -> "Query":
        """The folded name and level of what was typed."""
        level, names = None, []
        for word in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", fold(text)):
            if word in _FILLERS:
                continue
            told = next((kind for kind, words in _WORDS if words.fullmatch(word)), None)
            if told is None:
                names.append(word)
            level = level or told
        return cls(" ".join(names) or fold(text), level if names else None)

    def wants(self, unit: Unit) -> bool:
        """Whether the unit is of the kind that was typed; a district of a city is a район too."""
        if self.level is None:
            return True
        return unit.level is self.level or (self.level is Level.RAION and unit.level is Level.DISTRICT)


def fuzzy_keys(name: str, keys: Iterable[str]) -> list[tuple[str, float]]:
    """The keys most like a folded name with a score of 0 to 100."""
    asked = "~" + " ".join(map(skeleton, name.split())) if name.isascii() else name
    found = process.extract(asked, list(keys), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_NEAR_ENOUGH)
    return [(key, score) for key, score, _ in found]


def rank(query: Query, scores: Mapping[Unit, float], *, exact: bool) -> list[Match]:
    """The units as matches, best first: by score, the asked kind, then oblast, city, raion, hromada, village.

    A raion, hromada or village scores somewhat less than an oblast or city, so that those with the highest score are
    the ones a person may mean.
    """
    wanted = {unit: score for unit, score in scores.items() if query.wants(unit)} or dict(scores)
    best = max(wanted.values(), default=0.0)
    matches = [
        Match(unit, score - _LESS_LIKELY.get(unit.category, 0), exact)
        for unit, score in wanted.items()
        if score >= best - _OF_ONE_SCORE
    ]
    return sorted(matches, key=lambda match: (-match.score, *_place_order(match.unit)))


def _place_order(unit: Unit) -> tuple[int, int, str]:
    kinds = {"O": 0, "K": 0, "M": 1, "P": 2, "H": 4, "B": 5, "X": 6, "C": 7}
    return kinds[unit.category], -(unit.population or 0), unit.code
