"""A sentence about the place told before and then another: "two were hurt there, and a man was killed in nearby X"."""

from collections.abc import Sequence

from bot.extract.facts import Site
from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Token
from bot.gazetteer import Unit
from bot.model import Level

_BEHIND = 3
_LEADING = frozenset({"preposition.the", "preposition.in"})


def told_there(
    tokens: Sequence[Token], told: Told, anchors: list[Site], place: Unit | None
) -> tuple[Told, Told] | None:
    """What a sentence tells of the settlement told before it, up to "there" or "in the city", and what it tells of a
    new one behind; None if it does not tell people of both."""
    if place is None or place.level is not Level.SETTLEMENT or not anchors or anchors[0].unit.code == place.code:
        return None
    if len(told.casualties) < 2 or told.sites[0] is not anchors[0]:
        return None
    first, town = told.casualties[0].first, anchors[0].first
    here = next((token.index for token in tokens[first:town] if _means_place_before(tokens, token)), None)
    if here is None:
        return None
    one, two = told.between(0, here + 1), told.between(here + 1, len(tokens))
    if not (one.casualties and two.casualties):
        return None
    one.times = two.times = told.times
    return one, two


def _means_place_before(tokens: Sequence[Token], token: Token) -> bool:
    """Whether "there" or "in the city" stands at a token, and "and" or a comma behind."""
    before = {one.sense for one in tokens[max(0, token.index - 2) : token.index]}
    town = token.sense == "sequence.settlement" and not _LEADING.isdisjoint(before)
    behind = tokens[token.index + 1 : token.index + 1 + _BEHIND]
    ends = bool(behind) and (behind[0].text == "," or "joining" in behind[0].classes)
    return ends and (town or "there" in token.classes)
