"""Names of areas without their type word: "У Дарницькому горить дах", "Хотінська – тихо", "ДОНЕЦЬКА. Двоє поранених".

An adjective that names a raion or district may name a village too ("у Черкаському"): the post and its channel decide.
"""

from bot.extract.places.ground import Ground
from bot.extract.places.levels import of_level
from bot.extract.places.refusals import ends_phrase
from bot.extract.places.values import PlaceMention
from bot.extract.places.words import LEVEL_OF_AREA, name_classes
from bot.gazetteer import Unit
from bot.model import Level

_BEHIND_HEADING = frozenset("–—-:,|\n")
_BEHIND_OBLAST = frozenset("–—-:|\n.(")
_BEHIND_ITEM = frozenset("–—-:")
_LISTING = frozenset(",:(–—-")
_JOINTS = 2


class BareAreas:
    """What a post has spoken of so far, and the areas that a bare adjective may mean by it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        region = ground.document.post.region
        self._region = region
        self._oblasts = {region} if region else set()
        self._cities: set[str] = set()
        self._raion_seen = self._hromada_seen = self._oblast_seen = False
        self._listed_level: Level | None = None
        self._before: PlaceMention | None = None
        self._raion: PlaceMention | None = None

    def see(self, mention: PlaceMention) -> None:
        """Notes a place that the post has named: its oblast, if there is but one, and its city."""
        self._before = mention
        if mention.level is Level.RAION:
            self._raion = mention
        oblasts = {unit.oblast for unit in mention.units}
        if len(oblasts) == 1:
            self._oblasts |= oblasts
        self._cities.update(unit.code for unit in mention.units if unit.category in "KM")

    def hear(self, index: int, kind: str | None) -> None:
        """Notes that raions or hromadas were spoken of, and an English "By districts:" that a list of names follows."""
        if kind in LEVEL_OF_AREA:
            self._raion_seen = self._raion_seen or kind == "raion"
            self._hromada_seen = self._hromada_seen or kind == "hromada"
            self._oblast_seen = self._oblast_seen or kind == "oblast"
            text = self._ground.text(index)
            listed = "plural" in self._ground.classes(index) or self._ground.sense(index - 1) == "roundup.by_area"
            if text.isascii() and listed and self._ground.text(index + 1) == ":":
                self._listed_level = LEVEL_OF_AREA[kind]

    def area(self, first: int, last: int, name: str, units: tuple[Unit, ...]) -> PlaceMention | None:
        """The area that an adjective alone names; None if it names none, or a village whose hromada follows: "У
        Харківському Решетилівської громади", or a town told apart from its area: "у самому Новгороді-Сіверському"."""
        itself = "itself" in self._ground.classes(first - 1)
        fitting = () if itself or self._ground.is_framed(last) else self._fitting(first, last, name, units)
        return PlaceMention(first, last, fitting[0].level, fitting, name, weak=True) if fitting else None

    def _fitting(self, first: int, last: int, name: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        if self._listed_level and name.isascii() and self._ground.begins_line(first):
            return of_level(units, self._listed_level, adjacent=True)
        if "raion_adjective" in name_classes(name):
            return self._not_a_village(self._raions(first, last, name, units), units)
        if "area_heading" in name_classes(name):
            return self._headings(first, last, units)
        return self._gone_on_with(first, last, name, units)

    def _gone_on_with(self, first: int, last: int, name: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """A hromada, an oblast or a district behind others that the post has named in full: "У Хотінській — двоє
        поранених", "В Винницкой - один раненый", "a fire broke out in Sviatoshynskyi"; "на Рівненській" is a street."""
        if self._goes_on_districts(first, name):
            return tuple(unit for unit in of_level(units, Level.DISTRICT, adjacent=False) if self._is_of_city(unit))
        if self._ground.kind(first - 1) != "locative" or not ends_phrase(self._ground, last + 1):
            return ()
        if "area_locative" in name_classes(name):
            if "upon" in self._ground.tokens[first - 1].classes:
                return ()
            hromadas = of_level(units, Level.HROMADA, adjacent=False) if self._hromada_seen else ()
            own = tuple(unit for unit in hromadas if unit.oblast in self._oblasts)
            return own or (of_level(units, Level.OBLAST, adjacent=False) if self._oblast_seen else ())
        if self._raion_seen and "raion_latin" in name_classes(name):
            return tuple(unit for unit in of_level(units, Level.DISTRICT, adjacent=False) if self._is_of_city(unit))
        return ()

    def _goes_on_districts(self, first: int, name: str) -> bool:
        """Whether a name goes on a list of a city's districts: "two districts of Kyiv: Darnytskyi and Obolonskyi"."""
        ground, before = self._ground, self._before
        if not self._raion_seen or before is None or "raion_latin" not in name_classes(name):
            return False
        between = range(before.last + 1, first)
        listed = all(ground.text(at) in _LISTING or ground.kind(at) == "joiner" for at in between)
        of_city = "of" in ground.classes(before.first - 1) or ground.kind(before.last + 1) == "raion"
        districts = before.level is Level.DISTRICT or of_city
        return (
            0 < len(between) <= _JOINTS and listed and districts and before.level in (Level.DISTRICT, Level.SETTLEMENT)
        )

    def _raions(self, first: int, last: int, name: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Raions and districts where the post has spoken of such, else districts of a city that it has named."""
        ground = self._ground
        if self._raion_seen:
            alone = self._stands_alone(first, last) and not self._is_town_of_raion(first, units)
            return of_level(units, Level.RAION, adjacent=False) if alone else ()
        if not (
            ground.kind(first - 1) == "locative" and "in_place" in name_classes(name) and ends_phrase(ground, last + 1)
        ):
            return ()
        districts = of_level(units, Level.DISTRICT, adjacent=False)
        own = tuple(unit for unit in districts if unit.oblast == self._region)
        return tuple(unit for unit in districts if self._is_of_city(unit)) or (own if len(own) == 1 else ())

    def _is_town_of_raion(self, first: int, units: tuple[Unit, ...]) -> bool:
        """Whether a line about a raion goes on with the town of its name: "Новгород-Сіверський район. У
        Семенівській громаді двоє поранених. Новгород-Сіверський: пошкоджено дах"."""
        raion, document = self._raion, self._ground.document
        if raion is None:
            return False
        line, here = (document.lines[document.sentence_of[index]] for index in (raion.first, first))
        codes = {unit.code for unit in raion.units}
        return line == here and any(unit.category in "KM" and not codes.isdisjoint(unit.parents) for unit in units)

    def _not_a_village(self, fitting: tuple[Unit, ...], units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """The areas, without those that are less likely than a village of the name where the post is."""
        if not any(unit.level is Level.SETTLEMENT and unit.oblast in self._oblasts for unit in units):
            return fitting
        near = (unit for unit in fitting if unit.oblast in self._oblasts)
        return tuple(unit for unit in near if unit.level is not Level.DISTRICT or self._is_of_city(unit))

    def _is_of_city(self, unit: Unit) -> bool:
        return unit.oblast in ("UA80", "UA85") or not self._cities.isdisjoint(unit.parents)

    def _headings(self, first: int, last: int, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """A hromada or an oblast that a line begins with, as an item of a list does."""
        hromadas = of_level(units, Level.HROMADA, adjacent=False)
        follows = self._ground.text(last + 1)
        if self._hromada_seen:
            item = self._ground.begins_sentence(first) and follows in _BEHIND_ITEM
            return hromadas if item or self._heads_line(first, last) else ()
        headed = self._ground.begins_line(first) and follows in _BEHIND_OBLAST
        if not headed and not (self._ground.begins_sentence(first) and follows in _BEHIND_ITEM):
            return ()
        own = tuple(unit for unit in hromadas if unit.oblast == self._region)
        return own or of_level(units, Level.OBLAST, adjacent=False)

    def _stands_alone(self, first: int, last: int) -> bool:
        ground = self._ground
        return ground.kind(first - 1) == "locative" or ground.kind(last + 1) == "joiner" or not ground.is_word(last + 1)

    def _heads_line(self, first: int, last: int) -> bool:
        """Whether a name begins a line, or goes on the list that does, and a mark follows it: "Хотінська – тихо"."""
        ground, before = self._ground, self._before
        if ground.text(last + 1) not in _BEHIND_HEADING and ground.kind(last + 1) != "joiner":
            return False
        listed = before is not None and before.level is Level.HROMADA and before.last == first - 2
        return listed or ground.begins_line(first)
