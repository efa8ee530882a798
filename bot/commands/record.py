"""Commands on the record: ingest, today, region and export."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.progress import Progress

from bot.answers import named, summary_as_of, summary_edition, summary_of
from bot.channels import Registry
from bot.commands.context import (
    database_option,
    day_from,
    err,
    language_option,
    moment_from,
    out,
    settings_with,
    write_line,
)
from bot.commands.record_file import opened
from bot.errors import InputError
from bot.export import export_lines
from bot.extract import Reader
from bot.gazetteer import Gazetteer, Match, Unit
from bot.intake import Count, take_in
from bot.model import Level
from bot.period import Period
from bot.render import render_region, render_summary
from bot.reread import reread as reread_all
from bot.settings import Settings
from bot.summary import Summary
from bot.terminal import show
from storage.database import Database
from storage.records import Change

NEAR_ENOUGH = 85.0
MOST_MATCHES = 40
MOST_SHOWN = 12
WEEK_HOURS = 7 * 24


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@database_option
def ingest(files: tuple[Path, ...], database: Path | None) -> None:
    """Take the posts of FILES into the record.

    A post is a JSON object on a line of its own. The same file again changes nothing; bad lines are set aside.
    """
    count = asyncio.run(_ingest(files, settings_with(database)))
    known = f"{count.changed} changed, {count.known} known already"
    out.print(f"{count.new} new posts, {known}; {count.incidents} new incidents; {count.bad} bad lines")
    if count.bad:
        err.print("bad lines are kept in quarantine with their reason; the rest was taken in")


async def _ingest(files: Sequence[Path], settings: Settings) -> Count:
    reader, registry, total = Reader.load(), Registry.load(), Count()
    async with opened(settings) as database:
        with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
            for path in files:
                total.add(await _ingest_file(path, database, reader, registry, progress))
    return total


async def _ingest_file(path: Path, database: Database, reader: Reader, registry: Registry, progress: Progress) -> Count:
    with path.open("rb") as counted:
        task = progress.add_task(path.name, total=sum(1 for _ in counted))
    with path.open("rb") as lines:
        done = lambda line: progress.update(task, completed=line.number)  # noqa: E731
        return await take_in(database, path.name, lines, reader, registry, datetime.now(UTC), done)


@click.command()
@click.option("--date", "written", help="The day, such as 2025-11-17; today if left out.")
@click.option("--as-of", "as_of", help="As the record stood then, such as '2025-11-17 08:00' (Kyiv time).")
@click.option("--region", "name", help="A place in any usual form; all of Ukraine if left out.")
@language_option
@database_option
def today(
    written: str | None, as_of: str | None, name: str | None, language: str | None, database: Path | None
) -> None:
    """Show a day's summary.

    It holds sums with their ranges, incidents by oblast, and what it rests on.
    """
    settings = settings_with(database, language)
    moment = moment_from(as_of, settings)
    day = day_from(written) or (moment or datetime.now(UTC)).astimezone(settings.zone).date()
    show(out, asyncio.run(day_answer(settings, Period.day(day, settings.zone), name, moment)))


@click.command()
@click.argument("name")
@click.option("--date", "written", help="As on the evening of this day, such as 2025-11-17; now if left out.")
@click.option("--as-of", "as_of", help="As the record stood then, such as '2025-11-17 08:00' (Kyiv time).")
@language_option
@database_option
def region(name: str, written: str | None, as_of: str | None, language: str | None, database: Path | None) -> None:
    """Show the last 24 hours and 7 days of a place.

    NAME may have any usual form: "Харківщина", "Izium raion", "Балаклія", "Левківка, Ізюмський район".
    """
    settings = settings_with(database, language)
    moment, day = moment_from(as_of, settings), day_from(written)
    until = moment or (Period.day(day, settings.zone).end if day else datetime.now(UTC))
    show(out, asyncio.run(region_answer(settings, name, until, moment)))


async def day_answer(settings: Settings, period: Period, name: str | None, as_of: datetime | None) -> list[str]:
    """The messages of /today for a day and a place (None: all of Ukraine)."""
    gazetteer = Gazetteer.load()
    unit = unit_named(gazetteer, name, settings.bot_language) if name else None
    async with opened(settings) as database:
        summary = await _summary(database, gazetteer, period, unit, datetime.now(UTC), as_of)
    edition = summary_edition(gazetteer, Registry.load(), settings.bot_language, None, summary)
    return render_summary(summary, edition, gazetteer.title(unit, settings.bot_language) if unit else None)


async def region_answer(settings: Settings, name: str, until: datetime, as_of: datetime | None) -> list[str]:
    """The messages of /region for a place as they would have been at `until`."""
    gazetteer = Gazetteer.load()
    unit = unit_named(gazetteer, name, settings.bot_language)
    periods = [Period.last_hours(until, hours, settings.zone) for hours in (24, WEEK_HOURS)]
    async with opened(settings) as database:
        day, week = [await _summary(database, gazetteer, one, unit, until, as_of) for one in periods]
    edition = summary_edition(gazetteer, Registry.load(), settings.bot_language, None, day, week)
    return render_region(day, week, edition, gazetteer.title(unit, settings.bot_language))


async def _summary(
    database: Database, gazetteer: Gazetteer, period: Period, unit: Unit | None, now: datetime, as_of: datetime | None
) -> Summary:
    if as_of:
        return await summary_as_of(database, gazetteer, period, unit, as_of)
    return await summary_of(database, period, unit, now)


def unit_named(gazetteer: Gazetteer, name: str, language: str) -> Unit:
    """The place of a typed name ("Левківка", or with more of its title: "Левківка, Ізюмський район").

    A typo is taken for the nearest name, which is said on standard error. Raises InputError with the candidates where
    none or several are meant.
    """
    matches = named(gazetteer, name, MOST_MATCHES)
    if not matches:
        raise InputError(f"no place is called {name!r}")
    best, titles = matches[0], _titles(gazetteer, matches, language)
    if not best.exact and best.score < NEAR_ENOUGH:
        raise InputError(f"no place is called {name!r}; the nearest are:\n{titles}")
    if _is_one_of_several(matches):
        raise InputError(f"several places are called {name!r}; name one as it stands here:\n{titles}")
    if not best.exact:
        err.print(f"{name!r} is taken for {gazetteer.title(best.unit, language)}")
    return best.unit


def _is_one_of_several(matches: Sequence[Match]) -> bool:
    best = matches[0]
    return best.unit.level is not Level.OBLAST and any(match.score == best.score for match in matches[1:])


def _titles(gazetteer: Gazetteer, matches: Sequence[Match], language: str) -> str:
    return "\n".join(f"  {gazetteer.title(match.unit, language)}" for match in matches[:MOST_SHOWN])


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@database_option
def export(form: str, database: Path | None) -> None:  # noqa: ARG001
    """Write the record, an incident a JSON line.

    A line holds place, days, figures with their ranges, status, and the posts with their links.
    """
    for line in asyncio.run(_export(settings_with(database))):
        write_line(line)


async def _export(settings: Settings) -> list[str]:
    async with opened(settings) as database:
        return await export_lines(database)


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@database_option
def reread(dry_run: bool, database: Path | None) -> None:
    """Read all stored posts anew and print what changed.

    People's decisions and the numbers of incidents are kept.
    """
    changes = asyncio.run(_reread(settings_with(database), dry_run))
    for change in changes:
        out.print(f"№{change.incident_id} {change.slot}: {change.before} → {change.after}", markup=False)
    numbers = len({change.incident_id for change in changes})
    out.print(f"{len(changes)} changes in {numbers} incidents" + (", nothing stored" if dry_run else ""))


async def _reread(settings: Settings, dry_run: bool) -> list[Change]:
    async with opened(settings) as database:
        return await reread_all(database, Reader.load(), dry_run, datetime.now(UTC))
