"""The figures of an area for an earlier day that a post recalls beside its own attacks (GUIDE: totals)."""

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.sums.marks import is_count, says, speaks_of_area
from bot.extract.times.finding import Role, TimeMention
from bot.model import Level, WeaponType

_LONGEST = 1
_UNARMED = frozenset({WeaponType.SHELLING})


def recalled_sums(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences behind the first town that count people over an oblast on a day that no other sentence tells of:
    "On April 9, Russian attacks across Kherson Oblast killed two civilians and wounded five"."""
    town = min((site.sentence for site in facts.sites if site.level is Level.SETTLEMENT), default=None)
    if town is None:
        return {}
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if sentence > town
        and sentence in facts.times_by_sentence
        and _is_of_oblast(facts, sentence, facts.sites_by_sentence.get(sentence, []))
        and _is_of_own_day(facts, sentence)
        and any(is_count(mention) and not mention.zero for mention in mentions)
        and not any(mention.group and mention.group.described for mention in mentions)
        and not _is_one_attack(facts, sentence)
    }


def _is_of_oblast(facts: Facts, sentence: int, sites: list[Site]) -> bool:
    """Whether a sentence names one oblast and nothing smaller, or speaks of "the region"."""
    if not sites:
        return says(facts, sentence, "sum.area", "weapon_cue.region") or speaks_of_area(facts, sentence)
    return all(site.level is Level.OBLAST for site in sites) and len({site.unit.oblast for site in sites}) == 1


def _is_of_own_day(facts: Facts, sentence: int) -> bool:
    """Whether a sentence tells a whole day that none before it in the post tells."""
    own = facts.times_by_sentence.get(sentence, [])
    told = {time.end for time in facts.times if time.end and facts.document.sentence_of[time.first] < sentence}
    days = [time for time in own if time.end and time.role in (Role.EVENT, Role.PERIOD)]
    return bool(days) and all(_is_whole(time) and time.end not in told for time in days)


def _is_whole(time: TimeMention) -> bool:
    """Whether a time is a day, or the night and day of a round-up, and no hour of one."""
    if time.start is None or time.end is None:
        return False
    return time.time is None and time.part is None and (time.end - time.start).days <= _LONGEST


def _is_one_attack(facts: Facts, sentence: int) -> bool:
    """Whether a sentence names a weapon, damage or one strike in the singular."""
    first, end = facts.document.sentences[sentence]
    armed = {weapon.type for weapon in facts.weapons if first <= weapon.first < end} - _UNARMED
    single = any("one_strike" in token.classes for token in facts.document.tokens[first:end])
    return bool(armed) or single or sentence in facts.damaged_sentences
