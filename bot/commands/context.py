"""What several commands share: the settings, the options of database and language, and where output goes."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from bot.errors import InputError
from bot.period import KYIV
from bot.settings import Settings

DATE_AND_TIME = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def settings_with(database: Path | None = None, language: str | None = None) -> Settings:
    """The settings, with what the command's options name in place of the environment's values."""
    given: dict[str, Any] = {"bot_database": database, "bot_language": language}
    return Settings.load().model_copy(update={name: value for name, value in given.items() if value is not None})


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --database."""
    option = click.option("--database", type=click.Path(path_type=Path, dir_okay=False), help="The SQLite file.")
    return option(command)


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --language."""
    return click.option("--language", type=click.Choice(["uk", "en"]), help="The language of the answer.")(command)


def day_from(given: str | None) -> date | None:
    """The day of "2025-11-17" or "17.11.2025", None for None. Raises InputError."""
    if given is None:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(given, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise InputError(f"{given!r} is no date: it should be like 2025-11-17")


def moment_from(given: str | None, settings: Settings) -> datetime | None:
    """The aware moment of "2025-11-17 08:00" in the settings' time zone, None for None. Raises InputError."""
    if given is None:
        return None
    for form in DATE_AND_TIME:
        try:
            return datetime.strptime(given, form).replace(tzinfo=settings.zone)
        except ValueError:
            continue
    raise InputError(f"{given!r} is no moment: it should be like 2025-11-17 08:00")


def published_at(given: str | None) -> datetime:
    """The aware moment of a text's publication: a day is its noon, a moment without offset is Kyiv's; None is now.

    Raises InputError.
    """
    if given is None:
        return datetime.now(KYIV)
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise InputError(f"--date is {given!r}: it should be like 2025-11-17 or 2025-11-17T06:40+02:00") from None
    if len(given) <= len("2025-11-17"):
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=KYIV)


def write_line(text: str) -> None:
    """One line on standard output, as UTF-8 whatever the terminal's locale."""
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
