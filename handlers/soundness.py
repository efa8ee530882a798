"""Whether an update's JSON has the shapes that Telegram promises, as far as the bot relies on them.

The library takes what it is given: a text that is a number, an id that is a list. Such an update is refused before any
handler sees it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.updates import Json, is_number

Check = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    """A string."""
    return isinstance(value, str)


NEEDED: Mapping[str, Mapping[str, Check]] = {
    "message": {"message_id": is_number, "date": is_number, "chat": lambda value: isinstance(value, dict)},
    "callback_query": {"id": is_text, "from": lambda value: isinstance(value, dict)},
    "my_chat_member": {
        "chat": lambda value: isinstance(value, dict),
        "new_chat_member": lambda value: isinstance(value, dict) and is_text(value.get("status")),
    },
    "chat": {"id": is_number, "type": is_text},
    "user": {"id": is_number, "first_name": is_text},
    "origin": {"type": is_text, "date": is_number},
    "channel_origin": {"chat": lambda value: isinstance(value, dict), "message_id": is_number, "date": is_number},
    "entity": {"type": is_text, "offset": is_number, "length": is_number},
}
KINDS = {
    "message": "message",
    "edited_message": "message",
    "channel_post": "message",
    "edited_channel_post": "message",
    "reply_to_message": "message",
    "callback_query": "callback_query",
    "my_chat_member": "my_chat_member",
    "chat": "chat",
    "sender_chat": "chat",
    "forward_from_chat": "chat",
    "from": "user",
    "user": "user",
    "sender_user": "user",
    "forward_origin": "origin",
    "entities": "entity",
    "caption_entities": "entity",
}
"""What stands under a name: one object of the kind, or a list of them."""
INSIDE = frozenset({*KINDS, "old_chat_member", "new_chat_member"})
"""Where a fault matters; other parts, also those that Telegram will add, may look as they like."""
TEXTS = frozenset(
    {"text", "caption", "username", "title", "data", "media_group_id", "sender_user_name", "language_code"}
)
NUMBERS = frozenset({"update_id", "message_id", "date", "edit_date", "migrate_to_chat_id", "migrate_from_chat_id"})


def faults(update: Json) -> Iterator[str]:
    """What is wrong with an update's JSON, each fault as the name of the field; nothing if it is sound."""
    for name, value in update.items():
        if value is None:
            continue
        if (name in TEXTS and not is_text(value)) or (name in NUMBERS and not is_number(value)):
            yield name
        members = value if isinstance(value, list) else [value]
        for member in members if name in INSIDE else ():
            kind = _kind(name, member)
            if kind and not _is_whole(member, NEEDED[kind]):
                yield name
            elif isinstance(member, dict):
                yield from faults(member)


def _kind(name: str, member: Any) -> str | None:
    if name == "forward_origin" and isinstance(member, dict) and member.get("type") == "channel":
        return "channel_origin"
    return KINDS.get(name)


def _is_whole(member: Any, needed: Mapping[str, Check]) -> bool:
    return isinstance(member, dict) and all(check(member.get(field)) for field, check in needed.items())
