"""What of an incident waits for a person: provisional links, unproven origins, held figures, open doubts."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.codec import reasons_to_text
from bot.linking import DISMISSED, open_doubts
from bot.model import OVER, Doubt, DoubtReason, Incident, IncidentStatus, LinkStatus, Trust
from storage.records import Review, ReviewKind

_ORIGINS = {
    Trust.UNPROVEN: (ReviewKind.ORIGIN, "its origin can't be proven"),
    Trust.IMPOSTOR: (ReviewKind.IMPOSTOR, "its channel only looks like an official one"),
}


def matters(incidents: Iterable[Incident], now: datetime) -> Iterator[Review]:
    """The matters for the review list, several for one incident or none."""
    for incident in incidents:
        if incident.status is IncidentStatus.DISMISSED:
            yield from _links(incident, now, only=DISMISSED)
            yield from _held(incident, now)
        if incident.status not in OVER:
            yield from _origins(incident, now)
            yield from _links(incident, now)
            yield from _held(incident, now)
            yield from (
                Review(ReviewKind.DOUBT, _doubt_words(doubt), now, incident.id, slot=doubt.slot)
                for doubt in open_doubts(incident)
            )


def _held(incident: Incident, now: datetime) -> Iterator[Review]:
    """The held slots; of a dismissed incident only that officials tell of it since."""
    for slot in incident.held:
        if slot == "status" or incident.status is not IncidentStatus.DISMISSED:
            yield Review(ReviewKind.HELD, _held_words(slot), now, incident.id, slot=slot)


def _held_words(slot: str) -> str:
    return "posts since differ from the decision" if slot == "status" else f"posts give another {slot} than is shown"


def _doubt_words(doubt: Doubt) -> str:
    options = () if doubt.reason is DoubtReason.PLACE_HOMONYM else doubt.options
    return ": ".join(filter(None, (doubt.reason.value.replace("_", " "), ", ".join(options))))


def _origins(incident: Incident, now: datetime) -> Iterator[Review]:
    for one in incident.statements:
        if one.trust in _ORIGINS:
            kind, why = _ORIGINS[one.trust]
            yield Review(kind, why, now, incident.id, one.post_id, one.number)


def _links(incident: Incident, now: datetime, only: str | None = None) -> Iterator[Review]:
    """The provisional links of official reports; `only` those with a reason of this name."""
    proven = {(one.post_id, one.number) for one in incident.statements if one.trust is Trust.OFFICIAL}
    for link in incident.links:
        named = only is None or any(reason.feature == only for reason in link.reasons)
        if named and link.status is LinkStatus.PROVISIONAL and (link.post_id, link.number) in proven:
            why = reasons_to_text(link.reasons)
            yield Review(ReviewKind.LINK, why, now, incident.id, link.post_id, link.number)
