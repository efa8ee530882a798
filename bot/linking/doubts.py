"""What stays open of an incident after all posts on it."""

from bot.model import Doubt, DoubtReason, Incident

_OPEN = (
    DoubtReason.PLACE_HOMONYM, DoubtReason.PLACE_MISSING, DoubtReason.FIGURES_DIFFER, DoubtReason.OUTCOME_UNCLEAR,
)  # fmt: skip
"""Doubts that a person can settle by reading the post; the others are usual defaults."""


def shared_doubts(incident: Incident) -> list[Doubt]:
    """The doubts that every post on the incident has: what one post leaves open another may have told."""
    told = [statement.report.doubts for statement in incident.statements]
    kinds = [{(doubt.slot, doubt.reason) for doubt in doubts} for doubts in told]
    common = set.intersection(*kinds) if kinds else set()
    return [doubt for doubt in (told[0] if told else ()) if (doubt.slot, doubt.reason) in common]


def open_doubts(incident: Incident) -> list[Doubt]:
    """The doubts of an incident that no post on it has settled and a person can, one a slot."""
    return list({doubt.slot: doubt for doubt in shared_doubts(incident) if doubt.reason in _OPEN}.values())
