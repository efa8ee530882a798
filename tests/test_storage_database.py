"""The database file: transactions, faults in plain words, backups."""

import asyncio
import os
import sqlite3
import stat
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.backup import back_up, back_up_daily, check, daily_backups, restore
from bot.errors import StorageError
from storage import meta
from storage.database import Database
from storage.faults import in_plain_words
from storage.journal import EMPTIED_EVERY

NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "data" / "bot.db")
    yield opened
    await opened.close()


async def put(database: Database, value: str) -> None:
    async with database.write() as connection:
        await meta.put(connection, "mark", value)


async def mark(database: Database) -> str | None:
    async with database.read() as connection:
        return await meta.get(connection, "mark")


async def test_what_is_written_is_there_after_reopening(database: Database) -> None:
    await put(database, "kept")
    again = await Database.open(database.path)
    assert await mark(again) == "kept"
    await again.close()


async def test_an_exception_rolls_a_write_back(database: Database) -> None:
    await put(database, "before")

    async def fail() -> None:
        async with database.write() as connection:
            await meta.put(connection, "mark", "after")
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    assert await mark(database) == "before"


async def test_a_rehearsal_leaves_nothing_behind(database: Database) -> None:
    async with database.rehearse() as connection:
        await meta.put(connection, "mark", "tried")
    assert await mark(database) is None


async def test_a_cancelled_write_leaves_nothing_and_lets_others_write(database: Database) -> None:
    async def slow() -> None:
        async with database.write() as connection:
            await meta.put(connection, "mark", "cancelled")
            await asyncio.sleep(10)

    task = asyncio.create_task(slow())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await put(database, "next")
    assert await mark(database) == "next"


async def test_writers_of_two_processes_never_find_each_other_locked(database: Database) -> None:
    other = await Database.open(database.path)

    async def count_up(one: Database) -> None:
        for _ in range(10):
            async with one.write() as connection:
                seen = int(await meta.get(connection, "mark") or 0)
                await asyncio.sleep(0)
                await meta.put(connection, "mark", str(seen + 1))

    await asyncio.gather(*(count_up(one) for one in (database, other, database, other)))
    assert await mark(database) == "40"
    await other.close()


async def test_a_writer_that_waits_for_another_process_can_be_cancelled(database: Database) -> None:
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(put(database, "late"))
        await asyncio.sleep(0.1)
        waiting.cancel()
        async with asyncio.timeout(60):
            await asyncio.gather(waiting, return_exceptions=True)
        assert waiting.cancelled()
    await put(database, "next")
    assert await mark(database) == "next"


async def test_a_copy_goes_on_while_others_write_and_holds_the_state_of_its_beginning(
    database: Database, tmp_path: Path
) -> None:
    await put(database, "first" * 2_000_000)
    steps = []

    def write_meanwhile() -> bool:
        with closing(sqlite3.connect(database.path)) as other, other:
            other.execute("UPDATE meta SET value = 'later' WHERE key = 'mark'")
        return bool(steps.append(True))

    back_up(database.path, tmp_path / "copy.db", write_meanwhile)
    assert 2 < len(steps) < 100
    copy = await Database.open(tmp_path / "copy.db")
    assert await mark(copy) == "first" * 2_000_000
    await copy.close()


async def test_a_copy_that_must_end_leaves_nothing_behind(database: Database, tmp_path: Path) -> None:
    await put(database, "first" * 2_000_000)
    with pytest.raises(StorageError, match="cut off"):
        back_up(database.path, tmp_path / "copy.db", lambda: True)
    assert os.listdir(tmp_path) == ["data"]


async def test_references_are_checked(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(text("INSERT INTO post_versions VALUES ('none', 1, '', '', '2025-01-01', NULL)"))


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(b"not a database at all, only some words " * 40)
    with pytest.raises(StorageError, match="is not a database"):
        await Database.open(path)


async def test_a_damaged_file_names_the_mend(database: Database) -> None:
    await put(database, "kept")
    await database.close()
    size = database.path.stat().st_size
    with database.path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.raises(StorageError, match="restore"):
        await put(await Database.open(database.path), "more")


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="folder"):
        await Database.open(tmp_path / "file" / "bot.db")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("attempt to write a readonly database", "read-only"),
        ("database or disk is full", "Free some space"),
        ("database disk image is malformed", "damaged"),
        ("disk I/O error", "Check the disk"),
        ("unable to open database file", "can't be opened"),
        ("database is locked", "another process"),
    ],
)
def test_each_fault_of_the_file_has_plain_words(said: str, words: str) -> None:
    error = in_plain_words(sqlite3.OperationalError(said), Path("bot.db"))
    assert error is not None
    assert words in str(error)


def test_a_fault_of_the_program_is_not_hidden() -> None:
    assert in_plain_words(sqlite3.OperationalError("no such table: posts"), Path("bot.db")) is None


async def test_a_full_disk_is_told_and_loses_nothing(database: Database) -> None:
    await put(database, "kept")

    async def fill() -> None:
        async with database.write() as connection:
            await connection.execute(text("PRAGMA max_page_count=1"))
            await meta.put(connection, "mark", "x" * 9_000_000)

    with pytest.raises(StorageError, match="full"):
        await fill()
    assert await mark(database) == "kept"


async def test_a_backup_is_whole_while_the_database_is_in_use(database: Database, tmp_path: Path) -> None:
    await put(database, "kept")
    async with database.write() as connection:
        await meta.put(connection, "mark", "not yet committed")
        size = await asyncio.to_thread(back_up, database.path, tmp_path / "copies" / "one.db")
    assert size > 0
    copy = await Database.open(tmp_path / "copies" / "one.db")
    assert await mark(copy) == "kept"
    await copy.close()


async def test_daily_backups_leave_the_newest(database: Database) -> None:
    for day in range(5):
        back_up_daily(database.path, 3, NOW + timedelta(days=day))
    names = [path.name[-10:] for path in daily_backups(database.path)]
    assert names == ["2025-03-06", "2025-03-07", "2025-03-08"]


async def test_a_restored_backup_takes_the_place_and_the_present_is_kept(database: Database, tmp_path: Path) -> None:
    await put(database, "old")
    back_up(database.path, tmp_path / "copy.db")
    await put(database, "new")
    await database.close()
    kept = restore(tmp_path / "copy.db", database.path, NOW)
    assert kept is not None
    for path, value in ((database.path, "old"), (kept, "new")):
        opened = await Database.open(path)
        assert await mark(opened) == value
        await opened.close()


async def test_a_backup_is_restored_from_where_nothing_can_be_written(tmp_path: Path, database: Database) -> None:
    back_up(database.path, tmp_path / "copy.db")
    for taken in ("copy.db-shm", "copy.db-wal"):
        (tmp_path / taken).mkdir()
    restore(tmp_path / "copy.db", tmp_path / "new.db", NOW)
    check(tmp_path / "new.db")


async def test_a_backup_replaces_the_file_that_a_link_means(database: Database, tmp_path: Path) -> None:
    back_up(database.path, tmp_path / "copy.db")
    await database.close()
    link = tmp_path / "elsewhere" / "z.db"
    link.parent.mkdir()
    link.symlink_to(database.path)
    before = database.path.stat().st_ino
    restore(tmp_path / "copy.db", link, NOW)
    assert link.is_symlink()
    assert database.path.stat().st_ino != before


async def test_a_damaged_backup_is_not_restored(database: Database, tmp_path: Path) -> None:
    await put(database, "present")
    (tmp_path / "copy.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(StorageError):
        restore(tmp_path / "copy.db", database.path, NOW)
    with pytest.raises(StorageError, match="no file"):
        restore(tmp_path / "missing.db", database.path, NOW)
    assert await mark(database) == "present"


async def test_the_database_is_no_place_for_its_backup(database: Database) -> None:
    with pytest.raises(StorageError, match="database itself"):
        back_up(database.path, database.path)


def test_another_programs_database_is_not_restored(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE cats (name)").connection.close()
    with pytest.raises(StorageError, match="no database of this program"):
        restore(tmp_path / "other.db", tmp_path / "bot.db", NOW)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
async def test_a_read_only_database_is_told(database: Database) -> None:
    database.path.chmod(stat.S_IRUSR)
    database.path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StorageError):
        await put(database, "no")


async def test_what_is_written_is_on_the_disk_unless_its_work_would_be_done_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}")))
    for is_synced in (False, True, False):
        synced.clear()
        async with database.write(is_synced=is_synced) as connection:
            await meta.put(connection, "mark", str(is_synced))
        assert (f"{database.path}-wal" in synced) is is_synced
        async with database.glance() as connection:
            assert await meta.get(connection, "mark") == str(is_synced)


async def test_others_write_while_one_waits_for_the_disk(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, goes_on = threading.Event(), threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: waits.set() or goes_on.wait(60))
    waiting = asyncio.create_task(put(database, "first"))
    async with asyncio.timeout(60):
        await asyncio.to_thread(waits.wait, 60)
        assert await mark(database) == "first"
        async with database.write(is_synced=False) as connection:
            await meta.put(connection, "mark", "second")
        assert await mark(database) == "second"
        assert not waiting.done()
        goes_on.set()
        await waiting


async def test_a_disk_that_gives_errors_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match="Check the disk"):
        await put(database, "lost")


async def test_a_long_journal_goes_back_into_the_database(database: Database) -> None:
    for number in range(EMPTIED_EVERY):
        await put(database, f"{number}" * 5000)
    with closing(sqlite3.connect(f"{database.path.as_uri()}?immutable=1", uri=True)) as without_journal:
        kept = without_journal.execute("SELECT value FROM meta WHERE key = 'mark'").fetchone()
    assert kept == (f"{EMPTIED_EVERY - 1}" * 5000,)


async def test_a_writer_that_waits_for_another_process_holds_nobody_else_up(database: Database) -> None:
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(put(database, "late"))
    for _ in range(5):
        await asyncio.sleep(0.01)
        async with database.glance() as connection:
            assert await meta.get(connection, "mark") is None
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    await waiting
    assert await mark(database) == "late"
