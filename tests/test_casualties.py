"""Killed and injured: the table of cases, and what must hold of any text."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.extract.casualties.finding import find_casualties
from bot.extract.casualties.tolls import Tolls, combine
from bot.extract.people.finding import find_groups
from bot.extract.text.numbers import find_numbers
from bot.model import Bound, Figure
from tests.readings import document_of
from tests.work import steps_made

CASES = tomllib.loads((Path(__file__).parent / "cases" / "casualties.toml").read_text(encoding="utf-8"))["case"]
SIGNS = {Bound.EXACT: "", Bound.AT_LEAST: ">=", Bound.ABOUT: "~", Bound.VAGUE: ""}
PIECES = st.sampled_from(
    [
        *("загинули", "двоє", "людей", ",", ".", ";", "5", "поранених", "серед них", "дитина", "ще", "40-річний"),
        *("чоловік", "ніхто", "не", "постраждав", "killed", "two", "people", "and", "injured", "one", "of them"),
        *("a boy", "12", "no", "casualties", "погибли", "трое", "в больнице", "один из них", "женщина", "тіло"),
    ]
)


def tolls_of(text: str) -> Tolls:
    document = document_of(text, datetime(2025, 6, 1, tzinfo=UTC))
    return combine(document, find_casualties(document, find_groups(document, find_numbers(document))))


def shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.added is not None:
        return f"+{figure.added}"
    if figure.total is None:
        return "vague"
    children = "" if figure.children is None else f"/{figure.children}"
    return f"{SIGNS[figure.bound]}{figure.total}{children}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_text_tells_these_killed_and_injured(case: dict[str, object]) -> None:
    tolls = tolls_of(str(case["text"]))
    assert (shown(tolls.killed), shown(tolls.injured)) == (case.get("killed", ""), case.get("injured", ""))
    if "people" in case:
        people = [f"{p.outcome} {'?' if p.age is None else p.age} {p.sex or '?'}" for p in tolls.people]
        assert sorted(people) == sorted(case["people"])  # type: ignore[call-overload]


@given(st.lists(PIECES, max_size=25).map(" ".join))
@example("ніхто поранених загинули one загинули casualties дитина")
@settings(max_examples=200, deadline=None)
def test_children_are_inside_the_total_and_figures_have_spans(text: str) -> None:
    tolls = tolls_of(text)
    for figure in (tolls.killed, tolls.injured):
        if figure is not None:
            assert figure.spans
            counted = figure.bound is not Bound.VAGUE
            assert not counted or (figure.children or 0) <= (figure.total or figure.added or 0)


@given(
    st.integers(2, 400),
    st.sampled_from(
        [
            "Унаслідок обстрілу поранено {} людей.",
            "Кількість поранених зросла до {}.",
            "Вследствие удара ранены {} человек.",
            "The strike injured {} people.",
            "{} people were wounded in the attack.",
        ]
    ),
)
@settings(max_examples=100, deadline=None)
def test_the_words_at_the_spans_contain_the_number(number: int, pattern: str) -> None:
    text = pattern.format(number)
    figure = tolls_of(text).injured
    assert figure is not None
    assert figure.total == number
    assert any(str(number) in text[slice(*span)] for span in figure.spans)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_the_words_at_the_spans_contain_the_age(case: dict[str, object]) -> None:
    text = str(case["text"])
    for person in tolls_of(text).people:
        told = " ".join(text[slice(*span)] for span in person.spans)
        in_digits = person.age is not None and str(person.age) in text
        assert not in_digits or str(person.age) in told


@pytest.mark.parametrize("piece", ["12, ", "двоє людей, ", "поранено 5 ", "killed and ", "1988 г.р. и "])
def test_work_grows_no_faster_than_a_repetitive_text(piece: str) -> None:
    small, large = (piece * (size // len(piece)) for size in (1_000, 8_000))
    assert steps_made(lambda: tolls_of(large)) < 10 * steps_made(lambda: tolls_of(small))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    tolls_of(text)
