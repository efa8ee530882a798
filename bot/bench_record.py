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


@dataclass(frozen=True, slots=True)
class LinkingSpeed:
    """What linking took at `on_file` incidents: of `timed` reports the median and the slowest, in milliseconds.

    `processor_ms` is the median of the processor's time alone, which a busy machine does not lengthen.
    """

    on_file: int
    timed: int
    median_ms: float
    slowest_ms: float
    processor_ms: float


@dataclass(frozen=True, slots=True)
class _Told:
    post: IncomingPost
    reading: Reading


async def measure_linking(file: Path, on_file: int) -> LinkingSpeed:
    """Fills a new database at `file` with so many incidents and links reports to the last of them."""
    database = await Database.open(file)
    async with database.write() as connection:
        for told in _record(on_file):
            await _link(connection, told)
        found = await incidents.count(connection)
    took = []
    for told in _updates(on_file):
        async with database.rehearse() as connection:
            took.append(await _link(connection, told))
    await database.close()
    spent = [1000 * by_clock for by_clock, _ in took]
    return LinkingSpeed(found, len(took), median(spent), max(spent), 1000 * median(worked for _, worked in took))


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


def _updates(number: int) -> Iterator[_Told]:
    """Later posts on the attacks of the last day."""
    last = FIRST_DAY + timedelta(days=(number - 1) // (len(OBLASTS) * TOWNS))
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
