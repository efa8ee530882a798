"""`review`: what reviewers do in the chat, for somebody at a terminal."""

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Column, Table

from bot.answers import edition_of, edition_of_history, place_of
from bot.channels import Registry
from bot.commands.context import database_option, language_option, out, settings_with
from bot.commands.record import unit_named
from bot.commands.record_file import opened
from bot.errors import InputError
from bot.gazetteer import Gazetteer
from bot.linking import Act, Ruling
from bot.pinning import decide_channel, undo_channel
from bot.render import Edition, reasons_line, render_card, render_history, render_reports, render_why
from bot.render.plain import visible
from bot.review import (
    SLOTS,
    Decided,
    decide,
    decide_matter,
    merge,
    place_value,
    reopen,
    settle,
    split,
    undo,
    value_of,
)
from bot.settings import Settings
from bot.terminal import show
from storage import decisions, incidents, reviews
from storage.database import Database
from storage.records import Review, ReviewKind


def _reason(context: click.Context, parameter: click.Parameter, given: str) -> str:
    """The reason of an act, asked for where somebody sits at the terminal. Raises MissingParameter if there is none."""
    if given.strip():
        return given.strip()
    if not sys.stdin.isatty():
        raise click.MissingParameter(ctx=context, param=parameter)
    return str(click.prompt("Why")).strip()


REASON = click.option(
    "--why",
    default="",
    metavar="TEXT",
    callback=_reason,
    help="The reason, which is kept with the decision; needed, and asked for at a terminal.",
)


def _by() -> str:
    """Who decides at a terminal: the account's name, marked as such."""
    return f"terminal:{getpass.getuser()}"


def _decide(database: Path | None, act: Callable[[Database], Awaitable[Decided]]) -> None:
    """Does one act and says what it changed, with the number that undoes it."""
    done = asyncio.run(_acted(settings_with(database), act))
    out.print(_told(done))


def _told(done: Decided) -> str:
    return f"decision {done.ruling_id}: {_changed(done)}; `review undo {done.ruling_id}` takes it back"


def _changed(done: Decided) -> str:
    told = ", ".join(f"№{number} ({incident.status})" for number, incident in sorted(done.changed.items()))
    return told or "nothing changed"


async def _acted(settings: Settings, act: Callable[[Database], Awaitable[Decided]]) -> Decided:
    async with opened(settings) as database:
        return await act(database)


def _ruling(number: int, act: Act, why: str, slot: str | None = None) -> Ruling:
    return Ruling(0, number, act, _by(), datetime.now(UTC), slot, None, why)


@click.group()
def review() -> None:
    """Decide what the rules leave open.

    Each decision needs a reason (--why) that is kept with it, outranks the rules, and can be undone.
    """


@review.command(name="list")
@click.option("--decisions", "decided", is_flag=True, help="The decisions that stand, instead of what waits.")
@database_option
def list_(decided: bool, database: Path | None) -> None:
    """List what waits for a person."""
    settings = settings_with(database)
    if decided:
        _print_rulings(asyncio.run(_rulings(settings)))
    else:
        _print_reviews(asyncio.run(_waiting(settings)))


async def _waiting(settings: Settings) -> list[Review]:
    async with opened(settings) as database, database.read() as connection:
        return await reviews.waiting(connection)


async def _rulings(settings: Settings) -> list[Ruling]:
    async with opened(settings) as database, database.read() as connection:
        return await decisions.all_rulings(connection)


def _print_reviews(waiting: list[Review]) -> None:
    table = Table("matter", "incident", "what", "why", Column("post", overflow="fold"), box=None)
    for one in waiting:
        number = "" if one.incident_id is None else f"№{one.incident_id}"
        table.add_row(
            str(one.id), number, one.kind.value, visible(reasons_line(one.why, Edition("en"))), one.post_id or ""
        )
    out.print(table if waiting else "nothing waits")


def _print_rulings(rulings: list[Ruling]) -> None:
    table = Table("decision", "incident", "act", "by", "at (UTC)", "why", box=None)
    for one in rulings:
        at = f"{one.at.astimezone(UTC):%Y-%m-%d %H:%M}"
        table.add_row(str(one.id), f"№{one.incident_id}", one.act.value, one.by, at, one.why)
    out.print(table if rulings else "no decisions yet")


@review.command(name="show")
@click.argument("number", type=int)
@language_option
@database_option
def show_(number: int, language: str | None, database: Path | None) -> None:
    """Show incident NUMBER: its card, how its figures came about, its reports, and its history."""
    show(out, asyncio.run(_shown(settings_with(database, language), number)))


async def _shown(settings: Settings, number: int) -> list[str]:
    async with opened(settings) as database, database.read() as connection:
        incident = await incidents.get(connection, number)
        if incident is None:
            raise InputError(f"there is no incident №{number}")
        changes = await decisions.history_of(connection, incident.id)
        told = [one.post_id for one in incident.statements]
        rulings = await decisions.rulings_on(connection, [incident.id], told)
        registry = Registry.load()
        plain = edition_of(Gazetteer.load(), registry, settings.bot_language, None, [incident], zone=settings.zone)
        edition = await edition_of_history(connection, plain, registry, changes)
    card, why = render_card(incident, edition), render_why(incident, edition, rulings)
    return [*card, *why, *render_reports(incident, edition), *render_history(incident.id, changes, edition)]


@review.command()
@click.argument("number", type=int)
@click.option("--slot", type=click.Choice(["killed", "injured"]), help="Only a held figure.")
@REASON
@database_option
def confirm(number: int, slot: str | None, why: str, database: Path | None) -> None:
    """Confirm incident NUMBER, or one figure of it that is held."""
    _decide(database, lambda opened_: _confirmed(opened_, _ruling(number, Act.CONFIRM, why, slot)))


async def _confirmed(database: Database, ruling: Ruling) -> Decided:
    async with database.read() as connection:
        incident = await incidents.get(connection, ruling.incident_id)
    if incident is not None and incident.held and ruling.slot is None:
        held = ", ".join(incident.held)
        raise InputError(f"№{incident.id} holds back its {held}: decide that first (`review list`, `review answer`)")
    return await decide(database, ruling)


@review.command(name="answer")
@click.argument("matter", type=int)
@click.argument("answer", type=click.Choice(["yes", "no", "leave"]))
@REASON
@database_option
def answer_(matter: int, answer: str, why: str, database: Path | None) -> None:
    """Answer MATTER of `review list`: yes or no as under its message in the chat, or leave it as it is."""
    out.print(asyncio.run(_answered(settings_with(database), matter, answer, why)))


async def _answered(settings: Settings, matter: int, answer: str, why: str) -> str:
    now = datetime.now(UTC)
    async with opened(settings) as database:
        if answer == "leave":
            decided, is_done = None, await settle(database, matter, _by(), now, why)
        elif await _is_of_channel(database, matter):
            decided, is_done = None, await decide_channel(database, matter, answer == "yes", _by(), now, why)
        else:
            decided, is_done = await decide_matter(database, matter, answer == "yes", _by(), now, why), True
    if not is_done:
        raise InputError(f"the matter {matter} is closed, or somebody else is at it")
    return _told(decided) if decided else f"matter {matter} is settled; `review reopen {matter}` puts it back"


async def _is_of_channel(database: Database, matter: int) -> bool:
    async with database.read() as connection:
        found = await reviews.get(connection, matter)
    return found is not None and found.kind is ReviewKind.CHANNEL


@review.command(name="reopen")
@click.argument("matter", type=int)
@REASON
@database_option
def reopen_(matter: int, why: str, database: Path | None) -> None:
    """Put MATTER back that was settled without a decision on the record, or take back the answer about a channel."""
    asyncio.run(_reopened(settings_with(database), matter, why))
    out.print(f"matter {matter} waits again")


async def _reopened(settings: Settings, matter: int, why: str) -> None:
    now = datetime.now(UTC)
    async with opened(settings) as database:
        try:
            await reopen(database, matter, _by(), now, why)
        except InputError:
            if not await undo_channel(database, matter, Registry.load(), _by(), now, why):
                raise


@review.command()
@click.argument("number", type=int)
@click.argument("slot", type=click.Choice(SLOTS))
@click.argument("value")
@REASON
@database_option
def correct(number: int, slot: str, value: str, why: str, database: Path | None) -> None:
    """Correct SLOT of incident NUMBER: a count, a date (2025-11-17), a place in any usual form, weapons with commas."""
    language = settings_with(database).bot_language
    gazetteer = Gazetteer.load() if slot == "place" else None
    told = place_value(place_of(unit_named(gazetteer, value, language))) if gazetteer else value_of(slot, value)
    ruling = replace(_ruling(number, Act.CORRECT, why, slot), value=told)
    _decide(database, lambda opened_: decide(opened_, ruling))


@review.command()
@click.argument("number", type=int)
@REASON
@database_option
def retract(number: int, why: str, database: Path | None) -> None:
    """Mark incident NUMBER as withdrawn; it is kept and leaves every sum."""
    _decide(database, lambda opened_: decide(opened_, _ruling(number, Act.RETRACT, why)))


@review.command()
@click.argument("number", type=int)
@REASON
@database_option
def dismiss(number: int, why: str, database: Path | None) -> None:
    """Mark NUMBER as no incident."""
    _decide(database, lambda opened_: decide(opened_, _ruling(number, Act.DISMISS, why)))


@review.command(name="merge")
@click.argument("number", type=int)
@click.argument("other", type=int)
@REASON
@database_option
def merge_(number: int, other: int, why: str, database: Path | None) -> None:
    """Make one incident of NUMBER and OTHER; both numbers lead to it afterwards."""
    _decide(database, lambda opened_: merge(opened_, number, other, _by(), datetime.now(UTC), why))


@review.command(name="split", context_settings={"ignore_unknown_options": True})
@click.argument("number", type=int)
@click.argument("reports", nargs=-1, required=True)
@REASON
@database_option
def split_(number: int, reports: tuple[str, ...], why: str, database: Path | None) -> None:
    """Make an incident of its own from REPORTS of incident NUMBER.

    A report is named as `review show` lists it, such as -1001234/56#0; the id of a post alone means all of its reports.
    """
    _decide(database, lambda opened_: split(opened_, number, list(reports), _by(), datetime.now(UTC), why))


@review.command(name="undo")
@click.argument("decision", type=int)
@REASON
@database_option
def undo_(decision: int, why: str, database: Path | None) -> None:
    """Take DECISION back; one on which a later decision stands stays until that one is taken back."""
    done = asyncio.run(
        _acted(settings_with(database), lambda opened_: undo(opened_, decision, _by(), datetime.now(UTC), why))
    )
    later = ", ".join(f"decision {one.id}" for one in done.later)
    standing = f"; later on the same and still in force: {later}" if later else ""
    out.print(f"decision {decision} is taken back: {_changed(done)}{standing}")
