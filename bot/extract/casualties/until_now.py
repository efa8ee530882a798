"""Figures that were and are no more: "поранених було п'ятеро, зараз – четверо"."""

from dataclasses import replace
from itertools import pairwise

from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Token

_BEFORE = 3


def with_former(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions of a sentence, those told earlier that "was" leads to and the next of the same outcome replaces
    with "now"."""
    former = [_is_replaced(tokens, one, other) for one, other in pairwise(mentions)]
    return [replace(one, earlier=True) if past else one for one, past in zip(mentions, (*former, False), strict=False)]


def _is_replaced(tokens: list[Token], one: Mention, other: Mention) -> bool:
    if one.group is None or other.group is None or one.outcome is not other.outcome or not other.group.bare:
        return False
    before = tokens[max(0, one.group.first - _BEFORE) : one.group.first]
    between = tokens[one.group.last + 1 : other.group.first]
    return any(token.sense == "age.was" for token in before) and any("now" in token.classes for token in between)
