"""What people decide outlives every rereading and late post, and can be taken back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from plain_posts import START, plain, read

from bot import review
from bot.asof import record_at
from bot.codec import from_text
from bot.export import export_lines
from bot.ingest import ingest_post
from bot.linking import Act, Ruling
from bot.model import Incident, IncidentStatus, Post, Reading, Trust
from bot.reread import reread
from storage import decisions, incidents, reviews
from storage.database import Database
from storage.records import ReviewKind
from storage.then import Then
from tests.bot_under_test import gazetteer
from tests.record_steps import take

LATER = START + timedelta(days=2)
WHY = "the hospital said so"
FIRST = plain("p1", "Тростянець 2025-03-04 08:40 k=1 i=4", 0)
SECOND = plain("p2", "update\nТростянець 2025-03-04 k=1 i=6", 90)
OTHER = plain("q1", "Тростянець 2025-03-04 19:30 i=2", 700)
OTHER_TOO = plain("q2", "update\nТростянець 2025-03-04 19:30 i=3", 760)
LATE = plain("late", "Тростянець 2025-03-04 08:40 k=1 i=5", 30, "police_sumy")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "record.db")
    for post in (FIRST, SECOND, OTHER, OTHER_TOO):
        await take(opened, post)
    yield opened
    await opened.close()


async def record(database: Database) -> dict[int, Incident]:
    async with database.read() as connection:
        return {incident.id: incident for incident in await incidents.everything(connection)}


async def again(database: Database) -> None:
    """What must not disturb any decision: a late post, and a rereading of all."""
    await take(database, LATE)
    await reread(database, read, dry_run=False, now=LATER + timedelta(hours=1))


def posts_of(incident: Incident) -> set[str]:
    return {statement.post_id for statement in incident.statements}


def ruling(incident: int, act: Act, **more: object) -> Ruling:
    return Ruling(0, incident, act, "77", LATER, why=WHY, **more)  # type: ignore[arg-type]


async def test_two_attacks_stand_before_anybody_rules(database: Database) -> None:
    assert {number: posts_of(one) for number, one in (await record(database)).items()} == {
        1: {"p1", "p2"}, 2: {"q1", "q2"},
    }  # fmt: skip


async def test_a_corrected_figure_stands_until_it_is_undone(database: Database) -> None:
    decided = await review.decide(database, ruling(1, Act.CORRECT, slot="killed", value="2"))
    await again(database)
    corrected = (await record(database))[1]
    assert corrected.killed is not None
    assert corrected.killed.total == 2
    await review.undo(database, decided.ruling_id, "77", LATER)
    restored = (await record(database))[1]
    assert restored.killed is not None
    assert restored.killed.total == 1
    async with database.read() as connection:
        history = await decisions.history_of(connection, 1)
    assert ("killed", "77", WHY) in [(change.slot, change.who, change.why) for change in history]


async def test_a_corrected_place_keeps_what_was_told_before(database: Database) -> None:
    moved = '{"oblast": "UA59", "settlement": "Кролевець", "raion": null, "districts": []}'
    decided = await review.decide(database, ruling(1, Act.CORRECT, slot="place", value=moved))
    await again(database)
    found = await record(database)
    assert posts_of(found[1]) == {"p1", "p2", "late"}
    assert found[1].place.settlement == "Кролевець"
    await review.undo(database, decided.ruling_id, "77", LATER)
    found = await record(database)
    assert (found[1].place.settlement, posts_of(found[1])) == ("Тростянець", {"p1", "p2", "late"})


async def test_a_dismissed_incident_keeps_its_posts_and_leaves_the_record(database: Database) -> None:
    await review.decide(database, ruling(1, Act.DISMISS))
    await again(database)
    found = await record(database)
    assert posts_of(found[1]) == {"p1", "p2", "late"}
    assert found[1].status is IncidentStatus.DISMISSED
    assert found.keys() == {1, 2}


async def test_merged_incidents_are_one_and_both_ids_resolve(database: Database) -> None:
    decided = await review.merge(database, 1, 2, "77", LATER, WHY)
    await again(database)
    found = await record(database)
    assert [posts_of(one) for one in found.values()] == [{"p1", "p2", "q1", "q2", "late"}]
    async with database.read() as connection:
        both = [await incidents.get(connection, number) for number in (1, 2)]
    assert both[0] == both[1] == next(iter(found.values()))
    await review.undo(database, decided.ruling_id, "77", LATER)
    assert {number: posts_of(one) for number, one in (await record(database)).items()} == {
        1: {"p1", "p2", "late"}, 2: {"q1", "q2"},
    }  # fmt: skip


async def test_a_post_on_the_second_town_of_a_merge_joins_it(database: Database) -> None:
    await take(database, plain("r1", "Путивль 2025-03-04 08:40 i=1", 100))
    await review.merge(database, 1, 3, "77", LATER, WHY)
    await take(database, plain("r2", "update\nПутивль 2025-03-04 08:40 i=2", 760))
    assert [posts_of(one) for one in (await record(database)).values()] == [{"p1", "p2", "r1", "r2"}, {"q1", "q2"}]


async def test_a_merge_moves_every_report_of_both_and_undoing_it_gives_them_back(database: Database) -> None:
    for post in (
        plain("r1", "Путивль 2025-03-04 20:10 i=1", 720),
        plain("r2", "update\nПутивль 2025-03-04 20:10 i=2", 760),
        plain("r3", "update\nПутивль 2025-03-04 20:10 k=1 i=2", 800),
    ):
        await take(database, post)
    apart = {number: posts_of(one) for number, one in (await record(database)).items()}
    decided = await review.merge(database, 1, 3, "77", LATER, WHY)
    await again(database)
    together = [posts_of(one) for one in (await record(database)).values()]
    assert sorted(together, key=len) == [{"q1", "q2"}, {"p1", "p2", "late", "r1", "r2", "r3"}]
    await review.undo(database, decided.ruling_id, "77", LATER)
    after = {number: posts_of(one) - {"late"} for number, one in (await record(database)).items()}
    assert after == apart


async def test_a_post_after_a_dismissal_waits_for_a_person_and_founds_nothing(database: Database) -> None:
    await review.decide(database, ruling(1, Act.DISMISS))
    minutes = int((LATER - START) / timedelta(minutes=1)) + 60
    told_again = plain("again", "update\nТростянець 2025-03-04 08:40 k=1 i=6", minutes)
    await take(database, told_again)
    found = await record(database)
    assert found.keys() == {1, 2}
    assert found[1].status is IncidentStatus.DISMISSED
    async with database.read() as connection:
        waiting = [one for one in await reviews.waiting(connection) if one.post_id == "again"]
    assert [(one.kind, one.incident_id) for one in waiting] == [(ReviewKind.LINK, 1)]
    await review.decide_matter(database, waiting[0].id, False, "77", LATER + timedelta(hours=2), WHY)
    found = await record(database)
    assert {"again"} in [posts_of(one) for one in found.values() if one.status is IncidentStatus.REPORTED]


async def test_a_split_report_stays_apart_until_it_is_undone(database: Database) -> None:
    decided = await review.split(database, 1, ["p2"], "77", LATER, WHY)
    await again(database)
    found = await record(database)
    assert posts_of(found[1]) == {"p1", "late"}
    assert {"p2"} in [posts_of(one) for one in found.values()]
    await review.undo(database, decided.ruling_id, "77", LATER)
    found = await record(database)
    assert posts_of(found[1]) == {"p1", "p2", "late"}
    assert found.keys() == {1, 2}


async def test_an_unproven_post_counts_once_a_person_accepts_it(database: Database) -> None:
    await take(database, plain("u", "Путивль 2025-03-05 09:00 k=3", 1500, "unknown", Trust.UNPROVEN))
    async with database.read() as connection:
        waiting = await reviews.waiting(connection)
    matter = next(one for one in waiting if one.kind is ReviewKind.ORIGIN)
    assert matter.incident_id is not None
    before = (await record(database))[matter.incident_id]
    assert before.killed is None or before.killed.total is None
    accept = ruling(matter.incident_id, Act.CONFIRM, post_id="u", number=0)
    await review.decide(database, accept)
    after = (await record(database))[matter.incident_id]
    assert after.killed is not None
    assert after.killed.total == 3


async def test_rereading_what_is_read_alike_changes_nothing(database: Database) -> None:
    before = await record(database)
    assert await reread(database, read, dry_run=False, now=LATER) == []
    assert await record(database) == before


async def test_a_dry_rereading_tells_the_changes_and_stores_none(database: Database) -> None:
    def better(post: Post) -> Reading:
        return read(replace(post, text=post.text.replace("i=6", "i=7")))

    before = await record(database)
    changes = await reread(database, better, dry_run=True, now=LATER)
    assert [(change.incident_id, change.slot, change.after["total"]) for change in changes] == [(1, "injured", 7)]
    assert await record(database) == before
    assert await reread(database, better, dry_run=False, now=LATER) == changes
    after = (await record(database))[1]
    assert after.injured is not None
    assert after.injured.total == 7


async def test_the_record_is_told_as_it_stood_at_a_moment(database: Database) -> None:
    day = START.date()
    async with database.read() as connection:
        early = await record_at(connection, Then(START + timedelta(minutes=10)), day, day)
        whole = await record_at(connection, Then(LATER), day, day, "UA59")
        elsewhere = await record_at(connection, Then(LATER), day, day, "UA63")
    assert [(one.id, posts_of(one)) for one in early] == [(1, {"p1"})]
    assert [(one.id, posts_of(one)) for one in whole] == [(1, {"p1", "p2"}), (2, {"q1", "q2"})]
    assert elsewhere == []


async def test_an_edited_post_is_told_as_it_read_at_the_moment(database: Database) -> None:
    edited = replace(plain("p1", "Тростянець 2025-03-04 08:40 k=9 i=4", 0), received=LATER)
    await ingest_post(database, edited, read, LATER)
    day = START.date()
    async with database.read() as connection:
        [early] = await record_at(connection, Then(START + timedelta(minutes=40)), day, day)
    assert early.killed is not None
    assert early.killed.total == 1


async def test_the_export_has_a_line_for_each_incident(database: Database) -> None:
    await review.decide(database, ruling(2, Act.RETRACT))
    first, second = [from_text(line) for line in await export_lines(database, gazetteer())]
    assert (first["id"], first["posts"], first["killed"]["total"]) == (1, ["p1", "p2"], 1)
    assert first["injured"] == {
        "total": 6, "children": None, "low": 6, "high": 6, "bound": "exact", "vague": None,
    }  # fmt: skip
    assert (second["status"], second["when"]["from"]) == ("retracted", "2025-03-04")


async def test_a_matter_that_has_passed_leaves_the_review_list(database: Database) -> None:
    doubtful = plain("u", "Путивль 2025-03-05 09:00 k=3", 1500, "unknown", Trust.UNPROVEN)
    await take(database, doubtful)
    async with database.read() as connection:
        before = [one.kind for one in await reviews.waiting(connection)]
    await take(database, replace(doubtful, trust=Trust.OFFICIAL))
    async with database.read() as connection:
        after = [one.kind for one in await reviews.waiting(connection)]
    assert (before.count(ReviewKind.ORIGIN), after.count(ReviewKind.ORIGIN)) == (1, 0)
