"""The centre of the raion that a post speaks of, called only that: "у райцентрі поранено двох"."""

from bisect import bisect_left
from collections.abc import Sequence

from bot.extract.places.values import PlaceMention, ResolvedMention
from bot.extract.text.tokens import Document
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level


def raion_centres(
    document: Document, gazetteer: Gazetteer, resolved: Sequence[ResolvedMention]
) -> list[ResolvedMention]:
    """The centres of raions that a post names by that word; none where it speaks of no raion."""
    words = [token for token in document.tokens if "raion_centre" in token.classes]
    if not words:
        return []
    named = sorted((place for place in resolved if _is_raion(place.unit)), key=_start)
    common = _common_raion(gazetteer, resolved)
    found = []
    for token in words:
        before = bisect_left(named, token.index, key=_start)
        raion = named[before - 1].unit if before else common
        town = _centre(gazetteer, raion)
        if town is not None:
            mention = PlaceMention(token.index, token.index, Level.SETTLEMENT, (town,), token.folded, weak=True)
            found.append(ResolvedMention(mention, town))
    return found


def _start(place: ResolvedMention) -> int:
    return place.mention.first


def _is_raion(unit: Unit | None) -> bool:
    return unit is not None and unit.level is Level.RAION


def _common_raion(gazetteer: Gazetteer, resolved: Sequence[ResolvedMention]) -> Unit | None:
    """The only raion in which the places of a post lie; None if they lie in several or none."""
    codes = {code for place in resolved if place.unit is not None for code in place.unit.parents}
    raions = [unit for code in codes if (unit := gazetteer.unit(code)) is not None and unit.level is Level.RAION]
    return raions[0] if len(raions) == 1 else None


def _centre(gazetteer: Gazetteer, raion: Unit | None) -> Unit | None:
    """The town that a raion bears the name of."""
    if raion is None or not raion.base:
        return None
    return next((town for town in gazetteer.settlements(raion.base.lower()) if raion.code in town.parents), None)
