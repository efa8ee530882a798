"""How the bot is doing, as its database tells: for owners, for the terminal, for health checks."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot import __version__
from bot.render.catalogue import Words, words
from storage import digests, inbox, meta, outbox, posts, quarantine
from storage.database import Database
from storage.records import SourceActivity

LAST_POLL = "last_poll"
"""The key of `storage.meta` under which the poller keeps the moment of its last success, in ISO 8601."""

LAST_BACKUP = "last_backup"
"""The key of `storage.meta` under which the daily job keeps the moment of its last copy, in ISO 8601."""

REASON_LENGTH = 200
OLDEST_WAITING = timedelta(minutes=10)
SILENT_AFTER = timedelta(days=1)
SILENT_STRANGER = timedelta(days=3)
USUAL_GAPS = 5
"""A source is called silent after so many of its usual gaps between two posts, never before `SILENT_AFTER`."""
KNOWN_POSTS = 3
"""Of fewer posts no gap is usual: such a source is silent after `SILENT_STRANGER`."""


@dataclass(frozen=True, slots=True)
class Status:
    """What stands in the database at `at` (aware): queue lengths by state, moments of last activity, sizes in bytes."""

    at: datetime
    version: str
    posts: int
    inbox: Mapping[str, int]
    outbox: Mapping[str, int]
    quarantined: int
    oldest_waiting: datetime | None
    last_poll: datetime | None
    last_digest: datetime | None
    last_backup: datetime | None
    database_bytes: int
    sources: tuple[SourceActivity, ...]
    aside: tuple[tuple[str, int], ...] = ()
    """Why updates were put aside, and how many for each reason."""


async def status_of(database: Database, now: datetime) -> Status:
    """The status at `now` (aware). Raises StorageError."""
    async with database.read() as connection:
        return Status(
            at=now,
            version=__version__,
            posts=await posts.count(connection),
            inbox={state.value: number for state, number in (await inbox.counts(connection)).items()},
            outbox={state.value: number for state, number in (await outbox.counts(connection)).items()},
            quarantined=await quarantine.count(connection),
            oldest_waiting=await inbox.oldest_waiting(connection),
            last_poll=_moment(await meta.get(connection, LAST_POLL)),
            last_digest=await digests.last_run(connection),
            last_backup=_moment(await meta.get(connection, LAST_BACKUP)),
            database_bytes=await asyncio.to_thread(size_of, database.path),
            sources=tuple(await posts.sources(connection)),
            aside=tuple(await inbox.errors(connection)),
        )


async def try_again(database: Database, now: datetime) -> int:
    """Gives back to the running bot, or the next one, all updates that failed or were put aside. How many."""
    async with database.write() as connection:
        return await inbox.again(connection, now)


def size_of(path: Path) -> int:
    """The bytes of a database file with its journal beside it; 0 where there is none."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def faults(status: Status, watchdog: timedelta) -> list[str]:
    """What a health check must report, in words; [] if all is well. `watchdog` 0 leaves the polls out."""
    found = []
    if watchdog and status.last_poll and status.at - status.last_poll > watchdog:
        found.append(f"no successful poll since {status.last_poll:%Y-%m-%d %H:%M} UTC")
    if status.oldest_waiting and status.at - status.oldest_waiting > OLDEST_WAITING:
        found.append(f"an update waits since {status.oldest_waiting:%Y-%m-%d %H:%M} UTC")
    return found


def lines(status: Status, language: str = "en") -> Iterable[tuple[str, str]]:
    """The status as (what, how it is) lines of plain text in a language."""
    say = words(language)
    for name, how in _facts(status, say):
        yield say(f"health.{name}").unescape(), how
    for source in status.sources:
        yield f"@{source.source}", _activity(source, status.at, say)


def _facts(status: Status, say: Words) -> Iterable[tuple[str, str]]:
    """The lines but for those of sources, each by the name of its key."""
    yield "version", status.version
    yield "posts", f"{status.posts:,}"
    yield "inbox", _counts(status.inbox, say)
    for error, number in status.aside:
        reason, _, _ = error.partition("\n")
        yield "aside", f"{number}: {reason[:REASON_LENGTH]}"
    yield "oldest", _since(status.oldest_waiting, "none", say)
    yield "outbox", _counts(status.outbox, say)
    yield "poll", _since(status.last_poll, "unknown", say)
    yield "digest", _since(status.last_digest, "never", say)
    yield "backup", _since(status.last_backup, "never", say)
    yield "quarantine", str(status.quarantined)
    yield "database", say("health.megabytes", size=f"{status.database_bytes / 1_000_000:.1f}").unescape()


def is_silent(source: SourceActivity, now: datetime) -> bool:
    """Whether a source has said nothing for longer than is usual with it."""
    quiet = now - source.last_published
    if source.posts < KNOWN_POSTS:
        return quiet > SILENT_STRANGER
    gap = (source.last_published - source.first_published) / (source.posts - 1)
    return quiet > max(SILENT_AFTER, gap * USUAL_GAPS)


def _activity(source: SourceActivity, now: datetime, say: Words) -> str:
    last = _since(source.last_published, "unknown", say)
    told = say.count("health.source", source.posts, last=last).unescape()
    quiet = (now - source.last_published).days
    return f"{told}, {say.count('health.silent', quiet).unescape()}" if is_silent(source, now) else told


def _counts(counts: Mapping[str, int], say: Words) -> str:
    told = [say(f"health.state.{state}", number=number).unescape() for state, number in counts.items() if number]
    return ", ".join(told) or say("health.empty").unescape()


def _since(moment: datetime | None, nothing: str, say: Words) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else say(f"health.{nothing}").unescape()


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
