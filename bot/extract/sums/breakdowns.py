"""A sum that its own sentence breaks down by towns: "three killed in the oblast: two in X and one in Y".

The numbers before the towns, or the number of towns where each has one, must make up the whole; then each town gets
its own people, and the whole is a sum.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts, Site
from bot.extract.people.groups import Group
from bot.extract.sums.marks import speaks_of_area
from bot.extract.sums.shares import FAR, is_for_each, share_that_opens, shares_of_all, shares_of_some
from bot.extract.text.sentences import start_of
from bot.extract.text.tokens import Token
from bot.extract.times.values import Role
from bot.model import Level

_BRACKET, _LONGEST_BRACKET = 4, 40
_MOST, _LED, _PAIR = 60, 6, 2
_STRUCK = ("strike.", "weapon.", "make.", "damage.")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A counted whole, the mentions of its towns' parts (none if they are read already), and what else of its sentence
    is summed with it."""

    whole: Mention
    parts: tuple[Mention, ...]
    rest: tuple[Mention, ...]


def broken_down(facts: Facts) -> tuple[Facts, list[Breakdown]]:
    """The facts with each town's part as a mention of its own, and the breakdowns that were found."""
    breakdowns = []
    for sentence in sorted({mention.sentence for mention in facts.casualties}):
        found = _in_sentence(facts, sentence) or _in_next(facts, sentence) or _opening_next(facts, sentence)
        if found is not None:
            breakdowns.append(found)
            facts = _with_parts(facts, found)
        else:
            facts = _with_each(facts, sentence)
    return facts, breakdowns


def _with_each(facts: Facts, sentence: int) -> Facts:
    """The facts with people told of each of several towns as a mention of each: "по одному пораненому – у Сумах та
    Охтирці"."""
    told = facts.casualties_by_sentence.get(sentence, [])
    towns = _settlements(facts, sentence)
    for number, mention in enumerate(told):
        group = mention.group
        if group is None or not group.count or group.among or not is_for_each(facts.document.tokens, group.first):
            continue
        start = told[number - 1].last if number else -1
        end = told[number + 1].first if number + 1 < len(told) else len(facts.document.tokens)
        behind = [site for site in towns if mention.last < site.first < end]
        near = behind if len(behind) > 1 else [site for site in towns if start < site.first < mention.first]
        if len(near) > 1:
            each = tuple(_part(mention, site, group.count, site.first) for site in near)
            others = [other for other in facts.casualties if other is not mention]
            return replace(facts, casualties=tuple(sorted([*others, *each], key=lambda other: other.first)))
    return facts


def _with_parts(facts: Facts, found: Breakdown) -> Facts:
    if not found.parts:
        return facts
    first, last = found.parts[0].first, found.parts[-1].last
    kept = [mention for mention in facts.casualties if not (first <= mention.first and mention.last <= last)]
    kept = [
        mention
        for mention in kept
        if mention.first < first or mention.sentence != found.whole.sentence or mention.first > last
    ]
    return replace(facts, casualties=tuple(sorted([*kept, *found.parts], key=lambda mention: mention.first)))


def _in_sentence(facts: Facts, sentence: int) -> Breakdown | None:
    every = _parts_of(facts, sentence)
    mentions = facts.casualties_by_sentence.get(sentence, [])
    for whole in mentions if every else ():
        size = 0 if whole.zero else whole.number
        if not size or size > _MOST:
            continue
        bracket = _bracket(facts.document.tokens, whole.last)
        towns = [site for site in every if bracket is None or site.first < bracket]
        behind = [site for site in towns if site.first > whole.last]
        if not behind or len(behind) != len(towns):
            continue
        if size == 1 and not _may_be_sum(facts, sentence, whole, behind[0].first):
            continue
        if _are_described(whole, mentions, behind):
            return Breakdown(whole, (), _beside_described(whole, mentions, behind))
        tokens = facts.document.tokens
        if _have_clause(tokens, whole, mentions, behind):
            ahead = (other for other in mentions if other.last < behind[0].first)
            return Breakdown(whole, (), tuple(other for other in ahead if other.outcome is not whole.outcome))
        shares = shares_of_all(tokens, behind, whole.last, size) or shares_of_some(tokens, behind, whole.last, size)
        if shares is not None and not _is_of_others(whole, mentions, [index for _, index in shares]):
            parts = tuple(_part(whole, site, share, index) for site, (share, index) in zip(behind, shares, strict=True))
            rest = tuple(
                other
                for other in mentions
                if other.outcome is not whole.outcome and not whole.first <= other.first <= parts[-1].last
            )
            return Breakdown(whole, parts, rest)
    return None


def _is_of_others(whole: Mention, mentions: Sequence[Mention], numbers: list[int]) -> bool:
    """Whether a number is that of people with another outcome: "двоє загинули і двоє поранені в Куп'янську"."""
    others = [other for other in mentions if other.outcome is not whole.outcome and other.group is not None]
    return any(other.first <= number <= other.last for other in others for number in numbers)


def _bracket(tokens: Sequence[Token], after: int) -> int | None:
    """The end of the bracket that opens shortly behind a whole; None if none does: "2 загиблих (Суми, Лебедин), …"."""
    opening = next((t.index for t in tokens[after + 1 : after + _BRACKET] if t.text == "("), None)
    if opening is None:
        return None
    return next((t.index for t in tokens[opening : opening + _LONGEST_BRACKET] if t.text == ")"), None)


def _parts_of(facts: Facts, sentence: int) -> list[Site]:
    """The settlements of a sentence with the hromadas around none of them, if these are several together; where it
    names none, its hromadas or else raions, if there are several."""
    towns = _settlements(facts, sentence)
    around = {code for town in towns for code in town.unit.parents}
    hromadas = [site for site in facts.sites_by_sentence.get(sentence, ()) if site.level is Level.HROMADA]
    mixed = sorted([*towns, *(site for site in hromadas if site.unit.code not in around)], key=start_of)
    if towns:
        return mixed
    raions = [site for site in facts.sites_by_sentence.get(sentence, ()) if site.level is Level.RAION]
    return next((parts for parts in (hromadas, raions) if len(parts) > 1), [])


def _settlements(facts: Facts, sentence: int) -> list[Site]:
    return [site for site in facts.sites_by_sentence.get(sentence, ()) if site.level is Level.SETTLEMENT]


def _in_next(facts: Facts, sentence: int) -> Breakdown | None:
    """The last figure of a sentence, of the harm that the next one tells of, that this one breaks down with numbers
    alone: "постраждали 9 людей. У Сумах – 4, в Охтирці – 5", "two of the deaths were in X and one in Y"."""
    following = sentence + 1
    if any(site.level in (Level.OBLAST, Level.RAION) for site in facts.sites_by_sentence.get(following, ())):
        return None
    towns = _settlements(facts, following)
    told = facts.casualties_by_sentence.get(sentence, [])
    others = [mention.group for mention in facts.casualties_by_sentence.get(following, ())]
    harms = {mention.outcome for mention in facts.casualties_by_sentence.get(following, ())}
    alike = [mention for mention in told if not harms or mention.outcome in harms]
    whole = alike[-1] if alike and all(group is not None and group.bare for group in others) else None
    size = whole.number if whole is not None and not whole.zero else 0
    if whole is None or whole.sentence != sentence or not size or not 1 < len(towns) <= size <= _MOST:
        return None
    start = facts.document.sentences[following][0] - 1
    shares = shares_of_all(facts.document.tokens, towns, start, size, FAR)
    if shares is None or any(index == site.first for site, (_, index) in zip(towns, shares, strict=True)):
        return None
    parts = (_part(whole, site, share, index) for site, (share, index) in zip(towns, shares, strict=True))
    rest = tuple(mention for mention in told if mention.outcome is not whole.outcome)
    return Breakdown(whole, tuple(replace(part, sentence=following) for part in parts), rest)


def _opening_next(facts: Facts, sentence: int) -> Breakdown | None:
    """The last figure of a sentence of which the next one begins with a part and the one town where it was: "nine
    people were injured. Seven of them, two of these children, were in X", "Семеро з них — у X"."""
    following, towns = sentence + 1, _settlements(facts, sentence + 1)
    told = [one for one in facts.casualties_by_sentence.get(sentence, ()) if one.group is None or not one.group.among]
    if len(towns) != 1 or not told or told[-1].zero:
        return None
    whole, start = told[-1], facts.document.sentences[following][0]
    share = share_that_opens(facts.document.tokens, start, towns[0].first)
    inside = [one for one in facts.casualties_by_sentence.get(following, ()) if one.first < towns[0].first]
    apart = any(one.group is None or not (one.group.among or one.group.bare) for one in inside)
    if share is None or apart or not share[0] < whole.number <= _MOST:
        return None
    young = max((one.group.children or 0 for one in inside if one.group is not None), default=0)
    part = replace(_part(whole, towns[0], *share), sentence=following)
    group = part.group.but(youngsters=young) if part.group is not None and young else part.group
    return Breakdown(whole, (replace(part, group=group),), ())


def _may_be_sum(facts: Facts, sentence: int, whole: Mention, before: int) -> bool:
    """Whether one person is told of an oblast or raion named before a token, and no strike behind: a sum too."""
    areas = (Level.OBLAST, Level.RAION)
    rest = facts.document.tokens[whole.last + 1 : facts.document.sentences[sentence][1]]
    if any((token.sense or "").startswith(_STRUCK) for token in rest):
        return False
    if facts.document.says(facts.document.sentences[sentence][0], before, "sum.area", "weapon_cue.region"):
        return True
    lines = facts.document.lines
    line = [site for site in facts.sites if lines[site.sentence] == lines[sentence] and site.first < before]
    bracketed = _bracket(facts.document.tokens, whole.last) is not None and any(
        time.role is Role.PERIOD for time in facts.times_by_sentence.get(sentence, ())
    )
    headed = bool(line) and line[0].level is Level.OBLAST and (bracketed or speaks_of_area(facts, sentence))
    return headed or any(site.sentence == sentence and site.level in areas for site in line)


def _are_described(whole: Mention, mentions: Sequence[Mention], towns: list[Site]) -> bool:
    """Whether what is told of each of several towns makes up the whole: "two wounded: a man, 63, in X and a woman, 77,
    in Y", "2 загиблих, 5 поранених: у Сумах – загинув чоловік, в Охтирці – 1 загиблий і 5 поранених"."""
    behind = [mention for mention in mentions if mention.last > whole.last and mention is not whole]
    groups = [m.group for m in behind if m.outcome is whole.outcome and m.group is not None and not m.group.among]
    people = [group for group in groups if group.first > whole.last]
    return (
        len(towns) > 1
        and bool(people)
        and sum(group.count or 0 for group in people) == whole.number
        and len(_with_people(behind, towns)) == len(towns)
    )


def _have_clause(tokens: Sequence[Token], whole: Mention, mentions: Sequence[Mention], towns: list[Site]) -> bool:
    """Whether a clause tells how many of a whole one town has, of each outcome: "three killed and 16 injured, most of
    them in X, where shelling killed two and injured nine"."""
    town = towns[0]
    before = tokens[max(whole.last, town.first - _LED) : town.first]
    led = any(token.sense == "part.among" or "bulk" in token.classes for token in before)
    clause = tokens[town.last + 1 : town.last + 3]
    where = len(clause) == _PAIR and clause[0].text == "," and clause[1].sense == "conjunction.that"
    if len(towns) > 1 or not led or not where:
        return False
    parts = [mention for mention in mentions if mention.first > town.last]
    alike = [part.number for part in parts if part.outcome is whole.outcome and part.number]
    return len(alike) == 1 and alike[0] < whole.number and len(parts) == len({part.outcome for part in parts})


def _beside_described(whole: Mention, mentions: Sequence[Mention], towns: list[Site]) -> tuple[Mention, ...]:
    """The other wholes that the towns make up too, and what stands behind towns that are told after their people:
    "three killed - two in X and one in Y - and five injured"."""
    others = [mention for mention in mentions if mention.outcome is not whole.outcome]
    ahead = [other for other in others if other.last < towns[0].first and _are_described(other, mentions, towns)]
    told_first = all(mention.last < towns[-1].first for mention in mentions if mention.outcome is whole.outcome)
    return (*ahead, *(other for other in others if told_first and other.first > towns[-1].last))


def _with_people(mentions: Sequence[Mention], towns: list[Site]) -> set[int]:
    """The towns between which people are told, each behind its town; or all of them before."""
    counted = [mention.group.last for mention in mentions if mention.group is not None and mention.group.count]
    behind = {bisect_left(towns, last, key=start_of) for last in counted}
    before = {bisect_right(towns, last, key=start_of) for last in counted} - {len(towns)}
    return max(behind - {0}, before, key=len)


def _part(whole: Mention, site: Site, share: int, index: int) -> Mention:
    group = Group(min(index, site.first), site.last, share)
    return replace(whole, first=min(index, site.first), last=site.last, group=group, died_later=False)
