"""People's decisions: they outrank the rules, new posts still add claims, and each can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.linking import Act, Rule, Ruling, build_incident, explain, key_of
from bot.model import IncidentStatus, LinkStatus, Place, Statement, Toll, Weapon, WeaponType
from tests import stories

START = datetime(2025, 10, 3, 6, tzinfo=UTC)
LATER = START + timedelta(days=3)


def say(hours: float, by: str, **row: object) -> Statement:
    moment = START + timedelta(hours=hours)
    post = {"id": f"{by}{hours:g}", "at": moment.isoformat(), "by": by}
    return stories.statement(post, 0, {"place": "UA61 Збараж", "day": "2025-10-03", **row})


def rule(act: Act, **told: object) -> Ruling:
    values: dict[str, object] = {"id": 1, "incident_id": 1, "by": "reviewer", "at": LATER}
    return Ruling(act=act, **(values | told))  # type: ignore[arg-type]


TOLD = [say(0, "a", injured="3", weapons=["missile"]), say(1, "b", injured="5")]


def test_a_corrected_figure_outranks_the_rules_and_widens_the_range() -> None:
    incident = build_incident(1, TOLD, rulings=[rule(Act.CORRECT, slot="injured", value="7")])
    assert (incident.injured, incident.held) == (Toll(7, 3, 7), ())


def test_a_later_statement_that_disagrees_with_a_correction_waits() -> None:
    later = say(90, "a", injured="9")
    incident = build_incident(1, [*TOLD, later], rulings=[rule(Act.CORRECT, slot="injured", value="7")])
    assert (incident.injured, incident.held) == (Toll(7, 5, 9), ("injured",))


def test_a_later_statement_that_agrees_with_a_correction_does_not_wait() -> None:
    later = say(90, "a", injured="7")
    incident = build_incident(1, [*TOLD, later], rulings=[rule(Act.CORRECT, slot="injured", value="7")])
    assert incident.held == ()


@pytest.mark.parametrize("value", ["seven", "", None])
def test_an_empty_correction_takes_the_figure_out(value: str | None) -> None:
    incident = build_incident(1, TOLD, rulings=[rule(Act.CORRECT, slot="injured", value=value or "")])
    assert incident.injured is not None
    assert incident.injured.total is None


def test_children_beyond_the_total_are_refused() -> None:
    for value, expected in (("2", 2), ("8", None)):
        incident = build_incident(1, TOLD, rulings=[rule(Act.CORRECT, slot="injured_children", value=value)])
        assert incident.injured is not None
        assert incident.injured.children == expected


def test_place_date_and_weapon_are_corrected() -> None:
    place = '{"oblast": "UA61", "raion": "Тернопільський", "settlement": "Скалат", "level": "settlement"}'
    rulings = [
        rule(Act.CORRECT, slot="place", value=place),
        rule(Act.CORRECT, id=2, slot="date", value="2025-10-02/2025-10-03"),
        rule(Act.CORRECT, id=3, slot="weapon", value="strike_drone,unheard_of"),
    ]
    incident = build_incident(1, TOLD, rulings=rulings)
    assert (incident.place.settlement, incident.place.raion) == ("Скалат", "Тернопільський")
    assert str(incident.when.start) == "2025-10-02"
    assert incident.weapons == (Weapon(WeaponType.STRIKE_DRONE),)


@pytest.mark.parametrize(("slot", "value"), [("place", "nowhere"), ("place", "[]"), ("date", "soon")])
def test_a_value_that_can_not_be_read_changes_nothing(slot: str, value: str) -> None:
    corrected = build_incident(1, TOLD, rulings=[rule(Act.CORRECT, slot=slot, value=value)])
    assert corrected == build_incident(1, TOLD)


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (Act.CONFIRM, IncidentStatus.CONFIRMED),
        (Act.RETRACT, IncidentStatus.RETRACTED),
        (Act.DISMISS, IncidentStatus.DISMISSED),
        (Act.MERGE, IncidentStatus.MERGED),
    ],
)
def test_an_act_sets_the_status_and_undoing_it_restores_the_incident(act: Act, status: IncidentStatus) -> None:
    made = rule(act, value="x#0" if act is Act.MERGE else None)
    assert build_incident(1, TOLD, rulings=[made]).status is status
    assert build_incident(1, TOLD, rulings=[replace(made, undone=True)]) == build_incident(1, TOLD)
    assert build_incident(2, TOLD, rulings=[made]).status is IncidentStatus.REPORTED


def test_confirming_lets_a_held_jump_pass() -> None:
    told = [say(0, "a", injured="20"), say(9, "b", injured="4")]
    assert build_incident(1, told).held == ("injured",)
    incident = build_incident(1, told, rulings=[rule(Act.CONFIRM, slot="injured")])
    assert (incident.injured, incident.held) == (Toll(4, 4, 20), ())


def test_confirming_a_statement_takes_its_figures_in() -> None:
    told = [TOLD[0], replace(say(2, "stranger", killed="1"), trust=stories.Trust.UNPROVEN)]
    assert build_incident(1, told).killed is None
    incident = build_incident(1, told, rulings=[rule(Act.CONFIRM, post_id="stranger2", number=0)])
    assert incident.killed == Toll(1, 1, 1)


def clusters(statements: Sequence[Statement], rulings: Sequence[Ruling] = ()) -> list[list[str]]:
    return [[key_of(s) for s in incident.statements] for incident in stories.record(statements, rulings)]


def test_a_person_moves_a_statement_to_another_incident() -> None:
    morning, evening = say(0, "a", time="08:40", injured="3"), say(10, "a", time="18:40", injured="2")
    update = say(11, "b", injured="3")
    assert clusters([morning, evening, update]) == [["a0#0", "b11#0"], ["a10#0"]]
    moved = rule(Act.LINK, post_id="b11", number=0, value="a10#0")
    assert clusters([morning, evening, update], [moved]) == [["a0#0"], ["a10#0", "b11#0"]]
    assert clusters([morning, evening, update], [replace(moved, undone=True)]) == [["a0#0", "b11#0"], ["a10#0"]]


def test_a_person_splits_statements_off_and_they_stay_together() -> None:
    told = [say(0, "a", injured="3"), say(1, "b", injured="3"), say(2, "c", injured="3")]
    rulings = [
        rule(Act.SPLIT, id=1, post_id="b1", number=0, value="2"),
        rule(Act.SPLIT, id=2, post_id="c2", number=0, value="2"),
    ]
    assert clusters(told) == [["a0#0", "b1#0", "c2#0"]]
    assert clusters(told, rulings) == [["a0#0"], ["b1#0", "c2#0"]]


def test_a_person_merges_two_incidents() -> None:
    told = [say(0, "a", time="08:40", injured="3"), say(10, "a", time="18:40", injured="2")]
    assert clusters(told, [rule(Act.MERGE, post_id="a0", number=0, value="a10#0")]) == [["a0#0", "a10#0"]]


def test_a_ruling_follows_its_anchor_into_a_fresh_record() -> None:
    told = [say(-1, "z", place="UA61 Бережани", injured="1"), *TOLD]
    anchored = rule(Act.CORRECT, incident_id=977, post_id="a0", number=0, slot="injured", value="6")
    first, second = stories.record(told, [anchored])
    assert (first.injured, second.injured) == (Toll(1, 1, 1), Toll(6, 3, 6))


def test_a_linked_statement_goes_where_the_person_said_whatever_its_score() -> None:
    told = [say(0, "a", place="UA61 Бережани", injured="1"), say(1, "b", injured="5")]
    linked = rule(Act.LINK, post_id="b1", number=0, value="a0#0")
    (incident,) = stories.record(told, [linked])
    assert [(link.post_id, link.status) for link in incident.links] == [
        ("a0", LinkStatus.CERTAIN),
        ("b1", LinkStatus.CERTAIN),
    ]


def test_the_corrected_place_is_a_place() -> None:
    value = '{"oblast": "UA61", "districts": ["Новий"]}'
    incident = build_incident(1, TOLD, rulings=[rule(Act.CORRECT, slot="place", value=value)])
    assert incident.place == Place("UA61", districts=("Новий",))


def test_how_a_figure_came_about_is_told_step_by_step() -> None:
    incident = build_incident(1, [*TOLD, say(9, "c", injured="1")])
    steps = [(step.statement.authority, step.before, step.after, step.rule) for step in explain(incident)]
    assert steps == [("a", None, 3, Rule.FIRST), ("b", 3, 5, Rule.RAISED), ("c", 5, 5, Rule.HELD)]


FIRST = say(0, "a", killed="2")
SEEN = rule(Act.CONFIRM, at=START + timedelta(hours=0.2), value=key_of(FIRST))


def since(hours: float, statement: Statement) -> Statement:
    return replace(statement, received=START + timedelta(hours=hours))


def test_a_confirmed_figure_stays_the_headline_and_later_posts_that_give_another_one_wait() -> None:
    for later, toll, held in (("2", Toll(2, 2, 2), ()), ("5", Toll(2, 2, 5), ("killed",))):
        incident = build_incident(1, [FIRST, say(1, "b", killed=later)], rulings=[SEEN])
        assert (incident.killed, incident.status, incident.held) == (toll, IncidentStatus.CONFIRMED, held)


def test_an_edit_after_a_confirm_is_not_told_as_reviewed() -> None:
    edited = since(1, replace(FIRST, report=say(0, "a", killed="60").report))
    assert build_incident(1, [edited], rulings=[SEEN]).status is IncidentStatus.REPORTED


def test_a_post_of_before_the_confirmed_one_that_comes_after_the_confirm_is_held() -> None:
    late = since(1, say(-0.5, "police", killed="60"))
    incident = build_incident(1, [FIRST, late], rulings=[SEEN])
    assert (incident.killed, incident.status, incident.held) == (Toll(2, 2, 2), IncidentStatus.CONFIRMED, ("killed",))


def test_a_jump_is_measured_against_the_figure_that_was_confirmed_too() -> None:
    told = [FIRST, say(1, "b", killed="9"), say(2, "c", killed="25")]
    incident = build_incident(1, told, rulings=[SEEN])
    assert (incident.killed, incident.held) == (Toll(2, 2, 9), ("killed",))


def test_a_confirmed_jump_keeps_a_confirmed_incident_reviewed() -> None:
    told = [FIRST, say(1, "b", killed="60")]
    jump = rule(Act.CONFIRM, id=2, slot="killed", value=key_of(told[1]))
    incident = build_incident(1, told, rulings=[SEEN, jump])
    assert (incident.killed, incident.status) == (Toll(60, 2, 60), IncidentStatus.CONFIRMED)


@pytest.mark.parametrize("act", [Act.RETRACT, Act.DISMISS])
def test_deaths_that_officials_tell_of_after_a_person_ended_the_incident_wait(act: Act) -> None:
    ended = rule(act, at=START + timedelta(hours=1))
    told = [FIRST, say(2, "governor", killed="5")]
    assert build_incident(1, told, rulings=[ended]).held == ("status",)
    assert build_incident(1, [FIRST, say(2, "governor", flags=["withdrawn"])], rulings=[ended]).held == ()
    assert build_incident(1, told, rulings=[ended, rule(act, id=2)]).held == ()
