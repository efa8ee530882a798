"""More people who are told one by one before what happened to them: "one died, three more, two men and a woman, were
injured". The word of harm behind the parts is that of them all."""

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Token

_GAP, _BEHIND = 3, 4
_PART_MARKS = frozenset(",–—-:(")

Owner = tuple[Group, Harm | None]


def with_parts_of_more(tokens: list[Token], owners: list[Owner], told: list[Harm]) -> list[Owner]:
    """The groups with their words of harm; a number of more people and its parts have the one behind the parts."""
    found = list(owners)
    for index, (group, harm) in enumerate(owners):
        counted = group.added or (group.among and group.bare)
        if harm is None or not counted or (group.count or 0) < 2 or harm.first > group.first:
            continue
        last = _last_part(tokens, owners, index)
        behind = _harm_behind(owners[last][0], told) if last > index else None
        if behind is not None and behind.outcome is not harm.outcome:
            found[index : last + 1] = [(part, behind) for part, _ in owners[index : last + 1]]
    return found


def _last_part(tokens: list[Token], owners: list[Owner], index: int) -> int:
    """The last of the groups right behind a number that add up to it; the number itself if none do."""
    left, before = owners[index][0].count or 0, owners[index][0]
    for place in range(index + 1, len(owners)):
        part = owners[place][0]
        between = tokens[before.last + 1 : part.first]
        opens = place > index + 1 or any(token.text in _PART_MARKS for token in between)
        left -= part.count or left + 1
        if len(between) > _GAP or not opens or left < 0:
            break
        if left == 0:
            return place
        before = part
    return index


def _harm_behind(part: Group, told: list[Harm]) -> Harm | None:
    return next((harm for harm in told if 0 < harm.first - part.last <= _BEHIND), None)
