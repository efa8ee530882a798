"""The record as JSON lines, an incident a line; nothing of who forwarded or subscribed is in it."""

from collections.abc import Mapping
from typing import Any

from bot.codec import to_text
from bot.model import Incident, Toll
from storage import incidents, posts
from storage.database import Database


async def export_lines(database: Database) -> list[str]:
    """All incidents by day, one JSON object each: see `incident_line`.

    Merged ones are within those they went into; those of which no post tells any more are left out.
    """
    async with database.read() as connection:
        found = await incidents.everything(connection)
        told = sorted({statement.post_id for incident in found for statement in incident.statements})
        links = await posts.links(connection, told)
    return [to_text(incident_line(incident, links)) for incident in found if incident.statements]


def incident_line(incident: Incident, links: Mapping[str, str]) -> dict[str, Any]:
    """One incident as {"id", "status", "place", "when", "killed", "injured", "weapons", "damage", "posts", …}.

    `killed` and `injured` are null or hold the headline `total`, `children`, and the range `low` to `high` of the
    authorities' current statements. `posts` are ids in the order of publication; `links` gives their addresses.
    """
    told = list(dict.fromkeys(statement.post_id for statement in incident.statements))
    place, when = incident.place, incident.when
    return {
        "id": incident.id,
        "status": incident.status,
        "place": {
            "oblast": place.oblast,
            "raion": place.raion,
            "settlement": place.settlement,
            "districts": list(place.districts),
            "code": place.code,
            "level": place.level,
        },
        "when": {"from": when.start.isoformat(), "to": when.end.isoformat(), "time": when.time, "part": when.part},
        "killed": _toll(incident.killed),
        "injured": _toll(incident.injured),
        "weapons": [{"type": weapon.type, "count": weapon.count} for weapon in incident.weapons],
        "damage": [{"object": damage.object, "count": damage.count} for damage in incident.damage],
        "preliminary": incident.preliminary,
        "held": list(incident.held),
        "posts": told,
        "links": {post_id: links[post_id] for post_id in told if post_id in links},
    }


def _toll(toll: Toll | None) -> dict[str, Any] | None:
    if toll is None:
        return None
    return {
        "total": toll.total,
        "children": toll.children,
        "low": toll.low,
        "high": toll.high,
        "bound": toll.bound,
        "vague": toll.vague,
    }
