"""What stays open of an incident after all posts on it."""

from bot.model import Doubt, Incident


def shared_doubts(incident: Incident) -> list[Doubt]:
    """The doubts that every post on the incident has: what one post leaves open another may have told."""
    told = [statement.report.doubts for statement in incident.statements]
    kinds = [{(doubt.slot, doubt.reason) for doubt in doubts} for doubts in told]
    common = set.intersection(*kinds) if kinds else set()
    return [doubt for doubt in (told[0] if told else ()) if (doubt.slot, doubt.reason) in common]
