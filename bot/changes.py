"""What differs between two states of an incident, slot by slot."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.codec import optional, place_to_json, toll_to_json, when_to_json
from bot.model import Change, Incident


def differences(
    before: Incident | None, after: Incident, at: datetime, who: str, why: str, post_id: str | None
) -> list[Change]:
    """One change for each slot that differs; a new incident is one change of the slot "created"."""
    if before is None:
        return [Change(after.id, at, who, "created", None, _all_slots(after), why, post_id)]
    old, new = _all_slots(before), _all_slots(after)
    return [
        Change(after.id, at, who, slot, old[slot], new[slot], why, post_id) for slot in new if old[slot] != new[slot]
    ]


def _all_slots(incident: Incident) -> dict[str, Any]:
    return {slot: read(incident) for slot, read in _SLOTS.items()}


_SLOTS: dict[str, Callable[[Incident], Any]] = {
    "place": lambda incident: place_to_json(incident.place),
    "when": lambda incident: when_to_json(incident.when),
    "killed": lambda incident: optional(toll_to_json, incident.killed),
    "injured": lambda incident: optional(toll_to_json, incident.injured),
    "weapons": lambda incident: [[weapon.type.value, weapon.count] for weapon in incident.weapons],
    "damage": lambda incident: [[damage.object.value, damage.count] for damage in incident.damage],
    "status": lambda incident: incident.status.value,
    "preliminary": lambda incident: incident.preliminary,
    "held": lambda incident: list(incident.held),
    "posts": lambda incident: sorted({statement.post_id for statement in incident.statements}),
}
