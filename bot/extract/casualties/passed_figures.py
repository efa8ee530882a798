"""Figures of an earlier hour in a text that has told higher ones: "four were killed. … The first messages spoke of one
dead; by noon there were three"."""

from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Document
from bot.model import Outcome

_RECALLING = frozenset({"sum.earlier", "flag.preliminary"})


def with_passed_figures(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those known as told earlier that are bare numbers below one told in a sentence before, in a
    sentence that recalls what was reported first."""
    if _RECALLING.isdisjoint(document.senses):
        return mentions
    most: dict[Outcome, tuple[int, int]] = {}
    found = []
    for mention in mentions:
        highest, sentence = most.get(mention.outcome, (0, mention.sentence))
        number = _figure(mention)
        recalled = not document.said[mention.sentence].isdisjoint(_RECALLING)
        passed = recalled and 0 < number < highest and sentence < mention.sentence
        found.append(replace(mention, earlier=True) if passed else mention)
        if number > highest:
            most[mention.outcome] = number, mention.sentence
    return found


def _figure(mention: Mention) -> int:
    """The number of people told by nothing else; 0 if others are told."""
    group = mention.group
    if group is None or group.described or group.among or group.added:
        return 0
    return group.count or 0
