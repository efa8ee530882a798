"""Facts -> what each sentence of a post tells, cut into clauses where it tells of several attacks."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts
from bot.extract.scenes.in_order import with_times_in_order
from bot.extract.scenes.told import Told
from bot.extract.text.senses import HITTING, is_number
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.weapons.names import are_others
from bot.model import Level

_COUNTED = frozenset({"strike.noun", "weapon.shelling", "weapon.airstrike", "weapon.artillery", "weapon.mortar"})
_RECALLING = "sequence.last"
_ATTACKS = frozenset({"strike.noun", "weapon.shelling"})
_ALREADY = "sum.already"
_JOINT, _OPENING = 4, 2


def told_by_sentence(facts: Facts, summed: frozenset[Mention]) -> Iterator[Told]:
    """What each sentence tells that tells anything, in the order of the text, without the people of `summed`."""
    document = facts.document
    sentence_of = document.sentence_of
    told: dict[int, Told] = {}

    def at(index: int) -> Told:
        sentence = sentence_of[index]
        if sentence not in told:
            said = document.said[sentence]
            told[sentence] = Told(
                sentence,
                said,
                _counts_strikes(document, sentence),
                recalls_attack(document, sentence),
                _opens_at_other_hour(document, sentence),
                _opens_later(document, sentence),
                _opens_with_cause(document, sentence),
                document.sentences[sentence][0],
            )
        return told[sentence]

    for site in facts.sites:
        at(site.first).sites.append(site)
    for time in facts.times:
        at(time.first).times.append(time)
    for mention in facts.casualties:
        if not summed or mention not in summed:
            at(mention.first).casualties.append(mention)
    for weapon in facts.weapons:
        at(weapon.first).weapons.append(weapon)
    for thing in facts.damage:
        at(thing.first).damage.append(thing)
    entries = [entry for _, entry in sorted(told.items())]
    with_times_in_order(document, entries)
    for entry in entries:
        yield from _clauses(document, entry)


def _counts_strikes(document: Document, sentence: int) -> bool:
    """Whether a number of two or more stands right before a word for a strike."""
    if document.said[sentence].isdisjoint(_COUNTED):
        return False
    first, end = document.sentences[sentence]
    return any(
        one.value is not None and one.value > 1 and is_number(one) and two.sense in _COUNTED
        for one, two in pairwise(document.tokens[first:end])
    )


def recalls_attack(document: Document, sentence: int) -> bool:
    """Whether a sentence speaks of the last or an earlier strike before the one told, an adjective between them or
    none, or of one that was "already": "8 листопада дрони вже били по місту"."""
    said = document.said[sentence]
    known = _ALREADY in said and not said.isdisjoint(HITTING)
    if _RECALLING in said or (said.isdisjoint(_ATTACKS) and not known):
        return _RECALLING in said
    tokens = [token for token in document.tokens[slice(*document.sentences[sentence])] if "been" not in token.classes]
    return any(
        ("long_past" in one.classes and (two.sense in _ATTACKS or _is_of_attack(two, three)))
        or (one.sense == _ALREADY and two.sense in HITTING)
        for one, two, three in zip(tokens, tokens[1:], [*tokens[2:], tokens[-1]], strict=False)
    )


def _is_of_attack(describing: Token, attack: Token) -> bool:
    """Whether a word without a sense describes a word for an attack right behind it: "попередню масовану атаку"."""
    return describing.shape is Shape.WORD and describing.sense is None and attack.sense in _ATTACKS


def _opens_at_other_hour(document: Document, sentence: int) -> bool:
    """Whether a sentence begins with another hour of the day that was told of."""
    return any(token.sense == "time.other_hour" for token in _opening(document, sentence))


def _opens_later(document: Document, sentence: int) -> bool:
    """Whether one of the first words of a sentence is "later", or the same day as before."""
    opening = _opening(document, sentence)
    return any("later" in token.classes or token.sense == "time.same_day" for token in opening)


def _opens_with_cause(document: Document, sentence: int) -> bool:
    """Whether one of the first words of a sentence tells a cause: "Від скиду боєприпасу загинула жінка"."""
    return any("owing_to" in token.classes for token in _opening(document, sentence))


def _opening(document: Document, sentence: int) -> list[Token]:
    first, end = document.sentences[sentence]
    return document.tokens[first : min(first + _OPENING, end)]


def _senses_of(document: Document, first: int, end: int) -> frozenset[str]:
    return frozenset(token.sense for token in document.tokens[first:end] if token.sense is not None)


def _clauses(document: Document, told: Told) -> list[Told]:
    """A sentence as it is, or cut where it goes over to another strike."""
    return _by_times(document, told) or _by_blows(document, told) or [told]


def _by_times(document: Document, told: Told) -> list[Told]:
    """A sentence cut at its semicolons, and before its times where a comma or conjunction stands before them, if two of
    the parts have a time and facts of their own; else nothing."""
    if len(told.times) < 2:
        return []
    cuts = _semicolons(document, told)
    joints = [_joint(document, time.first) for time in told.times[1:]]
    for places in (cuts, sorted({*cuts, *(joint for joint in joints if joint is not None)})):
        parts = _cut(document, told, places)
        if sum(1 for part in parts if part.times and part.has_facts) > 1:
            return parts
    return []


def _by_blows(document: Document, told: Told) -> list[Told]:
    """A sentence about one town cut at its semicolons, and at commas before words of a cause, if the parts harm people
    with other weapons each: "через авіаудар загинув чоловік, через удар дрона поранено двох"; else nothing."""
    if len({weapon.type for weapon in told.weapons}) < 2 or len(told.casualties) < 2:
        return []
    items: list[Told] = []
    for part in _cut(document, told, sorted({*_semicolons(document, told), *_causes(document, told)})):
        if items and any(site.level is Level.SETTLEMENT for site in part.sites):
            return []
        if items and not (_is_blow(part) and _is_blow(items[-1])):
            items[-1] = items[-1].joined(part)
        else:
            items.append(part)
    weapons = [[weapon.type for weapon in item.weapons] for item in items]
    apart = all(are_others(one, two) for one, two in pairwise(weapons))
    return [replace(item, is_item=True) for item in items] if len(items) > 1 and apart else []


def _is_blow(told: Told) -> bool:
    return bool(told.weapons) and told.harms


def _cut(document: Document, told: Told, places: list[int]) -> list[Told]:
    first, end = document.sentences[told.sentence]
    bounds = pairwise([first, *places, end])
    return [replace(told.between(*cut), senses=_senses_of(document, *cut)) for cut in bounds]


def _semicolons(document: Document, told: Told) -> list[int]:
    first, end = document.sentences[told.sentence]
    return [index for index in range(first, end) if document.tokens[index].text == ";"]


def _causes(document: Document, told: Told) -> list[int]:
    """The commas and conjunctions of a sentence right before a word of a cause: ", через", "а внаслідок"."""
    first, end = document.sentences[told.sentence]
    tokens = document.tokens
    return [at for at in range(first, end - 1) if _joins(tokens[at]) and "owing_to" in tokens[at + 1].classes]


def _joint(document: Document, index: int) -> int | None:
    """The comma or conjunction shortly before a time, at which a sentence goes over to another strike."""
    near = range(index - 1, max(index - _JOINT, 0), -1)
    return next((place for place in near if _joins(document.tokens[place])), None)


def _joins(token: Token) -> bool:
    return token.text == "," or "joining" in token.classes
