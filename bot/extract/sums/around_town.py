"""The sums that a post tells of the area around its one settlement, before it or behind it (GUIDE: totals)."""

from bot.extract.casualties.finding import Mention
from bot.extract.facts import Facts, Site
from bot.extract.kinds.signals import STRUCK
from bot.extract.sums.marks import concludes, is_count, says
from bot.extract.times.finding import Role, TimeMention
from bot.model import Level, Outcome

_AREAS = frozenset({Level.OBLAST, Level.RAION})
_FINAL = frozenset({"sum.conclude", "roundup.word"})


def closing_sums(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences that go from the figures of the one settlement of a post to those of the area around it: "In total,
    four people were killed in Kharkiv region over the past day"."""
    sited, times = facts.sites_by_sentence, facts.times_by_sentence
    town = min((site.sentence for site in facts.sites if site.level not in _AREAS), default=len(sited))
    told = [mention.sentence for mention in facts.casualties if mention.sentence >= town]
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if told
        and sentence > told[0]
        and any(is_count(mention) for mention in mentions)
        and _is_of_whole_area(facts, sentence, sited.get(sentence, []), times.get(sentence, []))
    }


def opening_sums(facts: Facts) -> dict[int, list[Mention]]:
    """The sentence that counts people over a period and an area before a post's one settlement, of which it counts
    fewer: "Over the past day two were killed and seven injured in Donetsk region. The worst hit was X: one dead"."""
    sited, times = facts.sites_by_sentence, facts.times_by_sentence
    town = min((site.sentence for site in facts.sites if site.level not in _AREAS), default=0)
    most: dict[Outcome, int] = {}
    for mention in facts.casualties:
        if mention.sentence >= town and mention.group is not None:
            most[mention.outcome] = max(most.get(mention.outcome, 0), mention.group.count or 0)
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if sentence < town
        and any(time.role is Role.PERIOD and time.part is None for time in times.get(sentence, []))
        and _is_of_whole_area(facts, sentence, sited.get(sentence, []), times.get(sentence, []))
        and _counts_more(mentions, most)
    }


def _counts_more(mentions: list[Mention], most: dict[Outcome, int]) -> bool:
    """Whether mentions count more people than a town's, and of no outcome fewer."""
    counted = [mention for mention in mentions if mention.outcome in most and mention.group and is_count(mention)]
    more = [(mention.group.count or 0) - most[mention.outcome] for mention in counted if mention.group]
    return bool(more) and max(more) > 0 and min(more) >= 0


def _is_of_whole_area(facts: Facts, sentence: int, sites: list[Site], times: list[TimeMention]) -> bool:
    """Whether a sentence names an oblast or a raion and no settlement, with a period, a word that concludes or others
    than were told of: "Another 13 people in the oblast were wounded"."""
    area = bool(sites) or says(facts, sentence, "sum.area", "weapon_cue.region")
    if not area or any(site.level not in _AREAS for site in sites):
        return False
    if any(time.role is Role.PERIOD for time in times):
        return True
    final = concludes(facts, sentence, _FINAL) or says(facts, sentence, "part.more")
    return not says(facts, sentence, *STRUCK) and final
