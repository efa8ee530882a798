"""Somebody told again by his trade, who has what was told of him: "killing a mechanic and wounding two. The mechanic, a
man of 39, was at the wheel"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.people.groups import is_aged
from bot.extract.text.tokens import Document
from bot.model import Outcome

_SOON, _LAST = 2, 8
_STEM = 5


def with_known_trades(document: Document, before: Sequence[Mention], found: list[Mention]) -> list[Mention]:
    """The mentions of a sentence without a word of harm, those of one person by age with the outcome that the person of
    the same trade had in one of the sentences right before."""
    told = {
        mention.group.trade: mention.outcome
        for mention in before[-_LAST:]
        if mention.group is not None and mention.group.trade and mention.group.count == 1
    }
    return [_known(document, told, before, mention) for mention in found] if told else found


def _known(document: Document, told: dict[str, Outcome], before: Sequence[Mention], mention: Mention) -> Mention:
    group = mention.group
    if group is None or group.count != 1 or not is_aged(group) or mention.sentence - before[-1].sentence > _SOON:
        return mention
    outcome = told.get(document.tokens[group.first].folded[:_STEM], mention.outcome)
    return mention if outcome is mention.outcome else replace(mention, outcome=outcome, weak=False)
