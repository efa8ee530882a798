"""People whom a sentence counts for something else than harm, though a word of harm stands near: "троє поранені, 120
людей чекають на евакуацію", "killing two and leaving 34 without homes". Their number is never read as harmed.

They are left out before words of harm are given, which they must not draw; `told_in_parts` changes words given already.
"""

from itertools import takewhile

from bot.extract.casualties.examined import are_found_unhurt
from bot.extract.casualties.words import HELPING, Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Token

_ENDS = CLAUSE_ENDS | DASHES | frozenset(",:()")
_LONGEST = 14
_HELD = frozenset({"preposition.on", "preposition.from", "preposition.to", "preposition.of", "weapon_cue.link"})
_UNTOLD = (None, "killed.takes", "killed.bereft")
_ASIDE = frozenset({"damage.aside", "casualty.apart", "age.was"})
_PEOPLE = ("person.", "pronoun.", "part.", "casualty.", "sum.")
_THINGS = ("object_", "piece.", "sequence.settlement")
_RELATIVE = frozenset({"conjunction.that", "damage.relative", "time.that"})
_OF = frozenset({"preposition.of", "part.among"})
_BEING = frozenset({"age.was", "damage.degree"})
_PLACED = frozenset({"preposition.in", "preposition.at", "alert.shelter"})
_LACKING = frozenset({"negation.none", "without"})
_UNCOUNTED, _STAFF, _SEVERAL = 1000, 5, 2


def without_others(document: Document, groups: list[Group], harms: list[Harm]) -> list[Group]:
    """The groups of a sentence without those that its words count otherwise than as harmed."""
    if not harms:
        return groups
    several = sum(group.count is not None for group in groups) > 1
    groups = [group for group in groups if not are_found_unhurt(document, group)]
    return [group for group in groups if not _counts_otherwise(document, group, harms, several)]


def first_of_dwellers(document: Document, groups: list[Group]) -> int:
    """Where the sentence of some groups begins to count who lives in a place: at a word for living there, at a number
    that no attack harms, or at a town in which so many "remain": "до війни тут жили 17 тисяч, тепер — триста"."""
    tokens = document.tokens
    if not groups:
        return len(tokens)
    first, end = document.sentences[document.sentence_of[groups[0].first]]
    crowds = [group.first - 1 for group in groups if (group.count or 0) >= _UNCOUNTED]
    living = (index for index in range(first, end) if "holding" in tokens[index].classes)
    town = any(token.sense == "sequence.settlement" for token in tokens[first:end])
    staying = (index for index in range(first, end) if town and "staying" in tokens[index].classes)
    return min([*crowds[:1], *living, *staying], default=len(tokens))


def _counts_otherwise(document: Document, group: Group, harms: list[Harm], beside: bool) -> bool:
    tokens = document.tokens
    if _are_on_duty(tokens, group, harms):
        return True
    several = (group.count or 0) > 1 and not (group.described or is_aged(group) or group.pronoun or group.among)
    behind = _behind(tokens, group)
    if several and _is_whole(tokens, group):
        return True
    if not several or any(group.last < harm.first <= group.last + len(behind) for harm in harms):
        return False
    lead = _lead(document, group)
    if (group.bare and _is_of_things(tokens, group, lead)) or _is_related(lead, behind):
        return True
    if (
        _stays_in_town(lead)
        or _is_displaced(lead)
        or _is_comforted(lead)
        or _is_cut_off(behind)
        or _works_beside_things(behind)
    ):
        return True
    if beside and (_is_held(lead) or _are_somewhere(behind)):
        return True
    if not all(harm.last < group.first for harm in harms):
        return False
    if (group.count or 0) >= _UNCOUNTED and harms[-1].last + 1 < group.first - len(lead):
        return True
    return _is_held(lead) or _acts_otherwise(tokens, group, harms)


def _are_on_duty(tokens: list[Token], group: Group, harms: list[Harm]) -> bool:
    """Whether so many of those who treat the wounded are told to be in a hospital, and no more, that they are its
    staff: "у лікарні 85 лікарів", "five surgeons and twelve nurses are on duty at the hospital"."""
    if (group.count or 0) < _SEVERAL or not _are_medics(tokens[group.first : group.last + 1]):
        return False
    many = (group.count or 0) >= _STAFF or _are_medics(tokens[group.last + 1 : group.last + 4])
    return many and all(harm.sense == "injured.care" and not harm.negated for harm in harms)


def _are_medics(tokens: list[Token]) -> bool:
    return any("medic" in token.classes for token in tokens)


def _behind(tokens: list[Token], group: Group) -> list[Token]:
    after = tokens[group.last + 1 : group.last + 1 + _LONGEST]
    return list(takewhile(lambda token: token.text not in _ENDS, after))


def _before(tokens: list[Token], index: int) -> list[Token]:
    """The tokens of a clause before one of its tokens, the nearest first."""
    return list(takewhile(lambda token: token.text not in _ENDS, tokens[max(0, index - _LONGEST) : index][::-1]))


def _lead(document: Document, group: Group) -> list[Token]:
    """What stands before people in their clause, the nearest first, but for what tells how exact their number is."""
    before = _before(document.tokens, group.first)
    while before and (before[0].index in document.inside or (before[0].sense or "").startswith("hedge.")):
        before = before[1:]
    return before


def _stays_in_town(lead: list[Token]) -> bool:
    """Whether people only still live in a place: "а в місті лишилося до трьохсот людей"."""
    town = any(token.sense == "sequence.settlement" for token in lead)
    return (
        town
        and any("staying" in token.classes for token in lead)
        and not any(tells_harm(token.sense) for token in lead)
    )


def _is_displaced(lead: list[Token]) -> bool:
    """Whether people only had to leave or lost something: "leaving 34 without homes", "евакуювали 30 людей"."""
    return bool(lead) and "displacing" in lead[0].classes


def _is_comforted(lead: list[Token]) -> bool:
    """Whether those who comfort the frightened did something for people: "психологи допомогли 18 людям"."""
    helped = any(not HELPING.isdisjoint(token.classes) for token in lead)
    return helped and not any(tells_harm(token.sense) for token in lead)


def _is_cut_off(behind: list[Token]) -> bool:
    """Whether people only have no power, water or the like: "300 customers were left without power"."""
    lacking = next((at for at, token in enumerate(behind) if _LACKING & {token.sense, *token.classes}), len(behind))
    return any("supply" in token.classes for token in behind[lacking + 1 : lacking + 3])


def _works_beside_things(behind: list[Token]) -> bool:
    """Whether people and things are at work together: "45 rescuers and 12 vehicles are working at the scene"."""
    joined = bool(behind) and "and" in behind[0].classes
    things = joined and any((token.sense or "").startswith("object_") for token in behind[1:4])
    return things and any(token.sense == "damage.aside" for token in behind)


def _are_somewhere(behind: list[Token]) -> bool:
    """Whether a clause tells of people only where they were: "40 residents were in a shelter; two were wounded"."""
    return len(behind) > 1 and behind[0].sense in _BEING and behind[1].sense in _PLACED


def _is_related(lead: list[Token], behind: list[Token]) -> bool:
    """Whether a relative clause tells how many live, work or do something in a place: "a plant, which employs 240
    people", "where some 50 people were queuing"."""
    if lead and lead[0].sense == "conjunction.that" and behind:
        return "acting" in behind[0].classes and "getting" not in behind[0].classes
    return len(lead) > 1 and "holding" in lead[0].classes and any(map(_relates, lead[1:]))


def _relates(token: Token) -> bool:
    return token.sense in _RELATIVE or "which" in token.classes


def _is_whole(tokens: list[Token], group: Group) -> bool:
    """Whether people are only all that some are a part of: "two of its 14 passengers"."""
    first = group.first
    owned = first > 2 and "whose" in tokens[first - 1].classes and tokens[first - 2].sense in _OF
    return owned and tokens[first - 3].value is not None


def _is_held(lead: list[Token]) -> bool:
    """Whether people only tell how many a thing holds: "a school with 300 pupils", "будинок на 24 мешканці"."""
    held = len(lead) > 1 and lead[0].sense in _HELD
    return held and (lead[1].sense or "").startswith(_THINGS)


def _acts_otherwise(tokens: list[Token], group: Group, harms: list[Harm]) -> bool:
    """Whether the people of a clause without a word of harm do something in it: "у салоні їхало 17 людей"."""
    before, behind = _before(tokens, group.first), _behind(tokens, group)
    start = before[-1].index if before else group.first
    opens = tokens[start - 1].text if start else ""
    joined = bool(before) and "and" in before[0].classes and harms[-1].last == before[0].index - 1
    if not joined and (opens not in (",", ";") or any(harm.last >= start for harm in harms)):
        return False
    verbs = [token for token in behind[:1] if "acting" in token.classes]
    if not (joined or group.added):
        verbs = [token for token in (*before, *behind) if "acting" in token.classes]
    if any("getting" in token.classes for token in verbs):
        return False
    return any(token.sense in _ASIDE or token.sense in _UNTOLD for token in verbs)


def _is_of_things(tokens: list[Token], group: Group, lead: list[Token]) -> bool:
    """Whether a number ends what its clause tells of things: "пошкоджених будинків уже понад 30", "у черзі — 40"."""
    if not lead:
        mark = group.first - 1
        lead = _before(tokens, mark) if mark > 0 and tokens[mark].text in DASHES | {":"} else []
    elif not (lead[0].sense or "").startswith(_THINGS):
        return False
    if any(token.capital and token.index for token in lead[:-1]) or any(map(_tells_people, lead)):
        return False
    return any(token.sense == "damage.harm" or "queue" in token.classes for token in lead)


def _tells_people(token: Token) -> bool:
    return tells_harm(token.sense) or (token.sense or "").startswith(_PEOPLE)
