"""The centre of the raion that a post speaks of, called only that: "у райцентрі поранено двох"."""

from collections.abc import Sequence

from bot.extract.places.values import PlaceMention, ResolvedMention
from bot.extract.text.tokens import Document, Token
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level

_CENTRE = "райцентр"


def raion_centres(
    document: Document, gazetteer: Gazetteer, resolved: Sequence[ResolvedMention]
) -> list[ResolvedMention]:
    """The centres of raions that a post names by that word; none where it speaks of no raion."""
    found = []
    for token in [token for token in document.tokens if token.folded.startswith(_CENTRE)]:
        unit = _centre_at(token, gazetteer, resolved)
        if unit is not None:
            mention = PlaceMention(token.index, token.index, Level.SETTLEMENT, (unit,), token.folded, weak=True)
            found.append(ResolvedMention(mention, unit))
    return found


def _centre_at(token: Token, gazetteer: Gazetteer, resolved: Sequence[ResolvedMention]) -> Unit | None:
    """The centre of the last raion named before a token, else of the only one in which the post's places lie."""
    units = [place.unit for place in resolved if place.unit is not None and place.mention.first < token.index]
    raions = [unit for unit in units if unit.level is Level.RAION]
    if not raions:
        around = {gazetteer.unit(code) for place in resolved if place.unit is not None for code in place.unit.parents}
        raions = [unit for unit in around if unit is not None and unit.level is Level.RAION]
        raions = raions if len(raions) == 1 else []
    base = raions[-1].base if raions else None
    towns = gazetteer.settlements(base.lower()) if base else ()
    return next((town for town in towns if raions[-1].code in town.parents), None)
