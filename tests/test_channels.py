"""The registry of official channels: one string an authority, and look-alikes told apart."""

from pathlib import Path

import pytest

from bot.channels import Channel, Registry
from bot.errors import DataError
from bot.model import AuthorityKind

NUMBERS = (5, 7, 12, 14, 18, 21, 23, 26, 32, 35, 44, 46, 48, 51, 53, 56, 59, 61, 63, 65, 68, 71, 73, 74, 80)
OBLASTS = [f"UA{number:02}" for number in NUMBERS]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.mark.parametrize(
    "kind", [AuthorityKind.GOVERNOR, AuthorityKind.SES, AuthorityKind.POLICE, AuthorityKind.PROSECUTOR]
)
def test_every_oblast_has_its_own_channels(registry: Registry, kind: AuthorityKind) -> None:
    assert set(OBLASTS) <= {channel.oblast for channel in registry.channels if channel.kind is kind}


def test_every_channel_has_a_name_in_both_languages(registry: Registry) -> None:
    assert all(channel.name("uk") and channel.name("en") for channel in registry.channels)
    assert all(channel.city for channel in registry.channels if channel.kind is AuthorityKind.MAYOR)


def test_no_listed_channel_looks_like_another(registry: Registry) -> None:
    assert [channel.username for channel in registry.channels if registry.lookalike(channel.username)] == []


@pytest.mark.parametrize("given", ["synegubov", "@synegubov", "SYNEGUBOV"])
def test_a_username_is_found_however_it_is_written(registry: Registry, given: str) -> None:
    found = registry.by_username(given)
    assert found is not None
    assert (found.username, found.oblast, found.kind) == ("synegubov", "UA63", AuthorityKind.GOVERNOR)


@pytest.mark.parametrize(
    ("source", "region", "authority"),
    [
        ("dsns_telegram", None, "ses"),
        ("DSNS_Kharkiv", "UA63", "ses"),
        ("dsns_newtown", "UA63", "ses"),
        ("synegubov", "UA63", "governor:UA63"),
        ("synegubov_eng", None, "governor:UA63"),
        ("kharkivoda", None, "governor:UA63"),
        ("anothertownOVA", "UA53", "governor:UA53"),
        ("VA_Kyiv", None, "governor:UA80"),
        ("vitaliy_klitschko", None, "mayor:Київ"),
        ("KyivCityOfficial", None, "mayor:Київ"),
        ("UA_National_Police", None, "police"),
        ("pgo_gov_ua", None, "prosecutor"),
        ("prokuratura_kharkiv", "UA63", "prosecutor"),
        ("GeneralStaffZSU", None, "general_staff"),
        ("suspilnenews", None, "media:suspilnenews"),
        ("Some_Blogger", "UA63", "some_blogger"),
        (None, "UA63", "unknown"),
    ],
)
def test_channels_of_one_authority_are_one_source(
    registry: Registry, source: str | None, region: str | None, authority: str
) -> None:
    assert registry.authority(source, region) == authority


@pytest.mark.parametrize(
    ("username", "title", "listed"),
    [
        ("synegub0v", None, "synegubov"),
        ("syneguboov", None, "synegubov"),
        ("synegubov_official", None, "synegubov"),
        ("dsns_telegrarn", None, "dsns_telegram"),
        ("GeneraIStaffZSU", None, "GeneralStaffZSU"),
        ("morning_news_77", "ДСНС України", "dsns_telegram"),
        ("morning_news_77", "ДCHC Укpaїни", "dsns_telegram"),
        (None, "Національна поліція  України", "UA_National_Police"),
        ("telegram_dsns", None, "dsns_telegram"),
        ("syniehubov", None, "synegubov"),
        ("IF_ODAs", None, "IF_ODA"),
        ("adm_dpp", None, "adm_dp"),
        ("ODA_RVV", None, "ODA_RV"),
        ("morning_news_77", "КМДА", "KyivCityOfficial"),
        ("morning_news_77", "КМДА | офіційний канал", "KyivCityOfficial"),
        ("morning_news_77", "ДСНС України | офіційний", "dsns_telegram"),
        ("morning_news_77", "Харківська ОВА (офіційно)", "kharkivoda"),
        ("morning_news_77", "ДСΗС Укραїни", "dsns_telegram"),
    ],
)
def test_a_lookalike_is_named_with_whom_it_resembles(
    registry: Registry, username: str | None, title: str | None, listed: str
) -> None:
    found = registry.lookalike(username, title)
    assert found is not None
    assert found.username == listed


@pytest.mark.parametrize(
    ("username", "title"),
    [
        ("synegubov", "anything"),
        ("poltava_news", "Полтава"),
        ("odesa_typical", None),
        ("dsns", None),
        ("oda_lv", "Сумська МВА"),
        ("sumy_hospital", "Госпіталь МВС України"),
        (None, None),
        ("", ""),
    ],
)
def test_an_honest_name_resembles_nobody(registry: Registry, username: str | None, title: str | None) -> None:
    assert registry.lookalike(username, title) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[ses]\na = { uk = "А", en = "A" }\nA = { uk = "Б", en = "B" }\n', "twice"),
        ('[nobody]\na = { uk = "А", en = "A" }\n', "nobody"),
        ('[ses]\na = { uk = "А" }\n', "en"),
        ("[ses\n", "channels"),
    ],
)
def test_a_damaged_registry_is_refused_with_its_entry(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "channels.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        Registry.load(file)


def test_a_missing_registry_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"channels\.toml"):
        Registry.load(tmp_path / "channels.toml")


def test_a_channel_that_nobody_compared_is_marked(registry: Registry) -> None:
    assert Channel("x", "Х", "X", AuthorityKind.SES).checked
    assert any(not channel.checked for channel in registry.channels)
