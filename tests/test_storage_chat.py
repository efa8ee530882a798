"""The chat side: stored updates, messages to send, chats, subscriptions, the ledger, review, registry."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.model import Trust
from storage import (
    channels,
    chats,
    digests,
    inbox,
    meta,
    outbox,
    posts,
    quarantine,
    reviewers,
    reviews,
    subscriptions,
)
from storage.database import Connection, Database
from storage.records import (
    BadLine,
    InboxState,
    IncomingPost,
    OutboxMessage,
    Priority,
    RegisteredChannel,
    Review,
    ReviewKind,
)

NOW = datetime(2025, 6, 1, 6, tzinfo=UTC)
DAY = date(2025, 6, 1)
SECOND = timedelta(seconds=1)


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    database = await Database.open(tmp_path / "bot.db")
    async with database.write() as lent:
        yield lent
    await database.close()


async def test_an_update_is_kept_once_and_handled_once(connection: Connection) -> None:
    assert await inbox.store(connection, [(5, "{}"), (6, "{}")], NOW) == 2
    assert await inbox.store(connection, [(6, "{}"), (7, "{}")], NOW) == 1
    await inbox.done(connection, 6)
    assert await inbox.store(connection, [(6, "{}")], NOW) == 0
    assert [update.update_id for update in await inbox.waiting(connection, NOW)] == [5, 7]


async def test_what_was_never_tried_does_not_wait_for_a_clock_that_was_set_back(connection: Connection) -> None:
    await inbox.store(connection, [(5, "{}")], NOW)
    await outbox.put(connection, message(1, "card"), NOW)
    earlier = NOW - timedelta(hours=3)
    assert [update.update_id for update in await inbox.waiting(connection, earlier)] == [5]
    assert [one.message.what for one in await outbox.claim(connection, earlier)] == ["card"]


async def test_a_failing_update_waits_longer_each_time_and_is_put_aside(connection: Connection) -> None:
    await inbox.store(connection, [(5, '{"a": 1}')], NOW)
    now, pauses = NOW, []
    while await inbox.failed(connection, 5, "broken", now) is InboxState.FAILED:
        assert await inbox.waiting(connection, now) == []
        later = now
        while not await inbox.waiting(connection, later):
            later += 5 * SECOND
        pauses.append(later - now)
        now = later
    assert pauses == sorted(pauses)
    assert len(set(pauses)) == len(pauses) == inbox.MAX_ATTEMPTS - 1
    kept = await connection.exec_driver_sql("SELECT state, raw, error FROM inbox")
    assert tuple(kept.one()) == ("aside", '{"a": 1}', "broken")


async def test_what_was_put_aside_is_given_back_as_if_it_had_failed_but_once(connection: Connection) -> None:
    await inbox.store(connection, [(5, "{}"), (6, "{}"), (7, "{}")], NOW)
    await inbox.put_aside(connection, 5, "broken")
    await inbox.failed(connection, 6, "broken", NOW)
    await inbox.done(connection, 7)
    assert await inbox.again(connection, NOW) == 2
    assert [(one.update_id, one.attempts) for one in await inbox.waiting(connection, NOW)] == [(5, 1), (6, 1)]


async def test_the_inbox_counts_and_forgets_what_is_long_handled(connection: Connection) -> None:
    await inbox.store(connection, [(1, "{}"), (2, "{}"), (3, "{}")], NOW)
    await inbox.done(connection, 1)
    await inbox.put_aside(connection, 2, "no message")
    counts = await inbox.counts(connection)
    assert (counts[InboxState.NEW], counts[InboxState.HANDLED], counts[InboxState.ASIDE]) == (1, 1, 1)
    assert await inbox.oldest_waiting(connection) == NOW
    assert await inbox.prune(connection, NOW) == 0
    assert await inbox.prune(connection, NOW + SECOND) == 1


def message(chat: int, what: str, **more: object) -> OutboxMessage:
    return OutboxMessage(chat, what, f"<b>{what}</b>", **more)  # type: ignore[arg-type]


async def test_a_message_is_queued_once_for_each_chat_what_and_day(connection: Connection) -> None:
    assert await outbox.put(connection, message(1, "digest", day=DAY), NOW)
    assert not await outbox.put(connection, message(1, "digest", day=DAY), NOW)
    assert await outbox.put(connection, message(1, "digest", day=DAY + timedelta(days=1)), NOW)
    assert await outbox.put(connection, message(1, "card"), NOW)
    assert not await outbox.put(connection, message(1, "card"), NOW)


async def test_messages_are_claimed_by_priority_and_only_once(connection: Connection) -> None:
    await outbox.put(connection, message(1, "digest", priority=Priority.DIGEST), NOW)
    await outbox.put(connection, message(2, "fix", priority=Priority.CORRECTION), NOW)
    await outbox.put(connection, message(3, "reply", reply_to=8, markup={"a": ["б"]}), NOW)
    claimed = await outbox.claim(connection, NOW)
    assert [one.message.what for one in claimed] == ["reply", "fix", "digest"]
    assert (claimed[0].message.markup, claimed[0].message.reply_to) == ({"a": ["б"]}, 8)
    assert await outbox.claim(connection, NOW) == []


async def test_no_message_overtakes_an_earlier_one_of_its_chat(connection: Connection) -> None:
    for what in ("first", "second"):
        await outbox.put(connection, message(1, what), NOW)
    await outbox.put(connection, message(2, "other"), NOW)
    [first] = await outbox.claim(connection, NOW, limit=1)
    await outbox.again(connection, first.id, NOW + 30 * SECOND, "429")
    assert [one.message.what for one in await outbox.claim(connection, NOW)] == ["other"]
    later = await outbox.claim(connection, NOW + 30 * SECOND)
    assert [one.message.what for one in later] == ["first", "second"]


async def states(connection: Connection) -> dict[tuple[int, str], str]:
    rows = await connection.exec_driver_sql("SELECT chat_id, what, state FROM outbox")
    return {(row[0], row[1]): row[2] for row in rows}


@pytest.mark.parametrize(("resend", "digest"), [(False, "unknown"), (True, "pending")])
async def test_what_was_being_sent_at_a_crash_is_unknown_and_only_a_digest_may_go_again(
    connection: Connection, resend: bool, digest: str
) -> None:
    await outbox.put(connection, message(1, "sent"), NOW)
    await outbox.put(connection, message(1, "reply"), NOW)
    await outbox.put(connection, message(1, "digest", priority=Priority.DIGEST), NOW)
    await outbox.put(connection, message(1, "lost", priority=Priority.DIGEST), NOW)
    first, *_, lost = await outbox.claim(connection, NOW)
    await outbox.sent(connection, first.id, 900)
    await outbox.unknown(connection, lost.id, "the answer was lost")
    assert await outbox.recover(connection, resend, NOW) == 2
    assert list((await states(connection)).values()) == ["sent", "unknown", digest, digest]


async def test_a_chat_keeps_its_settings_through_a_pause(connection: Connection) -> None:
    await chats.get_or_create(connection, 4, "private", "uk", NOW)
    await chats.set_language(connection, 4, "en")
    await chats.set_area(connection, 4, "UA59000000000057109")
    assert [await chats.refused(connection, 4, DAY + timedelta(days=n)) for n in (0, 0, 1)] == [1, 1, 2]
    await chats.pause(connection, 4, NOW)
    chat = await chats.get_or_create(connection, 4, "private", "uk", NOW)
    assert (chat.language, chat.area, chat.paused_since) == ("en", "UA59000000000057109", NOW)
    await outbox.put(connection, message(4, "digest"), NOW)
    assert await outbox.claim(connection, NOW) == []
    await chats.resume(connection, 4)
    assert len(await outbox.claim(connection, NOW)) == 1
    assert await chats.refused(connection, 4, DAY) == 1


async def subscribed(connection: Connection, chat: int, minute: int, area: str | None = None) -> int:
    await chats.get_or_create(connection, chat, "private", "uk", NOW)
    return (await subscriptions.add(connection, chat, area, minute, DAY, NOW)).id


async def test_a_subscription_is_due_once_a_day_from_its_time_on(connection: Connection) -> None:
    number = await subscribed(connection, 1, 480)
    assert await subscriptions.due(connection, DAY - timedelta(days=1), 1439) == []
    assert await subscriptions.due(connection, DAY, 479) == []
    assert [one.id for one in await subscriptions.due(connection, DAY, 480)] == [number]
    assert await digests.record(connection, 1, number, DAY, {"killed": 2}, NOW)
    assert not await digests.record(connection, 1, number, DAY, {}, NOW)
    assert await subscriptions.due(connection, DAY, 1439) == []
    assert len(await subscriptions.due(connection, DAY + timedelta(days=1), 480)) == 1


async def test_a_second_subscription_to_an_area_moves_the_first(connection: Connection) -> None:
    first, other = await subscribed(connection, 1, 480), await subscribed(connection, 1, 540, "UA59")
    assert await subscribed(connection, 1, 600) == first
    assert [(one.id, one.area, one.minute) for one in await subscriptions.of_chat(connection, 1)] == [
        (first, None, 600), (other, "UA59", 540),
    ]  # fmt: skip
    assert not await subscriptions.remove(connection, 2, first)
    assert await subscriptions.remove(connection, 1, first)
    assert await subscriptions.remove_all(connection, 1) == 1


async def test_the_ledger_tells_what_was_told_last(connection: Connection) -> None:
    await digests.record(connection, 1, 9, DAY, {"incidents": {"3": 1}}, NOW)
    last = await digests.last(connection, 1, 9)
    assert last is not None
    assert (last.told, last.day) == ({"incidents": {"3": 1}}, DAY)
    assert await digests.last(connection, 1, 10) is None
    assert await digests.last_run(connection) == NOW


async def test_a_group_that_becomes_a_supergroup_takes_everything_along(connection: Connection) -> None:
    number = await subscribed(connection, -5, 480)
    await digests.record(connection, -5, number, DAY, {}, NOW)
    await outbox.put(connection, message(-5, "digest", day=DAY), NOW)
    await chats.migrate(connection, -5, -1005)
    assert await chats.get(connection, -5) is None
    moved = await chats.get(connection, -1005)
    assert moved is not None
    assert moved.kind == "supergroup"
    assert [one.id for one in await subscriptions.of_chat(connection, -1005)] == [number]
    assert await digests.last(connection, -1005, number) is not None
    assert await subscriptions.due(connection, DAY, 1439) == []
    assert await states(connection) == {(-1005, "digest"): "pending"}


async def test_a_group_keeps_its_language_and_area_if_its_new_id_spoke_first(connection: Connection) -> None:
    await chats.get_or_create(connection, -5, "group", "en", NOW)
    await chats.set_area(connection, -5, "UA63")
    await chats.get_or_create(connection, -1005, "supergroup", "uk", NOW)
    await chats.migrate(connection, -5, -1005)
    moved = await chats.get(connection, -1005)
    assert moved is not None
    assert (moved.language, moved.area, moved.kind) == ("en", "UA63", "supergroup")


async def test_a_forgotten_person_is_in_no_version_of_anybodys_post(connection: Connection) -> None:
    first = IncomingPost(
        "один", NOW, NOW, origin_chat=-1, origin_message=2, forwarder_user=7, raw='{"from": {"id": 7}}'
    )
    later = replace(first, text="два", forwarder_user=8, raw='{"from": {"id": 8, "first_name": "Оля"}}')
    for one in (first, later):
        await posts.save(connection, one)
    await chats.forget(connection, 8, 8)
    kept = await connection.exec_driver_sql("SELECT raw FROM post_versions ORDER BY number")
    assert list(kept.scalars()) == ['{"from": {"id": 7}}', None]


async def test_migration_into_a_known_chat_keeps_what_that_chat_has(connection: Connection) -> None:
    await subscribed(connection, -5, 480)
    await subscribed(connection, -5, 500, "UA59")
    await subscribed(connection, -1005, 600)
    await chats.migrate(connection, -5, -1005)
    found = await subscriptions.of_chat(connection, -1005)
    assert sorted((one.area or "", one.minute) for one in found) == [("", 600), ("UA59", 500)]


async def test_a_forgotten_person_leaves_only_posts(connection: Connection) -> None:
    await subscribed(connection, 7, 480)
    await inbox.store(connection, [(1, '{"from":{"id":7,"first_name":"Х"}}')], NOW)
    await outbox.put(connection, message(7, "card"), NOW)
    post = IncomingPost("слова", NOW, NOW, trust=Trust.UNPROVEN, forwarder_chat=7, forwarder_user=7, raw='{"id":7}')
    saved = await posts.save(connection, post)
    await chats.forget(connection, 7, 7)
    kept = await posts.find(connection, saved.id)
    assert kept is not None
    assert kept.forwarder_user is None
    assert await chats.get(connection, 7) is None
    assert await subscriptions.of_chat(connection, 7) == []
    assert await states(connection) == {}
    dump = [
        str(row)
        for table in ("post_versions", "inbox")
        for row in await connection.exec_driver_sql(f"SELECT * FROM {table}")
    ]
    assert not any('"id":7' in row for row in dump)


async def test_a_channel_is_pinned_by_a_person_and_stays_so(connection: Connection) -> None:
    known = RegisteredChannel("Sumy_ODA", "Сумська ОДА", "governor", "UA59")
    await channels.keep(connection, [known])
    assert await channels.by_chat_id(connection, -100) is None
    assert await channels.pin(connection, "@sumy_oda", -100, "12", NOW)
    assert not await channels.pin(connection, "nobody", -101, "12", NOW)
    await channels.keep(connection, [RegisteredChannel("sumy_oda", "Сумська обласна", "governor", "UA59")])
    found = await channels.by_chat_id(connection, -100)
    assert found is not None
    assert (found.username, found.title) == ("sumy_oda", "Сумська обласна")
    pinned = await connection.exec_driver_sql("SELECT pinned_by FROM channels")
    assert pinned.scalar_one() == "12"
    await channels.release(connection, "sumy_oda", -100)
    assert await channels.by_chat_id(connection, -100) is None


async def test_a_channel_is_refused_until_that_is_taken_back(connection: Connection) -> None:
    for by in ("12", "13"):
        await channels.refuse(connection, -100, by, NOW)
    assert await channels.is_refused(connection, -100)
    assert not await channels.is_refused(connection, -101)
    await channels.release(connection, "sumy_oda", -100)
    assert not await channels.is_refused(connection, -100)


async def test_a_matter_for_review_is_worked_on_by_one_person(connection: Connection) -> None:
    matter = Review(ReviewKind.ORIGIN, "no origin", NOW, post_id="p", number=0)
    assert await reviews.put(connection, matter)
    assert not await reviews.put(connection, matter)
    first = await reviews.claim(connection, "ann", NOW)
    assert first is not None
    assert await reviews.claim(connection, "bob", NOW) is None
    again = await reviews.claim(connection, "ann", NOW)
    assert again is not None
    assert await reviews.claim(connection, "bob", NOW + 2 * reviews.CLAIM_LASTS) is not None
    assert await reviews.close(connection, first.id, "bob", NOW)
    assert not await reviews.close(connection, first.id, "bob", NOW)
    assert not await reviews.put(connection, matter)
    assert await reviews.count(connection) == 0


async def test_reviewers_are_added_and_removed(connection: Connection) -> None:
    assert await reviewers.add(connection, 12, 1, NOW)
    assert not await reviewers.add(connection, 12, 1, NOW)
    assert await reviewers.everyone(connection) == [12]
    assert await reviewers.contains(connection, 12)
    assert await reviewers.remove(connection, 12)
    assert not await reviewers.contains(connection, 12)


async def test_a_bad_line_is_kept_once_with_its_reason(connection: Connection) -> None:
    line = BadLine("posts.jsonl", 3, "{broken", "no JSON", NOW)
    assert await quarantine.put(connection, line)
    assert not await quarantine.put(connection, line)
    assert await quarantine.count(connection) == 1
    kept = await connection.exec_driver_sql("SELECT file, line, text, reason FROM quarantine")
    assert tuple(kept.one()) == ("posts.jsonl", 3, "{broken", "no JSON")


async def test_single_values_are_replaced(connection: Connection) -> None:
    await meta.put(connection, "offset", "5")
    await meta.put(connection, "offset", "6")
    assert (await meta.get(connection, "offset"), await meta.get(connection, "other")) == ("6", None)
