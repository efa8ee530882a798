from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bot.render.split import split
from tests.record_values import assert_sendable, read_html, utf16

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("аб <>&'\"\n🕯"), max_size=400)
LEAF = TEXT.map(escape)


def wrapped(inner: st.SearchStrategy[Markup]) -> st.SearchStrategy[Markup]:
    tag = st.sampled_from(
        ["<b>{}</b>", "<i>{}</i>", "<blockquote>{}</blockquote>", '<a href="https://t.me/c/1">{}</a>']
    )
    return st.builds(lambda shape, part: Markup(shape).format(part), tag, inner)


PART = st.recursive(LEAF, lambda inner: wrapped(inner) | st.lists(inner, max_size=4).map(Markup("").join), max_leaves=8)


def words_of(messages: list[str]) -> str:
    return "".join("".join(read_html(message).text for message in messages).split())


def test_parts_are_kept_whole_and_joined_while_they_fit() -> None:
    assert split(["<b>a</b>", "", "b", "c" * 4093]) == ["<b>a</b>\n\nb", "c" * 4093]


def test_a_part_beyond_the_limit_is_cut_at_a_word_with_its_tags_closed() -> None:
    first, second = split(["<b>слово і ще слово</b>"], limit=12)
    assert (first, second) == ("<b>слово і ще</b>", "<b>слово</b>")


def test_a_line_is_a_better_place_to_cut_than_a_word() -> None:
    assert split(["перший рядок\nдругий рядок тут"], limit=22) == ["перший рядок", "другий рядок тут"]


def test_emoji_count_as_two_and_entities_as_one() -> None:
    assert [utf16(read_html(one).text) for one in split(["🕯" * 4096])] == [4096, 4096]
    assert split(["&lt;" * 4096]) == ["&lt;" * 4096]


def test_no_message_has_more_than_a_hundred_entities() -> None:
    messages = split(["<b>a</b> " * 250])
    assert [read_html(one).entities for one in messages] == [100, 100, 50]


def test_a_text_without_blanks_is_cut_where_it_must() -> None:
    assert [len(one) for one in split(["х" * 9000])] == [4096, 4096, 808]


def test_long_parts_take_linear_time() -> None:
    assert len(split([f"<b>{'слово ' * 20_000}</b>"])) == 30


@given(st.lists(PART, max_size=5), st.sampled_from([4, 20, 300, 4096]))
@settings(max_examples=100, deadline=None)
def test_every_message_fits_is_well_formed_and_nothing_is_lost(parts: list[Markup], limit: int) -> None:
    messages = split(parts, limit)
    if messages:
        assert_sendable(messages)
    assert all(utf16(read_html(message).text) <= limit for message in messages)
    assert words_of(messages) == words_of([str(part) for part in parts])
