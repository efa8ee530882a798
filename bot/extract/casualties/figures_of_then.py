"""Figures that a post recalls behind a death in hospital as those of the strike itself: "Тоді постраждали двоє" (GUIDE:
a death changes both figures where the new ones can be computed)."""

from itertools import pairwise

from bot.extract.casualties.later_deaths import changed_by, no_more_injured
from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Document
from bot.model import Outcome

_SOON = 2
_THEN = frozenset({"time.same_day", "time.same_night", "sum.then"})


def with_figures_of_then(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions with those who have died since taken from the number of injured that a sentence
    close behind a death in hospital tells of "then"; not where it tells of others only, by "more" or "also", or
    describes as many, or where others were killed."""
    deaths = [mention for mention in mentions if mention.died_later and mention.outcome is Outcome.KILLED]
    if not deaths or any(m.sentence < deaths[0].sentence or m.earlier for m in mentions):
        return mentions
    died, number = deaths[-1].sentence, max(death.number for death in deaths)
    near = {mention.sentence for mention in mentions if 0 < mention.sentence - died <= _SOON}
    then = {sentence for sentence in near if _tells_of_then(document, sentence)}
    hurt = [one for one in mentions if one.sentence in then and one.outcome is Outcome.INJURED and _is_figure(one)]
    others = [one for one in mentions if one.outcome is Outcome.INJURED and one.group is not None and one not in hurt]
    described = sum(len(one.group.described) for one in others if one.group is not None)
    if len(hurt) != 1 or hurt[0].number <= max(number, described) or _tells_of_dead(mentions, deaths):
        return mentions
    told = [changed_by(one, -number) if one is hurt[0] else one for one in mentions]
    return [no_more_injured(one) if one in deaths else one for one in told]


def _tells_of_dead(mentions: list[Mention], deaths: list[Mention]) -> bool:
    """Whether others are told as killed, among whom the one who died may be counted already."""
    return any(one.outcome is Outcome.KILLED and one not in deaths for one in mentions)


def _tells_of_then(document: Document, sentence: int) -> bool:
    """Whether a sentence says "then", "that day" or "by that strike", and not "also"."""
    first, end = document.sentences[sentence]
    words = document.tokens[first:end]
    if any("also" in token.classes for token in words):
        return False
    if not _THEN.isdisjoint(document.said[sentence]) or any("back_then" in token.classes for token in words):
        return True
    return any(one.sense == "time.that" and "one_strike" in two.classes for one, two in pairwise(words))


def _is_figure(mention: Mention) -> bool:
    """Whether people are told by their number, and not as more than others or a part of them."""
    group = mention.group
    counted = group is not None and bool(group.count) and not (group.described or group.added or group.among)
    return counted and not mention.weak
