"""Posts that tell of several places at once: towns side by side, districts, and the damage of each."""

import pytest

from bot.extract import Reader
from tests.readings import read, told


def test_one_each_is_told_of_the_towns_behind_it_only(reader: Reader) -> None:
    text = "За сутки в области: двое погибших в Купянске, по одному раненому в Изюме и Чугуеве."
    killed = [(told(one)[0], told(one)[2]) for one in read(reader, text).reports]
    assert ("Куп'янськ", 2) in killed


DAMAGED_AREAS = {
    "uk": "За добу на Херсонщині під вогнем були Антонівка, Садове, Берислав.\n\nПошкоджено 5 багатоповерхівок та 20 "
    "приватних будинків.\n\nУ Бериславі дрон скинув гранату на чоловіка, він поранений.",
    "ru": "За сутки в Херсонской области под огнём были Антоновка, Садовое, Берислав.\n\nПовреждены 5 многоэтажек и 20 "
    "частных домов.\n\nВ Бериславе дрон сбросил гранату на мужчину, он ранен.",
    "en": "Over the past day Antonivka, Sadove and Beryslav in Kherson region came under fire.\n\nDamaged are 5 "
    "high-rise and 20 private houses.\n\nIn Beryslav a drone dropped a grenade on a man, he was wounded.",
}


@pytest.mark.parametrize("language", DAMAGED_AREAS)
def test_damage_over_an_area_is_of_none_of_its_places(reader: Reader, language: str) -> None:
    reports = read(reader, DAMAGED_AREAS[language]).reports
    assert [list(report.damage) for report in reports] == [[]]


def test_damage_below_the_heading_of_a_place_is_its_own(reader: Reader) -> None:
    text = "Ситуація на Харківщині за добу\n\n📍 Ізюм\n\nПошкоджено 3 хати.\n\n📍 Балаклія\n\nПоранено двох людей."
    first = read(reader, text).reports[0]
    assert [(one.object, one.count) for one in first.damage] == [("private_house", 3)]


def test_houses_of_several_districts_add_up(reader: Reader) -> None:
    text = "Атака на Київ. У Солом'янському районі горів дах п'ятиповерхівки. У Дніпровському влучання у висотку."
    assert [[one.count for one in report.damage] for report in read(reader, text).reports] == [[2]]


DAMAGE: dict[str, tuple[str, list[tuple[str | None, int | None]]]] = {
    "a whole and its towns (uk)": (
        "Ворог обстріляв Дніпропетровщину. Пошкоджено 40 приватних будинків: 20 у Нікополі, 12 у Марганці та 8 у "
        "Покровському.",
        [("Нікополь", 20), ("Марганець", 12), ("Покровське", 8)],
    ),
    "a whole and its towns (ru)": (
        "Обстрелы Донетчины за 16 ноября. Повреждены 25 домов: 12 – в Краматорске, 8 – в Славянске, 5 – в Лимане.",
        [("Краматорськ", 12), ("Слов'янськ", 8), ("Лиман", 5)],
    ),
    "a whole and its towns (en)": (
        "Shelling over the last day: 30 houses were damaged in Luhansk region: 14 in Lysychansk, 10 in Rubizhne, 6 "
        "in Popasna.",
        [("Лисичанськ", 14), ("Рубіжне", 10), ("Попасна", 6)],
    ),
    "one town after another, and as many in each of two (uk)": (
        "За 16 листопада на Луганщині обстрілами побито 30 осель. У Рубіжному зруйновано 12 будинків. У Попасній — 9, "
        "по три в Золотому та Гірському.",
        [("Рубіжне", 12), ("Попасна", 9), ("Золоте", 3), ("Гірське", 3)],
    ),
    "two hromadas in a line of their own (ru)": (
        "Этой ночью громады под ударами.\nВ Никополе дроном повреждены 2 дома.\nПо Межевской и Покровской громадам "
        "Синельниковского района ударили БпЛА. Повреждены 3 предприятия.",
        [("Нікополь", 2), ("Синельниківський", 3)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), list(DAMAGE.values()), ids=list(DAMAGE))
def test_each_town_has_its_own_number_of_things(
    reader: Reader, text: str, expected: list[tuple[str | None, int | None]]
) -> None:
    reports = read(reader, text).reports
    assert [(r.place.settlement or r.place.raion, r.damage[0].count) for r in reports] == expected
