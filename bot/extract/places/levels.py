"""Which units of a name are of the level that its type word, or the name's own form, tells."""

from bot.extract.places.words import name_classes
from bot.gazetteer import Unit
from bot.model import Level

_NO_AREA = frozenset({"adjective", "village"})


def of_level(units: tuple[Unit, ...], level: Level, adjacent: bool) -> tuple[Unit, ...]:
    """The units that a type word may mean: район is a raion or a city's district, a region may be a raion too."""
    exact = tuple(unit for unit in units if unit.level is level)
    if level is Level.RAION:
        return exact + tuple(unit for unit in units if unit.level is Level.DISTRICT)
    if level is Level.OBLAST and adjacent and not exact:
        return tuple(unit for unit in units if unit.level is Level.RAION)
    return exact


def nicknamed_by(name: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The oblasts, else raions, that a name means without any type word: Харківщина, Волинь, Ізюмщина; not Черкаське,
    which is a village."""
    classes = name_classes(name)
    if not classes.isdisjoint(_NO_AREA) or (name.isascii() and "area_name" not in classes):
        return ()
    oblasts = tuple(unit for unit in units if unit.level is Level.OBLAST)
    return oblasts or tuple(unit for unit in units if unit.level is Level.RAION)
