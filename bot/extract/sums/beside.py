"""Sentences beside a round-up's sum: what goes on with it, and what goes on with a single attack (GUIDE: totals)."""

from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts
from bot.extract.sums.marks import concludes, is_count, says
from bot.extract.text.senses import STRUCK
from bot.model import LOCAL_LEVELS, Level, Outcome

_CLOSE = 2
_FAR = 4
_NEAR = 3


def denied_behind(facts: Facts, sums: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """The sentences right behind a sum that only deny another outcome: "12 поранених. Загиблих немає"."""
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if sentence not in sums
        and sentence - 1 in sums
        and all(mention.zero and not mention.both for mention in mentions)
        and sentence not in facts.sites_by_sentence
        and {m.outcome for m in mentions}.isdisjoint(m.outcome for m in sums[sentence - 1])
    }


def next_oblasts(facts: Facts, sums: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """The sentences that go on a list of oblasts' sums in their line: "12 killed in Kharkiv region over the week. In
    Sumy region, 1 dead, 2 wounded. In Chernihiv region, 3 wounded"."""
    found: dict[int, list[Mention]] = {}
    for sentence, mentions in sorted(facts.casualties_by_sentence.items()):
        if (
            sentence - 1 in sums.keys() | found.keys()
            and sentence not in sums
            and _is_of_oblast(facts, sentence, mentions)
        ):
            found[sentence] = mentions
    return found


def _is_of_oblast(facts: Facts, sentence: int, mentions: list[Mention]) -> bool:
    """Whether a sentence of the line before it names one oblast and tells nothing but how many people were hurt."""
    sites = facts.sites_by_sentence.get(sentence, [])
    bare = sentence not in facts.damaged_sentences and not says(facts, sentence, *STRUCK)
    line = facts.document.lines
    alone = len(sites) == 1 and sites[0].level is Level.OBLAST and line[sentence - 1] == line[sentence]
    clocked = any(time.time for time in facts.times_by_sentence.get(sentence, []))
    return alone and bare and not clocked and any(map(is_count, mentions))


def adds_to_told(facts: Facts, sentence: int, mentions: list[Mention], sums: dict[int, list[Mention]]) -> bool:
    """Whether people are only more than those whom the sentence before tells of one attack: "A man of 38 was killed.
    Three more were wounded"."""
    more = mentions[0].group is not None and mentions[0].group.added
    if not more or sentence - 1 in sums or any(site.sentence == sentence for site in facts.sites):
        return False
    if is_rest_behind_towns(facts, sentence, mentions):
        return False
    together = sentence > 0 and facts.paragraphs[sentence - 1] == facts.paragraphs[sentence]
    return together and any(mention.sentence == sentence - 1 for mention in facts.casualties)


def goes_on_with_town(facts: Facts, sentence: int, mentions: list[Mention], sums: dict[int, list[Mention]]) -> bool:
    """Whether a paragraph tells who was hurt in the one town of the paragraph before it, and is no sum: another sum
    counts as many or more ("Троє загиблих, 9 поранених за добу. … ▪️ Лиман. Авіаудар. / Загинули двоє людей")."""
    if sentence in facts.sites_by_sentence or sentence in facts.times_by_sentence or concludes(facts, sentence):
        return False
    town = _town_before(facts, sentence, sums)
    return town is not None and any(
        other not in (sentence, town) and _covers(whole, mentions) for other, whole in sums.items()
    )


def goes_on_in_line(facts: Facts, sentence: int, mentions: list[Mention]) -> bool:
    """Whether a sentence stands right behind one of its line that tells who was killed in one town and names no time or
    place of its own: it says who was hurt there too ("Вбили трьох мешканців Лозової. П'ятьох поранено")."""
    before, lines = sentence - 1, facts.document.lines
    if before < 0 or lines[before] != lines[sentence] or concludes(facts, sentence):
        return False
    if sentence in facts.sites_by_sentence or sentence in facts.times_by_sentence:
        return False
    sites = [site for site in facts.sites_by_sentence.get(before, []) if site.level is not Level.OBLAST]
    harmed = {mention.outcome for mention in facts.casualties_by_sentence.get(before, [])}
    alone = len({site.unit.code for site in sites}) == 1 and sites[0].level in LOCAL_LEVELS
    added = any(mention.group is not None and mention.group.added for mention in mentions)
    return alone and bool(harmed) and not added and harmed.isdisjoint(mention.outcome for mention in mentions)


def _town_before(facts: Facts, sentence: int, sums: dict[int, list[Mention]]) -> int | None:
    """The last sentence before one that names a place, in another line; None if that place is no single town, or a sum
    stands between."""
    for before in range(sentence - 1, max(-1, sentence - 1 - _FAR), -1):
        if before in sums:
            return None
        if before in facts.sites_by_sentence:
            sites = facts.sites_by_sentence[before]
            other_line = facts.document.lines[before] != facts.document.lines[sentence]
            one = len({site.unit.code for site in sites}) == 1 and sites[0].level in LOCAL_LEVELS
            return before if one and other_line else None
    return None


def _covers(whole: list[Mention], parts: list[Mention]) -> bool:
    """Whether a sum counts at least as many people of each outcome as the mentions do."""
    told = [(mention.outcome, mention.number) for mention in whole]
    return all(any(part.outcome is outcome and part.number <= count for outcome, count in told) for part in parts)


def told_again(facts: Facts, sums: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """The sentences that name no place and, behind one that names several towns, count as many people as a sum told
    before: "Three were killed, five wounded in the oblast. Two were killed in X and one in Y. Another five were
    wounded"."""
    figures = {_figure(mention) for mentions in sums.values() for mention in mentions if is_count(mention)}
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if sentence not in sums
        and sentence not in facts.sites_by_sentence
        and _names_towns(facts, sentence - 1)
        and all(is_count(mention) for mention in mentions)
        and figures.issuperset(map(_figure, mentions))
    }


def rest_of_area(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences that go on from a town's people to "more in the oblast": "загинули двоє жителів Лиману, ще шестеро
    людей в області поранені"; the town's are a part of that sum."""
    return {
        sentence: [*_in_the_sum(facts, mentions), mentions[-1]]
        for sentence, mentions in facts.casualties_by_sentence.items()
        if len({mention.outcome for mention in mentions}) == len(mentions) > 1
        and _is_more_in_area(facts, mentions[-1])
        and any(site.level is Level.SETTLEMENT for site in facts.sites_by_sentence.get(sentence, ()))
    }


def _in_the_sum(facts: Facts, mentions: list[Mention]) -> list[Mention]:
    """The people of a town who are a part of the area's sum, where that goes on from them to "more"."""
    if not _is_of_more(facts, mentions[-1]):
        return []
    return [replace(other, concludes=True) for other in mentions[:-1]]


def _is_of_more(facts: Facts, mention: Mention) -> bool:
    """Whether people are "more" than those told before."""
    tokens, group = facts.document.tokens, mention.group
    return group is not None and (
        "others" in tokens[group.last].classes or facts.document.says(group.first - 1, group.last + 2, "part.more")
    )


def _is_more_in_area(facts: Facts, mention: Mention) -> bool:
    """Whether people are told of the area by a word between their number and what became of them, or close behind both,
    and are "more" than those told before, or stand behind the town that these were told of."""
    group = mention.group
    if group is None or not is_count(mention):
        return False
    towns = [site.last for site in facts.sites_by_sentence.get(mention.sentence, ()) if site.level is Level.SETTLEMENT]
    behind = bool(towns) and max(towns) < mention.first
    if not behind and not _is_of_more(facts, mention):
        return False
    return facts.document.says(group.first, max(group.last, mention.harm) + _NEAR, "sum.area", "weapon_cue.region")


def rest_behind_towns(facts: Facts) -> dict[int, list[Mention]]:
    """The sentences that go on from the people of towns to those of the whole area: "Two were killed in X and one in Y.
    Another eight people were injured across the region"."""
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if is_rest_behind_towns(facts, sentence, mentions)
    }


def is_rest_behind_towns(facts: Facts, sentence: int, mentions: list[Mention]) -> bool:
    """Whether a sentence that names no place, strike or damage counts people of "the region" right behind one of its
    line that tells of people in towns."""
    lines = facts.document.lines
    if sentence in facts.sites_by_sentence or sentence < 1 or lines[sentence - 1] != lines[sentence]:
        return False
    if sentence in facts.damaged_sentences or says(facts, sentence, *STRUCK) or not all(map(is_count, mentions)):
        return False
    before = facts.sites_by_sentence.get(sentence - 1, ())
    harmed = sentence - 1 in facts.casualties_by_sentence and any(site.level is Level.SETTLEMENT for site in before)
    return harmed and says(facts, sentence, "sum.area", "weapon_cue.region")


def _names_towns(facts: Facts, sentence: int) -> bool:
    sites = facts.sites_by_sentence.get(sentence, [])
    return len({site.unit.code for site in sites if site.level is Level.SETTLEMENT}) > 1


def _figure(mention: Mention) -> tuple[Outcome, int | None]:
    return mention.outcome, mention.group.count if mention.group else None


def rest_of_sums(facts: Facts, sums: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """The sentences behind a sum that count others, and name no place: "In the oblast two were killed: one in X, one
    in Y. Another six were wounded"."""
    return {
        sentence: mentions
        for sentence, mentions in facts.casualties_by_sentence.items()
        if sentence not in facts.sites_by_sentence
        and all(is_count(mention) for mention in mentions)
        and any(_goes_on_with(facts, sentence, mentions, whole, sums[whole]) for whole in sums)
    }


def _goes_on_with(facts: Facts, sentence: int, mentions: list[Mention], whole: int, summed: list[Mention]) -> bool:
    """Whether a sentence stands right behind a sum of its line, or close behind it and says "in the oblast", and counts
    people of another outcome."""
    lines = facts.document.lines
    same_line = sentence - whole == 1 and lines[sentence] == lines[whole]
    near = 0 < sentence - whole <= _CLOSE and says(facts, sentence, "sum.area", "weapon_cue.region")
    outcomes = {mention.outcome for mention in mentions}
    return (same_line or near) and outcomes.isdisjoint(mention.outcome for mention in summed)
