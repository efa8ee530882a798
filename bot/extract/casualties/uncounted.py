"""Somebody told beside those harmed whom the post itself leaves out of their number (GUIDE: who is not counted)."""

from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Document


def without_uncounted(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the one person told last before each "is not counted among the injured", in its sentence or
    the one before."""
    for index in document.senses.get("casualty.uncounted", ()):
        sentence = document.sentence_of[index]
        before = [mention for mention in mentions if mention.first < index and sentence - mention.sentence <= 1]
        last = before[-1] if before else None
        if last is not None and last.group is not None and last.group.count == 1:
            mentions = [mention for mention in mentions if mention is not last]
    return mentions
