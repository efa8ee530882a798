"""What people write behind a command: days, clock times, places. Pure; InputError's message is a text's name."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import InputError

TIME = re.compile(r"(?:о |at )?(\d{1,2})[:.](\d{2})$", re.IGNORECASE)
HOUR = re.compile(r"(\d{1,2})$")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
WRITTEN_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?$")
NAMED_DAY = re.compile(r"(\d{1,2})(?:-?(?:го|е|st|nd|rd|th))? ([^\W\d_]+)(?: (\d{4}))?$")
MONTHS = (
    ("січня", "января", "january", "jan"), ("лютого", "февраля", "february", "feb"),
    ("березня", "марта", "march", "mar"), ("квітня", "апреля", "april", "apr"),
    ("травня", "мая", "may"), ("червня", "июня", "june", "jun"),
    ("липня", "июля", "july", "jul"), ("серпня", "августа", "august", "aug"),
    ("вересня", "сентября", "september", "sep", "sept"), ("жовтня", "октября", "october", "oct"),
    ("листопада", "ноября", "november", "nov"), ("грудня", "декабря", "december", "dec"),
)  # fmt: skip
DAYS_AGO = {
    **dict.fromkeys(("", "today", "сьогодні", "сегодня"), 0),
    **dict.fromkeys(("yesterday", "вчора", "учора", "вчера"), 1),
    **dict.fromkeys(("позавчора", "позавчера"), 2),
}
FIRST_DAY = date(2014, 2, 20)
DEFAULT_MINUTE = 8 * 60
CLOCK_CHANGE = range(3 * 60, 4 * 60)
"""Minutes of the day that do not exist, or come twice, when clocks change: no digest is due then."""


def day_of(written: str, today: date) -> date:
    """The day that somebody wrote (2025-11-17, 17.11.2025, 17.11, "17 листопада", "вчора", or nothing for today).

    Raises InputError("future_date") for days to come, InputError("bad_date") for anything else and before 2014-02-20.
    """
    said = written.strip().lower()
    day = today - timedelta(days=DAYS_AGO[said]) if said in DAYS_AGO else _written_day(said, today)
    if day > today:
        raise InputError("future_date")
    if day < FIRST_DAY:
        raise InputError("bad_date")
    return day


def _written_day(said: str, today: date) -> date:
    try:
        if iso := ISO_DAY.match(said):
            return date(*map(int, iso.groups()))
        if found := WRITTEN_DAY.match(said):
            return _past_day(int(found[1]), int(found[2]), found[3], today)
        if found := NAMED_DAY.match(said):
            month = next((number for number, names in enumerate(MONTHS, 1) if found[2] in names), 0)
            return _past_day(int(found[1]), month, found[3], today)
    except ValueError as error:
        raise InputError("bad_date") from error
    raise InputError("bad_date")


def _past_day(day: int, month: int, year: str | None, today: date) -> date:
    """The day of a written year, else the last one that has been. Raises ValueError if there is none."""
    found = date(int(year or today.year), month, day)
    return found if year or found <= today else found.replace(year=found.year - 1)


def day_and_place(words: Sequence[str], today: date) -> tuple[date, str]:
    """The day (today if none) and the place ("" if none) that stand behind /today, in this order.

    Raises InputError("future_date") for days to come.
    """
    for cut in range(len(words), 0, -1):
        try:
            return day_of(" ".join(words[:cut]), today), " ".join(words[cut:])
        except InputError as error:
            if str(error) == "future_date":
                raise
    return today, " ".join(words)


def minute_of(written: str) -> int:
    """The minute of the day (0 to 1439) of "8:05", "08.05" or "8".

    Raises InputError("bad_time"), and "night_time" from 03:00 to 03:59, which a change of clocks skips or repeats.
    """
    found = TIME.match(written.strip()) or HOUR.match(written.strip())
    if found is None:
        raise InputError("bad_time")
    hour, minute = int(found[1]), int(found[2]) if found.re is TIME else 0
    if hour > 23 or minute > 59:
        raise InputError("bad_time")
    if hour * 60 + minute in CLOCK_CHANGE:
        raise InputError("night_time")
    return hour * 60 + minute


def moment_of(given: Sequence[str], today: date, zone: ZoneInfo) -> datetime:
    """The local moment of "2025-11-17 08:00"; a day alone is its end.

    Raises InputError as `day_of` does, and InputError("asof_usage") if the time can't be read or nothing is given.
    """
    if not given or len(given) > 2:
        raise InputError("asof_usage")
    day = day_of(given[0], today)
    if len(given) == 1:
        return datetime.combine(day, time(23, 59, 59), zone)
    found = TIME.match(given[1])
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise InputError("asof_usage")
    return datetime.combine(day, time(int(found[1]), int(found[2])), zone)


def clock(minute: int) -> str:
    """A minute of the day as "08:05"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def place_and_minute(words: Sequence[str]) -> tuple[str, int]:
    """The place ("" if none) and minute of the day (08:00 if none) that stand behind /subscribe.

    Raises InputError as `minute_of` does, if the last or the first word is meant as a time.
    """
    if words and words[-1][:1].isdigit():
        return " ".join(words[:-1]), minute_of(words[-1])
    if words and words[0][:1].isdigit():
        return " ".join(words[1:]), minute_of(words[0])
    return " ".join(words), DEFAULT_MINUTE
