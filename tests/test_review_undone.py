"""What acts leave behind once they are taken back, and what a number's end leaves to the one that it went into."""

from dataclasses import replace
from datetime import timedelta

import pytest
from plain_posts import START, plain, read

from bot import review
from bot.linking import Act, Ruling
from bot.model import IncidentStatus, LinkStatus
from bot.reread import reread
from storage import incidents
from storage.database import Database
from tests.record_steps import incident, killed, take

NOW = START + timedelta(days=1)
HOUR = timedelta(hours=1)
ANN = "501"
FIRST = plain("p1", "Тростянець 2025-03-04 08:40 k=2 i=4", 0)
SECOND = plain("p2", "update\nТростянець 2025-03-04 08:40 k=3 i=4", 60)
ELSEWHERE = plain("h1", "Вознесенськ 2025-03-04 09:00 i=1", 30)
KROLEVETS = '{"oblast": "UA59", "settlement": "Кролевець", "raion": null, "districts": []}'


async def record(database: Database) -> dict[int, list[str]]:
    async with database.read() as connection:
        every = await incidents.everything(connection)
    return {one.id: [statement.post_id for statement in one.statements] for one in sorted(every, key=lambda o: o.id)}


def ruling(act: Act, number: int = 1, hours: int = 0, **more: object) -> Ruling:
    return Ruling(0, number, act, ANN, NOW + hours * HOUR, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("leaving", ["p1", "p2"])
async def test_undoing_a_split_gives_the_older_number_back_with_what_people_decided_of_it(
    database: Database, leaving: str
) -> None:
    await take(database, FIRST, SECOND)
    await review.decide(database, ruling(Act.CORRECT, slot="killed", value="7"))
    await review.decide(database, ruling(Act.CONFIRM, hours=1))
    decided = await review.split(database, 1, [leaving], ANN, NOW + 2 * HOUR, "")
    await review.undo(database, decided.ruling_id, ANN, NOW + 3 * HOUR)
    assert await record(database) == {1: ["p1", "p2"]}
    assert (await killed(database), (await incident(database)).status) == (7, IncidentStatus.CONFIRMED)
    assert await reread(database, read, dry_run=True, now=NOW + 4 * HOUR) == []


async def test_a_late_first_post_that_was_split_off_goes_back_under_the_older_number(database: Database) -> None:
    await take(database, SECOND, FIRST)
    decided = await review.split(database, 1, ["p1"], ANN, NOW, "")
    await review.undo(database, decided.ruling_id, ANN, NOW + HOUR)
    assert await record(database) == {1: ["p1", "p2"]}


async def test_undoing_a_merge_gives_both_numbers_back_though_the_younger_one_was_told_of_first(
    database: Database,
) -> None:
    await take(database, ELSEWHERE, FIRST)
    before = await record(database)
    await review.decide(database, ruling(Act.CORRECT, 1, slot="injured", value="5"))
    merged = await review.merge(database, 1, 2, ANN, NOW + HOUR, "")
    await review.undo(database, merged.ruling_id, ANN, NOW + 2 * HOUR)
    assert await record(database) == before
    corrected = (await incident(database, 1)).injured
    assert corrected is not None
    assert corrected.total == 5


async def test_a_correction_is_read_under_the_number_that_its_own_went_into(database: Database) -> None:
    apart = plain("q1", "Тростянець 2025-03-04 19:30 k=1", 700)
    await take(database, FIRST, apart)
    assert await record(database) == {1: ["p1"], 2: ["q1"]}
    await review.decide(database, ruling(Act.CORRECT, 2, slot="killed", value="9"))
    joined = replace(apart, text="update\nТростянець 2025-03-04 08:40 k=3", received=NOW + HOUR)
    await take(database, joined)
    assert await record(database) == {1: ["p1", "q1"]}
    assert await killed(database) == 9
    assert await reread(database, read, dry_run=True, now=NOW + 4 * HOUR) == []
    parted = replace(apart, text="Тростянець 2025-03-04 19:30 k=1 i=2", received=NOW + 2 * HOUR)
    await take(database, parted)
    assert [await killed(database, number) for number in await record(database)] == [2, 9]


async def test_a_merge_can_be_undone_after_a_later_split(database: Database) -> None:
    await take(database, FIRST, ELSEWHERE, SECOND)
    merged = await review.merge(database, 1, 2, ANN, NOW, "")
    parted = await review.split(database, 1, ["p2"], ANN, NOW + HOUR, "")
    await review.undo(database, merged.ruling_id, ANN, NOW + 2 * HOUR)
    assert await record(database) == {1: ["p1"], 2: ["h1"], 3: ["p2"]}
    await review.undo(database, parted.ruling_id, ANN, NOW + 3 * HOUR)
    assert await record(database) == {1: ["p1", "p2"], 2: ["h1"]}


async def test_a_post_from_before_a_corrected_place_that_comes_in_after_it_is_counted_once(database: Database) -> None:
    await take(database, FIRST)
    at = START + 3 * HOUR
    await review.decide(database, replace(ruling(Act.CORRECT, slot="place", value=KROLEVETS), at=at))
    true = plain("t", "update\nКролевець 2025-03-04 08:40 k=2 i=6", 100)
    await take(database, replace(true, received=at + HOUR))
    found = await incident(database)
    assert await record(database) == {1: ["p1", "t"]}
    assert {link.post_id: link.status for link in found.links}["t"] is LinkStatus.PROVISIONAL
    assert await reread(database, read, dry_run=True, now=NOW) == []


async def test_the_other_strike_on_the_same_town_that_day_is_offered_first_for_a_merge(database: Database) -> None:
    town = plain("x", "Тростянець 2025-03-04 08:40 i=4", 0)
    near = plain("y", "Путивль 2025-03-04 08:40 k=2 i=4", 5)
    evening = plain("z", "Тростянець 2025-03-04 23:30 k=9", 900, "police_sumy")
    await take(database, town, near, evening)
    async with database.read() as connection:
        found = await review.twins_of(connection, await incident(database))
    assert [one.place.settlement for one in found] == ["Тростянець", "Путивль"]
