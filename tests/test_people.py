"""Groups of people: how many and who, before it is known what happened to them."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.people.finding import find_groups
from bot.extract.people.groups import Group
from bot.extract.text.numbers import find_numbers
from tests.readings import document_of

# text -> each group as "count: age sex, age sex"; "?" what is not told
CASES = [
    ("52-річний водій", ["1: 52 male"]),
    ("жінка, 61 рік", ["1: 61 female"]),
    ("чоловіки 34 і 47 років", ["2: 34 male, 47 male"]),
    ("двоє людей", ["2:"]),
    ("мати й донька, 70 та 44 роки", ["2: 70 female, 44 female"]),
    ("24- і 38-річний чоловіки", ["2: 24 male, 38 male"]),
    ("подружжя 66 і 64 років", ["2: 66 ?, 64 ?"]),
    ("шестирічна дівчинка", ["1: 6 female"]),
    ("дитина 9 років", ["1: 9 ?"]),
    ("14-річний підліток", ["1: 14 ?"]),
    ("мешканець 1957 р.н.", ["1: 68 male"]),
    ("7-місячне немовля", ["1: 0 ?"]),
    ("двоє рятувальників та поліцейський", ["3:"]),
    ("жінку та трьох її дітей", ["4: ? female"]),
    ("58-річні чоловік і жінка", ["2: 58 male, 58 female"]),
    ("двоє чоловіків із сусіднього села, 30 і 51 року", ["2: 30 male, 51 male"]),
    ("женщина 65-ти лет", ["1: 65 female"]),
    ("муж и жена 49 и 47 лет", ["2: 49 male, 47 female"]),
    ("трое мужчин 22, 45 и 71 года и женщина", ["3: 22 male, 45 male, 71 male", "1: ? female"]),
    ("ребенок 11 лет", ["1: 11 ?"]),
    ("мужчины 1980 и 1992 г.р.", ["2: 45 male, 33 male"]),
    ("a 12-year-old boy", ["1: 12 male"]),
    ("women aged 60, 65 and 70", ["3: 60 female, 65 female, 70 female"]),
    ("a man of 57 years", ["1: 57 male"]),
    ("brothers aged 6 and 10", ["2: 6 male, 10 male"]),
    ("two men from the next street, 38 and 67", ["2: 38 male, 67 male"]),
    ("a husband and wife of 51", ["2: 51 male, 51 female"]),
    ("a 48 year old woman", ["1: 48 female"]),
    ("a resident of Rivne, aged 66", ["1: 66 ?"]),
    ("people aged 18 to 70", []),
    ("in August 2024", []),
    ("at a cost of 200$", []),
]


def shown(group: Group) -> str:
    people = [f"{'?' if p.age is None else p.age} {p.sex or '?'}" for p in group.described]
    return f"{group.count}: {', '.join(people)}".rstrip()


def groups_of(text: str) -> list[Group]:
    document = document_of(text, datetime(2025, 6, 1, tzinfo=UTC))
    return find_groups(document, find_numbers(document))


@pytest.mark.parametrize(("text", "groups"), CASES, ids=[text for text, _ in CASES])
def test_a_text_tells_these_people(text: str, groups: list[str]) -> None:
    assert [shown(group) for group in groups_of(text) if group.count is not None] == groups


@given(st.integers(18, 99), st.sampled_from(["{}-річна жінка", "жінка, {} років", "жінка віком {} років"]))
@settings(max_examples=60, deadline=None)
def test_an_age_is_read_in_every_form(age: int, pattern: str) -> None:
    assert [shown(group) for group in groups_of(pattern.format(age))] == [f"1: {age} female"]


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_groups_never_overlap(text: str) -> None:
    groups = groups_of(text)
    assert all(before.last < after.first for before, after in pairwise(groups))
