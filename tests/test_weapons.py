"""Weapons: the table of cases, roles, how mentions join, and what must hold of any text."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.text.numbers import find_numbers
from bot.extract.weapons.finding import Role, WeaponMention, find_weapons, is_guess, merge_weapons
from bot.model import Span, Weapon, WeaponType
from tests.readings import document_of

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "weapons.toml").read_text(encoding="utf-8"))
CASES = [(text, expected) for cases in TABLE.values() for text, expected in cases.items()]
WORDS = (
    "ударний дрон типу « Герань-2 » 3 ракети С-300 збито уламки впали скинули вибухівку з міна вибухнула , . "
    "guided bombs Shahed dropped from a drone shelling из танка град"
)
PIECES = st.sampled_from(WORDS.split(" "))


def weapons_in(text: str) -> list[WeaponMention]:
    document = document_of(text, datetime(2025, 6, 1, tzinfo=UTC))
    return find_weapons(document, find_numbers(document))


def shown(weapons: tuple[Weapon, ...]) -> str:
    return ", ".join(str(one.type) if one.count is None else f"{one.type} {one.count}" for one in weapons)


def mention(kind: WeaponType, count: int | None = None, **more: Any) -> WeaponMention:
    return WeaponMention(0, 0, kind, count, Span(0, 1), **more)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_text_tells_what_struck(text: str, expected: str) -> None:
    assert shown(merge_weapons(weapons_in(text))) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Сили ППО збили 14 шахедів над областю.", Role.SHOT_DOWN),
        ("Air defense forces shot down 30 drones.", Role.SHOT_DOWN),
        ("Загроза застосування КАБ для прикордоння.", Role.THREAT),
        ("БпЛА курсом на Лубни, будьте в укритті.", Role.THREAT),
        ("Сапери вилучили 12 мін за добу.", Role.OTHER),
        ("Вивезено 390 тонн, зібрано уламки.", Role.OTHER),
        ("Шахед влучив у дах.", Role.STRIKE),
    ],
)
def test_a_weapon_has_the_role_that_its_clause_tells(text: str, role: Role) -> None:
    assert [one.role for one in weapons_in(text)] == [role]


def test_a_supposed_weapon_is_marked_as_guessed() -> None:
    assert [one.guessed for one in weapons_in("Удар завдано, ймовірно, «Ланцетом».")] == [True]


def test_a_general_word_hands_its_number_to_the_particular_type() -> None:
    merged = merge_weapons([mention(WeaponType.DRONE, 2), mention(WeaponType.STRIKE_DRONE)])
    assert [(one.type, one.count) for one in merged] == [(WeaponType.STRIKE_DRONE, 2)]


def test_debris_gives_way_to_the_weapon_that_is_named() -> None:
    merged = merge_weapons([mention(WeaponType.DEBRIS), mention(WeaponType.CRUISE_MISSILE)])
    assert [one.type for one in merged] == [WeaponType.CRUISE_MISSILE]


def test_a_shared_word_gives_way_to_the_launcher() -> None:
    merged = merge_weapons([mention(WeaponType.ARTILLERY, shared=True), mention(WeaponType.MLRS)])
    assert [one.type for one in merged] == [WeaponType.MLRS]


def test_two_families_stay_side_by_side() -> None:
    merged = merge_weapons([mention(WeaponType.MISSILE), mention(WeaponType.STRIKE_DRONE, 4)])
    assert [(one.type, one.count) for one in merged] == [(WeaponType.MISSILE, None), (WeaponType.STRIKE_DRONE, 4)]


def test_what_was_shot_down_strikes_nothing() -> None:
    assert merge_weapons([WeaponMention(0, 0, WeaponType.DRONE, 5, Span(0, 1), Role.SHOT_DOWN)]) == ()


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_text_is_read_in_order_with_spans_inside_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = weapons_in(text)
    assert [one.last for one in found] == sorted(one.last for one in found)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.count is None or one.count > 0 for one in found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_no_text_raises(text: str) -> None:
    merge_weapons(weapons_in(text))


def test_a_heading_of_a_tally_speaks_for_the_list_under_it() -> None:
    found = weapons_in("Види озброєння:\n- 4 шахеди\n- 2 КАБ\nШахед влучив у школу.")
    assert [one.role for one in found] == [Role.OTHER, Role.OTHER, Role.STRIKE]


def test_shells_are_of_the_guns_named_before() -> None:
    assert {one.type for one in weapons_in("Село обстріляли з «Градів».\nСнаряди впали в полі.")} == {WeaponType.MLRS}


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("Ймовірно, у школу влучив «Шахед».", True),
        ("За попередніми даними, у дах клубу влучив «Шахед».", True),
        ("Удар завдали, імовірніше за все, КАБом.", True),
        ("По селу вдарили «Градами» (можливо).", True),
        ("За попередніми даними, внаслідок удару «Шахеда» поранено двох.", False),
        ("По школе ударили, предварительно, «Искандером».", True),
        ("Судя по всему, это был КАБ.", True),
        ("Дом разрушен КАБом. Под завалами, вероятно, люди.", False),
        ("A drone, presumably a Shahed, hit a barn.", True),
        ("The barn was hit by what appeared to be a guided bomb.", True),
        ("Russia likely used an Iskander-M missile.", True),
        ("A suspected Shahed drone hit a barn.", True),
        ("A Shahed drone hit a barn.", False),
        ("Вранці «Шахед» влучив у дах. Ймовірно, другий «Шахед» упав у полі.", False),
    ],
)
def test_a_weapon_may_be_only_guessed_at(text: str, guessed: bool) -> None:
    assert is_guess(weapons_in(text)) is guessed
