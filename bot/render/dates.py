"""Days and hours as people write them."""

from datetime import date, datetime

from babel.dates import format_date
from markupsafe import Markup

from bot.model import DayPart, When
from bot.period import Period
from bot.render.catalogue import words
from bot.render.edition import Edition

KYIV_KEYS = ("Europe/Kyiv", "Europe/Kiev")


def day(value: date, language: str, year: bool = True) -> str:
    """Returns "17 листопада 2025" or "17 November 2025", without the year if told so."""
    return format_date(value, "d MMMM y" if year else "d MMMM", locale=words(language).language)


def days(first: date, last: date, language: str, year: bool = True) -> str:
    """Returns a day or "16–17 листопада 2025", as short as is clear."""
    if first == last:
        return day(last, language, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, language, year)}"
    return f"{day(first, language, year and first.year != last.year)} – {day(last, language, year)}"


def when(value: When, language: str, year: bool = True) -> str:
    """Returns the days of an attack with its clock time, else its part of the day, where they are told.

    A night is named by the day on which it ends ("ніч на 17 листопада"), as the record dates it.
    """
    if _is_one_night(value):
        return str(words(language)("date.night", day=day(value.end, language, year)))
    said = days(value.start, value.end, language, year)
    hour = value.time or (str(words(language)(f"part.{value.part}")) if value.part else "")
    return f"{said}, {hour}" if hour else said


def _is_one_night(value: When) -> bool:
    return value.part is DayPart.NIGHT and value.time is None and (value.end - value.start).days <= 1


def hour_of(value: When, language: str) -> str:
    """Returns the clock time, else the part of the day in words, else ""; a night with the day on which it ends."""
    if _is_one_night(value):
        return when(value, language, year=False)
    return value.time or (str(words(language)(f"part.{value.part}")) if value.part else "")


def moment(value: datetime, edition: Edition, year: bool = False, known: date | None = None) -> str:
    """Returns an aware moment as local day and clock time: "17 листопада, 09:40"; the time alone on a `known` day."""
    local = value.astimezone(edition.zone)
    if local.date() == known:
        return f"{local:%H:%M}"
    return f"{day(local.date(), edition.language, year)}, {local:%H:%M}"


def period(value: Period, language: str) -> str:
    """Returns the days of a period, or "the last 24 hours" if it is counted in hours and no longer than two days."""
    length = round(value.hours)
    if value.whole_days or length > 48:
        return days(value.first_day, value.last_day, language)
    return str(words(language).count("period.hours", length))


def clock_name(edition: Edition) -> Markup:
    """Returns whose time the moments of an edition are: "за Києвом", "Kyiv time", "America/New_York time"."""
    key = edition.zone.key
    return edition.words("clock.kyiv") if key in KYIV_KEYS else edition.words("clock.zone", zone=key)
