"""The second day behind a month told first: "Nov. 16-17", "November 16 and 17", "from November 16 to 17"."""

from collections.abc import Sequence

from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import FROM, is_number, tells_harm
from bot.extract.text.tokens import Shape, Token
from bot.extract.times.clocks import before

_PLACING = frozenset({"preposition.in", "preposition.on", "preposition.at"})


def leads_to_second_day(tokens: Sequence[Token], month: int, index: int) -> bool:
    """Whether the token at `index`, behind a month and a day, leads to a second day, and not to what a number counts:
    "a drone killed two on Nov. 15 and 16 people were wounded"."""
    token = tokens[index] if index < len(tokens) else None
    if token is None or token.text in DASHES:
        return token is not None
    if token.sense != "preposition.to":
        return False
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    if before(tokens, month) in FROM or after is None or after.shape in (Shape.MARK, Shape.LINE):
        return True
    return after.sense in _PLACING or _has_object(tokens, index + 2)


def _has_object(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb of harm has people counted or told by an article behind it, so that none are those before it:
    "killed seven", "killed a woman", but not "injured residents"."""
    behind = tokens[index].reach + 1
    told = behind < len(tokens) and (is_number(tokens[behind]) or tokens[behind].sense == "preposition.the")
    return told and tells_harm(tokens[index].sense)
