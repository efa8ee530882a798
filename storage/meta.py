"""Single values that the program keeps for itself: the moments of its last good poll, backup and housekeeping."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import prepared
from storage.tables import meta

_BY_KEY = prepared(select(meta.c.value).where(meta.c.key == bindparam("wanted")))


async def get(connection: AsyncConnection, key: str) -> str | None:
    """The value kept under a key, or None."""
    return (await connection.execute(_BY_KEY, {"wanted": key})).scalar()


async def put(connection: AsyncConnection, key: str, value: str) -> None:
    """Keeps a value under a key."""
    statement = insert(meta).values(key=key, value=value)
    await connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
