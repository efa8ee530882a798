"""One process a database: the second says so and ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StorageError


@contextmanager
def sole_user(database: Path) -> Iterator[None]:
    """Holds the lock file beside the database while the block runs; the system frees it even after a kill.

    Raises StorageError if another process holds it.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    with database.with_name(f"{database.name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"Another bot process already works on {database}. End it, or give this one its own BOT_DATABASE."
            raise StorageError(message) from error
        yield
