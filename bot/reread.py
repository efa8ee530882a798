"""Rebuilds all readings and incidents from the stored posts; people's decisions and the ids of incidents are kept."""

from collections.abc import AsyncIterator
from datetime import datetime

from bot import __version__
from bot.ingest import Reader, reading_of
from bot.model import Change, Why
from bot.relink import Cause, fold_everything
from storage import decisions, incidents, posts, reports
from storage.database import Connection, Database
from storage.records import StoredPost


async def reread(database: Database, reader: Reader, dry_run: bool, now: datetime) -> list[Change]:
    """What reading all posts again changes in the record, incident by incident; with `dry_run` nothing is stored.

    Writers wait meanwhile. Earlier readings and links stay on file.
    """
    async with database.rehearse() if dry_run else database.write() as connection:
        former = await incidents.everything(connection)
        fresh = await _read_all(connection, reader, now)
        return await fold_everything(connection, former, fresh, Cause(Why.POSTS_REREAD, now))


async def _read_all(connection: Connection, reader: Reader, now: datetime) -> set[str]:
    """Reads all posts again; the ids of those that say something else now, whose links are ended."""
    fresh = set()
    async for post in _all_posts(connection):
        if await reports.keep(connection, post, reading_of(post, reader), __version__, now):
            await decisions.release(connection, post.id, now)
            fresh.add(post.id)
    return fresh


async def _all_posts(connection: Connection) -> AsyncIterator[StoredPost]:
    last: tuple[datetime, str] | None = None
    while some := await posts.in_order(connection, last):
        for post in some:
            yield post
        last = (some[-1].published, some[-1].id)
