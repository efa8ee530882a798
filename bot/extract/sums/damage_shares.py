"""Things counted town by town without being named again: "14 houses were damaged: 9 in X and 5 in Y", "у X зруйновано
12 будинків, у Y – 4, по два – у Z та W".

Each town gets its own number of what was told damaged last before; a whole that the numbers make up is none of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.extract.damage.finding import DamageMention
from bot.extract.facts import Facts, Site
from bot.extract.scenes.nearness import is_list
from bot.extract.sums.shares import is_for_each, number_behind
from bot.extract.text.punctuation import DASHES
from bot.extract.text.sentences import start_of
from bot.extract.text.tokens import Shape, Token
from bot.model import Level

_PLACES = frozenset({Level.SETTLEMENT, Level.HROMADA, Level.RAION})
_REACH = 5


def with_damage_shared(facts: Facts) -> Facts:
    """The facts with each town's number of things as a mention of its own."""
    told = [thing for thing in facts.damage if thing.told and thing.count]
    if not told:
        return facts
    facts = _with_each(facts, told)
    found: list[DamageMention] = []
    wholes: set[DamageMention] = set()
    for sentence in sorted(facts.sites_by_sentence):
        shares, whole = _shares_in(facts, sentence, told, found)
        found.extend(shares)
        if whole is not None and len(shares) > 1 and sum(share.count or 0 for share in shares) == whole.count:
            wholes.add(whole)
    kept = [thing for thing in facts.damage if thing not in wholes]
    return replace(facts, damage=tuple(sorted([*kept, *found], key=start_of))) if found else facts


def _with_each(facts: Facts, told: Sequence[DamageMention]) -> Facts:
    """The facts with things told "one each" given to every place of the list behind them: "пошкоджено по одній
    підстанції у Стрийському та Самбірському районах"."""
    shares = {thing: _copies(facts, thing) for thing in told if is_for_each(facts.document.tokens, thing.first)}
    shares = {thing: copies for thing, copies in shares.items() if len(copies) > 1}
    if not shares:
        return facts
    kept = [thing for thing in facts.damage if thing not in shares]
    copies = (copy for several in shares.values() for copy in several)
    return replace(facts, damage=tuple(sorted([*kept, *copies], key=start_of)))


def _copies(facts: Facts, thing: DamageMention) -> list[DamageMention]:
    """A thing as one of each place of the list that follows it in its sentence."""
    behind = [site for site in facts.sites_by_sentence.get(thing.sentence, ()) if site.first > thing.last]
    places = [site for site in behind if site.level in _PLACES]
    listed = places[:1]
    for before, site in pairwise(places):
        if not is_list(facts.document.tokens, before, site):
            break
        listed.append(site)
    return [replace(thing, first=site.first, last=site.last) for site in listed]


def _shares_in(
    facts: Facts, sentence: int, told: Sequence[DamageMention], found: Sequence[DamageMention]
) -> tuple[list[DamageMention], DamageMention | None]:
    """The numbers of a sentence's towns as mentions, and what the first of them is a share of."""
    shares: list[DamageMention] = []
    whole: DamageMention | None = None
    before: tuple[Site, int, int] | None = None
    for site in facts.sites_by_sentence[sentence]:
        if site.level not in _PLACES:
            continue
        number = _number_of(facts, site) or _number_of_list(facts, before, site)
        before = (site, *number) if number is not None else None
        base = _counted_before(facts, number[1], [*told, *found, *shares]) if number is not None else None
        if number is None or base is None or _is_taken(facts, number[1]):
            continue
        whole = whole or base
        listed = any(number[1] < other.first < site.first for other in facts.sites_by_sentence[sentence])
        first, last = (site.first, site.last) if listed else (min(site.first, number[1]), max(site.last, number[1]))
        span = facts.document.span(first, last)
        shares.append(
            replace(base, first=first, last=last, count=number[0], span=span, sentence=sentence, headline=sentence == 0)
        )
    return shares, whole


def _number_of(facts: Facts, site: Site) -> tuple[int, int] | None:
    """The number that a preposition, or a dash and one, leads from to a town, or that a dash leads to from it."""
    tokens = facts.document.tokens
    for index in range(site.first - 1, max(-1, site.first - _REACH), -1):
        token = tokens[index]
        if _is_number(token):
            led = index + 1 < site.first
            return (int(token.value or 0), index) if led and token.value else None
        if not _leads(token):
            break
    return number_behind(tokens, site.last)


def _number_of_list(facts: Facts, before: tuple[Site, int, int] | None, site: Site) -> tuple[int, int] | None:
    """The number of the town before where it is told of each of a list: "по три – в X та Y"."""
    if before is None or not is_list(facts.document.tokens, before[0], site):
        return None
    return (before[1], before[2]) if is_for_each(facts.document.tokens, before[2]) else None


def _is_number(token: Token) -> bool:
    return token.value is not None and (token.shape is Shape.NUMBER or token.sense == "number.cardinal")


def _leads(token: Token) -> bool:
    """Whether a token may stand between a number and its town: a dash, a preposition, a type of settlement."""
    sense = token.sense or ""
    placed = sense in ("preposition.in", "preposition.the", "preposition.of", "sequence.settlement")
    return placed or token.text in DASHES or token.abbreviation or token.text == "."


def _counted_before(facts: Facts, number: int, told: Sequence[DamageMention]) -> DamageMention | None:
    """What was counted last before a number, in its sentence or the one before, if nobody was told harmed since."""
    things = [thing for thing in told if thing.last < number]
    base = max(things, key=start_of, default=None)
    if base is None or facts.document.sentence_of[number] - base.sentence > 1:
        return None
    people = any(base.last < mention.last and mention.first <= number for mention in facts.casualties)
    other = any(base.last < thing.first < number for thing in facts.damage)
    return None if people or other else base


def _is_taken(facts: Facts, number: int) -> bool:
    """Whether a number is read already: that of people, things, weapons or a time."""
    every = (facts.casualties, facts.damage, facts.weapons, facts.times)
    return any(one.first <= number <= one.last for kind in every for one in kind)
