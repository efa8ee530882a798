"""Channels of the registry and their numeric ids: known by name at first, bound to the number by a reviewer."""

from datetime import datetime

from bot.ingest import trust_channel
from bot.model import Trust
from bot.relink import Cause
from storage import channels, reviews
from storage.database import Database
from storage.records import Review, ReviewKind

ADDRESS = "t.me/"


async def ask_to_pin(database: Database, username: str, chat_id: int, now: datetime) -> bool:
    """Puts a channel that is known by its name alone on the review list; False if it is there, or was answered."""
    matter = Review(ReviewKind.CHANNEL, f"{ADDRESS}{username}", now, slot=str(chat_id))
    async with database.write() as connection:
        return await reviews.put(connection, matter)


async def decide_channel(database: Database, review_id: int, is_theirs: bool, by: str, now: datetime) -> bool:
    """Answers whether a channel is what its name says; False if the matter is closed, or somebody else holds it.

    Yes: the name is bound to the number, and every kept post of that number counts. No: the number is an impostor's,
    and no post of it counts, whatever it is called.
    """
    async with database.write() as connection:
        review = await reviews.get(connection, review_id)
        if review is None or review.slot is None or not await reviews.hold(connection, review_id, by, now):
            return False
        chat_id, username = int(review.slot), review.why.removeprefix(ADDRESS)
        if is_theirs:
            await channels.pin(connection, username, chat_id, by, now)
            await trust_channel(connection, chat_id, Trust.OFFICIAL, Cause("its channel was pinned", now, by))
        else:
            await channels.refuse(connection, chat_id, by, now)
            await trust_channel(connection, chat_id, Trust.IMPOSTOR, Cause("its channel was refused", now, by))
        return await reviews.close(connection, review_id, by, now)
