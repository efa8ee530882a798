"""Incidents of the record: derived values in columns and as a whole, with their statements behind links."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.boxes import LONGEST, towns_of
from bot.codec import incident_from_text, incident_to_json, reasons_from_text, to_text
from bot.linking import Act
from bot.model import Incident, IncidentStatus, Link, LinkStatus, Toll
from storage.prepared import prepared
from storage.records import Filed
from storage.reports import FILED, filed
from storage.rows import portions
from storage.tables import incidents, links, reports, rulings

_CODE_GROUPS = ((12, 14), (9, 12), (6, 9), (4, 6), (2, 4))
_STANDING = incidents.c.status != IncidentStatus.MERGED
_TOUCHING = select(incidents.c.body).where(
    _STANDING,
    incidents.c.date_to.between(bindparam("start"), bindparam("last")),
    incidents.c.date_from <= bindparam("end"),
)
_IN_OBLAST = or_(incidents.c.oblast == bindparam("oblast"), incidents.c.oblast.is_(None))
_OF_TOWN = or_(func.instr(incidents.c.towns, bindparam("town")) > 0, func.instr(incidents.c.towns, "||") > 0)
_NEAR = {
    (False, False): prepared(_TOUCHING),
    (False, True): prepared(_TOUCHING.where(_OF_TOWN)),
    (True, False): prepared(_TOUCHING.where(_IN_OBLAST)),
    (True, True): prepared(_TOUCHING.where(_IN_OBLAST, _OF_TOWN)),
}
"""Incidents that touch some days, by whether an oblast and whether a town is given."""
_TOLD_THERE = (
    select(links.c.incident_id)
    .join(rulings, rulings.c.incident_id == links.c.incident_id)
    .join(reports, reports.c.id == links.c.report_id)
    .where(
        rulings.c.act == Act.CORRECT,
        rulings.c.slot.in_(("date", "place")),
        rulings.c.undone_at.is_(None),
        links.c.superseded_at.is_(None),
        reports.c.date_to >= bindparam("start"),
        reports.c.date_from <= bindparam("end"),
    )
)
_CORRECTED = select(incidents.c.body).where(_STANDING)
_MOVED_AWAY = prepared(_CORRECTED.where(incidents.c.id.in_(_TOLD_THERE)))
_MOVED_AWAY_IN = prepared(
    _CORRECTED.where(
        incidents.c.id.in_(_TOLD_THERE.where(or_(reports.c.oblast == bindparam("oblast"), reports.c.oblast.is_(None))))
    )
)
_LINKED_TO = (
    select(reports.c.post_id, reports.c.number, links.c.incident_id)
    .join(links, links.c.report_id == reports.c.id)
    .where(reports.c.post_id.in_(bindparam("posts", expanding=True)))
)
_HOMES = prepared(_LINKED_TO.where(links.c.superseded_at.is_(None)).order_by(links.c.id))
_PAST_HOMES = prepared(_LINKED_TO.where(links.c.superseded_at.is_not(None)).order_by(links.c.id))
_BY_IDS = prepared(
    select(incidents.c.body).where(incidents.c.id.in_(bindparam("ids", expanding=True))).order_by(incidents.c.id)
)
_NEXT_ID = prepared(select(func.coalesce(func.max(incidents.c.id), 0) + 1))
_LINKED = prepared(
    FILED.join(links, and_(links.c.report_id == reports.c.id, links.c.superseded_at.is_(None)))
    .add_columns(links.c.incident_id, links.c.score, links.c.status, links.c.reasons, links.c.decider)
    .where(links.c.incident_id.in_(bindparam("ids", expanding=True)))
)
_NEW = insert(incidents)
_LASTING = ("id", "created")
_PUT = prepared(
    _NEW.on_conflict_do_update(
        index_elements=["id"],
        set_={column.name: column for column in _NEW.excluded if column.name not in _LASTING},
    )
)


async def get(connection: AsyncConnection, incident_id: int) -> Incident | None:
    """The incident of an id; a merged id gives the incident that it went into. None if there never was one."""
    target: int | None = incident_id
    found: int | None = None
    while target is not None:
        row = (await connection.execute(select(incidents.c.merged_into).where(incidents.c.id == target))).first()
        found, target = (target, row.merged_into) if row is not None else (None, None)
    complete = [] if found is None else await by_ids(connection, [found])
    return complete[0] if complete else None


async def by_ids(connection: AsyncConnection, ids: Sequence[int]) -> list[Incident]:
    """The incidents of these ids, by id, with statements and links; merged ones as they are, without statements."""
    found: list[Incident] = []
    for some in portions(ids):
        found += await _complete(connection, _BY_IDS, {"ids": list(some)})
    return found


async def between(
    connection: AsyncConnection, start: date, end: date, oblast: str | None = None, code: str | None = None
) -> list[Incident]:
    """Incidents whose day (the last of their days) lies from start to end, of an oblast or of the unit of a code.

    The code is a KATOTTG code of any level; what lies within that unit is included. By day, then id. Retracted and
    dismissed ones are included and say so; merged ones are not.
    """
    statement = select(incidents.c.body).where(_STANDING, incidents.c.date_to.between(start, end))
    if oblast is not None:
        statement = statement.where(incidents.c.oblast == oblast)
    if code is not None:
        statement = statement.where(_within(code))
    return await _complete(connection, statement.order_by(incidents.c.date_to, incidents.c.id))


async def near(
    connection: AsyncConnection, oblast: str | None, start: date, end: date, town: str | None = None
) -> list[Incident]:
    """Incidents that touch the days from start to end in an oblast or in no told one; `oblast` None means any.

    With `town` (a folded name) those alone that are said to be there, or of which a report names no town.
    Those whose day or place a person has corrected are where posts told of them, too.
    """
    given: dict[str, Any] = {"start": start, "end": end, "last": end + timedelta(days=LONGEST)}
    where = given if oblast is None else given | {"oblast": oblast}
    touching = _NEAR[oblast is not None, town is not None]
    bodies = await _bodies(connection, touching, where if town is None else where | {"town": f"|{town}|"})
    bodies += await _bodies(connection, _MOVED_AWAY if oblast is None else _MOVED_AWAY_IN, where)
    return await _with_all(connection, list(dict.fromkeys(bodies)))


async def changed_since(connection: AsyncConnection, moment: datetime, oblast: str | None = None) -> list[Incident]:
    """Incidents that are new or were changed after a moment, merged ones included; by id."""
    statement = select(incidents.c.body).where(incidents.c.changed > moment)
    if oblast is not None:
        statement = statement.where(incidents.c.oblast == oblast)
    return await _complete(connection, statement.order_by(incidents.c.id))


async def everything(connection: AsyncConnection) -> list[Incident]:
    """All incidents that are not merged into others, by day, then id."""
    statement = select(incidents.c.body).where(_STANDING).order_by(incidents.c.date_to, incidents.c.id)
    return await _complete(connection, statement)


async def homes(connection: AsyncConnection, post_ids: Sequence[str]) -> dict[tuple[str, int], tuple[int, ...]]:
    """Which incidents the current reports of posts are linked to, by (post id, number); the best link first."""
    return await _homes(connection, post_ids, _HOMES)


async def past_homes(connection: AsyncConnection, post_ids: Sequence[str]) -> dict[tuple[str, int], tuple[int, ...]]:
    """Which incidents reports of posts were linked to and are no longer, by (post id, number); the first one first."""
    return await _homes(connection, post_ids, _PAST_HOMES)


async def changed_at(connection: AsyncConnection, number: int) -> datetime | None:
    """When an incident was changed last (aware); None if there is none of the number."""
    changed: datetime | None = (
        await connection.execute(select(incidents.c.changed).where(incidents.c.id == number))
    ).scalar()
    return changed


async def next_id(connection: AsyncConnection) -> int:
    """The id that the next new incident takes; ids are never used twice."""
    return (await connection.execute(_NEXT_ID)).scalar_one()


async def put(connection: AsyncConnection, incident: Incident, now: datetime) -> None:
    """Writes an incident's derived values, new or again; its links are written by `storage.decisions`."""
    row = _columns(incident) | {"id": incident.id, "created": now, "changed": now}
    await connection.execute(_PUT, row)


async def end(connection: AsyncConnection, incident: Incident, into: int | None, now: datetime) -> None:
    """Writes an incident that has lost its statements; with `into` its id resolves to that incident from now on."""
    row = {"status": incident.status, "merged_into": into, "changed": now, "body": to_text(incident_to_json(incident))}
    await connection.execute(update(incidents).where(incidents.c.id == incident.id).values(**row))


async def count(connection: AsyncConnection) -> int:
    """How many incidents stand in the record."""
    return (await connection.execute(select(func.count()).select_from(incidents).where(_STANDING))).scalar_one()


async def _homes(
    connection: AsyncConnection, post_ids: Sequence[str], statement: Select[Any]
) -> dict[tuple[str, int], tuple[int, ...]]:
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    for some in portions(post_ids):
        for row in (await connection.execute(statement, {"posts": list(some)})).mappings():
            key = (row["post_id"], row["number"])
            found[key] = (*found.get(key, ()), row["incident_id"])
    return found


def _within(code: str) -> ColumnElement[bool]:
    """Codes of the unit and of all units in it: KATOTTG codes hold their parents' digits, padded with zeros."""
    end = next((end for start, end in _CODE_GROUPS if code[start:end].strip("0")), 4)
    return and_(incidents.c.code >= code[:end], incidents.c.code < code[:end] + "~")


async def _complete(
    connection: AsyncConnection, statement: Select[Any], given: Mapping[str, Any] | None = None
) -> list[Incident]:
    return await _with_all(connection, await _bodies(connection, statement, given))


async def _bodies(connection: AsyncConnection, statement: Select[Any], given: Mapping[str, Any] | None) -> list[str]:
    return list((await connection.execute(statement, given)).scalars())


async def _with_all(connection: AsyncConnection, bodies: Sequence[str]) -> list[Incident]:
    bare = [incident_from_text(body) for body in bodies]
    found = await _statements(connection, [incident.id for incident in bare])
    return [_with_statements(incident, found.get(incident.id, [])) for incident in bare]


def _with_statements(incident: Incident, found: Sequence[tuple[Filed, Link]]) -> Incident:
    statements = tuple(one.statement for one, _ in found)
    return replace(incident, statements=statements, links=tuple(link for _, link in found))


async def _statements(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, list[tuple[Filed, Link]]]:
    """Statements with their links by incident, in the order of publication."""
    found: dict[int, list[tuple[Filed, Link]]] = {}
    for some in portions(ids):
        for row in (await connection.execute(_LINKED, {"ids": some})).mappings():
            one = filed(row)
            found.setdefault(row["incident_id"], []).append((one, _link(row, one)))
    for statements in found.values():
        statements.sort(key=lambda pair: (pair[0].statement.published, pair[1].post_id, pair[1].number))
    return found


def _link(row: RowMapping, one: Filed) -> Link:
    return Link(
        incident_id=row["incident_id"],
        post_id=one.statement.post_id,
        number=one.statement.number,
        score=row["score"],
        status=LinkStatus(row["status"]),
        reasons=reasons_from_text(row["reasons"]),
        decider=row["decider"],
    )


def _columns(incident: Incident) -> dict[str, Any]:
    times = [statement.published for statement in incident.statements]
    return {
        "oblast": incident.place.oblast,
        "raion": incident.place.raion,
        "settlement": incident.place.settlement,
        "districts": to_text(list(incident.place.districts)),
        "towns": towns_of(incident),
        "code": incident.place.code,
        "level": incident.place.level,
        "date_from": incident.when.start,
        "date_to": incident.when.end,
        "time": incident.when.time,
        "part": incident.when.part,
        **_toll_columns("killed", incident.killed),
        **_toll_columns("injured", incident.injured),
        "status": incident.status,
        "preliminary": incident.preliminary,
        "held": to_text(list(incident.held)),
        "first_published": min(times, default=None),
        "last_published": max(times, default=None),
        "merged_into": None,
        "body": to_text(incident_to_json(incident)),
    }


def _toll_columns(slot: str, toll: Toll | None) -> dict[str, int | None]:
    known = toll or Toll()
    low, high, children = known.low, known.high, known.children
    return {slot: known.total, f"{slot}_low": low, f"{slot}_high": high, f"{slot}_children": children}
