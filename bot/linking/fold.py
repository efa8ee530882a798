"""A whole record from its statements, in the order of publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.linking.decide import Placement, place_statements
from bot.linking.derive import build_incident
from bot.linking.moments import days_apart
from bot.linking.rulings import Act, Ruling, anchor_of, bonds, key_of, standing
from bot.linking.tally import in_order
from bot.model import Incident, Link, Statement

NEAR = 45
"""So many days may lie between a statement and the incident that it revises."""


@dataclass(slots=True)
class _Record:
    """The incidents so far; `bonds` are people's groups of statements, `groups` the incidents that they became."""

    rulings: Sequence[Ruling]
    bonds: Mapping[str, str]
    moved: frozenset[str]
    incidents: dict[int, Incident] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)

    def take(self, post: Sequence[Statement]) -> None:
        candidates = [incident for incident in self.incidents.values() if _is_near(post, incident)]
        for placement in place_statements(post, candidates):
            for number in self._numbers(placement):
                self._join(number, placement)

    def _numbers(self, placement: Placement) -> tuple[int, ...]:
        key, fresh = key_of(placement.statement), len(self.incidents) + 1
        by_rules = fresh if placement.incident_id is None else placement.incident_id
        group = self.bonds.get(key)
        if group is None:
            return (by_rules, *placement.also)
        return (self.groups.setdefault(group, fresh if key in self.moved else by_rules),)

    def _join(self, number: int, placement: Placement) -> None:
        statement, known = placement.statement, self.incidents.get(number)
        link = Link(number, statement.post_id, statement.number, placement.score, placement.status, placement.reasons)
        statements = (*known.statements, statement) if known else (statement,)
        links = (*known.links, link) if known else (link,)
        rulings = [replace(ruling, incident_id=number) for ruling in self.rulings if _is_on(ruling, number, statements)]
        self.incidents[number] = build_incident(number, statements, links, rulings)


def fold(statements: Sequence[Statement], rulings: Sequence[Ruling] = ()) -> list[Incident]:
    """Returns the incidents of all statements, numbered from 1 in the order in which they were first told of.

    The order of the arguments does not matter. Rulings bind the incident that holds their anchor statement; those
    without an anchor, the one whose number they name.
    """
    kept = standing(rulings)
    moved = frozenset(anchor_of(ruling) or "" for ruling in kept if ruling.act in (Act.LINK, Act.SPLIT))
    record = _Record(kept, bonds(kept), moved)
    for _, post in groupby(in_order(statements), key=lambda s: (s.published, s.post_id)):
        record.take(list(post))
    return list(record.incidents.values())


def _is_near(post: Sequence[Statement], incident: Incident) -> bool:
    return any(
        days_apart(statement.report.when, incident.when) <= NEAR
        and (None in (statement.report.place.oblast, incident.place.oblast) or _same_oblast(statement, incident))
        for statement in post
    )


def _same_oblast(statement: Statement, incident: Incident) -> bool:
    return statement.report.place.oblast == incident.place.oblast


def _is_on(ruling: Ruling, number: int, statements: Sequence[Statement]) -> bool:
    anchor = anchor_of(ruling)
    if ruling.act in (Act.LINK, Act.SPLIT, Act.MERGE):
        return False
    return ruling.incident_id == number if anchor is None else any(key_of(s) == anchor for s in statements)
