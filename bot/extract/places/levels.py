"""Which units of a name are of the level that its type word, or the name's own form, tells."""

import re

from bot.extract.places.refusals import ADJECTIVE
from bot.gazetteer import Unit
from bot.model import Level

_NEUTER = re.compile(r"(?:[сц]ьк|[сц]к)(?:е|ое)$")
_NICKNAME = re.compile(r"[щч]ин|shchyn|chchyn|shchin")
_LATIN_AREAS = frozenset(
    (
        "crimea",
        "krym",
        "volyn",
        "volhynia",
        "zakarpattia",
        "transcarpathia",
        "prykarpattia",
        "bukovyna",
        "bukovina",
        "dnipropetrovsk",
        "kirovohrad",
    )
)


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
    if (
        ADJECTIVE.search(name)
        or _NEUTER.search(name)
        or (name.isascii() and not _NICKNAME.search(name) and name not in _LATIN_AREAS)
    ):
        return ()
    oblasts = tuple(unit for unit in units if unit.level is Level.OBLAST)
    return oblasts or tuple(unit for unit in units if unit.level is Level.RAION)
