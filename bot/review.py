"""Shell: people's decisions about the record: kept, weighed in at once, and taken back again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.errors import BadInput
from bot.linking import Act, Ruling, key_of
from bot.model import Incident, Place, Statement, WeaponType
from bot.relink import Cause, fold_again
from bot.replay import extent_of
from storage import decisions, incidents, reviews
from storage.database import Connection, Database

COUNTS = ("killed", "injured", "killed_children", "injured_children")
SLOTS = (*COUNTS, "date", "place", "weapon")
MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did: its number, for taking it back, and the incidents that it changed, by id."""

    ruling_id: int
    changed: Mapping[int, Incident]


def value_of(slot: str, written: str) -> str:
    """What somebody wrote for a slot, as a ruling keeps it. Raises BadInput, which says what it should be.

    Counts are whole numbers; a date is one day or two with a stroke between; weapons are types with commas between.
    """
    said = written.strip()
    if slot in COUNTS:
        if not said.isascii() or not said.isdecimal() or int(said[:9]) > MOST_PEOPLE:
            raise BadInput(f"{slot} is a whole number from 0 to {MOST_PEOPLE}, not {written!r}")
        return str(int(said))
    return _days(said) if slot == "date" else _weapons(said)


def _days(said: str) -> str:
    try:
        days = [date.fromisoformat(day.strip()) for day in said.split("/")]
    except ValueError:
        days = []
    if len(days) not in (1, 2) or days != sorted(days):
        raise BadInput(f"date is like 2025-11-17 or 2025-11-16/2025-11-17, not {said!r}")
    return "/".join(day.isoformat() for day in days)


def _weapons(said: str) -> str:
    names, known = [name.strip() for name in said.split(",")], {kind.value for kind in WeaponType}
    if wrong := [name for name in names if name not in known]:
        raise BadInput(f"{wrong[0]!r} is no weapon; there are: {', '.join(sorted(known))}")
    return ",".join(names)


def place_value(place: Place) -> str:
    """A place as a ruling keeps it."""
    fields = {"oblast": place.oblast, "raion": place.raion, "settlement": place.settlement}
    more = {"districts": list(place.districts), "code": place.code, "level": place.level}
    return json.dumps(fields | more, ensure_ascii=False)


async def decide(database: Database, ruling: Ruling) -> Decided:
    """Keeps a ruling and folds its neighbourhood anew; what waited for a person about the incident is settled.

    Raises BadInput if there is no such incident, or if the ruling names a statement that it does not hold.
    """
    async with database.write() as connection:
        incident = await _known(connection, ruling.incident_id)
        whole = _checked(replace(ruling, incident_id=incident.id), incident)
        return await _keep(connection, whole, [incident])


async def merge(database: Database, first: int, second: int, by: str, at: datetime, why: str) -> Decided:
    """Makes one incident of two; it keeps the number of the one with more reports, and the other number leads to it.

    Raises BadInput if they are one already or do not exist.
    """
    async with database.write() as connection:
        target, joining = await _known(connection, first), await _known(connection, second)
        if target.id == joining.id:
            raise BadInput(f"№{first} and №{second} are one incident already")
        goal = key_of(target.statements[0])
        rulings = [_move(Act.MERGE, joining, one, goal, by, at, why) for one in joining.statements]
        for ruling in rulings[:-1]:
            await decisions.add_ruling(connection, ruling)
        return await _keep(connection, rulings[-1], [target, joining])


async def split(database: Database, number: int, posts: list[str], by: str, at: datetime, why: str) -> Decided:
    """Makes an incident of its own from the reports of these posts. Raises BadInput if none or all of them would go."""
    async with database.write() as connection:
        incident = await _known(connection, number)
        leaving = [one for one in incident.statements if one.post_id in posts]
        if not leaving or len(leaving) == len(incident.statements):
            told = ", ".join(dict.fromkeys(one.post_id for one in incident.statements))
            raise BadInput(f"some of the posts of №{number} must leave and some must stay; it has: {told}")
        rulings = [_move(Act.SPLIT, incident, one, key_of(leaving[0]), by, at, why) for one in leaving]
        for ruling in rulings[:-1]:
            await decisions.add_ruling(connection, ruling)
        return await _keep(connection, rulings[-1], [incident])


async def undo(database: Database, ruling_id: int, by: str, at: datetime) -> Decided:
    """Takes a ruling back, with those that were made in the same act. Raises BadInput if there is none that stands."""
    async with database.write() as connection:
        ruling = await decisions.ruling(connection, ruling_id)
        if ruling is None or ruling.undone:
            raise BadInput(f"there is no decision {ruling_id} that stands: `review list` shows those that do")
        involved = [await _known(connection, ruling.incident_id)]
        for one in await _same_act(connection, ruling):
            await decisions.undo_ruling(connection, one.id, by, at)
        homes = await incidents.homes(connection, [ruling.post_id]) if ruling.post_id else {}
        involved += await incidents.by_ids(connection, sorted({number for home in homes.values() for number in home}))
        return Decided(ruling_id, await _fold(connection, involved, Cause(f"{ruling.act} undone", at, by)))


async def _keep(connection: Connection, ruling: Ruling, involved: list[Incident]) -> Decided:
    number = await decisions.add_ruling(connection, ruling)
    cause = Cause(ruling.why or f"{ruling.act} by a person", ruling.at, ruling.by, ruling.post_id)
    changed = await _fold(connection, involved, cause)
    if ruling.act in (Act.CONFIRM, Act.DISMISS, Act.RETRACT, Act.MERGE):
        await reviews.close_of(connection, ruling.incident_id, ruling.by, ruling.at)
    return Decided(number, changed)


async def _fold(connection: Connection, involved: list[Incident], cause: Cause) -> Mapping[int, Incident]:
    told = [one for incident in involved for one in incident.statements]
    if not told:
        return {}
    first = min((one.published, one.post_id, 0) for one in told)
    return await fold_again(connection, [extent_of(incident) for incident in involved], first, cause)


async def _known(connection: Connection, number: int) -> Incident:
    incident = await incidents.get(connection, number)
    if incident is None:
        raise BadInput(f"there is no incident №{number}")
    return incident


def _checked(ruling: Ruling, incident: Incident) -> Ruling:
    """The ruling with a statement of the incident as its anchor, so that it outlives a rereading."""
    if ruling.post_id is None:
        return ruling
    if not any(_is_anchor(ruling, one) for one in incident.statements):
        raise BadInput(f"№{incident.id} holds no report {ruling.number or 0} of the post {ruling.post_id}")
    return ruling


def _is_anchor(ruling: Ruling, statement: Statement) -> bool:
    return (statement.post_id, statement.number) == (ruling.post_id, ruling.number or 0)


def _move(act: Act, incident: Incident, one: Statement, value: str, by: str, at: datetime, why: str) -> Ruling:
    return Ruling(0, incident.id, act, by, at, None, value, why, one.post_id, one.number)


async def _same_act(connection: Connection, ruling: Ruling) -> list[Ruling]:
    """The rulings of one act: a merge or split is a ruling for each report that it moves."""
    standing = await decisions.all_rulings(connection)
    same = (ruling.act, ruling.incident_id, ruling.by, ruling.at)
    return [one for one in standing if (one.act, one.incident_id, one.by, one.at) == same]
