"""Posts: one identity however often they are brought, all versions kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.fingerprint import hash_of
from bot.model import Trust
from storage import posts
from storage.database import Database
from storage.records import IncomingPost, SavedPost

NOW = datetime(2025, 5, 2, 7, 30, tzinfo=UTC)
CHANNEL = -1001777000111


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


def forwarded(text: str, message: int = 10, group: str | None = None, chat: int | None = CHANNEL) -> IncomingPost:
    trust = Trust.OFFICIAL if chat else Trust.UNPROVEN
    origin = message if chat else None
    return IncomingPost(
        text, NOW, NOW + timedelta(minutes=5), origin_chat=chat, origin_message=origin, media_group=group, trust=trust,
        source="oda_test", forwarder_chat=77, forwarder_user=77, raw='{"text": "raw"}',
    )  # fmt: skip


async def save(database: Database, *incoming: IncomingPost) -> list[SavedPost]:
    async with database.write() as connection:
        return [await posts.save(connection, one) for one in incoming]


async def text_of(database: Database, post_id: str) -> str:
    async with database.read() as connection:
        found = await posts.find(connection, post_id)
    assert found is not None
    return found.text


async def test_a_forward_is_known_by_its_origin(database: Database) -> None:
    first, again = await save(database, forwarded("Удар по порту"), forwarded("Удар по порту"))
    assert first == SavedPost(f"{CHANNEL}/10", is_new=True, is_changed=False)
    assert again == SavedPost(f"{CHANNEL}/10", is_new=False, is_changed=False)


async def test_another_text_of_the_same_origin_is_a_new_version(database: Database) -> None:
    _, edited, old_copy = await save(database, forwarded("один"), forwarded("два"), forwarded("один"))
    assert edited == SavedPost(f"{CHANNEL}/10", is_new=False, is_changed=True)
    assert not old_copy.is_changed
    assert await text_of(database, edited.id) == "два"
    async with database.read() as connection:
        kept = await connection.exec_driver_sql("SELECT text FROM post_versions ORDER BY number")
        assert list(kept.scalars()) == ["один", "два"]


async def test_a_line_of_a_file_is_known_by_its_id(database: Database) -> None:
    line = replace(forwarded("текст", chat=None), id="line-1", media_group=None)
    first, again = await save(database, line, replace(line, text="текст", source="other"))
    assert (first.id, first.is_new, again.is_new, again.is_changed) == ("line-1", True, False, False)


async def test_pasted_text_is_known_by_its_words(database: Database) -> None:
    pasted = forwarded("Вибухи  у МІСТІ\u200b", chat=None)
    first, again = await save(database, pasted, replace(pasted, text="вибухи у місті"))
    assert (first.is_new, again.is_new, again.is_changed) == (True, False, False)
    assert again.id == first.id


async def test_a_paste_of_a_known_post_is_that_post(database: Database) -> None:
    official, pasted = await save(database, forwarded("Двоє поранених"), forwarded("Двоє поранених", chat=None))
    assert (pasted.id, pasted.is_new) == (official.id, False)
    async with database.read() as connection:
        found = await posts.find(connection, official.id)
    assert found is not None
    assert found.trust is Trust.OFFICIAL


async def test_messages_of_an_album_are_one_post_in_whatever_order_they_come(database: Database) -> None:
    saved = await save(
        database,
        forwarded("", 12, "g1"),
        forwarded("другий підпис", 13, "g1"),
        forwarded("перший підпис", 11, "g1"),
        forwarded("", 14, "g1"),
    )
    assert {one.id for one in saved} == {f"{CHANNEL}/12"}
    assert [one.is_new for one in saved] == [True, False, False, False]
    assert [one.is_changed for one in saved] == [False, True, True, False]
    assert await text_of(database, saved[0].id) == "перший підпис\n\nдругий підпис"


async def test_an_album_forwarded_again_is_the_same_post(database: Database) -> None:
    first, *_ = await save(database, forwarded("підпис", 21, "g1"), forwarded("", 22, "g1"))
    again = await save(database, forwarded("", 22, "g2"), forwarded("підпис", 21, "g2"))
    assert [(one.id, one.is_new, one.is_changed) for one in again] == [(first.id, False, False)] * 2


async def test_an_album_without_origin_is_one_post(database: Database) -> None:
    first, second = await save(database, forwarded("", 1, "g9", chat=None), forwarded("слова", 2, "g9", chat=None))
    assert second.id == first.id
    assert await text_of(database, first.id) == "слова"


async def test_posts_come_in_the_order_of_publication_by_pages(database: Database) -> None:
    lines = [
        replace(forwarded(f"т{n}", chat=None), id=f"p{n}", published=NOW - timedelta(hours=n // 2)) for n in range(6)
    ]
    await save(database, *lines)
    async with database.read() as connection:
        first = await posts.in_order(connection, limit=4)
        rest = await posts.in_order(connection, (first[-1].published, first[-1].id), limit=4)
    assert [post.id for post in first + rest] == ["p4", "p5", "p2", "p3", "p0", "p1"]


async def test_sources_tell_when_they_last_spoke(database: Database) -> None:
    await save(database, forwarded("раз", 1), replace(forwarded("два", 2), published=NOW + timedelta(hours=2)))
    async with database.read() as connection:
        [source] = await posts.sources(connection)
    assert (source.source, source.posts, source.last_published) == ("oda_test", 2, NOW + timedelta(hours=2))


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="zone"):
        await save(database, replace(forwarded("текст"), published=datetime(2025, 5, 2)))


def test_case_blanks_and_invisible_characters_do_not_change_a_text() -> None:
    assert hash_of("Обстріл  Нікополя\u200b\n") == hash_of("обстріл нікополя")
    assert hash_of("обстріл нікополя") != hash_of("обстріл марганця")
