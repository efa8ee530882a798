"""Placements of statements on their way into the record: with the ids of incidents, and as links."""

from collections.abc import Sequence
from dataclasses import replace

from bot.linking import Placement
from bot.model import RULES, Link, LinkStatus, Reason


def with_ids(placement: Placement, ids: Sequence[int]) -> Placement:
    """The placement with incidents' ids in place of their numbers from 1."""
    home = None if placement.incident_id is None else ids[placement.incident_id - 1]
    return replace(placement, incident_id=home, also=tuple(ids[other - 1] for other in placement.also))


def drawn_in(placement: Placement) -> Placement:
    """The placement as one that waits for a person, because a person has merged what it agrees with."""
    reason = Reason("merged", 0.0, "merged")
    return replace(placement, status=LinkStatus.PROVISIONAL, reasons=(*placement.reasons, reason))


def link_of(number: int, placement: Placement, decider: str) -> Link:
    """The link that a placement makes to an incident; a person's is certain."""
    statement = placement.statement
    score, status = placement.score, placement.status if decider == RULES else LinkStatus.CERTAIN
    return Link(number, statement.post_id, statement.number, score, status, placement.reasons, decider)
