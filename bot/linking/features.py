"""The features by which a statement is joined to an incident, each a small function with a score and its reason.

A feature is `(statement, incident) -> Reason | None`; None says that it has nothing to tell. Scores add up; `place`
and `day` come first, because their contradictions end the comparison.
"""

from collections.abc import Callable

from bot.linking.facts import damage, figures, people, weapons
from bot.linking.ties import another_strike, channel, dismissed, kind, recent, reply, same_text
from bot.linking.timing import clock, day, fresh, part_of_day, possible
from bot.linking.where import APART, districts, place
from bot.model import Incident, Reason, Statement

Feature = Callable[[Statement, Incident], Reason | None]

FEATURES: tuple[Feature, ...] = (
    place, day, possible, districts, clock, part_of_day, fresh, weapons, damage, figures, people, same_text, reply,
    channel, kind, dismissed, another_strike, recent,
)  # fmt: skip


def compare(statement: Statement, incident: Incident) -> tuple[Reason, ...]:
    """All reasons for and against a statement's being of an incident; a contradiction alone where there is one."""
    reasons: list[Reason] = []
    for feature in FEATURES:
        reason = feature(statement, incident)
        if reason is not None and reason.score <= APART:
            return (reason,)
        if reason is not None:
            reasons.append(reason)
    return tuple(reasons)
