"""Posts and their versions. A post has one identity however often it is brought; another text is a new version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.fingerprint import exact_hash, hash_of
from bot.model import Trust
from storage import albums
from storage.prepared import prepared
from storage.records import IncomingPost, SavedPost, SourceActivity, StoredPost
from storage.rows import portions
from storage.tables import former_trusts, post_versions, posts

_TRUST_ORDER = (Trust.IMPOSTOR, Trust.UNPROVEN, Trust.OFFICIAL)
_NEWEST_VERSION = and_(post_versions.c.post_id == posts.c.id, post_versions.c.number == posts.c.version)
_NEWEST = select(posts, post_versions.c.text).join(post_versions, _NEWEST_VERSION)
_BY_ID = prepared(_NEWEST.where(posts.c.id == bindparam("post_id")).limit(1))
_BY_ORIGIN = prepared(
    _NEWEST.where(posts.c.origin_chat == bindparam("chat"), posts.c.origin_message == bindparam("message")).limit(1)
)
_BY_TEXT = prepared(
    _NEWEST.where(posts.c.text_hash == bindparam("hash")).order_by(posts.c.published, posts.c.id).limit(1)
)
_BROUGHT = prepared(
    select(posts.c.received).where(
        or_(posts.c.forwarder_user == bindparam("one"), posts.c.forwarder_chat == bindparam("one")),
        posts.c.received > bindparam("since"),
    )
)
_NEW_POST = prepared(posts.insert())
_NEW_VERSION = prepared(post_versions.insert())


async def find(connection: AsyncConnection, post_id: str) -> StoredPost | None:
    """The post of an id with its newest text, or None."""
    return await _one(connection, _BY_ID, post_id=post_id)


async def find_same(connection: AsyncConnection, incoming: IncomingPost) -> StoredPost | None:
    """The stored post that an incoming one is, by id, origin, album or folded text; None if it is a new one."""
    if incoming.id is not None:
        return await find(connection, incoming.id)
    if incoming.origin_chat is None or incoming.origin_message is None:
        return await _find_unproven(connection, incoming)
    found = await _one(connection, _BY_ORIGIN, chat=incoming.origin_chat, message=incoming.origin_message)
    if found is not None or incoming.media_group is None:
        return found
    album = await albums.post_of(connection, incoming.origin_chat, incoming.origin_message, incoming.media_group)
    return None if album is None else await find(connection, album)


async def save(connection: AsyncConnection, incoming: IncomingPost) -> SavedPost:
    """Keeps a post: new, as a new version of a known one, or not at all if its text is known.

    Messages of one album are one post, whose text is their captions in order. A known post that comes back with a
    better proof of origin takes it, and counts as changed.
    """
    known = await find_same(connection, incoming)
    if known is None:
        return await _insert(connection, incoming)
    text = await _whole_text(connection, known, incoming)
    is_changed = await _add_version(connection, known, text, incoming)
    if _TRUST_ORDER.index(incoming.trust) > _TRUST_ORDER.index(known.trust) and _proves(incoming, known):
        await set_trust(connection, known.id, incoming.trust, incoming.received)
        is_changed = True
    return SavedPost(known.id, False, is_changed)


async def of_message(connection: AsyncConnection, chat: int, message: int) -> str | None:
    """The id of the post of no known origin that a message of a chat brought first, or None."""
    brought = and_(posts.c.origin_chat.is_(None), posts.c.forwarder_chat == chat, post_versions.c.number == 1)
    number = func.json_extract(post_versions.c.raw, "$.message_id")
    found = select(posts.c.id).join(post_versions, post_versions.c.post_id == posts.c.id)
    post_id: str | None = (await connection.execute(found.where(brought, number == message).limit(1))).scalar()
    return post_id


async def set_trust(connection: AsyncConnection, post_id: str, trust: Trust, now: datetime) -> None:
    """Sets what is known of a post's origin; what was known until now is kept."""
    former = select(posts.c.id, posts.c.trust, literal(now, posts.c.received.type)).where(posts.c.id == post_id)
    await connection.execute(former_trusts.insert().from_select(["post_id", "trust", "until"], former))
    await connection.execute(update(posts).where(posts.c.id == post_id).values(trust=trust))


async def of_other_trust(connection: AsyncConnection, origin_chat: int, trust: Trust) -> list[str]:
    """Ids of a channel's posts that are trusted otherwise than so, in the order of publication."""
    theirs = select(posts.c.id).where(posts.c.origin_chat == origin_chat, posts.c.trust != trust)
    return list((await connection.execute(theirs.order_by(posts.c.published, posts.c.id))).scalars())


async def chats_of(connection: AsyncConnection, source: str) -> list[int]:
    """The numeric ids of the channels whose kept posts bear a username, in any case."""
    named = (func.lower(posts.c.source) == source.lower(), posts.c.origin_chat.is_not(None))
    found = select(posts.c.origin_chat).where(*named).distinct().order_by(posts.c.origin_chat)
    return list((await connection.execute(found)).scalars())


async def brought_by(connection: AsyncConnection, one: int, since: datetime) -> list[datetime]:
    """When the posts were taken in that a user, or anybody in a chat, brought first since a moment."""
    return list((await connection.execute(_BROUGHT, {"one": one, "since": since})).scalars())


async def title_of(connection: AsyncConnection, origin_chat: int) -> str | None:
    """The title that a channel bore when a post of it was brought last, or None."""
    stated = func.json_extract(post_versions.c.raw, "$.forward_origin.chat.title")
    found = select(stated).join(posts, posts.c.id == post_versions.c.post_id)
    theirs = found.where(posts.c.origin_chat == origin_chat, stated.is_not(None))
    title: str | None = (await connection.execute(theirs.order_by(post_versions.c.received.desc()).limit(1))).scalar()
    return title


async def in_order(
    connection: AsyncConnection, after: tuple[datetime, str] | None = None, limit: int = 500
) -> list[StoredPost]:
    """Posts by publication, then id: the first `limit` of those after a (published, id) pair."""
    statement = _NEWEST.order_by(posts.c.published, posts.c.id).limit(limit)
    if after is not None:
        moment, post_id = after
        same_moment = and_(posts.c.published == moment, posts.c.id > post_id)
        statement = statement.where((posts.c.published > moment) | same_moment)
    return [_post(row) for row in await connection.execute(statement)]


async def links(connection: AsyncConnection, post_ids: Sequence[str]) -> dict[str, str]:
    """The addresses of posts by their ids; posts without one are left out."""
    found: dict[str, str] = {}
    for some in portions(post_ids):
        statement = select(posts.c.id, posts.c.link).where(posts.c.id.in_(some), posts.c.link.is_not(None))
        found.update(row for row in (await connection.execute(statement)))
    return found


async def published_in(
    connection: AsyncConnection, post_ids: Sequence[str]
) -> dict[str, tuple[str | None, str | None]]:
    """The channel's username and the address of posts by their ids, each None where it is not known."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for some in portions(post_ids):
        statement = select(posts.c.id, posts.c.source, posts.c.link).where(posts.c.id.in_(some))
        found.update({row.id: (row.source, row.link) for row in await connection.execute(statement)})
    return found


async def count(connection: AsyncConnection) -> int:
    """How many posts are kept."""
    return (await connection.execute(select(func.count()).select_from(posts))).scalar_one()


async def last_published(connection: AsyncConnection) -> datetime | None:
    """When the last post of a proven source was published; None if there is none."""
    proven = (posts.c.source.is_not(None), posts.c.trust == Trust.OFFICIAL)
    statement = select(func.max(posts.c.published, type_=posts.c.published.type)).where(*proven)
    last: datetime | None = (await connection.execute(statement)).scalar()
    return last


async def sources(connection: AsyncConnection) -> list[SourceActivity]:
    """Each proven source with its number of posts and its last publication, the latest speaker first."""
    first = func.min(posts.c.published, type_=posts.c.published.type)
    last = func.max(posts.c.published, type_=posts.c.published.type)
    statement = (
        select(posts.c.source, func.count().label("posts"), first.label("first"), last.label("last"))
        .where(posts.c.source.is_not(None), posts.c.trust == Trust.OFFICIAL)
        .group_by(posts.c.source)
    )
    rows = (await connection.execute(statement.order_by(last.desc()))).mappings()
    return [SourceActivity(row["source"], row["posts"], row["first"], row["last"]) for row in rows]


async def _find_unproven(connection: AsyncConnection, incoming: IncomingPost) -> StoredPost | None:
    if incoming.text.strip():
        found = await _one(connection, _BY_TEXT, hash=hash_of(incoming.text))
        if found is not None:
            return found
    if incoming.media_group is None:
        return None
    group = and_(posts.c.media_group == incoming.media_group, posts.c.forwarder_chat == incoming.forwarder_chat)
    return await _one(connection, _NEWEST.where(group, posts.c.origin_chat.is_(None)).limit(1))


def _proves(incoming: IncomingPost, known: StoredPost) -> bool:
    """Whether the incoming post's proof is of this very post, not of another one with the same text."""
    return incoming.id == known.id or (known.origin_chat is not None and incoming.origin_chat == known.origin_chat)


async def _whole_text(connection: AsyncConnection, known: StoredPost, incoming: IncomingPost) -> str:
    if incoming.media_group is None:
        return incoming.text if incoming.origin_chat is not None or incoming.id is not None else known.text
    if incoming.origin_chat is not None and incoming.origin_message is not None:
        return await albums.add_caption(
            connection, known.id, incoming.origin_chat, incoming.origin_message, incoming.text
        )
    return albums.joined((known.text, incoming.text))


async def _insert(connection: AsyncConnection, incoming: IncomingPost) -> SavedPost:
    post_id = _new_id(incoming)
    row = {
        name: getattr(incoming, name)
        for name in (
            "origin_chat", "origin_message", "source", "region", "published", "received", "trust", "link",
            "media_group", "reply_to", "forwarder_chat", "forwarder_user",
        )
    }  # fmt: skip
    authority = incoming.authority or incoming.source
    row |= {"id": post_id, "version": 1, "authority": authority, "text_hash": hash_of(incoming.text)}
    await connection.execute(_NEW_POST, row)
    await _insert_version(connection, post_id, 1, incoming.text, incoming)
    if incoming.media_group and incoming.origin_chat is not None and incoming.origin_message is not None:
        await albums.add_caption(connection, post_id, incoming.origin_chat, incoming.origin_message, incoming.text)
    return SavedPost(post_id, is_new=True, is_changed=False)


def _new_id(incoming: IncomingPost) -> str:
    if incoming.id is not None:
        return incoming.id
    if incoming.origin_chat is not None and incoming.origin_message is not None:
        return f"{incoming.origin_chat}/{incoming.origin_message}"
    if incoming.text.strip() or incoming.media_group is None:
        return f"text-{hash_of(incoming.text)[:24]}"
    return f"album-{incoming.forwarder_chat}-{incoming.media_group}"


async def _add_version(connection: AsyncConnection, known: StoredPost, text: str, incoming: IncomingPost) -> bool:
    """Keeps a text that this post never had as its newest version; False if it had it."""
    had = select(post_versions.c.number).where(
        post_versions.c.post_id == known.id, post_versions.c.sha256 == exact_hash(text)
    )
    if (await connection.execute(had)).first() is not None:
        return False
    number = known.version + 1
    await _insert_version(connection, known.id, number, text, incoming)
    changes = {"version": number, "text_hash": hash_of(text)}
    await connection.execute(update(posts).where(posts.c.id == known.id).values(**changes))
    return True


async def _insert_version(
    connection: AsyncConnection, post_id: str, number: int, text: str, incoming: IncomingPost
) -> None:
    row = {"post_id": post_id, "number": number, "text": text, "sha256": exact_hash(text)}
    await connection.execute(_NEW_VERSION, row | {"received": incoming.received, "raw": incoming.raw})


async def _one(connection: AsyncConnection, statement: Select[Any], **given: object) -> StoredPost | None:
    row = (await connection.execute(statement, given)).first()
    return None if row is None else _post(row)


def _post(row: Row[tuple[object, ...]]) -> StoredPost:
    kept = row._mapping
    names = (name for name in StoredPost.__slots__ if name != "trust")
    return StoredPost(**{name: kept[name] for name in names}, trust=Trust(kept["trust"]))
