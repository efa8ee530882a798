"""Who works on a database: one bot at a time, and nobody at all while it is replaced."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.errors import StorageError
from storage.faults import make_folder


@contextmanager
def sole_bot(database: Path) -> Iterator[None]:
    """Holds `<name>.lock` beside the database while the block runs; the system frees it even after a kill.

    Raises StorageError if another process holds it, or if no file can be made there.
    """
    said = f"Another bot process already works on {database}. End it, or give this one its own BOT_DATABASE."
    with _held(database, "lock", fcntl.LOCK_EX, said):
        yield


@contextmanager
def user(database: Path) -> Iterator[None]:
    """Holds `<name>.users` together with all others who read or write the database, so that nobody replaces it.

    Raises StorageError if it is just being replaced, or if no file can be made there.
    """
    with _held(database, "users", fcntl.LOCK_SH, f"{database} is just being restored. Try again afterwards."):
        yield


@contextmanager
def nobody_else(database: Path) -> Iterator[None]:
    """Keeps every bot and every command away from the database while the block runs.

    Raises StorageError if anybody is at work on it, or if no file can be made there.
    """
    said = f"Another process works on {database}. End it, or wait until it has ended."
    with ExitStack() as held:
        held.enter_context(sole_bot(database))
        held.enter_context(_held(database, "users", fcntl.LOCK_EX, said))
        yield


@contextmanager
def _held(database: Path, name: str, mode: int, refusal: str) -> Iterator[None]:
    """Holds a lock file beside the database itself, by whichever path it was named."""
    real = database.resolve()
    make_folder(real)
    path = real.with_name(f"{real.name}.{name}")
    try:
        file = path.open("a")
    except OSError as error:
        raise StorageError(f"The file {path} can't be made: {error.strerror}. Let the bot write there.") from error
    with file:
        try:
            fcntl.flock(file, mode | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StorageError(refusal) from error
        yield
