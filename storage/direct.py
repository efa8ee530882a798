"""SQLite without a thread between: quick statements run at once, on the loop's own thread.

A statement of the hot way takes microseconds; to hand each to another thread and back costs twenty times that. Only
what can wait runs in a thread: the way of a commit onto the disk (`storage.journal`).

It rests on how the library's asynchronous dialects are built, which no other series promises: pyproject.toml holds it
to the one it was written for.
"""

import asyncio
import sqlite3
import time
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool, Pool
from sqlalchemy.util import await_only

URL_SCHEME = "sqlite+direct"
LOCKED = ("locked", "busy")
TRY_SECONDS = 0.01


class DirectCursor(sqlite3.Cursor):
    """A cursor as the library's asynchronous connections expect it."""

    async def _async_soft_close(self) -> None:
        """Nothing is left to fetch from elsewhere."""


class DirectConnection(sqlite3.Connection):
    """A connection whose cursors are `DirectCursor`s."""

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
        """None: `Database` keeps its connections open."""
        return NullPool

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:  # noqa: ARG002
        """Runs one statement at once."""
        await_only(_nothing())
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:  # noqa: ARG002
        """Runs one statement for each row of parameters at once."""
        await_only(_nothing())
        cursor.executemany(statement, parameters)


registry.register("sqlite.direct", __name__, DirectDialect.__name__)


async def begun(raw: sqlite3.Connection, busy_milliseconds: int) -> None:
    """Begins to write, and tries again while another process does; whoever is cancelled meanwhile is so at once."""
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
