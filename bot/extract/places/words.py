"""The words beside a name that tell whether it is a place and of what kind: seeds/places/<language>.toml."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from bot.errors import DataError
from bot.extract.text.tokens import Document, Shape
from bot.lexicon import LEXICON_FOLDER, Lexicon
from bot.model import Language, Level

PLACES_FOLDER = LEXICON_FOLDER.parent / "places"
LEVEL_OF_AREA = {"oblast": Level.OBLAST, "raion": Level.RAION, "hromada": Level.HROMADA}
SETTLEMENT_CATEGORIES = {"city": "KM", "townlet": "X", "village": "C", "settlement": "KMXC"}
LATIN_CATEGORIES = {"city": "KM", "townlet": "XC", "village": "CX", "settlement": "KMXC"}
KINDS = frozenset(
    (
        "oblast", "raion", "hromada", "city", "townlet", "village", "settlement", "settlement_adjective",
        "street", "direction", "body", "hospital", "carried", "direct_speaker", "from", "toward",
        "locative", "between", "route", "river", "river_name", "bank", "joiner", "title", "first_name",
        "surname", "common", "foreign", "regional", "centre", "capital", "agency",
        "station_part", "except", "treated", "housed", "land", "lying",
    )
)  # fmt: skip
_MOST_WORDS = 100_000


class PlaceWords:
    """Folded words -> their kind: a key of [place] without the section, or None."""

    def __init__(self, lexicons: Mapping[Language, Lexicon]) -> None:
        self._lexicons = lexicons
        self._kinds: dict[Language, dict[str, str | None]] = {language: {} for language in Language}

    @classmethod
    def load(cls, folder: Path = PLACES_FOLDER) -> "PlaceWords":
        """The words of all languages; DataError names a file that is damaged or has an unknown key."""
        lexicons = {language: Lexicon.load(language, folder) for language in Language}
        for language, lexicon in lexicons.items():
            unknown = lexicon.senses - {f"place.{kind}" for kind in KINDS}
            if unknown:
                raise DataError(f"{language}.toml has unknown keys: {', '.join(sorted(unknown))}")
        return cls(lexicons)

    def kind(self, folded: str, language: Language) -> str | None:
        """The kind of a folded word."""
        sense = self._lexicons[language].sense(folded)
        kind = sense.name.removeprefix("place.") if sense else None
        return None if _is_compound(folded) and kind not in ("foreign", "agency") else kind

    def classes(self, name: str) -> frozenset[str]:
        """The classes of a folded name, in whatever language it is."""
        return frozenset().union(*(lexicon.classes_of(name) for lexicon in self._lexicons.values()))

    def kinds_of(self, document: Document) -> list[str | None]:
        """The kind of each token; marks, numbers and line breaks have none."""
        known = self._kinds[document.language]
        folded = [token.folded for token in document.tokens]
        try:
            return list(map(known.__getitem__, folded))
        except KeyError:
            self._learn(known, document)
        return list(map(known.__getitem__, folded))

    def _learn(self, known: dict[str, str | None], document: Document) -> None:
        if len(known) >= _MOST_WORDS:
            known.clear()
        for token in document.tokens:
            folded = token.folded
            if folded not in known:
                language = Language.EN if folded.isascii() else document.language
                known[folded] = self.kind(folded, language) if token.shape is Shape.WORD else None


def _is_compound(folded: str) -> bool:
    """Whether a hyphen joins two words (Середина-Буда) and is no sign of an abbreviation (р-н, пр-т)."""
    head, hyphen, _ = folded.partition("-")
    return bool(hyphen) and len(head) > 2


@cache
def place_words() -> PlaceWords:
    """The words of seeds/places, read once."""
    return PlaceWords.load()


@lru_cache(_MOST_WORDS)
def name_classes(name: str) -> frozenset[str]:
    """The classes of a folded name: keys of [class] of seeds/places."""
    return place_words().classes(name)
