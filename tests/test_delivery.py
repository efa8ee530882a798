"""Messages leave at most once, in order, within Telegram's limits, whatever Telegram answers."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.delivery import FORBIDDEN_DAYS, Delivery, may_have_arrived
from bot.pace import Pace
from bot.period import KYIV
from handlers.gateway import BotApplication, application_of
from storage import chats, outbox, subscriptions
from storage.database import Database
from storage.records import OutboxMessage, OutboxState, Priority
from tests.bot_under_test import settings_for
from tests.fake_telegram import FakeTelegram
from tests.telegram_faults import Limits, dropped, error, forbidden, garbage, hang, migrated, not_ok, too_many


@pytest.fixture
async def application(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[BotApplication]:
    built = application_of(settings_for(telegram, tmp_path / "outbox.db"))
    await built.initialize()
    yield built
    await built.shutdown()


@pytest.fixture
async def start(application: BotApplication, database: Database) -> AsyncIterator[Callable[..., Delivery]]:
    tasks: list[tuple[Delivery, asyncio.Task[None]]] = []

    def begin(pace: Pace | None = None, first_pause: float = 0.05, **more: float) -> Delivery:
        one = Delivery(database, application.bot, pace or Pace(a_chat_seconds=0.0), KYIV, first_pause, **more)
        tasks.append((one, asyncio.create_task(one.run())))
        return one

    yield begin
    for one, task in tasks:
        await one.stop(0.2)
        task.cancel()
    await asyncio.gather(*(task for _, task in tasks), return_exceptions=True)


async def put(database: Database, *messages: OutboxMessage) -> None:
    async with database.write() as connection:
        for message in messages:
            await outbox.put(connection, message, datetime.now(UTC))


async def counts(database: Database) -> dict[OutboxState, int]:
    async with database.read() as connection:
        found = await outbox.counts(connection)
    return {state: number for state, number in found.items() if number}


async def until_asked(telegram: FakeTelegram, seconds: float = 60.0) -> None:
    """Waits until a message has come to Telegram."""
    deadline = time.monotonic() + seconds
    while not telegram.count()["sendMessage"]:
        assert time.monotonic() < deadline, "nothing was sent"
        await asyncio.sleep(0.01)


async def until_counts(database: Database, wanted: dict[OutboxState, int], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while (found := await counts(database)) != wanted:
        assert time.monotonic() < deadline, found
        await asyncio.sleep(0.01)


def note(chat: int, what: str, priority: Priority = Priority.REPLY, **more: Any) -> OutboxMessage:
    return OutboxMessage(chat, what, f"<b>{what}</b>", priority=priority, **more)


async def test_a_message_is_sent_once_and_marked(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    markup = {"inline_keyboard": [[{"text": "?", "callback_data": "why:1"}]]}
    await put(database, note(5, "картка", reply_to=77, markup=markup))
    await put(database, note(5, "картка"))
    start()
    await until_counts(database, {OutboxState.SENT: 1})
    (sent,) = telegram.sent
    assert (sent["chat"]["id"], sent["text"], sent["parse_mode"]) == (5, "<b>картка</b>", "HTML")
    assert sent["reply_parameters"] == {"message_id": 77, "allow_sending_without_reply": True}
    assert sent["reply_markup"] == markup


async def test_replies_go_before_digests_and_a_chats_messages_keep_their_order(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    await put(database, *(note(chat, f"зведення {chat}", Priority.DIGEST) for chat in range(1, 21)))
    await put(database, *(note(50, f"{n}") for n in range(3)))
    start(Pace(in_all=1000, a_chat_seconds=0.01))
    await until_counts(database, {OutboxState.SENT: 23})
    assert telegram.texts(50) == ["<b>0</b>", "<b>1</b>", "<b>2</b>"]
    assert [message["chat"]["id"] for message in telegram.sent].index(50) < 16


async def test_429_holds_that_chat_and_nobody_else(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", too_many(1), chat_id=1)
    await put(database, note(1, "чекає"), note(1, "чекає теж"), note(2, "далі"), note(3, "далі"))
    started = time.monotonic()
    start()
    await until_counts(database, {OutboxState.SENT: 4})
    assert time.monotonic() - started >= 1.0
    assert [message["chat"]["id"] for message in telegram.sent[2:]] == [1, 1]
    assert telegram.texts(1) == ["<b>чекає</b>", "<b>чекає теж</b>"]


@pytest.mark.parametrize(
    "faults",
    [[error(500)], [error(502), error(503)], [not_ok()], [error(401, "Unauthorized")], [error(404, "Not Found")]],
    ids=["500", "502-503", "ok-false", "401", "404"],
)
async def test_a_refusal_in_words_is_tried_again(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery], faults: Any
) -> None:
    telegram.fail("sendMessage", *faults)
    await put(database, note(1, "ще раз"))
    start()
    await until_counts(database, {OutboxState.SENT: 1})
    assert telegram.texts() == ["<b>ще раз</b>"]


async def test_messages_that_one_outage_cut_off_together_make_one_pause(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", *[error(502)] * 12)
    await put(database, *(note(chat, "разом") for chat in range(1, 13)))
    start()
    await until_counts(database, {OutboxState.SENT: 12})


async def test_a_chat_that_telegram_always_fails_for_is_tried_ever_more_rarely_and_holds_nobody(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", *[error(500)] * 1000, chat_id=7)
    await put(database, note(7, "ніколи"), *(note(chat, "далі") for chat in range(100, 400)))
    start(Pace(in_all=200, a_chat_seconds=0.0), first_pause=0.1)
    await until_counts(database, {OutboxState.SENT: 300, OutboxState.PENDING: 1})
    tries = [call for call in telegram.calls if call.method == "sendMessage" and call.params["chat_id"] == 7]
    assert 2 <= len(tries) <= 12


async def test_a_message_that_telegram_always_fails_for_is_given_up_in_the_end(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", *[error(500)] * 1000, chat_id=7)
    await put(database, note(7, "ніколи"), note(7, "теж"))
    start(give_up_seconds=0.2)
    await until_counts(database, {OutboxState.FAILED: 2})


async def test_a_refusal_that_could_not_be_noted_at_once_is_noted_later(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", forbidden(), chat_id=8)
    await put(database, note(8, "а"), note(9, "б"))
    with closing(sqlite3.connect(database.path)) as other:
        failing = "SELECT raise(ABORT, 'disk I/O error')"
        other.execute(f"CREATE TRIGGER broken BEFORE INSERT ON chat_refusals BEGIN {failing}; END")
        start()
        await telegram.until_sent(1)
        await asyncio.sleep(0.3)
        other.execute("DROP TRIGGER broken")
    await until_counts(database, {OutboxState.FAILED: 1, OutboxState.SENT: 1})


async def test_a_message_that_arrives_makes_earlier_refusals_forgotten(
    database: Database, start: Callable[..., Delivery]
) -> None:
    async with database.write() as connection:
        await chats.refused(connection, 8, date(2025, 1, 1))
        await chats.refused(connection, 8, date(2025, 1, 2))
    await put(database, note(8, "а"))
    start()
    await until_counts(database, {OutboxState.SENT: 1})
    async with database.write() as connection:
        assert await chats.refused(connection, 8, date(2025, 11, 1)) == 1


@pytest.mark.parametrize("fault", [dropped(acted=True), garbage()], ids=["dropped", "no-json"])
async def test_a_lost_answer_makes_a_message_unknown_and_it_is_not_sent_again(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery], fault: Any
) -> None:
    telegram.fail("sendMessage", fault)
    await put(database, note(1, "може", Priority.DIGEST))
    delivery = start()
    await until_counts(database, {OutboxState.UNKNOWN: 1})
    await put(database, note(1, "далі", Priority.DIGEST), note(2, "далі", Priority.DIGEST))
    delivery.wake()
    await until_counts(database, {OutboxState.SENT: 2, OutboxState.UNKNOWN: 1})
    assert telegram.count()["sendMessage"] == 3
    async with database.read() as connection:
        assert await outbox.next_due(connection) is None


async def test_forbidden_pauses_a_chat_only_after_several_days_and_keeps_its_settings(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", *[forbidden()] * 3, chat_id=8)
    now = datetime.now(UTC)
    async with database.write() as connection:
        await chats.get_or_create(connection, 8, "private", "uk", now)
        await subscriptions.add(connection, 8, None, 480, date(2025, 1, 1), now)
        await chats.refused(connection, 8, date(2025, 1, 1))
    await put(database, note(8, "а"))
    delivery = start()
    await until_counts(database, {OutboxState.FAILED: 1})
    assert not await _is_paused(database, 8)
    async with database.write() as connection:
        await chats.refused(connection, 8, date(2025, 1, 2))
    await put(database, note(8, "б"))
    delivery.wake()
    await until_counts(database, {OutboxState.FAILED: 2})
    assert await _is_paused(database, 8)
    async with database.read() as connection:
        assert len(await subscriptions.of_chat(connection, 8)) == 1


async def _is_paused(database: Database, chat_id: int) -> bool:
    async with database.read() as connection:
        chat = await chats.get(connection, chat_id)
    return chat is not None and chat.paused_since is not None


async def test_a_bad_request_fails_that_message_and_pauses_nobody(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", error(400, "Bad Request: chat not found"), chat_id=8)
    async with database.write() as connection:
        await chats.get_or_create(connection, 8, "private", "uk", datetime.now(UTC))
        for day in range(1, FORBIDDEN_DAYS):
            await chats.refused(connection, 8, date(2025, 1, day))
    await put(database, note(8, "а"), note(8, "б"))
    start()
    await until_counts(database, {OutboxState.FAILED: 1, OutboxState.SENT: 1})
    assert not await _is_paused(database, 8)


async def test_a_message_that_telegram_cannot_parse_goes_out_as_plain_text(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", error(400, "Bad Request: can't parse entities: unclosed tag"))
    await put(database, OutboxMessage(1, "x", "<b>5 &lt; 6</b>"))
    start()
    await until_counts(database, {OutboxState.SENT: 1})
    assert telegram.texts() == ["5 < 6"]


async def test_a_group_that_became_a_supergroup_takes_everything_along(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", migrated(-1009), chat_id=-9)
    now = datetime.now(UTC)
    async with database.write() as connection:
        await chats.get_or_create(connection, -9, "group", "uk", now)
        await subscriptions.add(connection, -9, None, 480, date(2025, 1, 1), now)
    await put(database, note(-9, "а"), note(-9, "б"))
    start()
    await until_counts(database, {OutboxState.SENT: 2})
    assert [message["chat"]["id"] for message in telegram.sent] == [-1009, -1009]
    async with database.read() as connection:
        assert len(await subscriptions.of_chat(connection, -1009)) == 1
        assert await chats.get(connection, -9) is None


async def test_what_a_crash_left_claimed_is_unknown_unless_the_settings_say_to_send_digests_again(
    database: Database, start: Callable[..., Delivery], application: BotApplication
) -> None:
    await put(database, note(1, "а", Priority.DIGEST), note(1, "відповідь"))
    async with database.write() as connection:
        await outbox.claim(connection, datetime.now(UTC))
    idle = Delivery(database, application.bot, Pace(), KYIV)
    assert await idle.recover(resend=False) == 2
    assert await counts(database) == {OutboxState.UNKNOWN: 2}
    await idle.recover(resend=True)
    assert await counts(database) == {OutboxState.PENDING: 1, OutboxState.UNKNOWN: 1}


async def test_a_digest_of_unknown_fate_is_not_sent_again_once_it_is_a_day_old(
    database: Database, application: BotApplication
) -> None:
    queued = datetime.now(UTC) - outbox.RESENT_WITHIN - timedelta(minutes=1)
    async with database.write() as connection:
        await outbox.put(connection, note(1, "вчорашнє", Priority.DIGEST), queued)
        await outbox.claim(connection, datetime.now(UTC))
    assert await Delivery(database, application.bot, Pace(), KYIV).recover(resend=True) == 1
    assert await counts(database) == {OutboxState.UNKNOWN: 1}


async def test_stopping_marks_what_hangs_as_unknown_within_its_time(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", hang(20))
    await put(database, note(1, "висить"))
    delivery = start()
    await until_asked(telegram)
    async with asyncio.timeout(60):
        await delivery.stop(0.2)
    assert await counts(database) == {OutboxState.UNKNOWN: 1}


async def test_what_is_claimed_while_the_end_begins_does_not_leave_and_waits_again(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    await put(database, note(1, "лишається"))
    delivery = start()
    await delivery.stop(1)
    await delivery.send_due()
    await delivery.stop(1)
    assert await counts(database) in ({OutboxState.PENDING: 1}, {OutboxState.SENT: 1})
    assert telegram.count()["sendMessage"] == (await counts(database)).get(OutboxState.SENT, 0)


async def test_stopping_does_not_wait_for_another_process_that_writes(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.fail("sendMessage", hang(0.3, acted=True))
    await put(database, note(1, "далі"))
    delivery = start()
    await until_counts(database, {OutboxState.CLAIMED: 1})
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with capture_logs() as told:
            await delivery.stop(1)
    assert "the fate of messages can't be stored" in [one["event"] for one in told]
    assert await counts(database) == {OutboxState.CLAIMED: 1}


async def test_a_storm_of_messages_stays_within_the_limits(
    database: Database, telegram: FakeTelegram, start: Callable[..., Delivery]
) -> None:
    telegram.limits = Limits(in_all=20, a_group=4)
    await put(database, *(note(chat, "зведення", Priority.DIGEST) for chat in range(1, 41)))
    await put(database, *(note(7, f"{n}") for n in range(2)), *(note(-7, f"{n}") for n in range(6)))
    start(Pace(in_all=20, a_group=4))
    await telegram.until_sent(46)
    assert telegram.limits.violations == []
    assert len(telegram.texts(-7)) == 4


@pytest.mark.parametrize(
    ("fault", "wanted"),
    [
        (TimedOut(), False),
        (NetworkError("Bad Gateway"), False),
        (InvalidToken("no"), False),
        (KeyError("result"), False),
        (TelegramError("Invalid server response"), True),
        (BadRequest("x"), False),
        (Forbidden("x"), True),
    ],
)
def test_only_a_lost_answer_may_have_arrived(fault: Exception, wanted: bool) -> None:
    assert may_have_arrived(fault) is wanted


@pytest.mark.parametrize(
    ("cause", "wanted"), [("ReadTimeout", True), ("ConnectTimeout", False), ("PoolTimeout", False)]
)
def test_a_time_out_may_have_arrived_once_the_request_had_left(cause: str, wanted: bool) -> None:
    fault = TimedOut()
    fault.__cause__ = type(cause, (Exception,), {})()
    assert may_have_arrived(fault) is wanted
