"""What a post tells of an oblast as a whole, and of the towns in it that it counts apart (GUIDE: totals)."""

import pytest

from bot.extract import Reader
from tests.readings import Told, read, summed, told

PARTS: dict[str, tuple[str, list[Told], list[tuple[str | None, int | None, int | None]]]] = {
    "uk, of them": (
        "На Херсонщині поранено вісьмох людей, з них п'ятеро у Бериславі.",
        [("Берислав", "11-17", None, 5)],
        [("UA65", None, 8)],
    ),
    "ru, of them": (
        "В Херсонской области ранены восемь человек, из них пятеро в Бериславе.",
        [("Берислав", "11-17", None, 5)],
        [("UA65", None, 8)],
    ),
    "en, of them": (
        "Eight people were wounded in Sumy Oblast, five of them in the city of Konotop.",
        [("Конотоп", "11-17", None, 5)],
        [("UA59", None, 8)],
    ),
    "en, where": (
        "In Sumy Oblast, eight people were wounded in six settlements, including Konotop, where five were hurt.",
        [("Конотоп", "11-17", None, 5)],
        [("UA59", None, 8)],
    ),
    "uk, where": (
        "На Сумщині поранено вісьмох людей, зокрема у Конотопі – п'ятеро.",
        [("Конотоп", "11-17", None, 5)],
        [("UA59", None, 8)],
    ),
    "en, in the next sentence": (
        "In Sumy Oblast, Russian attacks killed one person and injured eight others, including two children. "
        "Six were hurt in Konotop.",
        [("Конотоп", "11-17", None, 6)],
        [("UA59", 1, 8)],
    ),
    "uk, in the next sentence": (
        "На Сумщині поранено вісьмох людей. У Конотопі безпілотник поранив шістьох.",
        [("Конотоп", "11-17", None, 6)],
        [("UA59", None, 8)],
    ),
    "ru, in the next sentence": (
        "В Сумской области ранены восемь человек. В Конотопе беспилотник ранил шестерых.",
        [("Конотоп", "11-17", None, 6)],
        [("UA59", None, 8)],
    ),
    "one of the attack's own people": (
        "Two people were wounded in a drone attack on the Odesa region. Drones hit Chornomorsk. "
        "One woman is in a serious condition.",
        [("Чорноморськ", "11-17", None, 2)],
        [],
    ),
    "another raion": (
        "In Sumy Oblast, two people were injured in Konotop. Three more were hurt in the Okhtyrka district.",
        [("Конотоп", "11-17", None, 2), ("Охтирський", "11-17", None, 3)],
        [],
    ),
    "both of an age": (
        "A missile hit Lyman. Two women, both in their 70s, died in Lyman.",
        [("Лиман", "11-17", 2, None)],
        [],
    ),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_part_in_a_town_is_no_sum_of_its_oblast(reader: Reader, case: str) -> None:
    text, reports, totals = PARTS[case]
    reading = read(reader, text)
    assert [told(report) for report in reading.reports] == reports
    assert [(area, killed, injured) for area, _, killed, injured in map(summed, reading.totals)] == totals


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
