"""The schema, brought up to date at the start of the program."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.errors import StorageError
from storage.database import Database
from storage.migrate import SCRIPTS, migrate, revisions
from storage.tables import metadata

MARK = """INSERT INTO posts (id, published, received, trust, text_hash, version)
    VALUES ('kept', '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000', 'official', '', 1)"""
BROKEN = """
from alembic import op
revision = "9999"
down_revision = {down!r}

def upgrade():
    op.execute("CREATE TABLE half_done (id INTEGER)")
    op.execute("INSERT INTO no_such_table VALUES (1)")
"""
NEXT = """
from alembic import op
revision = "9999"
down_revision = {down!r}

def upgrade():
    op.execute("CREATE TABLE extra (id INTEGER)")
"""


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql).fetchall()


def scripts_with(tmp_path: Path, source: str) -> Path:
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v9999.py").write_text(source.format(down=revisions()[-1]))
    return scripts


@pytest.mark.parametrize("old", revisions())
async def test_a_database_of_any_version_comes_up_to_date_with_what_it_held(old: str, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate(path, target=old)
    query(path, MARK)
    await (await Database.open(path)).close()
    assert query(path, "SELECT id FROM posts") == [("kept",)]
    assert query(path, "SELECT version_num FROM alembic_version") == [(revisions()[-1],)]


def test_refused_channels_move_from_the_single_values_into_their_table(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate(path, target="0004")
    query(path, "INSERT INTO meta VALUES ('refused channel -1005', '12 2025-06-01T09:00:00+03:00'), ('last_poll', 'x')")
    migrate(path)
    assert query(path, "SELECT * FROM refused_channels") == [(-1005, "12", "2025-06-01 06:00:00.000000")]
    assert query(path, "SELECT key FROM meta") == [("last_poll",)]


def test_the_migrations_make_the_tables_that_the_code_names(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    migrate(path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_copy_is_left_before_an_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    migrate(path)
    query(path, MARK)
    migrate(path, scripts_with(tmp_path, NEXT))
    assert query(tmp_path / "bot.db.before-9999", "SELECT id FROM posts") == [("kept",)]
    assert query(path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == [("extra",)]


def test_an_upgrade_that_fails_midway_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    migrate(path)
    with pytest.raises(Exception, match="no_such_table"):
        migrate(path, scripts_with(tmp_path, BROKEN))
    assert query(path, "SELECT name FROM sqlite_master WHERE name = 'half_done'") == []
    assert query(path, "SELECT version_num FROM alembic_version") == [(revisions()[-1],)]


async def test_a_database_newer_than_the_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    migrate(path, scripts_with(tmp_path, NEXT))
    with pytest.raises(StorageError, match="newer version of the program"):
        await Database.open(path)


async def test_opening_again_makes_no_copy(tmp_path: Path) -> None:
    for _ in range(2):
        await (await Database.open(tmp_path / "bot.db")).close()
    assert not any("before" in name for name in os.listdir(tmp_path))


def test_reports_and_incidents_of_an_older_database_get_their_towns_by_folded_names(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate(path, target="0005")
    query(path, MARK)
    places = ('{"place": {"settlement": "Слов’янськ"}}', '{"place": {"settlement": null}}')
    for number, told in enumerate(places):
        row = f"('kept', 1, 1, {number}, 1, 'incident', '2025-03-04', '2025-03-04', '{told}')"
        columns = "post_id, version, edition, number, is_current, kind, date_from, date_to, body"
        query(path, f"INSERT INTO reports ({columns}) VALUES {row}")
    columns = "id, settlement, districts, date_from, date_to, status, preliminary, held, created, changed, body"
    row = "(1, 'Ізюм', '[]', '2025-03-04', '2025-03-04', 'reported', 0, '[]', '2025-03-04', '2025-03-04', '{}')"
    query(path, f"INSERT INTO incidents ({columns}) VALUES {row}")
    link = "(report_id, incident_id, score, status, reasons, decider, decided_at)"
    query(path, f"INSERT INTO links {link} SELECT id, 1, 0, 'certain', '[]', 'rules', '2025-03-04' FROM reports")
    migrate(path)
    assert query(path, "SELECT town FROM reports ORDER BY number") == [("слов'янськ",), ("",)]
    assert query(path, "SELECT towns FROM incidents") == [("||слов'янськ|ізюм|",)]
