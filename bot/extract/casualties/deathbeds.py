"""Who died of those wounded before, where a word for their wounds and one for their death stand in one sentence."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group

_TO_WOUND = 4


def with_the_wounded(
    owners: list[tuple[Group, Harm | None]], harms: Sequence[Harm], told: Sequence[Harm]
) -> list[tuple[Group, Harm | None]]:
    """The groups with their words of harm, the one person called wounded before a death being who died, whatever stands
    between: "a woman wounded in the strike on X, Y district, on May 3, has died"."""
    deaths, wounds = [harm for harm in told if harm.dying], [harm for harm in harms if harm not in told]
    if len(deaths) != 1 or any(harm is deaths[0] and group.count for group, harm in owners):
        return owners
    wounded = [group for group, harm in owners if harm is None and _is_wounded(group, wounds, deaths[0])]
    if len(wounded) != 1:
        return owners
    death = replace(deaths[0], sense="killed.died")
    return [(group, death if group is wounded[0] else harm) for group, harm in owners]


def _is_wounded(group: Group, wounds: Sequence[Harm], death: Harm) -> bool:
    one = group.count == 1 and len(group.described) == 1 and not group.among
    return one and any(0 < wound.first - group.last <= _TO_WOUND and wound.last < death.first for wound in wounds)
