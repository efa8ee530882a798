"""The sums that a post tells of the area around its one settlement, before it or behind it (GUIDE: totals)."""

from collections import Counter

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.sums.marks import concludes, how_many, is_count, says
from bot.extract.text.senses import STRUCK
from bot.extract.times.finding import Role, TimeMention
from bot.model import LOCAL_LEVELS, WIDE_LEVELS, Level, Outcome

_FINAL = frozenset({"sum.conclude", "roundup.word"})


def closing_sums(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences that go from the figures of the one settlement of a post to those of the area around it: "In total,
    four people were killed in Kharkiv region over the past day"."""
    sited, times = facts.sites_by_sentence, facts.times_by_sentence
    town = min((site.sentence for site in facts.sites if site.level not in WIDE_LEVELS), default=len(sited))
    told = [mention.sentence for mention in facts.casualties if mention.sentence >= town]
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if told
        and sentence > told[0]
        and all(_is_around(facts, site) for site in sited.get(sentence, []))
        and any(is_count(mention) for mention in mentions)
        and _is_of_whole_area(facts, sentence, sited.get(sentence, []), times.get(sentence, []))
    }


def _is_around(facts: Facts, area: Site) -> bool:
    """Whether one of a post's smaller places lies in an area."""
    return any(area.unit.code in site.unit.parents for site in facts.sites if site.level not in WIDE_LEVELS)


def opening_sums(facts: Facts) -> dict[int, list[Mention]]:
    """The sentence that counts people over a period and an area before a post's one settlement, of which it counts
    fewer: "Over the past day two were killed and seven injured in Donetsk region. The worst hit was X: one dead"."""
    sited, times = facts.sites_by_sentence, facts.times_by_sentence
    town = min((site.sentence for site in facts.sites if site.level not in WIDE_LEVELS), default=0)
    most = Counter[Outcome]()
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


def area_sums(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences that count people over an oblast before the first town or hromada of a post, where the places told
    below count fewer of them, or several of these make up the figure: "In Kherson region 11 were hurt. Nine of them
    were hurt in Kherson", "Two were injured in Sumy Oblast. ... In X a school was damaged. In Y two were injured"."""
    sited = facts.sites_by_sentence
    first = min((site.sentence for site in facts.sites if site.level not in WIDE_LEVELS), default=0)
    if all(number >= first for number in facts.casualties_by_sentence):
        return {}
    parts = _told_of_places(facts, first)
    own = any(len(_places_of(facts, number)) == 1 for number in facts.casualties_by_sentence if number >= first)
    struck = {code for sentence in facts.damaged_sentences for code in _places_of(facts, sentence)} | parts.keys()
    if not parts:
        return {}
    most = Counter[Outcome]()
    for figures in parts.values():
        most.update(figures)
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if sentence < first
        and _is_of_oblast(facts, sited.get(sentence, []), parts)
        and not any(time.time for time in facts.times_by_sentence.get(sentence, []))
        and any(is_count(mention) for mention in mentions)
        and how_many(facts, mentions).total() > 1
        and (
            (own and _counts_more(mentions, most))
            or (len(struck) > 1 and how_many(facts, mentions) == most and _is_in_full(facts, sentence))
        )
    }


def _is_in_full(facts: Facts, sentence: int) -> bool:
    """Whether a sentence ends with a mark, as a title does not."""
    first, end = facts.document.sentences[sentence]
    return any(token.text in ".!" for token in facts.document.tokens[max(first, end - 2) : end])


def _is_of_oblast(facts: Facts, sites: list[Site], parts: dict[str, Counter[Outcome]]) -> bool:
    """Whether a sentence names one oblast and nothing else, and all places with people of their own lie in it."""
    oblasts = {site.unit.oblast for site in sites}
    inside = {site.unit.oblast for site in facts.sites if site.unit.code in parts}
    return len(oblasts) == 1 and oblasts == inside and all(site.level is Level.OBLAST for site in sites)


def _told_of_places(facts: Facts, first: int) -> dict[str, Counter[Outcome]]:
    """The people told of each town or hromada from a sentence on, by its code."""
    told: dict[str, list[Mention]] = {}
    placed = _placed(facts)
    for sentence, mentions in facts.casualties_by_sentence.items():
        places = _places_of(facts, placed[sentence]) if sentence >= first else set()
        if len(places) == 1:
            told.setdefault(places.pop(), []).extend(mentions)
    return {code: how_many(facts, mentions) for code, mentions in told.items()}


def _placed(facts: Facts) -> list[int]:
    """For each sentence the last one of its line, up to itself, that names a place; itself if none does."""
    lines, placed = facts.document.lines, list[int]()
    for number in range(len(lines)):
        goes_on = number > 0 and lines[number - 1] == lines[number] and number not in facts.sites_by_sentence
        placed.append(placed[-1] if goes_on and placed[-1] in facts.sites_by_sentence else number)
    return placed


def _places_of(facts: Facts, sentence: int) -> set[str]:
    """The towns that a sentence names, and the hromadas in which none of them lies."""
    sites = [site.unit for site in facts.sites_by_sentence.get(sentence, ()) if site.level in LOCAL_LEVELS]
    around = {code for unit in sites for code in unit.parents}
    return {unit.code for unit in sites} - around


def _counts_more(mentions: list[Mention], most: Counter[Outcome]) -> bool:
    """Whether mentions count more people than a town's, and of no outcome fewer."""
    groups = [(mention.outcome, mention.group) for mention in mentions if mention.group and is_count(mention)]
    more = [(group.count or 0) - most[outcome] for outcome, group in groups if outcome in most and not group.among]
    return bool(more) and max(more) > 0 and min(more) >= 0


def _is_of_whole_area(facts: Facts, sentence: int, sites: list[Site], times: list[TimeMention]) -> bool:
    """Whether a sentence names an oblast or a raion and no settlement, with a period, a word that concludes or others
    than were told of: "Another 13 people in the oblast were wounded"."""
    area = bool(sites) or says(facts, sentence, "sum.area", "weapon_cue.region")
    if not area or any(site.level not in WIDE_LEVELS for site in sites):
        return False
    if any(time.role is Role.PERIOD for time in times):
        return True
    final = concludes(facts, sentence, _FINAL) or says(facts, sentence, "part.more")
    return not says(facts, sentence, *STRUCK) and final
