"""Which earlier post of its channel a post goes on from: the one that it answers, or the only one that it links to."""

import re

from telegram import Message

from handlers.origin import Origin, origin_of

_ADDRESS = re.compile(
    r"(?<![\w.])(?:t|telegram)\.me/(?:c/(?P<inner>\d+)|(?:s/)?(?P<username>\w+))/(?P<number>\d+)", re.ASCII
)


def earlier_post(message: Message, origin: Origin | None) -> str | None:
    """The id of the earlier post of the same channel that a channel's post answers, else links to; None for none.

    Links to several posts, as in a round-up, name none of them.
    """
    if origin is None:
        return None
    return _answered(message, origin) or _linked(message, origin)


def _answered(message: Message, origin: Origin) -> str | None:
    replied = message.reply_to_message
    first = origin_of(replied) if replied and replied.chat_id == origin.chat_id else None
    return f"{first.chat_id}/{first.message_id}" if first else None


def _linked(message: Message, origin: Origin) -> str | None:
    behind = [entity.url for entity in (*message.entities, *message.caption_entities) if entity.url]
    text = " ".join([message.text or message.caption or "", *behind])
    numbers = {int(found["number"]) for found in _ADDRESS.finditer(text) if _is_of(origin, found)}
    earlier = {number for number in numbers if number < origin.message_id}
    return f"{origin.chat_id}/{earlier.pop()}" if len(earlier) == 1 else None


def _is_of(origin: Origin, address: re.Match[str]) -> bool:
    if address["inner"]:
        return f"-100{address['inner']}" == str(origin.chat_id)
    return address["username"].lower() == (origin.username or "").lower()
