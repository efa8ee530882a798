"""Homes that only lack gas, light or water, and were not hit: "300 домогосподарств без газу"."""

from itertools import takewhile

from bot.extract.damage.objects import Thing
from bot.extract.text.tokens import Shape, Token

_HOMES = frozenset({"private_house", "apartment_building", "housing", "house", "home"})
_TO_WITHOUT, _NAMED = 4, 2


def is_cut_off(tokens: list[Token], thing: Thing) -> bool:
    """Whether "without" and what a house is supplied with stand behind a number of homes, with "were left" between at
    most."""
    if not thing.told or thing.name not in _HOMES:
        return False
    behind = takewhile(lambda token: token.shape is Shape.WORD, tokens[thing.last + 1 : thing.last + 1 + _TO_WITHOUT])
    without = next((token for token in behind if "without" in token.classes), None)
    return without is not None and any(
        "supply" in token.classes for token in tokens[without.index + 1 : without.index + 1 + _NAMED]
    )
