"""Digests are sent once, on their local day, also after a stop, a crash and a change of clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import unit_of
from bot.digest import Rooms, digest_of, due_now, send_due
from bot.ingest import ingest_post
from bot.model import Trust
from bot.period import KYIV
from handlers.subscriptions import first_day
from storage import chats, outbox, subscriptions
from storage.database import Database
from storage.records import IncomingPost, OutboxState
from tests.bot_under_test import gazetteer, read, registry

KHARKIV = "UA63"


@pytest.fixture
def rooms(database: Database) -> Rooms:
    return Rooms(database, gazetteer(), registry())


async def subscribe(
    database: Database,
    chat: int,
    minute: int,
    area: str | None = None,
    first: date = date(2025, 1, 1),
    language: str = "uk",
) -> None:
    async with database.write() as connection:
        await chats.get_or_create(connection, chat, "private", language, kyiv(2025, 1, 1))
        await subscriptions.add(connection, chat, area, minute, first, kyiv(2025, 1, 1))


async def bring(database: Database, text: str, published: datetime, number: int, source: str = "synegubov") -> None:
    channel = registry().by_username(source)
    assert channel is not None
    post = IncomingPost(
        text, published, published, source=source, region=channel.oblast, authority=channel.authority,
        origin_chat=-100500, origin_message=number, trust=Trust.OFFICIAL,
    )  # fmt: skip
    await ingest_post(database, post, read, published)


async def arrive(database: Database, state: OutboxState = OutboxState.SENT) -> None:
    """What was queued so far comes to its end so."""
    async with database.write() as connection:
        await connection.exec_driver_sql(f"UPDATE outbox SET state = '{state}' WHERE state = 'pending'")


async def told(database: Database) -> list[str]:
    """The text of each digest in the order of its day, whatever became of it."""
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT html FROM outbox ORDER BY day, id")
        return list(rows.scalars())


async def queued(database: Database) -> list[tuple[int, str, str]]:
    async with database.write() as connection:
        rows = await outbox.claim(connection, datetime(2100, 1, 1, tzinfo=UTC), 10_000)
    return [(row.message.chat_id, str(row.message.day), row.message.html) for row in rows]


def kyiv(*when: int) -> datetime:
    return datetime(*when, tzinfo=KYIV)  # type: ignore[misc, arg-type]


async def test_a_digest_is_queued_in_its_minute_and_never_again_that_day(database: Database, rooms: Rooms) -> None:
    await subscribe(database, 1, 8 * 60, first=date(2025, 10, 4))
    assert await send_due(rooms, kyiv(2025, 10, 4, 7, 59, 59)) == 0
    assert await send_due(rooms, kyiv(2025, 10, 4, 8, 0)) == 1
    assert await send_due(rooms, kyiv(2025, 10, 4, 8, 0, 30)) == 0
    assert await send_due(rooms, kyiv(2025, 10, 4, 23, 59)) == 0
    assert await send_due(rooms, kyiv(2025, 10, 5, 8, 0)) == 1
    assert [(chat, day) for chat, day, _ in await queued(database)] == [(1, "2025-10-04"), (1, "2025-10-05")]


async def test_what_was_missed_while_nothing_ran_is_sent_once_and_says_that_it_is_late(
    database: Database, rooms: Rooms
) -> None:
    await subscribe(database, 1, 8 * 60)
    await subscribe(database, 2, 20 * 60)
    assert await send_due(rooms, kyiv(2025, 10, 9, 13, 0)) == 2
    assert await send_due(rooms, kyiv(2025, 10, 9, 13, 1)) == 0
    sent = await queued(database)
    assert {(chat, day) for chat, day, _ in sent} == {(1, "2025-10-09"), (2, "2025-10-08")}
    assert all("запізн" in text for _, _, text in sent)
    assert await send_due(rooms, kyiv(2025, 10, 9, 20, 0)) == 1


async def test_the_first_digest_comes_on_the_first_day_that_its_time_is_ahead(database: Database, rooms: Rooms) -> None:
    day = date(2025, 10, 4)
    assert first_day(day, 10 * 60, 11 * 60) == day
    assert first_day(day, 10 * 60, 10 * 60) == date(2025, 10, 5)
    await subscribe(database, 1, 9 * 60, first=first_day(day, 10 * 60, 9 * 60))
    assert await send_due(rooms, kyiv(2025, 10, 4, 10, 0)) == 0
    assert await send_due(rooms, kyiv(2025, 10, 5, 8, 0)) == 0
    assert await send_due(rooms, kyiv(2025, 10, 5, 9, 0)) == 1


@pytest.mark.parametrize(("year", "month", "day"), [(2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31)])
async def test_over_a_change_of_clocks_each_digest_comes_once_at_its_local_time(
    database: Database, rooms: Rooms, year: int, month: int, day: int
) -> None:
    minutes = [0, 2 * 60 + 59, 4 * 60, 6 * 60]
    for chat, minute in enumerate(minutes, 1):
        await subscribe(database, chat, minute, first=date(year, month, day))
    moment, end = kyiv(year, month, day, 0, 0).astimezone(UTC), kyiv(year, month, day, 6, 5).astimezone(UTC)
    seen: dict[int, datetime] = {}
    while moment <= end:
        for due in await due_now(database, moment, KYIV):
            assert due.subscription.chat_id not in seen
            seen[due.subscription.chat_id] = moment.astimezone(KYIV)
            await send_due(rooms, moment)
        moment += timedelta(minutes=1)
    assert [seen[chat].hour * 60 + seen[chat].minute for chat in sorted(seen)] == minutes


async def test_a_paused_chat_gets_no_digest_and_no_ledger_row(database: Database, rooms: Rooms) -> None:
    await subscribe(database, 1, 8 * 60)
    async with database.write() as connection:
        await chats.pause(connection, 1, kyiv(2025, 10, 4, 7, 0))
    assert await send_due(rooms, kyiv(2025, 10, 4, 8, 0)) == 0
    async with database.write() as connection:
        await chats.resume(connection, 1)
    assert await send_due(rooms, kyiv(2025, 10, 4, 8, 10)) == 1


async def test_a_digest_tells_the_last_day_of_its_area_in_the_chats_language(database: Database, rooms: Rooms) -> None:
    await bring(database, "Чугуїв: 2 загиблих", kyiv(2025, 10, 3, 18, 0), 1)
    await bring(database, "Нікополь: 1 загиблий", kyiv(2025, 10, 3, 19, 0), 2, "dsns_telegram")
    await subscribe(database, 1, 8 * 60, KHARKIV)
    await subscribe(database, 2, 8 * 60, language="en")
    assert await send_due(rooms, kyiv(2025, 10, 4, 8, 0)) == 2
    (_, _, one), (_, _, all_of_it) = await queued(database)
    assert "Чугуїв" in one
    assert "Нікополь" not in one
    assert "Chuhuiv" in all_of_it
    assert "Nikopol" in all_of_it


async def test_what_changed_since_the_last_digest_is_told_by_the_next(database: Database, rooms: Rooms) -> None:
    await bring(database, "Чугуїв: 2 загиблих", kyiv(2025, 10, 3, 18, 0), 1)
    await subscribe(database, 1, 8 * 60, KHARKIV)
    await send_due(rooms, kyiv(2025, 10, 4, 8, 0))
    await arrive(database)
    await bring(database, "Чугуїв: 3 загиблих", kyiv(2025, 10, 3, 18, 0), 1)
    await send_due(rooms, kyiv(2025, 10, 5, 8, 0))
    await arrive(database)
    await send_due(rooms, kyiv(2025, 10, 6, 8, 0))
    first, second, third = await told(database)
    assert "2 загиблих" in first
    assert "2 → 3" in second.replace("<b>", "").replace("</b>", "") or ("2" in second and "3" in second)
    assert "Чугуїв" in second
    assert "Чугуїв" not in third


@pytest.mark.parametrize("state", [OutboxState.FAILED, OutboxState.UNKNOWN])
async def test_a_change_in_a_digest_that_did_not_arrive_is_told_by_the_next(
    database: Database, rooms: Rooms, state: OutboxState
) -> None:
    await bring(database, "Чугуїв: 5 загиблих", kyiv(2025, 10, 3, 18, 0), 1)
    await subscribe(database, 1, 8 * 60, KHARKIV)
    await send_due(rooms, kyiv(2025, 10, 4, 8, 0))
    await arrive(database)
    await bring(database, "Чугуїв: 3 загиблих", kyiv(2025, 10, 3, 18, 0), 1)
    await send_due(rooms, kyiv(2025, 10, 5, 8, 0))
    await arrive(database, state)
    await send_due(rooms, kyiv(2025, 10, 6, 8, 0))
    _, lost, again = await told(database)
    assert "5 → <b>3</b>" in lost
    assert "5 → <b>3</b>" in again


async def test_a_digest_of_an_unknown_area_is_of_the_country(database: Database, rooms: Rooms) -> None:
    digest = await digest_of(rooms, "UA99", "uk", kyiv(2025, 10, 4, 8, 0))
    assert unit_of(gazetteer(), "UA99") is None
    assert "Україна" in digest.texts[0]


async def test_many_chats_of_one_area_share_the_work(database: Database, rooms: Rooms) -> None:
    await bring(database, "Чугуїв: 2 загиблих", kyiv(2025, 10, 3, 18, 0), 1)
    for chat in range(1, 251):
        await subscribe(database, chat, 8 * 60, KHARKIV)
    assert await send_due(rooms, kyiv(2025, 10, 4, 8, 0)) == 250
    assert len({text for _, _, text in await queued(database)}) == 1


@given(st.times(), st.times())
def test_a_first_day_is_today_exactly_if_its_time_is_ahead(now: time, due: time) -> None:
    day, at, minute = date(2025, 10, 4), now.hour * 60 + now.minute, due.hour * 60 + due.minute
    assert (first_day(day, at, minute) == day) is (minute > at)
