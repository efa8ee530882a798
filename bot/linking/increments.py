"""Figures that tell of people added to those known before, though they stand in a post like a total."""

from collections.abc import Sequence
from datetime import timedelta

from bot.linking.claims import TOGETHER, Claim, Ledger
from bot.linking.cues import cues_of
from bot.model import Figure, Kind, Outcome, Person, Statement

REWORDED = timedelta(minutes=15)
"""For so long a channel may tell of the same new victims in other words."""
QUOTED = timedelta(hours=24)
"""For so long others tell of the same new victim or the same death again."""
NEIGHBOURING = 2
"""Two authorities' ages of one person differ by no more years."""


def is_increment(ledger: Ledger, statement: Statement, slot: Outcome, figure: Figure) -> bool:
    """True if a figure that does not exceed the known one counts other people than those.

    So it does where the post says "one more person" of one or of all whom it describes, and where all of the known and
    all of its own are described and nobody of the one can be anybody of the other. A correction, the end of a search
    and a round-up give totals.
    """
    report, base = statement.report, ledger.total()
    if figure.total is None or not base or not 0 < figure.total <= base or statement.kind is Kind.ROUNDUP:
        return False
    if report.correction or report.final or report.recap or report.death_of_injured:
        return False
    if any(claim.total == figure.total and claim.authority == statement.authority for claim in ledger.told):
        return False
    here = described(statement, slot)
    if "more" in cues_of(statement) and figure.total in (1, len(here)) and not _counts_both(statement):
        return True
    return figure.total == len(here) < base and _are_all_others(ledger, here)


def _counts_both(statement: Statement) -> bool:
    """True if a statement counts killed and injured: its "two more" are those beside the dead, and not newcomers."""
    told = (statement.report.killed, statement.report.injured)
    return all(figure is not None and figure.total for figure in told)


def added_up(ledger: Ledger, statement: Statement, slot: Outcome, added: int) -> int:
    """The figure after an increment; other words about the same people add nothing again."""
    base = ledger.total()
    if base is None:
        return added
    people = described(statement, slot)
    told = any(_tells_again(claim, statement, added, people) for claim in ledger.told)
    return base if told else base + added


def _tells_again(claim: Claim, statement: Statement, added: int, people: Sequence[Person]) -> bool:
    apart = statement.published - claim.at
    if claim.added != added or apart > QUOTED:
        return False
    ages = {person.age for person in people if person.age} & {person.age for person in claim.people if person.age}
    own = (claim.authority, claim.source) == (statement.authority, statement.source)
    soon = REWORDED if own else TOGETHER
    return bool(ages) or (apart <= soon and not (people and claim.people))


def described(statement: Statement, slot: Outcome) -> tuple[Person, ...]:
    """The people whom a statement describes as killed, or as injured."""
    return tuple(person for person in statement.report.people if person.outcome is slot)


def _are_all_others(ledger: Ledger, here: Sequence[Person]) -> bool:
    there = list(dict.fromkeys((one.age, one.sex) for claim in ledger.told for one in claim.people))
    known = [Person(here[0].outcome, age, sex) for age, sex in there]
    return (
        len(known) == ledger.total()
        and _are_aged(here)
        and _are_aged(known)
        and not any(_may_be_one(one, two) for one in here for two in known)
    )


def _are_aged(people: Sequence[Person]) -> bool:
    return all(person.age is not None for person in people)


def _may_be_one(one: Person, other: Person) -> bool:
    sexes = one.sex is None or other.sex is None or one.sex is other.sex
    return sexes and abs((one.age or 0) - (other.age or 0)) <= NEIGHBOURING
