"""The history of a record in words: no stored shape or code is shown to anybody; posts are named and linked."""

from datetime import timedelta
from typing import Any

import pytest

from bot.changes import differences
from bot.codec import place_to_json, toll_to_json, when_to_json
from bot.model import Bound, Change, DayPart, Incident, IncidentStatus, Place, Toll, Weapon, WeaponType, Why
from bot.render import Edition, Source, render_history
from bot.render.catalogue import words
from bot.render.history import value_in_words
from bot.render.told_reasons import reason_told
from tests.record_values import NOW, assert_sendable, incident, on, people, read_html

IZMAIL = Place("UA51", "Ізмаїльський", "Ізмаїл")
SHOSTKA = place_to_json(Place("UA59", None, "Шостка"))
SIX = toll_to_json(people(6, low=4, children=1))


def entry(slot: str = "killed", before: Any = None, after: Any = None, **told: Any) -> Change:
    values = {"incident_id": 31, "at": NOW, "who": "4711", "why": "помилка в дописі"} | told
    return Change(slot=slot, before=before, after=after, **values)


def seen(entries: list[Change], language: str = "uk") -> str:
    messages = render_history(31, entries, Edition(language))
    assert_sendable(messages)
    return "\n".join(read_html(message).text.replace("\u2060", "") for message in messages)


def changed(before: Incident | None, after: Incident) -> list[Change]:
    return differences(before, after, NOW, "rules", Why.POST_ARRIVED, None)


def test_it_tells_who_changed_what_and_why() -> None:
    one, two = (toll_to_json(people(number)) for number in (1, 2))
    text = seen([entry(before=one, after=two)])
    assert "5 березня 2026, 16:00 · редактор 4711\nЗагиблі: 1 → 2\nпомилка в дописі" in text
    assert "Змін не було" in seen([])


@pytest.mark.parametrize(
    ("slot", "value", "uk", "en"),
    [
        ("killed", None, "—", "—"),
        ("injured", SIX, "6 (1 дитина; за різними даними 4–6)", "6 (1 child; reports differ: 4–6)"),
        ("killed", toll_to_json(Toll(None, bound=Bound.VAGUE, vague="є загиблі")), "є загиблі", "є загиблі"),
        ("killed", toll_to_json(Toll(None, bound=Bound.VAGUE)), "не названо", "not told"),
        ("place", SHOSTKA, "Шостка, Сумська область", "Shostka, Sumy oblast"),
        ("when", when_to_json(on(5, part=DayPart.NIGHT)), "ніч на 5 березня 2026", "overnight into 5 March 2026"),
        ("weapons", [["strike_drone", 2], ["missile", None]], "2 ударні дрони, ракета", "2 strike drones, missile"),
        ("damage", [["school", 1], ["car", None]], "школа, автомобілі", "school, cars"),
        ("damage", [], "—", "—"),
        ("status", "retracted", "відкликано", "retracted"),
        ("preliminary", False, "ні", "no"),
        ("held", ["killed", "injured"], "загиблі, поранені", "killed, injured"),
        ("decision", "correct killed", "виправлено (загиблі)", "corrected (killed)"),
        ("decision", "link text-ab", "допис прив’язано до запису", "the post is linked to the record"),
        ("decision", "something new", "something new", "something new"),
        ("place", "an older shape", "an older shape", "an older shape"),
        ("weapons", [["a new weapon", 1]], "[['a new weapon', 1]]", "[['a new weapon', 1]]"),
    ],
)  # fmt: skip
def test_each_slots_value_is_told_in_words(slot: str, value: Any, uk: str, en: str) -> None:
    told = [read_html(value_in_words(slot, value, Edition(language))).text for language in ("uk", "en")]
    assert told == [uk, en]


def test_a_new_record_tells_where_when_and_what_was_known() -> None:
    text = seen(changed(None, incident(31, IZMAIL, on(5), people(1), None)), "en")
    assert "Record made: Izmail, Izmailskyi raion, Odesa oblast, 5 March 2026, killed: 1\na post arrived" in text
    assert "UA51" not in text


def test_what_one_post_changed_stands_together() -> None:
    before = incident(31, IZMAIL, on(5), people(1), people(4))
    after = incident(31, IZMAIL, on(5, part=DayPart.NIGHT), people(2), people(4), weapons=(Weapon(WeaponType.DRONE),))
    text = seen(changed(before, after))
    assert text.count("надійшов допис") == 1
    for line in ("Дата: 5 березня 2026 → ніч на 5 березня 2026", "Загиблі: 1 → 2", "Чим: — → дрон"):
        assert line in text


def test_posts_that_came_in_one_moment_are_told_apart_and_linked() -> None:
    sources = {f"g/{n}": Source(f"g/{n}", f"Канал {n}", f"https://t.me/kanal/{n}") for n in (1, 2)}
    entries = [entry("status", "reported", "retracted", why=Why.POST_ARRIVED, post_id=f"g/{n}") for n in (1, 2)]
    (message,) = render_history(31, entries, Edition(sources=sources))
    assert message.count("Стан запису") == 2
    assert 'надійшов допис: <a href="https://t.me/kanal/2">Канал 2</a>' in message


def test_posts_that_came_and_went_are_named_and_linked() -> None:
    sources = {
        "-100123/4": Source("-100123/4", "ДСНС", "https://t.me/dsns/4"),
        "-100123/5": Source("-100123/5", "", "https://t.me/c/123/5"),
    }
    entries = [entry("posts", ["old", "-100123/4"], ["-100123/4", "-100123/5", "<b>"])]
    (message,) = render_history(31, entries, Edition(sources=sources))
    assert 'Додано дописи: <a href="https://t.me/c/123/5">-100123/5</a>, &lt;b&gt;' in message
    assert "Забрано дописи: old" in message
    (back,) = render_history(31, [entry("posts", ["-100123/4"], [])], Edition(sources=sources))
    assert 'Забрано дописи: <a href="https://t.me/dsns/4">ДСНС -100123/4</a>' in back
    assert_sendable([message, back])


def test_a_change_that_no_word_shows_is_left_out() -> None:
    same = entry("when", {**when_to_json(on(5)), "spans": [[0, 3]]}, when_to_json(on(5)))
    assert "Змін не було" in seen([same])


def test_a_decision_and_its_undoing_are_told() -> None:
    decided = entry("decision", None, "dismiss", why=Why.PERSON_DECIDED)
    undone = entry("decision", "dismiss", None, why=Why.DECISION_UNDONE, at=NOW + timedelta(minutes=5))
    text = seen([decided, undone], "en")
    assert "Decision: not an incident\na person decided so" in text
    assert "Decision undone: not an incident\na decision was undone" in text


def told_why(why: str, language: str) -> str:
    return seen([entry("status", "reported", "retracted", why=why)], language).rsplit("\n", maxsplit=1)[-1]


@pytest.mark.parametrize("why", list(Why))
def test_every_cause_has_words_in_both_languages(why: Why) -> None:
    said = {told_why(why, language) for language in ("uk", "en")}
    assert len(said) == 2
    assert why not in said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a post arrived", "надійшов допис"),
        ("its channel was refused", "редактор визнав канал чужим"),
        ("the answer about its channel was undone", "відповідь про канал скасовано"),
        ("dismiss by a person", "так вирішила людина"),
        ("merge undone", "рішення скасовано"),
        ("told by a person", "told by a person"),
    ],
)
def test_causes_of_older_databases_are_told_too(written: str, said: str) -> None:
    assert told_why(written, "uk") == said


@pytest.mark.parametrize("status", list(IncidentStatus))
def test_every_status_has_words(status: IncidentStatus) -> None:
    assert read_html(value_in_words("status", status.value, Edition("uk"))).text != status.value


def test_a_usual_reason_is_told_in_the_readers_language_and_own_words_as_they_are() -> None:
    for language, told in (("uk", "є новіше офіційне повідомлення"), ("en", "there is a newer official statement")):
        assert str(reason_told("reason.newer", 50, words(language))) == told
        assert str(reason_told("so said the mayor <b>", 50, words(language))) == "so said the mayor &lt;b&gt;"
        assert "unknown" in str(reason_told("reason.unknown", 50, words(language)))
