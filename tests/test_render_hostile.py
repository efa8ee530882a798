"""Whatever stands in posts, names of channels and people's answers: every message stays sendable and harmless."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import model
from bot.linking import Act, Ruling
from bot.model import Doubt, DoubtReason, Figure, Kind, Place, Reading, Report, Span, Statement, Total
from bot.render import (
    Edition,
    ListedChannel,
    Source,
    render_card,
    render_channels,
    render_digest,
    render_history,
    render_no_incident,
    render_region,
    render_sources,
    render_subscriptions,
    render_summary,
    render_text,
    render_why,
)
from bot.render.plain import one_line, plain
from bot.summary import Change, ChangeKind, Period, StatedTotal, summarize
from tests.record_values import NOW, assert_sendable, incident, on, people, read_html

EVIL = [
    "<b>bold</b><script>alert(1)</script>",
    '"><a href="https://evil.example">x</a>',
    "</b></blockquote></i>",
    "&lt;b&gt; &amp;#60;",
    "@admin /delete_me #tag $USD t.me/evil https://evil.example tg://resolve?domain=x name@mail.example 10.20.30.40",
    "{n} {0.__class__} {{ 7*7 }} {% raw %} %(x)s",
    "\u202eписано навпаки\u202c \x00\x1b[31m \ud800 \u2066x\u2069",
    "👨‍👩‍👧🕯" * 700,
    "без_пробілів" * 900,
    "\n" * 200,
    "",
]
ALIVE = re.compile(r"[@#$]\w|(?<!\w)/[a-z]|\w\.[a-zа-яіїєґ]|://|\d\.\d+\.\d+\.\d")
"""What Telegram would make a link, a mention, a hashtag or a command of."""
ANY = st.sampled_from(EVIL) | st.text(max_size=60)


def ruled(words: str) -> Ruling:
    return Ruling(1, 1, Act.CORRECT, words, NOW, "killed", words, words)


def noted(words: str) -> model.Change:
    return model.Change(1, NOW, words, "killed", words, words, words, words)


def hostile(words: str):
    place = Place("UA59", words or None, words or None, (words,))
    figure = Figure(words=words, spans=(Span(0, len(words)), Span(0, 10**6)))
    doubt = Doubt(words, DoubtReason.PLACE_HOMONYM, (words,) * 9)
    report = Report(place, on(5), killed=figure, doubts=(doubt,), spans=(Span(0, len(words)),))
    post = Statement(words, 0, NOW, words, report, Kind.INCIDENT, words, text=words)
    return incident(
        1, place, on(5), people(None, vague=words), people(2), statements=(post, replace(post, post_id="q"))
    )


def everything(words: str, language: str) -> list[list[str]]:
    found = hostile(words)
    edition = Edition(language, sources={words: Source(words, words, words)}, bot="a_bot")
    total = Total(Place("UA59"), on(5), Figure(words=words))
    day = summarize([found], Period.last_hours(NOW), None, [StatedTotal(total, words, NOW, words, words)], NOW)
    return [
        render_card(found, edition),
        render_summary(replace(day, area=found.place), edition),
        render_region(day, day, edition),
        render_digest(day, [Change(kind, found, 1, None) for kind in ChangeKind], edition),
        render_why(found, edition, [ruled(words)]),
        render_why(found, edition, [ruled("")]),
        render_sources(found, edition),
        render_history(1, [noted(words)], edition),
        render_no_incident(Reading(Kind.ROUNDUP, totals=(total,)), edition),
        render_text("unknown_place", language, query=words),
        render_subscriptions([(words, words)], edition),
        render_channels([(words, [ListedChannel(words, words, None, is_checked=False)])], edition),
    ]


@pytest.mark.parametrize("words", EVIL, ids=range(len(EVIL)))
@pytest.mark.parametrize("language", ["uk", "en"])
def test_words_of_a_stranger_bring_no_markup_link_mention_or_command(words: str, language: str) -> None:
    own = ALIVE.findall(read_html("".join("".join(one) for one in everything("", language))).text)
    for messages in everything(words, language):
        assert_sendable(messages)
        for message in messages:
            read = read_html(message)
            assert set(ALIVE.findall(read.text)) <= set(own)
            assert all(re.fullmatch(r"https://t\.me/\w+(\?start=i_1)?", link) for link in read.links)


@given(ANY)
@settings(max_examples=40, deadline=None)
def test_any_words_leave_every_message_sendable(words: str) -> None:
    for messages in everything(words, "uk"):
        assert_sendable(messages)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Загинули 2 людини, 13:40, 17.11.2025, 1/3 будинку, 5.5 км, 90%", True),
        ("м.Суми", False),
        ("дім №7 (корпус 2)", True),
        ("👨‍👩‍👧", True),
    ],
)
def test_ordinary_words_stay_as_they_are(text: str, same: bool) -> None:
    assert (plain(text) == text) is same
    assert plain(text).replace("\u2060", "") == text


def test_a_long_line_is_cut_at_a_word() -> None:
    assert one_line("один  два\nтри чотири", 12) == "один два…"
    assert one_line("один два", 12) == "один два"
    assert one_line("х" * 20, 5) == "хххх…"
