"""Which facts belong together: scenes, round-ups, sums and their breakdowns, read from whole posts."""

from datetime import datetime

import pytest

from bot.extract import Reader
from bot.model import Figure, Kind, Post, Reading, Report, Total

PUBLISHED = datetime.fromisoformat("2025-11-17T10:00:00+02:00")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, text: str, region: str | None = None) -> Reading:
    return reader(Post("p", PUBLISHED, text, None, region))


def number(figure: Figure | None) -> int | None:
    return figure.total if figure else None


def told(report: Report) -> tuple[str | None, str, int | None, int | None]:
    place = report.place.settlement or report.place.raion or report.place.oblast
    return place, report.when.end.isoformat()[5:], number(report.killed), number(report.injured)


def summed(total: Total) -> tuple[str | None, str | None, int | None, int | None]:
    return total.place.oblast, total.place.raion, number(total.killed), number(total.injured)


INCIDENTS = {
    "two towns, each with its own people": (
        "Вночі 17 листопада росіяни вдарили дронами. У Лозовій поранено двох людей. У Балаклії загинула жінка.",
        [("Лозова", "11-17", None, 2), ("Балаклія", "11-17", 1, None)],
    ),
    "a recap of another day is an incident of its own": (
        "16 листопада дрон влучив у будинок у Чугуєві, поранено двох людей. Нагадаємо, 10 листопада в Чугуєві від "
        "удару КАБ загинув чоловік.",
        [("Чугуїв", "11-16", None, 2), ("Чугуїв", "11-10", 1, None)],
    ),
    "a night of another date is an attack of its own, though a body was found in it": (
        "6 ноября FPV-дрон попал в Дружковке в машину, ранены двое. В ночь на 12 ноября две авиабомбы разрушили "
        "здесь пятиэтажку: под завалами нашли тело женщины.",
        [("Дружківка", "11-06", None, 2), ("Дружківка", "11-12", 1, None)],
    ),
    "a body found later is of the attack and not of today": (
        "Унаслідок обстрілу Комишувахи 15 листопада загинула жінка. Сьогодні під завалами знайшли тіло її чоловіка.",
        [("Комишуваха", "11-15", 2, None)],
    ),
    "people counted one in each of two towns": (
        "За добу в Донецькій області загинули двоє людей – по одному в Лимані та в Дружківці.",
        [("Лиман", "11-17", 1, None), ("Дружківка", "11-17", 1, None)],
    ),
    "a raion's bullet with a strike of its own is no sum": (
        "Київщина! Ворог атакує дронами. Вже є наслідки в двох районах:\n"
        "▪️Броварський: у Погребах загинула жінка 64 років.\n"
        "▪️Вишгородський: уламки впали на відкриту територію, ніхто не постраждав.",
        [("Погреби", "11-17", 1, None), ("Вишгородський", "11-17", 0, 0)],
    ),
}


@pytest.mark.parametrize("case", INCIDENTS)
def test_a_post_is_cut_into_its_attacks(reader: Reader, case: str) -> None:
    text, expected = INCIDENTS[case]
    assert [told(report) for report in read(reader, text).reports] == expected


TOTALS = {
    "a day over an oblast": (
        "За минулу добу на Сумщині загинула одна людина, ще семеро поранені.\nУ Білопіллі FPV-дрон поранив чоловіка 40 "
        "років.\nУ Шостці пошкоджено школу.",
        [("UA59", None, 1, 7)],
    ),
    "an oblast's sum after its towns is the oblast's": (
        "Сутки в Украине: где били и сколько пострадавших\nЗа минувшие сутки под ударами были три области.\n"
        "▪️ Харьковская область. В Боровой погиб мужчина 47 лет. Всего по области – один "
        "погибший и семеро раненых.\n▪️ Сумская область. Ранены трое жителей.\n▪️ Херсонская область. Ранены пятеро.",
        [("UA63", None, 1, 7), ("UA59", None, None, 3), ("UA65", None, None, 5)],
    ),
    "the whole that a sentence breaks down": (
        "За добу в Донецькій області загинули двоє людей – по одному в Лимані та в Дружківці.",
        [("UA14", None, 2, None)],
    ),
    "a raion with its centre in brackets": (
        "Week in the Kharkiv region (November 10-16)\n68 settlements were under the strikes of the enemy. The "
        "consequences: 4 dead, 19 wounded.\nBy districts:\n"
        "— Izium: 1 dead, 7 wounded;\n— Kharkiv (with the regional centre): 3 dead, 12 wounded.",
        [("UA63", None, 4, 19), ("UA63", "Ізюмський", 1, 7), ("UA63", "Харківський", 3, 12)],
    ),
    "no sum where one attack is told": (
        "Four hurt as drones hunt a crew in Kupiansk district\nRussian FPV drones attacked a police crew near "
        "Hrushivka on November 16, wounding four people.",
        [],
    ),
}


@pytest.mark.parametrize("case", TOTALS)
def test_the_sums_of_a_post_are_told_apart_from_its_attacks(reader: Reader, case: str) -> None:
    text, expected = TOTALS[case]
    assert [summed(total) for total in read(reader, text).totals] == expected


def test_oblasts_as_headings_make_a_round_up(reader: Reader) -> None:
    text = (
        "Вночі 17 листопада ворог атакував енергетику дронами.\n\nОдещина. Пошкоджено дві підстанції в Ізмаїлі.\n\n"
        "Чернігівщина. У Ніжині дрон поранив двох людей.\n\nПолтавщина. Ракета пошкодила школу в Лубнах."
    )
    assert read(reader, text).kind is Kind.ROUNDUP
