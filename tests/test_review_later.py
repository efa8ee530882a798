"""What comes after a person's decision: posts that nobody has seen, posts that differ, acts on top of acts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from plain_posts import START, plain, read

from bot import review
from bot.asof import record_at
from bot.errors import InputError
from bot.linking import Act, Ruling
from bot.model import IncidentStatus, LinkStatus, Trust
from bot.reread import reread
from storage import decisions, incidents, reviews
from storage.database import Database
from storage.records import IncomingPost, ReviewKind
from storage.then import Then
from tests.record_steps import incident, killed, take

NOW = START + timedelta(days=1)
AFTER = timedelta(days=2)
ANN, BOB = "501", "502"
FIRST = plain("p1", "Тростянець 2025-03-04 08:40 k=2 i=4", 0)
SECOND = plain("p2", "update\nТростянець 2025-03-04 08:40 k=2 i=6", 90)
JUMP = plain("p3", "update\nТростянець 2025-03-04 08:40 k=60 i=6", 120)
OTHER = plain("q1", "Тростянець 2025-03-04 19:30 i=2", 700)
OTHER_TOO = plain("q2", "update\nТростянець 2025-03-04 19:30 i=3", 760)


def late(post: IncomingPost) -> IncomingPost:
    """The post as it comes in after the decisions, whenever it was published."""
    return replace(post, received=NOW + AFTER)


async def record(database: Database) -> dict[int, list[str]]:
    async with database.read() as connection:
        every = await incidents.everything(connection)
    return {one.id: [statement.post_id for statement in one.statements] for one in sorted(every, key=lambda o: o.id)}


async def waiting(database: Database) -> list[tuple[ReviewKind, str | None]]:
    async with database.read() as connection:
        return [(one.kind, one.slot or one.post_id) for one in await reviews.waiting(connection)]


def ruling(act: Act, number: int = 1, **more: object) -> Ruling:
    return Ruling(0, number, act, ANN, NOW, **more)  # type: ignore[arg-type]


async def test_a_confirm_covers_no_post_that_came_after_it(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, ruling(Act.CONFIRM))
    await take(database, late(plain("old", "Тростянець 2025-03-04 08:40 k=60 i=4", 30, "police_sumy")))
    assert (await killed(database), (await incident(database)).held) == (2, ("killed",))
    assert (ReviewKind.HELD, "killed") in await waiting(database)


async def test_a_confirm_covers_no_text_that_came_after_it(database: Database) -> None:
    await take(database, FIRST, SECOND)
    await review.decide(database, ruling(Act.CONFIRM))
    edited = replace(SECOND, text="update\nТростянець 2025-03-04 08:40 k=60 i=6")
    await take(database, late(edited))
    assert (await killed(database), (await incident(database)).held) == (2, ("killed",))


async def test_a_confirm_accepts_no_unproven_post_that_came_after_it(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, ruling(Act.CONFIRM))
    await take(database, late(plain("u", "update\nТростянець 2025-03-04 08:40 k=9", 20, "unknown", Trust.UNPROVEN)))
    assert await killed(database) == 2


async def test_a_confirmed_jump_lets_no_later_one_pass(database: Database) -> None:
    await take(database, FIRST, JUMP)
    await review.decide(database, ruling(Act.CONFIRM, slot="killed"))
    assert await killed(database) == 60
    await take(database, late(plain("x", "update\nТростянець 2025-03-04 08:40 k=900", 130, "police_sumy")))
    assert (await killed(database), (await incident(database)).held) == (60, ("killed",))


@pytest.mark.parametrize("leaving", [["p1"], ["p2"], ["p1", "p2"]])
async def test_a_split_parts_what_was_ticked_and_the_rest_keeps_the_number(
    database: Database, leaving: list[str]
) -> None:
    await take(database, FIRST, SECOND, JUMP)
    rest = [post for post in ("p1", "p2", "p3") if post not in leaving]
    decided = await review.split(database, 1, leaving, ANN, NOW, "")
    assert await record(database) == {1: rest, 2: leaving}
    await reread(database, read, dry_run=False, now=NOW)
    assert await record(database) == {1: rest, 2: leaving}
    await review.undo(database, decided.ruling_id, BOB, NOW + timedelta(hours=1))
    assert list((await record(database)).values()) == [["p1", "p2", "p3"]]
    assert [one.post_id for one in (await incident(database, 1)).statements] == ["p1", "p2", "p3"]


async def test_a_split_after_a_merge_parts_them_again(database: Database) -> None:
    await take(database, FIRST, SECOND, OTHER, OTHER_TOO)
    await review.merge(database, 1, 2, ANN, NOW, "")
    assert await record(database) == {1: ["p1", "p2", "q1", "q2"]}
    decided = await review.split(database, 1, ["q1", "q2"], ANN, NOW + timedelta(hours=1), "")
    parted = await record(database)
    assert parted[1] == ["p1", "p2"]
    assert ["q1", "q2"] in parted.values()
    await review.undo(database, decided.ruling_id, ANN, NOW + timedelta(hours=2))
    assert await record(database) == {1: ["p1", "p2", "q1", "q2"]}


async def test_reports_that_stay_at_a_split_are_not_taken_for_judged(database: Database) -> None:
    pasted = plain("u", "update\nТростянець 2025-03-04 08:40 k=9", 100, "unknown", Trust.UNPROVEN)
    await take(database, FIRST, SECOND, pasted)
    await review.split(database, 1, ["p2"], ANN, NOW, "")
    assert await killed(database) == 2
    assert (ReviewKind.ORIGIN, "u") in await waiting(database)


async def test_the_first_of_two_merges_is_undone_alone(database: Database) -> None:
    third = plain("r1", "Кролевець 2025-03-04 12:00 i=1", 300)
    await take(database, FIRST, OTHER, third)
    numbers = {posts[0]: number for number, posts in (await record(database)).items()}
    first = await review.merge(database, numbers["p1"], numbers["q1"], ANN, NOW, "")
    await review.merge(database, numbers["p1"], numbers["r1"], ANN, NOW + timedelta(hours=1), "")
    assert list((await record(database)).values()) == [["p1", "r1", "q1"]]
    await review.undo(database, first.ruling_id, ANN, NOW + timedelta(hours=2))
    assert sorted((await record(database)).values()) == [["p1", "r1"], ["q1"]]


async def test_a_merge_leaves_what_waits_about_the_survivor(database: Database) -> None:
    pasted = plain("u", "update\nПутивль 2025-03-04 09:00 k=3", 20, "unknown", Trust.UNPROVEN)
    await take(database, plain("l1", "Кролевець 2025-03-04 19:00 i=1", 640))
    await take(database, plain("e1", "Путивль 2025-03-04 09:00 i=1", 0), pasted)
    assert await waiting(database) == [(ReviewKind.ORIGIN, "u")]
    await review.merge(database, 1, 2, ANN, NOW, "")
    assert await waiting(database) == [(ReviewKind.ORIGIN, "u")]


async def test_a_merge_carries_what_was_confirmed_and_no_more(database: Database) -> None:
    pasted = plain("u", "update\nТростянець 2025-03-04 19:30 k=9", 765, "unknown", Trust.UNPROVEN)
    await take(database, FIRST, JUMP, OTHER, OTHER_TOO, pasted)
    await review.decide(database, ruling(Act.CONFIRM, slot="killed"))
    await review.decide(database, ruling(Act.CONFIRM))
    await review.merge(database, 2, 1, ANN, NOW + timedelta(hours=1), "")
    (number,) = await record(database)
    found = await incident(database, number)
    assert (await killed(database, number), found.held, found.status) == (60, (), IncidentStatus.CONFIRMED)
    assert (ReviewKind.ORIGIN, "u") in await waiting(database)


async def test_a_figure_told_after_a_correction_waits_though_it_is_a_jump(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, ruling(Act.CORRECT, slot="killed", value="4"))
    await take(database, late(plain("x", "update\nТростянець 2025-03-04 08:40 k=60", 3000)))
    assert (await killed(database), (await incident(database)).held) == (4, ("killed",))


async def test_a_figure_that_comes_in_after_a_correction_waits_though_it_is_older(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, ruling(Act.CORRECT, slot="killed", value="4"))
    await take(database, late(plain("x", "update\nТростянець 2025-03-04 08:40 k=3", 60)))
    assert (await killed(database), (await incident(database)).held) == (4, ("killed",))


async def test_a_held_jump_outlives_a_correction_of_the_children(database: Database) -> None:
    await take(database, FIRST, JUMP)
    await review.decide(database, ruling(Act.CORRECT, slot="killed_children", value="1"))
    assert (await incident(database)).held == ("killed",)
    assert await waiting(database) == [(ReviewKind.HELD, "killed")]


async def test_a_withdrawal_after_a_confirm_waits_for_a_person(database: Database) -> None:
    await take(database, FIRST)
    await review.decide(database, ruling(Act.CONFIRM))
    await take(database, late(plain("w", "update\nТростянець 2025-03-04 08:40 withdrawn", 120)))
    found = await incident(database)
    assert (found.status, found.held) == (IncidentStatus.CONFIRMED, ("status",))
    matter = await review.next_matter(database, ANN, NOW + AFTER)
    assert matter is not None
    await review.decide_matter(database, matter.review.id, False, ANN, NOW + 2 * AFTER, "it was struck")
    found = await incident(database)
    assert (found.status, found.held, await waiting(database)) == (IncidentStatus.CONFIRMED, (), [])


@pytest.mark.parametrize(
    ("slot", "value", "name"),
    [("date", "2025-03-03", "when"), ("place", '{"oblast": "UA48", "settlement": "Вознесенськ"}', "place")],
)
async def test_a_post_that_differs_from_a_corrected_day_or_place_joins_and_waits(
    database: Database, slot: str, value: str, name: str
) -> None:
    await take(database, FIRST)
    full = value if slot == "date" else value[:-1] + ', "raion": null, "districts": []}'
    await review.decide(database, ruling(Act.CORRECT, slot=slot, value=full))
    await take(database, late(plain("x", "update\nТростянець 2025-03-04 08:40 k=3", 3000)))
    found = await incident(database)
    assert await record(database) == {1: ["p1", "x"]}
    assert {link.post_id: link.status for link in found.links}["x"] is LinkStatus.PROVISIONAL
    assert (await killed(database), found.held) == (3, (name,))
    assert await waiting(database) == [(ReviewKind.LINK, "x"), (ReviewKind.HELD, name)]
    async with database.read() as connection:
        matter = next(one for one in await reviews.waiting(connection) if one.slot == name)
    decided = await review.decide_matter(database, matter.id, False, ANN, NOW + 2 * AFTER, "checked")
    assert ((await incident(database)).held, await waiting(database)) == ((), [(ReviewKind.LINK, "x")])
    assert decided is not None
    await review.undo(database, decided.ruling_id, ANN, NOW + 3 * AFTER)
    assert (await incident(database)).held == (name,)


async def test_what_a_merge_draws_in_waits_for_a_person(database: Database) -> None:
    await take(database, FIRST, OTHER)
    await take(database, plain("z", "Тростянець 2025-03-04 14:00 i=2", 400))
    before = await record(database)
    assert len(before) == 3
    await review.merge(database, 1, 2, ANN, NOW, "")
    for found in [await incident(database, number) for number in await record(database)]:
        posts = {link.post_id: link.status for link in found.links}
        assert "z" not in posts or len(posts) == 1 or posts["z"] is LinkStatus.PROVISIONAL


async def test_as_of_a_moment_the_decisions_count_that_stood_then(database: Database) -> None:
    await take(database, FIRST)
    day = FIRST.published.date()
    decided = await review.decide(database, ruling(Act.CORRECT, slot="killed", value="7"))
    await review.undo(database, decided.ruling_id, ANN, NOW + timedelta(hours=4))
    async with database.read() as connection:
        (then,) = await record_at(connection, Then(NOW + timedelta(hours=2)), day, day)
        (now,) = await record_at(connection, Then(NOW + timedelta(hours=5)), day, day)
    assert (then.killed and then.killed.total, now.killed and now.killed.total) == (7, 2)


async def test_a_matter_settled_without_a_ruling_is_told_and_reopened(database: Database) -> None:
    pasted = plain("u", "Путивль 2025-03-05 09:00 k=3", 100, "unknown", Trust.UNPROVEN)
    await take(database, pasted)
    matter = await review.next_matter(database, ANN, NOW)
    assert matter is not None
    assert await review.decide_matter(database, matter.review.id, False, ANN, NOW, "a rumour") is None
    async with database.read() as connection:
        told = await decisions.history_of(connection, 1)
    assert (told[-1].slot, told[-1].after, told[-1].who, told[-1].why) == ("decision", "refuse u", ANN, "a rumour")
    await review.reopen(database, matter.review.id, BOB, NOW + timedelta(hours=1))
    assert await waiting(database) == [(ReviewKind.ORIGIN, "u")]
    with pytest.raises(InputError):
        await review.reopen(database, matter.review.id, BOB, NOW + timedelta(hours=1))
