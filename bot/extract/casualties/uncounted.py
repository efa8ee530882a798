"""Somebody told beside those harmed whom the post itself leaves out of their number (GUIDE: who is not counted)."""

from collections.abc import Iterator

from bot.extract.casualties.mentions import Mention
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.tokens import Document

_THEM = frozenset({"pronoun.of_them", "pronoun.them"})
_HARMED = frozenset({"injured.deed", "injured.either", "killed.dead", "update.toll"})
_CLAUSE_ENDS = CLAUSE_ENDS | DASHES | {",", ":"}


def without_uncounted(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without those told last before each "is not counted among the injured", in its sentence or the one
    before: one person, or those in care or told as more who are spoken of as "them"."""
    for index in (*document.senses.get("casualty.uncounted", ()), *_left_out(document)):
        sentence = document.sentence_of[index]
        near = (m for m in mentions if m.first < index and sentence - m.sentence <= 1 and m.group is not None)
        last = max(near, key=lambda mention: mention.first, default=None)
        if last is not None and (last.number == 1 or _are_they(document, last, sentence)):
            mentions = [mention for mention in mentions if mention is not last]
    return _without_accidents(document, mentions)


def _left_out(document: Document) -> Iterator[int]:
    """Where "not" stands before a verb for counting, in a sentence about the harmed that takes "them" up: "до переліку
    поранених їх не включено"."""
    for index in document.senses.get("negation.not", ()):
        here = document.said[document.sentence_of[index]]
        counted = any("put_on_list" in token.classes for token in document.tokens[index + 1 : index + 3])
        if counted and not here.isdisjoint(_HARMED) and not here.isdisjoint(_THEM):
            yield index


def _are_they(document: Document, mention: Mention, sentence: int) -> bool:
    """Whether people in care, or told beside others, are those whom a sentence speaks of as "them"."""
    beside = mention.group is not None and mention.group.added
    return (mention.weak or beside) and not document.said[sentence].isdisjoint(_THEM)


def _without_accidents(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the people of a clause that tells of an accident: "їх троє: двоє постраждали в ДТП"."""
    for index in document.senses.get("other.accident", ()):
        first = document.sentences[document.sentence_of[index]][0]
        before = range(index - 1, first - 1, -1)
        start = next((at for at in before if document.tokens[at].text in _CLAUSE_ENDS), first)
        mentions = [mention for mention in mentions if not start <= mention.first < index]
    return mentions
