"""The gazetteer's units, the keys of their names and the stems of the words in them."""

import gzip
import re
from bisect import bisect_left
from itertools import product
from pathlib import Path

from bot.errors import DataError
from bot.gazetteer.forms import known_adjectives, loose, russian_spellings, skeleton, transliterate
from bot.gazetteer.memory import Memory
from bot.gazetteer.rows import Rows
from bot.gazetteer.search import Match, Query, fuzzy_keys, rank
from bot.gazetteer.unit import Unit
from bot.model import Language, Level

GAZETTEER_FILE = Path(__file__).parent.parent.parent / "seeds" / "gazetteer.tsv.gz"
_LEVELS = {"O": Level.OBLAST, "P": Level.RAION, "H": Level.HROMADA, "B": Level.DISTRICT}
_SHORTEST_LATIN = 3
_OTHER_CASE = 92.0
_LONGEST_ENDING = 4
_MOST_READINGS = 64
_SEPARATOR = re.compile(r"([ -])")
_AREA_WORDS = {
    Language.UK: {Level.OBLAST: "область", Level.RAION: "район", Level.HROMADA: "громада", Level.DISTRICT: "район"},
    Language.EN: {Level.OBLAST: "oblast", Level.RAION: "raion", Level.HROMADA: "hromada", Level.DISTRICT: "district"},
}


class Gazetteer:
    """All units of Ukraine, found by code or by any form of a name."""

    def __init__(self, units: list[str], names: Rows, endings: list[str], stems: Rows) -> None:
        self._rows = units
        self._names = names
        self._endings = [frozenset(row.split(" ")) for row in endings]
        self._stems = stems
        self._first_words = frozenset(key.split(" ", 1)[0] for key in names.spaced())
        self._units: dict[int, Unit] = {}
        self._centres: tuple[Unit, ...] = ()
        self._readings = Memory(self._read_word)
        self._found = Memory(self._look_up)
        self._alike = Memory(self._look_up_alike)
        self._settlements = Memory(self._settlements_of)
        self._cities = Memory(lambda folded: any(unit.category in "KM" for unit in self.forms(folded)))
        self._begins = Memory(self._is_first_word)
        self._known = Memory(lambda folded: self.begins_name(folded) or bool(self.forms(folded)))

    @classmethod
    def load(cls, path: Path = GAZETTEER_FILE) -> "Gazetteer":
        """The gazetteer of seeds/; DataError says what is wrong with the file."""
        try:
            tables = gzip.decompress(path.read_bytes()).split(b"\n\n")
            units, names, endings, stems = (table.decode().split("\n") for table in tables)
        except (OSError, EOFError, ValueError) as error:
            raise DataError(f"{path.name} is missing or damaged ({error}): run seeds/build_gazetteer.py") from error
        if not units[0].startswith("UA"):
            raise DataError(f"{path.name} does not begin with units: run seeds/build_gazetteer.py")
        return cls(units, Rows(names), endings, Rows(stems))

    def __len__(self) -> int:
        """The number of units."""
        return len(self._rows)

    def unit(self, code: str) -> Unit:
        """The unit of a code or of its leading characters ("UA63" is the oblast); KeyError if there is none."""
        number = bisect_left(self._rows, code)
        if number == len(self._rows) or not self._rows[number].startswith(code):
            raise KeyError(code)
        return self._unit(number)

    def all_units(self) -> "list[Unit]":
        """Every unit, by code."""
        return [self._unit(number) for number in range(len(self._rows))]

    def _unit(self, number: int) -> Unit:
        unit = self._units.get(number)
        if unit is None:
            unit = self._units[number] = self._read(self._rows[number])
        return unit

    def _read(self, row: str) -> Unit:
        code, category, name, old, latitude, longitude, precision, population, base = row.split("\t")
        raion = self._name_at(code[:6] + "0000000", code[4:6])
        hromada = self._name_at(code[:9] + "000", code[6:9])
        return Unit(
            code=code,
            name=name,
            level=_LEVELS.get(category, Level.SETTLEMENT),
            category=category,
            oblast=code[:4],
            raion=raion,
            hromada=hromada,
            parents=self._parents(code),
            old_names=tuple(old.split("|")) if old else (),
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            precision={"e": "exact", "a": "approximate"}.get(precision),
            population=int(population) if population else None,
            base=base or None,
        )

    def _name_at(self, prefix: str, digits: str) -> str | None:
        row = self._row_at(prefix) if digits.strip("0") else None
        return row.split("\t", 3)[2] if row else None

    def _row_at(self, prefix: str) -> str | None:
        number = bisect_left(self._rows, prefix)
        return self._rows[number] if number < len(self._rows) and self._rows[number].startswith(prefix) else None

    def _parents(self, code: str) -> tuple[str, ...]:
        rows = [self._row_at(code[:size] + "0" * (14 - size)) for size in (12, 9, 6, 4)]
        codes = [row.split("\t", 1)[0] for row in rows if row]
        return tuple(dict.fromkeys(parent for parent in codes if parent != code))

    def centres(self) -> tuple[Unit, ...]:
        """The biggest city of each oblast, which is its centre."""
        if not self._centres:
            biggest: dict[str, Unit] = {}
            for number, row in enumerate(self._rows):
                if row[20:21] in "MK":
                    unit = self._unit(number)
                    best = biggest.get(unit.oblast)
                    if best is None or (unit.population or 0) > (best.population or 0):
                        biggest[unit.oblast] = unit
            self._centres = tuple(biggest.values())
        return self._centres

    def knows(self, folded: str) -> bool:
        """Whether a folded word is a form of a name or may be the first word of one."""
        return self._known[folded]

    def begins_name(self, folded: str) -> bool:
        """Whether a folded word may be the first of a name of several words."""
        return self._begins[folded]

    def _is_first_word(self, folded: str) -> bool:
        readings = ("~" + skeleton(folded),) if folded.isascii() else self._readings[folded.replace("ё", "е")]
        return not self._first_words.isdisjoint(readings)

    def forms(self, folded: str) -> tuple[Unit, ...]:
        """Every unit one of whose forms in Ukrainian, Russian or Latin letters this is.

        `folded` is as `fold` gives it: one word or several joined by one blank.
        """
        return self._found[folded]

    def settlements(self, folded: str) -> tuple[Unit, ...]:
        """Those of `forms` that are settlements."""
        return self._settlements[folded]

    def has_city(self, folded: str) -> bool:
        """Whether a city is among `forms`."""
        return self._cities[folded]

    def _settlements_of(self, folded: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.forms(folded) if unit.level is Level.SETTLEMENT)

    def _look_up(self, folded: str) -> tuple[Unit, ...]:
        keys = self._keys(folded.replace("ё", "е"))
        numbers = {number for key in keys for number in self._names.get(key).split(",") if number}
        return tuple(self._unit(number) for number in sorted(map(int, numbers)))

    def _named(self, folded: str) -> tuple[Unit, ...]:
        key = self._keys(folded)[:1] if folded.isascii() else [folded]
        numbers = [number for name in key for number in self._names.get(name).split(",") if number]
        return tuple(self._unit(int(number)) for number in numbers)

    def _keys(self, folded: str) -> list[str]:
        if folded.isascii():
            latin = " ".join(skeleton(word.removesuffix("'s")) for word in folded.split(" "))
            return ["~" + latin] if min(len(folded), len(latin) + 1) >= _SHORTEST_LATIN else []
        pieces = [self._readings[piece] for piece in _SEPARATOR.split(folded)]
        readings = []
        for reading in product(*pieces):
            readings.append("".join(reading))
            if len(readings) >= _MOST_READINGS:
                break
        return readings

    def _read_word(self, word: str) -> tuple[str, ...]:
        """The nominatives that a word may be a form of, itself among them."""
        readings = [word]
        for cut in range(min(_LONGEST_ENDING, len(word) - 1) + 1):
            readings += self._words_of(word[: len(word) - cut], word[len(word) - cut :])
        return tuple(dict.fromkeys(readings))

    def _words_of(self, stem: str, ending: str) -> list[str]:
        row = self._stems.get(stem)
        if not row:
            return []
        cells = (cell.split("=") for cell in row.split("\t"))
        return [word for word, number in cells if (ending or "_") in self._endings[int(number)]]

    def similar(self, folded: str) -> tuple[Unit, ...]:
        """Every unit one of whose Russian names is spelt nearly like this: і as и, о or е, doubled letters; of two
        words where the first is an adjective: "Большая Писаревка"."""
        return () if folded.isascii() or not folded else self._alike[folded.replace("ё", "е")]

    def _look_up_alike(self, folded: str) -> tuple[Unit, ...]:
        compound, _, last = folded.rpartition("-")
        adjective, _, noun = folded.rpartition(" ")
        words = [f"{compound}-{word}" for word in self._words_alike(last)] if compound else self._words_alike(noun)
        if adjective and not compound:
            nouns = {*words, *self._readings[noun]}
            words = [f"{first} {word}" for first in known_adjectives(adjective) for word in nouns]
        numbers = {int(number) for word in words for number in self._names.get(word).split(",") if number}
        return tuple(self._unit(number) for number in sorted(numbers))

    def _words_alike(self, folded: str) -> list[str]:
        return [
            word
            for spelling in russian_spellings(folded)
            for cut in range(min(_LONGEST_ENDING, len(spelling) - 3) + 1)
            for word in self._words_of("~" + loose(spelling[: len(spelling) - cut]), spelling[len(spelling) - cut :])
        ]

    def contains(self, outer: Unit, inner: Unit) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer.code == inner.code or outer.code in inner.parents

    def search(self, query: str, limit: int = 6) -> list[Match]:
        """The units that a person may mean, best first.

        Those of that very name alone if there are any, else those in another case, else the nearest spellings. [] if
        nothing is near.
        """
        asked = Query.read(query)
        nominative = set(self._named(asked.name))
        known = {unit: 100.0 if unit in nominative else _OTHER_CASE for unit in self.forms(asked.name)}
        exact = rank(asked, known, exact=True)
        if exact or not asked.name:
            return exact[:limit]
        near: dict[Unit, float] = dict.fromkeys(self.similar(asked.name), 95.0)
        for key, score in fuzzy_keys(asked.name, self._names):
            for number in self._names.get(key).split(","):
                unit = self._unit(int(number))
                near[unit] = max(score, near.get(unit, 0.0))
        return rank(asked, near, exact=False)[:limit]

    def title(self, unit: Unit, language: Language | str) -> str:
        """The unit with what it lies in: "Балаклія, Ізюмський район, Харківська область"; English by the official
        transliteration and the usual names of oblasts."""
        chosen = Language.EN if language == Language.EN else Language.UK
        chain = [unit, *(self.unit(code) for code in unit.parents)]
        shown = [part for part in chain if part is unit or _is_shown_above(part, unit)]
        return ", ".join(_title(part, chosen) for part in shown)


def _is_shown_above(part: Unit, unit: Unit) -> bool:
    if unit.level is Level.DISTRICT:
        return part.level is Level.SETTLEMENT
    return part.level in (Level.RAION, Level.OBLAST)


def _title(unit: Unit, language: Language) -> str:
    word = _AREA_WORDS[language].get(unit.level)
    if unit.code.startswith("UA01") and unit.level is Level.OBLAST:
        return unit.name if language is Language.UK else "Autonomous Republic of Crimea"
    if language is Language.UK:
        return f"{unit.name} {word}" if word else unit.name
    name = transliterate(unit.base or unit.name)
    return f"{name} {word}" if word else name
