"""Things that were not hit: homes that only lack gas, light or water ("300 домогосподарств без газу"), and what
withstood."""

from itertools import takewhile

from bot.extract.damage.objects import Thing
from bot.extract.text.tokens import Shape, Token

_HOMES = frozenset({"private_house", "apartment_building", "housing", "house", "home"})
_TO_WITHOUT, _NAMED = 4, 2

_SAFE = frozenset({"damage.safe", "spared.whole", "casualty.unhurt"})
_HARMED = frozenset({"injured.deed", "damage.harm"})


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


def is_spared(tokens: list[Token], thing: Thing) -> bool:
    """Whether a thing behind a comma or "but" has a clause of its own, which says that nothing happened to it:
    "пошкоджено гараж, хата вціліла", "the shed burned, the house survived"."""
    index = thing.first - 1
    index -= index > 0 and tokens[index].sense == "preposition.the"
    opens = index >= 0 and (tokens[index].text in ",;" or "but" in tokens[index].classes)
    behind = tokens[thing.last + 1 : thing.last + 3]
    if not opens or not behind:
        return False
    unhurt = len(behind) > 1 and behind[0].sense == "negation.not" and behind[1].sense in _HARMED
    attribute = (tokens[min(behind[0].reach + 1, len(tokens) - 1)].sense or "").startswith("object_")
    return (behind[0].sense in _SAFE and not attribute) or unhurt
