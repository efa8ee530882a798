"""Posts that tell a day town by town: who is counted among the injured, where people were hurt, whose things are
counted, and which day is that of the news and not of the attack."""

import pytest

from bot.extract import Reader
from tests.readings import Told, read, told

INCIDENTS: dict[str, tuple[str, list[Told]]] = {
    "stress counted in the sum (uk)": (
        "За добу на Харківщині постраждали 3 людини. У Мерефі 50-річний чоловік зазнав гострої реакції на стрес. "
        "В Ізюмі поранені двоє жінок, 33 та 45 років.",
        [("Мерефа", "11-17", None, 1), ("Ізюм", "11-17", None, 2)],
    ),
    "stress counted in the sum (ru)": (
        "За сутки на Харьковщине пострадали четыре человека. В Мерефе 61-летняя женщина получила острую реакцию на "
        "стресс, в Изюме ранен 40-летний мужчина. В Купянске ранены двое.",
        [("Мерефа", "11-17", None, 1), ("Ізюм", "11-17", None, 1), ("Куп'янськ", "11-17", None, 2)],
    ),
    "stress counted in the sum (en)": (
        "During the day 4 people were injured in the Kharkiv region. In Merefa, a woman of 70 suffered an acute stress "
        "reaction. In Izium three men were wounded.",
        [("Мерефа", "11-17", None, 1), ("Ізюм", "11-17", None, 3)],
    ),
    "stress beside a sum that the hurt make up alone (uk)": (
        "За добу на Харківщині постраждали 2 людини. У Мерефі 50-річний чоловік зазнав гострої реакції на стрес. "
        "В Ізюмі поранені двоє жінок, 33 та 45 років.",
        [("Мерефа", "11-17", None, None), ("Ізюм", "11-17", None, 2)],
    ),
    "homes tell where people were hurt (uk)": (
        "Упродовж доби ворог бив по Сумщині.\n\nПошкоджено склад у Конотопі.\n\nУнаслідок атак постраждали двоє "
        "цивільних: 51-річна жінка з Глухівської громади та 47-річний чоловік із Лебедина.",
        [("Конотоп", "11-17", None, None), ("Шосткинський", "11-17", None, 1), ("Лебедин", "11-17", None, 1)],
    ),
    "homes tell where people were hurt (ru)": (
        "За сутки под ударами были 20 сёл Сумской области.\n\nВ Конотопе повреждён склад.\n\nПострадали двое: женщина "
        "51 года из Глуховской громады и мужчина из Лебедина.",
        [("Конотоп", "11-17", None, None), ("Шосткинський", "11-17", None, 1), ("Лебедин", "11-17", None, 1)],
    ),
    "homes tell where people were hurt (en)": (
        "Over the past day, Russian troops attacked the Sumy region.\n\nA warehouse in Konotop was damaged.\n\nTwo "
        "civilians were injured: a 51-year-old woman from the Hlukhiv community and a 47-year-old man from Lebedyn.",
        [("Конотоп", "11-17", None, None), ("Шосткинський", "11-17", None, 1), ("Лебедин", "11-17", None, 1)],
    ),
    "homes of people hurt in a town that is told (uk)": (
        "Дрон ударив по маршрутці в Нікополі. Поранені жінка з Марганця і чоловік із Покрова.",
        [("Нікополь", "11-17", None, 2)],
    ),
    "a whole told one by one behind a long introduction (en)": (
        "Two people were killed in the Donetsk region over the past day: a man in Kramatorsk and a woman of 60 in "
        "Lyman.",
        [("Краматорськ", "11-17", 1, None), ("Лиман", "11-17", 1, None)],
    ),
    "a toll that has risen today (uk)": (
        "Кількість поранених в Ізюмі сьогодні зросла до 12. Удару завдали 15 листопада, загинули двоє.",
        [("Ізюм", "11-15", 2, 12)],
    ),
    "a toll that has risen today (ru)": (
        "Число раненых в Изюме сегодня выросло до 12. Удар был нанесён 15 ноября, погибли двое.",
        [("Ізюм", "11-15", 2, 12)],
    ),
    "a toll that has risen today (en)": (
        "The number of injured in Izium rose to 12 on Monday, the mayor said. Two people were killed in the strike on "
        "Saturday.",
        [("Ізюм", "11-15", 2, 12)],
    ),
    "a day of the report (ru)": (
        "Число погибших в Изюме выросло до четырёх. Об этом в понедельник, 17 ноября, сообщил мэр.\n"
        "Напомним, вечером 16 ноября РФ ударила ракетой по городу. Ранены 12 человек.",
        [("Ізюм", "11-16", 4, 12)],
    ),
    "the injured told earlier without the dead (uk)": (
        "У лікарні помер чоловік. Кількість загиблих унаслідок удару по Сумах зросла до трьох. Раніше повідомляли про "
        "чотирьох поранених.",
        [("Суми", "11-17", 3, 3)],
    ),
    "the injured told earlier without the dead (ru)": (
        "В больнице скончался мужчина. Число жертв удара по Сумам выросло до трёх. Утром было известно о четырёх "
        "пострадавших.",
        [("Суми", "11-17", 3, 3)],
    ),
    "the injured told earlier without the dead (en)": (
        "A man died in hospital. The death toll of the strike on Sumy rose to three. Earlier four people were reported "
        "injured.",
        [("Суми", "11-17", 3, 3)],
    ),
    "an attack recalled behind a death (uk)": (
        "У лікарні померла жінка, поранена під час удару по Ізюму. Нагадаємо, 15 листопада внаслідок удару загинули "
        "двоє людей, п'ятеро дістали поранення.",
        [("Ізюм", "11-15", 3, 4)],
    ),
    "a title that tells the death (en)": (
        "Woman wounded in drone strike near Udy dies\n\nA woman wounded in the strike on the village of Udy, Kharkiv "
        "region, on November 14 has died in hospital. As reported, two people were killed and four were wounded.",
        [("Уди", "11-14", 3, 3)],
    ),
    "a place only left without power behind a denial (uk)": (
        "Дрони пошкодили підстанцію в Бурштині. Загиблих немає, але без світла лишилася частина споживачів у Калуші.",
        [("Бурштин", "11-17", 0, None)],
    ),
    "a place only left without power behind a denial (ru)": (
        "Дроны повредили подстанцию в Бурштыне. Пострадавших нет, без света остались жители Калуша.",
        [("Бурштин", "11-17", 0, 0)],
    ),
    "a place only left without power behind a denial (en)": (
        "A drone damaged a substation in Burshtyn. Nobody was hurt, but some consumers in Kalush are without power.",
        [("Бурштин", "11-17", 0, 0)],
    ),
    "bombs sent on a town (ru)": (
        "Павлоградский район. Вчера вечером агрессор направил КАБ на Терновку. Ранены двое.",
        [("Тернівка", "11-16", None, 2)],
    ),
    "a long period told behind an attack (en)": (
        "A drone hit a bus in Beryslav, wounding two. In October, 40 civilians were killed in the region.",
        [("Берислав", "11-17", None, 2)],
    ),
}

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


@pytest.mark.parametrize(("text", "expected"), list(INCIDENTS.values()), ids=list(INCIDENTS))
def test_each_attack_has_its_people(reader: Reader, text: str, expected: list[Told]) -> None:
    assert [told(report) for report in read(reader, text).reports] == expected


@pytest.mark.parametrize(("text", "expected"), list(DAMAGE.values()), ids=list(DAMAGE))
def test_each_town_has_its_own_number_of_things(
    reader: Reader, text: str, expected: list[tuple[str | None, int | None]]
) -> None:
    reports = read(reader, text).reports
    assert [(r.place.settlement or r.place.raion, r.damage[0].count) for r in reports] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Шестеро постраждалих у Ковелі після удару. Двоє дітей і троє дорослих перебувають у лікарні.",
        "После удара по Ковелю пострадали шестеро. В стационаре остаются двое детей и взрослый.",
        "Six people were hurt in the strike on Kovel. Two children and an adult remain in hospital.",
    ],
)
def test_children_in_hospital_are_some_of_the_injured(reader: Reader, text: str) -> None:
    injured = read(reader, text).reports[0].injured
    assert injured is not None
    assert (injured.total, injured.children) == (6, 2)
