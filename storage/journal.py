"""The journal beside the database file: brought onto the disk, and back into the file, while others go on writing.

A commit leaves its pages in the journal (`<name>-wal`), where a kill can't touch them and a power cut can, until the
system has written the file. To wait for that with the database locked would hold up all other writers.
"""

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

EMPTIED_EVERY = 100


class Journal:
    """The journal of a database; `sync` returns once all that was committed before is on the disk."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(f"{database.name}-wal")
        self._syncs = 0

    async def sync(self) -> None:
        """Brings the journal onto the disk. Raises sqlite3.OperationalError if the disk gives errors."""
        await asyncio.to_thread(self._sync)

    def _sync(self) -> None:
        try:
            if self._syncs == 0:
                _to_disk(self._path.parent)
            with suppress(FileNotFoundError):
                _to_disk(self._path)
        except OSError as error:
            raise sqlite3.OperationalError(f"disk I/O error: {error.strerror}") from error
        self._syncs += 1
        if self._syncs % EMPTIED_EVERY == 0:
            self._empty()

    def _empty(self) -> None:
        """Copies what the journal holds into the database, as far as nobody reads the state before."""
        with closing(sqlite3.connect(self._database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
