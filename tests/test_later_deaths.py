"""A death in hospital that an update tells alone is one more; beside other figures it is a figure (GUIDE: `added`)."""

import pytest

from bot.extract import Reader
from bot.model import Kind
from tests.readings import read


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
