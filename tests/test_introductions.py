"""What an introduction tells of the places below it, and what a round-up tells of its whole area."""

import pytest

from bot.extract import Reader
from bot.model import Reading
from tests.readings import read


def weapons(reading: Reading) -> list[list[str]]:
    return [sorted(weapon.type for weapon in report.weapons) for report in reading.reports]


WAVES = {
    "uk": "Полтавська область. Наслідки атаки\n\nВночі ворог тероризував область «шахедами».\n"
    "🔹 Лубни: поранено чоловіка.\n🔹 Гадяч: пошкоджено школу.\n🔹 Миргород: горів склад.",
    "ru": "Полтавская область. Последствия атаки\n\nНочью враг атаковал область «шахедами».\n"
    "🔹 Лубны: ранен мужчина.\n🔹 Гадяч: повреждена школа.\n🔹 Миргород: горел склад.",
    "en": "Poltava region. Consequences of the attack\n\nAt night the enemy attacked the region with Shaheds.\n"
    "🔹 Lubny: a man was wounded.\n🔹 Hadiach: a school was damaged.\n🔹 Myrhorod: a warehouse burned.",
}


@pytest.mark.parametrize("language", WAVES)
def test_one_wave_over_an_area_arms_the_places_of_its_list(reader: Reader, language: str) -> None:
    assert weapons(read(reader, WAVES[language])) == [["strike_drone"]] * 3


def test_a_sum_over_a_period_arms_no_place(reader: Reader) -> None:
    text = "За добу по Полтавській області зафіксовано 30 ударів FPV-дронами.\n\nУ Лубнах поранено чоловіка.\n\n"
    assert weapons(read(reader, text + "У Гадячі пошкоджено школу.\n\nУ Миргороді горів склад.")) == [[], [], []]


GENERAL = {
    "uk": "Уночі росіяни атакували Полтавську область «Геранями» та ракетами Х-101. У Лубнах уламки дрона "
    "поранили жінку. У Гадячі ракета пошкодила школу.",
    "ru": "Ночью россияне атаковали Полтавскую область «Геранями» и ракетами Х-101. В Лубнах обломки дрона ранили "
    "женщину. В Гадяче ракета повредила школу.",
    "en": "At night Russians attacked Poltava region with Shaheds and Kh-101 missiles. In Lubny debris of a drone "
    "wounded a woman. In Hadiach a missile damaged a school.",
}


@pytest.mark.parametrize("language", GENERAL)
def test_an_introduction_tells_what_a_general_word_means(reader: Reader, language: str) -> None:
    assert weapons(read(reader, GENERAL[language])) == [["strike_drone"], ["cruise_missile"]]


AREAS = {
    "uk": "За добу на Херсонщині під вогнем були Антонівка, Садове, Берислав.\n\nПошкоджено 5 багатоповерхівок та 20 "
    "приватних будинків.\n\nУ Бериславі дрон скинув гранату на чоловіка, він поранений.",
    "ru": "За сутки в Херсонской области под огнём были Антоновка, Садовое, Берислав.\n\nПовреждены 5 многоэтажек и 20 "
    "частных домов.\n\nВ Бериславе дрон сбросил гранату на мужчину, он ранен.",
    "en": "Over the past day Antonivka, Sadove and Beryslav in Kherson region came under fire.\n\nDamaged are 5 "
    "high-rise and 20 private houses.\n\nIn Beryslav a drone dropped a grenade on a man, he was wounded.",
}


@pytest.mark.parametrize("language", AREAS)
def test_damage_over_an_area_is_of_none_of_its_places(reader: Reader, language: str) -> None:
    reports = read(reader, AREAS[language]).reports
    assert [list(report.damage) for report in reports] == [[]]


def test_damage_below_the_heading_of_a_place_is_its_own(reader: Reader) -> None:
    text = "Ситуація на Харківщині за добу\n\n📍 Ізюм\n\nПошкоджено 3 хати.\n\n📍 Балаклія\n\nПоранено двох людей."
    first = read(reader, text).reports[0]
    assert [(one.object, one.count) for one in first.damage] == [("private_house", 3)]


def test_houses_of_several_districts_add_up(reader: Reader) -> None:
    text = "Атака на Київ. У Солом'янському районі горів дах п'ятиповерхівки. У Дніпровському влучання у висотку."
    assert [[one.count for one in report.damage] for report in read(reader, text).reports] == [[2]]


LEADS = {
    "uk": "Дрони атакували Полтавську область, двоє загиблих, четверо поранених.\n\nУ Лубнах загинула жінка.\n\n"
    "У Гадячі поранено двох людей.",
    "ru": "Дроны атаковали Полтавскую область, двое погибших, четверо раненых.\n\nВ Лубнах погибла женщина.\n\n"
    "В Гадяче ранены два человека.",
    "en": "Drones attacked Poltava Oblast, killing two people and injuring four.\n\nIn Lubny a woman was killed.\n\n"
    "In Hadiach two people were wounded.",
}


@pytest.mark.parametrize("language", LEADS)
def test_a_lead_that_counts_an_oblasts_people_arms_its_towns(reader: Reader, language: str) -> None:
    assert weapons(read(reader, LEADS[language])) == [["drone"]] * 2


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
