"""Copies of the database: consistent while it is in use, checked before they count, the oldest given up."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.errors import StorageError
from storage.faults import make_folder, plain_errors
from storage.migrate import copy_database

STEPS_A_LOOK = 100_000
SUFFIXES = ("", "-wal", "-shm")


def back_up(database: Path, target: Path, must_end: Callable[[], bool] = lambda: False) -> int:
    """Copies the database at `database` to `target`, which appears only once it is whole. Its size in bytes.

    Raises StorageError if the database is missing or damaged, the copy fails its integrity check, or it `must_end`.
    """
    _must_exist(database)
    if target.exists() and target.samefile(database):
        raise StorageError(f"{target} is the database itself. Name another file for the backup.")
    make_folder(target)
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with plain_errors(database):
            copy_database(database, partial, must_end)
        check(partial, must_end)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def back_up_daily(database: Path, keep: int, now: datetime, must_end: Callable[[], bool] = lambda: False) -> Path:
    """Makes the backup of a day beside the database (`<name>.backup-<day>`) and leaves the newest `keep`. Its path."""
    target = database.with_name(f"{database.name}.backup-{now:%Y-%m-%d}")
    back_up(database, target, must_end)
    for old in daily_backups(database)[:-keep]:
        old.unlink(missing_ok=True)
    return target


def daily_backups(database: Path) -> list[Path]:
    """The daily backups beside a database, the oldest first."""
    return sorted(database.parent.glob(f"{database.name}.backup-????-??-??"))


def restore(backup: Path, database: Path, now: datetime) -> Path | None:
    """Puts a backup in the database's place; nobody may use it. The copy of what was there, or None.

    The present is moved aside as it is, damaged or not: `<name>.replaced-<time>`. Raises StorageError, with nothing
    changed, if the backup is missing or damaged.
    """
    _must_exist(backup)
    check(backup)
    database = database.resolve()
    make_folder(database)
    fresh = database.with_name(f"{database.name}.restoring")
    try:
        shutil.copyfile(backup, fresh)
        check(fresh)
        kept = _move_aside(database, database.with_name(f"{database.name}.replaced-{now:%Y-%m-%dT%H-%M-%S}"))
        os.replace(fresh, database)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def check(path: Path, must_end: Callable[[], bool] = lambda: False) -> None:
    """Raises StorageError if the file is no whole database of this program, or the check `must_end`.

    It may lie where nothing can be written.
    """
    address = f"{path.resolve().as_uri()}?immutable=1"
    with plain_errors(path), closing(sqlite3.connect(address, uri=True)) as connection:
        connection.set_progress_handler(must_end, STEPS_A_LOOK)
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if found != "ok":
        raise StorageError(f"The database {path} is damaged: {found}. Take another backup.")
    if ours is None:
        raise StorageError(f"The file {path} is no database of this program. Take another backup.")


def _move_aside(database: Path, aside: Path) -> Path | None:
    """Moves a database with its journal, so that the journal of the old never meets the new."""
    present = [suffix for suffix in SUFFIXES if Path(f"{database}{suffix}").exists()]
    for suffix in present:
        os.replace(f"{database}{suffix}", f"{aside}{suffix}")
    return aside if "" in present else None


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise StorageError(f"There is no file {path}. Name an existing one.")
