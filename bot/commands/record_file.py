"""The database of the settings, and all that answers are made from, for the length of a command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.area_answers import Rooms
from bot.channels import Registry
from bot.gazetteer import Gazetteer
from bot.lock import user
from bot.settings import Settings
from storage.database import Database


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, given back at the end; nobody replaces it meanwhile. Raises StorageError."""
    with user(settings.bot_database):
        database = await Database.open(settings.bot_database)
        try:
            yield database
        finally:
            await database.close()


@asynccontextmanager
async def rooms_of(settings: Settings, gazetteer: Gazetteer) -> AsyncIterator[Rooms]:
    """The rooms of the settings on their database, which is given back at the end. Raises StorageError."""
    async with opened(settings) as database:
        yield Rooms(database, gazetteer, Registry.load(), settings.bot_language, zone=settings.zone)
