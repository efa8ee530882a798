"""Where somebody died: in a hospital, long after the attack; and who did, of those wounded before."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.extract.text.tokens import Shape, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.extract.casualties.words import Harm
    from bot.extract.people.groups import Group

_WARDS = frozenset({"injured.care", "update.ward", "object_one.hospital", "object_any.hospital"})
_TO_WARD = 7
_TO_WOUND = 4


def is_in_ward(tokens: list[Token], token: Token) -> bool:
    """Whether a verb of dying is led on to a hospital: "died overnight in a Kharkiv hospital"."""
    if "died" not in token.classes:
        return False
    behind = takewhile(lambda other: other.shape is Shape.WORD, tokens[token.reach + 1 : token.reach + _TO_WARD])
    placed = False
    for other in behind:
        if other.sense in _WARDS:
            return placed or "inside" in other.classes
        if (other.sense or "preposition.in").split(".")[0] not in ("preposition", "time") or "to" in other.classes:
            return False
        placed = placed or "inside" in other.classes
    return False


def with_the_wounded(
    owners: list[tuple[Group, Harm | None]], harms: Sequence[Harm], told: Sequence[Harm]
) -> list[tuple[Group, Harm | None]]:
    """The groups with their words of harm, the one person called wounded before a death being who died, whatever stands
    between: "a woman wounded in the strike on X, Y district, on May 3, has died"."""
    deaths, wounds = [harm for harm in told if harm.dying], [harm for harm in harms if harm not in told]
    if len(deaths) != 1 or any(harm is deaths[0] for _, harm in owners):
        return owners
    wounded = [group for group, harm in owners if harm is None and _is_wounded(group, wounds, deaths[0])]
    if len(wounded) != 1:
        return owners
    death = replace(deaths[0], sense="killed.died")
    return [(group, death if group is wounded[0] else harm) for group, harm in owners]


def _is_wounded(group: Group, wounds: Sequence[Harm], death: Harm) -> bool:
    one = group.count == 1 and len(group.described) == 1 and not group.among
    return one and any(0 < wound.first - group.last <= _TO_WOUND and wound.last < death.first for wound in wounds)
