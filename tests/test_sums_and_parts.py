"""What a post tells of an oblast as a whole, and of the towns in it that it counts apart (GUIDE: totals)."""

import pytest

from bot.extract import Reader
from tests.readings import Told, read, summed, told


@pytest.mark.parametrize(
    "text",
    [
        "KYIV (Reuters) – Drones damaged a port in the Izmail district of the Odesa region. Three were hurt.",
        "LVIV, Ukraine (AP) — Drones damaged a port in the Izmail district of the Odesa region. Three were hurt.",
        "КИЇВ. 17 листопада. УКРІНФОРМ. Дрони пошкодили порт в Ізмаїльському районі Одеської області. Троє поранених.",
    ],
)
def test_where_an_agency_wrote_from_is_no_place_of_an_attack_on_a_raion(reader: Reader, text: str) -> None:
    assert [told(report) for report in read(reader, text).reports] == [("Ізмаїльський", "11-17", None, 3)]


def test_a_hromada_in_which_a_town_does_not_lie_is_no_other_place(reader: Reader) -> None:
    text = "Shells hit the village of Zapsillia in Krasnopillia hromada, Sumy Oblast. One man was wounded."
    assert [told(report) for report in read(reader, text).reports] == [("Запсілля", "11-17", None, 1)]


def test_a_second_person_hurt_is_not_dead(reader: Reader) -> None:
    text = "A drone hit a car in Kherson. A second victim was wounded in the leg."
    assert all(report.killed is None for report in read(reader, text).reports)


RECALLED: dict[str, tuple[str, list[Told], list[tuple[str | None, str, int | None, int | None]]]] = {
    "en, attacks across": (
        "A drone hit a bus in Lyman today, wounding a man of 52.\n\n"
        "On Nov. 15, Russian attacks across Donetsk Oblast killed two civilians and wounded five, the governor said.",
        [("Лиман", "11-17", None, 1)],
        [("UA14", "11-15", 2, 5)],
    ),
    "uk, yesterday": (
        "У Лимані сьогодні вранці поранено чоловіка 52 років.\n\n"
        "15 листопада через обстріли Донеччини загинули двоє та були поранені п'ятеро людей.",
        [("Лиман", "11-17", None, 1)],
        [("UA14", "11-15", 2, 5)],
    ),
    "ru, a date": (
        "В Лимане сегодня утром ранен мужчина 52 лет.\n\n"
        "15 ноября из-за обстрелов Донецкой области погибли двое и были ранены пятеро.",
        [("Лиман", "11-17", None, 1)],
        [("UA14", "11-15", 2, 5)],
    ),
    "en, a list of towns": (
        "Drones wounded nine people in Romny, Hlukhiv and Konotop.",
        [],
        [("UA59", "11-17", None, 9)],
    ),
    "uk, a list of towns": (
        "У Ромнах, Глухові та Конотопі внаслідок ударів поранено дев'ять людей.",
        [],
        [("UA59", "11-17", None, 9)],
    ),
}


@pytest.mark.parametrize("case", RECALLED)
def test_what_is_told_of_an_area_beside_an_attack_is_a_sum(reader: Reader, case: str) -> None:
    text, reports, totals = RECALLED[case]
    reading = read(reader, text)
    assert [told(report) for report in reading.reports] == reports
    assert [(t.place.oblast, t.when.end.isoformat()[5:], *summed(t)[2:]) for t in reading.totals] == totals


@pytest.mark.parametrize(
    "text",
    [
        "In Romny drones damaged a library. In Russia's Belgorod region one person was killed, the governor said.",
        "Drones damaged a library in Romny.\n\nA child was wounded in Rostov region, its governor said.",
        "У Ромнах пошкоджено бібліотеку внаслідок удару дрона.\n\nУ Курській області загинула людина.",
        "Drones damaged a library in Romny at 02:20 Kyiv time.",
        "Drones damaged a library in Romny.\n(Photo: A house where two people died on March 2, 2025, in Hlukhiv)",
        "Drones damaged a library in Romny.\n\nCaption: A house where two people died on March 2, 2025, in Hlukhiv",
        "Drones damaged a library in Romny.\nTwo people died in Hlukhiv on March 2, 2025. (Ivan Koval/Telegram)",
    ],
)
def test_harm_abroad_and_under_pictures_is_none_of_a_post(reader: Reader, text: str) -> None:
    assert [told(report) for report in read(reader, text).reports] == [("Ромни", "11-17", None, None)]


def test_citizens_of_other_countries_are_hurt_where_the_attack_was(reader: Reader) -> None:
    text = "A missile hit a ship in Odesa. Two citizens of Turkey were wounded."
    assert [told(report) for report in read(reader, text).reports] == [("Одеса", "11-17", None, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "ДОНЕЧЧИНА. За добу загинула одна людина (в Лимані), шестеро поранені.\n\nСУМЩИНА. В Охтирці тихо.",
        "ДОНЕЦКАЯ ОБЛАСТЬ. За сутки погиб один человек (в Лимане), шестеро ранены.\n\nСУМСКАЯ ОБЛАСТЬ. В Ахтырке тихо.",
        "DONETSK OBLAST. Over the past day one person was killed (in Lyman), six were wounded.\n\nSUMY OBLAST. Quiet.",
    ],
)
def test_a_town_in_brackets_is_where_one_of_the_oblast_of_a_heading_was_killed(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert [told(report)[::2] for report in reading.reports] == [("Лиман", 1)]
    assert [
        (total.killed and total.killed.total, total.injured and total.injured.total) for total in reading.totals
    ] == [(1, 6)]
