"""What waits for a person: one at a time, claimed, passed by once it is over; its answers, and their undoing."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from plain_posts import START, plain, read

from bot import review
from bot.errors import InputError
from bot.ingest import ingest_post
from bot.linking import Act, Ruling
from bot.model import Doubt, DoubtReason, LinkStatus, Post, Reading, Trust
from bot.reread import reread
from storage import decisions, reviews
from storage.database import Database
from storage.records import IncomingPost, ReviewKind
from storage.reviews import CLAIM_LASTS
from tests.record_steps import incident, killed

NOW = START + timedelta(days=1)
ANN, BOB = "501", "502"
FIRST = plain("p1", "Тростянець 2025-03-04 08:40 k=2 i=4", 0)
JUMP = plain("p2", "update\nТростянець 2025-03-04 08:40 k=60 i=4", 90)
PASTED = plain("u", "Путивль 2025-03-05 09:00 k=3", 100, "unknown", Trust.UNPROVEN)
TAKEN_BACK = plain("w", "update\nТростянець 2025-03-04 08:40 withdrawn", 120)
TOLD_AGAIN = plain("p3", "update\nТростянець 2025-03-04 08:40 k=2 i=5", 240, "police_sumy")


def doubtful(post: Post) -> Reading:
    """The reading of a plain post, with every place taken for one of several of its name."""
    reading = read(post)
    doubt = Doubt("place", DoubtReason.PLACE_HOMONYM, ("Тростянець, Вінницька область",))
    return replace(reading, reports=tuple(replace(one, doubts=(doubt,)) for one in reading.reports))


async def take(database: Database, *posts: IncomingPost, doubts: bool = False) -> None:
    for post in posts:
        await ingest_post(database, post, doubtful if doubts else read, post.received)


async def opened(database: Database, by: str = ANN, after: int = 0) -> review.Opened:
    found = await review.next_matter(database, by, NOW, after)
    assert found is not None
    return found


async def waiting(database: Database) -> list[ReviewKind]:
    async with database.read() as connection:
        return [one.kind for one in await reviews.waiting(connection)]


def correction(slot: str, value: str) -> Ruling:
    return Ruling(0, 1, Act.CORRECT, ANN, NOW, slot, value, "by the register")


async def test_a_held_jump_is_confirmed_and_put_back(database: Database) -> None:
    await take(database, FIRST, JUMP)
    matter = await opened(database)
    assert (matter.review.kind, matter.review.slot, await killed(database)) == (ReviewKind.HELD, "killed", 2)
    assert matter.incident is not None
    assert review.proposed(matter.incident, matter.rulings, "killed") == 60
    decided = await review.decide_matter(database, matter.review.id, True, ANN, NOW, "the mayor said so")
    assert (await killed(database), await waiting(database)) == (60, [])
    assert decided is not None
    await review.undo(database, decided.ruling_id, BOB, NOW + timedelta(hours=1))
    assert (await killed(database), await waiting(database)) == (2, [ReviewKind.HELD])


async def test_a_held_jump_that_is_wrong_leaves_the_figure_and_waits_no_longer(database: Database) -> None:
    await take(database, FIRST, JUMP)
    matter = await opened(database)
    await review.decide_matter(database, matter.review.id, False, ANN, NOW, "a slip of the pen")
    await reread(database, read, dry_run=False, now=NOW)
    assert (await killed(database), (await incident(database)).held, await waiting(database)) == (2, (), [])


async def test_a_provisional_link_that_holds_is_certain_from_then_on(database: Database) -> None:
    await take(database, FIRST, TAKEN_BACK, TOLD_AGAIN)
    matter = await opened(database)
    assert (matter.review.kind, matter.review.post_id) == (ReviewKind.LINK, "p3")
    decided = await review.decide_matter(database, matter.review.id, True, ANN, NOW, "")
    await reread(database, read, dry_run=False, now=NOW)
    assert {link.post_id: link.status for link in (await incident(database)).links}["p3"] is LinkStatus.CERTAIN
    assert decided is not None
    await review.undo(database, decided.ruling_id, ANN, NOW)
    assert {link.post_id: link.status for link in (await incident(database)).links}["p3"] is LinkStatus.PROVISIONAL


async def test_a_provisional_link_that_fails_makes_an_incident_of_its_own(database: Database) -> None:
    await take(database, FIRST, TAKEN_BACK, TOLD_AGAIN)
    matter = await opened(database)
    await review.decide_matter(database, matter.review.id, False, ANN, NOW, "another street")
    assert [one.post_id for one in (await incident(database, 2)).statements] == ["p3"]
    assert await waiting(database) == []


async def test_a_doubt_that_a_person_can_settle_waits_until_it_is_corrected(database: Database) -> None:
    await take(database, FIRST, doubts=True)
    matter = await opened(database)
    assert (matter.review.kind, matter.review.slot) == (ReviewKind.DOUBT, "place")
    await review.decide(database, correction("place", review.place_value((await incident(database)).place)))
    assert await review.next_matter(database, BOB, NOW) is None


async def test_a_doubt_that_a_later_post_settles_does_not_come_up(database: Database) -> None:
    await take(database, FIRST, doubts=True)
    await take(database, plain("p2", "update\nТростянець 2025-03-04 08:40 k=2 i=5", 60))
    assert await review.next_matter(database, ANN, NOW) is None
    assert await waiting(database) == []


async def test_each_matter_goes_to_one_person_until_the_claim_runs_out(database: Database) -> None:
    await take(database, FIRST, JUMP, PASTED)
    first, second = await opened(database, ANN), await opened(database, BOB)
    assert first.review.id != second.review.id
    assert await review.next_matter(database, "503", NOW) is None
    with pytest.raises(InputError):
        await review.decide_matter(database, first.review.id, True, BOB, NOW, "")
    late = NOW + CLAIM_LASTS + timedelta(minutes=1)
    assert await review.decide_matter(database, first.review.id, True, BOB, late, "") is not None


async def test_people_who_ask_or_answer_at_once_never_do_the_same_work(database: Database) -> None:
    await take(database, FIRST, JUMP, PASTED)
    people = [ANN, BOB, "503", "504"]
    asked = await asyncio.gather(*(review.next_matter(database, by, NOW) for by in people))
    taken = [one.review.id for one in asked if one is not None]
    assert len(taken) == len(set(taken)) == 2
    answers = [review.decide_matter(database, taken[0], True, by, NOW, "") for by in people]
    done = [one for one in await asyncio.gather(*answers, return_exceptions=True) if isinstance(one, review.Decided)]
    assert len(done) == 1


async def test_going_on_lets_a_matter_go(database: Database) -> None:
    await take(database, FIRST, JUMP, PASTED)
    first = await opened(database, ANN)
    second = await opened(database, ANN, after=first.review.id)
    assert second.review.id > first.review.id
    assert (await opened(database, BOB)).review.id == first.review.id


async def test_a_matter_is_answered_once(database: Database) -> None:
    await take(database, PASTED)
    matter = await opened(database)
    assert await review.decide_matter(database, matter.review.id, True, ANN, NOW, "") is not None
    with pytest.raises(InputError):
        await review.decide_matter(database, matter.review.id, True, ANN, NOW, "")
    assert not await review.settle(database, matter.review.id, ANN, NOW)


async def test_a_decision_on_one_slot_leaves_other_matters_open(database: Database) -> None:
    await take(database, FIRST, JUMP)
    await review.decide(database, correction("injured", "9"))
    assert await waiting(database) == [ReviewKind.HELD]
    await review.decide(database, correction("killed", "3"))
    assert await waiting(database) == []


async def test_undoing_a_correction_leaves_other_corrections_of_the_same_moment(database: Database) -> None:
    await take(database, FIRST)
    one = await review.decide(database, correction("killed", "5"))
    await review.decide(database, correction("injured", "6"))
    await review.undo(database, one.ruling_id, BOB, NOW)
    found = await incident(database)
    assert found.injured is not None
    assert (await killed(database), found.injured.total) == (2, 6)
    async with database.read() as connection:
        assert [ruling.slot for ruling in await decisions.all_rulings(connection)] == ["injured"]


async def test_the_same_decision_twice_in_a_moment_is_one(database: Database) -> None:
    await take(database, FIRST)
    first = await review.decide(database, correction("killed", "5"))
    again = await review.decide(database, replace(correction("killed", "5"), at=NOW + timedelta(seconds=30)))
    assert again.ruling_id == first.ruling_id
    later = await review.decide(database, replace(correction("killed", "5"), at=NOW + timedelta(hours=3)))
    assert later.ruling_id != first.ruling_id


@pytest.mark.parametrize(("mine", "theirs", "joint"), [("5", None, 5), (None, "7", 7), ("5", "7", 5)])
async def test_a_merge_keeps_what_people_corrected_and_gives_it_back(
    database: Database, mine: str | None, theirs: str | None, joint: int
) -> None:
    other = plain("q", "Тростянець 2025-03-05 19:30 k=1", 1800)
    await take(database, FIRST, other, plain("q2", "update\nТростянець 2025-03-05 19:30 k=1", 1830))
    for number, value in ((1, mine), (2, theirs)):
        if value is not None:
            await review.decide(database, replace(correction("killed", value), incident_id=number))
    later = NOW + timedelta(hours=1)
    merged = await review.merge(database, 1, 2, BOB, later, "one strike")
    await reread(database, read, dry_run=False, now=later)
    assert (await incident(database, 1)).id == (await incident(database, 2)).id
    assert await killed(database) == joint
    await review.undo(database, merged.ruling_id, BOB, later)
    assert [await killed(database, number) for number in (1, 2)] == [int(mine or 2), int(theirs or 1)]


async def test_the_history_tells_of_decisions_that_move_no_figure(database: Database) -> None:
    await take(database, FIRST, TAKEN_BACK, TOLD_AGAIN)
    matter = await opened(database)
    decided = await review.decide_matter(database, matter.review.id, True, ANN, NOW, "the same house")
    assert decided is not None
    await review.undo(database, decided.ruling_id, BOB, NOW + timedelta(minutes=5))
    async with database.read() as connection:
        told = [one for one in await decisions.history_of(connection, 1) if one.slot == "decision"]
    assert [(one.who, one.before, one.after) for one in told] == [(ANN, None, "link p3"), (BOB, "link p3", None)]


async def test_likely_twins_come_first(database: Database) -> None:
    await take(database, FIRST, plain("q", "Тростянець 2025-03-04 19:30 i=4", 700))
    await take(database, plain("r", "Кролевець 2025-03-04 09:00 k=1", 710), plain("s", "Кролевець 2025-02-04 k=1", 720))
    async with database.read() as connection:
        found = await review.twins_of(connection, await incident(database))
    assert [one.place.settlement for one in found] == ["Тростянець", "Кролевець"]


@pytest.mark.parametrize(
    ("slot", "written", "kept"),
    [
        ("killed", " 12 ", "12"),
        ("killed", "007", "7"),
        ("killed", "-", ""),
        ("date", "2025-03-04", "2025-03-04"),
        ("date", "2025-03-03 / 2025-03-04", "2025-03-03/2025-03-04"),
        ("weapon", "missile, strike_drone,missile", "missile,strike_drone"),
    ],
)
def test_a_written_value_is_kept_in_one_form(slot: str, written: str, kept: str) -> None:
    assert review.value_of(slot, written) == kept


@pytest.mark.parametrize(
    ("slot", "written"),
    [
        ("killed", "12 людей"), ("killed", "-1"), ("killed", "١٢"), ("injured", "100001"), ("injured", "9" * 40),
        ("date", "04.03"), ("date", "2025-03-04/2025-03-03"), ("date", "2025-02-30"), ("weapon", "spear"),
        ("weapon", ""),
    ],
)  # fmt: skip
def test_a_value_that_will_not_do_is_refused(slot: str, written: str) -> None:
    with pytest.raises(InputError):
        review.value_of(slot, written)


@pytest.mark.parametrize(
    ("slot", "value", "wrong"),
    [
        ("killed_children", "3", "children_above"),
        ("killed_children", "2", None),
        ("injured_children", "5", "children_above"),
        ("killed", "0", None),
        ("killed", "", None),
        ("date", "2025-03-04", None),
        ("date", "2025-03-04/2025-03-07", "future_date"),
        ("place", "{}", None),
    ],
)
async def test_a_value_must_fit_the_rest_of_the_incident(
    database: Database, slot: str, value: str, wrong: str | None
) -> None:
    await take(database, FIRST)
    assert review.objection(await incident(database), slot, value, date(2025, 3, 6)) == wrong


async def test_a_total_below_its_children_is_refused(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, correction("killed_children", "2"))
    assert review.objection(await incident(database), "killed", "1", date(2025, 3, 6)) == "below_children"


async def test_the_mark_of_an_incident_changes_with_what_it_says(database: Database) -> None:
    await take(database, FIRST)
    before = await incident(database)
    assert review.mark_of(before) == review.mark_of(await incident(database))
    await review.decide(database, correction("killed", "4"))
    assert review.mark_of(before) != review.mark_of(await incident(database))


async def test_the_same_decision_after_a_new_post_is_one_of_its_own(database: Database) -> None:
    await take(database, FIRST)
    once = await review.decide(database, correction("killed", "4"))
    assert (await review.decide(database, correction("killed", "4"))).ruling_id == once.ruling_id
    news = replace(plain("news", "Тростянець 2025-03-04 08:40 k=5 i=4", 60), received=NOW + timedelta(seconds=20))
    await take(database, news)
    again = replace(correction("killed", "4"), at=NOW + timedelta(seconds=40))
    assert (await review.decide(database, again)).ruling_id != once.ruling_id
