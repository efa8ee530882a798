"""The place names of a post, each with the units that it may mean.

A name is a capitalised word, or up to three, that the gazetteer knows. What stands beside it tells the rest: a type
word ("м.", "район", "громада") its level; a street, a direction, a person's first name or quotation marks that it is
no place.
"""

from collections.abc import Iterator

from bot.extract.places.bare import BareAreas
from bot.extract.places.ground import Ground
from bot.extract.places.homes import with_homes
from bot.extract.places.lands import land_of
from bot.extract.places.levels import nicknamed_by, of_level
from bot.extract.places.refusals import is_no_place, is_weak
from bot.extract.places.roles import with_roles
from bot.extract.places.values import PlaceMention
from bot.extract.places.words import LATIN_CATEGORIES, LEVEL_OF_AREA, SETTLEMENT_CATEGORIES, PlaceWords, place_words
from bot.extract.text.tokens import Document, Shape, Token
from bot.gazetteer import Gazetteer, Unit
from bot.model import Language, Level

_ACTING = frozenset(("street", "route", "capital", "regional", *LEVEL_OF_AREA))
_OF_ATTACKS = ("strike.", "damage.", "killed.", "injured.", "weapon", "time.", "be.")
_TELLING = _ACTING | {"foreign"}
_BEFORE_AREA = frozenset(("settlement_adjective", "hromada", "city", "townlet", "village", "settlement"))
_LIKE = 3
_LIST_MARKS = frozenset(",(")
_LONGEST_NAME = 3
_COUNTRY_CAPITAL = "UA80"


def find_places(document: Document, gazetteer: Gazetteer, words: PlaceWords | None = None) -> list[PlaceMention]:
    """The places that a post names, in the order of the text, none overlapping another."""
    ground = Ground(document, gazetteer, words or place_words())
    return with_homes(with_roles(list(_Scan(ground, gazetteer).mentions()), ground), ground)


class _Scan:
    def __init__(self, ground: Ground, gazetteer: Gazetteer) -> None:
        self._ground = ground
        self._gazetteer = gazetteer
        self._is_russian = ground.document.language is Language.RU
        self._before: PlaceMention | None = None
        self._bare = BareAreas(ground)

    def mentions(self) -> Iterator[PlaceMention]:
        """The mentions from left to right."""
        ground, past = self._ground, 0
        tokens, kinds = ground.tokens, ground.kinds
        pairs = zip(tokens, kinds, strict=False)
        for index in [token.index for token, kind in pairs if token.capital or kind in _ACTING]:
            kind = kinds[index]
            if index < past or self._is_nothing(tokens[index].folded, kind):
                continue
            if kind in ("street", "route"):
                past = self._ground.behind_name_of(index)
                continue
            self._bare.hear(index, kind)
            mention = self._at(index, tokens[index], kind)
            if mention is not None:
                yield mention
                self._before = mention
                self._bare.see(mention)
                self._bare.hear(mention.last, kinds[mention.last])
                past = mention.last + 1

    def _is_nothing(self, folded: str, kind: str | None) -> bool:
        """Whether a word neither is in a place's name nor tells of one."""
        if kind in _TELLING or "-" in folded or self._gazetteer.knows(folded):
            return False
        return kind is not None or not self._is_russian or folded.isascii()

    def _at(self, index: int, token: Token, kind: str | None) -> PlaceMention | None:
        if kind in ("capital", "regional"):
            return self._capital(index, kind)
        if not token.capital or token.shape is not Shape.WORD:
            return None
        if kind == "foreign" and not self._is_of_ukraine(index, token.folded):
            return self._foreign(index)
        name = self._without_station(token.folded)
        if self._gazetteer.begins_name(name):
            for size in range(_LONGEST_NAME, 1, -1):
                longer = self._name(index, size)
                units = self._gazetteer.forms(longer) if longer else ()
                if units:
                    return self._judge(index, index + size - 1, longer, units)
        units = self._gazetteer.forms(name)
        if self._is_russian and self._ground.is_large(index + 1):
            longer = self._name(index, 2)
            alike = self._gazetteer.similar(longer)
            if alike:
                return self._judge(index, index + 1, longer, alike)
        if not units:
            return self._misspelt(index, token)
        if self._is_plain_city(index, name) and len(self._gazetteer.settlements(name)) == len(units):
            return PlaceMention(index, index, Level.SETTLEMENT, units, name, placed=True)
        return self._judge(index, index, name, units)

    def _is_plain_city(self, index: int, name: str) -> bool:
        """Whether a city's name stands behind a preposition of place, and nothing behind it makes it another thing."""
        ground = self._ground
        if (
            ground.kinds[index - 1] != "locative"
            or ground.kinds[index] is not None
            or ground.kinds[index + 1] is not None
        ):
            return False
        if ground.text(index + 1) in _LIST_MARKS or ground.is_capital(index + 1) or "of" in ground.classes(index - 1):
            return False
        return self._gazetteer.has_city(name)

    def _without_station(self, folded: str) -> str:
        """The name without what a railway station adds to it: "Лозова-Пасажирська"."""
        if "-" not in folded or self._gazetteer.forms(folded):
            return folded
        town, _, part = folded.rpartition("-")
        return town if self._ground.kind_of(part, self._ground.document.language) == "station_part" else folded

    def _capital(self, index: int, kind: str) -> PlaceMention | None:
        """ "в обласному центрі", "у столиці": the city itself, where something happens in it."""
        ground = self._ground
        last = index + 1 if kind == "regional" else index
        if kind == "regional" and (ground.kind(last) != "centre" or ground.is_of_body(last + 1)):
            return None
        follows = last + 1 + ("of" in ground.classes(last + 1))
        if ground.is_capital(follows) != (follows > last + 1) or not (
            self._is_target(index) or self._is_subject(index, last)
        ):
            return None
        name, national = ground.tokens[index].folded, kind == "capital"
        capital = self._gazetteer.unit(_COUNTRY_CAPITAL)
        units = (capital,) if national else tuple(unit for unit in self._gazetteer.centres() if unit is not capital)
        return PlaceMention(index, last, Level.SETTLEMENT, units, name, weak=not national, centre=not national)

    def _is_target(self, index: int) -> bool:
        """Whether a preposition of place, a thing, the type word of its district or an article stands before."""
        thing = (self._ground.sense(index - 1) or "").startswith("object_")
        leads = self._ground.kind(index - 1) in ("locative", "raion")
        return thing or leads or "the" in self._ground.classes(index - 1)

    def _is_subject(self, first: int, last: int) -> bool:
        """Whether a sentence or line begins with this, and goes on with an attack or ends."""
        ground = self._ground
        if not ground.begins_sentence(first):
            return False
        sense = ground.sense(last + 1) or ""
        return not ground.is_word(last + 1) or sense.startswith(_OF_ATTACKS) or ground.kind(last + 1) == "locative"

    def _is_of_ukraine(self, index: int, name: str) -> bool:
        """Whether the name of a foreign town is one of Ukraine's: it has a hyphen, or is a hromada's, as "Липецька"."""
        levels = [unit.level for unit in self._gazetteer.forms(name)]
        return bool(levels) if "-" in name else self._ground.kind(index + 1) == "hromada" and Level.HROMADA in levels

    def _foreign(self, index: int) -> PlaceMention:
        is_area = self._ground.kind(index + 1) == "oblast"
        name = self._ground.tokens[index].folded
        return PlaceMention(
            index, index + is_area, Level.OBLAST if is_area else Level.SETTLEMENT, name=name, foreign=True
        )

    def _name(self, index: int, size: int) -> str:
        """The folded words from `index` on, if they may be one name; an empty text if not."""
        for at in range(index + 1, index + size):
            if not self._ground.is_large(at):
                return ""
        return " ".join(self._without_station(token.folded) for token in self._ground.tokens[index : index + size])

    def _judge(self, first: int, last: int, name: str, units: tuple[Unit, ...]) -> PlaceMention | None:
        """What a known name is here; None if no place."""
        ground = self._ground
        end = ground.end_of_list(last)
        if ground.is_direction(last, end):
            return None
        area = self._area((first, last), name, units, ground.area_word_at(end))
        if area is not None:
            return area
        settlements = self._gazetteer.settlements(name) or tuple(u for u in units if u.level is Level.SETTLEMENT)
        nicknamed = nicknamed_by(name, units) if len(settlements) < len(units) else ()
        nicknamed = nicknamed or land_of(ground, first, last, settlements, self._gazetteer)
        wide = self._with_oblast(first, last, name, settlements)
        if wide is not None:
            return wide
        if nicknamed and self._ground.kind(first) != "common" and not self._ground.is_abbreviated(first):
            return PlaceMention(first, last, nicknamed[0].level, nicknamed, name)
        typed = self._typed(first, last, name, settlements) if settlements else None
        if typed is not None:
            return typed
        is_area = len(settlements) < len(units) and not self._is_town(name, settlements)
        bare = self._bare.area(first, last, name, units) if is_area else None
        if bare is not None:
            return bare
        if not settlements or (
            is_no_place(self._ground, first, last, name, settlements) and not self._goes_on_list(first, last)
        ):
            return None
        weak = is_weak(self._ground, first, last, name, settlements)
        if weak and self._ground.is_shouted(first):
            return None
        placed = self._ground.kind(first - 1) == "locative"
        return PlaceMention(first, last, Level.SETTLEMENT, settlements, name, weak=weak, placed=placed)

    def _is_town(self, name: str, settlements: tuple[Unit, ...]) -> bool:
        """Whether a name like an area's is a town's as it stands, in a post that speaks of no hromada: "Долинська"."""
        towns = (unit for unit in settlements if unit.category in "KM")
        return "hromada" not in self._ground.present and any(unit.name.lower() == name for unit in towns)

    def _with_oblast(self, first: int, last: int, name: str, settlements: tuple[Unit, ...]) -> PlaceMention | None:
        """The oblast that is told together with its centre: "в Харкові та області", "Kherson and the region"."""
        ground, end = self._ground, last + 2
        if ground.kind(last + 1) != "joiner" or ground.is_capital(end):
            return None
        end += "the" in ground.classes(end)
        cities = [unit for unit in settlements if unit.category in "KM" and unit in self._gazetteer.centres()]
        if not cities or ground.kind(end) != "oblast" or "plural" in ground.classes(end):
            return None
        return PlaceMention(first, end, Level.OBLAST, (self._gazetteer.unit(cities[0].oblast),), name, typed=True)

    def _area(
        self, at: tuple[int, int], name: str, units: tuple[Unit, ...], type_at: int | None
    ) -> PlaceMention | None:
        """A raion, hromada, oblast or district, by the type word behind it or behind the list that it is in."""
        if type_at is None:
            return None
        first, last = at
        kinds = self._ground.kinds
        between = kinds[last + 1 : type_at]
        adjacent = all(kind in _BEFORE_AREA for kind in between)
        if adjacent and name.isascii() and "possessive" in self._ground.classes(last):
            return None
        if not adjacent and not name.isascii() and nicknamed_by(name, units):
            return None
        fitting = of_level(units, LEVEL_OF_AREA[kinds[type_at] or ""], adjacent)
        if adjacent and kinds[type_at] == "hromada" and name.isascii():
            fitting = self._hromadas_of(units, fitting)
        if not fitting:
            return None
        end = last
        while adjacent and self._ground.kind(type_at) in LEVEL_OF_AREA:
            end, type_at = type_at, type_at + 1
        return PlaceMention(first, end, fitting[0].level, fitting, name, typed=True)

    def _hromadas_of(self, units: tuple[Unit, ...], fitting: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """The hromadas that are named for settlements: "Nova Sloboda community" is Новослобідська, and "Pokrov
        community" that of Покров, not of Покровське; those that fit if a settlement of the name has none."""
        towns = [unit for unit in units if unit.level is Level.SETTLEMENT]
        names = {unit.name for unit in towns}
        if fitting:
            return tuple(unit for unit in fitting if unit.base in names) or fitting
        parents = (self._gazetteer.unit(unit.parents[0]) for unit in towns)
        return tuple(
            parent
            for unit, parent in zip(towns, parents, strict=True)
            if parent.level is Level.HROMADA and parent.name[:_LIKE] == unit.name[:_LIKE]
        )

    def _goes_on_list(self, first: int, last: int) -> bool:
        """Whether a name and a full stop begin a line as the place before did: "Приволье. … Золотое. …"."""
        ground, before = self._ground, self._before
        if before is None or before.level is not Level.SETTLEMENT or ground.text(last + 1) != ".":
            return False
        return ground.text(before.last + 1) == "." and ground.begins_line(before.first) and ground.begins_line(first)

    def _typed(self, first: int, last: int, name: str, units: tuple[Unit, ...]) -> PlaceMention | None:
        """A settlement by the type word before it or before the list that it goes on."""
        at = self._ground.type_word_before(first)
        if at is not None and self._ground.kind(first) not in ("locative", "from", "joiner", "toward"):
            table = LATIN_CATEGORIES if name.isascii() else SETTLEMENT_CATEGORIES
            categories = table.get(self._ground.kind(at) or "", "C")
            return PlaceMention(at, last, Level.SETTLEMENT, units, name, typed=True, categories=categories)
        before = self._before
        listed = self._ground.kind(first - 1) == "joiner" or self._ground.text(first - 1) == ","
        if listed and before and before.categories and before.last == first - 2:
            categories = before.categories
            return PlaceMention(first, last, Level.SETTLEMENT, units, name, typed=True, categories=categories)
        return None

    def _misspelt(self, index: int, token: Token) -> PlaceMention | None:
        """A Russian spelling that no rule gave, where the words beside it say that it is a place or it heads a line."""
        ground = self._ground
        if not self._is_russian or ground.kinds[index] is not None or token.folded.isascii():
            return None
        heads = ground.is_heading(index, index) and token.sense is None
        beside = ground.type_word_before(index) is not None or ground.is_placed(index)
        if not (beside or heads) and ground.area_word_at(ground.end_of_list(index)) is None:
            return None
        units = self._gazetteer.similar(token.folded)
        found = self._judge(index, index, token.folded, units) if units else None
        return found and (found if beside else found._replace(weak=True))
