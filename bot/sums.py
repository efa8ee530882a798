"""Sums of tolls that keep what is unknown apart from what is nought."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.model import Bound, Toll


@dataclass(frozen=True, slots=True)
class Sum:
    """The killed or the injured of several incidents.

    `total` adds the headlines that are numbers, `low` and `high` the ends of their ranges; `children` is None if no
    child was told of. `stated` incidents gave a number (0 too), `vague` ones told of people without a number.
    """

    total: int = 0
    low: int = 0
    high: int = 0
    children: int | None = None
    bound: Bound = Bound.EXACT
    stated: int = 0
    vague: int = 0


def add_up(tolls: Iterable[Toll | None]) -> Sum:
    """Returns the sum of tolls; those without a number add to `vague` alone, None adds nothing."""
    told = [toll for toll in tolls if toll is not None]
    numbers = [(toll, toll.total) for toll in told if toll.total is not None]
    children = [toll.children for toll, _ in numbers if toll.children is not None]
    return Sum(
        total=sum(total for _, total in numbers),
        low=sum(total if toll.low is None else toll.low for toll, total in numbers),
        high=sum(total if toll.high is None else toll.high for toll, total in numbers),
        children=sum(children) if children else None,
        bound=_bound({toll.bound for toll, _ in numbers}),
        stated=len(numbers),
        vague=sum(is_vague(toll) for toll in told),
    )


def _bound(bounds: Collection[Bound]) -> Bound:
    if Bound.AT_LEAST in bounds:
        return Bound.AT_LEAST
    return Bound.ABOUT if Bound.ABOUT in bounds else Bound.EXACT


def is_vague(toll: Toll) -> bool:
    """True if people were told of without a number."""
    return toll.total is None and (toll.vague is not None or toll.bound is Bound.VAGUE)
