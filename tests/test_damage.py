"""Damaged things: the table of cases, how mentions add up, and what must hold of any text."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract import Reader
from bot.extract.damage.finding import DamageMention, find_damage, merge_damage
from bot.extract.text.numbers import find_numbers
from bot.model import Damage, DamageObject, Post, Span
from tests.readings import document_of

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "damage.toml").read_text(encoding="utf-8"))
CASES = [(text, expected) for cases in TABLE.values() for text, expected in cases.items()]
WORDS = (
    "пошкоджено 3 будинки , . : та школу влучив у біля лікарні \n — ще два авто зруйновано під'їзд "
    "damaged two houses and a shop of the roof hit near повреждены дома склад больницы"
)
PIECES = st.sampled_from(WORDS.split(" "))


def damage_in(text: str) -> list[DamageMention]:
    document = document_of(text, datetime(2025, 6, 1, tzinfo=UTC))
    return find_damage(document, find_numbers(document))


def shown(damage: tuple[Damage, ...]) -> str:
    return ", ".join(f"{one.object} {'?' if one.count is None else one.count}" for one in damage)


def mention(count: int | None, sentence: int = 1, **more: Any) -> DamageMention:
    return DamageMention(0, 0, DamageObject.CAR, count, Span(0, 1), sentence, **more)


def total_of(*mentions: DamageMention) -> int | None:
    return merge_damage(mentions)[0].count


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_text_tells_what_was_damaged(text: str, expected: str) -> None:
    assert shown(merge_damage(damage_in(text))) == expected


def test_numbers_of_one_sentence_add_up() -> None:
    assert total_of(mention(1, told=True), mention(4, told=True)) == 5


def test_a_number_repeated_in_the_body_is_counted_once() -> None:
    assert total_of(mention(9, 0, told=True, headline=True), mention(9, 3, told=True)) == 9


def test_what_is_added_later_comes_on_top() -> None:
    assert total_of(mention(1, 0), mention(12, 3, told=True, added=True)) == 13


def test_a_full_number_takes_in_the_one_thing_named_before() -> None:
    assert total_of(mention(1, 0), mention(8, 3, told=True)) == 8


def test_a_part_of_a_number_is_not_added() -> None:
    assert total_of(mention(20, told=True), mention(3, told=True, added=True, part=True)) == 20


def test_a_plural_without_a_number_leaves_the_count_open() -> None:
    assert total_of(mention(None)) is None


def test_a_kind_not_told_gives_way_to_the_kinds_that_are() -> None:
    housing = DamageMention(0, 0, DamageObject.HOUSING, 31, Span(0, 1), 0, told=True)
    private = DamageMention(2, 2, DamageObject.PRIVATE_HOUSE, 9, Span(2, 3), 1, told=True)
    assert [damage.object for damage in merge_damage([housing, private])] == [DamageObject.PRIVATE_HOUSE]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_text_is_read_in_order_with_spans_inside_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = damage_in(text)
    assert [one.first for one in found] == sorted(one.first for one in found)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.count is None or one.count > 0 for one in found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    merge_damage(damage_in(text))


def test_a_newer_statement_replaces_the_number_before_it() -> None:
    text = "Згоріли п'ять вантажівок, поранено водія. За свіжими даними рятувальників, згоріли сім вантажівок."
    assert shown(merge_damage(damage_in(text))) == "truck 7"


def test_a_second_statement_without_such_a_word_adds_to_the_first() -> None:
    text = "Ворог ударив по селу. Зруйновано 2 гаражі. Пошкоджено 3 гаражі."
    assert shown(merge_damage(damage_in(text))) == "outbuilding 5"


def test_a_vehicle_told_beside_a_car_is_another_one() -> None:
    assert shown(merge_damage(damage_in("Пошкоджено автомобіль і трактор."))) == "car 1, vehicle 1"


def test_the_vehicle_of_a_later_sentence_is_the_bus_told_before() -> None:
    assert shown(merge_damage(damage_in("Дрон влучив в автобус. Техніка згоріла."))) == "bus 1"


@pytest.mark.parametrize(
    ("source", "expected"),
    [("police_poltava", "police_car"), ("politsia_kharkiv", "police_car"), ("metropolic_news", "car"), (None, "car")],
)
def test_the_service_cars_that_the_police_tell_of_are_police_cars(
    reader: Reader, source: str | None, expected: str
) -> None:
    text = "У Лубнах унаслідок удару дрона пошкоджено два службові автомобілі."
    (report,) = reader(Post("1", datetime(2025, 6, 1, tzinfo=UTC), text, source, "UA53")).reports
    assert [(one.object, one.count) for one in report.damage] == [(expected, 2)]
