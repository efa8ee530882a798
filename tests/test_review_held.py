"""Several figures of one slot that wait: each is asked about alone, and answering one leaves the others."""

from datetime import timedelta

import pytest
from plain_posts import START, plain

from bot import review
from bot.linking import Act, Ruling
from bot.model import IncidentStatus
from storage import incidents, reviews
from storage.database import Database
from storage.records import ReviewKind
from tests.record_steps import take

NOW = START + timedelta(days=1)
ANN = "501"
FIRST = plain("p1", "Тростянець 2025-03-04 08:40 k=2 i=4", 0)
FAR = plain("p2", "update\nТростянець 2025-03-04 08:40 k=900 i=4", 30, "police_sumy")
HIGH = plain("p3", "update\nТростянець 2025-03-04 08:40 k=25 i=4", 60)
FIVE = plain("p4", "update\nТростянець 2025-03-04 08:40 k=5 i=4", 60 * 48)


async def state(database: Database) -> tuple[int | None, tuple[str, ...], list[str | None]]:
    async with database.read() as connection:
        found = await incidents.get(connection, 1)
        waiting = [one.slot for one in await reviews.waiting(connection) if one.kind is ReviewKind.HELD]
    assert found is not None
    return found.killed.total if found.killed else None, found.held, waiting


async def answer(database: Database, yes: bool, minutes: int) -> int | None:
    """Answers what is held; the figure that was asked about."""
    at = NOW + timedelta(minutes=minutes)
    matter = await review.next_matter(database, ANN, at)
    if matter is not None and matter.review.kind is not ReviewKind.HELD:
        matter = await review.next_matter(database, ANN, at, matter.review.id)
    assert matter is not None
    assert matter.incident is not None
    asked = review.proposed(matter.incident, matter.rulings, "killed")
    await review.decide_matter(database, matter.review.id, yes, ANN, at, "by the register")
    return asked


async def test_a_yes_to_one_held_figure_leaves_the_other_waiting(database: Database) -> None:
    await take(database, FIRST, FAR, HIGH)
    assert await state(database) == (2, ("killed",), ["killed"])
    assert await answer(database, True, 0) == 900
    assert await state(database) == (900, ("killed",), ["killed"])
    assert await answer(database, True, 5) == 25
    assert await state(database) == (25, (), [])


async def test_a_higher_figure_that_was_published_first_is_confirmed_though_a_lower_one_came_hours_later(
    database: Database,
) -> None:
    lower = plain("p5", "update\nТростянець 2025-03-04 08:40 k=2 i=4", 60 * 9, "police_sumy")
    await take(database, plain("p1", "Тростянець 2025-03-04 08:40 k=60 i=4", 0), lower)
    assert await state(database) == (2, ("killed",), ["killed"])
    assert await answer(database, True, 0) == 60
    assert await state(database) == (60, (), [])


@pytest.mark.parametrize("act", [Act.RETRACT, Act.DISMISS])
async def test_later_deaths_of_an_incident_that_a_person_ended_are_asked_about_and_either_answer_settles_them(
    database: Database, act: Act
) -> None:
    await take(database, FIRST)
    await review.decide(database, Ruling(0, 1, act, ANN, NOW, why="refuted"))
    await take(database, FIVE)
    assert (await state(database))[1:] == (("status",), ["status"])
    later = 60 * 48
    await answer(database, True, later)
    assert (await state(database))[1:] == ((), [])
    async with database.read() as connection:
        found = await incidents.get(connection, 1)
    assert found is not None
    assert found.status is (IncidentStatus.RETRACTED if act is Act.RETRACT else IncidentStatus.DISMISSED)


async def test_the_answer_that_an_incident_stands_after_all_brings_a_dismissed_one_back(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, Ruling(0, 1, Act.DISMISS, ANN, NOW, why="not an attack"))
    await take(database, FIVE)
    await answer(database, False, 60 * 48)
    assert await state(database) == (5, (), [])
    async with database.read() as connection:
        found = await incidents.get(connection, 1)
    assert found is not None
    assert found.status is IncidentStatus.CONFIRMED
