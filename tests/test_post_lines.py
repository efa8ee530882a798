"""Posts as JSON lines: each line is read or has its fault, and none stops the others."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.model import Level, Post
from bot.post_lines import OBLASTS, guarded, post_from_json, post_lines
from tests.bot_under_test import gazetteer, read

GOOD = {"id": "a-1", "date": "2025-05-03T08:15:00+03:00", "source": "@some_channel", "region": "UA59", "text": "Слова."}


def line(**changes: object) -> str:
    return json.dumps({key: value for key, value in (GOOD | changes).items() if value != "absent"}, ensure_ascii=False)


def test_a_whole_line_is_a_post() -> None:
    post = post_from_json(line())
    assert isinstance(post, Post)
    assert (post.id, post.source, post.region, post.text) == ("a-1", "some_channel", "UA59", "Слова.")
    assert post.published.isoformat() == "2025-05-03T08:15:00+03:00"


def test_a_line_may_name_the_post_that_it_answers() -> None:
    assert [post_from_json(line(**more)).reply_to for more in ({}, {"reply_to": None}, {"reply_to": 16})] == [
        None,
        None,
        "16",
    ]


@pytest.mark.parametrize("changes", [{"source": None}, {"source": "absent"}, {"region": ""}, {"id": 17}, {"more": [1]}])
def test_what_is_not_needed_may_be_missing(changes: dict[str, object]) -> None:
    assert post_from_json(line(**changes)).text == "Слова."


@pytest.mark.parametrize(
    ("given_line", "words"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "not a JSON object"),
        (line(id="absent"), '"id" is missing'),
        (line(id=True), '"id" is missing'),
        (line(date="absent"), '"date" is missing'),
        (line(date="yesterday"), '"date" is "yesterday"'),
        (line(date="вчора"), '"date" is "вчора"'),
        (line(date="2025-05-03T08:15:00"), "offset"),
        (line(region="Kharkiv"), "code of an oblast"),
        (line(region="UA99"), "code of an oblast"),
        (line(source=5), '"source"'),
        (line(reply_to=True), '"reply_to" is missing'),
        (line(text=None), '"text" is missing'),
        ('{"id": 1, "date": "2025-05-03T08:15:00Z", "text": "\\ud83d"}', "lone surrogate"),
    ],
)
def test_a_wrong_line_says_what_it_should_be(given_line: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        post_from_json(given_line)


def test_a_bad_line_keeps_its_number_and_the_rest_goes_on() -> None:
    raw = [line().encode(), b"\n", b"\xff\xfe", line(id="b", date=None).encode(), line(id="c").encode()]
    read = list(post_lines(raw))
    assert [one.number for one in read] == [1, 3, 4, 5]
    assert [one.post.id if one.post else None for one in read] == ["a-1", None, None, "c"]
    assert [one.id for one in read] == [None, None, "b", None]
    assert read[1].fault == "the line is not UTF-8"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert [one.fault for one in post_lines([b"\xef\xbb\xbf" + line().encode()])] == [None]


@given(st.lists(st.binary(max_size=80), max_size=5))
def test_no_bytes_raise(raw: list[bytes]) -> None:
    assert all((one.post is None) != (one.fault is None) for one in post_lines(raw))


def test_the_oblasts_are_those_of_the_gazetteer() -> None:
    assert {unit.oblast for unit in gazetteer().all_units() if unit.level is Level.OBLAST} <= OBLASTS
    assert len(OBLASTS) == 27
    assert all(gazetteer().unit(code).oblast == code for code in OBLASTS)


def test_what_the_reader_breaks_on_is_a_fault_of_that_post() -> None:
    assert guarded(read)(post_from_json(line())).reports == ()
    with pytest.raises(InputError, match="RuntimeError: the reader broke"):
        guarded(read)(post_from_json(line(text="зламати читача")))
