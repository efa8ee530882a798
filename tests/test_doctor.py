"""What doctor finds, asked against a server that speaks the Bot API."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.doctor import Finding, examine
from bot.settings import table
from bot.status import LAST_POLL
from storage import inbox, meta
from storage.database import Database
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.telegram_faults import error

NOW = datetime(2025, 8, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, _, _ in table():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "record.db"))
    monkeypatch.chdir(tmp_path)


async def findings(now: datetime = NOW, **more: str) -> dict[str, Finding]:
    return {finding.what: finding for finding in await examine(more, now)}


async def test_a_good_token_is_told_by_the_bots_name(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeTelegram() as telegram:
        monkeypatch.setenv("BOT_TOKEN", TOKEN)
        monkeypatch.setenv("BOT_API_URL", telegram.url)
        found = await findings()
    assert found["token"] == Finding("token", True, "@zvedennia_test_bot")
    assert all(finding.is_well for finding in found.values())


@pytest.mark.parametrize(("status", "words"), [(401, "is refused by Telegram"), (502, "as no Bot API does")])
async def test_a_token_that_is_not_taken_has_its_mend(status: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeTelegram() as telegram:
        telegram.fail("getMe", error(status, "no"))
        monkeypatch.setenv("BOT_TOKEN", TOKEN)
        monkeypatch.setenv("BOT_API_URL", telegram.url)
        token = (await findings())["token"]
    assert not token.is_well
    assert words in token.words
    assert TOKEN not in token.words


async def test_updates_put_aside_are_a_finding(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "record.db")
    async with database.write() as connection:
        await inbox.store(connection, [(1, "{}")], NOW)
        await inbox.put_aside(connection, 1, "cannot be read")
    await database.close()
    found = (await findings())["database"]
    assert not found.is_well
    assert "1 updates could not be handled" in found.words
    assert "`status --retry`" in found.words


async def test_a_defect_is_told_in_a_line(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "record.db")
    async with database.write() as connection:
        await meta.put(connection, LAST_POLL, "soon")
    await database.close()
    found = (await findings())["database"]
    assert found == Finding("database", False, "a defect: ValueError: Invalid isoformat string: 'soon'")


async def test_a_database_of_something_else_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_text("letters, not a database")
    assert not (await findings())["database"].is_well


async def test_the_clock_is_told_in_the_zone_of_the_settings() -> None:
    found = await findings(NOW + timedelta(days=120))
    assert found["clock and zone"].words == "2025-11-29 11:00 Europe/Kyiv (UTC+0200)"
