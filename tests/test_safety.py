"""What proves nothing tells nothing: no figure, no source, no change of a record, and the reviewers see it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from plain_posts import plain

from bot.linking import Act, Ruling
from bot.model import IncidentStatus, Trust
from bot.review import decide, decide_matter
from storage import incidents, posts, reports, reviews
from storage.database import Database
from storage.then import Then, totals_then
from tests.bot_under_test import OWNER, Bot, running
from tests.fake_telegram import FakeTelegram
from tests.record_steps import take
from tests.telegram_updates import OLYA, channel_origin, command, forward, message, user

FAKE, FAKES_NUMBER = "dsns_telegram_ua", -1001234500666
GROUP = -1007
EVENING = int(datetime(2025, 10, 3, 18, 30, tzinfo=UTC).timestamp())


@pytest.fixture
async def record(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "record.db")
    yield opened
    await opened.close()


def fake(text: str, number: int = 1, chat: int = OLYA, minutes: int = 60) -> dict[str, Any]:
    origin = channel_origin(FAKES_NUMBER, number, EVENING + minutes * 60, FAKE, "ДСНС України")
    return message(chat, text=text, forward_origin=origin)


@pytest.mark.parametrize("trust", [Trust.UNPROVEN, Trust.IMPOSTOR])
async def test_a_round_up_that_nobody_proves_is_in_no_headline(record: Database, trust: Trust) -> None:
    total = "roundup\ntotal Сумська 2025-03-04 k=40 i=200"
    await take(record, plain("fake", total, 10, trust=trust), plain("true", total.replace("40", "4"), 20))
    day = date(2025, 3, 4)
    async with record.read() as connection:
        told = await reports.totals_between(connection, day, day, "UA59")
        then = Then(datetime(2025, 3, 9, tzinfo=UTC))
        earlier = await totals_then(connection, then, day, day, "UA59")
    assert [one.post_id for one in told] == [one.post_id for one in earlier] == ["true"]


async def test_what_an_authority_took_back_no_unproven_post_tells_again(record: Database) -> None:
    await take(
        record,
        plain("first", "Чугуїв 2025-03-04 08:00 k=2", 0, source="dsns_telegram"),
        plain("back", "update\nЧугуїв 2025-03-04 08:00 withdrawn", 60, source="dsns_telegram"),
        plain("retold", "Чугуїв 2025-03-04 08:00 k=2", 120, source="dsns_telegram", trust=Trust.UNPROVEN),
    )
    async with record.read() as connection:
        [found] = await incidents.everything(connection)
    assert len(found.statements) == 3
    assert found.status is IncidentStatus.RETRACTED


@pytest.mark.parametrize(("trust", "authority"), [(Trust.OFFICIAL, "ses"), (Trust.UNPROVEN, "dsns_chuhuiv_news")])
async def test_a_name_that_proves_nothing_is_of_no_family(bot: Bot, trust: Trust, authority: str) -> None:
    incoming = replace(plain("a", "Чугуїв 2025-03-04 k=2", 0, source="DSNS_chuhuiv_news", trust=trust), authority=None)
    await take(bot.database, incoming)
    assert await bot.count("posts", f"authority = '{authority}'") == 1


async def test_a_fake_is_no_source_of_an_answer(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    (card,) = await bot.send(fake("Чугуїв: 2 загиблих, так"))
    assert "Запис" in card["text"] or "запис" in card["text"]
    (day,) = await bot.send(command(OLYA, "/today 2025-10-03"))
    assert "t.me/synegubov/7" in day["text"]
    for shown in (card["text"], day["text"]):
        assert FAKE not in shown
    assert "1 джерело" in day["text"]
    assert "21:30" in day["text"]
    assert "22:30" not in day["text"]
    (sources,) = await bot.send(command(OLYA, "/sources"))
    assert "22:30" not in sources["text"]


async def test_an_unproven_post_is_no_official_word_on_a_card_until_it_is_accepted(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    (card,) = await bot.send(forward("Чугуїв: 2 загиблих!", username="chuhuiv_typical", channel=-100555))
    assert "chuhuiv_typical" not in card["text"]
    async with bot.database.read() as connection:
        matters = [one for one in await reviews.waiting(connection) if one.post_id == "-100555/7"]
    now = datetime.now(UTC)
    assert await decide_matter(bot.database, matters[0].id, True, str(OWNER), now, "seen") is not None
    (card,) = await bot.send(command(OLYA, "/incident 1"))
    assert "chuhuiv_typical" in card["text"]


async def test_an_impostors_post_without_an_incident_is_flagged_to_all(bot: Bot) -> None:
    (told,) = await bot.send(fake("Увага, тривога"))
    assert "лише схожий на офіційний" in told["text"]
    (matter,) = await bot.send(command(OWNER, "/review"))
    assert "лише схожий на офіційний" in matter["text"]
    assert "Увага, тривога" in matter["text"]


async def test_a_fake_in_a_group_is_flagged_there_and_to_the_reviewers(bot: Bot) -> None:
    (told,) = await bot.send(fake("Чугуїв: 2 загиблих", chat=GROUP))
    assert "лише схожий на офіційний" in told["text"]
    assert await bot.count("reviews", "kind = 'impostor'") == 1
    bot.telegram.push(forward("Чугуїв: 2", chat=GROUP, username="kvity_i_sad", channel=-100777))
    await bot.settle()
    assert len(bot.telegram.sent) == 1


async def test_an_hour_of_posts_that_waited_is_taken_whole(telegram: FakeTelegram, tmp_path: Path) -> None:
    start = int(datetime.now(UTC).timestamp()) - 3600
    async with running(telegram, tmp_path / "z.db", bot_posts_per_minute=2) as bot:
        waited = [forward("Чугуїв: 2 загиблих", number=n) for n in range(1, 13)]
        for minute, one in enumerate(waited):
            one["message"]["date"] = start + minute * 60
        await bot.send(*waited, answers=12)
        assert await bot.count("posts") == 12


@pytest.mark.parametrize("fields", [{"photo": []}, {"text": "ж" * 20_001}], ids=["picture", "too-long"])
async def test_a_storm_of_what_cannot_be_taken_is_answered_once(bot: Bot, fields: dict[str, Any]) -> None:
    storm = [message(OLYA, **fields) for _ in range(30)]
    for one in storm:
        one["message"]["date"] = EVENING
    bot.telegram.push(*storm)
    await bot.settle()
    assert len(bot.telegram.sent) == 1


@pytest.mark.parametrize(
    ("named", "answers"),
    [("@zvedennia_test_bot2", 0), ("a@zvedennia_test_bot", 0), ("@Zvedennia_Test_Bot", 1)],
)
async def test_a_group_is_answered_only_where_the_bot_itself_is_named(bot: Bot, named: str, answers: int) -> None:
    bot.telegram.push(message(GROUP, text=f"{named}, Чугуїв: 2 загиблих"))
    await bot.settle()
    assert len(bot.telegram.sent) == answers


async def test_only_admins_change_a_groups_language(bot: Bot) -> None:
    (told,) = await bot.send(command(GROUP, "/language en", user(71)))
    assert "адміністратори" in told["text"]
    assert await bot.count("chats", "language = 'en'") == 0


async def test_history_names_a_reviewer_only_to_reviewers(bot: Bot) -> None:
    await bot.send(forward("Чугуїв: 2 загиблих"))
    await decide(bot.database, Ruling(0, 1, Act.RETRACT, str(OWNER), datetime.now(UTC), why="seen"))
    (open_to_all,) = await bot.send(command(OLYA, "/history 1"))
    assert "редактор" in open_to_all["text"]
    assert str(OWNER) not in open_to_all["text"]
    (own,) = await bot.send(command(OWNER, "/history 1"))
    assert str(OWNER) in own["text"]


async def test_the_last_word_heard_is_an_official_one(bot: Bot) -> None:
    await bot.send(fake("Увага, тривога"))
    async with bot.database.read() as connection:
        assert await posts.last_published(connection) is None
