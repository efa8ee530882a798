"""Numbers: digits with grouping and scale, words, collective numerals, hedges; ordinals kept apart."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.text.numbers import find_numbers
from tests.readings import document_of

SIGNS = {"exact": "", "at_least": ">=", "about": "~"}

CASES = [
    ("Працювали сорок два рятувальники.", ["42"]),
    ("Поранено тридцять одну людину.", ["31"]),
    ("Двоє людей і троє дітей.", ["2", "3"]),
    ("Вивезено 2 450 мешканців.", ["2450"]),
    ("Вивезено 2 450 мешканців.", ["2450"]),
    ("Пошкоджено 3,5 тис. вікон.", ["3500"]),
    ("Без світла 12 тисяч родин.", ["12000"]),
    ("Місто дало прихисток сотням тисяч переселенців.", []),
    ("Збитки — 4 млн гривень.", ["4000000"]),
    ("Постраждало щонайменше 18 людей.", [">=18"]),
    ("Постраждало понад сто людей.", [">=100"]),
    ("Близько 40 будинків пошкоджено.", ["~40"]),
    ("Кількість поранених зросла до 11.", ["11"]),
    ("До 9 зросла кількість поранених.", ["9"]),
    ("На 5-му поверсі, у 2-й квартирі.", ["5th", "2th"]),
    ("Це вже третя жертва.", ["3th"]),
    ("Півтора десятка поранених.", ["15"]),
    ("Дванадцятеро поранених.", ["12"]),
    ("П’ятьох госпіталізовано.", ["5"]),
    ("Пострадали двадцать семь человек.", ["27"]),
    ("Эвакуировали более 300 жителей.", [">=300"]),
    ("Ранены около десяти человек.", ["~10"]),
    ("Четверо раненых, двое погибших.", ["4", "2"]),
    ("Twenty-three people were hurt.", ["23"]),
    ("At least nine were killed.", [">=9"]),
    ("Nearly 60 houses lost power.", ["~60"]),
    ("Some 1,200 residents left.", ["~1200"]),
    ("The 4th floor burned.", ["4th"]),
    ("9 injured, 25+ cars burned.", ["9", ">=25"]),
    ("Пошкоджено 30+ будинків, поранених 12.", [">=30", "12"]),
    ("A hundred and five drones.", ["100", "5"]),
    ("31’500 people have left.", ["31500"]),
    ("No number is told here.", []),
]


def shown(text: str) -> list[str]:
    document = document_of(text, datetime(2025, 6, 1, tzinfo=UTC))
    return [f"{SIGNS[n.bound]}{n.value}{'th' if n.ordinal else ''}" for n in find_numbers(document)]


@pytest.mark.parametrize(("text", "numbers"), CASES, ids=[text for text, _ in CASES])
def test_a_text_holds_these_numbers(text: str, numbers: list[str]) -> None:
    assert shown(text) == numbers


@given(st.integers(0, 999_999), st.sampled_from(["Поранено {} людей.", "Ранены {} человек.", "It injured {} people."]))
@settings(max_examples=100, deadline=None)
def test_digits_are_read_with_and_without_grouping(value: int, pattern: str) -> None:
    assert shown(pattern.format(value)) == [str(value)]
    assert shown(pattern.format(f"{value:,}".replace(",", " "))) == [str(value)]


@given(st.text(alphabet="0123456789 .,-–’тисзdozen", max_size=80))
@settings(max_examples=100, deadline=None)
def test_numbers_never_overlap(text: str) -> None:
    document = document_of(text, datetime(2025, 6, 1, tzinfo=UTC))
    numbers = find_numbers(document)
    assert all(before.last < after.first for before, after in pairwise(numbers))
