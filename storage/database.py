"""The database file: opened, brought up to date, and lent out for reading or writing.

SQLite begins no transaction of its own here (`isolation_level=None`): a reader begins with BEGIN, a writer with BEGIN
IMMEDIATE, so that reading before writing never fails as "locked" in the midst of a transaction.

Two ways lead to the file. Reads of any length go through aiosqlite's thread; writes and reads of a few rows, which are
most of the work while posts pour in, run at once (`storage.direct`, `storage.prepared`). What was written is on the
disk when `write` returns, unless the writer says that its work would be done again after a power cut
(`is_synced=False`); a killed process loses neither.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.direct import URL_SCHEME, DirectConnection
from storage.faults import make_folder, plain_errors
from storage.journal import Journal
from storage.migrate import migrate
from storage.prepared import DirectlyAsked

Connection = AsyncConnection
"""What `Database.read` and `Database.write` lend, and every query takes."""
BUSY_MILLISECONDS = 15_000
READING = "sqlite+aiosqlite"


def _set_pragmas(dbapi_connection: Any, busy_milliseconds: int) -> None:
    cursor = dbapi_connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={busy_milliseconds}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA wal_autocheckpoint=0")
    cursor.close()


def _engine(path: Path, scheme: str, **connecting: Any) -> AsyncEngine:
    busy = BUSY_MILLISECONDS if scheme == READING else 0
    engine = create_async_engine(
        f"{scheme}:///{path}",
        connect_args={"isolation_level": None, **connecting},
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    event.listen(engine.sync_engine, "connect", lambda connection, _: _set_pragmas(connection, busy))
    if scheme == READING:
        event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


class Database:
    """An open database; one for a process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = _engine(path, READING)
        self._direct = _engine(path, URL_SCHEME, check_same_thread=False, factory=DirectConnection)
        self._journal = Journal(path)
        self._idle: list[DirectlyAsked] = []
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
            async with self._lent() as connection:
                connection.begin_reading()
                yield connection

    @asynccontextmanager
    async def write(self, *, is_synced: bool = True) -> AsyncIterator[AsyncConnection]:
        """A connection in a write transaction, committed at the end and rolled back by any exception.

        Then it waits until the disk has it, while others may write. Without `is_synced` a power cut may take it back,
        with all that came after it, so that only what is done again from a synced row may go without: the work on a
        stored update.
        """
        async with self._writer() as connection:
            yield connection
            connection.settle()
        if is_synced:
            with plain_errors(self.path):
                await self._journal.sync()

    @asynccontextmanager
    async def rehearse(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a write transaction that leaves nothing behind."""
        async with self._writer() as connection:
            yield connection

    @asynccontextmanager
    async def _writer(self) -> AsyncIterator[DirectlyAsked]:
        with plain_errors(self.path):
            async with self._writing, self._lent() as connection:
                await connection.begin_writing(BUSY_MILLISECONDS)
                yield connection

    @asynccontextmanager
    async def _lent(self) -> AsyncIterator[DirectlyAsked]:
        """A connection that nobody else uses meanwhile; what is not committed at the end is taken back."""
        connection = self._idle.pop() if self._idle else await DirectlyAsked(self._direct).open()
        try:
            yield connection
        finally:
            await connection.leave()
            self._idle.append(connection)

    async def close(self) -> None:
        """Gives all connections back; nothing may be read or written afterwards."""
        await self._reading.dispose()
        for connection in self._idle:
            await connection.close()
        self._idle.clear()
        await self._direct.dispose()
