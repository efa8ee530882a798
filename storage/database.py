"""The database file: opened, brought up to date, and lent out for reading or writing.

SQLite begins no transaction of its own here (`isolation_level=None`): a reader begins with BEGIN, a writer with BEGIN
IMMEDIATE, so that reading before writing never fails as "locked" in the midst of a transaction.

Two ways lead to the file. Reads of any length go through aiosqlite's thread; writes and reads of a few rows, which are
most of the work while posts pour in, run at once (`storage.direct`). A commit is on the disk when it returns, unless
the writer says that its work would be done again after a power cut (`is_synced=False`); a killed process loses neither.
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

from storage.direct import URL_SCHEME, DirectConnection, begin_write
from storage.faults import make_folder, plain_errors
from storage.migrate import migrate

Connection = AsyncConnection
"""What `Database.read` and `Database.write` lend, and every query takes."""
BUSY_MILLISECONDS = 15_000
READING = "sqlite+aiosqlite"


def _set_pragmas(dbapi_connection: Any, busy_milliseconds: int) -> None:
    cursor = dbapi_connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={busy_milliseconds}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: SyncConnection) -> None:
    options = connection.get_execution_options()
    if options.get("is_writer"):
        begin_write(connection, options["is_synced"], BUSY_MILLISECONDS)
    else:
        connection.exec_driver_sql("BEGIN")


def _engine(path: Path, scheme: str, **connecting: Any) -> AsyncEngine:
    busy = BUSY_MILLISECONDS if scheme == READING else 0
    engine = create_async_engine(
        f"{scheme}:///{path}",
        connect_args={"isolation_level": None, **connecting},
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    event.listen(engine.sync_engine, "connect", lambda connection, _: _set_pragmas(connection, busy))
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


class Database:
    """An open database; one for a process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = _engine(path, READING)
        self._direct = _engine(path, URL_SCHEME, check_same_thread=False, factory=DirectConnection)
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
        return cls(where)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of the database throughout; for reading only."""
        with plain_errors(self.path):
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading a few rows by an index: at once, while everything else of the process waits."""
        with plain_errors(self.path):
            async with self._direct.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self, *, is_synced: bool = True) -> AsyncIterator[AsyncConnection]:
        """A connection in a write transaction, committed at the end and rolled back by any exception.

        The commit waits until the disk has it. Without `is_synced` a power cut may take it back, with all that came
        after it, so that only what is done again from a synced row may go without: the work on a stored update.
        """
        async with self._writer(is_synced) as connection:
            yield connection
            await connection.commit()

    @asynccontextmanager
    async def rehearse(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a write transaction that leaves nothing behind."""
        async with self._writer(is_synced=False) as connection:
            yield connection

    @asynccontextmanager
    async def _writer(self, is_synced: bool) -> AsyncIterator[AsyncConnection]:
        with plain_errors(self.path):
            async with self._writing, self._direct.connect() as connection:
                yield await connection.execution_options(is_writer=True, is_synced=is_synced)

    async def close(self) -> None:
        """Gives all connections back; nothing may be read or written afterwards."""
        await self._reading.dispose()
        await self._direct.dispose()
