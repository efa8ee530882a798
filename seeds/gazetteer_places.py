"""GeoNames' populated places joined to the codifier's units by name, oblast and class."""

import json
from collections import defaultdict
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple

from bot.gazetteer.forms import fold, skeleton, transliterate
from seeds.gazetteer_russian import russian_names

Unit = tuple[str, str, str, tuple[str, ...]]

AREAS = "OPHB"
OBLASTS = {
    "11": "UA01", "23": "UA05", "24": "UA07", "04": "UA12", "05": "UA14", "27": "UA18", "25": "UA21", "26": "UA23",
    "06": "UA26", "13": "UA32", "10": "UA35", "14": "UA44", "15": "UA46", "16": "UA48", "17": "UA51", "18": "UA53",
    "19": "UA56", "21": "UA59", "22": "UA61", "07": "UA63", "08": "UA65", "09": "UA68", "01": "UA71", "03": "UA73",
    "02": "UA74", "12": "UA80", "20": "UA85",
}  # fmt: skip


class Located(NamedTuple):
    """Where a unit is (degrees), how well that is known (e exact, a approximate, empty unknown), its inhabitants."""

    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    population: int = 0
    russian: tuple[str, ...] = ()

    def cells(self) -> tuple[str, str, str, str]:
        """The four columns of the unit's row."""
        if self.latitude is None or self.longitude is None:
            return "", "", "", str(self.population or "")
        return f"{self.latitude:.4f}", f"{self.longitude:.4f}", self.precision, str(self.population or "")


def geonames_of(path: Path) -> list[dict[str, Any]]:
    """GeoNames' populated places in Ukraine, largest first."""
    places = [place for place in json.loads(path.read_text(encoding="utf-8")).values() if place["countrycode"] == "UA"]
    return sorted(places, key=lambda place: (-place["population"], place["geonameid"]))


def russian_pairs(known: set[str], path: Path) -> Iterator[tuple[str, str]]:
    """(Ukrainian, Russian) spellings of one place, for the speller to learn from."""
    for place in geonames_of(path):
        others = sorted({fold(name) for name in place["alternatenames"]})
        ukrainian = [name for name in others if name in known]
        marked = [name for name in ukrainian if set(name) & set("іїєґ'")] or ukrainian
        yield from ((name, other) for name in marked for other in russian_names(name, others))


def located(units: list[Unit], path: Path) -> list[Located]:
    """The place of each unit, in the order of units; areas have none."""
    join = _Join(units)
    later = []
    for place in geonames_of(path):
        numbers = join.candidates(place)
        if len(numbers) == 1:
            join.settle(place, numbers[0])
        elif numbers:
            later.append((place, numbers))
    for place, numbers in later:
        join.choose(place, numbers)
    return [join.found.get(number) or join.approximate(unit) for number, unit in enumerate(units)]


class _Join:
    """What is located so far, with the points of each hromada and raion."""

    def __init__(self, units: list[Unit]) -> None:
        self._units = units
        self._named: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.found: dict[int, Located] = {}
        for number, (code, category, name, old) in enumerate(units):
            if category not in AREAS:
                for spelling in {fold(name), *map(fold, old), "~" + skeleton(transliterate(name))}:
                    self._named[code[:4], spelling].append(number)

    def candidates(self, place: dict[str, Any]) -> list[int]:
        """The units that a place may be, by its Cyrillic names, else by its Latin one."""
        oblasts = _OBLASTS_OF.get(OBLASTS[place["admin1code"]], (OBLASTS[place["admin1code"]],))
        for spellings in (sorted({fold(name) for name in place["alternatenames"]}), ["~" + skeleton(place["name"])]):
            for oblast in oblasts:
                numbers = {number for spelling in spellings for number in self._named.get((oblast, spelling), ())}
                if numbers:
                    return sorted(numbers)
        return []

    def settle(self, place: dict[str, Any], number: int) -> None:
        """Gives a unit its place, unless a bigger one has taken it."""
        if number in self.found:
            return
        code, _, name, _ = self._units[number]
        spellings = sorted({fold(spelling) for spelling in place["alternatenames"]})
        russian = tuple(russian_names(fold(name), spellings))
        point = (place["latitude"], place["longitude"])
        self.found[number] = Located(*point, "e", place["population"], russian)
        for size in (6, 9):
            self._points[code[:size]].append(point)

    def choose(self, place: dict[str, Any], numbers: list[int]) -> None:
        """Among units of one name: the city if the place is big, else the one whose hromada or raion lies nearest."""
        free = [number for number in numbers if number not in self.found]
        towns = [number for number in free if self._units[number][1] in "MK"]
        if towns and place["population"] >= 5000:
            self.settle(place, towns[0])
            return
        near = [(self._distance(place, number), number) for number in free]
        near = [pair for pair in near if pair[0] < 0.3]
        if near:
            self.settle(place, min(near)[1])

    def _distance(self, place: dict[str, Any], number: int) -> float:
        centre = self._centre(self._units[number][0])
        if centre is None:
            return 9.0
        return hypot(place["latitude"] - centre[0], (place["longitude"] - centre[1]) * 0.65)

    def _centre(self, code: str) -> tuple[float, float] | None:
        points = self._points.get(code[:9]) or self._points.get(code[:6])
        if not points:
            return None
        return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)

    def approximate(self, unit: Unit) -> Located:
        """The mean of the located settlements of a settlement's hromada, else raion; nothing for an area."""
        centre = None if unit[1] in AREAS else self._centre(unit[0])
        return Located(*centre, "a") if centre else Located()


_OBLASTS_OF = {"UA80": ("UA80", "UA32"), "UA85": ("UA85", "UA01")}
