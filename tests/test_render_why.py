"""Why a figure is what it is: each post's sentence, and what it did to the headline."""

from dataclasses import replace
from typing import Any

import pytest

from bot.linking import SUM_OVER_SEVERAL, Act, Ruling, build_incident
from bot.model import Bound, Figure, Incident, Kind, Link, LinkStatus, Reason, Statement, Trust
from bot.render import Edition, render_why
from tests.record_values import (
    NOW,
    OKHTYRKA,
    SOURCES,
    assert_sendable,
    on,
    read_html,
    statement,
    struck_okhtyrka,
)


def seen(messages: list[str]) -> str:
    assert_sendable(messages)
    return "\n".join(read_html(message).text.replace("\u2060", "") for message in messages)


@pytest.fixture
def okhtyrka() -> Incident:
    return struck_okhtyrka()


def test_why_shows_each_sentence_and_how_the_headline_came_about(okhtyrka: Incident) -> None:
    text = seen(render_why(okhtyrka, Edition("uk", sources=SOURCES)))
    assert text.splitlines()[:12] == [
        "Звідки ці числа",
        "Охтирка, Охтирський район, Сумська область, ніч на 5 березня 2026",
        "",
        "Загиблі: 2 загиблих (за різними даними 1–2)",
        "",
        "Сумська ОВА, 5 березня, 06:20: 1 загиблий · перше число",
        "Загинула одна людина, 4 поранено.",
        "",
        "ДСНС Сумщини, 5 березня, 10:20: 2 загиблих · число зросло: 1 → 2",
        "Охтирка: уже двоє загиблих.",
        "",
        "Останні повідомлення джерел різняться: від 1 до 2.",
    ]


def test_why_marks_the_words_of_the_figure(okhtyrka: Incident) -> None:
    (message,) = render_why(okhtyrka, Edition())
    assert "<blockquote>Загинула одна людина, <b>4 поранено</b>.</blockquote>" in message.replace("&#8288;", "")


def told_by(hour: int, by: str, **told: Any) -> Statement:
    return statement(f"p{hour}{by}", hour, OKHTYRKA, on(5), authority=by, **told)


SOME = told_by(4, "a", killed=Figure(2), injured=Figure(9))
RULES_TOLD = [
    ("raised", [SOME, told_by(5, "a", killed=Figure(3))], "raised: 2 → 3"),
    ("lowered", [SOME, told_by(5, "a", killed=Figure(1))], "lowered: 2 → 1"),
    ("added", [SOME, told_by(9, "a", killed=Figure(added=1))], "raised: 2 → 3"),
    ("the same", [SOME, told_by(9, "b", killed=Figure(2))], "the same figure"),
    ("outranked", [SOME, told_by(5, "b", injured=Figure(7))], "said more at about the same time, 9 stays"),
    ("a round-up", [SOME, told_by(19, "b", kind=Kind.ROUNDUP, killed=Figure(1))], "what was known before, 2 stays"),
    ("held", [SOME, told_by(19, "b", injured=Figure(3))], "waits for a reviewer, 9 stays"),
    ("vague", [told_by(4, "a", killed=Figure(bound=Bound.VAGUE))], "no number"),
    ("a death", [SOME, told_by(19, "a", killed=Figure(3), death_of_injured=True)], "an injured person died · 9 → 8"),
    ("withdrawn", [SOME, told_by(19, "b", killed=Figure(3), withdrawn=True)], "not counted: withdrawn"),
    ("unproven", [SOME, told_by(5, "b", trust=Trust.UNPROVEN, killed=Figure(3))], "origin is not proven"),
]


@pytest.mark.parametrize(("case", "told", "shown"), RULES_TOLD, ids=[case for case, _, _ in RULES_TOLD])
def test_why_tells_what_each_post_did_to_the_figure(case: str, told: list[Statement], shown: str) -> None:
    assert shown in seen(render_why(build_incident(1, told), Edition("en")))


def test_why_tells_one_text_and_one_sum_apart_from_claims() -> None:
    again = replace(told_by(5, "b", killed=Figure(2)), text_hash="x")
    reasons = (Reason(SUM_OVER_SEVERAL, 0.0, "two"),)
    links = (Link(1, "p9b", 0, 5.0, LinkStatus.PROVISIONAL, reasons),)
    found = build_incident(1, [replace(SOME, text_hash="x"), again, told_by(9, "b", killed=Figure(6))], links)
    text = seen(render_why(found, Edition("en")))
    assert "not counted: the same text again" in text
    assert "6 killed · not counted: one figure for several attacks" in text


def ruling(slot: str, value: str, **told: Any) -> Ruling:
    return Ruling(1, 31, Act.CORRECT, "4711", NOW, slot, value, "за уточненням поліції", **told)


def test_a_persons_decision_is_told_in_place_of_the_rule(okhtyrka: Incident) -> None:
    text = seen(render_why(okhtyrka, Edition(), [ruling("killed", "3")]))
    assert "Число встановив редактор: 3. Причина: за уточненням поліції" in text
    assert "джерел різняться: від 1 до 2" not in text
    assert "редактор" not in seen(render_why(okhtyrka, Edition(), [replace(ruling("killed", "3"), undone=True)]))


def test_a_decision_about_children_is_told_of_its_figure_alone(okhtyrka: Incident) -> None:
    killed, injured = seen(render_why(okhtyrka, Edition(), [ruling("injured_children", "2")])).split("Поранені: ")
    assert "Кількість дітей серед них установив редактор: 2. Причина: за уточненням поліції" in injured
    assert "редактор" not in killed


def test_a_decision_follows_its_post_into_the_incident(okhtyrka: Incident) -> None:
    moved = replace(ruling("killed", "3", post_id=okhtyrka.statements[0].post_id, number=0), incident_id=977)
    assert "редактор: 3" in seen(render_why(okhtyrka, Edition(), [moved]))
