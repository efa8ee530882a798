from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Bound, DayPart, Figure, IncidentStatus, Link, LinkStatus, Place, Toll, Total, Trust, When
from bot.render import Edition, render_digest
from bot.summary import (
    Change,
    ChangeKind,
    Heard,
    Period,
    StatedTotal,
    Sum,
    add_up,
    changes,
    moment,
    summarize,
    told,
)
from tests.record_values import NOW, incident, on, people, statement

SUMY, ODESA = "UA59", "UA51"
OKHTYRKA = Place(SUMY, "Охтирський", "Охтирка")
ROMNY = Place(SUMY, "Роменський", "Ромни")
IZMAIL = Place(ODESA, "Ізмаїльський", "Ізмаїл")
TODAY = Period.day(date(2026, 3, 5))
FOURTH = Period.day(date(2026, 3, 4))


def stated(place: Place, when: When, killed: int, hour: int = 8, authority: str = "governor:UA59") -> StatedTotal:
    published = datetime(2026, 3, 5, hour, tzinfo=UTC)
    return StatedTotal(Total(place, when, Figure(killed)), f"round-up-{hour}", published, authority)


def test_sums_keep_range_children_and_what_has_no_number_apart() -> None:
    found = add_up(
        [
            people(4, low=2, high=5, children=1),
            people(0),
            people(None, vague="кілька поранених"),
            people(3, bound=Bound.AT_LEAST),
            None,
        ]
    )
    assert found == Sum(total=7, low=5, high=8, children=1, bound=Bound.AT_LEAST, stated=3, vague=1)


def test_the_biggest_harm_comes_first_in_groups_and_within_them() -> None:
    small = incident(1, ROMNY, on(5), people(0), people(2))
    great = incident(2, OKHTYRKA, on(5), people(1), people(0))
    far = incident(3, IZMAIL, on(5), people(3), None)
    summary = summarize([small, great, far], TODAY, None, [], NOW)
    assert [group.oblast for group in summary.groups] == [ODESA, SUMY]
    assert summary.incidents == (far, great, small)
    assert (summary.killed.total, summary.injured.total) == (4, 2)


@pytest.mark.parametrize("status", [IncidentStatus.RETRACTED, IncidentStatus.MERGED, IncidentStatus.DISMISSED])
def test_a_withdrawn_incident_leaves_every_sum(status: IncidentStatus) -> None:
    gone = incident(1, ROMNY, on(5), people(2), people(9), status=status)
    summary = summarize([gone], TODAY, None, [], NOW)
    assert (summary.groups, summary.killed, summary.injured) == ((), Sum(), Sum())


def test_an_incident_belongs_to_the_day_of_its_last_day() -> None:
    over_night = incident(1, ROMNY, When(date(2026, 3, 4), date(2026, 3, 5)), people(1), None)
    assert summarize([over_night], TODAY, None, [], NOW).killed.total == 1
    assert summarize([over_night], Period.day(date(2026, 3, 4)), None, [], NOW).killed.total == 0


@pytest.mark.parametrize(
    ("when", "published_hour", "inside"),
    [
        (on(4, part=DayPart.NIGHT), 5, False),
        (on(4, time="15:30"), 14, False),
        (on(4, time="16:30"), 15, True),
        (on(4, part=DayPart.EVENING), 18, True),
        (on(4), 9, False),
        (on(4), 20, True),
        (on(5, part=DayPart.NIGHT), 5, True),
    ],
)
def test_the_last_day_in_hours_asks_for_the_moment_of_an_attack(when: When, published_hour: int, inside: bool) -> None:
    post = statement("p", published_hour, ROMNY, when, day=when.end.day)
    found = incident(1, ROMNY, when, people(1), None, statements=(post,))
    assert Period.last_hours(NOW).contains(found) is inside


def test_nothing_happened_after_it_was_published() -> None:
    post = statement("p", 12, ROMNY, on(5, part=DayPart.EVENING))
    found = incident(1, ROMNY, on(5, part=DayPart.EVENING), None, None, statements=(post,))
    assert moment(found) == post.published


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_kyiv_day_has_the_hours_that_the_clock_gives_it(day: date, hours: int) -> None:
    period = Period.day(day)
    assert (period.hours, period.first_day, period.last_day, period.whole_days) == (hours, day, day, True)


def test_a_round_ups_total_stands_beside_the_sum_and_is_not_added() -> None:
    five = incident(1, OKHTYRKA, on(5), people(5), None)
    official = stated(Place(SUMY), When(date(2026, 3, 4), date(2026, 3, 5)), 6)
    summary = summarize([five], TODAY, None, [official], NOW)
    assert summary.killed.total == summary.groups[0].killed.total == 5
    assert summary.groups[0].officials == (official,)
    assert summarize([five], TODAY, Place(SUMY), [official], NOW).officials == (official,)


def test_a_total_is_compared_with_the_records_of_its_own_days_up_to_its_publication() -> None:
    over_night = When(date(2026, 3, 4), date(2026, 3, 5))
    official = stated(Place(SUMY), over_night, 6)
    known = [
        incident(1, OKHTYRKA, on(4, time="15:00"), people(2), None),
        incident(2, ROMNY, on(5, part=DayPart.NIGHT), people(3), people(1)),
        incident(3, ROMNY, on(5, time="17:00"), people(10), None),
        incident(4, ROMNY, on(3), people(20), None),
        incident(5, IZMAIL, on(4), people(40), None),
    ]
    for period in (TODAY, FOURTH):
        summary = summarize(known, period, None, [official], NOW)
        (group,) = [one for one in summary.groups if one.oblast == SUMY]
        [told] = group.officials
        assert told.itemised is not None
        assert (told.itemised.incidents, told.itemised.killed.total, told.itemised.injured.total) == (2, 5, 1)


@pytest.mark.parametrize(
    ("start", "end", "fourth", "fifth", "week"),
    [
        (4, 5, True, True, False),
        (5, 5, False, True, False),
        (3, 4, True, False, False),
        (1, 5, False, True, True),
        (6, 7, False, False, False),
    ],
)
def test_a_total_is_shown_with_the_days_that_it_mostly_tells_of(
    start: int, end: int, fourth: bool, fifth: bool, week: bool
) -> None:
    total = stated(Place(SUMY), When(date(2026, 3, start), date(2026, 3, end)), 6)
    days = Period.days(date(2026, 2, 27), date(2026, 3, 5))
    shown = [bool(summarize([], period, Place(SUMY), [total], NOW).officials) for period in (FOURTH, TODAY, days)]
    assert shown == [fourth, fifth, week]


def test_the_last_total_of_an_authority_replaces_its_earlier_one() -> None:
    early, late = stated(Place(SUMY), on(5), 2, hour=8), stated(Place(SUMY), on(5), 3, hour=12)
    assert summarize([], TODAY, Place(SUMY), [late, early], NOW).officials == (late,)


def test_a_days_total_is_no_total_of_a_week() -> None:
    daily = stated(Place(SUMY), on(5), 6)
    week = Period.days(date(2026, 2, 27), date(2026, 3, 5))
    assert summarize([], week, Place(SUMY), [daily], NOW).officials == ()


def test_what_rests_on_an_unproven_origin_alone_is_named_and_not_counted() -> None:
    pasted = statement("p", 9, ROMNY, on(5), trust=Trust.UNPROVEN)
    rumour = incident(1, ROMNY, on(5), people(7), None, statements=(pasted,))
    summary = summarize([rumour], TODAY, None, [], NOW)
    assert (summary.unproven, summary.killed.total) == ((rumour,), 0)
    accepted = replace(rumour, status=IncidentStatus.CONFIRMED)
    assert summarize([accepted], TODAY, None, [], NOW).killed.total == 7


def test_provisional_links_and_held_figures_are_counted_as_waiting() -> None:
    link = Link(1, "post-1", 0, 0.5, LinkStatus.PROVISIONAL)
    incidents = [
        incident(1, ROMNY, on(5), people(1), None, links=(link,)),
        incident(2, IZMAIL, on(5), people(1), None, held=("killed",)),
        incident(3, OKHTYRKA, on(5), people(1), None),
    ]
    assert summarize(incidents, TODAY, None, [], NOW).waiting == 2


def test_an_answer_says_how_many_authorities_it_rests_on_and_when_the_last_spoke() -> None:
    posts = (
        statement("a", 7, ROMNY, on(5), source="one"),
        statement("b", 8, ROMNY, on(5), source="two"),
        statement("c", 6, ROMNY, on(5), authority="police"),
    )
    summary = summarize([incident(1, ROMNY, on(5), None, None, statements=posts)], TODAY, None, [], NOW)
    assert summary.heard == Heard(2, 3, datetime(2026, 3, 5, 8, 20, tzinfo=UTC))


def test_an_area_leaves_other_oblasts_out() -> None:
    summary = summarize([incident(1, IZMAIL, on(5), people(1), None)], TODAY, Place(SUMY), [], NOW)
    assert summary.incidents == ()


def test_a_digest_tells_what_changed_in_what_was_told() -> None:
    first = incident(1, ROMNY, on(4), people(1), people(4))
    second = incident(2, OKHTYRKA, on(4), people(2), None)
    third = incident(3, IZMAIL, on(4), people(0), people(1))
    before = told(summarize([first, second, third], Period.day(date(2026, 3, 4)), None, [], NOW))
    risen = replace(first, killed=people(2), injured=people(3))
    gone = replace(second, status=IncidentStatus.RETRACTED)
    found = changes(before, [risen, gone, third])
    assert found == [Change(ChangeKind.FIGURES, risen, 1, 4), Change(ChangeKind.RETRACTED, gone, 2, None)]


def test_a_change_of_the_children_alone_is_told() -> None:
    before = told(summarize([incident(1, ROMNY, on(4), people(4, children=3), people(5))], FOURTH, None, [], NOW))
    now = incident(1, ROMNY, on(4), people(4, children=1), people(5))
    [change] = changes(before, [now])
    assert (change.killed, change.killed_children) == (4, 3)
    (text,) = render_digest(summarize([], TODAY, None, [], NOW), [change], Edition("uk"))
    assert "Діти (загиблі): 3 → <b>1</b>" in text


def test_the_ledger_of_an_older_version_knows_nothing_of_children() -> None:
    before = told(summarize([incident(1, ROMNY, on(4), people(4), None)], FOURTH, None, [], NOW))
    for line in before["incidents"].values():
        del line["killed_children"], line["injured_children"]
    assert changes(before, [incident(1, ROMNY, on(4), people(4, children=1), None)]) == []


def test_a_change_is_told_days_after_the_incident_left_the_digest() -> None:
    first = incident(1, ROMNY, on(3), people(1), None)
    monday = told(summarize([first], Period.day(date(2026, 3, 3)), None, [], NOW))
    tuesday = told(summarize([], Period.day(date(2026, 3, 4)), None, [], NOW), before=monday)
    risen = replace(first, killed=people(2))
    found = changes(tuesday, [risen])
    assert found == [Change(ChangeKind.FIGURES, risen, 1, None)]
    wednesday = told(summarize([], TODAY, None, [], NOW), found, tuesday)
    assert changes(wednesday, [risen]) == []


def test_figures_of_long_ago_are_forgotten() -> None:
    old = incident(1, ROMNY, on(3, month=1), people(1), None)
    before = told(summarize([old], Period.day(date(2026, 1, 3)), None, [], datetime(2026, 1, 3, 20, tzinfo=UTC)))
    assert told(summarize([], TODAY, None, [], NOW), before=before)["incidents"].keys() == set()


def test_an_older_attack_that_became_known_since_is_told_once() -> None:
    before = told(summarize([], TODAY, None, [], datetime(2026, 3, 4, 6, tzinfo=UTC)))
    late = incident(1, ROMNY, on(1), people(1), None, statements=(statement("p", 9, ROMNY, on(1), day=4),))
    known = incident(2, ROMNY, on(1), people(1), None, statements=(statement("q", 9, ROMNY, on(1), day=2),))
    assert changes(before, [late, known]) == [Change(ChangeKind.ADDED, late)]
    assert changes(before, [late], current=[1]) == []
    assert changes(before, [late, known], fresh=[2]) == [Change(ChangeKind.ADDED, known)]
    assert changes(None, [late, known]) == []


def test_a_figure_told_that_comes_back_is_restored() -> None:
    gone = incident(1, ROMNY, on(4), people(1), None, status=IncidentStatus.DISMISSED)
    back = replace(gone, status=IncidentStatus.REPORTED)
    summary = summarize([], TODAY, None, [], NOW)
    before = told(summary, [Change(ChangeKind.DISMISSED, gone, 1)])
    assert changes(before, [back]) == [Change(ChangeKind.RESTORED, back, 1, None)]


@given(st.lists(st.builds(people, st.none() | st.integers(0, 300)), max_size=8), st.randoms())
def test_a_sum_does_not_depend_on_order_and_lies_in_its_range(tolls: list[Toll], random: object) -> None:
    shuffled = list(tolls)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = add_up(tolls)
    assert found == add_up(shuffled)
    assert found.low <= found.total <= found.high
    assert found.stated + found.vague == len(tolls)
