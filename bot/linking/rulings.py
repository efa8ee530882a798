"""People's decisions about the record, and what they bind linking to.

A ruling outranks the rules until a person changes or undoes it. `incident_id` is the stored incident's id; a ruling
that must survive a rereading carries a statement of that incident as its anchor (`post_id`, `number`), because ids of
a fresh fold are new numbers. `value` is text:

| act | anchor | slot | value |
|---|---|---|---|
| confirm | none: the incident; else that statement | a held slot, or None | keys seen, in lines; None: all known then |
| correct | optional | killed, injured, killed_children, injured_children, date, place, weapon | the new value |
| link | the statement that moves | None | key of a statement of the target; None takes `incident_id` as the target |
| split | the statement that leaves | None or "stays" | label of the new incident; equal labels stay together |
| merge | a statement of either incident | None or "stays" | key of a statement of the incident that it joins |
| dismiss, retract | optional | None | None |

"stays" marks a statement that an act only keeps where it stood: nobody has judged it. Of several rulings on where a
statement belongs the newest counts. A confirm sees no statement, and no text of one, that came in after it.

Corrected values: a count as digits; a date as "2025-11-17" or "2025-11-16/2025-11-17"; a place as its JSON
object (`bot.codec`); weapons as their types joined by commas. A key is "post_id#number".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.codec import from_text, place_from_json
from bot.model import Incident, Place, Statement, Weapon, WeaponType, When

STAYS = "stays"
"""The slot of a ruling that binds a statement to where it stood, and says nothing of it."""


class Act(StrEnum):
    """What a person decided."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    RETRACT = "retract"
    LINK = "link"


LASTING = (Act.CORRECT, Act.CONFIRM)
"""What is said of a whole incident and still holds once it has gone into another. To dismiss or retract one says
nothing of that other."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision of a person; see the module's table for what each act carries. `at` is aware.

    `figures` are what stands by a confirm (tolls, place, days), as `bot.linking.confirmed` writes them.
    """

    id: int
    incident_id: int
    act: Act
    by: str
    at: datetime
    slot: str | None = None
    value: str | None = None
    why: str = ""
    post_id: str | None = None
    number: int | None = None
    undone: bool = False
    figures: str | None = None


def key_of(statement: Statement) -> str:
    """The key of a statement in the record: "post_id#number"."""
    return f"{statement.post_id}#{statement.number}"


def anchor_of(ruling: Ruling) -> str | None:
    """The key of the statement that a ruling is about, or None."""
    return None if ruling.post_id is None else f"{ruling.post_id}#{ruling.number or 0}"


def covers(confirm: Ruling, statement: Statement) -> bool:
    """True if whoever confirmed an incident had this statement before them."""
    seen = confirm.value is None or key_of(statement) in confirm.value.split("\n")
    return seen and statement.known_from <= confirm.at


def standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings that nobody has undone, oldest first."""
    return sorted((r for r in rulings if not r.undone), key=lambda r: (r.at, r.id))


def rulings_on(incident_id: int, rulings: Iterable[Ruling]) -> list[Ruling]:
    """The standing rulings on one incident, oldest first."""
    return [ruling for ruling in standing(rulings) if ruling.incident_id == incident_id]


def rulings_about(incident: Incident, rulings: Iterable[Ruling]) -> list[Ruling]:
    """The standing rulings that say something of an incident or of a statement in it, under its present id."""
    keys = {incident.id, *(key_of(statement) for statement in incident.statements)}
    about = (ruling for ruling in standing(rulings) if ruling.act not in (Act.SPLIT, Act.MERGE))
    return [
        replace(ruling, incident_id=incident.id)
        for ruling in about
        if (anchor_of(ruling) or ruling.incident_id) in keys
    ]


def bonds(rulings: Sequence[Ruling]) -> dict[str, str]:
    """Groups of statements that people put together: key of a statement -> name of its group."""
    names: dict[str, str] = {}

    def root(key: str) -> str:
        while names.get(key, key) != key:
            key = names[key]
        return key

    pairs = _pairs(rulings)
    for first, second in pairs:
        names[root(first)] = root(second)
    return {key: root(key) for pair in pairs for key in pair}


def _pairs(rulings: Sequence[Ruling]) -> list[tuple[str, str]]:
    moves = [r for r in standing(rulings) if r.act in (Act.LINK, Act.SPLIT) or (r.act is Act.MERGE and r.value)]
    last = {anchor_of(ruling): ruling for ruling in moves}
    return [(anchor, _group(ruling)) for anchor, ruling in last.items() if anchor is not None]


def _group(ruling: Ruling) -> str:
    if ruling.act is Act.SPLIT and ruling.slot != STAYS:
        return f"split {ruling.incident_id} {ruling.value or anchor_of(ruling)}"
    return ruling.value or f"incident {ruling.incident_id}"


def count_from(value: str | None) -> int | None:
    """The number of a corrected count, or None where it is no number."""
    return int(value) if value is not None and value.isdecimal() else None


def when_from(value: str, before: When) -> When:
    """`before` with the corrected day or days; a value that is no date changes nothing."""
    try:
        days = [date.fromisoformat(day) for day in value.split("/")]
    except ValueError:
        return before
    same = days[0] == before.start and days[-1] == before.end
    return before if same else When(days[0], max(days), None, before.part, before.spans)


def place_from(value: str, before: Place) -> Place:
    """The corrected place; a value that is no JSON object of a place changes nothing."""
    try:
        return place_from_json(from_text(value))
    except (ValueError, KeyError, TypeError, AttributeError):
        return before


def weapons_from(value: str) -> tuple[Weapon, ...]:
    """The corrected weapons; unknown types are left out."""
    known = {kind.value for kind in WeaponType}
    return tuple(Weapon(WeaponType(name)) for name in value.split(",") if name in known)
