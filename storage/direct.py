"""SQLite without a thread between: quick statements run at once, on the loop's own thread.

A statement of the hot way takes microseconds; to hand each to another thread and back costs twenty times that. Only
what can wait runs in a thread: the sync of a commit.

It rests on how the library's asynchronous dialects are built, which no other series promises: pyproject.toml holds it
to the one it was written for.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_only

URL_SCHEME = "sqlite+direct"
LOCKED = ("locked", "busy")
TRY_SECONDS = 0.01


class DirectCursor(sqlite3.Cursor):
    """A cursor as the library's asynchronous connections expect it."""

    async def _async_soft_close(self) -> None:
        """Nothing is left to fetch from elsewhere."""


class DirectConnection(sqlite3.Connection):
    """A connection whose cursors are `DirectCursor`s; `is_synced` tells whether its commits wait for the disk."""

    is_synced = True

    def cursor(self, factory: Any = DirectCursor) -> Any:
        """A new cursor."""
        return super().cursor(factory)


class DirectDialect(SQLiteDialect_pysqlite):
    """The standard library's driver for an asynchronous engine."""

    driver = "direct"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:  # noqa: ARG003
        """The pool that waits without blocking the loop."""
        return AsyncAdaptedQueuePool

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:  # noqa: ARG002
        """Runs one statement at once."""
        await_only(_nothing())
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:  # noqa: ARG002
        """Runs one statement for each row of parameters at once."""
        await_only(_nothing())
        cursor.executemany(statement, parameters)

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commits; in a thread if that waits for the disk."""
        if dbapi_connection.is_synced:
            await_only(_finished(dbapi_connection.commit))
        else:
            await_only(_nothing())
            dbapi_connection.commit()


registry.register("sqlite.direct", __name__, DirectDialect.__name__)


def begin_write(connection: Connection, is_synced: bool, busy_milliseconds: int) -> None:
    """Begins a write transaction, at once or as soon as another process lets it within the time."""
    raw: DirectConnection = connection.connection.driver_connection  # type: ignore[assignment]
    if raw.is_synced != is_synced:
        raw.execute(f"PRAGMA synchronous={'FULL' if is_synced else 'NORMAL'}")
        raw.is_synced = is_synced
    await_only(_begun(raw, busy_milliseconds))


async def _begun(raw: sqlite3.Connection, busy_milliseconds: int) -> None:
    """Begins, and tries again while another process writes; whoever is cancelled meanwhile is so at once."""
    deadline = time.monotonic() + busy_milliseconds / 1000
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not str(error).endswith(LOCKED) or time.monotonic() > deadline:
                raise
            await asyncio.sleep(TRY_SECONDS)
        else:
            return


async def _nothing() -> None:
    """What the library waits for at each statement of an asynchronous engine."""


async def _finished(call: Callable[[], None]) -> None:
    """Runs a call in a thread; who is cancelled meanwhile still waits for its end, as it holds the connection."""
    running = asyncio.ensure_future(asyncio.to_thread(call))
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise
