"""A sentence with several places: which fact belongs to which of them."""

from bisect import bisect
from collections.abc import Sequence

from bot.extract.casualties import Mention
from bot.extract.damage import DamageMention
from bot.extract.facts import Site
from bot.extract.tokens import Shape, Token
from bot.extract.told import Told
from bot.extract.weapons import WeaponMention

_APART = {";": 2.0, ".": 2.0, ",": 1.0, "—": 0.6, "–": 0.6, ":": 0.8}
_AND = frozenset({"і", "та", "й", "и", "and", "а", "while"})
_AROUND, _VERB = 4, 3
_PLAIN, _BEHIND, _BRACKETED_BEFORE = 0.02, 0.9, 5.0
_RIGHT_BEHIND, _PREPOSITION = 0.7, 2


def spread(tokens: Sequence[Token], told: Told, anchors: list[Site]) -> list[tuple[Site, Told]]:
    """Each place that has facts in the sentence, with what is told of it: every fact goes to the nearest place, a
    weapon named before all the places to each of them."""
    parts = {site.first: Told(told.sentence, told.senses, sites=[site], times=told.times) for site in anchors}
    for mention in told.casualties:
        parts[_nearest(tokens, anchors, mention).first].casualties.append(mention)
    for thing in told.damage:
        parts[_nearest(tokens, anchors, thing).first].damage.append(thing)
    for weapon in told.weapons:
        shared = weapon.last < anchors[0].first
        for site in anchors if shared else [_nearest(tokens, anchors, weapon)]:
            parts[site.first].weapons.append(weapon)
    return [(site, parts[site.first]) for site in anchors if parts[site.first].has_facts]


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
    if behind and low < high and high - low <= _PREPOSITION and tokens[low].text in "—–":
        low += 1
    following = _RIGHT_BEHIND if high - low <= _PREPOSITION else _BEHIND
    start = (0.0 if bracketed else following) if behind else (_BRACKETED_BEFORE if bracketed else 0.0)
    return start + sum(
        _APART.get(token.text, _PLAIN) + (_BEHIND if token.folded in _AND else 0) for token in tokens[low:high]
    )


def _ends_age(tokens: Sequence[Token], last: int) -> bool:
    """Whether a comma closes the age that a fact ends with: "a woman, 77, in X"."""
    return tokens[last].shape is Shape.NUMBER and last + 1 < len(tokens) and tokens[last + 1].text == ","
