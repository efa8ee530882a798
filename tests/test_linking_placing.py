"""Which incident the statements of one post go to, and how surely."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.linking import Act, Ruling, build_incident, place_statements
from bot.linking.decide import SUM_OVER_SEVERAL
from bot.model import LinkStatus, Statement, Trust
from tests import stories

START = datetime(2025, 10, 3, 6, tzinfo=UTC)


def say(hours: float, by: str, kind: str = "incident", **row: object) -> Statement:
    moment = START + timedelta(hours=hours)
    post = {"id": f"{by}{hours:g}", "at": moment.isoformat(), "by": by, "kind": kind}
    return stories.statement(post, 0, {"place": "UA61 Збараж", "day": "2025-10-03", **row})


FIRST, SECOND = say(0, "a", injured="3", weapons=["missile"]), say(1, "b", injured="5")
MORNING = build_incident(1, [say(0, "a", time="08:40", injured="3")])
EVENING = build_incident(2, [say(10, "a", time="18:40", killed="1", injured="2")])


def test_a_merged_incident_takes_no_statements() -> None:
    merged = build_incident(1, [FIRST], rulings=[Ruling(1, 1, Act.MERGE, "reviewer", START)])
    assert place_statements([SECOND], [merged])[0].incident_id is None


def test_what_is_told_of_a_dismissed_incident_waits_for_a_person() -> None:
    dismissed = build_incident(1, [FIRST], rulings=[Ruling(1, 1, Act.DISMISS, "reviewer", START)])
    (placement,) = place_statements([SECOND], [dismissed])
    assert (placement.incident_id, placement.status) == (1, LinkStatus.PROVISIONAL)
    assert "dismissed" in [reason.code for reason in placement.reasons]


def test_the_same_person_under_the_neighbouring_hromada_is_joined_until_somebody_has_looked() -> None:
    row = {"killed": "1", "people": ["k43m"], "weapons": ["fpv_drone"], "place": "UA61", "raion": "Тернопільський"}
    known = build_incident(1, [say(0, "a", code="UA61040010000011111", level="hromada", **row)])
    village = row | {"place": "UA61 Шляхтинці", "code": "UA61040990010022222", "level": "settlement"}
    (placement,) = place_statements([say(4, "b", **village)], [known])
    assert (placement.incident_id, placement.status) == (1, LinkStatus.PROVISIONAL)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({}, LinkStatus.PROVISIONAL),
        ({"reply_to": "a2"}, LinkStatus.CERTAIN),
        ({"people": ["i45m"]}, LinkStatus.CERTAIN),
    ],
    ids=["no place", "an answer", "a person described"],
)
def test_a_post_without_a_place_joins_for_certain_only_by_what_it_points_to(
    row: dict[str, Any], status: LinkStatus
) -> None:
    known = build_incident(1, [say(2, "a", time="10:12", injured="4", weapons=["drone"], people=["i45m"])])
    told = {"place": "", "time": "10:14", "injured": "16", "weapons": ["drone"], "people": row.get("people", [])}
    answering = replace(say(3, "a", "update", **told), reply_to=row.get("reply_to"))
    (placement,) = place_statements([answering], [known])
    assert (placement.incident_id, placement.status) == (1, status)


def test_middling_evidence_links_provisionally() -> None:
    area = say(0, "a", place="UA61", raion="Тернопільський")
    named = say(1, "b", raion="Тернопільський", injured="2")
    (placed,) = place_statements([named], [build_incident(1, [area])])
    assert (placed.incident_id, placed.status) == (1, LinkStatus.PROVISIONAL)


def test_two_attacks_in_one_post_never_join_one_incident() -> None:
    incident = build_incident(1, [say(0, "a", injured="3")])
    first = say(2, "b", injured="3", time="08:10")
    second = replace(say(2, "b", injured="4", time="08:50"), number=1)
    placed = place_statements([first, second], [incident])
    assert [one.incident_id for one in placed] == [1, None]


def test_a_headline_and_its_body_join_one_incident() -> None:
    incident = build_incident(1, [say(0, "a", injured="3")])
    placed = place_statements([say(2, "b"), replace(say(2, "b", injured="4"), number=1)], [incident])
    assert [one.incident_id for one in placed] == [1, 1]


SUMS = [
    ("a round-up's sum", say(26, "a", "roundup", killed="1", injured="5"), True),
    ("a round-up's sum that has grown", say(26, "a", "roundup", killed="1", injured="7"), True),
    ("an update with the sum", say(12, "b", "update", killed="1", injured="5"), True),
    ("an update that has grown", say(12, "b", "update", killed="1", injured="6"), False),
    ("a round-up's line of one", say(26, "a", "roundup", killed="1", injured="2"), False),
    ("a figure with a part of the day", say(26, "a", "roundup", part="evening", killed="1", injured="5"), False),
    ("the sum of the injured alone", say(26, "a", "roundup", injured="5"), True),
    ("more injured than the sum, without the killed", say(26, "a", "roundup", injured="7"), False),
    ("nobody hurt", say(26, "a", "roundup", killed="0", injured="0"), False),
]


@pytest.mark.parametrize(("case", "statement", "expected"), SUMS, ids=[case for case, _, _ in SUMS])
def test_one_figure_for_two_attacks_is_told_from_a_figure_of_one(
    case: str, statement: Statement, expected: bool
) -> None:
    (placed,) = place_statements([statement], [MORNING, EVENING])
    assert bool(placed.also) is expected
    assert any(reason.feature == SUM_OVER_SEVERAL for reason in placed.reasons) is expected


def test_a_sum_over_several_districts_is_told_from_a_figure_of_one() -> None:
    north = build_incident(1, [say(0, "a", time="08:40", districts=["Північний"], injured="3")])
    south = build_incident(2, [say(10, "a", time="18:40", districts=["Південний"], injured="2")])
    both = say(26, "a", "roundup", districts=["Північний", "Південний"], injured="5")
    one = say(26, "a", "roundup", districts=["Південний"], injured="5")
    assert [place_statements([told], [north, south])[0].also for told in (both, one)] == [(2,), ()]


def test_a_choice_between_two_incidents_that_agree_as_well_is_provisional() -> None:
    twin = build_incident(2, [say(0, "a", time="08:50", injured="3")])
    (placed,) = place_statements([say(1, "b", part="morning", injured="3")], [MORNING, twin])
    assert (placed.incident_id, placed.status, placed.also) == (1, LinkStatus.PROVISIONAL, ())


def test_a_report_of_what_was_taken_back_waits_for_a_person() -> None:
    gone = build_incident(1, [say(0, "a", injured="3"), say(1, "a", "update", flags=["withdrawn"])])
    (placed,) = place_statements([say(2, "b", part="morning", injured="3")], [gone])
    assert (placed.incident_id, placed.status) == (1, LinkStatus.PROVISIONAL)


def test_an_unproven_post_founds_and_joins_provisionally() -> None:
    stranger = replace(say(1, "x", injured="3"), trust=Trust.IMPOSTOR)
    assert [place_statements([stranger], found)[0].status for found in ([], [MORNING])] == [LinkStatus.PROVISIONAL] * 2


def test_nothing_to_place_is_nothing_placed() -> None:
    assert place_statements([], [MORNING]) == []


@pytest.mark.parametrize(
    "second",
    [
        {"time": "11:00"},
        {"part": "evening"},
        {"injured": "9"},
        {"day": "2025-10-02"},
        {"districts": ["Новий"]},
    ],
)
def test_a_second_report_of_one_post_with_facts_of_its_own_is_no_repetition(second: dict[str, object]) -> None:
    post = [say(1, "b", injured="4", time="08:40"), replace(say(1, "b", **({"injured": "4"} | second)), number=1)]
    assert [one.incident_id for one in place_statements(post, [MORNING])].count(1) == 1
