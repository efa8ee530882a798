"""SQLite's errors in plain words, in one place."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.errors import StorageError

_KINDS = (
    ("disk is full", "full"),
    ("database or disk is full", "full"),
    ("readonly", "readonly"),
    ("malformed", "damaged"),
    ("not a database", "foreign"),
    ("disk i/o error", "disk"),
    ("unable to open", "closed"),
    ("interrupted", "interrupted"),
    ("locked", "busy"),
)
"""What SQLite says, and the kind of fault that it is."""
_MENDS = {
    "full": "The disk that holds {path} is full. Free some space; what was stored before is safe.",
    "readonly": "The database {path} is read-only. Give the program's user the right to write the file and its folder.",
    "damaged": "The database {path} is damaged. Restore the newest backup: python -m bot restore FILE.",
    "foreign": "The file {path} is not a database. Move it away, or restore a backup: python -m bot restore FILE.",
    "disk": "The disk that holds {path} gives errors. Check the disk; backups lie beside the database.",
    "closed": "The database {path} can't be opened. Check that its folder exists and may be written.",
    "interrupted": "The work on {path} was cut off, as the program ends.",
    "busy": "The database {path} is in use by another process for too long. End the other process.",
}


def in_plain_words(error: BaseException, path: Path) -> StorageError | None:
    """The StorageError that says what is wrong with the file at `path`; None if `error` is a fault of the program."""
    said = str(getattr(error, "orig", None) or error).lower()
    for sign, kind in _KINDS:
        if sign in said:
            return StorageError(_MENDS[kind].format(path=path), kind, str(path))
    return None


def make_folder(path: Path) -> None:
    """Makes the folder of a database file. Raises StorageError if that can't be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The folder of {path} can't be made: {error.strerror or error}.") from error


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turns SQLite's errors about the file at `path` into StorageError; all others pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        plain = in_plain_words(error, path)
        if plain is None:
            raise
        raise plain from error
