"""Which number an incident has after a change, and which one a number that ended went into."""

from collections import defaultdict
from collections.abc import Mapping

from bot.model import Incident

Key = tuple[str, int]


def keys_of(incident: Incident) -> frozenset[Key]:
    """The keys (post id, number) of an incident's statements."""
    return frozenset((statement.post_id, statement.number) for statement in incident.statements)


def match_ids(before: Mapping[int, frozenset[Key]], after: Mapping[int, frozenset[Key]]) -> dict[int, int]:
    """Which old id each new incident keeps: its own, else that of the old one with which it shares the most statements.

    An incident taken up under an old id has it from the statement that founds it, so a merge keeps the number that it
    joined, and a split that of those who stay. Each old id is given once; incidents that share nothing are left out.
    """
    homes = defaultdict(list)
    for old, keys in before.items():
        for key in keys:
            homes[key].append(old)
    overlaps: dict[tuple[int, int], int] = defaultdict(int)
    for new, keys in after.items():
        for old in (old for key in keys for old in homes.get(key, ())):
            overlaps[new, old] += 1
    kept: dict[int, int] = {}
    given: set[int] = set()
    for new, old in sorted(overlaps, key=lambda pair: (pair[0] != pair[1], -overlaps[pair], pair[1], -pair[0])):
        if new not in kept and old not in given:
            kept[new] = old
            given.add(old)
    return kept


def given_back(before: Mapping[int, Incident], after: Mapping[int, Incident]) -> set[int]:
    """The ended numbers under which incidents have been founded again, and in which no other number goes on.

    A number goes on where the first statement of its incident is.
    """
    back = {number: one for number, one in after.items() if number > 0 and number not in before}
    told = [one.statements[0] for one in before.values() if one.statements] if back else []
    first = {(statement.post_id, statement.number) for statement in told}
    return {number for number, one in back.items() if not first & keys_of(one)}


def losing(before: Mapping[int, Incident], after: Mapping[int, Incident]) -> set[int]:
    """The numbers of incidents that have lost statements, or all of them."""
    moved = {number: one for number, one in before.items() if after.get(number) is not one}
    left = {number: keys_of(after[number]) for number in moved if number in after}
    return {number for number, one in moved.items() if not keys_of(one) <= left.get(number, frozenset())}


def heir_of(keys: frozenset[Key], after: Mapping[int, Incident]) -> int | None:
    """The incident where most statements of an ended one went; None if nowhere."""
    heirs = sorted(after.values(), key=lambda other: (-len(keys & keys_of(other)), other.id))
    return heirs[0].id if heirs and keys & keys_of(heirs[0]) else None


def resolved(into: Mapping[int, int]) -> dict[int, int]:
    """Ended numbers with those that they went into at last."""
    found = {}
    for old in into:
        number, seen = into[old], {old}
        while number in into and number not in seen:
            seen.add(number)
            number = into[number]
        found[old] = number
    return found
