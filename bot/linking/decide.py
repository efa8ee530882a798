"""Which incident a statement belongs to: scores against thresholds, the statements of one post jointly.

Strong evidence links by itself, middling evidence links provisionally and waits for a person, weak evidence founds a
new incident. Two statements of one post never join one incident, unless one only repeats the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.linking.features import compare
from bot.linking.moments import days_apart
from bot.linking.several import is_of_same_day, is_same_town, is_sum, told_together
from bot.linking.where import BESIDE_HROMADA, is_elsewhere
from bot.model import Figure, Incident, IncidentStatus, LinkStatus, Reason, Statement, Trust

CERTAIN, PROVISIONAL = 4.5, 3.0
"""Scores from which a statement is joined by itself, and from which it is joined until a person has looked."""
CLOSE = 0.5
"""Two incidents whose scores differ by less are a choice that waits for a person."""
POINTED = 1.0
"""The score from which a feature alone tells which attack a post without a place means."""
ALIKE = 2.5
"""A sum over several attacks agrees with each of them about as well."""
CORRECTED = "corrected"
"""The feature named in the reasons of a link that rests on one form of an incident alone: with a person's correction of
its day or place, or without."""
SUM_OVER_SEVERAL = "sum over several"
"""The feature named in the reasons of a statement whose figure covers several incidents and counts in none."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a statement belongs: `incident_id` None founds a new incident.

    `also` names further incidents that the statement covers when it gives one figure for all of them together: it is
    listed with each, and its figure counts in none (its reasons hold `SUM_OVER_SEVERAL`).
    """

    statement: Statement
    incident_id: int | None
    score: float
    status: LinkStatus
    reasons: tuple[Reason, ...] = ()
    also: tuple[int, ...] = ()


class Match(NamedTuple):
    """How well a statement (by its number in the post) and an incident agree."""

    score: float
    number: int
    incident: Incident
    reasons: tuple[Reason, ...]


def place_statements(
    new: Sequence[Statement], candidates: Sequence[Incident], former: Sequence[Incident] = ()
) -> list[Placement]:
    """Returns a placement for each statement of one post, in their order.

    `candidates` are incidents of about the same place and time, in any order; merged ones are passed over, and what
    goes to a dismissed one waits for a person. `former` are those of them whose day or place a person has corrected,
    in the form that does not hold for the post: what agrees with these alone waits too.
    """
    open_candidates = [c for c in candidates if c.status is not IncidentStatus.MERGED]
    matches = [
        match for number, statement in enumerate(new) for match in _matches(number, statement, open_candidates)
    ]  # fmt: skip
    corrected = {incident.id for incident in former}
    matches = [match for match in matches if match.incident.id not in corrected or _is_there(new[match.number], match)]
    matches += [_of_former(match) for number, one in enumerate(new) for match in _matches(number, one, former)]
    decided = _sums(new, matches, open_candidates)
    decided |= _assign(new, matches, decided)
    return [decided.get(number) or _founding(statement) for number, statement in enumerate(new)]


def _matches(number: int, statement: Statement, candidates: Sequence[Incident]) -> list[Match]:
    """The incidents that a statement may be joined to, best first."""
    found = []
    for incident in candidates:
        reasons = compare(statement, incident)
        score = sum(reason.score for reason in reasons)
        if score >= PROVISIONAL:
            found.append(Match(round(score, 3), number, incident, reasons))
    return sorted(found, key=lambda match: (-match.score, match.incident.id))


def may_join(statement: Statement, incident: Incident) -> bool:
    """True if an incident can have a say in where a statement belongs: as its home, or as one of several attacks on its
    town that it tells of together."""
    score = sum(reason.score for reason in compare(statement, incident))
    return score >= PROVISIONAL or is_of_same_day(statement, incident)


def _is_there(statement: Statement, match: Match) -> bool:
    return not is_elsewhere(statement.report.place, match.incident.place)


def _of_former(match: Match) -> Match:
    reason = Reason(CORRECTED, 0.0, "corrected")
    return match._replace(reasons=(*match.reasons, reason))


def _assign(
    new: Sequence[Statement], matches: Sequence[Match], decided: Mapping[int, Placement]
) -> dict[int, Placement]:
    """Joins statements to incidents, the best match of all first."""
    placed: dict[int, Placement] = {}
    taken: dict[int, list[Statement]] = {}
    for placement in decided.values():
        if placement.incident_id is not None:
            taken.setdefault(placement.incident_id, []).append(placement.statement)
    for match in sorted(matches, key=lambda m: (-m.score, m.number, m.incident.id)):
        statement, others = new[match.number], taken.setdefault(match.incident.id, [])
        if match.number in placed or match.number in decided or not all(repeats(statement, other) for other in others):
            continue
        rivals = [m for m in matches if m.number == match.number and m.incident.id != match.incident.id]
        placed[match.number] = _joining(statement, match, rivals)
        others.append(statement)
    return placed


def _joining(statement: Statement, match: Match, rivals: Sequence[Match]) -> Placement:
    sure = match.score >= CERTAIN and statement.trust is Trust.OFFICIAL
    chosen = all(match.score - rival.score >= CLOSE for rival in rivals)
    stands = match.incident.status not in (IncidentStatus.RETRACTED, IncidentStatus.DISMISSED)
    alive = stands or statement.report.withdrawn
    whole = sure and chosen and alive and _is_named(statement, match.reasons)
    status = LinkStatus.CERTAIN if whole else LinkStatus.PROVISIONAL
    return Placement(statement, match.incident.id, match.score, status, match.reasons)


def _is_named(statement: Statement, reasons: Sequence[Reason]) -> bool:
    """True if a statement says itself which attack it means: by its place, or without one by an answer, the same
    words, a person described or a rare object ("the strike on the supermarket"); and not by what was
    corrected, or by a hromada beside its place."""
    if any(reason.feature == CORRECTED or reason.code == BESIDE_HROMADA for reason in reasons):
        return False
    telling = {"reply", "same text", "people", "damage"}
    pointed = any(reason.feature in telling and reason.score >= POINTED for reason in reasons)
    return statement.report.place.oblast is not None or pointed


def _founding(statement: Statement) -> Placement:
    proven = statement.trust is Trust.OFFICIAL
    status = LinkStatus.CERTAIN if proven else LinkStatus.PROVISIONAL
    return Placement(statement, None, 0.0, status, (Reason("new", 0.0, "new"),))


def repeats(one: Statement, other: Statement) -> bool:
    """True if two statements of one post tell of one attack twice, as a headline and its body do."""
    first, second = one.report, other.report
    same_place = first.place.settlement is not None and first.place.settlement == second.place.settlement
    if not same_place or set(first.place.districts) ^ set(second.place.districts):
        return False
    clocks = {first.when.time, second.when.time} - {None}
    parts = {first.when.part, second.when.part} - {None}
    if days_apart(first.when, second.when) or len(clocks) > 1 or len(parts) > 1:
        return False
    return _agree(first.killed, second.killed) and _agree(first.injured, second.injured)


def _agree(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None or one.total is None or other.total is None:
        return True
    return one.total == other.total


def _sums(new: Sequence[Statement], matches: Sequence[Match], candidates: Sequence[Incident]) -> dict[int, Placement]:
    """The statements that give one figure for several attacks on one town, joined to all of them."""
    sums = {}
    for number, statement in enumerate(new):
        town = [match for match in matches if match.number == number and is_same_town(statement, match.incident)]
        if not town:
            continue
        alike = [match.incident for match in town if match.score > town[0].score - ALIKE]
        others = [other for other in new if other is not statement]
        covered = told_together(statement, others, candidates)
        if not covered and len(alike) > 1 and is_sum(statement, alike):
            covered = alike
        if town[0].incident in covered:
            sums[number] = _covering(statement, town[0], covered)
    return sums


def _covering(statement: Statement, best: Match, covered: Sequence[Incident]) -> Placement:
    reasons = (*best.reasons, Reason(SUM_OVER_SEVERAL, 0.0, "sum_over", (str(len(covered)),)))
    also = tuple(incident.id for incident in covered if incident.id != best.incident.id)
    return Placement(statement, best.incident.id, best.score, LinkStatus.PROVISIONAL, reasons, also)
