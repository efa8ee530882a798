"""How fast a report is linked when the record is long: own reports, a database of its own, no reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bot import __version__
from bot.model import Figure, Kind, Place, Reading, Report, Trust, Weapon, WeaponType, When, Why
from bot.relink import Cause, link_new_post
from storage import incidents, posts, reports
from storage.database import Connection, Database
from storage.records import IncomingPost

OBLASTS = ("UA12", "UA14", "UA23", "UA51", "UA59", "UA63", "UA65", "UA74")
TOWNS = 12
"""So many towns of each oblast are attacked on each day."""
FIRST_DAY = date(2024, 1, 1)
TIMED = 60
LATE = (0, 1, 10)
"""So many days before the last one are the attacks of which the timed reports tell, published on their own day."""


@dataclass(frozen=True, slots=True)
class LinkingSpeed:
    """What linking took at `on_file` incidents: of `timed` reports the median and the slowest, in milliseconds.

    The reports came `days_late`: so many days of later ones were there before. `processor_ms` is the median of the
    processor's time alone, which a busy machine does not lengthen.
    """

    on_file: int
    days_late: int
    timed: int
    median_ms: float
    slowest_ms: float
    processor_ms: float


@dataclass(frozen=True, slots=True)
class _Told:
    post: IncomingPost
    reading: Reading


async def measure_linking(file: Path, on_file: int) -> list[LinkingSpeed]:
    """Fills a new database at `file` with so many incidents; how long reports take that come in time, and late."""
    database = await Database.open(file)
    async with database.write() as connection:
        for told in _record(on_file):
            await _link(connection, told)
        found = await incidents.count(connection)
    speeds = [await _measure_late(database, found, on_file, days) for days in LATE]
    await database.close()
    return speeds


async def _measure_late(database: Database, found: int, on_file: int, days: int) -> LinkingSpeed:
    """Links reports on attacks so many days ago, each to the record as it was filled."""
    took = []
    for told in _updates(on_file, days):
        async with database.rehearse() as connection:
            took.append(await _link(connection, told))
    spent = [1000 * by_clock for by_clock, _ in took]
    return LinkingSpeed(found, days, len(took), median(spent), max(spent), 1000 * median(worked for _, worked in took))


async def _link(connection: Connection, told: _Told) -> tuple[float, float]:
    """Stores a post with its reading and links it; the seconds that linking took, by the clock and of the processor."""
    saved = await posts.save(connection, told.post)
    post = await posts.find(connection, saved.id)
    assert post is not None
    await reports.keep(connection, post, told.reading, __version__, post.received)
    begun, worked = perf_counter(), process_time()
    await link_new_post(connection, post, Cause(Why.POST_ARRIVED, post.received, post_id=post.id))
    return perf_counter() - begun, process_time() - worked


def _record(number: int) -> Iterator[_Told]:
    """A first report of each of so many attacks, day after day."""
    for count in range(number):
        day, place = divmod(count, len(OBLASTS) * TOWNS)
        yield _told(f"p{count}", FIRST_DAY + timedelta(days=day), place, Kind.INCIDENT, count % 5)


def _updates(number: int, days: int) -> Iterator[_Told]:
    """Posts on the attacks of so many days before the last one."""
    last = FIRST_DAY + timedelta(days=(number - 1) // (len(OBLASTS) * TOWNS) - days)
    for count in range(TIMED):
        yield _told(f"u{count}", last, count, Kind.UPDATE, 7)


def _told(name: str, day: date, place: int, kind: Kind, injured: int) -> _Told:
    town, oblast = divmod(place, len(OBLASTS))
    hour = 6 if kind is Kind.INCIDENT else 16
    moment = datetime.combine(day, time(hour), UTC) + timedelta(minutes=5 * place)
    post = IncomingPost(name, moment, moment, name, "bench", OBLASTS[oblast], "bench", trust=Trust.OFFICIAL)
    report = Report(
        Place(OBLASTS[oblast], settlement=f"Місто {town}"),
        When(day, day),
        (Weapon(WeaponType.STRIKE_DRONE),),
        injured=Figure(injured),
    )
    return _Told(post, Reading(kind, (report,)))
