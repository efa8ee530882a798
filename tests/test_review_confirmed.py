"""What a reviewer confirmed stays the headline until a person changes it, whatever edits and new posts say since."""

from dataclasses import replace
from datetime import timedelta

import pytest
from plain_posts import START, plain, read

from bot import review
from bot.asof import record_at
from bot.errors import InputError
from bot.ingest import ingest_post
from bot.linking import Act, Ruling
from bot.model import Figure, IncidentStatus, Post, Reading, Toll
from bot.reread import reread
from storage import decisions, reviews
from storage.database import Database
from storage.records import IncomingPost, ReviewKind
from storage.then import Then
from tests.record_steps import incident, killed, take

NOW = START + timedelta(days=1)
AFTER = timedelta(days=2)
ANN, BOB = "501", "502"
FIRST = plain("p1", "Тростянець 2025-03-04 08:40 k=2 i=4", 0)
SECOND = plain("p2", "update\nТростянець 2025-03-04 08:40 k=3 i=6", 90)
EDITED = replace(FIRST, text="Тростянець 2025-03-04 08:40 k=5 i=4", received=NOW + AFTER)
MORE = plain("p9", "update\nТростянець 2025-03-04 08:40 k=5 i=4", 3000)
SINCE = [pytest.param(EDITED, id="an edit"), pytest.param(MORE, id="a new post")]
STANDS = (2, ("killed",), IncidentStatus.CONFIRMED)


async def confirm(database: Database, minutes: int = 0, slot: str | None = None) -> int:
    made = Ruling(0, 1, Act.CONFIRM, ANN, NOW + timedelta(minutes=minutes), slot, why="by the register")
    return (await review.decide(database, made)).ruling_id


async def state(database: Database) -> tuple[int | None, tuple[str, ...], IncidentStatus]:
    found = await incident(database)
    return await killed(database), found.held, found.status


async def asked(database: Database, at_hours: int = 60) -> review.Opened | None:
    return await review.next_matter(database, ANN, NOW + timedelta(hours=at_hours))


@pytest.mark.parametrize("since", SINCE)
async def test_a_figure_told_since_waits_beside_the_confirmed_one(database: Database, since: IncomingPost) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, since)
    assert await state(database) == STANDS
    assert (await incident(database)).killed == Toll(2, 2, 5)
    matter = await asked(database)
    assert matter is not None
    assert matter.incident is not None
    assert (matter.review.kind, matter.review.slot) == (ReviewKind.HELD, "killed")
    assert review.proposed(matter.incident, matter.rulings, "killed") == 5
    await reread(database, read, dry_run=False, now=NOW + AFTER)
    assert await state(database) == STANDS


@pytest.mark.parametrize("since", SINCE)
@pytest.mark.parametrize(("yes", "figure"), [(True, 5), (False, 2)])
async def test_the_answer_settles_which_figure_stands_and_is_undone(
    database: Database, since: IncomingPost, yes: bool, figure: int
) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, since)
    matter = await asked(database)
    assert matter is not None
    decided = await review.decide_matter(database, matter.review.id, yes, BOB, NOW + 2 * AFTER, "asked the hospital")
    assert await state(database) == (figure, (), IncidentStatus.CONFIRMED)
    assert await asked(database, 100) is None
    assert decided is not None
    await review.undo(database, decided.ruling_id, ANN, NOW + 3 * AFTER)
    assert await state(database) == STANDS
    assert await asked(database, 150) is not None


@pytest.mark.parametrize("since", SINCE)
async def test_confirming_the_figure_again_takes_the_new_one(database: Database, since: IncomingPost) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, since)
    again = await confirm(database, 60 * 60, "killed")
    assert await state(database) == (5, (), IncidentStatus.CONFIRMED)
    await review.undo(database, again, ANN, NOW + 2 * AFTER)
    assert await state(database) == STANDS


@pytest.mark.parametrize("since", SINCE)
async def test_undoing_the_confirm_shows_what_the_posts_say(database: Database, since: IncomingPost) -> None:
    await take(database, FIRST)
    made = await confirm(database)
    await take(database, since)
    await review.undo(database, made, ANN, NOW + 2 * AFTER)
    assert await state(database) == (5, (), IncidentStatus.REPORTED)


async def test_what_agrees_with_the_confirmed_figure_or_says_nothing_of_it_does_not_wait(database: Database) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, plain("p8", "update\nТростянець 2025-03-04 08:40 k=2", 2900))
    await take(database, plain("p9", "update\nТростянець 2025-03-04 08:40 i=4", 3000))
    assert await state(database) == (2, (), IncidentStatus.CONFIRMED)


async def test_an_edit_that_takes_the_figure_back_waits(database: Database) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, replace(EDITED, text="Тростянець 2025-03-04 08:40 i=4"))
    assert await state(database) == STANDS


async def test_an_incident_that_an_edit_moves_to_another_day_is_not_told_as_reviewed(database: Database) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, replace(EDITED, text="Тростянець 2025-03-03 08:40 k=2 i=4"))
    assert await state(database) == (2, (), IncidentStatus.REPORTED)
    await take(database, replace(EDITED, text=f"{FIRST.text} final", received=NOW + 2 * AFTER))
    assert await state(database) == (2, (), IncidentStatus.CONFIRMED)


async def test_the_record_is_told_as_it_was_confirmed_and_as_it_stood_before(database: Database) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, EDITED)
    day, told = FIRST.published.date(), []
    async with database.read() as connection:
        for hours in (-1, 1, 100):
            (then,) = await record_at(connection, Then(NOW + timedelta(hours=hours)), day, day)
            told.append((then.killed and then.killed.total, then.status, then.held))
    assert told == [
        (2, IncidentStatus.REPORTED, ()),
        (2, IncidentStatus.CONFIRMED, ()),
        (STANDS[0], STANDS[2], STANDS[1]),
    ]


async def test_children_told_since_wait_too(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, Ruling(0, 1, Act.CORRECT, ANN, NOW, "killed_children", "1"))
    await confirm(database, 5)
    await take(database, MORE)
    found = await incident(database)
    assert (found.killed, found.held) == (Toll(2, 2, 5, 1), ("killed",))


async def test_children_alone_that_differ_are_asked_about(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, Ruling(0, 1, Act.CORRECT, ANN, NOW, "killed_children", "1"))
    await confirm(database, 5)

    def with_children(post: Post) -> Reading:
        found = read(post)
        return replace(found, reports=tuple(replace(one, killed=Figure(2, children=2)) for one in found.reports))

    await ingest_post(database, MORE, with_children, MORE.received)
    matter = await asked(database)
    assert matter is not None
    assert matter.incident is not None
    assert (matter.incident.killed, matter.incident.held) == (Toll(2, 2, 2, 1), ("killed",))
    assert review.proposed_children(matter.incident, matter.rulings, "killed") == 2
    await review.decide_matter(database, matter.review.id, True, ANN, NOW + 2 * AFTER, "")
    assert ((await incident(database)).killed, (await incident(database)).held) == (Toll(2, 2, 2, 2), ())


async def test_a_first_figure_of_what_was_unknown_is_shown_and_the_record_is_not_told_as_reviewed(
    database: Database,
) -> None:
    await take(database, plain("p1", "Тростянець 2025-03-04 08:40 i=4", 0))
    await confirm(database)
    await take(database, MORE)
    assert await state(database) == (5, (), IncidentStatus.REPORTED)


async def test_a_confirm_of_a_corrected_figure_keeps_the_corrected_one(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, Ruling(0, 1, Act.CORRECT, ANN, NOW, "killed", "7"))
    await confirm(database, 5)
    assert await state(database) == (7, (), IncidentStatus.CONFIRMED)
    await take(database, MORE)
    assert await state(database) == (7, ("killed",), IncidentStatus.CONFIRMED)


async def test_a_jump_that_a_person_refused_is_not_let_in_by_a_later_confirm(database: Database) -> None:
    await take(database, FIRST, plain("p2", "update\nТростянець 2025-03-04 08:40 k=60 i=4", 90))
    await review.decide(database, Ruling(0, 1, Act.CORRECT, ANN, NOW, "killed", "2"))
    await confirm(database, 5)
    found = await incident(database)
    assert (found.killed, found.held, found.status) == (Toll(2, 2, 2), (), IncidentStatus.CONFIRMED)


async def test_a_confirmed_figure_does_not_outlive_the_posts_that_a_person_split_off(database: Database) -> None:
    await take(database, FIRST, SECOND)
    await confirm(database)
    parted = await review.split(database, 1, ["p2"], ANN, NOW + timedelta(hours=1), "")
    assert await state(database) == (2, (), IncidentStatus.REPORTED)
    await review.undo(database, parted.ruling_id, ANN, NOW + timedelta(hours=2))
    assert await state(database) == (3, (), IncidentStatus.CONFIRMED)


async def test_what_came_out_of_a_merge_of_a_confirmed_record_stands_against_later_edits(database: Database) -> None:
    other = plain("q1", "Тростянець 2025-03-04 19:30 i=2", 700)
    await take(database, FIRST, other)
    await confirm(database)
    await review.merge(database, 1, 2, ANN, NOW + timedelta(hours=1), "")
    assert await state(database) == (2, (), IncidentStatus.CONFIRMED)
    await take(database, EDITED)
    assert await state(database) == STANDS


async def test_a_confirm_of_before_figures_were_kept_holds_what_it_had_seen(database: Database) -> None:
    await take(database, FIRST)
    made = await confirm(database)
    async with database.write() as connection:
        await decisions.keep_figures(connection, made, None)
    await take(database, MORE)
    assert await state(database) == STANDS


async def test_a_matter_of_a_confirmed_figure_is_told_at_the_terminal_for_what_it_is(database: Database) -> None:
    await take(database, FIRST)
    await confirm(database)
    await take(database, MORE)
    async with database.read() as connection:
        (matter,) = await reviews.waiting(connection)
    assert matter.why == "posts give another killed than is shown"
    with pytest.raises(InputError):
        await review.decide_matter(database, 99, True, ANN, NOW, "")
