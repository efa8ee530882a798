"""What holds of every toll, whatever authorities say and in whatever order it is read."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.linking.claims import Rule
from bot.linking.derive import build_incident
from bot.linking.tally import tally
from bot.model import Bound, Figure, IncidentStatus, Kind, Outcome, Person, Sex, Statement, Toll
from tests import stories

START = datetime(2025, 9, 1, tzinfo=UTC)
PLAIN = stories.statement(
    {"id": "0", "at": START.isoformat(), "by": "a"}, 0, {"place": "UA53 Лубни", "day": "2025-09-01"}
)

totals = st.integers(0, 30)
told_figures = st.one_of(
    st.none(),
    st.builds(
        lambda total, children, bound: Figure(total, min(children, total) if children is not None else None, bound),
        totals,
        st.none() | st.integers(0, 5),
        st.sampled_from([Bound.EXACT, Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT]),
    ),
    st.builds(
        lambda added, children: Figure(added=added, children=children), st.integers(1, 3), st.sampled_from([None, 1])
    ),
    st.just(Figure(bound=Bound.VAGUE, words="several")),
)
people = st.builds(
    Person, st.sampled_from(list(Outcome)), st.none() | st.integers(5, 60), st.sampled_from([None, *Sex])
)


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    made = []
    for number in range(draw(st.integers(1, 7))):
        report = replace(
            PLAIN.report,
            killed=draw(told_figures),
            injured=draw(told_figures),
            people=tuple(draw(st.lists(people, max_size=2))),
            correction=draw(st.booleans()) and draw(st.booleans()),
            final=draw(st.booleans()) and draw(st.booleans()),
            recap=draw(st.booleans()) and draw(st.booleans()),
            death_of_injured=draw(st.booleans()) and draw(st.booleans()),
        )
        statement = replace(
            PLAIN,
            post_id=str(number),
            published=START + timedelta(minutes=draw(st.integers(0, 4000))),
            authority=draw(st.sampled_from("abc")),
            kind=draw(st.sampled_from([Kind.INCIDENT, Kind.UPDATE, Kind.ROUNDUP])),
            report=report,
            text_hash=str(number),
        )
        made.append(statement)
    return made


def tolls(told: list[Statement]) -> list[Toll]:
    counted = tally(told)
    return [toll for slot in Outcome if (toll := counted.toll(slot)) is not None]


bounded = settings(max_examples=150, deadline=None)


@bounded
@given(statements())
def test_the_headline_is_never_outside_the_range(told: list[Statement]) -> None:
    for toll in tolls(told):
        if toll.total is not None:
            assert toll.low is not None
            assert toll.high is not None
            assert 0 <= toll.low <= toll.total <= toll.high


@bounded
@given(statements())
def test_children_never_exceed_totals(told: list[Statement]) -> None:
    for toll in tolls(told):
        assert toll.children is None or 0 <= toll.children <= (toll.total or 0)


@bounded
@given(statements(), st.integers(0, 6), st.sampled_from("abcd"), st.integers(0, 5000))
def test_a_repeated_text_changes_nothing(told: list[Statement], which: int, by: str, later: int) -> None:
    first = told[which % len(told)]
    again = replace(first, post_id="again", authority=by, published=first.published + timedelta(minutes=later))
    before, after = tally(told), tally([*told, again])
    assert (before.killed, before.injured) == (after.killed, after.injured)


@bounded
@given(statements(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(told: list[Statement], chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert tally(shuffled) == tally(told)


@bounded
@given(statements())
def test_killed_never_fall_without_a_recorded_step(told: list[Statement]) -> None:
    shown = None
    for step in (step for step in tally(told).steps if step.slot is Outcome.KILLED):
        assert step.before == shown
        if step.before is not None and (step.after is None or step.after < step.before):
            assert step.rule is Rule.LOWERED
        shown = step.after
    toll = tally(told).toll(Outcome.KILLED)
    assert (toll.total if toll else None) == shown


@bounded
@given(statements())
def test_a_figure_is_never_made_up(told: list[Statement]) -> None:
    counted = tally(told)
    for slot, name in ((Outcome.KILLED, "killed"), (Outcome.INJURED, "injured")):
        said = any(getattr(statement.report, name) for statement in told)
        died = any(statement.report.death_of_injured for statement in told)
        assert said or died or counted.toll(slot) is None


@bounded
@given(statements())
def test_a_withdrawn_incident_is_retracted_and_kept(told: list[Statement]) -> None:
    last = max(statement.published for statement in told) + timedelta(minutes=1)
    back = replace(PLAIN, post_id="back", published=last, report=replace(PLAIN.report, withdrawn=True))
    incident = build_incident(1, [*told, back])
    assert incident.status is IncidentStatus.RETRACTED
    assert len(incident.statements) == len(told) + 1
