"""Readings and incidents written as JSON and read back."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codec import (
    from_text,
    incident_from_json,
    incident_to_json,
    reading_from_json,
    reading_to_json,
    reasons_from_text,
    reasons_to_text,
    to_text,
)
from bot.model import (
    Bound,
    Damage,
    DamageObject,
    Doubt,
    DoubtReason,
    Figure,
    Incident,
    Kind,
    Outcome,
    Person,
    Place,
    Reading,
    Reason,
    Report,
    Sex,
    Span,
    Toll,
    Weapon,
    WeaponType,
    When,
)

WORDS = st.text(max_size=8)
COUNTS = st.none() | st.integers(0, 500)
DAYS = st.dates(date(2022, 1, 1), date(2030, 1, 1))
SPANS = st.lists(st.builds(Span, st.integers(0, 50), st.integers(50, 90)), max_size=2).map(tuple)
WHENS = st.tuples(DAYS, DAYS).map(lambda days: When(min(days), max(days)))
PLACES = st.builds(Place, st.none() | st.just("UA59"), districts=st.lists(WORDS, max_size=2).map(tuple), spans=SPANS)
FIGURES = st.none() | st.builds(Figure, COUNTS, COUNTS, st.sampled_from(Bound), COUNTS, st.none() | WORDS, SPANS)
REPORTS = st.builds(
    Report,
    PLACES,
    WHENS,
    weapons=st.lists(st.builds(Weapon, st.sampled_from(WeaponType), COUNTS, SPANS), max_size=2).map(tuple),
    killed=FIGURES,
    injured=FIGURES,
    people=st.lists(
        st.builds(Person, st.sampled_from(Outcome), COUNTS, st.none() | st.sampled_from(Sex), SPANS), max_size=2
    ).map(tuple),
    damage=st.lists(st.builds(Damage, st.sampled_from(DamageObject), COUNTS, SPANS), max_size=2).map(tuple),
    doubts=st.lists(
        st.builds(Doubt, WORDS, st.sampled_from(DoubtReason), st.lists(WORDS, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    spans=SPANS,
    preliminary=st.booleans(),
    recap=st.booleans(),
    correction=st.booleans(),
    final=st.booleans(),
    withdrawn=st.booleans(),
    death_of_injured=st.booleans(),
)
READINGS = st.builds(Reading, st.sampled_from(Kind), st.lists(REPORTS, max_size=2).map(tuple))


@settings(max_examples=60, deadline=None)
@given(READINGS)
def test_a_reading_survives_being_written(reading: Reading) -> None:
    assert reading_from_json(from_text(to_text(reading_to_json(reading)))) == reading


@settings(max_examples=40, deadline=None)
@given(PLACES, WHENS, st.none() | st.builds(Toll, COUNTS, COUNTS, COUNTS, COUNTS, st.sampled_from(Bound)))
def test_an_incident_survives_being_written(place: Place, when: When, killed: Toll | None) -> None:
    incident = Incident(7, place, when, killed=killed, held=("killed",))
    assert incident_from_json(from_text(to_text(incident_to_json(incident)))) == incident


def test_a_bare_object_of_the_contract_is_read() -> None:
    bare = {
        "kind": "incident",
        "incidents": [
            {"place": {"oblast": "UA48"}, "when": {"from": "2025-03-04", "to": "2025-03-05"}, "killed": None}
        ],
    }
    [report] = reading_from_json(bare).reports
    assert (report.place, report.when) == (Place("UA48"), When(date(2025, 3, 4), date(2025, 3, 5)))


def test_reasons_survive_being_written() -> None:
    reasons = (Reason("place", 2.5, "same_settlement", ("Ізюм",)), Reason("day", -1.0, "a day apart"))
    assert reasons_from_text(reasons_to_text(reasons)) == reasons
