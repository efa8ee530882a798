"""What a post is: the table of cases, and what must hold whatever the words are."""

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.kinds import Evidence, classify, covers_period
from bot.extract.numbers import find_numbers
from bot.extract.signals import HARMED, STRUCK, Signals, signals
from bot.extract.times import Role, TimeMention, find_times
from bot.extract.tokens import Document, Tokenizer
from bot.lexicon import Lexicon
from bot.model import Kind, Language, Post
from bot.period import KYIV

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "kinds.toml").read_text(encoding="utf-8"))
CASES = [(kind, text) for kind, languages in TABLE.items() for texts in languages.values() for text in texts]
TOKENIZER = Tokenizer({language: Lexicon.load(language) for language in Language})
PUBLISHED = datetime(2025, 3, 12, 9, 0, tzinfo=KYIV)


def document_of(text: str) -> Document:
    return TOKENIZER.document(Post("1", PUBLISHED, text, region="UA53"))


def evidence_of(document: Document) -> Evidence:
    """The evidence that the words alone give, with two places where a period is told."""
    found = signals(document)
    times = find_times(document, find_numbers(document), PUBLISHED)
    period = covers_period(found, times)
    return Evidence(
        places=2 if period else 1,
        oblasts=1,
        casualties=found.count(*HARMED) > 0,
        damage=found.count("damage.harm") > 0,
        strikes=found.count(*STRUCK) > 0,
        period=period,
        age=_age(times),
    )


def _age(times: list[TimeMention]) -> int | None:
    ages = [(PUBLISHED.date() - time.end).days for time in times if time.role is Role.EVENT and time.end is not None]
    return min(ages, default=None)


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text[:50] for _, text in CASES])
def test_a_post_is_of_the_kind_that_its_words_tell(kind: str, text: str) -> None:
    document = document_of(text)
    assert classify(document, evidence_of(document)) == Kind(kind)


def test_a_strike_outside_ukraine_is_no_report() -> None:
    document = document_of("Дрони вдарили по складу, поранено трьох людей, пошкоджено дах.")
    evidence = evidence_of(document)
    assert classify(document, evidence) is Kind.INCIDENT
    assert classify(document, replace(evidence, foreign=True)) is Kind.OTHER


def test_an_old_attack_is_no_report_of_these_days() -> None:
    document = document_of("Ракета влучила в ліцей, загинула жінка, поранено трьох людей.")
    assert classify(document, replace(evidence_of(document), age=300)) is Kind.OTHER


def test_a_post_without_any_place_is_no_report() -> None:
    text = "Дрон влучив у будинок, поранено трьох людей."
    document = TOKENIZER.document(Post("1", PUBLISHED, text))
    evidence = evidence_of(document)
    assert classify(document, evidence) is Kind.INCIDENT
    assert classify(document, replace(evidence, places=0)) is Kind.OTHER


def test_sums_over_several_places_make_a_round_up() -> None:
    document = document_of("Ворог бив по громадах. У Ромнах поранено двох людей, у Гадячі загинула жінка.")
    evidence = replace(evidence_of(document), places=3, totals=True)
    assert classify(document, evidence) is Kind.ROUNDUP


def test_the_head_of_a_post_is_its_first_three_sentences() -> None:
    found = signals(document_of("Зведення.\nУдар по місту. Є поранені люди. Слава Україні разом! Підсумки доби потім."))
    assert found.in_head("roundup.word")
    assert not Signals(found.cues, 0).in_head("roundup.word")


@given(st.text(max_size=200), st.builds(Evidence, st.integers(0, 5), casualties=st.booleans(), totals=st.booleans()))
@settings(max_examples=100, deadline=None)
def test_any_text_with_any_evidence_has_a_kind(text: str, evidence: Evidence) -> None:
    assert classify(document_of(text), evidence) in Kind


@given(st.sampled_from([text for _, text in CASES]))
@settings(max_examples=40, deadline=None)
def test_a_post_in_which_nothing_was_read_is_no_report(text: str) -> None:
    assert classify(document_of(text), Evidence()) in (Kind.ALERT, Kind.OTHER)
