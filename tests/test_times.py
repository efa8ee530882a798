"""Times: the table of cases, how mentions become one moment, headings, and what must hold of any text."""

import tomllib
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.text.numbers import find_numbers
from bot.extract.text.tokens import Document
from bot.extract.times.finding import Role, TimeMention, find_times
from bot.extract.times.moments import Moment, scopes, settle
from bot.model import DayPart, DoubtReason
from bot.period import KYIV
from tests import readings

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))
PUBLISHED = {
    "morning": datetime(2025, 3, 12, 9, 0, tzinfo=KYIV),
    "evening": datetime(2025, 3, 12, 19, 30, tzinfo=KYIV),
    "new_year": datetime(2026, 1, 3, 8, 15, tzinfo=KYIV),
}
MORNING = PUBLISHED["morning"]
CASES = [(when, text, expected) for when, cases in TABLE.items() for text, expected in cases.items()]
WORDS = (
    "у ніч на 17 листопада 31 о 25:99 13.30 10.03.2025 вчора пів третю тому 3 дні за добу з до - , . ( "
    "overnight on Nov Feb 30 a . m p Monday last night between в ночь с 29 февраля 9999 тижня"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])


def document_of(text: str, published: datetime = MORNING) -> Document:
    return readings.document_of(text, published)


def times_in(text: str, published: datetime = MORNING) -> list[TimeMention]:
    document = document_of(text, published)
    return find_times(document, find_numbers(document), published)


def shown(mention: TimeMention) -> str:
    days = "" if mention.end is None else str(mention.end)
    if mention.start != mention.end:
        days = f"{mention.start}..{mention.end}"
    return " ".join(word for word in (str(mention.role), days, mention.time, mention.part) if word)


def day(number: int, month: int = 3) -> date:
    return date(2025, month, number)


@pytest.mark.parametrize(("when", "text", "expected"), CASES, ids=[text[:50] for _, text, _ in CASES])
def test_a_text_names_its_times(when: str, text: str, expected: str) -> None:
    assert "; ".join(shown(mention) for mention in times_in(text, PUBLISHED[when])) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Дрон влучив у дах.", MORNING, Moment(day(12), day(12), doubt=DoubtReason.DATE_FROM_PUBLICATION)),
        ("Учора ввечері вдарили. Це було о 21:40.", MORNING, Moment(day(11), day(11), "21:40", DayPart.EVENING)),
        (
            "Увечері дрон влучив у дах.",
            MORNING,
            Moment(day(11), day(11), None, DayPart.EVENING, DoubtReason.DATE_FROM_PUBLICATION),
        ),
        (
            "О 22:15 ворог ударив по місту.",
            MORNING,
            Moment(day(11), day(11), "22:15", None, DoubtReason.DATE_FROM_PUBLICATION),
        ),
        (
            "О 06:15 ворог ударив по місту.",
            MORNING,
            Moment(day(12), day(12), "06:15", None, DoubtReason.DATE_FROM_PUBLICATION),
        ),
        (
            "Вночі ворог ударив по місту. Влучання сталося о 23:20.",
            MORNING,
            Moment(day(11), day(11), "23:20", DayPart.NIGHT, DoubtReason.DATE_FROM_PUBLICATION),
        ),
        ("Пожежу ліквідовано о 05:10. Вчора вдарили по складу.", MORNING, Moment(day(11), day(11))),
        ("У ніч на 10 березня били по депо.", MORNING, Moment(day(10), day(10), None, DayPart.NIGHT)),
    ],
)
def test_mentions_of_one_attack_make_one_moment(text: str, published: datetime, expected: Moment) -> None:
    assert settle(times_in(text, published), published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("О 13:15 обстріляли школу.", Moment(day(11), day(11), "13:15")),
        (
            "О 02:10 обстріляли школу.",
            Moment(day(12), day(12), "02:10", doubt=DoubtReason.DATE_FROM_PUBLICATION),
        ),
        ("Уночі обстріляли школу.", Moment(day(12), day(12), None, DayPart.NIGHT)),
        ("Увечері обстріляли школу.", Moment(day(11), day(11), None, DayPart.EVENING)),
        ("Обстріляли школу, є поранені.", Moment(day(11), day(12))),
        ("10 березня обстріляли школу.", Moment(day(10), day(10))),
    ],
)
def test_an_attack_of_a_round_up_lies_within_its_period(text: str, expected: Moment) -> None:
    (period,) = times_in("За минулу добу ворог бив по області.")
    assert settle(times_in(text), MORNING, period) == expected


def test_a_part_of_the_day_told_for_the_whole_period_holds_for_each_attack() -> None:
    (night,) = times_in("Протягом ночі ворог бив по області.")
    assert settle([], MORNING, night) == Moment(day(12), day(12), None, DayPart.NIGHT)


def test_a_date_that_opens_a_line_holds_until_the_next_one() -> None:
    document = document_of("Що сталося:\n9 березня. Ічня. Обстріл.\nЗгорів дах.\n10 березня, 11:40. Мена. Удар.")
    mentions = find_times(document, find_numbers(document), MORNING)
    found = [scope.end if scope else None for scope in scopes(document, mentions)]
    assert found[0] is None
    assert set(found[1:-3]) == {day(9)}
    assert found[-1] == day(10)
    assert [mention.heading for mention in mentions] == [True, True]


def test_a_period_of_the_title_is_the_scope_where_no_date_heads_a_line() -> None:
    document = document_of("За 11 березня поранено двох містян.\nУ Ромнах дрон влучив у хату.")
    mentions = find_times(document, find_numbers(document), MORNING)
    assert {scope.end for scope in scopes(document, mentions) if scope} == {day(11)}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Коротко за ранок 12 березня\nУ Мені згоріла хата.\nЗа минулу добу 9 обстрілів.", ["as_of", "period"]),
        ("Область, 12 марта\nЗа прошедшие сутки ранены двое.", ["as_of", "period"]),
        ("Morning digest, March 12\nOver the past day, two were wounded.", ["as_of", "period"]),
        ("Ранкова атака 12 березня на Мену\nЗа минулу добу 9 обстрілів.", ["event", "period"]),
        ("Коротко за 11 березня\nЗа минулу добу 9 обстрілів.", ["period", "period"]),
    ],
)
def test_the_day_of_a_round_ups_headline_is_that_of_the_report(text: str, roles: list[str]) -> None:
    assert [mention.role for mention in times_in(text)][-len(roles) :] == roles


def test_the_same_period_is_the_one_told_last() -> None:
    found = times_in("За вихідні поранено трьох. За той самий період евакуйовано 40 людей.")
    assert [(mention.start, mention.end) for mention in found] == [(day(8), day(9))] * 2
    assert times_in("За той самий період евакуйовано 40 людей.") == []


def test_a_date_without_a_year_far_back_is_in_doubt() -> None:
    assert [mention.doubt for mention in times_in("20 серпня ракета влучила в кафе.")] == [
        DoubtReason.YEAR_FROM_PUBLICATION
    ]
    assert [mention.doubt for mention in times_in("9 березня ракета влучила в кафе.")] == [None]


def test_a_publication_line_is_no_time_of_an_attack() -> None:
    assert [mention.role for mention in times_in("12.03.2025 08:55\nНовини громади")] == [Role.OTHER]


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_times_in_order_with_days_that_run_forward(text: str) -> None:
    document = document_of(text)
    mentions = find_times(document, find_numbers(document), MORNING)
    assert all(0 <= one.first <= one.last < len(document.tokens) for one in mentions)
    assert all(before.last < after.first for before, after in pairwise(mentions))
    assert all((one.start is None) == (one.end is None) for one in mentions)
    assert all(one.start <= one.end for one in mentions if one.start and one.end)
    assert all(one.time is None or ("00:00" <= one.time <= "23:59" and len(one.time) == 5) for one in mentions)
    assert len(scopes(document, mentions)) == len(document.sentences)
    moment = settle(mentions, MORNING)
    assert moment.start <= moment.end


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_the_finder_raise(text: str) -> None:
    times_in(text)
