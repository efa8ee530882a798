"""Posts that tell of several places at once: lists, raions, districts, sums and tolls that move."""

import pytest

from bot.extract import Reader
from bot.model import Total
from tests.readings import Told, number, read, told


def summed(total: Total) -> tuple[str | None, int | None, int | None]:
    return total.place.raion or total.place.oblast, number(total.killed), number(total.injured)


INCIDENTS: dict[str, tuple[str, str, list[Told]]] = {
    "nobody was hurt in both towns told of before (uk)": (
        "UA53",
        "Дрон пошкодив склад у Миргороді. У Лубнах згорів гараж. В обох містах ніхто не постраждав.",
        [("Миргород", "11-17", 0, 0), ("Лубни", "11-17", 0, 0)],
    ),
    "nobody was hurt in both towns told of before (en)": (
        "UA53",
        "A drone damaged a warehouse in Myrhorod. A garage burnt in Lubny. Nobody was hurt in both towns.",
        [("Миргород", "11-17", 0, 0), ("Лубни", "11-17", 0, 0)],
    ),
    "people of further places are told by dashes alone (uk)": (
        "UA63",
        "У с. Ковалі дрон поранив двох людей; у с-щі Борова Ізюмського району – чоловіка; у м. Мерефа – ще трьох.",
        [("Ковалі", "11-17", None, 2), ("Борова", "11-17", None, 1), ("Мерефа", "11-17", None, 3)],
    ),
    "nobody was hurt in any town of a list (uk)": (
        "UA53",
        "У Лубнах, Хоролі та Пирятині уламки дронів пошкодили будинки, постраждалих немає.",
        [("Лубни", "11-17", 0, 0), ("Хорол", "11-17", 0, 0), ("Пирятин", "11-17", 0, 0)],
    ),
    "nobody was hurt in either town of a list (ru)": (
        "UA53",
        "В Лубнах и Хороле обломки дронов повредили дома, пострадавших нет.",
        [("Лубни", "11-17", 0, 0), ("Хорол", "11-17", 0, 0)],
    ),
    "as many in each town of a list (uk)": (
        "UA53",
        "Унаслідок ударів дронів поранено по троє людей у Лубнах і Хоролі.",
        [("Лубни", "11-17", None, 3), ("Хорол", "11-17", None, 3)],
    ),
    "a dash leads on to the place of a number (uk)": (
        "UA53",
        "Четверо поранених – у Лубнах, двоє – в Хоролі. Ворог бив дронами.",
        [("Лубни", "11-17", None, 4), ("Хорол", "11-17", None, 2)],
    ),
    "one victim behind a dash (uk)": (
        "UA53",
        "Наслідки удару дронів: Лубни – загиблий, Хорол – поранена, Пирятин – троє поранених.",
        [("Лубни", "11-17", 1, None), ("Хорол", "11-17", None, 1), ("Пирятин", "11-17", None, 3)],
    ),
    "an area before several of its places takes what follows (uk)": (
        "UA53",
        "У Полтаві дрон поранив двох. Лубенський район: під обстрілом Хорол, Пирятин. Загинув чоловік.",
        [("Полтава", "11-17", None, 2), ("Лубенський", "11-17", 1, None)],
    ),
    "a raion's line with somebody described is no sum (uk)": (
        "UA53",
        "Протягом доби ворог атакував Полтавщину.\n▪️ Лубенський район. Загинув водій. Двоє поранених.\n"
        "▪️ Миргородський район. Згорів склад, поранено сторожа.\n▪️ Полтавський район. Побито дах ліцею.",
        [("Лубенський", "11-17", 1, 2), ("Миргородський", "11-17", None, 1), ("Полтавський", "11-17", None, None)],
    ),
    "a hromada in a relative clause only locates (uk)": (
        "UA53",
        "У Вишняках, що в Хорольській громаді, дрон поцілив у авто, загинув водій.",
        [("Вишняки", "11-17", 1, None)],
    ),
    "districts of one city add up (uk)": (
        "UA63",
        "По Салтівському району Харкова дрон поранив чотирьох людей, по Немишлянському – двох.",
        [("Харків", "11-17", None, 6)],
    ),
    "districts of one city add up, the dead and the hurt (ru)": (
        "UA80",
        "Атака на Киев. В Дарницком районе один погибший, шестеро пострадавших. В Оболонском районе двое погибших, "
        "четверо пострадавших.",
        [("Київ", "11-17", 3, 10)],
    ),
    "districts beside the city's figure (uk)": (
        "UA63",
        "Харків: 6 поранених. У Салтівському районі – четверо, у Немишлянському – двоє. Ворог бив дронами.",
        [("Харків", "11-17", None, 6)],
    ),
    "the centre of the raion (uk)": (
        "UA53",
        "Росіяни били по Лубенщині. У райцентрі поранено двох людей, у Хоролі пошкоджено ліцей.",
        [("Лубни", "11-17", None, 2), ("Хорол", "11-17", None, None)],
    ),
    "a nickname of a raion that no rule makes (uk)": (
        "UA12",
        "На Криворіжжі дрон влучив у ферму, поранено тракториста. У Самарі загинула жінка.",
        [("Криворізький", "11-17", None, 1), ("Самар", "11-17", 1, None)],
    ),
    "residents addressed, and another town (uk)": (
        "UA53",
        "Лубенці, ворог ударив по нашому місту. Троє поранених. А в Хоролі дрон убив чоловіка.",
        [("Лубни", "11-17", None, 3), ("Хорол", "11-17", 1, None)],
    ),
    "the Red Cross is no village (uk)": (
        "UA35",
        "Пошкоджено склад Червоного Хреста в Олександрії: удар дрона поранив двох водіїв.",
        [("Олександрія", "11-17", None, 2)],
    ),
    "those who came to a risen toll are inside it (uk)": (
        "UA53",
        "Кількість постраждалих унаслідок удару по Лубнах збільшилась до 9 – ще двоє звернулись до медиків.",
        [("Лубни", "11-17", None, 9)],
    ),
    "they are so many (uk)": (
        "UA53",
        "Раніше повідомляли про вісьмох постраждалих від удару по Лубнах. Після звірки — їх шестеро.",
        [("Лубни", "11-17", None, 6)],
    ),
    "one more of those told (uk)": (
        "UA53",
        "Через удар дрона в Лубнах постраждали шестеро. Один – загинув.",
        [("Лубни", "11-17", 1, 5)],
    ),
    "those considered missing are not hurt (uk)": (
        "UA53",
        "Через удар по Лубнах зниклими вважаються троє, поранено вісьмох.",
        [("Лубни", "11-17", None, 8)],
    ),
    "kin of the dead (uk)": (
        "UA53",
        "Від удару по Лубнах загинула 30-річна жінка. Поранені двоє, зокрема мати загиблої, 58 років, і 7-річний син.",
        [("Лубни", "11-17", 1, 2)],
    ),
    "a birth year ends a sentence (uk)": (
        "UA53",
        "Удар по Лубнах: дістали тіло жінки 1960 р.н. Четверо людей поранені.",
        [("Лубни", "11-17", 1, 4)],
    ),
    "today's strike is this morning's (uk)": (
        "UA53",
        "Лубни. Після ранкового обстрілу до лікарні звернулись двоє.\nОтже, поранених унаслідок сьогоднішнього удару "
        "вже восьмеро.",
        [("Лубни", "11-17", None, 8)],
    ),
    "yesterday's strike beside the time of a report (uk)": (
        "UA53",
        "Лубни. На ранок по вчорашньому удару маємо 12 поранених.",
        [("Лубни", "11-16", None, 12)],
    ),
    "who turned to doctors today (uk)": (
        "UA53",
        "Сьогодні до лікарні звернувся чоловік 50 років. Він потрапив під обстріл у Хоролі вчора.",
        [("Хорол", "11-16", None, 1)],
    ),
    "the second dead is the wounded one (uk)": (
        "UA53",
        "40-річна продавчиня дістала важкі поранення 12 листопада під час удару по Лубнах. Сьогодні вона померла. "
        "Вона стала другою загиблою.",
        [("Лубни", "11-12", 2, None)],
    ),
    "the day beside a wound (uk)": (
        "UA53",
        "У лікарні помер чоловік, поранений 12 листопада в Лубнах. Він став третім загиблим.",
        [("Лубни", "11-12", 3, None)],
    ),
    "wounds alone make a report (uk)": (
        "UA53",
        "Поранено 50-річного мешканця Хорола та 44-річну мешканку Пирятина.",
        [("Хорол", "11-17", None, 1), ("Пирятин", "11-17", None, 1)],
    ),
}


@pytest.mark.parametrize("case", INCIDENTS)
def test_each_place_of_a_list_has_its_own(reader: Reader, case: str) -> None:
    region, text, expected = INCIDENTS[case]
    assert sorted(map(told, read(reader, text, region).reports), key=str) == sorted(expected, key=str)


TOTALS: dict[str, tuple[str, str, list[tuple[str | None, int | None, int | None]]]] = {
    "a headline over an area that towns follow (uk)": (
        "UA53",
        "Унаслідок нічної атаки на Полтавщині постраждали четверо жителів області.\n\nУ Лубнах поранень зазнала жінка."
        "\nРешта — з Миргородського району. Двоє чоловіків у лікарні.",
        [("UA53", None, 4)],
    ),
    "a headline over an area that towns follow (ru)": (
        "UA53",
        "Полтавщина: в результате атаки один человек погиб, ещё двое ранены.\n\nВ Лубнах достали тело мужчины из-под "
        "завалов. В Хороле двое раненых — женщина и мужчина.",
        [("UA53", 1, 2)],
    ),
    "a headline over an area that towns follow (en)": (
        "UA53",
        "An overnight attack on Poltava region killed one person and injured two.\n\nIn Lubny a man's body was taken "
        "from under the rubble. In Khorol two were wounded, a woman and a man.",
        [("UA53", 1, 2)],
    ),
    "raion by raion in one sentence (uk)": (
        "UA53",
        "За добу на Полтавщині 2 людини загинули, 9 поранено. По районах: Лубенський – 2 загиблих, 3 поранених; "
        "Миргородський – 6 поранених.",
        [("UA53", 2, 9), ("Лубенський", 2, 3), ("Миргородський", None, 6)],
    ),
    "parts of a whole by raions (uk)": (
        "UA53",
        "Упродовж доби на Полтавщині постраждали 5 людей: двоє – у Лубенському районі, троє – у Миргородському.",
        [("UA53", None, 5)],
    ),
    "a sum before the one town that it was worst for (uk)": (
        "UA14",
        "За минулу добу на Донеччині загинули 3 та поранені 8 людей. Найбільше постраждала Дружківка – 1 загиблий, "
        "5 поранених.",
        [("UA14", 3, 8)],
    ),
    "a sum told again with its days (uk)": (
        "UA53",
        "Лубенщина за тиждень: двоє загиблих, семеро поранених\nПротягом 10–16 листопада ворог 30 разів атакував "
        "Лубенський район: двоє людей загинули, семеро поранені.",
        [("Лубенський", 2, 7)],
    ),
    "some of a whole in a town (uk)": (
        "UA65",
        "Упродовж доби ворог обстріляв 30 сіл Херсонщини. Поранено 8 людей, із них п'ятеро – в Бериславі.",
        [("UA65", None, 8)],
    ),
}


@pytest.mark.parametrize("case", TOTALS)
def test_sums_go_to_the_areas_that_they_are_told_of(reader: Reader, case: str) -> None:
    region, text, expected = TOTALS[case]
    assert sorted(map(summed, read(reader, text, region).totals), key=str) == sorted(expected, key=str)


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
    assert list(map(summed, reading.totals)) == [("UA59", 1, 4)]


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
