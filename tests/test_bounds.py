"""No figure of an incident is above the sum that holds it."""

from datetime import date

from bot.extract.sums.bounds import within_sums
from bot.model import Bound, Doubt, DoubtReason, Figure, Outcome, Person, Place, Report, Total, When

DAY = When(date(2025, 11, 16), date(2025, 11, 16))
PERIOD = When(date(2025, 11, 16), date(2025, 11, 17))
TOWN = Place("UA65", "Херсонський", "Херсон")


def test_a_figure_above_the_sum_of_its_area_and_days_is_told_as_a_doubt() -> None:
    report = Report(TOWN, DAY, killed=Figure(23), injured=Figure(6))
    (kept,) = within_sums((report,), [Total(Place("UA65"), PERIOD, Figure(1), Figure(6))])
    assert (kept.killed, kept.injured) == (None, Figure(6))
    assert kept.doubts == (Doubt("killed", DoubtReason.FIGURES_DIFFER, ("23", "1")),)


def test_a_sum_of_other_days_another_area_or_of_more_bounds_nothing() -> None:
    report = Report(TOWN, DAY, killed=Figure(23))
    other_day = When(date(2025, 11, 14), date(2025, 11, 14))
    sums = [
        Total(Place("UA65"), other_day, Figure(1)),
        Total(Place("UA63"), PERIOD, Figure(1)),
        Total(Place("UA65", "Бериславський"), PERIOD, Figure(1)),
        Total(Place("UA65"), PERIOD, Figure(1, bound=Bound.AT_LEAST)),
    ]
    assert within_sums((report,), sums) == (report,)


def test_people_told_one_by_one_bear_a_figure_out() -> None:
    people = (Person(Outcome.KILLED, 61), Person(Outcome.KILLED, 40))
    report = Report(TOWN, DAY, killed=Figure(2), people=people)
    assert within_sums((report,), [Total(Place("UA65"), PERIOD, Figure(1))]) == (report,)
