"""Lines of files that could not be read, kept with the reason."""

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import BadLine
from storage.tables import quarantine


async def put(connection: AsyncConnection, line: BadLine) -> bool:
    """Keeps a bad line; False if the same line of the same file is kept already."""
    row = {"file": line.file, "line": line.line, "text": line.text, "reason": line.reason, "at": line.at}
    return (await connection.execute(insert(quarantine).values(**row).on_conflict_do_nothing())).rowcount == 1


async def count(connection: AsyncConnection) -> int:
    """How many bad lines are kept."""
    return (await connection.execute(select(func.count()).select_from(quarantine))).scalar_one()
