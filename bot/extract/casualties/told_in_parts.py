"""Numbers of people who are then told in parts: one by one, some of them, the children among them.

Each takes the word of harm chosen for each group, by its number or None, and changes it in place.
"""

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Token

_LINE_OF_PLACE = 12
_INTRODUCTION, _ASIDE = 30, 8

_BEHIND_COLON = 3
_BESIDE = 3
_NEXT, _OWN = 2, 3
_LEADING = DASHES | {":"}
_PARTING = frozenset(",:;") | DASHES
_OUT_OF = frozenset({"preposition.from", "preposition.of"})


def leave(harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Leaves out people behind a word of harm that has its own right before it, if they are more than these: of "one
    dead, 48 children led out" only one is dead."""
    own = {
        number: group.count
        for number, group in zip(chosen, groups, strict=True)
        if number is not None and group.count is not None and group.last + 1 == harms[number].first
    }
    for index, group in enumerate(groups):
        number = chosen[index]
        if number is None or own.get(number) is None or group.first < harms[number].last or group.added:
            continue
        counted = not group.described and not group.bare and not group.pronoun
        if counted and (group.count or 0) > (own[number] or 0):
            chosen[index] = None


def leave_wholes(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Leaves out the people of whom others are a part ("out of seven passengers six were hurt", "six of seven"),
    and those of the clause before a number with a word of harm of its own ("seven people were led out, three hurt")."""
    for index, group in enumerate(groups):
        before = groups[index - 1] if index else None
        part = groups[index + 1] if index + 1 < len(groups) else None
        number = chosen[index]
        if number is None or group.bare or group.among or (group.count or 0) < 2:
            continue
        later = part is not None and harms[number].first > part.last
        if _is_out_of(tokens, group) and (_is_some(before, group) or (later and _is_some(part, group))):
            chosen[index] = None
        elif part is not None and part.among and _is_some(part, group) and chosen[index + 1] == number:
            chosen[index] = None if harms[number].first == part.last + 1 else number
        elif part is not None and part.bare and chosen[index + 1] == number and not part.among:
            parted = any(token.text in _PARTING for token in tokens[group.last + 1 : part.first])
            parted = parted and 0 < harms[number].first - part.last <= _NEXT
            chosen[index] = None if parted and harms[number].first > group.last else number


def _is_out_of(tokens: list[Token], group: Group) -> bool:
    lead = tokens[max(0, group.first - 2) : group.first]
    senses = [token.sense for token in lead if token.sense != "preposition.the"]
    return bool(senses) and senses[-1] in _OUT_OF


def _is_some(part: Group | None, whole: Group) -> bool:
    """Whether a group that stands near a whole may be some of its people."""
    near = part is not None and -_BESIDE <= part.first - whole.first < _LINE_OF_PLACE
    return near and part is not None and (part.among or part.bare) and 0 < (part.count or 0) < (whole.count or 0)


def follow(document: Document, harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Gives the people who make up a count told right before them the word of harm of that count: "two people were
    killed there, a saleswoman of 35 and a man, 78, and eight others hospitalized"."""
    for index, group in enumerate(groups):
        if group.bare or (group.count or 0) < 2 or group.described or group.among or chosen[index] is None:
            continue
        details = _details(document.tokens, groups, index)
        if details and _fare_otherwise(document.tokens, harms, groups[index : index + 1 + details], chosen[index]):
            continue
        for step in range(index + 1, index + 1 + details):
            chosen[step] = chosen[index]


def _fare_otherwise(tokens: list[Token], harms: list[Harm], told: list[Group], chosen: int | None) -> bool:
    """Whether people behind a count are others, as their sex or a fate of their own right beside them tells: "two women
    were killed, a man and a woman were wounded", "поранено двох людей, загинули чоловік і жінка"."""
    sexes = {person.sex for group in told[1:] for person in group.described} - {None}
    if told[0].sex is not None and not sexes <= {told[0].sex}:
        return True
    between = tokens[told[0].last + 1 : told[1].first]
    ahead = next((harm for harm in harms if told[0].last < harm.first and 0 < told[1].first - harm.last <= _NEXT), None)
    if ahead is not None and chosen is not None and ahead.outcome not in (None, harms[chosen].outcome):
        return True
    own = next((harm for harm in harms if 0 < harm.first - told[-1].last <= _OWN), None)
    if own is None or chosen is None or any(token.text in _LEADING for token in between):
        return False
    linked = all(token.sense == "age.was" or token.text == "," for token in tokens[told[-1].last + 1 : own.first])
    return linked and own.outcome is not harms[chosen].outcome


def unfold(tokens: list[Token], harms: list[Harm], groups: list[Group], chosen: list[int | None]) -> None:
    """Leaves out a couple or a number of people who are told one by one before their words of harm: "a couple was at
    home: the man died, his wife was wounded"."""
    for index, group in enumerate(groups[:-1]):
        number, others = (
            chosen[index],
            [other for other in groups[index + 1 :] if other.count and not (other.among and other.young)],
        )
        if number is None or (group.count or 0) < 2 or not others:
            continue
        if is_aged(group) and any(other.described for other in others):
            continue
        if harms[number].first < others[0].last or len({c for c in chosen[index + 1 :] if c is not None}) < 2:
            continue
        marks = ":" if group.bare else ",;:—–"
        marked = any(token.text in marks for token in tokens[group.last + 1 : others[0].first])
        if marked and sum(other.count or 0 for other in others) == group.count:
            chosen[index] = None
            groups[index + 1 :] = [_as_young(other) if group.young else other for other in groups[index + 1 :]]


def _as_young(group: Group) -> Group:
    """The group as some of the children told before: "three teenagers ran over a mine: one died, two are hurt"."""
    if not group.described:
        return group.but(young=True)
    described = tuple(person if person.age is not None else person._replace(young=True) for person in group.described)
    return group.but(described=described)


def stay_inside(chosen: list[int | None], among: set[int]) -> None:
    """Gives the children among people told right before them the word of harm of those: "7 killed, one child among
    them, 144 injured"."""
    for index in sorted(among):
        if chosen[index - 1] is not None:
            chosen[index] = chosen[index - 1]


def _details(tokens: list[Token], groups: list[Group], index: int) -> int:
    """How many groups behind a count are its people one by one, 0 if they do not make it up."""
    total, before = 0, groups[index]
    for step in range(index + 1, min(index + 6, len(groups))):
        group = groups[step]
        between = tokens[before.last + 1 : group.first]
        first = step == index + 1
        marked = any(token.text in ",;:—–" for token in between)
        told = any(tells_harm(token.sense) for token in between)
        single = bool(group.described) or group.bare
        again = first and group.bare and group.count == groups[index].count
        led = first and any(token.text == ":" for token in between[-_BEHIND_COLON:])
        far = len(between) > (_INTRODUCTION if led else _ASIDE)
        if not single or group.added or group.among or (first and not marked) or (told and not first) or far or again:
            return 0
        total, before = total + (len(group.described) or group.count or 0), group
        if total >= (groups[index].count or 0):
            return step - index if total == groups[index].count else 0
    return 0
