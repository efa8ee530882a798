"""Figures that differ beyond belief: which of them leads, which wait, and what clears them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.linking import Act, Ruling, build_incident, held_claims, key_of
from bot.linking.tally import Decisions, tally
from bot.model import Outcome, Statement, Toll
from bot.review.answering import proposed
from tests.test_claims import START, figures, say


def held(*statements: Statement, confirmed: tuple[str, ...] = ()) -> tuple[int | None, list[int]]:
    counted = tally(statements, Decisions(confirms=lambda _, statement: key_of(statement) in confirmed))
    return counted.killed.total(), [claim.total for claim in counted.killed.held]


def test_of_two_figures_that_differ_tenfold_the_lower_leads_whichever_was_published_first() -> None:
    for early, late in (("2", "60"), ("60", "2")):
        told = [say(0, "a", killed=early), say(1, "b", killed=late)]
        assert (tally(told).toll(Outcome.KILLED), held(*told)) == (Toll(2, 2, 2), (2, [60]))


def test_a_jump_that_its_own_authority_published_before_the_lower_figure_waits_too() -> None:
    assert held(say(0, "a", killed="60"), say(1, "a", killed="2")) == (2, [60])


def test_a_high_figure_that_was_reached_in_steps_or_confirmed_is_not_taken_back_by_a_lower_one() -> None:
    assert held(say(0, "a", killed="2"), say(1, "a", killed="12"), say(9, "b", killed="1")) == (12, [1])
    told = [say(0, "a", killed="60"), say(9, "b", killed="2")]
    assert held(*told, confirmed=("a-0#0",)) == (60, [2])


def test_a_confirmed_jump_clears_no_other() -> None:
    told = [say(0, "a", killed="2"), say(0.8, "police", killed="900"), say(1, "a", killed="60")]
    assert held(*told, confirmed=("a-1#0",)) == (60, [900])


def test_each_held_jump_is_kept_until_its_own_statement_is_confirmed_or_answered() -> None:
    told = [say(0, "a", killed="2"), say(1, "b", killed="900"), say(2, "c", killed="25")]
    assert held(*told) == (2, [900, 25])
    assert held(*told, confirmed=("b-1#0",)) == (900, [25])
    assert held(*told, say(3, "c", killed="3")) == (3, [900])


def test_the_question_offers_the_held_figure_whichever_was_published_first() -> None:
    for early, late in (("2", "60"), ("60", "2")):
        incident = build_incident(1, [say(0, "a", killed=early), say(1, "b", killed=late)])
        assert proposed(incident, (), "killed") == 60


def test_after_a_correction_only_jumps_that_came_since_are_asked_about() -> None:
    at = START + timedelta(hours=1.5)
    correct = Ruling(1, 1, Act.CORRECT, "501", at, "killed", "3")
    told = [say(0, "a", killed="2"), say(1, "b", killed="60"), say(2, "c", killed="80")]
    assert proposed(build_incident(1, told, rulings=[correct]), [correct], "killed") == 80
    assert [claim.total for claim in held_claims(build_incident(1, told), Outcome.KILLED)] == [60, 80]


@pytest.mark.parametrize(("channel", "killed"), [("kharkivoda", "4"), ("synegubov", "6")])
def test_two_channels_of_one_authority_tell_of_the_same_new_deaths(channel: str, killed: str) -> None:
    first = replace(say(0, "governor", killed="2"), source="synegubov")
    more = replace(say(2, "governor", killed="+2"), source="synegubov")
    again = replace(say(2.7, "governor", killed="+2"), source=channel)
    assert figures(first, more, again) == (killed, None)
