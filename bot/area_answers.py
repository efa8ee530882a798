"""Shell: the answers about an area, the same in the chat, on a terminal and in the demonstration."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.answers import summary_edition, summary_of
from bot.channels import Registry
from bot.gazetteer import Gazetteer, Unit
from bot.period import KYIV, Period
from bot.render import render_region, render_summary
from storage.database import Database

DAY_HOURS, WEEK_HOURS = 24, 7 * 24


@dataclass(frozen=True, slots=True)
class Rooms:
    """What answers and digests are made from; `language` is theirs where a chat has chosen none, `bot` its username."""

    database: Database
    gazetteer: Gazetteer
    registry: Registry
    language: str = "uk"
    bot: str | None = None
    zone: ZoneInfo = KYIV


async def day_answer(
    rooms: Rooms, day: date, unit: Unit | None, now: datetime, as_of: datetime | None = None
) -> list[str]:
    """The messages of /today about a local day and an area (None: all of Ukraine); with `as_of` as it stood then."""
    period = Period.day(day, rooms.zone)
    summary = await summary_of(rooms.database, rooms.gazetteer, period, unit, now, as_of)
    return render_summary(summary, summary_edition(rooms.gazetteer, rooms.registry, rooms.language, rooms.bot, summary))


async def region_answer(rooms: Rooms, unit: Unit | None, now: datetime, as_of: datetime | None = None) -> list[str]:
    """The messages of /region (None: all of Ukraine): the last 24 hours and 7 days before `now`.

    With `as_of` they are as the record stood then.
    """
    periods = [Period.last_hours(now, hours, rooms.zone) for hours in (DAY_HOURS, WEEK_HOURS)]
    day, week = [await summary_of(rooms.database, rooms.gazetteer, one, unit, now, as_of) for one in periods]
    edition = summary_edition(rooms.gazetteer, rooms.registry, rooms.language, rooms.bot, day, week)
    return render_region(day, week, edition)
