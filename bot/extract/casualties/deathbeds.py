"""Where somebody died: in a hospital, long after the attack."""

from itertools import takewhile

from bot.extract.text.tokens import Shape, Token

_DIES = frozenset(["died", "dies", "dying"])
_WARDS = frozenset({"injured.care", "update.ward", "object_one.hospital", "object_any.hospital"})
_INTO = frozenset(["in", "at"])
_TO_WARD = 7


def is_in_ward(tokens: list[Token], token: Token) -> bool:
    """Whether a verb of dying is led on to a hospital: "died overnight in a Kharkiv hospital"."""
    if token.folded not in _DIES:
        return False
    behind = takewhile(lambda other: other.shape is Shape.WORD, tokens[token.reach + 1 : token.reach + _TO_WARD])
    placed = False
    for other in behind:
        if other.sense in _WARDS:
            return placed or other.folded in _INTO
        if (other.sense or "preposition.in").split(".")[0] not in ("preposition", "time") or other.folded == "to":
            return False
        placed = placed or other.folded in _INTO
    return False
