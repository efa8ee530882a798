"""Albums: several messages of Telegram that are one post, its captions kept by the messages they came with."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import post_parts, posts


def joined(captions: Iterable[str]) -> str:
    """The captions as one text: blank ones and repetitions left out."""
    whole: list[str] = []
    for caption in captions:
        if caption.strip() and not any(caption in earlier for earlier in whole):
            whole.append(caption)
    return "\n\n".join(whole)


async def post_of(connection: AsyncConnection, chat: int, message: int, media_group: str) -> str | None:
    """The id of the post that a channel's message is a part of, by the message itself or by its album; or None."""
    part = select(post_parts.c.post_id).where(post_parts.c.origin_chat == chat, post_parts.c.origin_message == message)
    album = select(posts.c.id).where(posts.c.origin_chat == chat, posts.c.media_group == media_group)
    for statement in (part, album):
        found: str | None = (await connection.execute(statement.limit(1))).scalar()
        if found is not None:
            return found
    return None


async def add_caption(connection: AsyncConnection, post_id: str, chat: int, message: int, caption: str) -> str:
    """Keeps the caption of one message of a post, unless it is blank and one is kept. The post's whole text now."""
    row = {"origin_chat": chat, "origin_message": message, "post_id": post_id, "caption": caption}
    new = insert(post_parts).values(**row)
    if caption.strip():
        key = ["origin_chat", "origin_message"]
        await connection.execute(new.on_conflict_do_update(index_elements=key, set_={"caption": caption}))
    else:
        await connection.execute(new.on_conflict_do_nothing())
    kept = select(post_parts.c.caption).where(post_parts.c.post_id == post_id)
    return joined((await connection.execute(kept.order_by(post_parts.c.origin_message))).scalars())
