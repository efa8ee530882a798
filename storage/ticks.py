"""Which reports of an incident somebody has ticked so far, to split them off."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import ticks

KEPT = timedelta(days=7)
"""Ticks that nobody has acted on for so long are dropped when others are begun."""


async def begin(connection: AsyncConnection, incident_id: int, by: str, now: datetime) -> int:
    """Begins a sheet of ticks for an incident, with nothing ticked; its number."""
    await connection.execute(delete(ticks).where(ticks.c.at < now - KEPT))
    new = ticks.insert().values(incident_id=incident_id, by=by, at=now, ticked="").returning(ticks.c.id)
    number: int = (await connection.execute(new)).scalar_one()
    return number


async def of(connection: AsyncConnection, number: int, incident_id: int) -> set[str] | None:
    """The keys of the reports that are ticked on a sheet; None if there is no such sheet of the incident."""
    mine = select(ticks.c.ticked).where(ticks.c.id == number, ticks.c.incident_id == incident_id)
    row = (await connection.execute(mine)).first()
    return None if row is None else {key for key in row.ticked.split("\n") if key}


async def keep(connection: AsyncConnection, number: int, ticked: Collection[str]) -> None:
    """Keeps what is ticked on a sheet now."""
    await connection.execute(update(ticks).where(ticks.c.id == number).values(ticked="\n".join(sorted(ticked))))
