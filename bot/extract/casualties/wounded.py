"""Who died of those wounded before, where a word for their wounds and one for their death stand in one sentence."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Token
from bot.model import Outcome

_TO_WOUND, _BESIDE = 4, 3


def with_the_wounded(
    tokens: Sequence[Token], owners: list[tuple[Group, Harm | None]], harms: Sequence[Harm], told: Sequence[Harm]
) -> list[tuple[Group, Harm | None]]:
    """The groups with their words of harm, the one person called wounded before a death being who died, whatever stands
    between: "a woman wounded in the strike on X, Y district, on May 3, has died"."""
    owners = [(group, _death_beside(group, harm, told) or harm) for group, harm in owners]
    owners = _with_the_joined(tokens, owners)
    deaths, wounds = [harm for harm in told if harm.dying], [harm for harm in harms if harm not in told]
    if len(deaths) != 1 or any(harm is deaths[0] and group.count for group, harm in owners):
        return owners
    wounded = [group for group, harm in owners if harm is None and _is_wounded(group, wounds, deaths[0])]
    if len(wounded) != 1:
        return owners
    death = replace(deaths[0], sense="killed.died")
    return [(group, death if group is wounded[0] else harm) for group, harm in owners]


def _with_the_joined(
    tokens: Sequence[Token], owners: list[tuple[Group, Harm | None]]
) -> list[tuple[Group, Harm | None]]:
    """The groups with their words of harm, two people joined by "and" having died together where one of them is told
    so and the other only as wounded: "a man and a woman wounded on May 3 have died"."""
    joined = list(owners)
    for index, ((one, first), (two, second)) in enumerate(pairwise(owners)):
        if first is None or second is None or not (one.described and two.described):
            continue
        between = tokens[one.last + 1 : two.first]
        conjunction = [token for token in between if token.sense != "preposition.the"]
        outside = all(not one.first <= harm.first <= two.last for harm in (first, second))
        if len(conjunction) != 1 or "and" not in conjunction[0].classes or not outside:
            continue
        death = next((harm for harm in (first, second) if harm.dying), None)
        if death is not None and {first.outcome, second.outcome} == set(Outcome):
            joined[index], joined[index + 1] = (one, death), (two, death)
    return joined


def _death_beside(group: Group, harm: Harm | None, told: Sequence[Harm]) -> Harm | None:
    """The death right behind somebody whom a word calls wounded, or right before that: "a wounded woman died in
    hospital", "померла поранена зранку жінка"."""
    if harm is None or harm.outcome is not Outcome.INJURED or not 0 <= group.first - harm.last <= _BESIDE:
        return None
    if group.count != 1 or group.added:
        return None
    death = next(
        (other for other in told if other.dying and (group.last + 1 == other.first or other.last + 1 == harm.first)),
        None,
    )
    return None if death is None else replace(death, sense="killed.died")


def _is_wounded(group: Group, wounds: Sequence[Harm], death: Harm) -> bool:
    one = group.count == 1 and len(group.described) == 1 and not group.among
    return one and any(0 < wound.first - group.last <= _TO_WOUND and wound.last < death.first for wound in wounds)
