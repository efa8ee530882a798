"""How the bot is doing, as its database tells."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Trust
from bot.status import LAST_POLL, faults, is_silent, lines, status_of
from storage import inbox, meta, posts
from storage.database import Database
from storage.records import IncomingPost, SourceActivity

NOW = datetime(2025, 8, 1, 9, 0, tzinfo=UTC)
WATCHDOG = timedelta(minutes=5)


async def test_an_empty_database_is_well(database: Database) -> None:
    status = await status_of(database, NOW)
    told = dict(lines(status))
    assert (told["posts"], told["inbox"], told["last digest run"]) == ("0", "empty", "none yet")
    assert status.database_bytes > 0
    assert faults(status, WATCHDOG) == []


async def test_an_update_that_waits_too_long_is_a_fault(database: Database) -> None:
    async with database.write() as connection:
        await inbox.store(connection, [(5, "{}")], NOW - timedelta(minutes=11))
    status = await status_of(database, NOW)
    assert status.inbox["new"] == 1
    assert faults(status, WATCHDOG) == ["an update waits since 2025-08-01 08:49 UTC"]


async def test_an_update_that_failed_and_is_tried_again_is_no_fault(database: Database) -> None:
    async with database.write() as connection:
        await inbox.store(connection, [(5, "{}")], NOW - timedelta(minutes=11))
        await inbox.failed(connection, 5, "no", NOW - timedelta(minutes=10))
    status = await status_of(database, NOW)
    assert (status.inbox["failed"], faults(status, WATCHDOG)) == (1, [])


async def test_why_updates_were_put_aside_is_told_each_reason_once(database: Database) -> None:
    async with database.write() as connection:
        await inbox.store(connection, [(number, "{}") for number in (5, 6, 7)], NOW)
        for number, error in ((5, "KeyError: 'id'"), (6, "ValueError: no\nmore"), (7, "ValueError: no\nmore")):
            await inbox.put_aside(connection, number, error)
    told = [how for what, how in lines(await status_of(database, NOW)) if what == "put aside"]
    assert told == ["2: ValueError: no", "1: KeyError: 'id'"]


@pytest.mark.parametrize(("ago", "watchdog", "count"), [(4, 5, 0), (6, 5, 1), (6, 0, 0)])
async def test_polls_that_fail_too_long_are_a_fault(database: Database, ago: int, watchdog: int, count: int) -> None:
    async with database.write() as connection:
        await meta.put(connection, LAST_POLL, (NOW - timedelta(minutes=ago)).isoformat())
    assert len(faults(await status_of(database, NOW), timedelta(minutes=watchdog))) == count


async def test_each_source_is_told_with_its_last_post_and_silence(database: Database) -> None:
    for number, (source, days) in enumerate([("fresh_channel", 1), ("quiet_channel", 9)]):
        published = NOW - timedelta(days=days)
        async with database.write() as connection:
            await posts.save(
                connection, IncomingPost("Слова", published, NOW, id=str(number), source=source, trust=Trust.OFFICIAL)
            )
    told = dict(lines(await status_of(database, NOW)))
    uk = dict(lines(await status_of(database, NOW), "uk"))
    assert uk["@quiet_channel"] == "1 допис, останній 2025-07-23 09:00 UTC, мовчить 9 днів"
    assert told["@fresh_channel"] == "1 post, last 2025-07-31 09:00 UTC"
    assert told["@quiet_channel"] == "1 post, last 2025-07-23 09:00 UTC, silent for 9 days"


@pytest.mark.parametrize(
    ("posts", "first", "quiet", "silent"),
    [
        (40, 20, 61, False),
        (40, 20, 62, True),
        (5, 20, 30, False),
        (5, 20, 24 * 26, True),
        (1, 0, 70, False),
        (1, 0, 73, True),
    ],
)
def test_a_source_is_silent_when_it_says_nothing_for_longer_than_usual(
    posts: int, first: int, quiet: int, silent: bool
) -> None:
    now = datetime(2025, 6, 1, tzinfo=UTC)
    last = now - timedelta(hours=quiet)
    assert is_silent(SourceActivity("x", posts, last - timedelta(days=first), last), now) is silent
