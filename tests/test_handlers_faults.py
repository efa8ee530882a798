"""What goes wrong in a conversation, and what a restart finds."""

import io
import json
import logging
from pathlib import Path

import pytest

from storage.database import Database
from tests.bot_under_test import OWNER, Bot, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import error, migrated
from tests.telegram_updates import (
    OLYA,
    command,
    forward,
    message,
    user,
)


async def test_an_update_that_breaks_the_reader_is_kept_and_others_go_on(bot: Bot) -> None:
    broken = forward("зламати читача")
    bot.telegram.push(broken, forward("Чугуїв: 2 загиблих", number=8))
    await bot.settle()
    sorry, card = bot.telegram.sent
    assert "спробуємо ще раз" in sorry["text"]
    assert sorry["reply_parameters"]["message_id"] == broken["message"]["message_id"]
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
        await telegram.until_sent(3)
        await bot.settle()
        assert await bot.count("posts") == 2
        assert len(telegram.sent) == 3


async def test_a_restart_does_not_make_the_days_limit_begin_anew(telegram: FakeTelegram, tmp_path: Path) -> None:
    for first, posts in ((10, 2), (12, 3), (20, 3)):
        async with running(telegram, tmp_path / "z.db", bot_posts_per_day=3) as bot:
            telegram.push(*(forward("Чугуїв: 2 загиблих", number=n) for n in range(first, first + 2)))
            await bot.settle()
            assert await bot.count("posts") == posts


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
        update = forward("Чугуїв: 2 загиблих")
        (card,) = await bot.send(update)
        await bot.settle()
        async with bot.database.write() as connection:
            await connection.exec_driver_sql("DELETE FROM outbox")
            raw = json.dumps({**update, "update_id": 1000})
            await connection.exec_driver_sql("UPDATE inbox SET state = 'new', raw = ?", (raw,))
    async with running(telegram, tmp_path / "z.db"):
        await telegram.until_sent(2)
        assert telegram.texts()[1].startswith(card["text"][:10])


async def test_no_log_line_holds_the_id_of_a_chat_that_moved(telegram: FakeTelegram, tmp_path: Path) -> None:
    log = io.StringIO()
    telegram.fail("sendMessage", migrated(-1008765432101))
    telegram.fail("getChatMember", migrated(-1008765432102))
    async with running(telegram, tmp_path / "z.db", log=log) as bot:
        await bot.send(command(-876543, "/help", user(71)))
        await bot.send(command(-876544, "/language en", user(71)))
        await bot.settle()
    assert "ChatMigrated" in log.getvalue()
    assert "8765432101" not in log.getvalue()
    assert "8765432102" not in log.getvalue()


async def test_no_log_line_holds_the_token_or_a_persons_id(telegram: FakeTelegram, tmp_path: Path) -> None:
    log = io.StringIO()
    telegram.fail("sendMessage", error(500))
    telegram.fail("getUpdates", error(401, f"Unauthorized: {telegram.token}"))
    async with running(telegram, tmp_path / "z.db", log=log) as bot:
        posts = (forward("зламати читача", chat=8765432101), forward("Чугуїв: 2 загиблих", chat=8765432101))
        await bot.send(*posts, answers=2)
        await bot.settle()
        logging.getLogger("x").warning("token %s in %r", telegram.token, bot.app.application.bot)
    assert "running" in log.getvalue()
    assert telegram.token not in log.getvalue()
    assert telegram.token.split(":")[1] not in log.getvalue()
    assert "8765432101" not in log.getvalue()


def limit_pages(database: Database, pages: int) -> None:
    """Lets the database grow no further than so many pages, as on a full disk."""
    for connection in database._idle:
        connection._raw.execute(f"PRAGMA max_page_count={pages}")


async def test_a_full_disk_is_told_to_the_owner_once_and_what_comes_meanwhile_is_handled_later(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    await bot.settle()
    limit_pages(bot.database, 1)
    bot.telegram.push(*(forward("Нікополь: 1 загиблий" + " і більше нічого" * 900, number=n) for n in range(20, 26)))
    (told,) = (await bot.telegram.until_sent(2))[1:]
    assert told["chat"]["id"] == OWNER
    assert "переповнено" in told["text"]
    assert "Traceback" not in told["text"]
    limit_pages(bot.database, 1_000_000)
    await bot.telegram.until_sent(8)
    assert await bot.count("posts") == 7
    assert len(bot.telegram.texts(OWNER)) == 1
