"""The places of a sentence that its facts may belong to."""

from collections.abc import Sequence

from bot.extract.facts import Site
from bot.extract.scenes.around import (
    is_around,
    is_beside_denial,
    is_of_speaker,
    lies_in,
    only_locates,
    tells_whence,
)
from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Token
from bot.gazetteer import Gazetteer, Unit
from bot.model import AREA_LEVELS, Level


def anchors_of(
    gazetteer: Gazetteer, tokens: Sequence[Token], told: Told, place: Unit | None, on_line: bool
) -> list[Site]:
    """The places of a sentence without the areas that only say where another one lies, or where the `place` told last
    does; `on_line`: that one was told in the same line."""
    anchors = told.sites
    if len(anchors) > 1:
        anchors = [site for site in anchors if not only_locates(tokens, anchors, site)] or anchors
        anchors = [site for site in anchors if not any(lies_in(gazetteer, other, site) for other in anchors)]
    if place is None:
        return anchors
    whence = place.level is Level.SETTLEMENT and tells_whence(told)
    if whence or (on_line and is_beside_denial(tokens, told)):
        return []
    if place.level in AREA_LEVELS:
        return anchors
    anchors = [site for site in anchors if not is_of_speaker(gazetteer, tokens, site, place)]
    return [site for site in anchors if not is_around(gazetteer, tokens, site, place)] if on_line else anchors


def is_in_area(gazetteer: Gazetteer, site: Site, area: Unit | None) -> bool:
    """Whether a place lies in the area told last: "Нікопольський район. Під вогнем був Нікополь. Загинув чоловік"."""
    return area is not None and area.level in AREA_LEVELS and gazetteer.contains(area, site.unit)


def city_of(unit: Unit, gazetteer: Gazetteer) -> Unit:
    """The settlement that a city district belongs to; any other unit is its own."""
    if unit.level is not Level.DISTRICT:
        return unit
    parents = (gazetteer.unit(code) for code in unit.parents)
    return next((parent for parent in parents if parent.level is Level.SETTLEMENT), unit)
