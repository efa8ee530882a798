"""What of an update's raw JSON decides whether and in which order it is handled. Pure."""

from typing import Any

Json = dict[str, Any]

LARGEST = 2**63


def is_number(value: Any) -> bool:
    """Whether a value is a whole number that fits 64 bits, as Telegram's ids do."""
    return isinstance(value, int) and not isinstance(value, bool) and -LARGEST < value < LARGEST


def chat_of(update: Json) -> int:
    """The chat that an update belongs to, so that its updates keep their order; 0 if it names none."""
    for part in update.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message")
        inner = message.get("chat") if isinstance(message, dict) else None
        chat = part.get("chat") or inner or part.get("from")
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return 0


def message_of(update: Json) -> Json | None:
    """The message that an update brings, new or edited, or None."""
    kinds = ("message", "edited_message", "channel_post", "edited_channel_post")
    return next((update[kind] for kind in kinds if update.get(kind)), None)


def group_of(update: Json) -> str | None:
    """The id of the album that an update's message is part of, or None."""
    part = update.get("message") or update.get("channel_post")
    group = part.get("media_group_id") if isinstance(part, dict) else None
    return None if group is None else str(group)
