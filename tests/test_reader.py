"""The reader as a whole: posts of the project's own writing, hostile texts, and what must hold of any reading."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bench import HOSTILE
from bot.codec import reading_to_json
from bot.extract import Reader
from bot.extract.people.finding import find_groups
from bot.extract.text.numbers import find_numbers
from bot.extract.text.tokens import Document
from bot.model import Bound, DoubtReason, Figure, Kind, Language, Post, Reading, Span, WeaponType
from tests.readings import PUBLISHED, as_read, document_of, own_posts
from tests.work import steps_made

SHARES = {"kind": 0.98, "place": 0.93, "killed": 0.93, "injured": 0.90}
"""How many of our own posts must be read right in a slot: a little less than are, as some stay hard."""
WORDS = (
    "У Харкові Ізюм с. Левківка 17 листопада вночі о 10:30 загинули двоє людей , . ; поранено 5 серед них дитина ще "
    "40-річний чоловік пошкоджено 3 будинки дрон ракета Kharkiv killed two people injured Разом за добу \n"
)
PIECES = st.sampled_from(WORDS.split(" "))


def spans_of(reading: Reading) -> Iterator[Span]:
    for report in reading.reports:
        yield from (*report.spans, *report.place.spans, *report.when.spans)
        for figure in (report.killed, report.injured):
            yield from figure.spans if figure else ()
        for told in (*report.weapons, *report.damage, *report.people):
            yield from told.spans
    for total in reading.totals:
        yield from total.spans


@pytest.mark.parametrize(
    "text",
    [
        "За попередніми даними, у клуб у Вовчанську влучив «Шахед». Поранено двох людей.",
        "По Волчанску ударили, предварительно, «Геранью». Ранены двое.",
        "What was likely a Shahed drone hit a club in Vovchansk, injuring two people.",
    ],
)
def test_a_guessed_weapon_counts_and_leaves_a_doubt(reader: Reader, text: str) -> None:
    (report,) = reader(Post("1", PUBLISHED, text, None, "UA63")).reports
    assert [weapon.type for weapon in report.weapons] == [WeaponType.STRIKE_DRONE]
    assert DoubtReason.WEAPON_GUESSED in {doubt.reason for doubt in report.doubts}


@pytest.mark.parametrize(
    "text",
    [
        "Ракетна атака на Полтавщину.\n\n▪️ Лубни. Близько 11:10. Зруйновано коледж. Загинула людина.",
        "Ракетная атака на Полтавщину.\n\n▪️ Лубны. Около 11:10. Разрушен колледж. Погиб человек.",
        "Missile attack on Poltava region.\n\n▪️ Lubny. About 11:10. Ruined is a college. One person was killed.",
    ],
)
def test_a_time_alone_behind_the_heading_of_a_place_is_its_time(reader: Reader, text: str) -> None:
    (report,) = reader(Post("1", PUBLISHED.replace(hour=18), text, None, "UA53")).reports
    assert (report.place.settlement, report.when.time) == ("Лубни", "11:10")


@given(st.lists(PIECES, max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_every_span_lies_in_the_text(reader: Reader, text: str) -> None:
    reading = reader(Post("1", PUBLISHED, text, None, "UA63"))
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(reading))


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_alerts_and_others_are_empty(reader: Reader, text: str) -> None:
    reading = reader(Post("1", PUBLISHED, text))
    if reading.kind in (Kind.ALERT, Kind.OTHER):
        assert not reading.reports
        assert not reading.totals


def growth(reader: Reader, piece: str) -> float:
    """How many times more work the reader does on a text eight times as long."""
    small, large = (Post("1", PUBLISHED, piece * (size // len(piece)), None, "UA63") for size in (1_000, 8_000))
    reader(small), reader(large)  # what is loaded or remembered at the first use is no growth
    return steps_made(lambda: reader(large)) / steps_made(lambda: reader(small))


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_no_faster_than_a_hostile_text(reader: Reader, name: str) -> None:
    assert growth(reader, HOSTILE[name]) < 10


@given(st.lists(PIECES, min_size=1, max_size=12).map(lambda pieces: " ".join(pieces) + " "))
@settings(max_examples=8, deadline=None)
def test_work_grows_no_faster_than_a_repetitive_text(reader: Reader, piece: str) -> None:
    assert growth(reader, piece) < 12


def test_an_exact_number_stands_in_its_spans_or_is_the_sum_of_the_people_there(reader: Reader) -> None:
    figures = [
        (document_of(post["text"]), figure)
        for post in own_posts()
        for report in as_read(reader, post).reports
        for figure in (report.killed, report.injured)
        if figure is not None and figure.bound is Bound.EXACT and (figure.total or 0) > 1
    ]
    assert len(figures) > 100
    assert [shown(document, figure) for document, figure in figures if not stands(document, figure)] == []


def stands(document: Document, figure: Figure) -> bool:
    numbers = find_numbers(document)
    told = [number.value for number in numbers if is_within(document, number.first, number.last, figure)]
    people = [
        group.count
        for group in find_groups(document, numbers)
        if group.count and is_within(document, group.first, group.last, figure)
    ]
    return figure.total in {*told, *people, sum(people)}


def is_within(document: Document, first: int, last: int, figure: Figure) -> bool:
    place = document.span(first, last)
    return any(span.start <= place.start and place.end <= span.end for span in figure.spans)


def shown(document: Document, figure: Figure) -> tuple[object, list[str]]:
    return figure.total, [document.post.text[span.start : span.end] for span in figure.spans]


@pytest.fixture(scope="module")
def own_pairs(reader: Reader) -> list[tuple[object, object]]:
    """What each of the project's own posts says by its label, and as it is read."""
    return [(post["gold"], reading_to_json(as_read(reader, post))) for post in own_posts()]


@pytest.mark.parametrize("slot", SHARES)
def test_most_of_our_own_posts_are_read_right(own_pairs: list[tuple[object, object]], slot: str) -> None:
    told = [(_slot(gold, slot), _slot(read, slot)) for gold, read in own_pairs]  # type: ignore[arg-type]
    assert sum(gold == read for gold, read in told) / len(told) >= SHARES[slot]


def _slot(reading: dict[str, object], slot: str) -> object:
    if slot == "kind":
        return reading["kind"]
    incidents = reading["incidents"]
    assert isinstance(incidents, list)
    if slot == "place":
        return sorted(str((i["place"]["oblast"], i["place"]["settlement"])) for i in incidents)
    return sorted(str(i[slot] and i[slot]["total"]) for i in incidents)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Погибших и пострадавших нет.", Language.RU),
        ("Загиблих і постраждалих немає.", Language.UK),
        ("No one was hurt in Харків.", Language.EN),
        ("🔥", Language.UK),
        ("Удар по складу в Сумской области.", Language.RU),
        ("Удар по складу на Сумщині.", Language.UK),
    ],
)
def test_a_short_text_is_read_in_its_language(text: str, language: Language) -> None:
    assert document_of(text).language is language
