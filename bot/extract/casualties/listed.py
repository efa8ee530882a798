"""People in a list that a word of harm and a colon open: "injured: a man, a cook", "Wounded in X: a boy, 6"."""

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.punctuation import opens_sentence
from bot.extract.text.tokens import Shape, Token


def is_listed(tokens: list[Token], harm: Harm, harms: list[Harm], group: Group) -> bool:
    """Whether a group stands in the list that a word of harm and a colon open: "injured: a man, a cook"."""
    if harm.last + 1 >= group.first or group.bare:
        return False
    mark = next((token for token in tokens[harm.last + 1 : group.first] if token.shape is not Shape.WORD), None)
    heads = mark is not None and mark.text == ":" and (mark.index == harm.last + 1 or _opens_line(tokens, harm))
    return heads and not any(harm.last < other.first for other in harms)


def _opens_line(tokens: list[Token], harm: Harm) -> bool:
    """Whether at most "among those" stands before a word of harm in its sentence."""
    first = harm.first
    while first > 0 and (tokens[first - 1].sense == "part.among" or "those" in tokens[first - 1].classes):
        first -= 1
    return opens_sentence(tokens, first)
