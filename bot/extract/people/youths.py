"""Young grown-ups who are taken up again by a noun that a child may be told by too: "две женщины, 40 и 18 лет. Девушка
в тяжелом состоянии"."""

from bot.extract.people.ages import Described
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document

_ADULT, _YOUTH = 18, 25
_NEAR = 4


def with_youths(document: Document, groups: list[Group]) -> list[Group]:
    """The groups, a youth who opens a sentence known as no child where one of 18 and more was told shortly before."""
    return [_grown_up(document, group, groups[max(0, at - _NEAR) : at]) for at, group in enumerate(groups)]


def _grown_up(document: Document, group: Group, before: list[Group]) -> Group:
    if "youth" not in document.tokens[group.last].classes or group.count != 1 or len(group.described) != 1:
        return group
    person, sentence = group.described[0], document.sentence_of[group.first]
    if person.age is not None or not _opens(document, group.first, sentence):
        return group
    told = [other for one in before if document.sentence_of[one.first] < sentence for other in one.described]
    alike = [other for other in told if other.sex is person.sex and other.age is not None and other.age < _YOUTH]
    if len(alike) != 1 or (alike[0].age or 0) < _ADULT:
        return group
    return group.but(described=(Described(alike[0].age, person.sex),), young=False)


def _opens(document: Document, index: int, sentence: int) -> bool:
    """Whether at most an article stands before a token in its sentence."""
    first = document.sentences[sentence][0]
    return index == first or (index == first + 1 and document.tokens[first].sense == "preposition.the")
