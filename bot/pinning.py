"""Channels of the registry and their numeric ids: known by name at first, bound to the number by a reviewer."""

from datetime import datetime

from bot.channels import Registry
from bot.ingest import trust_channel
from bot.model import Trust, Why
from bot.relink import Cause
from storage import channels, posts, reviews
from storage.database import Connection, Database
from storage.records import Review, ReviewKind

ADDRESS = "t.me/"


async def ask_to_pin(database: Database, username: str, chat_id: int, now: datetime) -> bool:
    """Puts a channel that is known by its name alone on the review list; False if it is there, or was answered."""
    matter = Review(ReviewKind.CHANNEL, f"{ADDRESS}{username}", now, slot=str(chat_id))
    async with database.write() as connection:
        return await reviews.put(connection, matter)


async def flag_impostor(database: Database, post_id: str, now: datetime) -> bool:
    """Puts a post without an incident, of a channel that only looks official, on the review list; False if it was."""
    matter = Review(ReviewKind.IMPOSTOR, "its channel only looks like an official one", now, post_id=post_id)
    async with database.write() as connection:
        return await reviews.put(connection, matter)


async def keep_title(database: Database, chat_id: int, title: str) -> None:
    """Keeps the title that a pinned channel bears now, by which its impostors are known."""
    async with database.write(is_synced=False) as connection:
        await channels.note_title(connection, chat_id, title)


async def decide_channel(
    database: Database, review_id: int, is_theirs: bool, by: str, now: datetime, why: str = ""
) -> bool:
    """Answers whether a channel is what its name says, for a reason; False if the matter is closed, or somebody else
    holds it.

    Yes: the name is bound to the number, every kept post of that number counts, and none of another number that bore
    the name does. No: the number is an impostor's, and no post of it counts, whatever it is called.
    """
    async with database.write() as connection:
        review = await reviews.get(connection, review_id)
        if review is None or review.slot is None or not await reviews.hold(connection, review_id, by, now):
            return False
        chat_id, username = _asked(review)
        if is_theirs:
            await channels.pin(connection, username, chat_id, by, now)
            if title := await posts.title_of(connection, chat_id):
                await channels.note_title(connection, chat_id, title)
            cause = Cause(_told(Why.CHANNEL_PINNED, why), now, by)
            await trust_channel(connection, chat_id, Trust.OFFICIAL, cause)
            for other in await _namesakes(connection, username, chat_id):
                await trust_channel(connection, other, Trust.IMPOSTOR, cause)
        else:
            await channels.refuse(connection, chat_id, by, now)
            await trust_channel(connection, chat_id, Trust.IMPOSTOR, Cause(_told(Why.CHANNEL_REFUSED, why), now, by))
        await reviews.note_answer(connection, review_id, "yes" if is_theirs else "no", by, now, why)
        return await reviews.close(connection, review_id, by, now)


async def undo_channel(
    database: Database, review_id: int, registry: Registry, by: str, now: datetime, why: str = ""
) -> bool:
    """Takes back the answer to whether a channel is what its name says, and asks it anew; False if none was given.

    Its posts, and those of other numbers that bore its name, count again as the registry alone lets them.
    """
    async with database.write() as connection:
        review = await reviews.take_back(connection, review_id)
        if review is None or review.kind is not ReviewKind.CHANNEL:
            return False
        chat_id, username = _asked(review)
        await channels.release(connection, username, chat_id)
        bound = await channels.by_username(connection, username)
        trust = Trust.IMPOSTOR if bound and bound.chat_id is not None else _by_name(registry, username)
        cause = Cause(_told(Why.CHANNEL_REOPENED, why), now, by)
        for number in (chat_id, *await _namesakes(connection, username, chat_id)):
            await trust_channel(connection, number, trust, cause)
        await reviews.note_answer(connection, review_id, "reopen", by, now, why)
        return True


def _told(code: Why, why: str) -> str:
    """The cause of a change with the reason that somebody gave for it: "channel_pinned: asked the press office"."""
    return f"{code}: {why}" if why else code


def _by_name(registry: Registry, username: str) -> Trust:
    named = registry.by_username(username)
    return Trust.OFFICIAL if named and named.checked else Trust.UNPROVEN


async def _namesakes(connection: Connection, username: str, chat_id: int) -> list[int]:
    """The other numbers under which posts of this name are kept, but for those that a reviewer has decided about."""
    others = [one for one in await posts.chats_of(connection, username) if one != chat_id]
    return [
        one
        for one in others
        if await channels.by_chat_id(connection, one) is None and not await channels.is_refused(connection, one)
    ]


def _asked(review: Review) -> tuple[int, str]:
    """The numeric id and the username that a matter of a channel is about."""
    assert review.slot is not None
    return int(review.slot), review.why.removeprefix(ADDRESS)
