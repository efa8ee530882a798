"""What of an incident waits for a person: provisional links, unproven origins, held figures."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.model import Incident, IncidentStatus, LinkStatus, Trust
from storage.records import Review, ReviewKind

_OVER = (IncidentStatus.MERGED, IncidentStatus.DISMISSED)
_ORIGINS = {
    Trust.UNPROVEN: (ReviewKind.ORIGIN, "its origin can't be proven"),
    Trust.IMPOSTOR: (ReviewKind.IMPOSTOR, "its channel only looks like an official one"),
}


def matters(incidents: Iterable[Incident], now: datetime) -> Iterator[Review]:
    """The matters for the review list, several for one incident or none."""
    for incident in incidents:
        if incident.status not in _OVER:
            yield from _origins(incident, now)
            yield from _links(incident, now)
            yield from (
                Review(ReviewKind.HELD, f"the latest figure of {slot} can't be", now, incident.id, slot=slot)
                for slot in incident.held
            )


def _origins(incident: Incident, now: datetime) -> Iterator[Review]:
    for one in incident.statements:
        if one.trust in _ORIGINS:
            kind, why = _ORIGINS[one.trust]
            yield Review(kind, why, now, incident.id, one.post_id, one.number)


def _links(incident: Incident, now: datetime) -> Iterator[Review]:
    proven = {(one.post_id, one.number) for one in incident.statements if one.trust is Trust.OFFICIAL}
    for link in incident.links:
        if link.status is LinkStatus.PROVISIONAL and (link.post_id, link.number) in proven:
            why = "; ".join(reason.words for reason in link.reasons)
            yield Review(ReviewKind.LINK, why, now, incident.id, link.post_id, link.number)
