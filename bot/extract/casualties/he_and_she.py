"""Two people told together, of whom the words behind tell as "he" and "she" what became of each: "у машині було
подружжя: він загинув, вона в лікарні"."""

from bot.extract.casualties.words import Harm, is_told
from bot.extract.people.ages import Described
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Sex

_SEX = {
    "pronoun.he": Sex.MALE,
    "pronoun.him": Sex.MALE,
    "pronoun.she": Sex.FEMALE,
    "pronoun.her": Sex.FEMALE,
}
_TO_HARM = 4


def with_he_and_she(document: Document, number: int, harms: list[Harm], groups: list[Group]) -> list[Group]:
    """The groups of a sentence; "he" and "she", each right before a word of harm of its own and with nobody else told
    between or behind, are two people, in the place of a pair told before a colon."""
    if document.said[number].isdisjoint(_SEX):
        return groups
    first, end = document.sentences[number]
    places = [index for index in range(first, end) if document.tokens[index].sense in _SEX]
    fates = {index: harm for index in places if (harm := _fate(document.tokens, index, harms)) is not None}
    if len(fates) != 2 or len({_SEX[document.tokens[index].sense or ""] for index in fates}) != 2:
        return groups
    start = min(fates)
    if len({harm.first for harm in fates.values()}) != 2 or any(group.last > start for group in groups):
        return groups
    pair = [group for group in groups if group.count == 2 and not any(one.age for one in group.described)]
    if any(is_told(harm) and harm.first < start for harm in harms):
        if not pair or document.tokens[start - 1].text != ":":
            return groups
        pair = []
    return [*(group for group in groups if group not in pair), *(_one(document.tokens, index) for index in fates)]


def _fate(tokens: list[Token], index: int, harms: list[Harm]) -> Harm | None:
    """The word of harm that a pronoun leads to at once, with a dash at most between."""
    harm = next((harm for harm in harms if 0 < harm.first - index <= _TO_HARM), None)
    if harm is None or not is_told(harm) or harm.outcome is None:
        return None
    between = tokens[index + 1 : harm.first]
    plain = all(token.shape is Shape.WORD or token.text in "—–-" for token in between)
    return harm if plain and not any(token.sense in _SEX for token in between) else None


def _one(tokens: list[Token], index: int) -> Group:
    sex = _SEX[tokens[index].sense or ""]
    return Group(index, index, 1, described=(Described(None, sex),), sex=sex)
