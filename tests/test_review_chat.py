"""Review in the chat: every act by its buttons, each undone again, and nothing of it for anybody else."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import keep_registry
from bot.codec import reasons_to_text
from bot.linking import Act, Ruling
from bot.model import Incident, IncidentStatus, LinkStatus, Reason
from bot.reread import reread
from bot.review import decide
from storage import channels, incidents, reviewers, reviews
from storage.records import Review, ReviewKind
from storage.reviews import CLAIM_LASTS
from tests.bot_under_test import OWNER, Bot, read, registry, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_updates import channel_origin, command, message, pressed, user

GOVERNOR, CHANNEL = "synegubov", -1001234500001
POLICE, POLICE_CHANNEL = "police_kharkiv", -1001234500002
NOON = datetime(2025, 10, 3, 9, 0, tzinfo=UTC)
ANN, BOB, OLYA = 501, 502, 41
BOT_USER = {"id": 123456789, "is_bot": True, "first_name": "Zvedennia"}
HREF = re.compile(r'<a href="([^"]+)">✏️</a>')


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with FakeTelegram() as telegram, running(telegram, tmp_path / "z.db") as one:
        await keep_registry(one.database, registry())
        async with one.database.write() as connection:
            for name, number in ((GOVERNOR, CHANNEL), (POLICE, POLICE_CHANNEL)):
                await channels.pin(connection, name, number, str(OWNER), NOON)
            for person in (ANN, BOB):
                await reviewers.add(connection, person, OWNER, NOON)
        yield one


def forward(text: str, number: int, hours: float = 0, chat: int = OLYA, channel: int = CHANNEL) -> dict[str, Any]:
    """A governor's post of 3 October 2025, so many hours after noon in Kyiv."""
    moment = int((NOON + timedelta(hours=hours)).timestamp())
    return message(chat, text=text, forward_origin=channel_origin(channel, number, moment, GOVERNOR))


def pasted(text: str, chat: int = OLYA, **fields: Any) -> dict[str, Any]:
    """A text that nothing proves."""
    return message(chat, text=text, **fields)


def data_in(sent: dict[str, Any]) -> list[str]:
    """The data of all buttons under a message."""
    rows = sent.get("reply_markup", {}).get("inline_keyboard", [])
    data = [button["callback_data"] for row in rows for button in row]
    assert all(len(one.encode()) <= 64 for one in data)
    return data


def button(sent: dict[str, Any], start: str) -> str:
    """The data of the first button that begins so."""
    found = [data for data in data_in(sent) if data.startswith(start)]
    assert found, f"{start} is not among {data_in(sent)} under {sent['text']}"
    return found[0]


async def press(bot: Bot, data: str, who: int = ANN) -> dict[str, Any]:
    """Presses a button that is answered with a message; the last part of the answer."""
    return (await bot.send(pressed(who, data)))[-1]


async def step(bot: Bot, data: str, who: int = ANN) -> dict[str, Any]:
    """Presses a button that changes the message it stands under; the message as it is then."""
    before = len(bot.telegram.edited)
    bot.telegram.push(pressed(who, data))
    await bot.settle()
    assert len(bot.telegram.edited) > before
    return bot.telegram.edited[-1]


def reply(question: dict[str, Any], text: str, who: int = ANN, author: dict[str, Any] = BOT_USER) -> dict[str, Any]:
    """A written answer to one of the bot's questions."""
    [address] = HREF.findall(question["text"])
    entity = {"type": "text_link", "offset": 0, "length": 2, "url": address}
    asked = {"message_id": 9, "date": 1, "chat": {"id": who, "type": "private"}, "from": author, "text": "✏️ …"}
    return message(who, text=text, reply_to_message={**asked, "entities": [entity]})


async def incident(bot: Bot, number: int = 1) -> Incident:
    async with bot.database.read() as connection:
        found = await incidents.get(connection, number)
    assert found is not None
    return found


async def total(bot: Bot, slot: str = "killed", number: int = 1) -> int | None:
    toll = getattr(await incident(bot, number), slot)
    return None if toll is None else toll.total


async def card(bot: Bot, number: int = 1) -> dict[str, Any]:
    """The card as a reviewer gets it."""
    return (await bot.send(command(ANN, f"/incident {number}")))[-1]


async def day_told(bot: Bot) -> str:
    (told,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    return str(told["text"])


async def test_a_card_offers_every_act_to_a_reviewer(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    offered = {data.split(":")[0] for data in data_in(await card(bot))}
    assert {"ok", "fix", "mrg", "spl", "no", "ret", "hist", "why", "src"} <= offered


async def test_confirming_stands_until_it_is_undone(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    done = await press(bot, button(await card(bot), "ok:"))
    assert (await incident(bot)).status is IncidentStatus.CONFIRMED
    await press(bot, button(done, "undo:"))
    assert (await incident(bot)).status is IncidentStatus.REPORTED


async def test_a_card_that_is_out_of_date_confirms_nothing(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    old = button(await card(bot), "ok:")
    await bot.send(forward("Чугуїв: 3 загиблих", 2, hours=1))
    shown = await press(bot, old)
    assert "змінився" in shown["text"]
    assert "3 загиблих" in shown["text"]
    assert (await incident(bot)).status is IncidentStatus.REPORTED


async def test_a_card_with_a_held_figure_is_not_confirmed_unseen(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 60 загиблих", 2, hours=1))
    told = await press(bot, button(await card(bot), "ok:"))
    assert "/review" in told["text"]
    (matter,) = await bot.send(command(ANN, "/review"))
    await press(bot, button(matter, "rv:no"))
    await press(bot, button(await card(bot), "ok:"))
    assert (await total(bot), (await incident(bot)).status) == (2, IncidentStatus.CONFIRMED)


@pytest.mark.parametrize(
    ("verb", "reason", "status"),
    [("no", "not_attack", IncidentStatus.DISMISSED), ("ret", "refuted", IncidentStatus.RETRACTED)],
)
async def test_a_verdict_leaves_every_sum_until_it_is_undone(
    bot: Bot, verb: str, reason: str, status: IncidentStatus
) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    question = await press(bot, button(await card(bot), f"{verb}:"))
    done = await press(bot, button(question, f"{verb}:1:{reason}"))
    assert (await incident(bot)).status is status
    assert "2 загиблих" not in await day_told(bot)
    await press(bot, button(done, "undo:"))
    assert "2 загиблих" in await day_told(bot)


async def test_a_verdict_takes_a_reason_in_own_words(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    question = await press(bot, "no:1:?")
    assert question["reply_markup"]["force_reply"] is True
    await bot.send(reply(question, "переказ <b>торішнього</b> удару"))
    assert (await incident(bot)).status is IncidentStatus.DISMISSED
    (history,) = await bot.send(command(ANN, "/history 1"))
    assert "торішнього" in history["text"]
    assert "<b>торішнього" not in history["text"]


async def test_a_figure_is_corrected_by_buttons_and_put_back(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих, 5 поранених", 1))
    slots = await press(bot, button(await card(bot), "fix:1"))
    values = await step(bot, button(slots, "fix:1:injured"))
    why = await step(bot, button(values, "fix:1:injured:6"))
    done = await press(bot, button(why, "fix:1:injured:6:newer"))
    assert await total(bot, "injured") == 6
    assert "6 поранених" in await day_told(bot)
    await press(bot, button(done, "undo:"))
    assert await total(bot, "injured") == 5


WRONG = [
    ("killed", "багато", "ціле число"),
    ("killed", "-3", "ціле число"),
    ("killed", "1000001", "ціле число"),
    ("killed_children", "3", "не може бути більше"),
    ("date", "у п’ятницю", "не схоже на день"),
    ("date", "2031-01-01", "ще попереду"),
    ("place", "Ъъъъъ", "не знайдено"),
]


async def test_a_wrong_value_is_told_before_anything_is_taken(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    for slot, written, problem in WRONG:
        question = await press(bot, f"fix:1:{slot}:?")
        told = (await bot.send(reply(question, written)))[0]
        assert problem in told["text"]
    assert await bot.count("rulings") == 0


async def test_a_value_and_a_reason_can_be_written(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    question = await press(bot, "fix:1:killed:?")
    (why,) = await bot.send(reply(question, " 12 "))
    asked = await press(bot, button(why, "fix:1:killed:12:?"))
    await bot.send(reply(asked, "лист обласної лікарні"))
    assert await total(bot) == 12
    (explained,) = await bot.send(pressed(OLYA, "why:1"))
    assert "лист обласної лікарні" in explained["text"]


async def test_a_number_that_nobody_knows_is_taken_out(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await press(bot, "fix:1:killed:x:source")
    assert await total(bot) is None


async def test_place_date_and_weapons_are_corrected(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    question = await press(bot, "fix:1:place:?")
    (why,) = await bot.send(reply(question, "Ізюм"))
    await press(bot, button(why, "fix:1:place:UA").removesuffix(":?").rpartition(":")[0] + ":misread")
    days = await step(bot, "fix:1:date")
    await press(bot, button(days, "fix:1:date:20251002") + ":misread")
    weapons = await step(bot, "fix:1:weapon")
    ticked = await step(bot, button(weapons, "fix:1:weapon:t"))
    await press(bot, button(ticked, "fix:1:weapon:m") + ":misread")
    found = await incident(bot)
    assert found.place.settlement == "Ізюм"
    assert str(found.when.end) == "2025-10-02"
    assert {weapon.type.value for weapon in found.weapons} == {"missile", "strike_drone"}


async def test_a_correction_outranks_later_posts_which_say_that_they_disagree(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    async with bot.database.read() as connection:
        assert await reviews.waiting(connection) == []
    ruling = Ruling(0, 1, Act.CORRECT, str(ANN), NOON + timedelta(hours=1), "killed", "4", "перелічено")
    await decide(bot.database, ruling)
    (later,) = await bot.send(forward("Чугуїв: 3 загиблих", 2, hours=5))
    assert "4 загиблих" in later["text"]
    assert "розходиться з показаним" in later["text"]
    (explained,) = await bot.send(pressed(OLYA, "why:1"))
    assert "Пізніші повідомлення" in explained["text"]
    (matter,) = await bot.send(command(ANN, "/review"))
    labels = [b["text"] for row in matter["reply_markup"]["inline_keyboard"] for b in row]
    assert labels[:2] == ["Нове число: 3", "Лишити: 4"]
    done = await press(bot, button(matter, "rv:yes"))
    assert (await total(bot), (await incident(bot)).held) == (3, ())
    await press(bot, button(done, "undo:"))
    assert (await total(bot), (await incident(bot)).held) == (4, ("killed",))


@pytest.mark.parametrize("edited", [True, False])
async def test_a_confirmed_figure_stays_and_the_card_says_that_posts_disagree_with_it(bot: Bot, edited: bool) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await press(bot, button(await card(bot), "ok:"))
    (later,) = await bot.send(forward("Чугуїв: 5 загиблих", 1 if edited else 2, hours=0 if edited else 5))
    for shown in (later["text"], (await card(bot))["text"]):
        assert "<b>2 загиблих</b> (за різними даними 2–5)" in shown
        assert "розходяться з тим, що підтвердив редактор (загиблі)" in shown
    assert "2 загиблих" in await day_told(bot)
    (explained,) = await bot.send(pressed(OLYA, "why:1"))
    assert "Число підтвердив редактор: 2. Причина: звірено з дописами" in explained["text"]
    (matter,) = await bot.send(command(ANN, "/review"))
    labels = [b["text"] for row in matter["reply_markup"]["inline_keyboard"] for b in row]
    assert labels[:2] == ["Нове число: 5", "Лишити: 2"]
    done = await press(bot, button(matter, "rv:yes"))
    assert (await total(bot), (await incident(bot)).status) == (5, IncidentStatus.CONFIRMED)
    assert "розходяться" not in (await card(bot))["text"]
    await press(bot, button(done, "undo:"))
    assert (await total(bot), (await incident(bot)).held) == (2, ("killed",))


async def test_a_correction_outlives_a_rereading_of_everything(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await press(bot, "fix:1:killed:7:source")
    await reread(bot.database, read, dry_run=False, now=datetime.now(UTC))
    assert await total(bot) == 7


async def test_merging_offers_twins_counts_nobody_twice_and_is_undone(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 2 загиблих", 2, hours=24))
    assert (await incident(bot, 2)).id == 2
    twins = await press(bot, button(await card(bot), "mrg:"))
    done = await press(bot, button(twins, "mrg:1:2"))
    assert (await incident(bot, 2)).id == 1
    (by_old_number,) = await bot.send(command(OLYA, "/incident 2"))
    assert "№1" in by_old_number["text"]
    assert "4 загиблих" not in await day_told(bot)
    await press(bot, button(done, "undo:"))
    assert [(await incident(bot, number)).id for number in (1, 2)] == [1, 2]


async def test_merging_takes_a_number_in_writing(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Охтирка: 1 загиблих", 2))
    question = await press(bot, "mrg:2:?")
    (missing,) = await bot.send(reply(question, "№77"))
    assert "77" in missing["text"]
    await bot.send(reply(question, "№1"))
    assert (await incident(bot, 2)).id == 1


async def test_ticked_posts_leave_for_an_incident_of_their_own_and_come_back(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 3 загиблих", 2, hours=1))
    ticks = await press(bot, button(await card(bot), "spl:"))
    nothing = next(data for data in data_in(ticks) if data.endswith(":go"))
    bot.telegram.push(pressed(ANN, nothing))
    await bot.settle()
    assert "Позначте" in bot.telegram.answered[-1]["text"]
    second = [data for data in data_in(ticks) if data.startswith("spl:")][1]
    ticked = await step(bot, second)
    done = await press(bot, next(data for data in data_in(ticked) if data.endswith(":go")))
    assert (await total(bot), await total(bot, number=2)) == (2, 3)
    await press(bot, button(done, "undo:"))
    assert await total(bot) == 3
    assert {one.post_id for one in (await incident(bot)).statements} == {f"{CHANNEL}/1", f"{CHANNEL}/2"}


async def test_one_report_of_a_round_up_leaves_alone_and_each_is_told_by_its_place_and_figures(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 2 загиблих\nЧугуїв: 2 загиблих, 5 поранених", 2, hours=1))
    assert len((await incident(bot)).statements) == 3
    ticks = await press(bot, button(await card(bot), "spl:"))
    assert "Чугуїв" in ticks["text"]
    assert "2 загиблих, 5 поранених" in ticks["text"]
    last = [data for data in data_in(ticks) if data.startswith("spl:") and not data.endswith(":go")][2]
    ticked = await step(bot, last)
    done = await press(bot, next(data for data in data_in(ticked) if data.endswith(":go")))
    keys = [{(one.post_id, one.number) for one in (await incident(bot, number)).statements} for number in (1, 2)]
    assert keys == [{(f"{CHANNEL}/1", 0), (f"{CHANNEL}/2", 0)}, {(f"{CHANNEL}/2", 1)}]
    await press(bot, button(done, "undo:"))
    assert len((await incident(bot)).statements) == 3


async def test_all_of_many_reports_can_be_ticked_page_by_page(bot: Bot) -> None:
    for number, lines in enumerate((1, 120, 119), 1):
        await bot.send(forward("\n".join(["Чугуїв: 2 загиблих"] * lines), number, hours=number / 60))
    reports = sorted((await incident(bot)).statements, key=lambda one: (one.published, one.number))
    assert len(reports) == 240
    page = await press(bot, button(await card(bot), "spl:"))
    data, chosen = button(page, "spl:").rpartition(":")[0], (7, 8, 239)
    for number in chosen:
        shown = number // 8
        page = await step(bot, f"{data}:p{shown}") if shown else page
        assert len([one for one in data_in(page) if one.startswith(f"{data}:+")]) == 8
        assert [f"{data}:p{one}" in data_in(page) for one in (shown - 1, shown + 1)] == [shown > 0, shown < 29]
        page = await step(bot, f"{data}:+{number}")
        assert f"Сторінка {shown + 1} з 30" in page["text"]
    await press(bot, f"{data}:go")
    left = {(one.post_id, one.number) for one in (await incident(bot, 2)).statements}
    assert left == {(reports[number].post_id, reports[number].number) for number in chosen}


async def test_a_tick_is_taken_back_and_one_handled_twice_stays(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 3 загиблих", 2, hours=1))
    page = await press(bot, button(await card(bot), "spl:"))
    data = button(page, "spl:").rpartition(":")[0]
    for what, mark in (("+1", "☑"), ("+1", "☑"), ("-1", "☐"), ("+0", "☐"), ("-0", "☐")):
        page = await step(bot, f"{data}:{what}")
        assert page["reply_markup"]["inline_keyboard"][1][0]["text"].startswith(mark)
    bot.telegram.push(pressed(ANN, f"{data}:go"), pressed(ANN, f"{data.rpartition(':')[0]}:999:+1"))
    await bot.settle()
    assert "Позначте" in bot.telegram.answered[-2]["text"]
    assert "застаріла" in bot.telegram.answered[-1]["text"]


async def test_an_incident_of_one_post_is_not_split(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    bot.telegram.push(pressed(ANN, "spl:1"))
    await bot.settle()
    assert "лише одне повідомлення" in bot.telegram.answered[-1]["text"]


async def test_the_history_tells_every_act_in_the_readers_language(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    done = await press(bot, "ret:1:refuted")
    await press(bot, button(done, "undo:"))
    (told,) = await bot.send(command(OLYA, "/history 1"))
    for words in (
        "надійшов допис",
        "повідомлено → відкликано",
        "офіційно спростовано",
        "Скасовано рішення: відкликано",
        "та сама людина",
    ):
        assert words in told["text"]
    assert str(ANN) not in told["text"]
    (told_ann,) = await bot.send(command(ANN, "/history 1"))
    assert f"редактор {ANN}" in told_ann["text"]


async def test_the_history_tells_a_refused_post_from_an_accepted_one(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    (matter,) = await bot.send(command(ANN, "/review"))
    done = await press(bot, button(matter, "rv:no"))
    await press(bot, button(done, "rv:undo"))
    (again,) = await bot.send(command(ANN, "/review"))
    await press(bot, button(again, "rv:yes"))
    (told,) = await bot.send(command(OLYA, "/history 1"))
    entries = told["text"].split("\n\n")
    assert [re.sub("<[^>]*>", "", line) for line in entries[2].splitlines()[1:]] == [
        "Рішення: допис відхилено: він не рахується",
        "походження допису не підтвердилося",
    ]
    assert "Скасовано рішення: допис відхилено" in entries[3]
    assert "скасувала та сама людина" in entries[3]
    assert "походження допису перевірено" in entries[4]


async def test_an_undoing_that_a_later_act_stands_in_the_way_of_says_so_and_works_afterwards(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    first = await press(bot, "fix:1:killed:2:source")
    second = await press(bot, "fix:1:killed:5:newer", BOB)
    third = await press(bot, "fix:1:killed:4:newer", BOB)
    assert await total(bot) == 4
    told = await press(bot, button(first, "undo:"))
    assert "Поки нічого не скасовано" in told["text"]
    assert f"виправлено (загиблі), редактор {BOB}" in told["text"]
    assert button(told, "undo:") == button(third, "undo:")
    for done, figure in ((third, 5), (second, 2), (first, 2)):
        undone = await press(bot, button(done, "undo:"))
        assert "рішення скасовано" in undone["text"]
        assert await total(bot) == figure
    assert await bot.count("rulings", "undone_at IS NULL") == 0


async def test_an_undoing_of_a_part_tells_which_later_acts_stay_in_force(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Охтирка: 1 загиблих", 2))
    await bot.send(forward("Охтирка: 3 загиблих", 3, hours=1))
    merged = await press(bot, "mrg:1:2")
    ticks = await press(bot, button(await card(bot), "spl:"))
    ticked = await step(bot, [data for data in data_in(ticks) if data.startswith("spl:")][2])
    await press(bot, next(data for data in data_in(ticked) if data.endswith(":go")), BOB)
    told = await press(bot, button(merged, "undo:"))
    assert "рішення скасовано" in told["text"]
    assert f"Далі чинне й пізніше рішення: розділено, редактор {BOB}" in told["text"]


async def test_the_history_names_and_links_the_posts_that_came_and_went(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 3 загиблих", 2, hours=1))
    ticks = await press(bot, button(await card(bot), "spl:"))
    ticked = await step(bot, [data for data in data_in(ticks) if data.startswith("spl:")][1])
    await press(bot, next(data for data in data_in(ticked) if data.endswith(":go")))
    (told,) = await bot.send(command(OLYA, "/history 1"))
    for words in ("Додано дописи", "Забрано дописи"):
        line = next(line for line in told["text"].splitlines() if line.startswith(words))
        assert 'href="https://t.me/' in line
        assert f"{CHANNEL}/2</a>" in line


async def test_undo_works_once(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    done = await press(bot, button(await card(bot), "ok:"))
    await press(bot, button(done, "undo:"))
    again = await press(bot, button(done, "undo:"))
    assert "застаріла" in again["text"]


async def test_an_unproven_post_waits_and_counts_once_it_is_accepted(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    (matter,) = await bot.send(command(ANN, "/review"))
    assert "Походження" in matter["text"]
    done = await press(bot, button(matter, "rv:yes"))
    assert await total(bot) == 2
    (today,) = await bot.send(command(OLYA, "/today"))
    assert "2 загиблих" in today["text"]
    async with bot.database.read() as connection:
        assert await reviews.count(connection) == 0
    await press(bot, button(done, "undo:"))
    assert await total(bot) is None
    async with bot.database.read() as connection:
        assert await reviews.count(connection) == 1


async def test_an_unproven_post_that_is_left_out_waits_no_longer(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    (matter,) = await bot.send(command(ANN, "/review"))
    done = await press(bot, button(matter, "rv:no"))
    assert await total(bot) is None
    end = await press(bot, button(done, "rv:next"))
    assert "нічого немає" in end["text"]


async def test_a_post_told_as_read_wrongly_comes_up_with_its_text(bot: Bot) -> None:
    (told,) = await bot.send(forward("Чугуїв: 2 загиблих, уточнюємо", 1))
    bot.telegram.push(pressed(OLYA, button(told, "wrong:")))
    await bot.settle()
    (matter,) = await bot.send(command(ANN, "/review"))
    assert "уточнюємо" in matter["text"]
    assert "card:1" in data_in(matter)
    await press(bot, button(matter, "rv:done"))
    (empty,) = await bot.send(command(ANN, "/review"))
    assert "Ніщо не чекає" in empty["text"] or "нічого" in empty["text"].lower()


async def test_a_second_forwarder_may_tell_of_it_too(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих, уточнюємо", 1))
    bot.telegram.push(pressed(ANN, "wrong:-1001234500001/1"))
    await bot.settle()
    assert await bot.count("reviews") == 1


async def test_two_reviewers_get_two_matters_and_one_cannot_answer_the_others(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    await bot.send(pasted("Нікополь: 1 загиблий"))
    both = await bot.send(command(ANN, "/review"), command(BOB, "/review"), answers=2)
    first, second = sorted(both, key=lambda sent: sent["chat"]["id"])
    assert button(first, "rv:yes") != button(second, "rv:yes")
    (nothing,) = await bot.send(command(BOB, "/review"))
    assert button(nothing, "rv:yes") == button(second, "rv:yes")
    refused = await press(bot, button(first, "rv:yes"), who=BOB)
    assert "інший редактор" in refused["text"]
    assert await bot.count("rulings") == 0


async def test_a_claim_that_is_not_used_runs_out(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    (matter,) = await bot.send(command(ANN, "/review"))
    (nothing,) = await bot.send(command(BOB, "/review"))
    assert not data_in(nothing)
    assert "(1)" in nothing["text"]
    assert "інші редактори" in nothing["text"]
    async with bot.database.write() as connection:
        assert await reviews.claim(connection, str(BOB), datetime.now(UTC) + 2 * CLAIM_LASTS) is not None
    refused = await press(bot, button(matter, "rv:yes"))
    assert "інший редактор" in refused["text"]


async def test_the_list_goes_on_to_the_next_matter_and_ends(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    await bot.send(pasted("Нікополь: 1 загиблий"))
    (first,) = await bot.send(command(ANN, "/review"))
    assert "2 питання" in first["text"]
    second = await press(bot, button(first, "rv:next"))
    assert "Нікополь" in second["text"]
    end = await press(bot, button(second, "rv:next"))
    assert "/review" in end["text"]


async def test_what_was_settled_meanwhile_does_not_come_up(bot: Bot) -> None:
    await bot.send(pasted("Чугуїв: 2 загиблих"))
    await press(bot, "no:1:not_attack")
    (empty,) = await bot.send(command(ANN, "/review"))
    assert not data_in(empty)


FORBIDDEN = [
    "ok:1:00000000", "no:1", "no:1:not_attack", "ret:1:refuted", "mrg:1", "mrg:1:2", "spl:1", "undo:1", "fix:1",
    "fix:1:killed:9:misread", "rv:next:0", "rv:yes:1", "rv:no:1", "rv:undo:1", "rv:done:1", "spl:1:00000000:1:go",
    "spl:1:00000000:1:+0", "stop",
]  # fmt: skip


async def test_nobody_else_may_do_any_of_it(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    question = await press(bot, "fix:1:killed:?")
    before = len(bot.telegram.sent)
    bot.telegram.push(*(pressed(OLYA, data) for data in FORBIDDEN))
    await bot.settle()
    assert len(bot.telegram.sent) == before
    refused = bot.telegram.answered[-len(FORBIDDEN) :]
    told = {(one["text"], one["show_alert"]) for one in refused}
    assert [("лише" in text.lower(), is_alert) for text, is_alert in told] == [(True, True)]
    for update in (command(OLYA, "/review"), reply(question, "9", who=OLYA), command(OLYA, "/reviewers add 41")):
        (told,) = await bot.send(update)
        assert "лише" in told["text"].lower()
    assert await bot.count("rulings") == 0
    assert await bot.count("reviewers") == 2


async def test_a_reviewer_who_was_removed_may_do_nothing_more(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    fresh = button(await card(bot), "ok:")
    await bot.send(command(OWNER, f"/reviewers remove {ANN}"))
    bot.telegram.push(pressed(ANN, fresh))
    await bot.settle()
    assert await bot.count("rulings") == 0


async def test_a_question_that_somebody_else_wrote_is_no_question(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    question = await press(bot, "fix:1:killed:?")
    await bot.send(reply(question, "9", author=user(BOB)))
    assert await bot.count("rulings") == 0


STALE = ["ok:999:00000000", "fix:999", "mrg:1:999", "undo:999", "fix:1:place:UA00000000000000000:misread"]


async def test_a_stale_button_gets_a_kind_answer(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    for data in STALE:
        answered = len(bot.telegram.answered)
        bot.telegram.push(pressed(ANN, data))
        await bot.settle()
        assert len(bot.telegram.answered) == answered + 1
        said = bot.telegram.answered[-1].get("text") or bot.telegram.texts(ANN)[-1]
        assert "застаріла" in said or "немає" in said
    assert await bot.count("rulings") == 0


async def test_owners_name_reviewers_and_list_them(bot: Bot) -> None:
    (listed,) = await bot.send(command(OWNER, "/reviewers"))
    assert str(ANN) in listed["text"]
    (known,) = await bot.send(command(OWNER, f"/reviewers add {ANN}"))
    assert "вже" in known["text"]
    (gone,) = await bot.send(command(OWNER, f"/reviewers remove {BOB}"))
    assert str(BOB) in gone["text"]
    (unknown,) = await bot.send(command(OWNER, "/reviewers remove 777"))
    assert "777" in unknown["text"]
    (usage,) = await bot.send(command(OWNER, "/reviewers add Олена"))
    assert "/reviewers add" in usage["text"]
    person = {"message_id": 3, "date": 1, "chat": {"id": OWNER, "type": "private"}, "from": user(888), "text": "?"}
    update = command(OWNER, "/reviewers add")
    update["message"]["reply_to_message"] = person
    (added,) = await bot.send(update)
    assert "888" in added["text"]


async def test_a_provisional_link_is_kept_or_cut_by_a_person(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(pasted("Чугуїв: 3 загиблих", date=int(NOON.timestamp()) + 3600))
    async with bot.database.write() as connection:
        why = reasons_to_text([Reason("figures", 0.3, "figures", ("grew 2 4",)), Reason("kind", 1.0, "looks_back")])
        linked = Review(ReviewKind.LINK, why, NOON, 1, f"{CHANNEL}/1", 0)
        await connection.exec_driver_sql("UPDATE links SET status = 'provisional'")
        await connection.exec_driver_sql("UPDATE reviews SET closed_at = opened, closed_by = 'rules'")
        await reviews.put(connection, linked)
    (matter,) = await bot.send(command(ANN, "/review"))
    assert "той самий удар" in matter["text"]
    assert "було 2, стало 4; згадує про сказане раніше" in matter["text"]
    done = await press(bot, button(matter, "rv:yes"))
    statuses = {link.post_id: (link.status, link.decider) for link in (await incident(bot)).links}
    assert statuses[f"{CHANNEL}/1"] == (LinkStatus.CERTAIN, str(ANN))
    await press(bot, button(done, "undo:"))
    (again,) = await bot.send(command(ANN, "/review"))
    assert await bot.count("rulings", "undone_at IS NULL") == 0
    assert data_in(again) == [] or "rv:yes" in " ".join(data_in(again))


async def test_asof_tells_the_day_and_a_region_as_they_stood(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих", 1))
    await bot.send(forward("Чугуїв: 4 загиблих", 2, hours=3))
    (day,) = await bot.send(command(OLYA, "/asof 2025-10-03 13:00"))
    (region,) = await bot.send(command(OLYA, "/asof 2025-10-03 13:00 Харківщина"))
    (whole,) = await bot.send(command(OLYA, "/asof 2025-10-03 Харківська область"))
    for told, figure in ((day, "2 загиблих"), (region, "2 загиблих"), (whole, "4 загиблих")):
        assert figure in told["text"]
        assert told["text"].count("На той час запису ще не вели") == 1
    (choice,) = await bot.send(command(OLYA, "/asof 2025-10-03 13:00 Кам'янка"))
    (chosen,) = await bot.send(pressed(OLYA, button(choice, "asof:202510031300:UA")))
    assert "3 жовтня 2025, 13:00" in chosen["text"]
