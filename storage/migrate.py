"""Brings a database file to the newest schema: a copy first, then all upgrades in one transaction, or none."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from bot.errors import StorageError

PAGES_A_STEP = 1000
SCRIPTS = Path(__file__).parent / "migrations"


def revisions(scripts: Path = SCRIPTS) -> list[str]:
    """All revisions, the oldest first."""
    walked = ScriptDirectory(str(scripts)).walk_revisions()
    return [script.revision for script in reversed(list(walked))]


def migrate(path: Path, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Upgrades the file at `path` to the revision `target`, leaving a copy `<name>.before-<revision>` beside it.

    Raises StorageError if the file is newer than the program. A failed upgrade leaves the file as it was.
    """
    known = revisions(scripts)
    wanted = known[-1] if target == "head" else target
    engine = _engine(path)
    try:
        present = _present(engine, path, known)
        if present == wanted:
            return
        if present is not None:
            copy_database(path, path.with_name(f"{path.name}.before-{wanted}"))
        with _transaction(engine) as connection:
            command.upgrade(_config(scripts, connection), wanted)
            _check_references(connection, path)
    finally:
        engine.dispose()


def copy_database(source: Path, target: Path, must_end: Callable[[], bool] = lambda: False) -> None:
    """Copies the database with everything committed to it, while others may go on using it.

    In steps, so that it can end early: raises StorageError once `must_end`. All are of the state at the beginning.
    """

    def look(*_: object) -> None:
        if must_end():
            raise StorageError(f"The copy of {source} is cut off, as the program ends.")

    with closing(sqlite3.connect(source, isolation_level=None)) as old, closing(sqlite3.connect(target)) as new:
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM sqlite_master").fetchone()
        old.backup(new, pages=PAGES_A_STEP, progress=look)


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"isolation_level": None})

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


def _config(scripts: Path, connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _present(engine: Engine, path: Path, known: list[str]) -> str | None:
    """The file's revision, None for an empty file; sets the journal to WAL on the way."""
    with engine.connect() as connection:
        driver = connection.connection.cursor()
        driver.execute("PRAGMA busy_timeout=15000")
        driver.execute("PRAGMA journal_mode=WAL")
        driver.close()
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in known:
        raise StorageError(
            f"The database {path} was written by a newer version of the program (its schema is {revision}). "
            "Install that version, or restore a backup made by this one."
        )
    return revision


def _check_references(connection: Connection, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StorageError(f"The upgrade of {path} would break {len(broken)} references; nothing was changed.")
