"""Channels of the registry and their numeric ids: known by name at first, bound to the number by a reviewer."""

from datetime import datetime

from bot.channels import Registry
from bot.ingest import trust_channel
from bot.model import Trust, Why
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
        chat_id, username = _asked(review)
        if is_theirs:
            await channels.pin(connection, username, chat_id, by, now)
            await trust_channel(connection, chat_id, Trust.OFFICIAL, Cause(Why.CHANNEL_PINNED, now, by))
        else:
            await channels.refuse(connection, chat_id, by, now)
            await trust_channel(connection, chat_id, Trust.IMPOSTOR, Cause(Why.CHANNEL_REFUSED, now, by))
        return await reviews.close(connection, review_id, by, now)


async def undo_channel(database: Database, review_id: int, registry: Registry, by: str, now: datetime) -> bool:
    """Takes back the answer to whether a channel is what its name says, and asks it anew; False if none was given.

    Its posts count again as the registry alone lets them.
    """
    async with database.write() as connection:
        review = await reviews.take_back(connection, review_id)
        if review is None or review.kind is not ReviewKind.CHANNEL:
            return False
        chat_id, username = _asked(review)
        await channels.release(connection, username, chat_id)
        named = registry.by_username(username)
        trust = Trust.OFFICIAL if named and named.checked else Trust.UNPROVEN
        await trust_channel(connection, chat_id, trust, Cause(Why.CHANNEL_REOPENED, now, by))
        return True


def _asked(review: Review) -> tuple[int, str]:
    """The numeric id and the username that a matter of a channel is about."""
    assert review.slot is not None
    return int(review.slot), review.why.removeprefix(ADDRESS)
