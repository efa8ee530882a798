"""Figures that a post recalls as those of an earlier hour: "17 were reported injured at the time"."""

from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document

_LEADING_ON = frozenset({"preposition.of", "conjunction.that"})
_REPORTED = frozenset({"casualty.exist", "moment.said", "sum.earlier"})


def is_of_then(document: Document, group: Group) -> bool:
    """Whether the sentence of some people says that so many were reported "at the time"; one that goes on to say of
    what ("at the time of the strike"), or who was where, recalls no figure."""
    if "sum.then" not in document.senses:
        return False
    sentence = document.sentence_of[group.first]
    first, end = document.sentences[sentence]
    if document.said[sentence].isdisjoint(_REPORTED) or not document.says(first, end, "sum.then"):
        return False
    index = next(index for index in document.senses["sum.then"] if first <= index < end)
    after = document.tokens[index].reach + 1
    return after >= end or document.tokens[after].sense not in _LEADING_ON
