"""Which earlier post of its channel a post answers or links to."""

from typing import Any

import pytest
from telegram import Message, Update

from handlers.earlier import earlier_post
from handlers.origin import origin_of
from tests.telegram_updates import EVENING, GOVERNOR, GOVERNORS_CHANNEL, channel_origin, message

CHANNEL = {"id": GOVERNORS_CHANNEL, "type": "channel", "title": "ОВА", "username": GOVERNOR}
OTHER = {"id": -1009, "type": "channel", "title": "Чутки", "username": "chutky"}
INNER = str(GOVERNORS_CHANNEL).removeprefix("-100")


def posted(text: str = "Слова.", **more: Any) -> Message:
    """A post 9 of the governor's channel."""
    return read({"channel_post": {"message_id": 9, "date": EVENING, "chat": CHANNEL, "text": text, **more}})


def read(update: dict[str, Any]) -> Message:
    found = Update.de_json({**update, "update_id": 1}, None)
    assert found is not None
    assert found.effective_message is not None
    return found.effective_message


def answering(chat: dict[str, Any], **more: Any) -> Message:
    replied = {"message_id": 3, "date": EVENING, "chat": chat, "text": "Раніше.", **more}
    return posted(reply_to_message=replied)


def earlier(told: Message) -> str | None:
    return earlier_post(told, origin_of(told))


def test_an_answer_to_a_post_of_the_channel_names_it() -> None:
    assert earlier(answering(CHANNEL)) == f"{GOVERNORS_CHANNEL}/3"
    assert earlier(answering(OTHER)) is None


def test_an_answer_to_what_the_channel_forwarded_names_its_original() -> None:
    assert earlier(answering(CHANNEL, forward_origin=channel_origin(-1009, 44, EVENING))) == "-1009/44"
    hidden = {"type": "hidden_user", "sender_user_name": "Хтось", "date": EVENING}
    assert earlier(answering(CHANNEL, forward_origin=hidden)) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"Раніше: https://t.me/{GOVERNOR}/3", 3),
        (f"Раніше: t.me/{GOVERNOR.upper()}/3?single.", 3),
        (f"(telegram.me/s/{GOVERNOR}/3)", 3),
        (f"https://t.me/c/{INNER}/3", 3),
        (f"t.me/{GOVERNOR}/3 і ще раз t.me/{GOVERNOR}/3", 3),
        (f"t.me/{GOVERNOR}/3 і t.me/{GOVERNOR}/4", None),
        (f"t.me/{GOVERNOR}/9 і t.me/{GOVERNOR}/12", None),
        (f"t.me/{GOVERNOR}", None),
        ("t.me/chutky/3", None),
        (f"not.me/{GOVERNOR}/3", None),
    ],
)
def test_a_link_to_one_earlier_post_of_the_channel_names_it(text: str, number: int | None) -> None:
    expected = number and f"{GOVERNORS_CHANNEL}/{number}"
    assert earlier(posted(text)) == expected
    assert (
        earlier(read(message(5, text=text, forward_origin=channel_origin(GOVERNORS_CHANNEL, 9, EVENING, GOVERNOR))))
        == expected
    )


def test_an_address_behind_words_of_a_caption_counts() -> None:
    behind = {"type": "text_link", "offset": 0, "length": 3, "url": f"https://t.me/{GOVERNOR}/3"}
    assert earlier(posted("", caption="Тут", caption_entities=[behind])) == f"{GOVERNORS_CHANNEL}/3"


def test_a_text_of_ones_own_answers_no_post() -> None:
    told = read(message(5, text=f"t.me/{GOVERNOR}/3"))
    assert earlier(told) is None
