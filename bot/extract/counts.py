"""What has been read so far of one outcome of one incident: its number, the people described, the words of each."""

from dataclasses import dataclass, field

from bot.extract.ages import Described
from bot.extract.groups import Group
from bot.model import Bound, Figure, Outcome, Person, Span

ADULT_AGE = 18
"""The age from which a person is no child (GUIDE: killed, injured)."""


@dataclass(slots=True)
class Count:
    """What has been read so far of one outcome."""

    outcome: Outcome
    total: int | None = None
    bound: Bound = Bound.EXACT
    counted: bool = False
    added: int | None = None
    children: int | None = None
    vague: str | None = None
    many: bool = False
    zero: list[Span] = field(default_factory=list)
    described: list[tuple[Described, Span]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    details: int = 0
    denied: set[int] = field(default_factory=set)
    sentence: int = -9
    left: int = -1
    loose: bool = False
    graded: bool = False
    trades: set[str] = field(default_factory=set)


def set_total(count: Count, total: int, group: Group, span: Span, keep: bool = False) -> None:
    """Makes `total` the number of people; `keep` tells that those told before are among them."""
    count.details = 0 if not keep else count.details
    count.total, count.counted = total, True
    count.bound = group.bound if not keep or group.bound is not Bound.EXACT else count.bound
    count.spans = [*count.spans, span] if keep else [span]
    if count.described and not keep:
        count.details = min(len(count.described), total)


def is_known(count: Count, person: Described, known_before: int) -> bool:
    """Whether somebody of this age and sex is known already; knowing more of somebody completes the record."""
    for index, (known, span) in enumerate(count.described[:known_before]):
        same_sex = known.sex is None or person.sex is None or known.sex is person.sex
        if same_sex and known.age == person.age and person.age is not None:
            merged = Described(known.age, known.sex or person.sex, known.young or person.young)
            count.described[index] = (merged, span)
            return True
        if same_sex and (known.age is None or person.age is None) and _is_young(known) is _is_young(person):
            age = person.age if known.age is None else known.age
            count.described[index] = (Described(age, person.sex or known.sex, known.young), span)
            return True
    return False


def _is_young(person: Described) -> bool:
    return person.young or (person.age is not None and person.age < ADULT_AGE)


def figure_of(count: Count) -> Figure | None:
    """The figure that was read; None where nothing was said of this outcome."""
    if count.added is not None:
        children = _children(count, count.added)
        return Figure(None, children, Bound.EXACT, count.added, spans=tuple(count.spans))
    if count.total is not None and (count.counted or not count.many):
        children = _children(count, count.total)
        return Figure(count.total, children, count.bound, spans=tuple(count.spans))
    if count.vague is not None:
        return Figure(None, count.children, Bound.VAGUE, words=count.vague, spans=tuple(count.spans))
    return Figure(0, spans=tuple(count.zero)) if count.zero else None


def _children(count: Count, total: int) -> int | None:
    told = sum(
        1
        for person, _ in count.described
        if (person.age is not None and person.age < ADULT_AGE) or (person.age is None and person.young)
    )
    most = max(count.children or 0, told)
    return min(most, total) if most else count.children


def people_of(count: Count) -> list[Person]:
    """The people described by age or sex."""
    return [Person(count.outcome, person.age, person.sex, (span,)) for person, span in count.described]
