"""Which of the places that a typed name may mean is meant: one, or several to choose from. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.gazetteer import Match, Unit
from bot.model import Level

NEAR_ENOUGH = 85.0
LEAD = 4.0
NEAREST = 2
BIG = ("K", "M")


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that is meant, and `others` that may be; without `unit` all of them may be meant, or none was found.

    `exact` tells whether they bear the very name that was typed, and not one like it.
    """

    unit: Unit | None = None
    others: tuple[Unit, ...] = ()
    exact: bool = False


def choose(matches: Sequence[Match]) -> Choice:
    """The choice among the matches of a name, best first.

    A name of its own kind (an oblast, the one city) is taken; of villages of one name none is; a typo is taken for the
    nearest name if no other is as near.
    """
    units = tuple(match.unit for match in matches)
    exact = bool(matches) and matches[0].exact
    if not matches or not (_is_the_one(units) if exact else _is_nearest(matches)):
        return Choice(None, units, exact)
    return Choice(units[0], units[1:] if exact else units[1 : 1 + NEAREST], exact)


def _is_the_one(units: Sequence[Unit]) -> bool:
    """Whether the first is an oblast, or the only city, or the only one that is no village of the name."""
    first = units[0]
    if first.level is Level.OBLAST:
        return True
    if first.category in BIG:
        return not any(unit.category in BIG for unit in units[1:])
    return all(first.code in unit.parents or unit.level is Level.HROMADA for unit in units[1:])


def _is_nearest(matches: Sequence[Match]) -> bool:
    if matches[0].score < NEAR_ENOUGH:
        return False
    leads = len(matches) == 1 or matches[0].score - matches[1].score >= LEAD
    return leads or _is_the_one([match.unit for match in matches])
