"""Figures told of several towns together: "12 people were wounded in Chuhuiv, Lozova and Izium" (GUIDE: totals)."""

from itertools import pairwise

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.scenes.nearness import is_for_each, is_list
from bot.extract.sums.marks import is_count
from bot.extract.text.tokens import Shape
from bot.model import Level

_SEVERAL = 2
_ENDS = frozenset(".!?")


def sums_over_lists(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences that count several people once for all towns of one list, and say of none of them how many."""
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if _is_one_list(facts, facts.sites_by_sentence.get(sentence, []), mentions)
        and len({mention.outcome for mention in mentions}) == len(mentions)
        and all(_is_of_several(facts, mention) for mention in mentions)
        and sentence not in facts.damaged_sentences
        and not _is_title(facts, sentence)
    }


def _is_one_list(facts: Facts, sites: list[Site], mentions: list[Mention]) -> bool:
    """Whether the places of a sentence are towns of one oblast in one list, before the people or right behind them, and
    the list is no subject of what follows ("two were wounded in A, B and C were shelled")."""
    tokens = facts.document.tokens
    towns = len(sites) >= _SEVERAL and all(site.level is Level.SETTLEMENT for site in sites)
    if (
        not towns
        or len({site.unit.oblast for site in sites}) > 1
        or len({site.unit.code for site in sites}) < len(sites)
    ):
        return False
    listed = all(is_list(tokens, one, other) for one, other in pairwise(sites))
    after = tokens[sites[-1].last + 1] if sites[-1].last + 1 < len(tokens) else None
    before = all(mention.first > sites[-1].last for mention in mentions)
    closed = after is None or after.shape is not Shape.WORD
    behind = closed and all(mention.last < sites[0].first for mention in mentions)
    return listed and (before or behind)


def _is_title(facts: Facts, sentence: int) -> bool:
    """Whether a sentence is a title, whose figures the text below tells place by place."""
    document = facts.document
    last = document.tokens[document.sentences[sentence][1] - 1]
    return sentence == 0 and len(document.sentences) > 1 and last.text not in _ENDS


def _is_of_several(facts: Facts, mention: Mention) -> bool:
    group = mention.group
    several = group is not None and (group.count or 0) >= _SEVERAL and not group.described and not group.among
    return several and is_count(mention) and not is_for_each(facts.document.tokens, mention)
