"""Messages of the chat shown on a terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.terminal import html_to_text, show


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<b>Two</b> &amp; <i>three</i> &lt;4", "Two & three <4"),
        ('see <a href="https://t.me/x/1">the post</a>.', "see the post (https://t.me/x/1)."),
        ("one<br>two\nthree", "one\ntwo\nthree"),
        ("t\u2060.\u2060me", "t.me"),
        ("<blockquote expandable>said <b>so</b></blockquote>", "said so"),
        ("", ""),
    ],
)
def test_markup_is_left_out_and_its_words_stay(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_messages_are_shown_one_after_another_without_styles_in_a_file() -> None:
    file = io.StringIO()
    show(Console(file=file, width=80), ["<b>first</b>", "second [bold]kept[/bold]"])
    assert [line.rstrip() for line in file.getvalue().splitlines()] == ["first", "", "second [bold]kept[/bold]", ""]


@given(st.text(max_size=60))
def test_no_markup_raises(html: str) -> None:
    assert isinstance(html_to_text(html), str)
