"""Chats that talk to the bot, and their settings."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Row, Table, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import prepared
from storage.records import Chat
from storage.tables import (
    chat_refusals,
    chats,
    digests,
    inbox,
    outbox,
    post_versions,
    posts,
    reviewers,
    subscriptions,
    ticks,
)

_BY_ID = prepared(select(chats).where(chats.c.id == bindparam("chat")))
_NEW = prepared(insert(chats).on_conflict_do_nothing())
_RESUME = prepared(update(chats).where(chats.c.id == bindparam("chat")).values(paused_since=None))
_FORGET_REFUSALS = prepared(delete(chat_refusals).where(chat_refusals.c.chat_id == bindparam("chat")))


async def get_or_create(
    connection: AsyncConnection, chat_id: int, kind: str, language: str | None, now: datetime
) -> Chat:
    """The chat; a new one is kept with its kind ("private", "group", "supergroup", "channel") and language."""
    row = {"id": chat_id, "kind": kind, "language": language, "created": now}
    await connection.execute(_NEW, row)
    found = await get(connection, chat_id)
    assert found is not None
    return found


async def get(connection: AsyncConnection, chat_id: int) -> Chat | None:
    """The chat, or None."""
    row = (await connection.execute(_BY_ID, {"chat": chat_id})).first()
    return None if row is None else _chat(row)


async def set_language(connection: AsyncConnection, chat_id: int, language: str) -> None:
    """Sets the chat's language ("uk", "en")."""
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(language=language))


async def set_area(connection: AsyncConnection, chat_id: int, code: str | None) -> None:
    """Sets the KATOTTG code that the chat calls its own; None is all Ukraine."""
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(area=code))


async def pause(connection: AsyncConnection, chat_id: int, now: datetime) -> None:
    """Stops sending to the chat; its settings stay."""
    paused = update(chats).where(chats.c.id == chat_id, chats.c.paused_since.is_(None))
    await connection.execute(paused.values(paused_since=now))


async def accepted(connection: AsyncConnection, chat_id: int) -> None:
    """Forgets that Telegram ever refused a message to the chat, as one has arrived there."""
    await connection.execute(_FORGET_REFUSALS, {"chat": chat_id})


async def resume(connection: AsyncConnection, chat_id: int) -> None:
    """Sends to the chat again, and forgets that it ever refused."""
    await connection.execute(_RESUME, {"chat": chat_id})
    await accepted(connection, chat_id)


async def refused(connection: AsyncConnection, chat_id: int, day: date) -> int:
    """Notes that Telegram forbade a message to the chat on a day. On how many days, none accepted since."""
    await connection.execute(insert(chat_refusals).values(chat_id=chat_id, day=day).on_conflict_do_nothing())
    number = select(func.count()).where(chat_refusals.c.chat_id == chat_id)
    return (await connection.execute(number)).scalar_one()


async def migrate(connection: AsyncConnection, old: int, new: int) -> None:
    """Moves all that a group has to its new id as a supergroup, its language and area over those that it began with.

    Subscriptions and messages that the new id has already stay as they are there.
    """
    before = await get(connection, old)
    if old == new:
        return
    if await get(connection, new) is None:
        await connection.execute(update(chats).where(chats.c.id == old).values(id=new, kind="supergroup"))
    elif before is not None:
        kept = {"language": before.language, "area": before.area}
        await connection.execute(update(chats).where(chats.c.id == new).values(**kept))
    moves: Sequence[Table] = (subscriptions, digests, outbox, chat_refusals)
    for table in moves:
        move = update(table).where(table.c.chat_id == old).values(chat_id=new).prefix_with("OR IGNORE")
        await connection.execute(move)
        await connection.execute(delete(table).where(table.c.chat_id == old))
    await connection.execute(update(posts).where(posts.c.forwarder_chat == old).values(forwarder_chat=new))
    await connection.execute(delete(chats).where(chats.c.id == old))


async def forget(connection: AsyncConnection, chat_id: int, user_id: int) -> None:
    """Deletes what is kept of a person and their private chat; posts stay, without who forwarded them."""
    theirs = or_(posts.c.forwarder_user == user_id, posts.c.forwarder_chat == chat_id)
    forwarded = select(posts.c.id).where(theirs)
    brought = or_(post_versions.c.post_id.in_(forwarded), *_naming(post_versions.c.raw, f'"id": {user_id}'))
    await connection.execute(update(post_versions).where(brought).values(raw=None))
    await connection.execute(update(posts).where(theirs).values(forwarder_user=None, forwarder_chat=None))
    await connection.execute(delete(outbox).where(outbox.c.chat_id == chat_id))
    await connection.execute(delete(digests).where(digests.c.chat_id == chat_id))
    await connection.execute(delete(chat_refusals).where(chat_refusals.c.chat_id == chat_id))
    await connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == chat_id))
    await connection.execute(delete(chats).where(chats.c.id == chat_id))
    await connection.execute(delete(ticks).where(ticks.c.by == str(user_id)))
    await connection.execute(delete(reviewers).where(reviewers.c.user_id == user_id))
    await connection.execute(update(inbox).where(or_(*_naming(inbox.c.raw, f'"id":{user_id}'))).values(raw=None))


def _naming(raw: Column[str], field: str) -> list[ColumnElement[bool]]:
    """The conditions, one of which JSON with a field of this number meets."""
    return [raw.contains(f"{field}{end}", autoescape=True) for end in (",", "}")]


def _chat(row: Row[tuple[object, ...]]) -> Chat:
    kept = row._mapping
    return Chat(kept["id"], kept["kind"], kept["language"], kept["area"], kept["paused_since"], kept["created"])
