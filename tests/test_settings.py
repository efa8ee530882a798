"""Settings: read once, every fault named with what it should be."""

import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, table, unknown_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, _, _ in table():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_variable_the_defaults_stand() -> None:
    settings = Settings.load()
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.bot_database == Path("data/zvedennia.db")
    assert settings.bot_owners == ()
    assert settings.bot_language == "uk"
    assert settings.zone.key == "Europe/Kyiv"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://127.0.0.2", True),
        ("http://localhost", True),
        ("http://[::1]:9", True),
        ("https://api.telegram.org", False),
    ],
)
def test_only_this_machine_is_asked_without_a_proxy(url: str, wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", url)
    assert Settings.load().is_api_local is wanted


@pytest.mark.parametrize("given", ["17,42", "[17, 42]", " 17 , 42 ", "17 42"])
def test_owners_are_written_with_commas_or_as_json(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_OWNERS", given)
    assert Settings.load().bot_owners == (17, 42)


def test_the_environment_outranks_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_LANGUAGE=en\nBOT_BACKUPS=3\nOTHER=x\n")
    monkeypatch.setenv("BOT_BACKUPS", "5")
    settings = Settings.load()
    assert (settings.bot_language, settings.bot_backups) == ("en", 5)


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("BOT_BACKUPS", "")
    assert Settings.load().bot_token is None


def test_all_faults_are_told_at_once_each_with_what_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "BOT_API_URL": "telegram",
        "BOT_OWNERS": "me",
        "BOT_LANGUAGE": "fr",
        "BOT_TIMEZONE": "Moon/Crater",
        "BOT_BACKUPS": "-1",
        "BOT_RESEND_UNKNOWN": "perhaps",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        Settings.load()
    lines = str(raised.value).splitlines()
    assert [line.split()[0] for line in lines] == list(wrong)
    assert all("it should be" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("BOT_OWNERS", "a,17,b", "BOT_OWNERS is wrong ('a', 'b')"),
        ("BOT_WEBHOOK_URL", "http://bot.example.org/hook", "BOT_WEBHOOK_URL is wrong ('http://bot.example.org/hook')"),
        ("BOT_TOKEN", "123:abc", "BOT_TOKEN is wrong: it should be"),
    ],
)
def test_what_is_wrong_is_shown_whole(name: str, value: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=re.escape(shown)):
        Settings.load()


@pytest.mark.parametrize("name", ["BOT_TOKEN", "BOT_WEBHOOK_SECRET"])
def test_a_wrong_secret_is_named_but_not_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "hunter two")
    with pytest.raises(SettingsError) as raised:
        Settings.load()
    assert name in str(raised.value)
    assert "hunter" not in str(raised.value)


def test_a_token_is_hidden_wherever_settings_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "778899:planted-secret-of-this-test")
    settings = Settings.load()
    assert settings.token() == "778899:planted-secret-of-this-test"
    assert "planted" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_a_missing_token_is_named_where_it_is_needed() -> None:
    with pytest.raises(SettingsError, match="BOT_TOKEN is missing: it should be"):
        Settings.load().token()


def test_a_webhook_needs_its_secret_and_its_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_WEBHOOK_URL", "https://bot.example.org/hook")
    with pytest.raises(SettingsError) as raised:
        Settings.load()
    assert [line.split()[0] for line in str(raised.value).splitlines()] == ["BOT_WEBHOOK_SECRET", "BOT_HTTP_PORT"]


def test_the_root_of_the_server_loses_its_last_stroke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    assert Settings.load().bot_api_url == "http://127.0.0.1:8081"


def test_a_misspelt_setting_is_found_with_its_likely_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_LANGAUGE=en\n")
    assert unknown_settings({"BOT_TOKN": "1", "PATH": "x", "BOT_TOKEN": "y"}) == [
        "BOT_LANGAUGE is no setting; did you mean BOT_LANGUAGE?",
        "BOT_TOKN is no setting; did you mean BOT_TOKEN?",
    ]


def test_every_setting_says_what_it_should_be() -> None:
    assert all(words for _, _, words in table())
