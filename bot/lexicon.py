"""seeds/lexicon/<language>.toml -> a matcher from words and phrases to senses.

A lexicon file holds sections of keys; a sense is "section.key". A key is a list of entries, or a table from entry to
value. An entry is one word or several separated by blanks; a word may end in `*`, which stands for any ending. So a
pattern is a literal or a prefix, and nothing can run more than linearly. Longer entries win over shorter ones, a
literal wins over a prefix, and a phrase over its words. The same entry under two senses of one language is refused.
An entry with ё and one with е are the same.

The section [class] is apart from the senses: its keys are what a rule may ask of a word whatever the word means ("and",
kin, an ending). A word may be of several classes; it stands there whole, as a beginning ("поранен*") or as an ending
("*ого").
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bot.errors import DataError
from bot.model import Language

LEXICON_FOLDER = Path(__file__).parent.parent / "seeds" / "lexicon"
_CLASS = "class"
_WITHOUT_SENSE = frozenset({"abbreviation", "language", _CLASS})
APOSTROPHES = "’ʼ‘`´′ʹ＇"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0301"
UKRAINIAN_LETTERS, RUSSIAN_LETTERS = "іїєґІЇЄҐ", "ыэъёЫЭЪЁ"
"""The letters that only one of the two languages has."""
CYRILLIC_WORD = re.compile("[А-яЁёІіЇїЄєҐґ']+")
_PIECES = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\*?|\d+|\S")
_CLEAN = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(INVISIBLE, None), "‑": "-", "‐": "-"})
_UNCLEAN = re.compile(f"[{APOSTROPHES}{INVISIBLE}‑‐]")
_YEAR = "unit.year"
_PERSON, _NUMBER = "person.", "number."
_SEXES = frozenset({"person.woman", "person.man"})
_TRADES = frozenset({"person.office", "person.office_woman", "person.people"})
_BABIES = frozenset({"unit.month", "time.week", "time.day_unit"})
_OLD = "-old"
_LATIN, _CYRILLIC = "aceiopxykmtbh", "асеіорхукмтвн"
_LOOKALIKES = str.maketrans(_LATIN, _CYRILLIC)
_LOOKALIKE = re.compile(f"[{_LATIN}]")
_MIXED = re.compile(f"[{_LATIN}'-]*[Ѐ-ӿ][Ѐ-ӿ{_LATIN}'-]*")
_NO_CLASSES: frozenset[str] = frozenset()


class Sense(NamedTuple):
    """What an entry means: the key "section.key" and the value of a valued entry (None otherwise)."""

    name: str
    value: float | None


def fold(word: str) -> str:
    """The word in lower case with one apostrophe and ё as е, without invisible marks, its Latin look-alikes in a
    Cyrillic word turned Cyrillic."""
    word = (word.translate(_CLEAN) if _UNCLEAN.search(word) else word).lower().replace("ё", "е")
    if not word.isascii() and _LOOKALIKE.search(word) and _MIXED.fullmatch(word):
        return word.translate(_LOOKALIKES)
    return word


@dataclass(slots=True)
class _Node:
    sense: Sense | None = None
    after: dict[int, "_Node"] = field(default_factory=dict)


class Lexicon:
    """The senses of one language's words and phrases."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]], origin: str = "lexicon") -> None:
        self._origin = origin
        self._literals: dict[str, Sense] = {}
        self._prefixes: dict[str, Sense] = {}
        self._atoms: dict[str, int] = {}
        self._root = _Node()
        self.abbreviations = _words_of(tables, "abbreviation")
        self.marks = _words_of(tables, "language")
        senses = set()
        for name, entry, value in _entries(tables, origin):
            self._add(Sense(name, value), entry)
            senses.add(name)
        self.senses = frozenset(senses)
        self._classes = _classes_of(tables.get(_CLASS, {}), origin)
        self.classes = frozenset(name for names in self._classes.values() for name in names)
        self._beginnings = {entry[:-1]: names for entry, names in self._classes.items() if entry.endswith("*")}
        self._endings = {entry[1:]: names for entry, names in self._classes.items() if entry.startswith("*")}
        self._beginning_lengths = sorted(set(map(len, self._beginnings)))
        self._ending_lengths = sorted(set(map(len, self._endings)))
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes}, reverse=True)
        self._atom_lengths = sorted({len(atom) - 1 for atom in self._atoms if atom.endswith("*")})

    @classmethod
    def load(cls, language: Language, folder: Path = LEXICON_FOLDER) -> "Lexicon":
        """The lexicon of a language; DataError names a file that is missing, damaged or contradicts itself."""
        path = folder / f"{language}.toml"
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{path.name}: {error}") from error
        return cls(tables, path.name)

    def _add(self, sense: Sense, entry: str) -> None:
        pieces = _PIECES.findall(fold(entry))
        if not pieces or "*" in pieces:
            raise DataError(f"{self._origin}: [{sense.name}] {entry!r} is not a word, a prefix* or a phrase of them")
        if len(pieces) > 1:
            self._add_phrase(sense, pieces)
            return
        word = pieces[0]
        table = self._prefixes if word.endswith("*") else self._literals
        self._refuse_second(table.get(word.rstrip("*")), sense, entry)
        table[word.rstrip("*")] = sense

    def _add_phrase(self, sense: Sense, pieces: list[str]) -> None:
        node = self._root
        for piece in pieces:
            atom = self._atoms.setdefault(piece, len(self._atoms))
            node = node.after.setdefault(atom, _Node())
        self._refuse_second(node.sense, sense, " ".join(pieces))
        node.sense = sense

    def _refuse_second(self, held: Sense | None, new: Sense, entry: str) -> None:
        if held is not None and held != new:
            raise DataError(f"{self._origin}: {entry!r} stands under both [{held.name}] and [{new.name}]")

    def sense(self, folded: str) -> Sense | None:
        """The sense of one folded word: its literal, else its longest prefix, else that of a hyphenated word's last
        or first part ("woman-operator" is a woman, "дочка-дев'ятикласниця" a daughter); a number joined to a year
        ("nine-year-old") or to months or days is an age."""
        found = self._literals.get(folded) or self._longest_prefix(folded)
        return self._compound_sense(folded) if found is None and "-" in folded else found

    def _compound_sense(self, folded: str) -> Sense | None:
        senses = [self._literals.get(part) or self._longest_prefix(part) for part in folded.split("-")]
        tens, units = senses[0], senses[-1]
        if tens and tens.value and any(sense and sense.name == _YEAR for sense in senses):
            counted = [sense.value or 0 for sense in senses if sense and sense.name == tens.name]
            return Sense("age.word", sum(counted))
        if tens and tens.value and folded.endswith(_OLD) and any(sense and sense.name in _BABIES for sense in senses):
            return Sense("age.word", 0)
        round_tens = tens is not None and (tens.value or 0) >= 20
        if tens and units and tens.name == units.name and round_tens and (units.value or 10) < 10:
            return Sense(tens.name, (tens.value or 0) + (units.value or 0))
        if tens is None or units is None:
            return units or tens
        named_by_sex = tens.name in _SEXES and units.name in _TRADES
        of_class = tens.name.startswith(_PERSON) and units.name.startswith(_NUMBER)
        return tens if named_by_sex or of_class else units

    def classes_of(self, folded: str) -> frozenset[str]:
        """The classes of one folded word."""
        found = self._classes.get(folded, _NO_CLASSES)
        for length in self._beginning_lengths:
            found |= self._beginnings.get(folded[:length], _NO_CLASSES)
        for length in self._ending_lengths:
            found |= self._endings.get(folded[-length:], _NO_CLASSES)
        return found

    def _longest_prefix(self, folded: str) -> Sense | None:
        size = len(folded)
        for length in self._prefix_lengths:
            if length <= size:
                found = self._prefixes.get(folded[:length])
                if found is not None:
                    return found
        return None

    def atoms(self, folded: str) -> tuple[int, ...]:
        """The ids of the phrase words that this folded word matches."""
        found = [self._atoms[folded]] if folded in self._atoms else []
        for length in self._atom_lengths:
            atom = self._atoms.get(f"{folded[:length]}*") if length <= len(folded) else None
            if atom is not None:
                found.append(atom)
        return tuple(found)

    def openings(self, atoms: tuple[int, ...]) -> "tuple[_Node, ...]":
        """The phrases that a word of these atoms may open."""
        after = self._root.after
        return tuple(after[atom] for atom in atoms if atom in after)

    def leads(self, openings: "tuple[_Node, ...]") -> frozenset[int]:
        """The ids of the phrase words that may stand second in the phrases."""
        return frozenset(atom for node in openings for atom in node.after)

    def phrase(
        self, openings: "tuple[_Node, ...]", atoms_at: "list[tuple[int, ...]]", first: int
    ) -> tuple[Sense, int] | None:
        """The longest phrase that begins at word `first` of `atoms_at` (the atoms of each word) and that this word
        opens, as its sense and the index of its last word; None if there is none."""
        best: tuple[Sense, int] | None = None
        nodes: Sequence[_Node] = openings
        for index in range(first + 1, len(atoms_at)):
            atoms = atoms_at[index]
            if not atoms:
                break
            nodes = [node.after[atom] for node in nodes for atom in atoms if atom in node.after]
            if not nodes:
                break
            for node in nodes:
                if node.sense is not None:
                    best = (node.sense, index)
                    break
        return best


def _words_of(tables: Mapping[str, Mapping[str, object]], section: str) -> frozenset[str]:
    lists = (words for words in tables.get(section, {}).values() if isinstance(words, list))
    return frozenset(fold(word) for words in lists for word in words)


def _classes_of(keys: object, origin: str) -> dict[str, frozenset[str]]:
    """The entries of [class] with the classes of each."""
    if not isinstance(keys, Mapping):
        raise DataError(f"{origin}: {_CLASS!r} is no section")
    classes: dict[str, frozenset[str]] = {}
    for name, entries in keys.items():
        if not isinstance(entries, list):
            raise DataError(f"{origin}: [{_CLASS}.{name}] is no list of words")
        written = [_word(entry, f"{_CLASS}.{name}", origin) for entry in entries]
        for entry in (fold(entry) for entry in written if "ё" not in entry or entry.replace("ё", "е") not in written):
            if not entry.removeprefix("*").removesuffix("*") or entry.count("*") > 1 or len(entry.split()) > 1:
                raise DataError(f"{origin}: [{_CLASS}.{name}] {entry!r} is not a word, a beginning* or an *ending")
            if name in classes.get(entry, ()):
                raise DataError(f"{origin}: {entry!r} stands under [{_CLASS}.{name}] twice")
            classes[entry] = classes.get(entry, _NO_CLASSES) | {name}
    return classes


def _entries(tables: Mapping[str, object], origin: str) -> Iterator[tuple[str, str, float | None]]:
    for section, keys in tables.items():
        if section in _WITHOUT_SENSE:
            continue
        if not isinstance(keys, Mapping):
            raise DataError(f"{origin}: {section!r} stands outside a section")
        for key, entries in keys.items():
            name = f"{section}.{key}"
            if isinstance(entries, Mapping):
                yield from ((name, entry, _value(value, name, origin)) for entry, value in entries.items())
            elif isinstance(entries, list):
                yield from ((name, _word(entry, name, origin), None) for entry in entries)
            else:
                raise DataError(f"{origin}: [{name}] is neither a list nor a table of words")


def _value(value: object, name: str, origin: str) -> float:
    if isinstance(value, int | float):
        return value
    raise DataError(f"{origin}: [{name}] has a value that is no number: {value!r}")


def _word(entry: object, name: str, origin: str) -> str:
    if isinstance(entry, str):
        return entry
    raise DataError(f"{origin}: [{name}] has an entry that is no word: {entry!r}")
