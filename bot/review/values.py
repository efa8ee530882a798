"""Corrected values: what somebody wrote, checked, as a ruling keeps it."""

import hashlib
from datetime import date

from bot.codec import place_to_json, to_text
from bot.errors import InputError
from bot.model import Incident, Place, Toll, WeaponType

COUNTS = ("killed", "injured", "killed_children", "injured_children")
SLOTS = (*COUNTS, "date", "place", "weapon")
UNKNOWN = "-"
"""What is written for a number that nobody knows; a ruling keeps it as an empty value."""
MOST_PEOPLE = 100_000
MARK_LENGTH = 8


def value_of(slot: str, written: str) -> str:
    """What somebody wrote for a slot, as a ruling keeps it. Raises InputError, which says what it should be.

    Counts are whole numbers, or "-" for unknown; a date is one day or two with a stroke between; weapons are types
    with commas between.
    """
    said = written.strip()
    if slot in COUNTS:
        return _count(slot, said)
    return _days(said) if slot == "date" else _weapons(said)


def _count(slot: str, said: str) -> str:
    if said == UNKNOWN:
        return ""
    if not said.isascii() or not said.isdecimal() or int(said[:9]) > MOST_PEOPLE:
        raise InputError(f"{slot} is a whole number from 0 to {MOST_PEOPLE}, or - for unknown, not {said!r}")
    return str(int(said))


def _days(said: str) -> str:
    try:
        days = [date.fromisoformat(day.strip()) for day in said.split("/")]
    except ValueError:
        days = []
    if len(days) not in (1, 2) or days != sorted(days):
        raise InputError(f"date is like 2025-11-17 or 2025-11-16/2025-11-17, not {said!r}")
    return "/".join(day.isoformat() for day in days)


def _weapons(said: str) -> str:
    names, known = [name.strip() for name in said.split(",")], {kind.value for kind in WeaponType}
    if wrong := [name for name in names if name not in known]:
        raise InputError(f"{wrong[0]!r} is no weapon; there are: {', '.join(sorted(known))}")
    return ",".join(dict.fromkeys(names))


def place_value(place: Place) -> str:
    """A place as a ruling keeps it."""
    return to_text(place_to_json(place))


def objection(incident: Incident, slot: str, value: str, today: date) -> str | None:
    """Why a value can't stand beside the rest of an incident: "children_above", "below_children", "future_date".

    None if it can. `today` is the local day.
    """
    if slot == "date":
        return "future_date" if date.fromisoformat(value.rsplit("/", maxsplit=1)[-1]) > today else None
    if slot not in COUNTS or not value:
        return None
    toll = (incident.killed if slot.startswith("killed") else incident.injured) or Toll()
    if slot.endswith("children"):
        return "children_above" if int(value) > (toll.total or 0) else None
    return "below_children" if int(value) < (toll.children or 0) else None


def mark_of(incident: Incident) -> str:
    """A short mark of what an incident says now, in hexadecimal digits: another one after any change of substance."""
    posts = sorted((one.post_id, one.number) for one in incident.statements)
    said = (incident.place, incident.when, incident.killed, incident.injured, incident.weapons, incident.status, posts)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:MARK_LENGTH]
