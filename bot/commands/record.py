"""Commands on the record: ingest, today, region, export and reread."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.progress import Progress

from bot.area_answers import day_answer, region_answer
from bot.channels import Registry
from bot.choice import Choice, choose, is_country, named, titles_apart
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
from bot.commands.record_file import opened, rooms_of
from bot.errors import InputError
from bot.export import export_lines
from bot.extract import Reader
from bot.gazetteer import Gazetteer, Unit
from bot.intake import Count, take_in
from bot.model import Change
from bot.period import Period
from bot.reread import reread as reread_all
from bot.settings import Settings
from bot.terminal import show
from storage.database import Database

MOST_MATCHES = 40
MOST_SHOWN = 12


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
@click.option("--as-of", "as_of", help="As the record stood then, such as '2025-11-17 08:00' in BOT_TIMEZONE.")
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
    if day > datetime.now(settings.zone).date():
        raise InputError(f"{day} is still to come")
    show(out, asyncio.run(_today(settings, day, name, moment)))


async def _today(settings: Settings, day: date, name: str | None, as_of: datetime | None) -> list[str]:
    gazetteer = Gazetteer.load()
    unit = area_named(gazetteer, name, settings.bot_language)
    async with rooms_of(settings, gazetteer) as rooms:
        return await day_answer(rooms, day, unit, datetime.now(UTC), as_of)


@click.command()
@click.argument("name")
@click.option("--date", "written", help="As on the evening of this day, such as 2025-11-17; now if left out.")
@click.option("--as-of", "as_of", help="As the record stood then, such as '2025-11-17 08:00' in BOT_TIMEZONE.")
@language_option
@database_option
def region(name: str, written: str | None, as_of: str | None, language: str | None, database: Path | None) -> None:
    """Show the last 24 hours and 7 days of a place.

    NAME may have any usual form: "Харківщина", "Izium raion", "Балаклія", "Левківка, Ізюмський район",
    or be a code of KATOTTG.
    """
    settings = settings_with(database, language)
    moment, day = moment_from(as_of, settings), day_from(written)
    until = moment or (Period.day(day, settings.zone).end if day else datetime.now(UTC))
    show(out, asyncio.run(_region(settings, name, until, moment)))


async def _region(settings: Settings, name: str, until: datetime, as_of: datetime | None) -> list[str]:
    gazetteer = Gazetteer.load()
    unit = area_named(gazetteer, name, settings.bot_language)
    async with rooms_of(settings, gazetteer) as rooms:
        return await region_answer(rooms, unit, until, as_of)


def area_named(gazetteer: Gazetteer, name: str | None, language: str) -> Unit | None:
    """The place of a typed name, as `unit_named`; None where none is given and where the country is named."""
    return None if name is None or is_country(name) else unit_named(gazetteer, name, language)


def unit_named(gazetteer: Gazetteer, name: str, language: str) -> Unit:
    """The place of a code or a typed name ("Левківка", or with more of its title: "Левківка, Ізюмський район").

    A typo is taken for the nearest name, which is said on standard error. Raises InputError with the candidates where
    none or several are meant.
    """
    choice = choose(named(gazetteer, name, MOST_MATCHES))
    if choice.unit is None:
        raise InputError(_none_or_several(gazetteer, name, choice, language))
    if not choice.exact:
        err.print(f"{name!r} is taken for {gazetteer.title(choice.unit, language)}")
    return choice.unit


def _none_or_several(gazetteer: Gazetteer, name: str, choice: Choice, language: str) -> str:
    shown = choice.others[:MOST_SHOWN]
    titles = "".join(
        f"\n  {unit.code}  {title}" for unit, title in zip(shown, titles_apart(gazetteer, shown, language), strict=True)
    )
    if choice.exact:
        return f"several places are called {name!r}; name one by its code or title:{titles}"
    return f"no place is called {name!r}" + (f"; the nearest are:{titles}" if titles else "")


@click.command()
@click.option("--format", type=click.Choice(["jsonl"]), expose_value=False, help="The only form there is, so far.")
@database_option
def export(database: Path | None) -> None:
    """Write the record, an incident a JSON line.

    A line holds place, days, figures with their ranges, status, and the posts with their links.
    """
    for line in asyncio.run(_export(settings_with(database))):
        write_line(line)


async def _export(settings: Settings) -> list[str]:
    async with opened(settings) as database:
        return await export_lines(database, Gazetteer.load())


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
