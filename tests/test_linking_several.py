"""One statement about several attacks, and figures that add people though they stand like totals."""

import pytest

from bot.linking import build_incident, place_statements
from bot.linking.decide import SUM_OVER_SEVERAL
from bot.model import Incident, Statement
from tests import stories

DAY = "2025-05-07"


def say(clock: str, by: str = "a", kind: str = "incident", text: str = "", **row: object) -> Statement:
    post = {"id": f"{by}{clock}", "at": f"{DAY}T{clock}+03:00", "by": by, "kind": kind, "text": text}
    return stories.statement(post, 0, {"place": "UA61 Кременець", "day": DAY, **row})


FIRST = build_incident(1, [say("09:00", time="08:40", injured="2")])
SECOND = build_incident(2, [say("09:40", time="09:25", injured="4")])


def covered(statement: Statement, *known: Incident) -> set[int | None]:
    (placed,) = place_statements([statement], known)
    return {placed.incident_id, *placed.also} if placed.reasons[-1].feature == SUM_OVER_SEVERAL else set()


@pytest.mark.parametrize(
    "text",
    [
        "Кременець атакували двічі, є поранені.",
        "Кременец за утро обстреляли дважды.",
        "Kremenets was hit twice this morning.",
        "The first strike wounded two people, the second strike wounded four.",
    ],
)
def test_a_post_on_both_strikes_belongs_to_both_and_counts_in_neither(text: str) -> None:
    assert covered(say("12:00", "b", text=text, time="08:40", injured="4"), FIRST, SECOND) == {1, 2}


def test_a_post_on_one_of_the_strikes_belongs_to_it() -> None:
    assert covered(say("12:00", "b", text="Оновлено.", time="08:40", injured="4"), FIRST, SECOND) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Поранених четверо, а не п'ятеро: одну жінку порахували двічі.",
        "Раненых четверо: одну женщину дважды записали.",
        "One woman had been counted twice, the mayor said.",
        "Хлопця двічі оперували.",
    ],
)
def test_what_was_done_to_somebody_twice_is_no_second_strike(text: str) -> None:
    assert covered(say("12:00", "b", text=text, time="08:40", injured="4"), FIRST, SECOND) == set()


def test_a_post_that_tells_the_strikes_apart_speaks_of_each() -> None:
    text = "Двічі били по місту."
    both = [
        say("12:00", "b", text=text, time=clock, injured=number) for clock, number in (("08:40", "3"), ("09:25", "5"))
    ]
    assert [placed.incident_id for placed in place_statements(both, [FIRST, SECOND])] == [1, 2]


def test_one_line_over_the_districts_of_two_attacks_belongs_to_both() -> None:
    west = build_incident(1, [say("09:00", districts=["Західний"], time="08:40", injured="2")])
    east = build_incident(2, [say("19:00", districts=["Східний"], time="18:40", injured="4")])
    line = say("21:00", "b", districts=["Західний", "Східний"], injured="9")
    assert covered(line, west, east) == {1, 2}


def injured(*statements: Statement) -> int | None:
    toll = build_incident(1, list(statements)).injured
    return None if toll is None else toll.total


TWO = say("09:00", injured="2", people=["i31f", "i40m"])


@pytest.mark.parametrize(
    ("case", "later", "total"),
    [
        ("somebody else described", say("15:00", "b", injured="1", people=["i66f"]), 3),
        ("one of the two, a year older", say("15:00", "b", injured="1", people=["i41m"]), 1),
        ("one more in words", say("15:00", "b", injured="1", text="Ще одна людина звернулася до лікарів."), 3),
        ("one more in Russian", say("15:00", "b", injured="1", text="Ещё одна пострадавшая обратилась в больницу."), 3),
        ("one more in English", say("15:00", "b", injured="1", text="One more person sought help."), 3),
        ("a new total", say("15:00", "b", injured="3", text="Ще одна людина звернулася, загалом троє."), 3),
        ("a total of the same in words", say("15:00", "b", injured="2", text="Ще один поранений, загалом двоє."), 2),
        ("a correction", say("15:00", injured="1", flags=["correction"], text="Ще одного пораненого не було."), 1),
        ("a round-up", say("15:00", "b", "roundup", injured="1", people=["i66f"]), 2),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_people_who_are_others_than_those_known_are_added(case: str, later: Statement, total: int) -> None:
    assert injured(TWO, later) == total, case


def test_a_post_of_the_day_after_may_still_mean_the_same_attack() -> None:
    known = build_incident(1, [say("09:00", time="08:40", injured="1", people=["i54m"], weapons=["fpv_drone"])])
    post = {"id": "r", "at": "2025-05-08T07:30+03:00", "by": "a", "kind": "roundup"}
    row = {"place": "UA61 Кременець", "day": "2025-05-08", "part": "morning", "injured": "1", "people": ["i54m"]}
    line = stories.statement(post, 0, {**row, "weapons": ["fpv_drone"]})
    assert place_statements([line], [known])[0].incident_id == 1
