"""The registry of channels as the database knows it: usernames at first, pinned to numeric ids by reviewers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import prepared
from storage.records import RegisteredChannel
from storage.tables import channels, refused_channels

_BY_USERNAME = prepared(select(channels).where(channels.c.username == bindparam("key")))
_BY_CHAT_ID = prepared(select(channels).where(channels.c.chat_id == bindparam("key")))
_REFUSED = prepared(select(refused_channels.c.chat_id).where(refused_channels.c.chat_id == bindparam("key")))
_BORNE = prepared(select(channels.c.username, channels.c.borne).where(channels.c.borne.is_not(None)))


async def keep(connection: AsyncConnection, registry: Sequence[RegisteredChannel]) -> None:
    """Writes the registry; titles, kinds and oblasts are renewed, pinned ids stay."""
    for channel in registry:
        facts = {"title": channel.title, "title_en": channel.title_en, "kind": channel.kind, "oblast": channel.oblast}
        statement = insert(channels).values(username=channel.username.lower(), chat_id=channel.chat_id, **facts)
        await connection.execute(statement.on_conflict_do_update(index_elements=["username"], set_=facts))


async def by_username(connection: AsyncConnection, username: str) -> RegisteredChannel | None:
    """The channel of a username, in any case and with or without @; None if the registry has none."""
    return await _one(connection, _BY_USERNAME, username.lstrip("@").lower())


async def by_chat_id(connection: AsyncConnection, chat_id: int) -> RegisteredChannel | None:
    """The channel pinned to a numeric id, or None."""
    return await _one(connection, _BY_CHAT_ID, chat_id)


async def pinned(connection: AsyncConnection) -> set[str]:
    """The usernames, in small letters, that a reviewer bound to a numeric id."""
    rows = await connection.execute(select(channels.c.username).where(channels.c.chat_id.is_not(None)))
    return set(rows.scalars())


async def pin(connection: AsyncConnection, username: str, chat_id: int, by: str, now: datetime) -> bool:
    """Binds a username of the registry to a numeric id on a reviewer's word; False if the registry has no such name."""
    statement = update(channels).where(channels.c.username == username.lstrip("@").lower())
    result = await connection.execute(statement.values(chat_id=chat_id, pinned_by=by, pinned_at=now))
    return result.rowcount == 1


async def note_title(connection: AsyncConnection, chat_id: int, title: str) -> None:
    """Keeps the title that a pinned channel bears."""
    await connection.execute(update(channels).where(channels.c.chat_id == chat_id).values(borne=title))


async def titles(connection: AsyncConnection) -> dict[str, str]:
    """The titles that pinned channels bear, by their usernames in small letters."""
    return dict(row for row in await connection.execute(_BORNE))


async def release(connection: AsyncConnection, username: str, chat_id: int) -> None:
    """Takes back what a reviewer said of a name and a number: neither bound together nor refused."""
    bound = update(channels).where(channels.c.username == username.lower(), channels.c.chat_id == chat_id)
    await connection.execute(bound.values(chat_id=None, pinned_by=None, pinned_at=None, borne=None))
    await connection.execute(delete(refused_channels).where(refused_channels.c.chat_id == chat_id))


async def refuse(connection: AsyncConnection, chat_id: int, by: str, now: datetime) -> None:
    """Keeps on a reviewer's word that a channel of this numeric id is not what its name says."""
    word = {"refused_by": by, "refused_at": now}
    statement = insert(refused_channels).values(chat_id=chat_id, **word)
    await connection.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=word))


async def is_refused(connection: AsyncConnection, chat_id: int) -> bool:
    """Whether a reviewer has refused the channel of this numeric id."""
    return (await connection.execute(_REFUSED, {"key": chat_id})).first() is not None


async def _one(connection: AsyncConnection, statement: Select[Any], key: object) -> RegisteredChannel | None:
    row = (await connection.execute(statement, {"key": key})).mappings().first()
    return None if row is None else _channel(row)


def _channel(row: RowMapping) -> RegisteredChannel:
    return RegisteredChannel(
        username=row["username"],
        title=row["title"],
        kind=row["kind"],
        oblast=row["oblast"],
        title_en=row["title_en"],
        chat_id=row["chat_id"],
        borne=row["borne"],
    )
