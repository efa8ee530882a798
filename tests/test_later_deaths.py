"""A death in hospital that an update tells alone is one more; beside other figures it is a figure (GUIDE: `added`)."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from bot.extract import Reader
from bot.model import Figure, Kind, Post, Report
from tests.readings import read

TABLE = Path(__file__).parent / "cases" / "later_deaths.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]
PUBLISHED = datetime.fromisoformat("2025-11-20T12:00:00+02:00")


@pytest.mark.parametrize(
    "text",
    [
        "Помер чоловік, якого росіяни поранили 3 листопада в Балаклії.",
        "Сьогодні не стало ще однієї мешканки Балаклії, яку поранило 3 листопада.",
        "Скончался мужчина, раненный 3 ноября при ударе по Балаклее.",
        "A man wounded in the November 3 strike on Balakliia has died in hospital.",
        "A woman hurt in the shelling of Balakliia on November 3 has died in a Kharkiv hospital.",
    ],
)
def test_a_death_told_alone_is_an_addition(reader: Reader, text: str) -> None:
    reading = read(reader, text, "UA63")
    figure = reading.reports[0].killed
    assert reading.kind is Kind.UPDATE
    assert figure is not None
    assert (figure.total, figure.added) == (None, 1)


def test_a_death_beside_wounded_people_is_a_figure(reader: Reader) -> None:
    text = "Дрон атакував авто в Балаклії. Водій помер у лікарні, двоє пасажирів поранені."
    figure = read(reader, text, "UA63").reports[0].killed
    assert figure is not None
    assert (figure.total, figure.added) == (1, None)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_post_on_one_who_died_of_wounds_tells_so(reader: Reader, case: dict[str, str]) -> None:
    reading = reader(Post("p", PUBLISHED, case["text"], region=case["region"]))
    assert " ; ".join([reading.kind.value, *map(shown, reading.reports)]) == case["told"]


def shown(report: Report) -> str:
    """A report in one line, as the table of cases has it."""
    people = ",".join(
        f"{one.outcome.value[0]}{one.age or ''}{one.sex.value[0] if one.sex else ''}" for one in report.people
    )
    figures = f"k{number(report.killed)} i{number(report.injured)}"
    late = "late" if report.death_of_injured else "-"
    return f"{report.place.settlement} {report.when.start.isoformat()[5:]} {figures} {late} [{people}]"


def number(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    count = f"+{figure.added}" if figure.added is not None and figure.total is None else str(figure.total)
    return count + (f"c{figure.children}" if figure.children is not None else "")
