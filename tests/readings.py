"""What tests ask of a reading: its incidents and sums as plain tuples."""

from datetime import datetime

from bot.extract import Reader
from bot.model import Figure, Post, Reading, Report, Total

PUBLISHED = datetime.fromisoformat("2025-11-17T10:00:00+02:00")
"""When posts without a date of their own were published: a Monday."""

Told = tuple[str | None, str, int | None, int | None]
"""Place, last day as "11-17", killed, injured."""


def read(reader: Reader, text: str, region: str | None = None) -> Reading:
    return reader(Post("p", PUBLISHED, text, None, region))


def number(figure: Figure | None) -> int | None:
    return figure.total if figure else None


def told(report: Report) -> Told:
    place = report.place.settlement or report.place.raion or report.place.oblast
    return place, report.when.end.isoformat()[5:], number(report.killed), number(report.injured)


def summed(total: Total) -> tuple[str | None, str | None, int | None, int | None]:
    """Oblast, raion, killed, injured."""
    return total.place.oblast, total.place.raion, number(total.killed), number(total.injured)
