"""Updates as Telegram's JSON gives them: messages, forwards, albums, presses of buttons."""

import itertools
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

GOVERNOR, GOVERNORS_CHANNEL = "synegubov", -1001234500001
EVENING = int(datetime(2025, 10, 3, 18, 30, tzinfo=UTC).timestamp())
OLYA = 41


def user(number: int, language: str | None = "uk", **more: Any) -> Json:
    """A person as Telegram gives one."""
    return {"id": number, "is_bot": False, "first_name": "Оля", "language_code": language, **more}


def chat_of(number: int) -> Json:
    """The chat of that id: private above zero, a supergroup below."""
    if number > 0:
        return {"id": number, "type": "private", "first_name": "Оля"}
    return {"id": number, "type": "supergroup", "title": "Двір"}


_message_numbers = itertools.count(5001)


def message(chat: int, sender: Json | None = None, **fields: Any) -> Json:
    """An update with a message of `fields` (text, caption, forward_origin …) to that chat, sent now."""
    body = {"message_id": next(_message_numbers), "date": int(time.time()), "chat": chat_of(chat)}
    return {"message": {**body, "from": sender or user(abs(chat)), **fields}}


def command(chat: int, text: str, sender: Json | None = None) -> Json:
    """An update with a command, its entity in place."""
    length = len(text.split(maxsplit=1)[0])
    return message(chat, sender, text=text, entities=[{"type": "bot_command", "offset": 0, "length": length}])


def channel_origin(number: int, post: int, date: int, username: str | None = None, title: str = "Канал") -> Json:
    """The forward_origin of a channel's post; `number` is the channel's numeric id, below zero."""
    chat = {"id": number, "type": "channel", "title": title} | ({"username": username} if username else {})
    return {"type": "channel", "chat": chat, "message_id": post, "date": date}


def pressed(chat: int, data: str, message_id: int = 1, sender: Json | None = None) -> Json:
    """An update with the press of a button under the bot's message."""
    under = {"message_id": message_id, "date": int(time.time()), "chat": chat_of(chat), "text": "…"}
    query = {"id": str(next(_message_numbers)), "from": sender or user(abs(chat)), "chat_instance": "1", "data": data}
    return {"callback_query": {**query, "message": under}}


def joined(updates: Iterable[Json], group: str) -> list[Json]:
    """The updates as one album."""
    return [{"message": {**update["message"], "media_group_id": group}} for update in updates]


def forward(
    text: str, number: int = 7, chat: int = OLYA, username: str | None = GOVERNOR, channel: int = GOVERNORS_CHANNEL
) -> Json:
    """An update with a forward of a channel's post of the evening of 3 October 2025, the governor's if not told."""
    return message(chat, text=text, forward_origin=channel_origin(channel, number, EVENING, username))
