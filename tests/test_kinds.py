"""What a post is: the table of cases, and what must hold whatever the words are."""

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.kinds import Evidence, classify
from bot.extract.reader import Reader
from bot.extract.signals import Signals, signals
from bot.extract.tokens import Document, Tokenizer
from bot.lexicon import Lexicon
from bot.model import Kind, Language, Post
from bot.period import KYIV

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "kinds.toml").read_text(encoding="utf-8"))
CASES = [(kind, text) for kind, languages in TABLE.items() for texts in languages.values() for text in texts]
READER = Reader.load()
TOKENIZER = Tokenizer({language: Lexicon.load(language) for language in Language})
PUBLISHED = datetime(2025, 3, 12, 9, 0, tzinfo=KYIV)
SEEN = Evidence(places=1, oblasts=1, casualties=True, damage=True, strikes=True, age=0, scenes=1, named=1)


def document_of(text: str) -> Document:
    return TOKENIZER.document(Post("1", PUBLISHED, text, region="UA53"))


def told_in(text: str) -> Signals:
    return signals(document_of(text))


def kind_of(document: Document, evidence: Evidence) -> Kind:
    facts = frozenset({0} if document.sentences else ())
    return classify(document, signals(document, facts), evidence)


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text[:50] for _, text in CASES])
def test_a_post_is_of_the_kind_that_its_words_tell(kind: str, text: str) -> None:
    assert READER(Post("1", PUBLISHED, text, region="UA53")).kind == Kind(kind)


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text[:50] for _, text in CASES])
def test_only_reports_have_incidents_or_totals(kind: str, text: str) -> None:
    reading = READER(Post("1", PUBLISHED, text, region="UA53"))
    assert bool(reading.reports or reading.totals) == (Kind(kind) not in (Kind.ALERT, Kind.OTHER))


def test_a_strike_outside_ukraine_is_no_report() -> None:
    document = document_of("Дрони вдарили по складу, поранено трьох людей, пошкоджено дах.")
    assert kind_of(document, SEEN) is Kind.INCIDENT
    assert kind_of(document, replace(SEEN, foreign=True)) is Kind.OTHER


def test_an_old_attack_is_no_report_of_these_days() -> None:
    document = document_of("Ракета влучила в ліцей, загинула жінка, поранено трьох людей.")
    assert kind_of(document, replace(SEEN, age=300)) is Kind.OTHER


def test_a_post_without_any_place_is_no_report() -> None:
    document = TOKENIZER.document(Post("1", PUBLISHED, "Дрон влучив у будинок, поранено трьох людей."))
    assert kind_of(document, SEEN) is Kind.INCIDENT
    assert kind_of(document, replace(SEEN, places=0, named=0)) is Kind.OTHER


def test_a_long_account_of_a_strike_alone_needs_no_place() -> None:
    text = "Дрон влучив у потяг. Поранено машиніста, 51 рік. Пошкоджено локомотив і два вагони."
    document = TOKENIZER.document(Post("1", PUBLISHED, text))
    assert kind_of(document, replace(SEEN, places=0, named=0)) is Kind.INCIDENT


def test_sums_over_several_places_make_a_round_up() -> None:
    document = document_of("Ворог бив дронами. У Ромнах поранено двох людей, у Гадячі загинула жінка.")
    assert kind_of(document, replace(SEEN, places=3, named=3, totals=True)) is Kind.ROUNDUP
    assert kind_of(document, replace(SEEN, places=3, named=3)) is Kind.INCIDENT


def test_a_period_over_one_town_makes_no_round_up() -> None:
    document = document_of("За добу по Гадячу били двічі: поранено двох людей, пошкоджено школу.")
    assert kind_of(document, replace(SEEN, period=True, named=4, places=3)) is Kind.ROUNDUP
    assert kind_of(document, replace(SEEN, period=True)) is Kind.INCIDENT


def test_a_sentence_about_old_times_tells_no_news() -> None:
    assert told_in("Снаряд влучив у школу, поранено двох людей.").told == 1
    assert told_in("Торік снаряд влучив у школу, поранено двох людей.").told == 0
    assert told_in("Снаряд влучив у школу у 2022 році, поранено двох людей.").told == 0
    assert told_in("Снаряд влучив у школу, поранено хлопця 2014 року народження.").told == 1


def test_words_of_other_topics_before_the_news_are_its_preface() -> None:
    found = told_in("Уряд ухвалив бюджет і тарифи. Дрон влучив у дах, поранено двох людей. Парламент чекає на закон.")
    assert (found.told, found.lead, found.preface) == (1, 1, 2)
    assert found.topics > found.preface


def test_the_head_of_a_post_is_its_first_three_sentences() -> None:
    found = told_in("Зведення.\nУдар по місту. Є поранені люди. Слава Україні разом! Підсумки доби потім.")
    assert found.in_head("roundup.word")
    assert not Signals(found.cues, 0).in_head("roundup.word")


@given(st.text(max_size=200), st.builds(Evidence, st.integers(0, 5), casualties=st.booleans(), totals=st.booleans()))
@settings(max_examples=100, deadline=None)
def test_any_text_with_any_evidence_has_a_kind(text: str, evidence: Evidence) -> None:
    assert kind_of(document_of(text), evidence) in Kind


@given(st.sampled_from([text for _, text in CASES]))
@settings(max_examples=40, deadline=None)
def test_a_post_in_which_nothing_was_read_is_no_report(text: str) -> None:
    assert kind_of(document_of(text), Evidence()) in (Kind.ALERT, Kind.OTHER)
