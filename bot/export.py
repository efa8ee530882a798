"""The record as JSON lines, an incident a line; nothing of who forwarded or subscribed is in it."""

from collections.abc import Mapping
from typing import Any

from bot.answers import unit_of
from bot.codec import damage_to_json, optional, place_to_json, to_text, toll_to_json, weapon_to_json, when_to_json
from bot.gazetteer import Gazetteer, Unit
from bot.model import Incident
from bot.summary import COUNTED, is_unproven
from storage import incidents, posts
from storage.database import Database


async def export_lines(database: Database, gazetteer: Gazetteer) -> list[str]:
    """All incidents by day, one JSON object each: see `incident_line`.

    Merged ones are within those they went into; those of which no post tells any more are left out.
    """
    async with database.read() as connection:
        found = [incident for incident in await incidents.everything(connection) if incident.statements]
        told = sorted({statement.post_id for incident in found for statement in incident.statements})
        links = await posts.links(connection, told)
    return [to_text(incident_line(one, unit_of(gazetteer, one.place.code), links)) for one in found]


def incident_line(incident: Incident, unit: Unit | None, links: Mapping[str, str]) -> dict[str, Any]:
    """One incident as {"id", "status", "place", "when", "killed", "injured", "weapons", "damage", "posts", …}.

    `place` holds the `point` of its `unit`. `killed` and `injured` are null or hold the headline `total`, `children`,
    and the range `low` to `high` of the authorities' current statements. `posts` are ids in the order of publication;
    `links` gives their addresses, `trust` what is proven of their origin. `counts` tells whether the incident is in
    any sum.
    """
    told = list(dict.fromkeys(statement.post_id for statement in incident.statements))
    return {
        "id": incident.id,
        "status": incident.status,
        "place": place_to_json(incident.place) | {"point": _point(unit)},
        "when": when_to_json(incident.when),
        "killed": optional(toll_to_json, incident.killed),
        "injured": optional(toll_to_json, incident.injured),
        "weapons": [weapon_to_json(weapon) for weapon in incident.weapons],
        "damage": [damage_to_json(damage) for damage in incident.damage],
        "preliminary": incident.preliminary,
        "held": list(incident.held),
        "posts": told,
        "trust": {statement.post_id: statement.trust for statement in incident.statements},
        "counts": incident.status in COUNTED and not is_unproven(incident),
        "links": {post_id: links[post_id] for post_id in told if post_id in links},
    }


def _point(unit: Unit | None) -> dict[str, Any] | None:
    """Where a settlement lies, in degrees, and how precisely that is known; None for an area, which has no point."""
    if unit is None or unit.latitude is None:
        return None
    return {"lat": unit.latitude, "lon": unit.longitude, "precision": unit.precision}
