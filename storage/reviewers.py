"""Who may review; owners are named in the settings, reviewers here."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import prepared
from storage.tables import reviewers

_ONE = prepared(select(reviewers.c.user_id).where(reviewers.c.user_id == bindparam("person")))


async def add(connection: AsyncConnection, user_id: int, added_by: int, now: datetime) -> bool:
    """Makes a user a reviewer; False if they were one."""
    row = insert(reviewers).values(user_id=user_id, added_by=added_by, added_at=now)
    return (await connection.execute(row.on_conflict_do_nothing())).rowcount == 1


async def remove(connection: AsyncConnection, user_id: int) -> bool:
    """Ends a user's review; False if they were no reviewer."""
    return (await connection.execute(delete(reviewers).where(reviewers.c.user_id == user_id))).rowcount == 1


async def everyone(connection: AsyncConnection) -> list[int]:
    """The user ids of all reviewers, the longest-serving first."""
    rows = await connection.execute(select(reviewers.c.user_id).order_by(reviewers.c.added_at))
    return list(rows.scalars())


async def contains(connection: AsyncConnection, user_id: int) -> bool:
    """Whether a user is a reviewer."""
    return (await connection.execute(_ONE, {"person": user_id})).first() is not None
