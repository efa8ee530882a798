"""Somebody told beside those harmed whom the post itself leaves out of their number (GUIDE: who is not counted)."""

from bot.extract.casualties.mentions import Mention
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.tokens import Document

_CLAUSE_ENDS = CLAUSE_ENDS | DASHES | {",", ":"}


def without_uncounted(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the one person told last before each "is not counted among the injured", in its sentence or
    the one before."""
    for index in document.senses.get("casualty.uncounted", ()):
        sentence = document.sentence_of[index]
        before = [mention for mention in mentions if mention.first < index and sentence - mention.sentence <= 1]
        last = before[-1] if before else None
        if last is not None and last.group is not None and last.group.count == 1:
            mentions = [mention for mention in mentions if mention is not last]
    return _without_accidents(document, mentions)


def _without_accidents(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the people of a clause that tells of an accident: "їх троє: двоє постраждали в ДТП"."""
    for index in document.senses.get("other.accident", ()):
        first = document.sentences[document.sentence_of[index]][0]
        before = range(index - 1, first - 1, -1)
        start = next((at for at in before if document.tokens[at].text in _CLAUSE_ENDS), first)
        mentions = [mention for mention in mentions if not start <= mention.first < index]
    return mentions
