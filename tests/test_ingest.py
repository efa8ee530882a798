"""Posts taken in, in any order and by several at once, make one record."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_posts import START, plain, read

from bot.ingest import ingest_post, trust_channel
from bot.model import Incident, IncidentStatus, Kind, LinkStatus, Trust, Why
from bot.relink import Cause
from bot.reread import reread
from storage import decisions, incidents, posts, reports
from storage.database import Database
from storage.records import IncomingPost
from tests.record_steps import take

DAY = date(2025, 3, 4)


async def record(database: Database) -> list[Incident]:
    async with database.read() as connection:
        return await incidents.everything(connection)


def shape(found: list[Incident]) -> list[tuple[object, ...]]:
    """What a record says, whatever ids it gave."""
    return sorted(
        (
            incident.place.settlement or "",
            str(incident.when),
            str(incident.killed),
            str(incident.injured),
            incident.status,
            tuple((one.post_id, one.number) for one in incident.statements),
        )
        for incident in found
        if incident.statements
    )


ROUNDUP = "roundup\nКролевець 2025-03-04 i=3\nПутивль 2025-03-04 k=1 i=2"
STORIES = {
    "figures that grow": [
        plain("a1", "Тростянець 2025-03-04 08:40 k=1 i=4", 0),
        plain("a2", "update\nТростянець 2025-03-04 k=1 i=6", 90),
        plain("a3", "update\nТростянець 2025-03-04 k=2 i=5 death_of_injured", 400),
    ],
    "two towns and a roundup": [
        plain("b1", "Кролевець 2025-03-04 06:10 i=3", 0),
        plain("b2", "Путивль 2025-03-04 07:30 k=1 i=1", 40),
        plain(
            "b3", "roundup\nКролевець 2025-03-04 i=3\nПутивль 2025-03-04 k=1 i=2\ntotal Сумська 2025-03-04 k=1 i=5", 900
        ),
        plain("b4", "update\nПутивль 2025-03-04 k=1 i=2", 300),
    ],
    "two strikes on one town": [
        plain("c1", "Тростянець 2025-03-04 02:15 i=2", 0),
        plain("c2", "Тростянець 2025-03-04 17:45 k=1", 500),
        plain("c3", "update\nТростянець 2025-03-04 02:15 i=3", 560),
        plain("c4", "update\nТростянець 2025-03-04 17:45 k=1 i=1", 600),
    ],
    "an incident taken back": [
        plain("d1", "Вознесенськ 2025-03-04 10:00 i=1", 0, "mykolaiv_oda"),
        plain("d2", "update\nВознесенськ 2025-03-04 10:00 withdrawn", 120, "mykolaiv_oda"),
        plain("d3", "Снігурівка 2025-03-05 i=2", 1500, "mykolaiv_oda"),
    ],
    "authorities that differ": [
        plain("e1", "Кролевець 2025-03-04 11:00 k=2 i=7", 0, "sumy_oda"),
        plain("e2", "Кролевець 2025-03-04 11:00 k=2 i=9", 30, "police_sumy"),
        plain("e3", "update\nКролевець 2025-03-04 k=3 i=8 final", 300, "dsns_sumy"),
        plain("e4", "Кролевець 2025-03-06 i=1", 3000, "sumy_oda"),
    ],
}


@pytest.mark.parametrize("story", STORIES)
async def test_shuffled_arrival_makes_the_record_of_the_order_of_publication(story: str, tmp_path: Path) -> None:
    ordered = sorted(STORIES[story], key=lambda one: one.published)
    first = await Database.open(tmp_path / "ordered.db")
    await take(first, *ordered)
    expected = shape(await record(first))
    await first.close()
    for seed in range(4):
        shuffled = Random(seed).sample(ordered, len(ordered))
        other = await Database.open(tmp_path / f"{seed}.db")
        await take(other, *shuffled)
        assert shape(await record(other)) == expected
        await other.close()


async def test_all_stories_shuffled_together_make_the_record_of_the_order_of_publication(tmp_path: Path) -> None:
    everything = [one for story in STORIES.values() for one in story]
    shapes = []
    for seed in (None, 5, 6):
        arriving = sorted(everything, key=lambda one: (one.published, str(one.id)))
        if seed is not None:
            Random(seed).shuffle(arriving)
        database = await Database.open(tmp_path / f"{seed}.db")
        await take(database, *arriving)
        shapes.append(shape(await record(database)))
        await database.close()
    assert shapes[1:] == shapes[:1] * 2


async def test_a_first_report_founds_an_incident_and_says_so(database: Database) -> None:
    [told] = await take(database, plain("p", "Тростянець 2025-03-04 k=1 i=4"))
    [outcome] = told.outcomes
    assert (told.is_new, told.is_changed, told.reading.kind) == (True, False, Kind.INCIDENT)
    assert outcome.is_new_incident
    assert outcome.incident.killed is not None
    assert outcome.incident.killed.total == 1


async def test_an_update_joins_its_incident(database: Database) -> None:
    first, second = await take(database, *STORIES["figures that grow"][:2])
    assert not second.outcomes[0].is_new_incident
    assert second.outcomes[0].incident.id == first.outcomes[0].incident.id
    assert second.outcomes[0].incident.injured is not None
    assert second.outcomes[0].incident.injured.total == 6


async def test_the_same_post_again_changes_nothing(database: Database) -> None:
    post = plain("p", "Тростянець 2025-03-04 k=1 i=4")
    [first] = await take(database, post)
    before = database.path.read_bytes(), await record(database)
    [again] = await take(database, replace(post, received=post.received + timedelta(hours=5)))
    assert (again.is_new, again.is_changed) == (False, False)
    assert [one.incident for one in again.outcomes] == [one.incident for one in first.outcomes]
    assert (database.path.read_bytes(), await record(database)) == before


async def test_several_people_forwarding_one_incident_at_once_make_one_incident(database: Database) -> None:
    same = [plain("one", "Кролевець 2025-03-04 11:00 k=2 i=7", 0)] * 5
    others = [plain(f"p{n}", "Кролевець 2025-03-04 11:00 k=2 i=7", n, f"channel{n}") for n in range(5)]
    await asyncio.gather(*(ingest_post(database, one, read, one.received) for one in same + others))
    found = await record(database)
    assert len(found) == 1
    assert len(found[0].statements) == 6


async def test_an_edited_post_replaces_what_it_said(database: Database) -> None:
    await take(database, plain("p", "Тростянець 2025-03-04 08:40 k=1 i=4"), plain("q", "Кролевець 2025-03-04 i=1", 5))
    [told] = await take(database, plain("p", "Путивль 2025-03-04 08:40 k=1 i=4", 0))
    assert told.is_changed
    found = {incident.place.settlement: incident for incident in await record(database) if incident.statements}
    assert found.keys() == {"Путивль", "Кролевець"}
    async with database.read() as connection:
        history = await decisions.history_of(connection, found["Путивль"].id)
        kept = await connection.exec_driver_sql("SELECT text FROM post_versions WHERE post_id = 'p' ORDER BY number")
        assert kept.scalars().first().startswith("Тростянець")
    assert [(change.slot, change.why) for change in history][-1] == ("place", Why.POST_EDITED)


async def test_an_edited_figure_counts_once(database: Database) -> None:
    await take(
        database, plain("p", "Тростянець 2025-03-04 08:40 i=4"), plain("q", "update\nТростянець 2025-03-04 i=5", 50)
    )
    await take(database, plain("p", "Тростянець 2025-03-04 08:40 i=6", 0))
    [incident] = await record(database)
    assert [one.report.injured.total for one in incident.statements if one.report.injured] == [6, 5]
    async with database.read() as connection:
        linked = "SELECT superseded_at, post_id FROM links JOIN reports ON reports.id = report_id"
        kept = (await connection.exec_driver_sql(linked)).all()
    assert sorted(post_id for ended, post_id in kept if ended is None) == ["p", "q"]
    assert "p" in {post_id for ended, post_id in kept if ended is not None}


async def test_an_edit_that_says_nothing_any_more_dismisses_the_incident(database: Database) -> None:
    [first] = await take(database, plain("p", "Тростянець 2025-03-04 08:40 i=4"))
    await take(database, plain("p", "Стрічка видалена", 0))
    async with database.read() as connection:
        incident = await incidents.get(connection, first.outcomes[0].incident.id)
    assert incident is not None
    assert (incident.status, incident.statements) == (IncidentStatus.DISMISSED, ())


async def test_a_better_proof_of_origin_counts_from_then_on(database: Database) -> None:
    post = plain("p", "Тростянець 2025-03-04 08:40 i=4", trust=Trust.UNPROVEN)
    await take(database, post)
    [told] = await take(database, replace(post, trust=Trust.OFFICIAL))
    assert told.is_changed
    [incident] = await record(database)
    assert incident.statements[0].trust is Trust.OFFICIAL
    assert incident.links[0].status is LinkStatus.CERTAIN


async def test_a_pinned_channel_makes_its_earlier_posts_count(database: Database) -> None:
    forward = replace(plain("", "Кролевець 2025-03-04 i=4", trust=Trust.UNPROVEN), id=None)
    await take(database, replace(forward, origin_chat=-100500, origin_message=8))
    [before] = await record(database)
    cause = Cause(Why.CHANNEL_PINNED, START, "7")
    async with database.write() as connection:
        assert await trust_channel(connection, -100500, Trust.OFFICIAL, cause) == ["-100500/8"]
    [after] = await record(database)
    assert [before.injured and before.injured.total, after.injured and after.injured.total] == [None, 4]
    async with database.write() as connection:
        assert await trust_channel(connection, -100500, Trust.OFFICIAL, cause) == []


async def test_a_post_with_no_incident_is_kept(database: Database) -> None:
    [told] = await take(database, plain("p", "Графік відключень на завтра"))
    assert (told.reading.kind, told.outcomes) == (Kind.OTHER, ())
    async with database.read() as connection:
        assert await posts.count(connection) == 1


async def test_a_roundups_total_is_kept_beside_the_incidents(database: Database) -> None:
    await take(database, *STORIES["two towns and a roundup"])
    async with database.read() as connection:
        [total] = await reports.totals_between(connection, DAY, DAY, "UA59")
    assert total.total.injured is not None
    assert (total.post_id, total.total.injured.total) == ("b3", 5)
    assert len(await record(database)) == 2


async def test_an_incident_is_found_by_day_oblast_and_code(database: Database) -> None:
    await take(database, *STORIES["two towns and a roundup"], *STORIES["an incident taken back"])
    async with database.read() as connection:
        sumy = await incidents.between(connection, DAY, DAY, oblast="UA59")
        later = await incidents.between(connection, DAY + timedelta(days=1), DAY + timedelta(days=9))
        code = sumy[0].place.code
        assert code is not None
        same = await incidents.between(connection, DAY, DAY, code=code)
    assert {incident.place.settlement for incident in sumy} == {"Кролевець", "Путивль"}
    assert [incident.place.settlement for incident in later] == ["Снігурівка"]
    assert sumy[0] in same


async def test_a_failing_reader_leaves_nothing_behind(database: Database) -> None:
    def broken(post: object) -> object:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await ingest_post(database, plain("p", "Тростянець 2025-03-04 i=4"), broken, START)  # type: ignore[arg-type]
    async with database.read() as connection:
        assert await posts.find(connection, "p") is None


@st.composite
def wild_stories(draw: st.DrawFn) -> list[IncomingPost]:
    """A handful of posts about three towns, a raion and some days, with figures, kinds, answers and flags as they
    come."""
    line = st.builds(
        "{} {}{}{}{}{}{}".format,
        st.sampled_from(["Тростянець", "Кролевець", "Вознесенськ", "Охтирський"]),
        st.sampled_from(["2025-03-04", "2025-03-05", "2025-03-08", "2025-03-11"]),
        st.sampled_from(["", " 08:40", " 19:30"]),
        st.sampled_from(["", " k=0", " k=2", " k+1"]),
        st.sampled_from(["", " i=3", " i=8", " i+2"]),
        st.sampled_from(["", "", " withdrawn", " recap", " final", " death_of_injured"]),
        st.sampled_from(["", "", " undated"]),
    )
    posts = st.tuples(
        st.sampled_from(["", "update\n", "roundup\n"]),
        st.lists(line, min_size=1, max_size=2),
        st.integers(0, 10_000),
        st.sampled_from(["sumy_oda", "police_sumy"]),
        st.none() | st.integers(0, 4),
    )
    return [
        plain(f"w{number}", kind + "\n".join(lines), minutes, source, reply_to=None if answer is None else f"w{answer}")
        for number, (kind, lines, minutes, source, answer) in enumerate(draw(st.lists(posts, min_size=3, max_size=8)))
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wild_stories(), st.randoms(use_true_random=False))
def test_any_posts_in_any_order_make_one_record(story: list[IncomingPost], random: Random) -> None:
    async def taken(name: str, arriving: list[IncomingPost], folder: Path) -> tuple[list[Incident], int]:
        database = await Database.open(folder / name)
        await take(database, *arriving)
        found = await record(database)
        changes = await reread(database, read, dry_run=True, now=START + timedelta(days=30))
        await database.close()
        return found, len(changes)

    ordered = sorted(story, key=lambda one: (one.published, str(one.id)))
    with TemporaryDirectory() as folder:
        expected, _ = asyncio.run(taken("ordered.db", ordered, Path(folder)))
        found, changes = asyncio.run(taken("shuffled.db", random.sample(story, len(story)), Path(folder)))
    assert shape(found) == shape(expected)
    assert changes == 0
