"""What somebody was doing when he was harmed: "wounded a man riding a bicycle"."""

from bot.extract.people.groups import Group
from bot.extract.text.senses import HARMING
from bot.extract.text.tokens import Token


def is_only_doing(tokens: list[Token], group: Group) -> bool:
    """Whether a verb of harm leads to one person, and the word right behind only tells what he was doing then: "killed
    a man riding a bicycle", "injured a woman driving past"."""
    before, after = group.first - 1, group.last + 1
    before -= before > 0 and tokens[before].sense == "preposition.the"
    if group.count != 1 or before < 0 or after >= len(tokens) or tokens[before].sense not in HARMING:
        return False
    return tokens[after].sense == "damage.aside" and "ing" in tokens[after].classes
