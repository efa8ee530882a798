"""The record as it stood at a moment: what it had received, how it trusted that, what people had decided by then."""

from dataclasses import replace
from datetime import datetime, timedelta

from plain_posts import START, plain

from bot import review
from bot.answers import summary_of
from bot.ingest import trust_channel
from bot.linking import Act, Ruling
from bot.model import Trust, Why
from bot.period import Period
from bot.relink import Cause
from bot.render import Edition, render_summary
from bot.summary import Summary
from storage import incidents
from storage.database import Database
from storage.records import IncomingPost
from tests.bot_under_test import gazetteer
from tests.record_steps import take

CHANNEL = -1_001_234
DAY = START.date()
HOUR = timedelta(hours=1)
TWO_DAYS = timedelta(days=2)
FIRST = plain("first", "Тростянець 2025-03-04 08:40 k=1 i=4", 0)


def heard(
    number: int, text: str, minutes: int, *, after: timedelta = HOUR, trust: Trust = Trust.OFFICIAL
) -> IncomingPost:
    """A post that a chat forwarded, or that was heard in a channel, some time after its publication."""
    post = plain("", text, minutes, trust=trust)
    origin = {"id": None, "origin_chat": CHANNEL, "origin_message": number}
    return replace(post, received=post.published + after, **origin)  # type: ignore[arg-type]


async def summary_at(database: Database, moment: datetime) -> Summary:
    return await summary_of(database, gazetteer(), Period.day(DAY), None, moment, moment)


async def killed_at(database: Database, moment: datetime) -> int:
    return (await summary_at(database, moment)).killed.total


async def test_a_post_that_came_days_late_was_not_in_the_record_before(database: Database) -> None:
    await take(database, FIRST, heard(1, "Кролевець 2025-03-04 10:00 k=5", 30, after=TWO_DAYS))
    assert await killed_at(database, START + TWO_DAYS) == 1
    assert await killed_at(database, START + TWO_DAYS + HOUR) == 6


async def test_what_the_operator_hands_over_counts_from_its_publication(database: Database) -> None:
    await take(
        database, FIRST, replace(plain("second", "Кролевець 2025-03-04 10:00 k=5", 30), received=START + TWO_DAYS)
    )
    assert await killed_at(database, START + HOUR) == 6


async def test_before_the_record_began_what_was_published_is_told_with_a_word_about_it(database: Database) -> None:
    await take(
        database, heard(1, "Кролевець 2025-03-04 08:00 k=5", 0, after=TWO_DAYS), heard(2, "Путивль 2025-03-04 k=1", 600)
    )
    early = await summary_at(database, START + HOUR)
    assert (early.killed.total, early.is_before_record) == (5, True)
    later = await summary_at(database, START + 12 * HOUR)
    assert (later.killed.total, later.is_before_record) == (1, False)
    for language, words in (("uk", "На той час запису ще не вели"), ("en", "There was no record yet")):
        assert words in render_summary(early, Edition(language))[-1]
        assert words not in render_summary(later, Edition(language))[-1]


async def test_an_empty_record_says_nothing_of_its_beginning(database: Database) -> None:
    assert not (await summary_at(database, START)).is_before_record


async def test_a_round_up_that_came_late_was_not_in_the_record_before(database: Database) -> None:
    total = heard(1, "roundup\ntotal Сумська 2025-03-04 k=4", 300, after=TWO_DAYS)
    await take(database, FIRST, total)
    before, after = [await summary_at(database, START + moment) for moment in (TWO_DAYS, TWO_DAYS + 6 * HOUR)]
    assert [len(group.officials) for group in (*before.groups, *after.groups)] == [0, 1]


async def test_an_edited_round_up_is_told_as_it_read(database: Database) -> None:
    total = heard(1, "roundup\ntotal Сумська 2025-03-04 k=4", 300)
    edited = replace(total, text=total.text.replace("k=4", "k=7"), received=START + TWO_DAYS)
    await take(database, FIRST, total, edited)
    told = [await summary_at(database, START + moment) for moment in (TWO_DAYS - HOUR, TWO_DAYS)]
    figures = [one.total.killed for each in told for group in each.groups for one in group.officials]
    assert [figure.total if figure else None for figure in figures] == [4, 7]


async def test_a_channel_is_trusted_as_it_was_then(database: Database) -> None:
    await take(database, FIRST, heard(1, "Кролевець 2025-03-04 10:00 k=5", 30, trust=Trust.UNPROVEN))
    pinned, refused = START + TWO_DAYS, START + 2 * TWO_DAYS
    async with database.write() as connection:
        await trust_channel(connection, CHANNEL, Trust.OFFICIAL, Cause(Why.CHANNEL_PINNED, pinned, "7"))
    async with database.write() as connection:
        await trust_channel(connection, CHANNEL, Trust.IMPOSTOR, Cause(Why.CHANNEL_REFUSED, refused, "7"))
    moments = (pinned - HOUR, pinned + HOUR, refused + HOUR)
    assert [await killed_at(database, moment) for moment in moments] == [1, 6, 1]


async def test_a_post_proven_later_was_unproven_before(database: Database) -> None:
    unproven = heard(1, "Кролевець 2025-03-04 10:00 k=5", 30, trust=Trust.UNPROVEN)
    await take(database, FIRST, unproven, replace(unproven, trust=Trust.OFFICIAL, received=START + TWO_DAYS))
    assert [await killed_at(database, START + moment) for moment in (TWO_DAYS - HOUR, TWO_DAYS)] == [1, 6]


async def test_an_origin_accepted_and_given_up_again_counts_in_between(database: Database) -> None:
    await take(database, FIRST, heard(1, "Кролевець 2025-03-04 10:00 k=5", 30, trust=Trust.UNPROVEN))
    post_id, accepted = f"{CHANNEL}/1", START + TWO_DAYS
    async with database.read() as connection:
        [(number,)] = (await incidents.homes(connection, [post_id])).values()
    ruling = Ruling(0, number, Act.CONFIRM, "7", accepted, why="heard it", post_id=post_id, number=0)
    decided = await review.decide(database, ruling)
    await review.undo(database, decided.ruling_id, "7", accepted + 5 * HOUR)
    moments = (accepted - HOUR, accepted + 3 * HOUR, accepted + 6 * HOUR)
    assert [await killed_at(database, moment) for moment in moments] == [1, 6, 1]


async def test_a_merge_undone_later_held_before_its_undoing(database: Database) -> None:
    await take(database, FIRST, plain("other", "Тростянець 2025-03-04 19:30 k=2", 700))
    merged = START + TWO_DAYS
    decided = await review.merge(database, 1, 2, "7", merged, "one strike")
    await review.undo(database, decided.ruling_id, "7", merged + 5 * HOUR)
    moments = (merged - HOUR, merged + HOUR, merged + 6 * HOUR)
    assert [len((await summary_at(database, moment)).incidents) for moment in moments] == [2, 1, 2]


async def test_a_round_up_is_compared_with_all_of_its_days_on_each_of_them(database: Database) -> None:
    late = plain("night", "Кролевець 2025-03-05 02:00 i=1", 1_000)
    total = plain("sum", "roundup\ntotal Сумська 2025-03-04/2025-03-05 k=1 i=6", 1_300)
    await take(database, FIRST, late, total)
    for day in (DAY, DAY + timedelta(days=1)):
        for as_of in (None, START + TWO_DAYS):
            told = await summary_of(database, gazetteer(), Period.day(day), None, START + TWO_DAYS, as_of)
            [official] = told.groups[0].officials
            assert official.itemised is not None
            assert (official.itemised.killed.total, official.itemised.injured.total) == (1, 5)


async def two_strikes(database: Database) -> None:
    """№1 and №2 of one town on one day."""
    await take(database, FIRST, plain("other", "Тростянець 2025-03-04 19:30 k=2", 700))


async def numbers_at(database: Database, moment: datetime) -> list[tuple[int, int | None, str]]:
    """The number, the killed and the status of each incident of the day as the record stood at a moment."""
    found = (await summary_at(database, moment)).incidents
    return sorted((one.id, one.killed.total if one.killed else None, str(one.status)) for one in found)


async def test_what_was_decided_on_a_number_that_a_merge_ended_later_still_counts_before_it(database: Database) -> None:
    await two_strikes(database)
    corrected, merged = START + TWO_DAYS, START + TWO_DAYS + 5 * HOUR
    await review.decide(database, Ruling(0, 2, Act.CORRECT, "7", corrected, "killed", "9", "a list of names"))
    before = await numbers_at(database, corrected + HOUR)
    await review.merge(database, 1, 2, "7", merged, "one strike")
    assert await numbers_at(database, corrected + HOUR) == before
    assert [number for number, killed, _ in before if killed == 9] == [2]


async def test_a_number_dismissed_before_it_was_merged_was_dismissed_then(database: Database) -> None:
    await two_strikes(database)
    dismissed = START + TWO_DAYS
    decided = await review.decide(database, Ruling(0, 2, Act.DISMISS, "7", dismissed, why="no attack"))
    before = await numbers_at(database, dismissed + HOUR)
    await review.undo(database, decided.ruling_id, "7", dismissed + 2 * HOUR)
    await review.merge(database, 1, 2, "7", dismissed + 3 * HOUR, "one strike")
    assert await numbers_at(database, dismissed + HOUR) == before


async def test_what_was_decided_on_a_split_incident_counts_until_the_split_was_undone(database: Database) -> None:
    await take(database, FIRST, plain("more", "Тростянець 2025-03-04 08:40 k=1 i=6", 90))
    split = START + TWO_DAYS
    decided = await review.split(database, 1, ["more#0"], "7", split, "another strike")
    (new,) = [number for number, *_ in await numbers_at(database, split + HOUR) if number != 1]
    await review.decide(database, Ruling(0, new, Act.CORRECT, "7", split + 2 * HOUR, "killed", "3", "a list of names"))
    before = await numbers_at(database, split + 3 * HOUR)
    await review.undo(database, decided.ruling_id, "7", split + 4 * HOUR)
    assert (new, 3) in [(number, killed) for number, killed, _ in before]
    assert await numbers_at(database, split + 3 * HOUR) == before
