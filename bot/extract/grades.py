"""How badly people were hurt: "двоє — легко, один — тяжко", "two in serious condition, three in moderate".

People told side by side by different grades are different people, so that their numbers add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.extract.tokens import Shape, Token

if TYPE_CHECKING:
    from bot.extract.casualties import Mention
    from bot.extract.groups import Group

_REACH = 7
_ENDS = frozenset(".!?;,:")


def is_graded(tokens: list[Token], group: Group) -> bool:
    """Whether the words behind a number, in its own clause, tell how badly its people were hurt."""
    for token in tokens[group.last + 1 : group.last + 1 + _REACH]:
        if token.sense == "casualty.grade" or (token.sense or "").startswith("injured.care"):
            return True
        if token.text in _ENDS or token.shape is Shape.LINE:
            return False
    return False


def adds(mention: Mention, graded: set[int]) -> bool:
    """Whether people told by their state only stand beside others told so in one of the `graded` sentences: "two hurt
    gravely, three moderately"."""
    whole = mention.group is not None and not mention.group.among
    return mention.graded and whole and mention.sentence in graded


def is_graded_apart(mention: Mention, sentence: int | None) -> bool:
    """Whether people hurt in one degree are told beside those of another in the same sentence, and so are others."""
    group = mention.group
    apart = group is not None and not group.among and not group.added and not group.young
    return apart and mention.graded and mention.sentence == sentence
