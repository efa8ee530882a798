"""Stored updates are handled in order, and never lost, whatever goes wrong."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import StorageError
from bot.inbox import UnreadableError, Worker, chat_of, group_of, keep
from bot.pace import Pauses
from storage import inbox
from storage.database import Database
from storage.records import InboxState, OutboxMessage
from tests.inbox_steps import Updates, counts, numbered, until
from tests.telegram_updates import joined, message, pressed


class Handled:
    """A handler that notes what it is given; the texts in `broken` fail so many times."""

    def __init__(self, **broken: int) -> None:
        self.texts: list[str] = []
        self.batches: list[list[int]] = []
        self.repeats: list[bool] = []
        self.broken = broken
        self.pause = 0.0
        self.running = self.most_running = 0

    async def __call__(self, updates: Updates, is_repeat: bool) -> list[OutboxMessage]:
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            await asyncio.sleep(self.pause)
            text = updates[0]["message"].get("text", "")
            if self.broken.get(text, 0) > 0:
                self.broken[text] -= 1
                raise RuntimeError(f"broken by {text}")
            self.texts.append(text)
            self.batches.append([update["update_id"] for update in updates])
            self.repeats.append(is_repeat)
            return [OutboxMessage(updates[0]["message"]["chat"]["id"], text, text)]
        finally:
            self.running -= 1


async def nothing() -> None:
    return None


async def unheard(error: Exception) -> None:
    raise AssertionError(error)


@pytest.fixture
async def start(database: Database) -> AsyncIterator[Callable[..., Worker]]:
    tasks: list[asyncio.Task[None]] = []
    workers: list[Worker] = []

    def begin(handle: Any, on_aside: Any = nothing, alarm: Any = unheard, album_seconds: float = 0.2) -> Worker:
        worker = Worker(database, handle, on_aside, lambda: None, alarm, album_seconds)
        worker._troubles = Pauses(first=0.05, most=0.1)
        workers.append(worker)
        tasks.append(asyncio.create_task(worker.run()))
        return worker

    yield begin
    for worker in workers:
        await worker.stop(1.0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_the_updates_of_a_chat_keep_their_order_and_chats_do_not_wait_for_each_other(
    database: Database, start: Callable[..., Worker]
) -> None:
    batch = numbered(*(message(chat, text=f"{chat}-{n}") for n in range(5) for chat in range(1, 9)))
    await keep(database, batch, datetime.now(UTC))
    handled = Handled()
    handled.pause = 0.02
    start(handled)
    await until(lambda: _has_handled(handled, 40))
    for chat in range(1, 9):
        assert [text for text in handled.texts if text.startswith(f"{chat}-")] == [f"{chat}-{n}" for n in range(5)]
    assert 2 <= handled.most_running <= 16


async def _has_handled(handled: Handled, number: int) -> bool:
    return len(handled.texts) >= number


async def test_an_answer_is_queued_with_the_mark_that_its_update_is_handled(
    database: Database, start: Callable[..., Worker]
) -> None:
    await keep(database, numbered(message(1, text="а"), message(1, text="бомба")), datetime.now(UTC))
    handled = Handled(бомба=1)
    start(handled)
    await until(lambda: _has_handled(handled, 1))

    async def both_marked() -> bool:
        return await counts(database) == {InboxState.HANDLED: 1, InboxState.FAILED: 1}

    await until(both_marked)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT what FROM outbox")
        assert list(rows.scalars()) == ["а"]


async def test_what_an_earlier_process_left_is_handled_and_marked_as_a_repeat(
    database: Database, start: Callable[..., Worker]
) -> None:
    await keep(database, numbered(message(1, text="до")), datetime.now(UTC))
    await asyncio.sleep(0.01)
    handled = Handled()
    worker = start(handled)
    await until(lambda: _has_handled(handled, 1))
    await keep(database, numbered(message(1, text="після"), first=500), datetime.now(UTC))
    worker.wake()
    await until(lambda: _has_handled(handled, 2))
    assert list(zip(handled.texts, handled.repeats, strict=True)) == [("до", True), ("після", False)]
    await until(lambda: _all_done(database, 2))


async def _all_done(database: Database, number: int) -> bool:
    return await counts(database) == {InboxState.HANDLED: number}


async def test_an_update_that_fails_is_kept_with_its_error_and_the_rest_goes_on(
    database: Database, start: Callable[..., Worker]
) -> None:
    await keep(database, numbered(message(1, text="бомба"), message(1, text="далі")), datetime.now(UTC))
    handled = Handled(бомба=1)
    start(handled)
    await until(lambda: _has_handled(handled, 1))
    assert handled.texts == ["далі"]
    assert (await counts(database))[InboxState.FAILED] == 1


async def test_an_update_that_failed_is_tried_again_later(database: Database, start: Callable[..., Worker]) -> None:
    await keep(database, numbered(message(1, text="бомба")), datetime.now(UTC))
    handled = Handled(бомба=1)
    worker = start(handled)

    async def failed() -> bool:
        return InboxState.FAILED in await counts(database)

    await until(failed)
    async with database.write() as connection:
        await inbox.again(connection, datetime.now(UTC))
    worker.wake()
    await until(lambda: _has_handled(handled, 1))
    assert await counts(database) in ({InboxState.HANDLED: 1}, {InboxState.FAILED: 1})


async def test_what_no_try_could_read_is_put_aside_at_once_and_told(
    database: Database, start: Callable[..., Worker]
) -> None:
    told = []

    async def unreadable(updates: Updates, is_repeat: bool) -> None:
        raise UnreadableError("no message")

    async def tell() -> None:
        told.append(True)

    await keep(database, numbered({"message": {"chat": 5}}), datetime.now(UTC))
    start(unreadable, tell)

    async def is_told() -> bool:
        return bool(told)

    await until(is_told)
    assert await counts(database) == {InboxState.ASIDE: 1}


async def test_a_store_that_fails_raises_the_alarm_and_counts_as_no_try(
    database: Database, start: Callable[..., Worker]
) -> None:
    told: list[Exception] = []
    repeats: list[bool] = []

    async def alarm(error: Exception) -> None:
        told.append(error)

    async def damaged(updates: Updates, is_repeat: bool) -> list[OutboxMessage]:
        repeats.append(is_repeat)
        if len(repeats) < 9:
            raise StorageError("The database is damaged.")
        return []

    worker = start(damaged, alarm=alarm)
    await keep(database, numbered(message(1, text="а")), datetime.now(UTC))
    for _ in range(60):
        worker.wake()
        await asyncio.sleep(0.05)
    await until(lambda: _all_done(database, 1))
    assert repeats == [False, *[True] * 8]
    assert [str(error) for error in told] == ["The database is damaged."] * 8


async def test_a_token_in_an_error_is_not_kept(database: Database, start: Callable[..., Worker]) -> None:
    async def leak(updates: Updates, is_repeat: bool) -> None:
        raise RuntimeError("at https://x/bot123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getMe")

    await keep(database, numbered(message(1, text="а")), datetime.now(UTC))
    start(leak)

    async def failed() -> bool:
        return InboxState.FAILED in await counts(database)

    await until(failed)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT error FROM inbox")
        assert "[token]" in rows.scalar_one()


async def test_an_album_is_handled_once_it_is_quiet(database: Database, start: Callable[..., Worker]) -> None:
    album = joined([message(1, caption="підпис", photo=[]), message(1, photo=[]), message(1, photo=[])], "g1")
    first, second, third = numbered(*album)
    handled = Handled()
    worker = start(handled, album_seconds=1.5)
    await keep(database, [first, second], datetime.now(UTC))
    worker.wake()
    await asyncio.sleep(0.05)
    await keep(database, [third], datetime.now(UTC))
    worker.wake()
    await until(lambda: _has_handled(handled, 1))
    assert handled.batches == [[100, 101, 102]]


async def test_an_album_cut_in_two_by_a_restart_is_handled_whole(
    database: Database, start: Callable[..., Worker]
) -> None:
    first, second = numbered(*joined([message(1, photo=[]), message(1, caption="п", photo=[])], "g2"))
    await keep(database, [first], datetime.now(UTC))
    early = Handled()
    worker = start(early)
    await asyncio.sleep(0.05)
    await worker.stop(0.5)
    await keep(database, [second], datetime.now(UTC))
    late = Handled()
    start(late)
    await until(lambda: _has_handled(late, 1))
    assert (early.batches, late.batches) == ([], [[100, 101]])


async def test_stopping_lets_what_is_in_hand_finish_and_leaves_the_rest_stored(
    database: Database, start: Callable[..., Worker]
) -> None:
    await keep(database, numbered(*(message(1, text=f"{n}") for n in range(10))), datetime.now(UTC))
    handled = Handled()
    handled.pause = 0.1
    worker = start(handled)
    await asyncio.sleep(0.15)
    await worker.stop(1.0)
    done = len(handled.texts)
    assert 1 <= done < 10
    assert (await counts(database)) == {InboxState.HANDLED: done, InboxState.NEW: 10 - done}


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (message(17, text="а"), 17),
        ({"channel_post": {"chat": {"id": -100}}}, -100),
        (pressed(23, "why:1"), 23),
        ({"inline_query": {"from": {"id": 4}}}, 4),
        ({"poll": {"id": "1"}}, 0),
        ({"message": {"chat": "нічого"}}, 0),
    ],
)
def test_the_chat_of_an_update(update: dict[str, Any], chat: int) -> None:
    assert chat_of({"update_id": 1, **update}) == chat


def test_the_album_of_an_update() -> None:
    assert group_of(message(1, media_group_id="13", text="")) == "13"
    assert group_of(json.loads('{"message": "?"}')) is None
