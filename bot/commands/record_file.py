"""The database of the settings, for the length of a command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings
from storage.database import Database


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, given back at the end. Raises StorageError."""
    database = await Database.open(settings.bot_database)
    try:
        yield database
    finally:
        await database.close()
