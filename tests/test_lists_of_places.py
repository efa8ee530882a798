"""Posts that tell of several places at once: lists, raions, districts, sums and tolls that move."""

import pytest

from bot.extract import Reader
from tests.readings import read, summed, told

COUNTED = {
    "uk": "Росіяни поранили 4 людей у Краматорську, 2 у Дружківці та 1 у Лимані.",
    "ru": "Россияне ранили 4 человека в Краматорске, 2 в Дружковке и 1 в Лимане.",
    "en": "The occupiers wounded 4 people in Kramatorsk, 2 in Druzhkivka, and 1 in Lyman.",
}


@pytest.mark.parametrize("language", COUNTED)
def test_numbers_told_town_by_town_need_no_noun(reader: Reader, language: str) -> None:
    reports = read(reader, COUNTED[language]).reports
    assert [told(one)[0::3] for one in reports] == [("Краматорськ", 4), ("Дружківка", 2), ("Лиман", 1)]


def test_one_each_is_told_of_the_towns_behind_it_only(reader: Reader) -> None:
    text = "За сутки в области: двое погибших в Купянске, по одному раненому в Изюме и Чугуеве."
    killed = [(told(one)[0], told(one)[2]) for one in read(reader, text).reports]
    assert ("Куп'янськ", 2) in killed


REST = {
    "uk": "У Сумській області одна людина загинула в Глухові, ще чотирьох людей поранено по області.",
    "en": "In Sumy Oblast, one person was killed in Hlukhiv and four others were injured across the region.",
}


@pytest.mark.parametrize("language", REST)
def test_others_across_the_region_are_none_of_the_towns(reader: Reader, language: str) -> None:
    reading = read(reader, REST[language])
    assert [told(one)[0::2] + told(one)[3:] for one in reading.reports] == [("Глухів", 1, None)]
    assert list(map(summed, reading.totals)) == [("UA59", None, 1, 4)]


TITLES = {
    "uk": "Обстріли Нікопольського району, поранено юнака\n\nУ неділю росіяни обстріляли район дванадцять разів.\n\n"
    "У Нікополі поранено 24-річного чоловіка.\n\nУ Покровській громаді дрон влучив у ферму. Люди не постраждали.",
    "ru": "Враг обстрелял Никопольский район, ранен юноша\n\nВ воскресенье россияне обстреляли район 12 раз.\n\n"
    "В Никополе ранен 24-летний мужчина.\n\nВ Покровской громаде дрон попал в ферму. Никто не пострадал.",
    "en": "Enemy shells Nikopol district 12 times, young man injured\n\nOn Sunday, Russians attacked the district 12 "
    "times.\n\nIn Nikopol, a 24-year-old man was injured.\n\nIn the Pokrovske community, a drone hit a farm. No one "
    "was hurt.",
}


@pytest.mark.parametrize("language", TITLES)
def test_a_title_of_an_area_that_tells_of_a_towns_people_is_no_incident(reader: Reader, language: str) -> None:
    assert [told(one)[3] for one in read(reader, TITLES[language]).reports] == [1, 0]


LATE = {
    "uk": "Помер чоловік, який дістав поранення під час атаки на Харків 10 вересня.",
    "ru": "Умер мужчина, который получил ранения во время атаки на Харьков 10 сентября.",
    "en": "A man who was wounded in the attack on Kharkiv on September 10 has died in hospital.",
}


@pytest.mark.parametrize("language", LATE)
def test_a_death_months_after_the_attack_is_news_of_it(reader: Reader, language: str) -> None:
    assert [told(one)[:2] for one in read(reader, LATE[language]).reports] == [("Харків", "09-10")]


def test_a_year_of_birth_is_no_year_of_an_attack(reader: Reader) -> None:
    text = "A civilian, born in 1961, was injured in Esman as a result of the drop of a VOG from a drone."
    assert [told(one)[0] for one in read(reader, text).reports] == ["Есмань"]


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
