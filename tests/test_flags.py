"""What a post says of its own figures."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.kinds.flags import Flags, report_flags
from tests.readings import document_of

NONE = Flags()
PRELIMINARY = Flags(preliminary=True)
CASES = [
    ("Дрон влучив у дах, поранено двох людей.", NONE),
    ("Попередньо, поранено двох людей.", PRELIMINARY),
    ("За попередньою інформацією, ніхто не постраждав.", PRELIMINARY),
    ("Кількість постраждалих уточнюється.", PRELIMINARY),
    ("Дані про загиблих з'ясовуються.", PRELIMINARY),
    ("Під завалами можуть бути люди, пошук триває.", PRELIMINARY),
    ("Розбір завалів триває, троє не виходять на зв'язок.", PRELIMINARY),
    ("Чотири дрони (тип встановлюється) впали на околиці.", NONE),
    ("Пошукову операцію завершено. Загинули п'ятеро людей.", Flags(final=True)),
    ("Уточнено кількість загиблих: їх троє.", Flags(correction=True)),
    ("Інформація про влучання не підтвердилася.", Flags(withdrawn=True)),
    ("Інформація про загиблих не підтвердилася.", Flags(correction=True)),
    ("Чутки про скасування іспитів не відповідають дійсності.", NONE),
    ("Повідомляли про приліт у Лохвиці. Інформація не відповідає дійсності.", Flags(withdrawn=True)),
    ("Нагадаємо, 9 березня дрон влучив у ліцей.", Flags(recap=True)),
    ("По предварительным данным, ранены трое жителей.", PRELIMINARY),
    ("Поиски продолжаются, есть раненые.", PRELIMINARY),
    ("Количество пострадавших уточняется, выбиты окна.", PRELIMINARY),
    ("Спасательная операция завершена, это были трудные сутки.", Flags(final=True)),
    ("Информация об ударе не подтвердилась, объявлен отбой.", Flags(withdrawn=True)),
    ("Preliminarily, two people were wounded.", PRELIMINARY),
    ("The number of victims is being clarified.", PRELIMINARY),
    ("Rescue work continues, people may be under the rubble.", PRELIMINARY),
    ("The search operation has been completed.", Flags(final=True)),
    ("The report of a strike was not confirmed.", Flags(withdrawn=True)),
    ("Two people were wounded in the strike.", NONE),
    ("Уточнено число погибших: трое.", Flags(correction=True)),
    ("Correction: three people were killed.", Flags(correction=True)),
    ("Напомним, 9 марта дрон попал в лицей.", Flags(recap=True)),
    ("As a reminder, on March 9 a drone hit a school.", Flags(recap=True)),
]


def flags_of(text: str) -> Flags:
    document = document_of(text, datetime(2025, 3, 12, tzinfo=UTC))
    return report_flags(document, 0, len(document.tokens))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_a_text_tells_how_firm_its_figures_are(text: str, expected: Flags) -> None:
    assert flags_of(text) == expected


def test_a_short_sentence_about_all_data_counts_for_each_report() -> None:
    text = "У Лубнах поранено двох людей. У Гадячі зруйновано дах. Дані уточнюються."
    document = document_of(text, datetime(2025, 3, 12, tzinfo=UTC))
    first, end = document.sentences[0]
    assert report_flags(document, first, end).preliminary


def test_a_flag_outside_the_range_counts_not() -> None:
    text = "У Лубнах поранено двох людей.\nУ Гадячі, попередньо, троє постраждалих."
    document = document_of(text, datetime(2025, 3, 12, tzinfo=UTC))
    first, end = document.sentences[0]
    assert report_flags(document, first, end) == NONE


@given(st.lists(st.sampled_from([text for text, _ in CASES]), min_size=1, max_size=5).map(" ".join), st.data())
@settings(max_examples=80, deadline=None)
def test_some_sentences_of_a_text_have_no_flag_that_the_whole_has_not(text: str, data: st.DataObject) -> None:
    document = document_of(text)
    first = data.draw(st.integers(0, len(document.sentences) - 1))
    last = data.draw(st.integers(first, len(document.sentences) - 1))
    part = report_flags(document, document.sentences[first][0], document.sentences[last][1])
    whole = report_flags(document, 0, len(document.tokens))
    assert all(getattr(whole, one.name) for one in fields(Flags) if getattr(part, one.name))
