"""What the Telegram edge makes of messages, words behind commands, origins and buttons; no server needed."""

import contextlib
import io
import logging
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, Update

from bot import logs
from bot.errors import InputError, StorageError
from bot.lock import nobody_else, sole_bot
from bot.lock import user as user_of
from bot.model import Trust
from bot.period import KYIV
from bot.quota import Quota, Verdict
from handlers.answer import first_language
from handlers.arguments import clock, day_of, minute_of, moment_of, place_and_minute
from handlers.origin import Origin, origin_of, standing_of
from handlers.posts import album_of, post_from, text_of
from handlers.routes import BUTTONS, COMMANDS
from storage.records import RegisteredChannel
from tests.bot_under_test import registry
from tests.fake_telegram import TOKEN
from tests.telegram_updates import channel_origin, message, user

TODAY = date(2025, 10, 4)
NOON = datetime(2025, 10, 4, 12, 0, tzinfo=UTC)
EVENING = int(datetime(2025, 10, 3, 18, 30, tzinfo=UTC).timestamp())
CHANNEL = -1001234500001


def update(raw: dict[str, Any], number: int = 1) -> Update:
    found = Update.de_json({**raw, "update_id": number}, None)
    assert found is not None
    return found


def told(**fields: Any) -> Message:
    found = update(message(5, **fields)).message
    assert found is not None
    return found


def forwarded(username: str | None = "synegubov", number: int = CHANNEL, **fields: Any) -> Message:
    return told(forward_origin=channel_origin(number, 12, EVENING, username), **fields)


def test_a_channels_forward_has_the_channels_time_number_and_address() -> None:
    origin = origin_of(forwarded(text="а"))
    assert origin == Origin(CHANNEL, 12, datetime(2025, 10, 3, 18, 30, tzinfo=UTC), "synegubov", "Канал")
    assert origin.link == "https://t.me/synegubov/12"


def test_a_channel_without_a_username_has_an_address_for_its_members() -> None:
    origin = origin_of(forwarded(None, text="а"))
    assert origin is not None
    assert origin.link == "https://t.me/c/1234500001/12"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "Олег Синєгубов", "date": EVENING}},
        {"external_reply": {"origin": channel_origin(CHANNEL, 12, EVENING, "synegubov")}},
        {"forward_origin": {"type": "new", "date": EVENING}, "forward_from_chat": {"id": 1, "type": "channel"}},
        {"forward_from_chat": {"id": 1, "type": "private"}, "forward_from_message_id": 3, "forward_date": EVENING},
    ],
)
def test_anything_else_has_no_origin(fields: dict[str, Any]) -> None:
    assert origin_of(told(text="а", **fields)) is None


def test_the_fields_of_older_servers_prove_the_origin_too() -> None:
    chat = {"id": CHANNEL, "type": "channel", "title": "ОВА", "username": "synegubov"}
    origin = origin_of(told(text="а", forward_from_chat=chat, forward_from_message_id=4, forward_date=EVENING))
    assert origin is not None
    assert (origin.chat_id, origin.message_id) == (CHANNEL, 4)


def pinned(username: str, number: int) -> RegisteredChannel:
    return RegisteredChannel(username, "ОВА", "governor", "UA63", chat_id=number)


@pytest.mark.parametrize(
    ("username", "by_id", "by_name", "trust", "source"),
    [
        ("synegubov", None, None, Trust.OFFICIAL, "synegubov"),
        ("SYNEGUBOV", None, None, Trust.OFFICIAL, "synegubov"),
        ("renamed_since", pinned("synegubov", CHANNEL), None, Trust.OFFICIAL, "synegubov"),
        (None, pinned("synegubov", CHANNEL), None, Trust.OFFICIAL, "synegubov"),
        ("synegubov", None, pinned("synegubov", -1009), Trust.IMPOSTOR, "synegubov"),
        ("synegubov_", None, None, Trust.IMPOSTOR, "synegubov_"),
        ("synegub0v", None, None, Trust.IMPOSTOR, "synegub0v"),
        ("kvity_i_sad", None, None, Trust.UNPROVEN, "kvity_i_sad"),
        (None, None, None, Trust.UNPROVEN, None),
    ],
    ids=["name", "case", "renamed", "nameless", "taken-over", "longer", "homoglyph", "other", "no-name"],
)
def test_what_an_origin_proves(username: Any, by_id: Any, by_name: Any, trust: Trust, source: str | None) -> None:
    origin = Origin(CHANNEL, 1, NOON, username, "Якийсь канал")
    standing = standing_of(origin, registry(), by_id, by_name)
    assert (standing.trust, standing.username) == (trust, source)


def test_a_listed_name_that_nobody_has_checked_proves_nothing_before_it_is_pinned() -> None:
    unchecked = next(one for one in registry().channels if not one.checked)
    origin = Origin(CHANNEL, 1, NOON, unchecked.username, "Канал")
    assert standing_of(origin, registry(), None, None).trust is not Trust.OFFICIAL
    assert standing_of(origin, registry(), pinned(unchecked.username, CHANNEL), None).trust is Trust.OFFICIAL


def test_a_post_keeps_text_origin_and_who_brought_it() -> None:
    shown = forwarded(photo=[], caption="  підпис  ", media_group_id="9")
    standing = standing_of(origin_of(shown), registry(), None, None)
    post = post_from(shown, standing, NOON)
    assert (post.text, post.published, post.received) == ("підпис", datetime(2025, 10, 3, 18, 30, tzinfo=UTC), NOON)
    assert (post.origin_chat, post.origin_message, post.media_group) == (CHANNEL, 12, "9")
    assert (post.trust, post.source, post.region, post.authority) == (
        Trust.OFFICIAL,
        "synegubov",
        "UA63",
        "governor:UA63",
    )
    assert (post.forwarder_chat, post.forwarder_user) == (5, 5)


def test_a_pasted_text_is_of_its_own_time_and_unproven() -> None:
    pasted = told(text="а")
    post = post_from(pasted, standing_of(None, registry(), None, None), NOON)
    assert (post.published, post.origin_chat, post.trust) == (pasted.date, None, Trust.UNPROVEN)


def test_an_album_is_led_by_its_first_captioned_picture() -> None:
    updates = [
        update(message(5, photo=[], **more), n) for n, more in enumerate([{}, {"caption": "б"}, {"caption": "в"}, {}])
    ]
    album = album_of(updates)
    assert album.lead.update_id == 1
    assert [text_of(one) for one in album.messages] == ["б", "в", "", ""]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("", TODAY),
        ("вчора", date(2025, 10, 3)),
        ("yesterday", date(2025, 10, 3)),
        ("2025-09-30", date(2025, 9, 30)),
        ("30.09.2025", date(2025, 9, 30)),
        ("30.09", date(2025, 9, 30)),
        ("5/11", date(2024, 11, 5)),
        ("17 листопада", date(2024, 11, 17)),
        ("17 Nov 2023", date(2023, 11, 17)),
        ("1 мая", date(2025, 5, 1)),
        ("3-го жовтня 2025", date(2025, 10, 3)),
        ("3rd October", date(2025, 10, 3)),
    ],
)
def test_a_day_as_people_write_it(written: str, day: date) -> None:
    assert day_of(written, TODAY) == day


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("пізніше", "bad_date"),
        ("31 червня", "bad_date"),
        ("17 липа", "bad_date"),
        ("2025-02-30", "bad_date"),
        ("2025-10-05", "future_date"),
        ("1999-01-01", "bad_date"),
    ],
)
def test_a_day_that_cannot_be(written: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        day_of(written, TODAY)


@pytest.mark.parametrize(
    ("written", "minute"), [("8:05", 485), ("08.05", 485), ("8", 480), ("23:59", 1439), ("0:00", 0)]
)
def test_a_time_as_people_write_it(written: str, minute: int) -> None:
    assert minute_of(written) == minute
    assert minute_of(clock(minute)) == minute


@pytest.mark.parametrize(
    ("written", "fault"), [("24:00", "bad_time"), ("8:60", "bad_time"), ("ранок", "bad_time"), ("3:00", "night_time")]
)
def test_a_time_that_cannot_be(written: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        minute_of(written)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], ("", 480)),
        (["9:30"], ("", 570)),
        (["Нова", "Одеса", "9:30"], ("Нова Одеса", 570)),
        (["9:30", "Нова", "Одеса"], ("Нова Одеса", 570)),
        (["Одещина"], ("Одещина", 480)),
    ],
)
def test_place_and_time_behind_subscribe(words: list[str], wanted: tuple[str, int]) -> None:
    assert place_and_minute(words) == wanted


def test_the_moment_behind_asof() -> None:
    assert moment_of(["2025-10-03", "8:15"], TODAY, KYIV) == datetime(2025, 10, 3, 8, 15, tzinfo=KYIV)
    assert moment_of(["3.10"], TODAY, KYIV).time().hour == 23
    for wrong in ([], ["2025-10-03", "8:75"], ["2025-10-03", "8", "15"]):
        with pytest.raises(InputError, match="asof_usage"):
            moment_of(wrong, TODAY, KYIV)


@given(st.text(max_size=40), st.text(max_size=10))
def test_no_words_behind_a_command_break_it(first: str, second: str) -> None:
    for read in (lambda: day_of(first, TODAY), lambda: minute_of(first), lambda: place_and_minute([first, second])):
        with contextlib.suppress(InputError):
            read()


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("ru", "uk"), ("en-US", "en"), ("de", "en"), (None, "uk"), ("", "uk")]
)
def test_the_language_to_begin_with(code: str | None, language: str) -> None:
    assert first_language(code, "uk") == language


def test_a_quota_knows_what_an_earlier_process_took_in_the_day_but_not_how_fast_it_was_brought() -> None:
    quota = Quota(per_minute=2, per_day=4)
    assert not quota.knows(1)
    quota.recall(1, [1000.0, 1000.5, 1000.9], now=1001.0)
    assert quota.knows(1)
    assert [quota.take({1}, 1001.0 + n) for n in range(3)] == [Verdict.TAKEN, Verdict.FIRST_OVER, Verdict.OVER]


def test_a_quota_counts_by_when_posts_were_brought_in_whatever_order() -> None:
    quota = Quota(per_minute=2, per_day=9)
    assert {quota.take({1}, minute * 60.0) for minute in (3, 1, 2, 0, 1)} == {Verdict.TAKEN}
    assert quota.take({1}, 70.0) is Verdict.FIRST_OVER


def test_a_quota_counts_minutes_and_days_and_is_told_once() -> None:
    quota = Quota(per_minute=2, per_day=3)
    verdicts = [quota.take({1}, now) for now in (0, 1, 2, 3, 70, 140)]
    taken, first, over = Verdict.TAKEN, Verdict.FIRST_OVER, Verdict.OVER
    assert verdicts == [taken, taken, first, over, taken, first]
    assert quota.take({2}, 3) is taken
    assert quota.take({1}, 86_500) is taken


def test_a_group_has_a_quota_of_its_own_whoever_posts_in_it() -> None:
    quota = Quota(per_minute=2, per_day=9)
    verdicts = [quota.take({-100, person}, person) for person in (1, 2, 3, 4)]
    assert verdicts == [Verdict.TAKEN, Verdict.TAKEN, Verdict.FIRST_OVER, Verdict.OVER]
    assert quota.take({3, 33}, 5) is Verdict.TAKEN


@pytest.mark.parametrize("kind", ["hidden_user", "user", "chat"])
def test_a_forward_of_no_channel_has_the_time_of_its_original(kind: str) -> None:
    who = {"sender_user_name": "Сусід", "sender_user": user(5), "sender_chat": {"id": -5, "type": "supergroup"}}
    post = post_from(
        told(text="а", forward_origin={"type": kind, "date": EVENING, **who}),
        standing_of(None, registry(), None, None),
        NOON,
    )
    assert post.published == datetime(2025, 10, 3, 18, 30, tzinfo=UTC)


def test_every_button_fits_telegrams_64_bytes_and_every_command_its_form() -> None:
    assert all(name.islower() and len(name) <= 32 for name in COMMANDS)
    assert len("sub:UA63120270010028556:1439") <= 64
    assert len({data.split(":")[0] for data in BUTTONS}) == len(BUTTONS)


def test_a_second_process_on_one_database_is_refused(tmp_path: Path) -> None:
    database = tmp_path / "z.db"
    with sole_bot(database), pytest.raises(StorageError, match="Another bot process"), sole_bot(database):
        pass
    with sole_bot(database):
        pass


def test_a_link_from_another_folder_is_the_same_database(tmp_path: Path) -> None:
    database, link = tmp_path / "z.db", tmp_path / "other" / "z.db"
    link.parent.mkdir()
    link.symlink_to(database)
    with sole_bot(database), pytest.raises(StorageError, match="Another bot process"), sole_bot(link):
        pass


def test_nobody_replaces_a_database_that_is_in_use_and_many_may_use_it(tmp_path: Path) -> None:
    database = tmp_path / "z.db"
    with user_of(database), user_of(database), sole_bot(database):
        pass
    with user_of(database), pytest.raises(StorageError, match="Another process works"), nobody_else(database):
        pass
    with nobody_else(database), pytest.raises(StorageError, match="being restored"), user_of(database):
        pass


def test_logs_hold_no_token_and_no_line_of_a_strangers_making() -> None:
    stream = io.StringIO()
    logs.set_up("INFO", stream)
    structlog.get_logger("a").info("said", text=f"x\nFAKE line {TOKEN}", deep={"in": [TOKEN]}, what=ValueError(TOKEN))
    logging.getLogger("b").warning("%s", TOKEN)
    try:
        raise RuntimeError(f"https://api/bot{TOKEN}/getMe")
    except RuntimeError:
        structlog.get_logger("c").exception("broke")
        logging.getLogger("d").exception("broke too")
    written = stream.getvalue()
    assert TOKEN not in written
    assert written.count("[token]") >= 6
    assert "\nFAKE" not in written
    assert len(written.splitlines()) == 4
