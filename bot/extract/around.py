"""Areas that a sentence names around its places."""

from bot.extract.facts import Site
from bot.gazetteer import Gazetteer
from bot.model import Level

AREAS = frozenset({Level.HROMADA, Level.RAION, Level.OBLAST})
"""The levels of areas that hold several places."""


def lies_in(gazetteer: Gazetteer, inner: Site, outer: Site) -> bool:
    """Whether the unit of a place lies in the area of another."""
    if outer.level not in AREAS or inner.unit.code == outer.unit.code:
        return False
    return gazetteer.contains(outer.unit, inner.unit)


def area_around(gazetteer: Gazetteer, sites: list[Site], anchors: list[Site]) -> Site | None:
    """The area that a sentence names before several places in it, of none of which it tells: "Синельниківщина. Під
    ударом Покровська й Межівська громади"; what the next sentences tell is of the area."""
    before = [site for site in sites if site not in anchors and site.first < anchors[0].first]
    around = [site for site in before if all(lies_in(gazetteer, anchor, site) for anchor in anchors)]
    return around[-1] if around else None
