"""The people who live in a town, told only to say how big it is: "a city of nearly one million people"."""

from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document, Shape, Token

_ABOUT = 4
_PLAUSIBLE = 5000


def is_population(document: Document, group: Group) -> bool:
    """Whether a number of people says how many live in a town: "of" joins it to the word for the town, or no single
    attack hurts so many."""
    if group.described or group.count is None:
        return False
    return group.count > _PLAUSIBLE or _is_size_of_town(document, group)


def _is_size_of_town(document: Document, group: Group) -> bool:
    tokens = document.tokens
    at = group.first - 1
    while at > max(0, group.first - _ABOUT) and _is_about(tokens[at]):
        at -= 1
    return at > 0 and tokens[at].sense == "preposition.of" and tokens[at - 1].sense == "sequence.settlement"


def _is_about(token: Token) -> bool:
    """Whether a word may stand between "of" and a number: "nearly", "some"."""
    return token.shape is Shape.WORD and not token.capital and token.sense != "preposition.of"
