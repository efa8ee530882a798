"""Deaths in a hospital or on the way there, after the attack."""

from itertools import takewhile

from bot.extract.text.senses import is_sense
from bot.extract.text.tokens import Shape, Token

_WARDS = frozenset({"injured.care", "update.ward", "object_one.hospital", "object_any.hospital"})
_TO_WARD = 7


def is_in_ward(tokens: list[Token], token: Token) -> bool:
    """Whether a verb of dying is led on to a hospital: "died overnight in a Kharkiv hospital", "died on the way to"."""
    if "died" not in token.classes:
        return False
    if is_sense(tokens, token.reach + 1, "update.on_way"):
        return True
    behind = takewhile(lambda other: other.shape is Shape.WORD, tokens[token.reach + 1 : token.reach + _TO_WARD])
    placed = False
    for other in behind:
        if other.sense in _WARDS:
            return placed or "inside" in other.classes
        if (other.sense or "preposition.in").split(".")[0] not in ("preposition", "time") or "to" in other.classes:
            return False
        placed = placed or "inside" in other.classes
    return False
