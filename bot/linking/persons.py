"""People whom posts describe by age and sex, compared."""

from bot.model import Incident, Person, Statement

Traits = tuple[int | None, str | None]


def traits_of(person: Person) -> Traits:
    """The age and the sex of somebody, None where it is not told."""
    return person.age, person.sex


def may_be_same(one: Traits, other: Traits) -> bool:
    """True unless two descriptions contradict each other."""
    ages = one[0] is None or other[0] is None or one[0] == other[0]
    return ages and (one[1] is None or other[1] is None or one[1] == other[1])


def describe_one_person(statement: Statement, incident: Incident) -> bool:
    """True if both tell of somebody of one age, sex and fate."""
    told = {(person.outcome, *traits_of(person)) for person in statement.report.people if _is_told(person)}
    return any((person.outcome, *traits_of(person)) in told for person in incident.people)


def _is_told(person: Person) -> bool:
    return person.age is not None and person.sex is not None
