"""Shell: which digests are due, what goes into them, and their rows in ledger and outbox, each at most once.

A digest is due once its minute of the local day has come. What was missed while nothing ran is sent once, late: today's
where its time has passed, else yesterday's. The ledger's row and the messages are written in one transaction.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot.answers import edition_of, is_within, summary_of, totals_in, unit_of
from bot.area_answers import DAY_HOURS, Rooms
from bot.gazetteer import Unit
from bot.period import Period
from bot.render import render_digest
from bot.summary import Change, Summary, changes, told
from storage import chats, digests, incidents, outbox, subscriptions
from storage.database import Database
from storage.records import OutboxMessage, Priority, Subscription

LAST_MINUTE = 24 * 60 - 1
LATE_AFTER = timedelta(minutes=15)
AT_ONCE = 25

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Digest:
    """The messages of a digest, and what a chat has been told once they are sent."""

    texts: tuple[str, ...]
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is to be sent: of a local day, and whether it is late."""

    subscription: Subscription
    day: datetime
    late: bool


async def due_now(database: Database, now: datetime, zone: ZoneInfo) -> list[Due]:
    """All digests whose time has come and that the ledger does not know, in the order of their times.

    Of the days before today only yesterday counts, and only for those whose time of today has not come yet.
    """
    local = now.astimezone(zone)
    minute, yesterday = local.hour * 60 + local.minute, local - timedelta(days=1)
    async with database.read() as connection:
        today = await subscriptions.due(connection, local.date(), minute)
        missed = await subscriptions.due(connection, yesterday.date(), LAST_MINUTE)
    late = [Due(one, yesterday, late=True) for one in missed if one.minute > minute]
    limit = LATE_AFTER.total_seconds() // 60
    return [*late, *(Due(one, local, late=minute - one.minute > limit) for one in today)]


async def send_due(rooms: Rooms, now: datetime) -> int:
    """Queues all digests that are due; returns how many. Chats of one area and one past share the work."""
    kitchen: dict[str, Digest] = {}
    summaries: dict[str | None, Summary] = {}
    count = 0
    waiting = await due_now(rooms.database, now, rooms.zone)
    for first in range(0, len(waiting), AT_ONCE):
        some = waiting[first : first + AT_ONCE]
        ready = [(due, await _cooked(rooms, due, now, kitchen, summaries)) for due in some]
        count += await _queue(rooms.database, ready, now)
    if count:
        log.info("digests queued", count=count)
    return count


async def _cooked(
    rooms: Rooms, due: Due, now: datetime, kitchen: dict[str, Digest], summaries: dict[str | None, Summary]
) -> Digest:
    one = due.subscription
    async with rooms.database.read() as connection:
        chat = await chats.get(connection, one.chat_id)
        last = await digests.last(connection, one.chat_id, one.id)
    language = (chat and chat.language) or rooms.language
    before = last.told if last else None
    key = json.dumps([one.area, language, due.late, before], sort_keys=True)
    if key not in kitchen:
        unit = unit_of(rooms.gazetteer, one.area)
        if one.area not in summaries:
            summaries[one.area] = await _last_day(rooms, unit, now)
        kitchen[key] = await _digest(rooms, summaries[one.area], unit, language, before, due.late)
    return kitchen[key]


async def _queue(database: Database, ready: Sequence[tuple[Due, Digest]], now: datetime) -> int:
    count = 0
    async with database.write() as connection:
        for due, digest in ready:
            one, day = due.subscription, due.day.date()
            if not await digests.record(connection, one.chat_id, one.id, day, digest.told, now):
                continue
            count += 1
            for number, text in enumerate(digest.texts):
                what = f"digest:{one.id}:{number}"
                message = OutboxMessage(one.chat_id, what, text, day, Priority.DIGEST)
                await outbox.put(connection, message, now)
    return count


async def digest_of(
    rooms: Rooms, area: str | None, language: str, now: datetime, before: Mapping[str, Any] | None = None
) -> Digest:
    """The digest of an area (a KATOTTG code, None is all of Ukraine) at `now`; `before` is what was told last."""
    unit = unit_of(rooms.gazetteer, area)
    return await _digest(rooms, await _last_day(rooms, unit, now), unit, language, before, late=False)


async def _digest(
    rooms: Rooms, summary: Summary, unit: Unit | None, language: str, before: Mapping[str, Any] | None, late: bool
) -> Digest:
    changed = await _changes(rooms, summary, unit, before)
    shown = [*summary.incidents, *(change.incident for change in changed)]
    totals = totals_in(summary)
    edition = edition_of(rooms.gazetteer, rooms.registry, language, rooms.bot, shown, totals, rooms.zone)
    texts = render_digest(summary, changed, edition, late=late)
    return Digest(tuple(texts), told(summary, changed, before))


async def _last_day(rooms: Rooms, unit: Unit | None, now: datetime) -> Summary:
    return await summary_of(rooms.database, rooms.gazetteer, Period.last_hours(now, DAY_HOURS, rooms.zone), unit, now)


async def _changes(rooms: Rooms, summary: Summary, unit: Unit | None, before: Mapping[str, Any] | None) -> list[Change]:
    """What changed since: in the incidents that were told, and those first published since, of the area."""
    if not before:
        return []
    since = datetime.fromisoformat(before["at"])
    async with rooms.database.read() as connection:
        known = await incidents.by_ids(connection, [int(number) for number in before["incidents"]])
        fresh = await incidents.changed_since(connection, since, unit.oblast if unit else None)
    ids = {incident.id for incident in known}
    found = [*known, *(one for one in fresh if one.id not in ids and is_within(rooms.gazetteer, unit, one))]
    return changes(before, found, {incident.id for incident in summary.incidents})
