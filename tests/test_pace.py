"""The pace of sending never goes over the limits, and pauses grow."""

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace, Pauses


@given(st.lists(st.tuples(st.sampled_from([1, 2, -3]), st.floats(0, 2), st.floats(0, 3), st.floats(0, 1)), max_size=60))
def test_the_pace_never_lets_more_through_than_the_limits(wishes: list[tuple[int, float, float, float]]) -> None:
    pace, now, sent = Pace(in_all=3, a_group=2), 100.0, []
    on_way: dict[int, float] = {}
    for chat, pause, way, when in wishes:
        now += pause
        for other in [other for other, back in on_way.items() if back <= now]:
            pace.arrived(other, on_way.pop(other))
        if chat not in on_way and pace.room(now) > 0 and pace.ready_at(chat) <= now:
            pace.note(chat, now)
            on_way[chat] = now + way
            sent.append((chat, now + way * when))
    for chat, at in sent:
        assert sum(at - 1 < other <= at for _, other in sent) <= 3
        assert sum(one == chat and at - 1 < other <= at for one, other in sent) <= 1
        assert chat > 0 or sum(one == chat and at - 60 < other <= at for one, other in sent) <= 2


def test_chats_that_were_sent_to_long_ago_leave_nothing_behind() -> None:
    pace = Pace(a_group=2)
    for chat in [*range(1, 500), *range(-500, 0)]:
        for _ in range(5):
            pace.note(chat, 100.0)
            pace.arrived(chat, 100.5)
        pace.hold(chat, 160.0)
    pace.note(7, 1000.0)
    assert (list(pace._by_chat), pace._held) == ([7], {})


def test_pauses_double_up_to_their_most_and_start_anew_after_a_success() -> None:
    pauses = Pauses(first=1, most=5)
    assert [pauses.grow() for _ in range(5)] == [1, 2, 4, 5, 5]
    pauses.reset()
    assert pauses.grow() == 1
