"""The history of a record in words: no stored shape, code or post id is shown to anybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.changes import differences
from bot.codec import place_to_json, toll_to_json, when_to_json
from bot.model import Bound, DayPart, Incident, IncidentStatus, Place, Toll, Weapon, WeaponType
from bot.render import Edition, Source, render_history
from bot.render.history import value_in_words
from tests.record_values import NOW, assert_sendable, incident, on, people, read_html

IZMAIL = Place("UA51", "Ізмаїльський", "Ізмаїл")
SHOSTKA = place_to_json(Place("UA59", None, "Шостка"))
SIX = toll_to_json(people(6, low=4, children=1))


@dataclass
class Entry:
    slot: str = "killed"
    before: Any = None
    after: Any = None
    who: str = "4711"
    why: str = "помилка в дописі"
    at: datetime = NOW
    post_id: str | None = None


def seen(entries: list[Any], language: str = "uk") -> str:
    messages = render_history(31, entries, Edition(language))
    assert_sendable(messages)
    return "\n".join(read_html(message).text.replace("\u2060", "") for message in messages)


def changed(before: Incident | None, after: Incident) -> list[Any]:
    return differences(before, after, NOW, "rules", "a post arrived", None)


def test_it_tells_who_changed_what_and_why() -> None:
    one, two = (toll_to_json(people(number)) for number in (1, 2))
    text = seen([Entry(before=one, after=two)])
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
        ("posts", ["-100123/4", "text-ab"], "2", "2"),
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
    entries = [Entry("status", "reported", "retracted", "rules", "a post arrived", post_id=f"g/{n}") for n in (1, 2)]
    (message,) = render_history(31, entries, Edition(sources=sources))
    assert message.count("Стан запису") == 2
    assert 'надійшов допис: <a href="https://t.me/kanal/2">Канал 2</a>' in message


def test_a_change_that_no_word_shows_is_left_out() -> None:
    same = Entry("when", {**when_to_json(on(5)), "spans": [[0, 3]]}, when_to_json(on(5)))
    assert "Змін не було" in seen([same])


def test_a_decision_and_its_undoing_are_told() -> None:
    decided = Entry("decision", None, "dismiss", why="dismiss by a person")
    undone = Entry("decision", "dismiss", None, why="dismiss undone", at=NOW + timedelta(minutes=5))
    text = seen([decided, undone], "en")
    assert "Decision: not an incident\na person decided so" in text
    assert "Decision undone: not an incident\na decision was undone" in text


@pytest.mark.parametrize("status", list(IncidentStatus))
def test_every_status_has_words(status: IncidentStatus) -> None:
    assert read_html(value_in_words("status", status.value, Edition("uk"))).text != status.value
