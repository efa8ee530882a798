"""The claims that an incident's statements make, taken in one after another in the order of publication.

Rules (corpus GUIDE): "two more" adds to the incident's current figure; a death in hospital moves one person from the
injured to the killed; the same text from another channel adds a source and nothing else. Statements of unproven
origin make no claim until a person accepts them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.linking.claims import Claim, Ledger, Rule, admit
from bot.linking.increments import QUOTED, added_up, described, is_increment
from bot.linking.rulings import key_of
from bot.model import Bound, Figure, Kind, Outcome, Person, Report, Statement, Toll, Trust


class Step(NamedTuple):
    """What one statement did to one slot: the headline before and after it, and by which rule."""

    statement: Statement
    slot: Outcome
    before: int | None
    after: int | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about an incident's claims.

    `accepted` are the keys of statements of unproven origin that count; `uncounted` those of statements whose figure
    covers several incidents. `confirms` tells whether a jump of a slot that a statement told was confirmed.
    """

    accepted: frozenset[str] = frozenset()
    uncounted: frozenset[str] = frozenset()
    confirms: Callable[[Outcome, Statement], bool] = lambda _slot, _statement: False


@dataclass(frozen=True, slots=True)
class Tally:
    """Both slots of an incident with the steps that led there; `deaths` are those in hospital that were counted."""

    killed: Ledger = field(default_factory=Ledger)
    injured: Ledger = field(default_factory=Ledger)
    steps: tuple[Step, ...] = ()
    deaths: tuple[tuple[Statement, Person | None], ...] = ()

    def of(self, slot: Outcome) -> Ledger:
        """The ledger of a slot."""
        return self.killed if slot is Outcome.KILLED else self.injured

    def toll(self, slot: Outcome) -> Toll | None:
        """The toll of a slot, or None if nothing was said of it."""
        return self.of(slot).toll()

    def held(self) -> tuple[str, ...]:
        """The names of the slots of which a jump waits for a person."""
        return tuple(slot.value for slot in Outcome if self.of(slot).held)

    def with_ledger(self, slot: Outcome, ledger: Ledger, step: Step) -> "Tally":
        """This tally with one slot's new ledger and the step that made it."""
        steps = (*self.steps, step)
        if slot is Outcome.KILLED:
            return replace(self, killed=ledger, steps=steps)
        return replace(self, injured=ledger, steps=steps)


def tally(statements: Iterable[Statement], decisions: Decisions | None = None) -> Tally:
    """Returns the claims of an incident's statements, whatever order they are given in."""
    decisions = decisions or Decisions()
    taken = Tally()
    for statement, silence in _heard(statements, decisions):
        if silence is None:
            taken = _take_statement(taken, statement, decisions)
        else:
            taken = _pass_over(taken, statement, silence)
    return taken


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """The statements in the order of publication; those of one moment by post and number."""
    return sorted(statements, key=lambda s: (s.published, s.post_id, s.number))


def speaking(statements: Iterable[Statement], decisions: Decisions) -> list[Statement]:
    """The statements that make claims, in order: each text once, no unproven origin unless a person accepted it."""
    return [statement for statement, silence in _heard(statements, decisions) if silence is None]


def _heard(statements: Iterable[Statement], decisions: Decisions) -> Iterator[tuple[Statement, Rule | None]]:
    """Each statement in order, with the rule by which it makes no claim, or None."""
    seen: set[tuple[str, int]] = set()
    for statement in in_order(statements):
        text = statement.text_hash, statement.number
        silence = _silence(statement, decisions) or (Rule.AGAIN if statement.text_hash and text in seen else None)
        if silence is None:
            seen.add(text)
        yield statement, silence


def _silence(statement: Statement, decisions: Decisions) -> Rule | None:
    key = key_of(statement)
    if statement.trust is not Trust.OFFICIAL and key not in decisions.accepted:
        return Rule.UNPROVEN
    if statement.report.withdrawn:
        return Rule.WITHDRAWN
    return Rule.TOGETHER if key in decisions.uncounted else None


def _pass_over(taken: Tally, statement: Statement, rule: Rule) -> Tally:
    """Notes that the figures of a statement that makes no claim left all as it was."""
    told = [(slot, taken.of(slot).total()) for slot in Outcome if _figure(statement, slot)]
    return replace(taken, steps=(*taken.steps, *(Step(statement, slot, now, now, rule) for slot, now in told)))


def _take_statement(taken: Tally, statement: Statement, decisions: Decisions) -> Tally:
    died = _new_deaths(taken, statement)
    before = taken.injured.leader()
    stale = _is_stale(taken, statement)
    taken = _take_figure(taken, statement, Outcome.KILLED, died, stale, decisions)
    if died and before is not None and _tells_no_injured_left(statement, before, died):
        taken = _move_to_killed(taken, statement, before, died)
    else:
        taken = _take_figure(taken, statement, Outcome.INJURED, died, stale, decisions)
    return replace(taken, deaths=(*taken.deaths, *_dead(statement))) if died else taken


def _tells_no_injured_left(statement: Statement, before: Claim, died: int) -> bool:
    """True if a post of a death says nothing of the other injured: no figure, or only that of the dead themselves."""
    figure = statement.report.injured
    if figure is None or (figure.total is None and figure.added is None):
        return True
    return figure.total is not None and figure.total <= died and figure.total < before.total - died


def _take_figure(
    taken: Tally, statement: Statement, slot: Outcome, died: int, stale: bool, decisions: Decisions
) -> Tally:
    figure = _figure(statement, slot)
    ledger = taken.of(slot)
    if figure is not None and is_increment(ledger, statement, slot, figure):
        figure = replace(figure, total=None, added=figure.total)
    if figure is None and not (died and slot is Outcome.KILLED):
        return taken
    claim = _claim(ledger, statement, slot, figure or Figure(added=died), died, stale)
    before = ledger.total()
    if claim is None:
        words = figure.words if figure else None
        vague = replace(ledger, is_vague=True, vague=words or ledger.vague)
        return taken.with_ledger(slot, vague, Step(statement, slot, before, before, Rule.VAGUE))
    after, rule = admit(ledger, claim, decisions.confirms(slot, statement))
    rule = Rule.DIED if _figure(statement, slot) is None and rule is not Rule.HELD else rule
    return taken.with_ledger(slot, after, Step(statement, slot, before, after.total(), rule))


def _claim(ledger: Ledger, statement: Statement, slot: Outcome, figure: Figure, died: int, stale: bool) -> Claim | None:
    """The claim that a figure makes; None if it gives no number."""
    base = ledger.leader()
    total, derived = figure.total, False
    if slot is Outcome.KILLED and died and base and (total is None or total <= base.total):
        total, derived = base.total + died, True
    elif total is None and figure.added is not None:
        total, derived = added_up(ledger, statement, slot, figure.added), True
    if total is None or figure.bound is Bound.VAGUE:
        return None
    report = statement.report
    return Claim(
        slot=slot,
        authority=statement.authority,
        at=statement.published,
        total=total,
        children=_children(ledger, figure, total, derived),
        bound=Bound.AT_LEAST if derived and base is None else figure.bound,
        soft=stale or report.recap or statement.kind is Kind.ROUNDUP,
        firm=report.correction,
        settles=report.correction or report.final or _leaves_fewer(report, slot, base, total),
        derived=derived,
        added=figure.added,
        people=described(statement, slot),
        known_from=statement.known_from,
        key=key_of(statement),
        source=statement.source,
    )


def _leaves_fewer(report: Report, slot: Outcome, base: Claim | None, total: int) -> bool:
    """True for the injured who are left after a death in hospital: what others told before counted the dead too."""
    died = report.death_of_injured and not report.recap
    return died and slot is Outcome.INJURED and base is not None and total < base.total


def _children(ledger: Ledger, figure: Figure, total: int, derived: bool) -> int | None:
    if figure.children is None:
        return None
    before = ledger.children_among(total) if derived else None
    return min(total, figure.children + (before or 0))


def _new_deaths(taken: Tally, statement: Statement) -> int:
    """How many injured people this statement is the first to tell the death of."""
    figure = statement.report.killed
    if not _tells_of_death(taken, statement):
        return 0
    people = len(described(statement, Outcome.KILLED))
    base = taken.killed.total()
    if figure is None or figure.total is None:
        told = (figure.added if figure else None) or max(1, people)
        return 0 if _is_known_death(taken, statement) else told
    if base is None:
        return min(max(1, people), figure.total)
    if figure.total > base:
        return min(figure.total - base, people or figure.total)
    bare = figure.total == max(1, people)
    return figure.total if bare and not _is_known_death(taken, statement) else 0


def _tells_of_death(taken: Tally, statement: Statement) -> bool:
    """True if the statement says that somebody injured has died, or describes as killed whom others call injured."""
    report = statement.report
    if report.recap or statement.kind is Kind.ROUNDUP:
        return False
    injured = {(p.age, p.sex) for claim in taken.injured.told for p in claim.people if p.age is not None}
    dead = {(p.age, p.sex) for p in described(statement, Outcome.KILLED)}
    return report.death_of_injured or (report.injured is None and bool(dead & injured))


def _is_known_death(taken: Tally, statement: Statement) -> bool:
    people = described(statement, Outcome.KILLED)
    ages = {person.age for person in people if person.age is not None}
    for earlier, person in taken.deaths:
        if person is not None and person.age is not None and ages:
            if person.age in ages:
                return True
            continue
        if statement.published - earlier.published <= QUOTED and earlier.authority != statement.authority:
            return True
    return False


def _dead(statement: Statement) -> list[tuple[Statement, Person | None]]:
    return [(statement, person) for person in described(statement, Outcome.KILLED)] or [(statement, None)]


def _move_to_killed(taken: Tally, statement: Statement, before: Claim, died: int) -> Tally:
    """Takes the dead out of the injured."""
    total = max(0, before.total - died)
    minors = sum(person.age is not None and person.age < 18 for person in described(statement, Outcome.KILLED))
    children = taken.injured.children_among(before.total)
    left = None if children is None else min(total, max(0, children - minors))
    moved = replace(
        before,
        authority=statement.authority,
        at=statement.published,
        total=total,
        children=left,
        derived=True,
        settles=True,
        added=None,
        people=(),
        known_from=statement.known_from,
        key=key_of(statement),
    )
    after, _ = admit(taken.injured, moved)
    return taken.with_ledger(
        Outcome.INJURED, after, Step(statement, Outcome.INJURED, before.total, after.total(), Rule.DIED)
    )


def _is_stale(taken: Tally, statement: Statement) -> bool:
    """True for a statement whose killed are fewer than is known: its injured are of that time too."""
    figure, known = statement.report.killed, taken.killed.leader()
    if figure is None or figure.total is None or known is None or statement.report.correction:
        return False
    return figure.total < known.total and known.authority != statement.authority and statement.kind is Kind.ROUNDUP


def _figure(statement: Statement, slot: Outcome) -> Figure | None:
    return statement.report.killed if slot is Outcome.KILLED else statement.report.injured
