"""Posts that tell of people at one place after another, and of towns that only say where a smaller place lies."""

import pytest

from bot.extract import Reader
from bot.model import Kind, Post
from tests.readings import PUBLISHED, Told, read, told

INCIDENTS: dict[str, tuple[str, str, list[Told]]] = {
    "a semicolon parts two towns (uk)": (
        "UA53",
        "За добу. У Лубнах поранено двох, побито магазин і 3 хати, загинув сторож; у Хоролі поранено лікарку.",
        [("Лубни", "11-17", 1, 2), ("Хорол", "11-17", None, 1)],
    ),
    "residents addressed, and the end of a road (uk)": (
        "UA53",
        "Лубенці, у нас горе. Дрон ударив по авто, загинув водій. Не їдьте дорогою на Хорол.",
        [("Лубни", "11-17", 1, None)],
    ),
    "residents addressed alone (uk)": (
        "UA59",
        "Ворожбяни! Дрон ударив по авто, загинув водій.",
        [("Ворожба", "11-17", 1, None)],
    ),
    "the end of a road (ru)": (
        "UA53",
        "В Лубнах дрон ударил по авто, погиб водитель. Дорога на Хорол закрыта.",
        [("Лубни", "11-17", 1, None)],
    ),
    "a night behind a blow by day, with another weapon (uk)": (
        "UA53",
        "Учора вдень ворог бив по Лубнах з артилерії. Поранено двох.\n\nВночі атакував Лубни шахедами. Загинув сторож.",
        [("Лубни", "11-16", None, 2), ("Лубни", "11-17", 1, None)],
    ),
    "a body found at night (uk)": (
        "UA53",
        "Лубни: знайшли тіло третього загиблого\n\nУночі з-під завалів дому, в який 14 листопада влучив дрон, дістали "
        "тіло чоловіка. Загинуло троє.",
        [("Лубни", "11-14", 3, None)],
    ),
    "another at the next place (en)": (
        "UA53",
        "Drones attacked Poltava Oblast. One person was killed in Lubny and another in Khorol.",
        [("Лубни", "11-17", 1, None), ("Хорол", "11-17", 1, None)],
    ),
    "the other at the next place (uk)": (
        "UA53",
        "Дрони вдарили по області. Одна людина загинула в Лубнах, інша – у Хоролі.",
        [("Лубни", "11-17", 1, None), ("Хорол", "11-17", 1, None)],
    ),
    "the other at the next place (ru)": (
        "UA53",
        "В результате ударов один житель погиб в Лубнах, другой в Хороле.",
        [("Лубни", "11-17", 1, None), ("Хорол", "11-17", 1, None)],
    ),
    "one more at the next place, others wounded (uk)": (
        "UA53",
        "Унаслідок ударів дронів одна людина загинула в Лубнах і ще одна в Хоролі, четверо поранені в Пирятині.",
        [("Лубни", "11-17", 1, None), ("Хорол", "11-17", 1, None), ("Пирятин", "11-17", None, 4)],
    ),
    "a man and then a woman, others wounded (en)": (
        "UA53",
        "Shelling: a man was killed in Lubny, a woman in Khorol, and two people were wounded in Pyriatyn.",
        [("Лубни", "11-17", 1, None), ("Хорол", "11-17", 1, None), ("Пирятин", "11-17", None, 2)],
    ),
    "those of the next place have a word of harm of their own (uk)": (
        "UA53",
        "Обстріл: загинули двоє в Лубнах, троє в Хоролі поранені.",
        [("Лубни", "11-17", 2, None), ("Хорол", "11-17", None, 3)],
    ),
    "residents of two towns, one of them by age (uk)": (
        "UA53",
        "Унаслідок атаки дронів поранення дістали житель Лубен, 52 роки, і дві мешканки Хорола.",
        [("Лубни", "11-17", None, 1), ("Хорол", "11-17", None, 2)],
    ),
    "residents of two towns (ru)": (
        "UA53",
        "При атаке дронов ранения получили жительница Лубен, 60 лет, и двое жителей Хорола.",
        [("Лубни", "11-17", None, 1), ("Хорол", "11-17", None, 2)],
    ),
    "residents of two towns (en)": (
        "UA53",
        "Shelling wounded a resident of Lubny and two residents of Khorol.",
        [("Лубни", "11-17", None, 1), ("Хорол", "11-17", None, 2)],
    ),
    "a title's town near a village (uk)": (
        "UA63",
        "Під Чугуєвом дрон убив тракториста\nРосійський дрон 17 листопада вдарив по трактору біля села Кочеток. "
        "Загинув 51-річний тракторист.",
        [("Кочеток", "11-17", 1, None)],
    ),
    "a title's town near a village (ru)": (
        "UA63",
        "Возле Чугуева мужчина подорвался на мине\n16 ноября в лесу у села Кочеток подорвался на мине мужчина. "
        "48-летний житель села погиб.",
        [("Кочеток", "11-16", 1, None)],
    ),
    "a title's town near a village (en)": (
        "UA63",
        "Boy injured by mine near Chuhuiv\nOn November 16, near the village of Kochetok, a 13-year-old boy picked up "
        "an unknown object, which exploded. The boy was hospitalised.",
        [("Кочеток", "11-16", None, 1)],
    ),
    "a title's town and another town (uk)": (
        "UA63",
        "Під Ізюмом поранено двох\nУ Балаклії пошкоджено школу, люди не постраждали.",
        [("Ізюм", "11-17", None, 2), ("Балаклія", "11-17", 0, 0)],
    ),
    "a raion and a town in it, both told in full (uk)": (
        "UA53",
        "Ворог атакував Лубенський район. Пошкоджено енергетичний об'єкт. Загиблих і постраждалих немає.\n"
        "У Хоролі уламками дрона пошкоджено дах школи, травмовано сторожа.",
        [("Лубенський", "11-17", 0, 0), ("Хорол", "11-17", None, 1)],
    ),
    "a raion and its town with the same people (uk)": (
        "UA53",
        "Дрони атакували Лубенський район, поранено трьох людей, пошкоджено будинки.\n"
        "У Хоролі дрон влучив у багатоповерхівку. Постраждали троє людей.",
        [("Хорол", "11-17", None, 3)],
    ),
    "a dateline and the day of the attack further on (en)": (
        "UA53",
        "KYIV. Nov 17 (Agency) – Two people were killed and six injured when the enemy dropped a bomb on a school in "
        'Lubny, the governor said.\n"The strike took place at about 15:40 on Sunday. A woman of 51 died on the spot."',
        [("Лубни", "11-16", 2, 6)],
    ),
    "another weapon on a day before (en)": (
        "UA53",
        "A drone attack killed two people in Lubny.\nOn Nov 14 a missile strike on Lubny killed four people.",
        [("Лубни", "11-14", 4, None), ("Лубни", "11-17", 2, None)],
    ),
    "a hromada that shares its name with a foreign town (uk)": (
        "UA63",
        "Авіація скинула бомби на село Липецької громади. Пошкоджено 4 будинки, постраждалих немає.",
        [("Харківський", "11-17", 0, 0)],
    ),
}


@pytest.mark.parametrize("case", INCIDENTS)
def test_people_go_to_the_places_that_they_are_told_of(reader: Reader, case: str) -> None:
    region, text, expected = INCIDENTS[case]
    assert sorted(map(told, read(reader, text, region).reports), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "LIVE: Russia strikes Lubny\n06:40 – Air raid alert is over.\n07:05 – A drone hit a house in Lubny. Seven "
        "wounded.\n08:30 – The wounded are now 12.\n09:50 – A man's body was found.\n13:20 – Updated figures: one "
        "dead, 16 wounded. The search is finished.",
        "В результате обстрелов одна жительница погибла в Лубнах.",
        "Внаслідок обстрілів одна людина загинула в Лубнах.",
        "As a result of shelling one person was killed in Lubny.",
    ],
)
def test_a_post_is_the_report_of_an_incident(reader: Reader, text: str) -> None:
    assert reader(Post("p", PUBLISHED, text, None, "UA53")).kind is Kind.INCIDENT
