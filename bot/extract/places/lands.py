"""Oblasts told by the name of their centre: "на Запоріжжі", "in a Kherson village"."""

from bot.extract.places.ground import Ground
from bot.extract.places.words import LEVEL_OF_AREA
from bot.gazetteer import Gazetteer, Unit

_SETTLEMENTS = frozenset({"village", "townlet", "settlement"})
_OF_TOWN = frozenset({"centre", "body"})
_ADJECTIVES = 2
_KYIV, _ITS_OBLAST = "UA80", "UA32"


def land_of(
    ground: Ground, first: int, last: int, settlements: tuple[Unit, ...], gazetteer: Gazetteer
) -> tuple[Unit, ...]:
    """The oblast that a name of a city means, as one unit; none if it means the city itself."""
    on_land = _is_on_land(ground, first)
    if not on_land and not _is_before_settlement(ground, last):
        return ()
    cities = [unit for unit in settlements if unit.category in "KM"][:1]
    if on_land:
        return tuple(gazetteer.unit(unit.parents[-1]) for unit in cities)
    oblasts = [_ITS_OBLAST if unit.oblast == _KYIV else unit.oblast for unit in cities if unit in gazetteer.centres()]
    return tuple(gazetteer.unit(oblast) for oblast in oblasts)


def _is_on_land(ground: Ground, first: int) -> bool:
    """Whether "на" speaks of the land and not of a strike's target: "на Запоріжжі"."""
    if ground.kind(first) != "land" or "upon" not in ground.classes(first - 1):
        return False
    return not (ground.sense(first - 2) or "").startswith(("strike.", "damage.hit", "weapon."))


def _is_before_settlement(ground: Ground, last: int) -> bool:
    """Whether an English name tells where another settlement lies: "a Kherson village", "Donetsk Mining Town", "a Sumy
    border community"; a "Sumy community" is that of the town, and the "Sumy town hall" stands in it."""
    if not ground.text(last).isascii():
        return False
    index = last + 1
    while index <= last + _ADJECTIVES and ground.kind(index) == "lying":
        index += 1
    of_town = ground.kind(index + 1) in _OF_TOWN or (ground.sense(index) or "").startswith("object_")
    area = index > last + 1 and ground.kind(index) in LEVEL_OF_AREA
    return not of_town and (area or ground.kind(index) in _SETTLEMENTS)
