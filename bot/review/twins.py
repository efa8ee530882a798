"""Which incidents may be the same attack as another, the likeliest first."""

from datetime import timedelta

from bot.linking.features import compare
from bot.linking.moments import days_apart
from bot.model import OVER, Incident
from storage import incidents
from storage.database import Connection

REACH = timedelta(days=3)


async def twins_of(connection: Connection, incident: Incident, limit: int = 5) -> list[Incident]:
    """Incidents of about the same days in the same oblast, those of the same town and day first, then those
    that the linking rules find most alike."""
    days = incident.when.start - REACH, incident.when.end + REACH
    found = await incidents.near(connection, incident.place.oblast, *days)
    others = [one for one in found if one.id != incident.id and one.status not in OVER and one.statements]
    return sorted(others, key=lambda one: (not is_beside(incident, one), -likeness(incident, one), one.id))[:limit]


def likeness(one: Incident, other: Incident) -> float:
    """How well the best statement of either agrees with the other incident, by the features of linking."""
    pairs = [(said, other) for said in one.statements] + [(said, one) for said in other.statements]
    return max(sum(reason.score for reason in compare(said, incident)) for said, incident in pairs)


def is_beside(one: Incident, other: Incident) -> bool:
    """True for two attacks on one settlement within the same days."""
    settlement = one.place.settlement
    here = (one.place.oblast, settlement) == (other.place.oblast, other.place.settlement)
    return settlement is not None and here and not days_apart(one.when, other.when)
