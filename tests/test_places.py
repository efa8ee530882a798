"""The places of a post: found, given their part, and chosen among those of one name."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.places.finding import ResolvedMention, find_places, resolve
from bot.extract.places.residents import residents
from bot.extract.text.tokens import Document
from bot.gazetteer import Gazetteer
from bot.model import DoubtReason
from tests import readings
from tests.work import steps_made

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "places.toml").read_text("utf-8"))[
    "case"
]
GAZETTEER = Gazetteer.load()


def document_of(text: str, region: str | None = None) -> Document:
    return readings.document_of(text, datetime(2025, 5, 4, tzinfo=UTC), region)


def places_of(text: str, region: str | None = None) -> list[ResolvedMention]:
    document = document_of(text, region)
    return resolve(find_places(document, GAZETTEER), document, GAZETTEER, region)


def shown(place: ResolvedMention, expected: str) -> str:
    assert place.unit is not None
    return f"{place.unit.name}, {place.unit.raion}" if "," in expected else place.unit.name


def part_of(place: ResolvedMention) -> str:
    mention = place.mention
    parts = {"foreign": mention.foreign, "origin": mention.origin, "toward": mention.toward, "beside": mention.beside}
    return f"{mention.name} {next(part for part, plays in parts.items() if plays)}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_places_of_a_text_are_read(case: dict[str, Any]) -> None:
    places = places_of(case["text"], case.get("region"))
    struck = [place for place in places if place.unit is not None and place.mention.struck]
    expected = case["struck"] + [""] * max(len(struck) - len(case["struck"]), 0)
    assert [shown(place, name) for place, name in zip(struck, expected, strict=False)] == case["struck"]
    if "other" in case:
        assert set(case["other"]) <= {part_of(place) for place in places if not place.mention.struck}


def test_a_choice_among_namesakes_carries_a_doubt_with_the_other_codes() -> None:
    (place,) = [place for place in places_of("Обстріл села Іванівка", "UA51") if place.unit]
    assert place.unit is not None
    assert place.doubt is not None
    assert place.doubt.reason is DoubtReason.PLACE_HOMONYM
    assert place.doubt.options[0] == place.unit.code
    assert len(place.options) == len(set(place.options)) == len(place.doubt.options) - 1


def test_a_mention_spans_its_name_and_its_type_words() -> None:
    text = "Знову під ударом м. Лубни та Миргородський район."
    document = document_of(text)
    spans = [document.span(mention.first, mention.last) for mention in find_places(document, GAZETTEER)]
    assert [text[span.start : span.end] for span in spans] == ["м. Лубни", "Миргородський район"]


def test_a_village_that_is_a_common_word_is_believed_in_its_own_region_only() -> None:
    text = "Мрія\nНадійшло повідомлення про вибух."
    units = {region: places_of(text, region)[0].unit for region in ("UA80", "UA32")}
    assert units == {"UA80": None, "UA32": GAZETTEER.settlements("мрія")[0]}


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Харків",
                "м.",
                "с.",
                "район",
                "у",
                "та",
                ",",
                "«",
                "»",
                "(",
                "–",
                "\n",
                "область",
                "Іванівка",
                "з",
                "Kyiv",
            ]
        )
    )
)
def test_mentions_follow_the_text_and_never_overlap(words: list[str]) -> None:
    mentions = find_places(document_of(" ".join(words)), GAZETTEER)
    ends = [-1, *(mention.last for mention in mentions)]
    assert all(
        mention.first > end and mention.last >= mention.first for mention, end in zip(mentions, ends, strict=False)
    )


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    places_of(text)


def test_work_grows_no_faster_than_a_list_of_villages() -> None:
    names = [unit.name for unit in GAZETTEER.all_units()[::16]]
    few, many = (steps_made(lambda some=some: places_of(", ".join(some), "UA05")) for some in (names[::8], names))
    assert many < 10 * few


@pytest.mark.parametrize(
    ("text", "region", "towns"),
    [
        ("Помер ще один черкащанин, поранений у травні", "UA71", ["Черкаси"]),
        ("Поранені четверо лучан, пошкоджено завод.", "UA07", ["Луцьк"]),
        ("Двох кременчужанок забрала швидка.", None, ["Кременчук"]),
        ("Трое белоцерковчан получили ожоги.", "UA32", ["Біла Церква"]),
        ("На лозівському вокзалі дрон влучив у вагон.", "UA63", ["Лозова"]),
        ("Ракета попала в павлоградскую больницу.", "UA12", ["Павлоград"]),
        ("Сумська обласна прокуратура: удар дрона, двоє поранених.", "UA59", []),
        ("У лікарні помер миргородець, поранений у травні", "UA53", ["Миргород"]),
        ("Нікопольці, ніч була важкою: двоє поранених", "UA12", ["Нікополь"]),
        ("В больнице умерла сумчанка, она была ранена в мае", "UA59", ["Суми"]),
        ("Поранено полтавця, удар припав на Лубни", "UA53", []),
        ("Мешканці вулиці та власниці крамниць просять допомоги", "UA63", []),
    ],
)
def test_residents_name_their_town_where_nothing_else_names_a_place(text: str, region: str, towns: list[str]) -> None:
    document = document_of(text, region)
    found = residents(document, GAZETTEER, places_of(text, region))
    assert [place.unit.name for place in found if place.unit is not None] == towns
