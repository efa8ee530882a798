"""What an introduction tells of the places below it, and what a round-up tells of its whole area."""

import pytest

from bot.extract import Reader
from bot.model import WeaponType
from tests.readings import read

ARMED = {
    "a wave over an area (uk)": (
        "Полтавська область. Наслідки атаки\n\nВночі ворог тероризував область «шахедами».\n🔹 Лубни: поранено "
        "чоловіка.\n🔹 Гадяч: пошкоджено школу.\n🔹 Миргород: горів склад.",
        [["strike_drone"]] * 3,
    ),
    "a wave over an area (ru)": (
        "Полтавская область. Последствия атаки\n\nНочью враг атаковал область «шахедами».\n🔹 Лубны: ранен мужчина.\n"
        "🔹 Гадяч: повреждена школа.\n🔹 Миргород: горел склад.",
        [["strike_drone"]] * 3,
    ),
    "a wave over an area (en)": (
        "Poltava region. Consequences of the attack\n\nAt night the enemy attacked the region with Shaheds.\n🔹 "
        "Lubny: a man was wounded.\n🔹 Hadiach: a school was damaged.\n🔹 Myrhorod: a warehouse burned.",
        [["strike_drone"]] * 3,
    ),
    "another day (uk)": (
        "Удар по Ромнах\n\nСьогодні «шахед» упав біля школи в Ромнах. Поранено двох.\n\n19 жовтня дрон уже бив по "
        "Ромнах, тоді поранило жінку.",
        [["strike_drone"], ["drone"]],
    ),
    "another day (ru)": (
        "Удар по Ромнам\n\nСегодня «Герань-2» упала возле школы в Ромнах. Ранены двое.\n\n19 октября дрон уже бил по "
        "Ромнам, тогда ранило женщину.",
        [["strike_drone"], ["drone"]],
    ),
    "another day (en)": (
        "Strike on Romny\n\nToday a Shahed fell near a school in Romny. Two people were wounded.\n\nOn Oct. 19 a drone "
        "already hit Romny, wounding a woman.",
        [["strike_drone"], ["drone"]],
    ),
    "a sum over a period": (
        "За добу по Полтавській області зафіксовано 30 ударів FPV-дронами.\n\nУ Лубнах поранено чоловіка.\n\nУ "
        "Гадячі пошкоджено школу.\n\nУ Миргороді горів склад.",
        [[], [], []],
    ),
    "what a general word means (uk)": (
        "Уночі росіяни атакували Полтавську область «Геранями» та ракетами Х-101. У Лубнах уламки дрона поранили "
        "жінку. У Гадячі ракета пошкодила школу.",
        [["strike_drone"], ["cruise_missile"]],
    ),
    "what a general word means (ru)": (
        "Ночью россияне атаковали Полтавскую область «Геранями» и ракетами Х-101. В Лубнах обломки дрона ранили "
        "женщину. В Гадяче ракета повредила школу.",
        [["strike_drone"], ["cruise_missile"]],
    ),
    "what a general word means (en)": (
        "At night Russians attacked Poltava region with Shaheds and Kh-101 missiles. In Lubny debris of a drone "
        "wounded a woman. In Hadiach a missile damaged a school.",
        [["strike_drone"], ["cruise_missile"]],
    ),
    "a lead that counts an oblast's people (uk)": (
        "Дрони атакували Полтавську область, двоє загиблих, четверо поранених.\n\nУ Лубнах загинула жінка.\n\nУ "
        "Гадячі поранено двох людей.",
        [["drone"]] * 2,
    ),
    "a lead that counts an oblast's people (ru)": (
        "Дроны атаковали Полтавскую область, двое погибших, четверо раненых.\n\nВ Лубнах погибла женщина.\n\nВ "
        "Гадяче ранены два человека.",
        [["drone"]] * 2,
    ),
    "a lead that counts an oblast's people (en)": (
        "Drones attacked Poltava Oblast, killing two people and injuring four.\n\nIn Lubny a woman was killed.\n\nIn "
        "Hadiach two people were wounded.",
        [["drone"]] * 2,
    ),
    "several weapons": (
        "Вночі росіяни вдарили дронами та ракетами по Полтавській області. У Лубнах поранено чоловіка. У Гадячі "
        "пошкоджено школу.",
        [[], []],
    ),
}
"""What arms the places below: the text, and the weapons of each of its incidents."""


@pytest.mark.parametrize("case", ARMED)
def test_an_introduction_arms_the_places_below_it_or_none(reader: Reader, case: str) -> None:
    text, weapons = ARMED[case]
    reports = read(reader, text).reports
    assert [sorted(weapon.type for weapon in report.weapons) for report in reports] == weapons


WAVES = {
    "uk": "О 08:15 росіяни вдарили дронами по громадах Нікопольщини. У Марганці поранено чоловіка. У Покровській "
    "громаді "
    "пошкоджено два будинки. У Нікополі загинула жінка.",
    "ru": "В 8:15 россияне ударили дронами по Никопольскому району. В Марганце ранен мужчина. В Никополе погибла "
    "женщина.",
    "en": "At 8:15 Russians struck Nikopol district with drones. In Marhanets a man was wounded. In Nikopol a "
    "woman was "
    "killed.",
}


@pytest.mark.parametrize("language", WAVES)
def test_a_wave_with_one_weapon_lends_it_and_its_hour_to_the_places_below(reader: Reader, language: str) -> None:
    reports = read(reader, WAVES[language]).reports
    assert len(reports) > 1
    assert {report.when.time for report in reports} == {"08:15"}
    assert all([weapon.type for weapon in report.weapons] == [WeaponType.DRONE] for report in reports)


HOURS = {
    "uk": "17 листопада близько 02:40 дрони атакували Лубенський район. У Лубнах пошкоджено школу.\n\nУ Хоролі нікого "
    "не поранено.",
    "ru": "17 ноября около 02:40 дроны били по Лубенскому району. В Лубнах повреждена школа.\n\nВ Хороле раненых нет.",
    "en": "On November 17 at about 02:40 drones attacked Lubny district. In Lubny a school was damaged.\n\nIn Khorol "
    "nobody was wounded.",
}


@pytest.mark.parametrize("language", HOURS)
def test_a_dated_introduction_tells_the_hour_of_its_places(reader: Reader, language: str) -> None:
    reports = read(reader, HOURS[language], "UA53").reports
    assert [report.when.time for report in reports] == ["02:40", "02:40"]
