"""The database file: opened, brought up to date, and lent out for reading or writing.

SQLite begins no transaction of its own here (`isolation_level=None`): a reader begins with BEGIN, a writer with BEGIN
IMMEDIATE, so that reading before writing never fails as "locked" in the midst of a transaction.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.faults import make_folder, plain_errors
from storage.migrate import migrate

Connection = AsyncConnection
"""What `Database.read` and `Database.write` lend, and every query takes."""
WRITER = {"is_writer": True}
BUSY_MILLISECONDS = 15_000


def _set_pragmas(dbapi_connection: Any, _record: Any) -> None:
    cursor = dbapi_connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: SyncConnection) -> None:
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def _engine(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        connect_args={"isolation_level": None},
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


class Database:
    """An open database; one for a process."""

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        self.path = path
        self._engine = engine
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path | str) -> "Database":
        """The database at `path`, made if missing and brought to the newest schema after a backup copy.

        Raises StorageError if it is newer than the program, damaged, read-only, or its disk is full.
        """
        where = Path(path)
        make_folder(where)
        with plain_errors(where):
            await asyncio.to_thread(migrate, where)
        return cls(where, _engine(where))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of the database throughout; for reading only."""
        with plain_errors(self.path):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a write transaction, committed at the end and rolled back by any exception."""
        async with self._writer() as connection:
            yield connection
            await connection.commit()

    @asynccontextmanager
    async def rehearse(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a write transaction that leaves nothing behind."""
        async with self._writer() as connection:
            yield connection

    @asynccontextmanager
    async def _writer(self) -> AsyncIterator[AsyncConnection]:
        with plain_errors(self.path):
            async with self._writing, self._engine.connect() as connection:
                yield await connection.execution_options(**WRITER)

    async def close(self) -> None:
        """Gives all connections back; nothing may be read or written afterwards."""
        await self._engine.dispose()
