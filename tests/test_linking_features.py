"""What each feature sees in a statement and an incident."""

from typing import Any

import pytest

from bot.linking import build_incident
from bot.linking.cues import cues_in
from bot.linking.features import FEATURES, compare
from bot.linking.where import APART
from bot.model import Incident, Reason, Statement
from tests import stories

PLAIN = {"place": "UA74 Ніжин", "day": "2025-10-03"}
AREA = {"place": "UA74", "raion": "Ніжинський", "day": "2025-10-03"}
NAMED = {"raion": "Ніжинський", **PLAIN}
HROMADA = {**AREA, "code": "UA74040250000011111", "level": "hromada"}
VILLAGE = {"place": "UA74 Вертіївка", "raion": "Ніжинський", "code": "UA74040250010022222", "level": "settlement"}
OTHER_VILLAGE = {**VILLAGE, "code": "UA74040990010033333"}
DAY = {"day": "2025-10-03"}


def make(row: dict[str, Any], at: str = "2025-10-03T12:00+03:00", by: str = "a", **post: str) -> Statement:
    return stories.statement({"id": f"{by} {at}", "at": at, "by": by, **post}, 0, {**PLAIN, **row})


def known(row: dict[str, Any], at: str = "2025-10-03T10:00+03:00", by: str = "b", **post: str) -> Incident:
    return build_incident(1, [make(row, at, by, **post)])


def reason(name: str, statement: Statement, incident: Incident) -> Reason | None:
    feature = next(feature for feature in FEATURES if feature.__name__ == name)
    return feature(statement, incident)


def score(name: str, statement: Statement, incident: Incident) -> float | None:
    found = reason(name, statement, incident)
    return found.score if found else None


PLACES = [
    ("one town", PLAIN, PLAIN, 4.0),
    ("two towns", PLAIN, {"place": "UA74 Прилуки"}, APART),
    ("two oblasts", PLAIN, {"place": "UA59 Ніжин"}, APART),
    ("a town and its raion", NAMED, AREA, 1.5),
    ("a raion and a town of another", AREA, {"place": "UA74 Сновськ", "raion": "Корюківський"}, APART),
    ("a town and no more than the oblast", PLAIN, {"place": "UA74"}, 0.5),
    ("a village and its hromada", VILLAGE | DAY, HROMADA, 2.0),
    ("a village and another hromada", OTHER_VILLAGE | DAY, HROMADA, APART),
    ("villages of one name by code", VILLAGE | DAY, OTHER_VILLAGE, APART),
    ("villages of one name, one of them a guess", VILLAGE | DAY, OTHER_VILLAGE | {"flags": ["homonym"]}, 2.0),
    ("villages of one name by raion", NAMED, NAMED | {"raion": "Сновський"}, APART),
    ("one raion", AREA, AREA, 2.5),
    ("two raions", AREA, {"place": "UA74", "raion": "Прилуцький"}, APART),
    ("one hromada", HROMADA, HROMADA, 3.0),
    ("two hromadas of one raion", HROMADA, HROMADA | {"code": "UA74040990000044444"}, APART),
]  # fmt: skip


@pytest.mark.parametrize(("case", "one", "other", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_places_agree_or_contradict(case: str, one: dict[str, Any], other: dict[str, Any], expected: float) -> None:
    assert score("place", make(one), known(other)) == expected
    assert score("place", make(other), known(one)) == expected


DRIVER = {"killed": "1", "people": ["k43m"]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (DRIVER, DRIVER, -2.0),
        (DRIVER, {"killed": "1", "people": ["k44m"]}, APART),
        (DRIVER, {"injured": "1", "people": ["i43m"]}, APART),
        (DRIVER, {"killed": "1"}, APART),
    ],
    ids=["the same", "of another age", "of another fate", "nobody described"],
)
def test_a_neighbouring_hromada_may_be_meant_where_the_same_person_is_described(
    one: dict[str, Any], other: dict[str, Any], expected: float
) -> None:
    assert score("place", make(OTHER_VILLAGE | DAY | one), known(HROMADA | other)) == expected
    assert score("place", make(HROMADA | one), known(OTHER_VILLAGE | DAY | other)) == expected


UNDATED = {"flags": ["undated"]}
DAYS = [
    ("one day, told", {}, {}, "incident", 2.0),
    ("one day, by publication", UNDATED, {}, "incident", 1.5),
    ("a round-up's two days", {"day": "2025-10-03/2025-10-04"}, {}, "roundup", 1.5),
    ("another day, told", {"day": "2025-10-05"}, {}, "incident", APART),
    ("an undated update of the next day", {"day": "2025-10-04", **UNDATED}, {}, "update", 1.0),
    ("an undated update of the next month", {"day": "2025-11-04", **UNDATED}, {}, "update", -4.0),
    ("undated news of the next day", {"day": "2025-10-04", **UNDATED}, {}, "incident", -6.0),
    ("an undated round-up of the next day", {"day": "2025-10-04", **UNDATED}, {}, "roundup", 1.0),
    ("the night that an evening leads to", {"day": "2025-10-04", "part": "night"}, {"time": "22:40"}, "incident", 1.0),
    ("an evening and the next morning", {"day": "2025-10-04", "part": "morning"}, {"time": "22:40"}, "incident", -7),
]  # fmt: skip


@pytest.mark.parametrize(("case", "one", "other", "kind", "expected"), DAYS, ids=[row[0] for row in DAYS])
def test_days_agree_or_contradict(
    case: str, one: dict[str, Any], other: dict[str, Any], kind: str, expected: float
) -> None:
    statement = make(one, at="2025-10-04T09:00+03:00", kind=kind)
    assert score("day", statement, known(other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("13:30", "13:35", 3.0), ("13:30", "13:50", -2.0), ("13:30", "14:20", -4.0), ("23:55", "00:02", 3.0)],
)
def test_clock_times_agree_or_part(one: str, other: str, expected: float) -> None:
    assert score("clock", make({"time": one}), known({"time": other})) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"part": "morning"}, {"time": "06:20"}, 1.0),
        ({"part": "evening"}, {"time": "06:20"}, -4.0),
        ({"time": "18:05"}, {"part": "evening"}, 1.0),
        ({"part": "night"}, {"part": "night"}, 1.0),
        ({"part": "night"}, {"part": "morning"}, -1.0),
        ({"part": "night"}, {"part": "day"}, -4.0),
        ({}, {"part": "day"}, None),
    ],
)
def test_parts_of_the_day_agree_or_part(one: dict[str, Any], other: dict[str, Any], expected: float | None) -> None:
    assert score("part_of_day", make(one), known(other)) == expected


def test_nobody_tells_of_an_attack_before_it_happens() -> None:
    evening = make({"time": "18:05"}, at="2025-10-03T18:20+03:00")
    assert score("possible", evening, known({})) == APART
    assert score("possible", make({}, at="2025-10-03T09:00+03:00"), known({"time": "11:00"})) == APART
    assert score("possible", evening, known({}, at="2025-10-03T18:00+03:00")) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["strike_drone"], ["strike_drone"], 1.5),
        (["drone"], ["strike_drone"], 1.0),
        (["fpv_drone"], ["strike_drone"], -1.0),
        (["debris"], ["cruise_missile"], 1.0),
        (["shelling"], ["guided_bomb"], -1.5),
        (["artillery"], ["guided_bomb"], -3.0),
        ([], ["guided_bomb"], None),
    ],
)
def test_weapons_agree_or_contradict(one: list[str], other: list[str], expected: float | None) -> None:
    assert score("weapons", make({"weapons": one}), known({"weapons": other})) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"injured": "6"}, {"injured": "6"}, 1.6),
        ({"injured": "8"}, {"injured": "6"}, 0.3),
        ({"injured": "5"}, {"injured": "6"}, -0.3),
        ({"injured": "2"}, {"injured": "6"}, -1.0),
        ({"injured": "0"}, {"injured": "6"}, -1.5),
        ({"injured": "+2"}, {"injured": "6"}, 0.8),
        ({"injured": "6"}, {"killed": "1", "injured": "6"}, 0.6),
        ({"injured": "?"}, {"injured": "6"}, None),
    ],
)
def test_figures_agree_grow_or_contradict(one: dict[str, Any], other: dict[str, Any], expected: float | None) -> None:
    assert score("figures", make(one), known(other)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["i61m"], ["i61m"], 3.0),
        (["k61m"], ["i61m"], 3.0),
        (["i61x"], ["i61m"], 2.0),
        (["i61m"], ["i44f"], -7.0),
        (["if"], ["im"], -7.0),
        (["if"], ["i44f"], None),
    ],
)
def test_people_are_the_same_or_others(one: list[str], other: list[str], expected: float | None) -> None:
    statement, incident = make({"injured": "1", "people": one}), known({"injured": "1", "people": other})
    assert score("people", statement, incident) == expected


def test_districts_agree_or_contradict() -> None:
    incident = known({"districts": ["Північний", "Центральний"]})
    assert score("districts", make({"districts": ["Північний"]}), incident) == 1.5
    assert score("districts", make({"districts": ["Заводський"]}), incident) == -2.5
    later = make({"districts": ["Заводський"]}, at="2025-10-03T19:00+03:00")
    assert score("districts", later, incident) == -4.0
    assert score("districts", make({}), incident) is None


def test_objects_tell_more_the_rarer_they_are() -> None:
    incident = known({"damage": ["church", "private_house"]})
    assert score("damage", make({"damage": ["church"]}), incident) == 1.0
    assert score("damage", make({"damage": ["housing"]}), incident) == 0.4
    assert score("damage", make({"damage": ["port"]}), incident) == -0.5


def test_posts_tie_by_text_answer_and_speaker() -> None:
    incident = known({}, by="b", same_text="x")
    post = incident.statements[0].post_id
    assert score("same_text", make({}, same_text="x"), incident) == 20.0
    assert score("reply", make({}, reply_to=post), incident) == 4.0
    assert score("channel", make({}, by="b"), incident) == 0.3
    placeless = make({"place": "UA74", "injured": "+2"}, by="b")
    assert score("channel", placeless, incident) == 1.5


AGAIN = [
    ("Ворог повторно вдарив по місту", True),
    ("Після повторного удару по місту", True),
    ("Окупанти знову атакували селище", True),
    ("Россияне снова обстреляли посёлок", True),
    ("Russian forces struck again in the afternoon", True),
    ("The town has come under another attack", True),
    ("Вдарили по місту вночі, повторне звернення мера", False),
    ("Лікарі знову просять здавати кров", False),
    ("Війська рф удруге влучили в ту саму вулицю", True),
    ("Снаряд прилетів, коли вже працювали медики", True),
    ("Удар пришёлся туда, где работали спасатели", True),
    ("The strike hit a shop", False),
    ("Внаслідок удару поранено рятувальника", False),
    ("На місці працювали рятувальники, пожежу загасили", False),
    ("Во вторник ударили по селу", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "expected"), AGAIN)
def test_words_tell_of_another_strike(text: str, expected: bool) -> None:
    assert ("again" in cues_in(text)) is expected


def test_another_strike_is_set_apart_from_what_was_told_before() -> None:
    again = "Повторний удар по місту"
    assert score("another_strike", make({}, text=again), known({})) == -3.5
    assert score("another_strike", make({}, text=again), known({}, text=again)) == 1.5
    assert score("another_strike", make({}, text="Перший удар був по складу"), known({}, text=again)) == -2.0


def test_a_contradiction_is_the_only_reason_given() -> None:
    (only,) = compare(make({}), known({"place": "UA74 Прилуки"}))
    assert only == Reason("place", APART, "another_settlement")


def test_reasons_are_told_in_words() -> None:
    for found in compare(make({"injured": "2", "weapons": ["drone"]}), known({"injured": "2", "weapons": ["drone"]})):
        assert found.feature
        assert found.code
