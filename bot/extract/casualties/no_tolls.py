"""People told by a number that is no casualty figure: those who live in a town, those of whom none was hurt."""

from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.tokens import Document, Shape, Token

_ABOUT, _NONE_OF = 4, 3
_CLAUSE, _HOUSE = 8, 3
_PLAUSIBLE, _AIMED = 5000, 2


def is_no_toll(document: Document, group: Group) -> bool:
    """Whether a number of people says how many live in a town ("a city of nearly one million people": "of" joins it to
    the word for the town, or no single attack hurts so many), or that none of so many was hurt ("none of the 48
    children were hurt"); or whether children are only told not to have been in a building, or somebody only as the aim
    of the blow by which one who died since was hurt."""
    if _is_aim_behind_death(document, group):
        return True
    if group.described or group.count is None:
        return group.young and not group.described and _are_not_inside(document, group)
    return group.count > _PLAUSIBLE or _is_size_of_town(document, group) or _is_none_of_many(document, group)


def _is_aim_behind_death(document: Document, group: Group) -> bool:
    """Whether a sentence on somebody's death of wounds names a person right behind "on" and a blow or weapon: "померла
    жінка, яку поранило під час удару дрона по велосипедисту"."""
    if group.first < _AIMED or "killed.died" not in document.said[document.sentence_of[group.first]]:
        return False
    blow, on = document.tokens[group.first - 2 : group.first]
    struck = blow.sense == "strike.noun" or (blow.sense or "").startswith("weapon.")
    return struck and on.sense == "preposition.on" and not is_aged(group)


def _are_not_inside(document: Document, group: Group) -> bool:
    """Whether children were not in some building, which tells nothing of the hurt: "дітей у ліцеї в цей час не було",
    "there were no children in the school"."""
    first, end = document.sentences[document.sentence_of[group.first]]
    near = document.tokens[max(first, group.first - _NONE_OF) : min(end, group.last + 1 + _CLAUSE)]
    clause = [token for token in near if token.text not in CLAUSE_ENDS]
    inside = any(
        one.sense == "preposition.in" and any(_is_building(token) for token in clause[at + 1 : at + 1 + _HOUSE])
        for at, one in enumerate(clause)
        if one.index > group.last
    )
    return inside and any(token.sense == "negation.none" for token in clause)


def _is_building(token: Token) -> bool:
    return (token.sense or "").startswith("object_")


def _is_none_of_many(document: Document, group: Group) -> bool:
    if "negation.people" not in document.senses:
        return False
    before = document.tokens[max(0, group.first - _NONE_OF) : group.first]
    led = [token.sense for token in before if token.sense != "preposition.the"][-2:]
    return (group.count or 0) > 1 and led == ["negation.people", "preposition.of"]


def _is_size_of_town(document: Document, group: Group) -> bool:
    if "sequence.settlement" not in document.senses:
        return False
    tokens = document.tokens
    at = group.first - 1
    while at > max(0, group.first - _ABOUT) and _is_about(tokens[at]):
        at -= 1
    return at > 0 and tokens[at].sense == "preposition.of" and tokens[at - 1].sense == "sequence.settlement"


def _is_about(token: Token) -> bool:
    """Whether a word may stand between "of" and a number: "nearly", "some"."""
    return token.shape is Shape.WORD and not token.capital and token.sense != "preposition.of"
