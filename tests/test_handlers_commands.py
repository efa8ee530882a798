"""Whole conversations by commands and buttons: updates in over HTTP, messages out over HTTP."""

import html

import pytest

from tests.bot_under_test import OWNER, Bot
from tests.telegram_updates import (
    EVENING,
    OLYA,
    command,
    forward,
    pressed,
    user,
)


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
            await bot.settle(0)


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
        ("/region Левковка, Изюмский район", "Левківка, Ізюмський район, Харківська область"),
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


async def test_villages_of_one_name_are_narrowed_by_what_they_lie_in(bot: Bot) -> None:
    (question,) = await bot.send(command(OLYA, "/region Каменка, Сумская область"))
    assert "допишіть через кому" in question["text"]
    rows = question["reply_markup"]["inline_keyboard"]
    assert len(rows) > 1
    assert all(row[0]["text"].endswith("Сумська область") for row in rows)


async def test_the_day_before_yesterday_is_a_day(bot: Bot) -> None:
    (told,) = await bot.send(command(OLYA, "/today позавчора"))
    assert "не зрозуміло" not in told["text"]


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
    assert await bot.count("reviews", "kind = 'told_wrong'") == 1


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
    assert "вхідні оновлення" not in refused["text"]
    (told,) = await bot.send(command(OWNER, "/status"))
    assert "вхідні оновлення: <b>нових 1, оброблено 1</b>" in told["text"]
    assert "база даних: <b>" in told["text"]
    await bot.send(command(OWNER, "/language en"))
    (told,) = await bot.send(command(OWNER, "/status"))
    assert "last digest run: <b>none yet</b>" in told["text"]


@pytest.mark.parametrize(("name", "language"), [("Україна", "uk"), ("Украина", "uk"), ("Ukraine", "en")])
async def test_the_country_can_be_asked_about_and_subscribed_to(bot: Bot, name: str, language: str) -> None:
    country = {"uk": "Україна", "en": "Ukraine"}[language]
    (week,) = await bot.send(command(OLYA, f"/region {name}", user(OLYA, language)))
    assert week["text"].startswith(f"<b>{country}</b>")
    (taken,) = await bot.send(command(OLYA, f"/subscribe {name} 09:00"))
    assert country in taken["text"].splitlines()[0]
    assert await bot.count("subscriptions", "area = '' AND minute = 540") == 1
    for data in [button["callback_data"] for row in week["reply_markup"]["inline_keyboard"] for button in row]:
        await bot.send(pressed(OLYA, data))
    assert await bot.count("subscriptions") == 1


async def test_a_guessed_place_is_not_subscribed_to_before_it_is_confirmed(bot: Bot) -> None:
    (question,) = await bot.send(command(OLYA, "/subscribe Возненсенськ 09:00"))
    assert "Можливо, ви мали на увазі" in question["text"]
    assert await bot.count("subscriptions") == 0
    button = question["reply_markup"]["inline_keyboard"][0][0]
    assert button["text"].startswith("Вознесенськ")
    (taken,) = await bot.send(pressed(OLYA, button["callback_data"]))
    assert "Вознесенськ" in taken["text"]
    assert "09:00" in taken["text"]


@pytest.mark.parametrize(
    ("asked", "hint"), [("/history", "/history 12"), ("/asof foo", "/asof 2025"), ("/asof", "/asof 2025")]
)
async def test_a_hint_is_of_the_command_that_was_asked(bot: Bot, asked: str, hint: str) -> None:
    (told,) = await bot.send(command(OLYA, asked, user(OLYA, "en")))
    assert hint in told["text"]


async def test_asof_names_its_moment_as_other_answers_do(bot: Bot) -> None:
    (told,) = await bot.send(command(OLYA, "/asof 2025-10-04 08:15"))
    assert told["text"].startswith("Стан записів на 4 жовтня 2025, 08:15 за Києвом")


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("/today Харківська", "<b>Харківська область</b>"),
        ("/today 2025-10-03 Нікополь", "<b>Нікополь"),
        ("/today 3 жовтня 2025", "<b>Україна</b>"),
        ("/today вчора Україна", "<b>Україна</b>"),
    ],
)
async def test_today_may_name_a_day_and_a_place(bot: Bot, asked: str, heading: str) -> None:
    (told,) = await bot.send(command(OLYA, asked))
    assert told["text"].startswith(heading)
