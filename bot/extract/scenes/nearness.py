"""A sentence with several places: which fact belongs to which of them."""

from bisect import bisect
from collections.abc import Sequence

from bot.extract.casualties.mentions import Mention
from bot.extract.damage.finding import DamageMention
from bot.extract.facts import Site
from bot.extract.scenes.told import Told
from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Shape, Token
from bot.extract.times.finding import TimeMention
from bot.extract.weapons.finding import WeaponMention

_APART = {";": 9.0, ".": 2.0, ",": 1.0, "—": 0.6, "–": 0.6, ":": 0.8}
_AROUND, _VERB = 4, 3
_PLAIN, _BEHIND, _BRACKETED_BEFORE = 0.02, 0.9, 5.0
_RIGHT_BEHIND, _PREPOSITION = 0.7, 2
_LED = 0.5


def spread(tokens: Sequence[Token], told: Told, anchors: list[Site]) -> list[tuple[Site, Told]]:
    """Each place that has facts in the sentence, with what is told of it: every fact goes to the nearest place, a
    weapon named before all the places to each of them."""
    times = _times_of(told, anchors)
    parts = {site.first: Told(told.sentence, told.senses, sites=[site], times=times[site.first]) for site in anchors}
    for mention in told.casualties:
        shared = is_for_each(tokens, mention) and (told.is_harmed or not mention.zero)
        for site in _sharing(tokens, anchors, mention, shared):
            parts[site.first].casualties.append(mention)
    for thing in told.damage:
        for site in _sharing(tokens, anchors, thing, thing.count is None):
            parts[site.first].damage.append(thing)
    for weapon in told.weapons:
        shared = weapon.last < anchors[0].first
        for site in anchors if shared else [_nearest(tokens, anchors, weapon)]:
            parts[site.first].weapons.append(weapon)
    return [(site, parts[site.first]) for site in anchors if parts[site.first].has_facts]


def _times_of(told: Told, anchors: list[Site]) -> dict[int, list[TimeMention]]:
    """The times of each place: all of the sentence's, or its own where days and places take turns: "12 травня в А, а 13
    травня в Б", "постраждав в А 12 травня, а в Б – 13-го"."""
    days = [time for time in told.times if time.end is not None]
    firsts, starts = [time.first for time in days], [site.first for site in anchors]
    turns = sorted([*firsts, *starts])
    taking_turns = len(days) == len(anchors) and turns[::2] in (firsts, starts)
    if not taking_turns or len({time.end for time in days}) < len(days):
        return dict.fromkeys(starts, told.times)
    others = [time for time in told.times if time.end is None]
    return {site.first: [day, *others] for site, day in zip(anchors, days, strict=True)}


def by_area(
    tokens: Sequence[Token], sites: list[Site], mentions: Sequence[Mention]
) -> list[tuple[Site, list[Mention]]]:
    """The people of a sentence by the one of its places that each stands nearest to."""
    near = [(_nearest(tokens, sites, mention), mention) for mention in mentions]
    return [(site, [mention for place, mention in near if place is site]) for site in sites]


def _sharing(tokens: Sequence[Token], anchors: list[Site], fact: Mention | DamageMention, shared: bool) -> list[Site]:
    """The places that a fact is told of: the nearest, or with it those of its list, where the fact can be `shared`:
    "у Річках та Ворожбі пошкоджені хати", "у Сіверську й Званівці поранено по одній людині"."""
    nearest = _nearest(tokens, anchors, fact)
    if not shared:
        return [nearest]
    low = high = anchors.index(nearest)
    while low and is_list(tokens, anchors[low - 1], anchors[low]):
        low -= 1
    while high + 1 < len(anchors) and is_list(tokens, anchors[high], anchors[high + 1]):
        high += 1
    return anchors[low : high + 1]


def is_list(tokens: Sequence[Token], one: Site, other: Site) -> bool:
    """Whether nothing but a comma or conjunction, with a preposition or a short type word, leads from one place to the
    next."""
    between = tokens[one.last + 1 : other.first]
    joined = any(token.text == "," or "joining" in token.classes for token in between)
    return joined and len(between) <= _AROUND and all(_joins(token) for token in between)


def _joins(token: Token) -> bool:
    preposition = (token.sense or "").startswith("preposition.")
    return token.text in ",." or "joining" in token.classes or preposition or token.abbreviation


def is_for_each(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether people are told alike of each place of a list: nobody, some, or "по двоє людей", "two each"."""
    group = mention.group
    if mention.zero or mention.vague or group is None:
        return mention.zero or mention.vague
    before = tokens[group.first - 1].sense if group.first else None
    return before == "preposition.on" or any(
        token.sense == "part.each" for token in tokens[group.first : group.last + 2]
    )


def _nearest(tokens: Sequence[Token], anchors: list[Site], fact: Mention | WeaponMention | DamageMention) -> Site:
    first, last = _first_of(fact), _last_of(fact)
    place = bisect(anchors, first, key=lambda site: site.first)
    around = anchors[max(0, place - _AROUND) : place + _AROUND]
    return min(around, key=lambda site: _distance(tokens, site, first, last if site.first > last else fact.last))


def _last_of(fact: Mention | WeaponMention | DamageMention) -> int:
    """Where a fact ends: people with the word of harm shortly behind them ("two killed in X and seven were injured in
    Y")."""
    if isinstance(fact, Mention) and fact.last < fact.harm <= fact.last + _VERB:
        return fact.harm
    return fact.last


def _first_of(fact: Mention | WeaponMention | DamageMention) -> int:
    """Where a fact begins: a mention that shares its word of harm with others before it begins with its people."""
    if isinstance(fact, Mention) and fact.group is not None:
        return max(fact.first, fact.group.first)
    return fact.first


def _distance(tokens: Sequence[Token], site: Site, first: int, last: int) -> float:
    """How far a fact stands from a place: the marks between them, and a little for a place that follows; a place in
    brackets belongs to what stands before it."""
    bracketed = site.first > 0 and tokens[site.first - 1].text == "("
    behind = site.first > last
    low, high = (last + 1 + _ends_age(tokens, last), site.first) if behind else (site.last + 1, first)
    if behind and _leads_to_place(tokens, low, high):
        return _LED
    following = _RIGHT_BEHIND if high - low <= _PREPOSITION else _BEHIND
    start = (0.0 if bracketed else following) if behind else (_BRACKETED_BEFORE if bracketed else 0.0)
    return start + sum(
        _APART.get(token.text, _PLAIN) + (_BEHIND if "joining" in token.classes else 0) for token in tokens[low:high]
    )


def _leads_to_place(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether nothing but a dash and a preposition lead from people to their place: "троє – в Ізюмі"."""
    dashed = low < high <= low + _PREPOSITION and tokens[low].text in DASHES
    return dashed and (tokens[high - 1].sense or "").startswith("preposition.")


def _ends_age(tokens: Sequence[Token], last: int) -> bool:
    """Whether a comma closes the age that a fact ends with: "a woman, 77, in X"."""
    return tokens[last].shape is Shape.NUMBER and last + 1 < len(tokens) and tokens[last + 1].text == ","
