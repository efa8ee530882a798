"""Commands that start the bot and look after it: run, doctor, status, backup, restore, digest and demo."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from rich.table import Table

from bot.app import build, listen, tell_without_store
from bot.backup import back_up
from bot.backup import restore as put_back
from bot.channels import Registry
from bot.commands.context import database_option, err, language_option, out, settings_with
from bot.commands.record import area_named
from bot.commands.record_file import opened, rooms_of
from bot.demo import play
from bot.digest import digest_of
from bot.doctor import Finding, examine
from bot.errors import InputError, StorageError
from bot.extract import Reader
from bot.gazetteer import Gazetteer
from bot.lock import nobody_else, sole_bot
from bot.logs import set_up
from bot.settings import Settings
from bot.status import Status, faults, lines, status_of, try_again
from bot.terminal import show

FAILED = 1
LOG_LEVELS = ("DEBUG", "INFO", "WARNING")


@click.command()
@click.option("--log-level", type=click.Choice(LOG_LEVELS), default="INFO", show_default=True)
def run(log_level: str) -> None:
    """Start the bot.

    SIGTERM or Ctrl-C ends it within five seconds, with nothing lost.
    """
    settings = Settings.load()
    settings.token()
    set_up(log_level)
    try:
        with sole_bot(settings.bot_database):
            status = asyncio.run(_run(settings))
    except StorageError as error:
        asyncio.run(tell_without_store(settings, error))
        raise
    if status:
        raise SystemExit(status)


async def _run(settings: Settings) -> int:
    async with opened(settings) as database:
        gazetteer = Gazetteer.load()
        app = build(settings, database, gazetteer, Registry.load(), Reader.load(gazetteer))
        listen(app.stop)
        return await app.run()


@click.command()
@language_option
def demo(language: str | None) -> None:
    """Show the main job on the sample posts, without token or network."""
    asyncio.run(play(out, language or "uk"))


@click.command()
def doctor() -> None:
    """Look at all that the bot needs: each is ok or has its mend.

    The exit status is 1 if anything is bad.
    """
    findings = asyncio.run(examine(os.environ, datetime.now(UTC)))
    for finding in findings:
        _print_finding(finding)
    if not all(finding.is_well for finding in findings):
        raise SystemExit(FAILED)


def _print_finding(finding: Finding) -> None:
    mark = "[green]ok [/]" if finding.is_well else "[red]bad[/]"
    first, *rest = finding.words.splitlines() or [""]
    out.print(f"{mark} [bold]{finding.what:<15}[/]", end=" ")
    out.print(first, markup=False)
    for line in rest:
        out.print(" " * 20 + line, markup=False)


@click.command()
@click.option("--health", is_flag=True, help="Say only whether all is well; status 1 if not. For health checks.")
@click.option("--retry", is_flag=True, help="Try again now what could not be handled and was put aside.")
@database_option
def status(health: bool, retry: bool, database: Path | None) -> None:
    """Show queues, sources, last activity and sizes."""
    settings = settings_with(database)
    if not settings.bot_database.exists():
        raise InputError(f"there is no database at {settings.bot_database} yet: `run` or `ingest` makes it")
    found = asyncio.run(_status(settings, retry))
    if health:
        watchdog = 0 if settings.bot_webhook_url else settings.bot_watchdog
        _say_health(faults(found, timedelta(seconds=watchdog)))
    else:
        out.print(_table(found))


async def _status(settings: Settings, retry: bool) -> Status:
    async with opened(settings) as database:
        if retry:
            out.print(f"{await try_again(database, datetime.now(UTC))} updates wait to be handled by the bot again")
        return await status_of(database, datetime.now(UTC))


def _say_health(wrong: list[str]) -> None:
    if wrong:
        err.print("\n".join(wrong))
        raise SystemExit(FAILED)
    out.print("ok")


def _table(found: Status) -> Table:
    table = Table(show_header=False, box=None)
    table.add_column(style="bold")
    for what, how in lines(found):
        table.add_row(what, how)
    return table


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@database_option
def backup(file: Path, database: Path | None) -> None:
    """Copy the database to FILE, also while the bot runs.

    The copy is checked before it appears.
    """
    if not file.parent.is_dir():
        raise InputError(f"there is no folder {file.parent}")
    size = back_up(settings_with(database).bot_database, file)
    out.print(f"{file}: {size / 1_000_000:.1f} MB, checked")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@database_option
def restore(file: Path, database: Path | None) -> None:
    """Put the backup FILE in the database's place.

    The backup is checked first. Nothing else may use the database meanwhile; what was there is kept.
    """
    path = settings_with(database).bot_database
    with nobody_else(path):
        kept = put_back(file, path, datetime.now(UTC))
    out.print(f"{path} is restored from {file}" + (f"; what was there is kept as {kept}" if kept else ""))


@click.command()
@click.option("--now", is_flag=True, expose_value=False, help="Make it now and show it here, as is always done.")
@click.option("--region", "name", help="A place in any usual form; all of Ukraine if left out.")
@language_option
@database_option
def digest(name: str | None, language: str | None, database: Path | None) -> None:
    """Show the digest of the last 24 hours, as it would be sent now; nothing is sent."""
    show(out, asyncio.run(_digest(settings_with(database, language), name)))


async def _digest(settings: Settings, name: str | None) -> tuple[str, ...]:
    gazetteer, language = Gazetteer.load(), settings.bot_language
    area = area_named(gazetteer, name, language)
    async with rooms_of(settings, gazetteer) as rooms:
        return (await digest_of(rooms, area.code if area else None, language, datetime.now(UTC))).texts
