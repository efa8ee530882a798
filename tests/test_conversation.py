"""Whole conversations about posts: updates in over HTTP, messages out over HTTP."""

import html
from datetime import UTC, datetime

import pytest

from bot.linking import Act, Ruling
from bot.review import decide
from storage import channels
from tests.bot_under_test import Bot
from tests.telegram_updates import (
    EVENING,
    GOVERNOR,
    GOVERNORS_CHANNEL,
    OLYA,
    channel_origin,
    command,
    forward,
    joined,
    message,
    pressed,
    user,
)

QUOTE = {"text": "ц", "position": 0}


async def test_a_forwarded_post_is_answered_with_its_card_as_a_reply(bot: Bot) -> None:
    update = forward("Чугуїв: 2 загиблих, 5 поранених")
    (card,) = await bot.send(update)
    assert "Чугуїв" in card["text"]
    assert "2" in card["text"]
    assert f"https://t.me/{GOVERNOR}/7" in card["text"]
    assert card["reply_parameters"]["message_id"] == update["message"]["message_id"]


async def test_the_same_post_again_says_so_and_changes_nothing(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    (again,) = await bot.send(forward("Чугуїв: 2 загиблих"))
    assert again["text"].startswith("Цей допис уже є в записах")
    (shown,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    assert "2 загиблих" in shown["text"]
    assert "4 загиблих" not in shown["text"]
    assert "1 допис" in shown["text"]


async def test_the_same_post_with_another_text_is_a_new_version(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    (changed,) = await bot.send(forward("Чугуїв: 3 загиблих"))
    assert changed["text"].startswith("Текст цього допису змінився")
    assert "3 загиблих" in changed["text"]
    assert "Додано" not in changed["text"]


async def test_two_people_who_forward_one_post_at_once_make_one_incident(bot: Bot) -> None:
    updates = [forward("Чугуїв: 2 загиблих", chat=chat) for chat in range(60, 66)]
    cards = await bot.send(*updates, answers=6)
    assert {"№1" in card["text"] for card in cards} == {True}
    assert sum("Новий запис" in card["text"] for card in cards) == 1


async def test_a_post_without_proof_shows_what_it_says_and_that_it_is_unproven(bot: Bot) -> None:
    (card,) = await bot.send(message(OLYA, text="Чугуїв: 2 загиблих, 5 поранених"))
    assert "Не доведено: 2 загиблих, 5 поранених" in card["text"]
    assert "не повідомляли" not in card["text"]
    assert "Зв'язок між дописами" not in card["text"]
    (why,) = await bot.send(pressed(OLYA, "why:1"))
    assert "Походження цих дописів не доведене" in why["text"]
    assert "ніхто не назвав" not in why["text"]


async def test_a_post_without_an_incident_is_told_kindly(bot: Bot) -> None:
    (told,) = await bot.send(forward("Дякуємо всім, хто відновлює місто"))
    assert "не знайдено" in told["text"]
    assert "Допис збережено" in told["text"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "ДСНС України", "date": EVENING}},
        {"forward_origin": {"type": "user", "sender_user": user(5), "date": EVENING}},
        {"forward_origin": {"type": "chat", "sender_chat": {"id": -5, "type": "supergroup"}, "date": EVENING}},
        {"forward_origin": {"type": "something_new", "date": EVENING}},
        {"forward_origin": channel_origin(-100555, 3, EVENING, "sadok_i_horod", "Садок")},
        {
            "external_reply": {"origin": channel_origin(GOVERNORS_CHANNEL, 3, EVENING, GOVERNOR)},
            "quote": {"text": "ц", "position": 0},
        },
    ],
    ids=["pasted", "hidden", "user", "chat", "unknown", "other-channel", "quote"],
)
async def test_what_telegram_does_not_prove_is_unproven_and_in_no_sum(bot: Bot, fields: dict) -> None:
    (card,) = await bot.send(message(OLYA, text="Чугуїв: 2 загиблих", **fields))
    assert "не доведене" in card["text"]
    day = "2025-10-03" if "forward_origin" in fields else ""
    (shown,) = await bot.send(command(OLYA, f"/today {day}".strip()))
    assert "2 загиблих" not in shown["text"]
    assert "не враховано" in shown["text"]


async def test_a_lookalike_channel_is_named_as_one(bot: Bot) -> None:
    (card,) = await bot.send(forward("Чугуїв: 2 загиблих", channel=-100666, username="synegubov_official"))
    assert "лише схожий на офіційний" in card["text"]
    (shown,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    assert "2 загиблих" not in shown["text"]


async def test_an_album_is_one_post_with_one_answer(bot: Bot) -> None:
    pictures = [
        message(OLYA, photo=[], forward_origin=channel_origin(GOVERNORS_CHANNEL, 20 + n, EVENING, GOVERNOR), **caption)
        for n, caption in enumerate([{}, {"caption": "Охтирка: 4 поранених"}, {}])
    ]
    (card,) = await bot.send(*joined(pictures, "55"))
    assert "4 поранених" in card["text"]
    assert "Новий запис" in card["text"]
    late = message(OLYA, photo=[], forward_origin=channel_origin(GOVERNORS_CHANNEL, 23, EVENING, GOVERNOR))
    bot.telegram.push(*joined([late], "55"))
    await bot.settle()
    assert len(bot.telegram.sent) == 1
    assert await bot.count("posts") == 1


async def test_an_album_with_a_caption_on_each_picture_is_read_whole(bot: Bot) -> None:
    texts = ["Охтирка: 4 поранених", "Нікополь: 1 загиблий", "Чугуїв: 2 загиблих"]
    pictures = [
        message(
            OLYA, photo=[], caption=text, forward_origin=channel_origin(GOVERNORS_CHANNEL, 30 + n, EVENING, GOVERNOR)
        )
        for n, text in enumerate(texts)
    ]
    (card,) = await bot.send(*joined(pictures, "56"))
    assert all(text.split(":")[0] in card["text"] for text in texts)
    assert await bot.count("posts") == 1
    assert await bot.count("incidents") == 3
    assert card["text"].count("Новий запис") == 3


async def test_an_album_without_any_caption_is_answered_once(bot: Bot) -> None:
    (told,) = await bot.send(*joined([message(OLYA, photo=[]), message(OLYA, photo=[])], "57"))
    assert "немає тексту" in told["text"]
    bot.telegram.push(*joined([message(OLYA, photo=[])], "57"))
    await bot.settle()
    assert len(bot.telegram.sent) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"photo": []},
        {"photo": [], "caption": ""},
        {"sticker": {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "is_animated": False,
                     "is_video": False, "type": "regular"}},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
        {"location": {"latitude": 50.0, "longitude": 36.0}},
        {"rich_message": {"blocks": [{"type": "paragraph", "text": "Чугуїв"}]}},
        {"text": " "},
    ],
    ids=["photo", "empty-caption", "sticker", "voice", "location", "rich", "blank"],
)  # fmt: skip
async def test_a_message_without_text_is_answered_in_words(bot: Bot, fields: dict) -> None:
    (told,) = await bot.send(message(OLYA, **fields))
    assert "тексту" in told["text"] or "прочитати" in told["text"]


@pytest.mark.parametrize(
    "text",
    [
        "🔥" * 2048,
        "<b>Чугуїв</b>: <script>2 загиблих</script> & <",
        "@admin Чугуїв https://evil.example 2 загиблих",
        "\u202eабв\x00" * 30,
    ],
    ids=["emoji", "html", "links", "turned"],
)
async def test_hostile_text_is_answered_without_harm(bot: Bot, text: str) -> None:
    (told,) = await bot.send(forward(text))
    assert "<script" not in told["text"]
    assert "evil.example" not in told["text"]
    assert bot.telegram.count()["sendMessage"] == 1


OWN_CHANNEL = {"id": GOVERNORS_CHANNEL, "type": "channel", "title": "ОВА", "username": GOVERNOR}


async def test_a_channel_where_the_bot_is_a_member_is_read_without_an_answer(bot: Bot) -> None:
    def post(text: str, kind: str) -> dict:
        return {kind: {"message_id": 3, "date": EVENING, "chat": OWN_CHANNEL, "text": text, "edit_date": EVENING + 60}}

    bot.telegram.push(post("Чугуїв: 2 загиблих", "channel_post"), post("Чугуїв: 3 загиблих", "edited_channel_post"))
    await bot.settle()
    assert bot.telegram.sent == []
    (shown,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    assert "3 загиблих" in shown["text"]


EARLIER = {"message_id": 3, "date": EVENING, "chat": OWN_CHANNEL, "text": "Чугуїв: 2 загиблих"}
ADDRESS = {"type": "text_link", "offset": 0, "length": 6, "url": f"https://t.me/{GOVERNOR}/3"}


@pytest.mark.parametrize(
    ("more", "incidents"),
    [
        ({}, 2),
        ({"reply_to_message": EARLIER}, 1),
        ({"text": f"Чугуїв: 3 загиблих. Раніше: t.me/{GOVERNOR}/3"}, 1),
        ({"entities": [ADDRESS]}, 1),
    ],
)
async def test_a_post_that_answers_or_links_to_an_earlier_one_joins_it(bot: Bot, more: dict, incidents: int) -> None:
    later = {**EARLIER, "message_id": 9, "date": EVENING + 86_400, "text": "Чугуїв: 3 загиблих", **more}
    bot.telegram.push({"channel_post": EARLIER}, {"channel_post": later})
    await bot.settle()
    assert (await bot.count("posts"), await bot.count("incidents")) == (2, incidents)


async def test_a_channel_that_is_not_official_is_not_read(bot: Bot) -> None:
    chat = {"id": -100888, "type": "channel", "title": "Чутки", "username": "chutky_pro_vse"}
    bot.telegram.push({"channel_post": {"message_id": 3, "date": EVENING, "chat": chat, "text": "Чугуїв: 2 загиблих"}})
    await bot.settle()
    assert await bot.count("posts") == 0


async def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(bot: Bot) -> None:
    group = -1007
    bot.telegram.push(
        message(group, text="Чугуїв: 2 загиблих, кажуть"), message(group, photo=[]), command(group, "/nonsense")
    )
    await bot.settle()
    assert bot.telegram.sent == []
    (card,) = await bot.send(forward("Чугуїв: 2 загиблих", chat=group))
    assert card["chat"]["id"] == group
    mention = message(group, text="@zvedennia_test_bot Нікополь: 1 загиблий")
    (unproven,) = await bot.send(mention)
    assert "не доведене" in unproven["text"]
    assert unproven["reply_parameters"]["message_id"] == mention["message"]["message_id"]


async def test_only_admins_change_a_groups_settings(bot: Bot) -> None:
    group, someone = -1008, user(71)
    (refused,) = await bot.send(command(group, "/subscribe 09:00", someone))
    assert "адміністратори" in refused["text"]
    bot.telegram.members[group, 71] = "administrator"
    (taken,) = await bot.send(command(group, "/subscribe 09:00", someone))
    assert "09:00" in taken["text"]


async def test_a_listed_channel_that_nobody_has_checked_is_told_as_that(bot: Bot) -> None:
    (card,) = await bot.send(forward("Чугуїв: 2 загиблих", channel=-100777, username="VadymFilashkin"))
    assert "Ми ще не звірили" in card["text"]
    (thanks,) = await bot.send(forward("Дякуємо", number=8, channel=-100777, username="VadymFilashkin"))
    assert "Telegram не підтверджує" not in thanks["text"]


async def test_the_channels_that_nobody_has_checked_are_marked_and_media_stand_apart(bot: Bot) -> None:
    await bot.send(command(OLYA, "/start"))
    async with bot.database.write() as connection:
        await channels.pin(connection, "poltavskaODA", -100888, "terminal:test", datetime.now(UTC))
    bot.telegram.push(command(OLYA, "/sources"))
    await bot.settle()
    told = html.unescape("\n".join(bot.telegram.texts(OLYA)))
    lines = {line.split('">')[-1].split("<")[0]: line for line in told.splitlines() if line.startswith("•")}
    assert "ще не звірено" in lines["Вадим Філашкін, Донецька ОВА"]
    assert "ще не звірено" not in lines["Полтавська ОВА"]
    assert "ще не звірено" not in next(line for line in told.splitlines() if "synegubov" in line)
    assert told.index("<b>Медіа</b>") < told.index("Українська правда")
    assert told.index("Полтавська ОВА") < told.index("<b>Медіа</b>")
    assert "Офіційні канали" not in told


def edited(update: dict, text: str) -> dict:
    return {"edited_message": {**update["message"], "text": text, "edit_date": EVENING + 60}}


async def test_an_edit_of_a_pasted_text_is_a_version_of_its_post(bot: Bot) -> None:
    pasted = message(OLYA, text="Чугуїв: 1 поранених")
    await bot.send(pasted)
    (changed,) = await bot.send(edited(pasted, "Чугуїв: 7 поранених"))
    assert "Текст цього допису змінився" in changed["text"]
    assert "7 поранених" in changed["text"]
    assert "1 поранен" not in changed["text"]
    assert (await bot.count("posts"), await bot.count("post_versions")) == (1, 2)


async def test_an_edit_of_a_pasted_text_that_somebody_has_decided_about_is_a_post_of_its_own(bot: Bot) -> None:
    pasted = message(OLYA, text="Чугуїв: 1 поранених")
    await bot.send(pasted)
    await decide(bot.database, Ruling(0, 1, Act.CONFIRM, "tg:900", datetime.now(UTC)))
    await bot.send(edited(pasted, "Чугуїв: 7 поранених"))
    assert (await bot.count("posts"), await bot.count("post_versions")) == (2, 2)


@pytest.mark.parametrize("text", ["дякую", "What happened in Kharkiv today?"])
async def test_small_talk_is_kept_and_answered_with_what_the_bot_is_for(bot: Bot, text: str) -> None:
    (told,) = await bot.send(message(OLYA, text=text))
    assert "/today" in told["text"]
    assert "Походження" not in told["text"]
    assert await bot.count("posts") == 1
