"""Whole conversations with a running bot: updates in over HTTP, messages out over HTTP."""

import html
import io
import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot_under_test import OWNER, Bot, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import error
from tests.telegram_updates import channel_origin, command, joined, message, pressed, user

GOVERNOR = "synegubov"
CHANNEL = -1001234500001
EVENING = int(datetime(2025, 10, 3, 18, 30, tzinfo=UTC).timestamp())
OLYA = 41
QUOTE = {"text": "ц", "position": 0}


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[Bot]:
    async with running(telegram, tmp_path / "z.db") as one:
        yield one


def forward(text: str, number: int = 7, chat: int = OLYA, username: str | None = GOVERNOR, **fields: object) -> dict:
    origin = channel_origin(fields.pop("channel", CHANNEL), number, EVENING, username)
    return message(chat, text=text, forward_origin=origin, **fields)


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


async def test_two_people_who_forward_one_post_at_once_make_one_incident(bot: Bot) -> None:
    updates = [forward("Чугуїв: 2 загиблих", chat=chat) for chat in range(60, 66)]
    cards = await bot.send(*updates, answers=6)
    assert {"№1" in card["text"] for card in cards} == {True}
    assert sum("Новий запис" in card["text"] for card in cards) == 1


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
            "external_reply": {"origin": channel_origin(CHANNEL, 3, EVENING, GOVERNOR)},
            "quote": {"text": "ц", "position": 0},
        },
    ],
    ids=["pasted", "hidden", "user", "chat", "unknown", "other-channel", "quote"],
)
async def test_what_telegram_does_not_prove_is_unproven_and_in_no_sum(bot: Bot, fields: dict) -> None:
    (card,) = await bot.send(message(OLYA, text="Чугуїв: 2 загиблих", **fields))
    assert "не доведене" in card["text"]
    date = datetime.fromtimestamp(fields.get("forward_origin", {}).get("date", 0), UTC)
    day = "2025-10-03" if fields.get("forward_origin", {}).get("type") == "channel" else ""
    assert date
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
        message(OLYA, photo=[], forward_origin=channel_origin(CHANNEL, 20 + n, EVENING, GOVERNOR), **caption)
        for n, caption in enumerate([{}, {"caption": "Охтирка: 4 поранених"}, {}])
    ]
    (card,) = await bot.send(*joined(pictures, "55"))
    assert "4 поранених" in card["text"]
    late = message(OLYA, photo=[], forward_origin=channel_origin(CHANNEL, 23, EVENING, GOVERNOR))
    bot.telegram.push(*joined([late], "55"))
    await bot.settle()
    assert len(bot.telegram.sent) == 1
    assert await bot.count("posts") == 1


async def test_an_album_with_a_caption_on_each_picture_is_read_whole(bot: Bot) -> None:
    texts = ["Охтирка: 4 поранених", "Нікополь: 1 загиблий", "Чугуїв: 2 загиблих"]
    pictures = [
        message(OLYA, photo=[], caption=text, forward_origin=channel_origin(CHANNEL, 30 + n, EVENING, GOVERNOR))
        for n, text in enumerate(texts)
    ]
    (card,) = await bot.send(*joined(pictures, "56"))
    assert all(text.split(":")[0] in card["text"] for text in texts)
    assert await bot.count("posts") == 1
    assert await bot.count("incidents") == 3


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


async def test_a_channel_where_the_bot_is_a_member_is_read_without_an_answer(bot: Bot) -> None:
    def post(text: str, kind: str) -> dict:
        chat = {"id": CHANNEL, "type": "channel", "title": "ОВА", "username": GOVERNOR}
        return {kind: {"message_id": 3, "date": EVENING, "chat": chat, "text": text, "edit_date": EVENING + 60}}

    bot.telegram.push(post("Чугуїв: 2 загиблих", "channel_post"), post("Чугуїв: 3 загиблих", "edited_channel_post"))
    await bot.settle()
    assert bot.telegram.sent == []
    (shown,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    assert "3 загиблих" in shown["text"]


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


async def test_commands_are_answered_in_the_language_of_the_person(bot: Bot) -> None:
    (english,) = await bot.send(command(OLYA, "/help", user(OLYA, "en-GB")))
    assert "Forward" in english["text"]
    (ukrainian,) = await bot.send(command(72, "/help", user(72, "uk")))
    assert "Перешліть" in ukrainian["text"]
    await bot.send(command(OLYA, "/language"))
    bot.telegram.push(pressed(OLYA, "lang:uk"))
    await bot.settle()
    assert "українською" in bot.telegram.edited[-1]["text"]
    (now,) = await bot.send(command(OLYA, "/help"))
    assert "Перешліть" in now["text"]


async def test_every_command_of_the_menu_is_answered_in_both_languages(bot: Bot) -> None:
    menus = bot.telegram.menus
    await bot.send(command(81, "/start"))
    assert {"", "uk"} <= menus.keys()
    for chat, language in ((81, "uk"), (82, "en")):
        for entry in menus[""]:
            (told,) = (await bot.send(command(chat, f"/{entry['command']}", user(chat, language))))[:1]
            assert "No such" not in told["text"]
            await bot.settle()


async def test_an_edited_command_is_not_carried_out_again(bot: Bot) -> None:
    once = command(OLYA, "/start")
    await bot.send(once)
    bot.telegram.push({"edited_message": {**once["message"], "edit_date": EVENING}})
    await bot.settle()
    assert len(bot.telegram.sent) == 1


async def test_an_unknown_command_gets_a_hint(bot: Bot) -> None:
    (told,) = await bot.send(command(OLYA, "/raport"))
    assert "/help" in told["text"]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("/region Сумщина", "Сумська область"),
        ("/region Sumy oblast", "Сумська область"),
        ("/region Чугуевский район", "Чугуївський район, Харківська область"),
        ("/region Вознесенськ", "Вознесенськ, Вознесенський район"),
        ("/region Возненсенськ", "прочитано як Вознесенськ"),
    ],
)
async def test_a_region_is_found_by_any_usual_name(bot: Bot, asked: str, wanted: str) -> None:
    (told,) = await bot.send(command(OLYA, asked))
    assert wanted in told["text"]


async def test_villages_of_one_name_are_offered_as_buttons(bot: Bot) -> None:
    (question,) = await bot.send(command(OLYA, "/region Кам'янка"))
    rows = question["reply_markup"]["inline_keyboard"]
    assert len(rows) > 2
    (told,) = await bot.send(pressed(OLYA, rows[1][0]["callback_data"]))
    assert rows[1][0]["text"] in html.unescape(told["text"])
    assert bot.telegram.answered


@pytest.mark.parametrize("asked", ["/region Ъъъъъъ", "/region <b>&", "/region " + "щ" * 300, "/region 🔥"])
async def test_a_place_that_does_not_exist_is_told(bot: Bot, asked: str) -> None:
    (told,) = await bot.send(command(OLYA, asked))
    assert "не знайдено" in told["text"]


@pytest.mark.parametrize(
    "asked", ["/today завтра", "/today 2025-13-40", "/today 2999-01-01", "/subscribe 25:00", "/subscribe 3:30"]
)
async def test_a_wrong_date_or_time_is_told(bot: Bot, asked: str) -> None:
    (told,) = await bot.send(command(OLYA, asked))
    assert any(word in told["text"] for word in ("не вдалося", "не зрозум", "не настала", "ще", "03:00"))


async def test_the_areas_button_makes_today_about_it(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    await bot.send(forward("Нікополь: 1 загиблий", number=8))
    (region,) = await bot.send(command(OLYA, "/region Харківщина"))
    own = next(
        b for row in region["reply_markup"]["inline_keyboard"] for b in row if b["callback_data"].startswith("area:")
    )
    await bot.send(pressed(OLYA, own["callback_data"]))
    (today,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    assert "Чугуїв" in today["text"]
    assert "Нікополь" not in today["text"]
    country = today["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    (everything,) = await bot.send(pressed(OLYA, country))
    assert "Нікополь" in everything["text"]


async def test_subscriptions_are_added_listed_and_ended_with_buttons(bot: Bot) -> None:
    await bot.send(command(OLYA, "/subscribe Одещина 7:15"))
    await bot.send(command(OLYA, "/subscribe 21:00"))
    (listed,) = await bot.send(command(OLYA, "/subscriptions"))
    assert "07:15" in listed["text"]
    assert "21:00" in listed["text"]
    (question,) = await bot.send(command(OLYA, "/unsubscribe"))
    rows = question["reply_markup"]["inline_keyboard"]
    bot.telegram.push(pressed(OLYA, rows[0][0]["callback_data"]))
    await bot.settle()
    assert "Одеська" in bot.telegram.edited[-1]["text"]
    (gone,) = await bot.send(command(OLYA, "/unsubscribe"))
    assert "Підписку скасовано" in gone["text"]


async def test_the_buttons_of_a_card_explain_its_figures(bot: Bot) -> None:
    (card,) = await bot.send(forward("Чугуїв: 2 загиблих, 5 поранених"))
    data = [b["callback_data"] for row in card["reply_markup"]["inline_keyboard"] for b in row]
    for pressed_data, wanted in zip(data, ("2", "Дописи", ""), strict=True):
        if pressed_data.startswith("wrong:"):
            bot.telegram.push(pressed(OLYA, pressed_data))
            await bot.settle()
        else:
            (told,) = await bot.send(pressed(OLYA, pressed_data))
            assert wanted in told["text"]
    assert "Дякуємо" in bot.telegram.answered[-1]["text"]
    assert await bot.count("reviews") == 1


async def test_a_button_of_an_older_version_is_answered(bot: Bot) -> None:
    for data in ("old:stuff", "region:UA99", "why:999", "x" * 64):
        bot.telegram.push(pressed(OLYA, data))
    await bot.settle()
    assert len(bot.telegram.answered) == 4


async def test_a_deep_link_opens_the_card(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    (card,) = await bot.send(command(OLYA, "/start i_1"))
    assert "Чугуїв" in card["text"]
    (none,) = await bot.send(command(OLYA, "/start i_999999999999999999999999"))
    assert "999" in none["text"]


async def test_delete_me_deletes_what_is_kept_and_leaves_the_posts(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    await bot.send(command(OLYA, "/subscribe 21:00"))
    (question,) = await bot.send(command(OLYA, "/delete_me"))
    yes = question["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    bot.telegram.push(pressed(OLYA, yes, sender=user(99)))
    await bot.settle()
    assert await bot.count("subscriptions") == 1
    bot.telegram.push(pressed(OLYA, yes))
    await bot.settle()
    assert await bot.count("subscriptions") == 0
    assert await bot.count("posts") == 1
    assert await bot.count("posts", "forwarder_user IS NOT NULL") == 0


async def test_what_was_deleted_while_it_waited_is_not_handled_and_holds_nobody_up(bot: Bot) -> None:
    async with bot.database.write() as connection:
        row = "(update_id, raw, received, state, attempts, next_try)"
        moment = "2025-10-04 00:00:00.000000"
        values = f"(7, NULL, '{moment}', 'new', 0, '{moment}')"
        await connection.exec_driver_sql(f"INSERT INTO inbox {row} VALUES {values}")
    await bot.send(command(OLYA, "/start"))
    await bot.settle()
    assert await bot.count("inbox", "state = 'handled'") == 2


async def test_status_is_for_owners_alone(bot: Bot) -> None:
    (refused,) = await bot.send(command(OLYA, "/status"))
    assert "inbox" not in refused["text"]
    (told,) = await bot.send(command(OWNER, "/status"))
    assert "inbox" in told["text"]


async def test_an_update_that_breaks_the_reader_is_kept_and_others_go_on(bot: Bot) -> None:
    bot.telegram.push(forward("зламати читача"))
    (card,) = await bot.send(forward("Чугуїв: 2 загиблих", number=8))
    assert "Чугуїв" in card["text"]
    assert await bot.count("inbox", "state = 'failed'") == 1


@pytest.mark.parametrize(
    "raw",
    [
        {"message": {"chat": {"id": OLYA}}},
        {"message": "текст"},
        {"message": None, "callback_query": {"id": 1}},
        {"edited_message": {"message_id": "x", "date": "учора", "chat": {"id": OLYA, "type": "private"}}},
        {"something_new": {"a": 1}},
    ],
)
async def test_an_update_that_cannot_be_read_is_put_aside_or_passed_over(bot: Bot, raw: dict) -> None:
    bot.telegram.push(raw)
    bot.telegram.push(command(OLYA, "/start"))
    await bot.settle()
    assert "Зведення" in bot.telegram.texts(OLYA)[0]
    assert await bot.count("inbox", "state IN ('new', 'failed')") == 0


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscriptions(bot: Bot) -> None:
    bot.telegram.members[-77, 71] = "administrator"
    await bot.send(command(-77, "/subscribe 09:00", user(71)))
    bot.telegram.push(message(-77, user(71), migrate_to_chat_id=-10077))
    await bot.settle()
    assert await bot.count("subscriptions", "chat_id = -10077") == 1


async def test_too_many_posts_are_refused_with_one_answer(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running(telegram, tmp_path / "z.db", bot_posts_per_minute=2) as bot:
        bot.telegram.push(*(forward("Чугуїв: 2 загиблих", number=n) for n in range(10, 16)))
        await bot.settle()
        assert await bot.count("posts") == 2
        assert len(telegram.sent) == 3


async def test_a_restart_goes_on_where_the_last_process_ended(telegram: FakeTelegram, tmp_path: Path) -> None:
    async with running(telegram, tmp_path / "z.db") as bot:
        await bot.send(forward("Чугуїв: 2 загиблих"))
    telegram.push(forward("Чугуїв: 3 загиблих", number=8, chat=OLYA))
    async with running(telegram, tmp_path / "z.db") as bot:
        await telegram.until_sent(2)
        await bot.settle()
        assert "3 загиблих" in telegram.texts()[-1]
        assert len(telegram.sent) == 2


async def test_a_try_that_was_cut_off_before_its_answer_is_answered_as_the_first(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    async with running(telegram, tmp_path / "z.db") as bot:
        (card,) = await bot.send(forward("Чугуїв: 2 загиблих"))
        async with bot.database.write() as connection:
            await connection.exec_driver_sql("DELETE FROM outbox")
            raw = json.dumps({**forward("Чугуїв: 2 загиблих"), "update_id": 1000})
            await connection.exec_driver_sql("UPDATE inbox SET state = 'new', raw = ?", (raw,))
    async with running(telegram, tmp_path / "z.db"):
        await telegram.until_sent(2)
        assert telegram.texts()[1].startswith(card["text"][:10])


async def test_no_log_line_holds_the_token_or_a_persons_id(telegram: FakeTelegram, tmp_path: Path) -> None:
    log = io.StringIO()
    telegram.fail("sendMessage", error(500))
    telegram.fail("getUpdates", error(401, f"Unauthorized: {telegram.token}"))
    async with running(telegram, tmp_path / "z.db", log=log) as bot:
        await bot.send(forward("зламати читача", chat=8765432101), forward("Чугуїв: 2 загиблих", chat=8765432101))
        await bot.settle()
        logging.getLogger("x").warning("token %s in %r", telegram.token, bot.app.application.bot)
    assert "running" in log.getvalue()
    assert telegram.token not in log.getvalue()
    assert telegram.token.split(":")[1] not in log.getvalue()
    assert "8765432101" not in log.getvalue()
