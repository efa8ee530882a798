"""Ids of incidents that have ended: which others they went into, and what they held at last."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.linking.rulings import LASTING
from bot.numbering import resolved
from storage.prepared import prepared
from storage.tables import incidents, links, reports, rulings

_WENT_INTO = select(incidents.c.id, incidents.c.merged_into).where(incidents.c.merged_into.is_not(None))
_ENDED = prepared(
    _WENT_INTO.join(rulings, rulings.c.incident_id == incidents.c.id)
    .where(rulings.c.act.in_(LASTING), rulings.c.post_id.is_(None), rulings.c.undone_at.is_(None))
    .distinct()
)
_INTO = prepared(_WENT_INTO.where(incidents.c.id.in_(bindparam("ids", expanding=True))))
_WENT_THERE = prepared(select(incidents.c.id).where(incidents.c.merged_into.in_(bindparam("ids", expanding=True))))
_HELD_ONCE = prepared(
    select(links.c.incident_id, links.c.superseded_at, reports.c.post_id, reports.c.number)
    .join(reports, reports.c.id == links.c.report_id)
    .where(links.c.incident_id.in_(bindparam("ids", expanding=True)), links.c.superseded_at.is_not(None))
)


async def into(connection: AsyncConnection, moment: datetime | None = None) -> dict[int, int]:
    """Ids that had ended by a moment, of which corrections and confirms stand, with those that they went into."""
    told = _ENDED if moment is None else _ENDED.where(incidents.c.changed <= moment)
    led = {row.id: row.merged_into for row in await connection.execute(told)}
    missing = {*led.values()} - led.keys()
    while missing:
        found = await connection.execute(_INTO, {"ids": sorted(missing)})
        further = {row.id: row.merged_into for row in found}
        led |= further
        missing = {*further.values()} - led.keys()
    return resolved(led)


async def last_held(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, frozenset[tuple[str, int]]]:
    """The ids that have gone into some incidents, each with the statements (post id, number) that it held at last."""
    gone: set[int] = set()
    heirs = list(ids)
    while heirs:
        found: set[int] = {row.id for row in await connection.execute(_WENT_THERE, {"ids": heirs})} - gone
        gone, heirs = gone | found, sorted(found)
    rows = list((await connection.execute(_HELD_ONCE, {"ids": sorted(gone)})).mappings()) if gone else []
    last = {row["incident_id"]: row["superseded_at"] for row in sorted(rows, key=lambda row: row["superseded_at"])}
    held: dict[int, set[tuple[str, int]]] = {old: set() for old in last}
    for row in rows:
        if row["superseded_at"] == last[row["incident_id"]]:
            held[row["incident_id"]].add((row["post_id"], row["number"]))
    return {old: frozenset(keys) for old, keys in held.items()}


async def lead(connection: AsyncConnection, ended_id: int, into: int) -> None:
    """Lets an ended id resolve to another incident, where its statements have gone on to."""
    await connection.execute(update(incidents).where(incidents.c.id == ended_id).values(merged_into=into))
