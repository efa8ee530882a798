"""The gazetteer: all units of the codifier, their forms, their search, their titles."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import DataError
from bot.gazetteer import Gazetteer, fold, skeleton, transliterate
from bot.model import Level


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def names(gazetteer: Gazetteer, form: str, oblast: str, level: Level = Level.SETTLEMENT) -> set[str]:
    return {unit.name for unit in gazetteer.forms(fold(form)) if unit.oblast == oblast and unit.level is level}


def test_every_unit_of_the_codifier_is_there_with_its_level(gazetteer: Gazetteer) -> None:
    levels = Counter(unit.level for unit in gazetteer.all_units())
    assert levels == {
        Level.OBLAST: 25,
        Level.RAION: 136,
        Level.HROMADA: 1772,
        Level.SETTLEMENT: 29703,
        Level.DISTRICT: 108,
    }
    assert len(gazetteer) == 31744


def test_every_settlement_has_a_point_with_its_precision_and_no_area_has_one(gazetteer: Gazetteer) -> None:
    located: Counter[str | None] = Counter()
    for unit in gazetteer.all_units():
        assert (unit.latitude is None) == (unit.precision is None)
        assert (unit.precision is None) == (unit.level is not Level.SETTLEMENT)
        if unit.latitude is not None and unit.longitude is not None:
            assert 44 < unit.latitude < 53
            assert 22 < unit.longitude < 41
            located[unit.precision] += 1
    assert located["exact"] > 5000


def test_every_parent_is_a_unit_and_contains_its_child(gazetteer: Gazetteer) -> None:
    for unit in gazetteer.all_units()[::97]:
        for code in unit.parents:
            assert gazetteer.contains(gazetteer.unit(code), unit)


def test_a_unit_knows_what_it_lies_in(gazetteer: Gazetteer) -> None:
    (town,) = [unit for unit in gazetteer.forms("тростянець") if unit.category == "M" and unit.oblast == "UA59"]
    assert (town.raion, town.hromada) == ("Охтирський", "Тростянецька")
    assert [gazetteer.unit(code).name for code in town.parents] == ["Тростянецька", "Охтирський", "Сумська"]


def test_a_code_that_nothing_has_is_a_key_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError):
        gazetteer.unit("UA99")


FORMS = [
    # Ukrainian: every kind of stem
    ("UA51", "Одеса", "Одеси Одесі Одесу Одесою"),
    ("UA48", "Вознесенськ", "Вознесенська Вознесенську Вознесенськом"),
    ("UA46", "Самбір", "Самбора Самбору Самбором Самборі"),
    ("UA12", "Кривий Ріг", "Кривого Рогу Кривому Розі Кривим Рогом Кривому Рогу"),
    ("UA32", "Ірпінь", "Ірпеня Ірпеню Ірпенем Ірпені"),
    ("UA32", "Бориспіль", "Борисполя Борисполем Борисполі"),
    ("UA74", "Новгород-Сіверський", "Новгорода-Сіверського Новгороді-Сіверському"),
    ("UA68", "Кам'янець-Подільський", "Кам'янця-Подільського Кам’янцем-Подільським"),
    ("UA32", "Біла Церква", "Білої Церкви Білій Церкві Білу Церкву"),
    ("UA32", "Бровари", "Броварів Броварам Броварах"),
    ("UA53", "Лубни", "Лубен Лубнами Лубнах"),
    ("UA71", "Черкаси", "Черкас Черкасах"),
    ("UA53", "Кременчук", "Кременчука Кременчуці Кременчуком"),
    ("UA73", "Чернівці", "Чернівців Чернівцях Чернівцями"),
    ("UA05", "Вінниця", "Вінниці Вінницю Вінницею"),
    ("UA56", "Рівне", "Рівного Рівному Рівним"),
    ("UA01", "Керч", "Керчі Керчю"),
    ("UA71", "Умань", "Умані Уманню"),
    ("UA14", "Горлівка", "Горлівці Горлівкою"),
    ("UA46", "Стрий", "Стрия Стрию Стрию"),
    ("UA35", "Кропивницький", "Кропивницького Кропивницькому"),
    ("UA53", "Горішні Плавні", "Горішніх Плавнів Горішніх Плавнях"),
    ("UA74", "Прилуки", "Прилук Прилуках"),
    ("UA59", "Путивль", "Путивля Путивлі"),
    ("UA18", "Коростень", "Коростеня Коростені"),
    ("UA46", "Трускавець", "Трускавця Трускавці"),
    ("UA21", "Мукачево", "Мукачева Мукачеві"),
    # Russian
    ("UA51", "Одеса", "Одесса Одессы Одессе Одессой"),
    ("UA12", "Кривий Ріг", "Кривой Рог Кривого Рога Кривом Роге"),
    ("UA48", "Миколаїв", "Николаев Николаева Николаеве"),
    ("UA59", "Охтирка", "Ахтырка Ахтырке Ахтырку"),
    ("UA56", "Рівне", "Ровно"),
    ("UA14", "Авдіївка", "Авдеевка Авдеевке"),
    ("UA53", "Кременчук", "Кременчуг Кременчуге"),
    ("UA74", "Ніжин", "Нежин Нежине"),
    ("UA14", "Волноваха", "Волновахе Волноваху"),
    ("UA32", "Біла Церква", "Белая Церковь Белой Церкви"),
    # Latin letters
    ("UA51", "Одеса", "Odesa Odessa Odesa's"),
    ("UA12", "Кривий Ріг", "Kryvyi Rih Kryvyy Rih Krivoy Rog"),
    ("UA48", "Миколаїв", "Mykolaiv Mykolayiv Nikolaev"),
    ("UA59", "Охтирка", "Okhtyrka"),
    ("UA14", "Слов'янськ", "Sloviansk Slovyansk"),
    ("UA32", "Біла Церква", "Bila Tserkva"),
    ("UA74", "Ніжин", "Nizhyn"),
]


def split_forms(name: str, forms: str) -> list[str]:
    words = forms.split()
    size = len(name.split())
    return [" ".join(words[at : at + size]) for at in range(0, len(words), size)]


@pytest.mark.parametrize(("oblast", "name", "forms"), FORMS, ids=[f"{name} {forms[:9]}" for _, name, forms in FORMS])
def test_a_town_is_found_by_every_form_of_its_name(gazetteer: Gazetteer, oblast: str, name: str, forms: str) -> None:
    missed = [form for form in split_forms(name, forms) if name not in names(gazetteer, form, oblast)]
    assert missed == []


@pytest.mark.parametrize(
    ("form", "oblast"),
    [
        ("Полтавщина", "UA53"),
        ("Полтавщині", "UA53"),
        ("Вінниччині", "UA05"),
        ("Прикарпатті", "UA26"),
        ("Буковину", "UA73"),
        ("Волині", "UA07"),
        ("Криму", "UA01"),
        ("Одещиною", "UA51"),
        ("Січеславщині", "UA12"),
        ("Черниговщине", "UA74"),
        ("Закарпатье", "UA21"),
        ("Сумська", "UA59"),
        ("Сумской", "UA59"),
        ("Ternopil", "UA61"),
        ("Mykolaivshchyna", "UA48"),
        ("Zaporizhzhia", "UA23"),
    ],
)
def test_an_oblast_is_found_by_its_adjective_and_its_nicknames(gazetteer: Gazetteer, form: str, oblast: str) -> None:
    assert names(gazetteer, form, oblast, Level.OBLAST)


@pytest.mark.parametrize(
    ("form", "name", "level"),
    [
        ("Шосткинському", "Шосткинський", Level.RAION),
        ("Шосткинщині", "Шосткинський", Level.RAION),
        ("Одесского", "Одеський", Level.RAION),
        ("Кременчугский", "Кременчуцький", Level.RAION),
        ("Uman", "Уманський", Level.RAION),
        ("Umanskyi", "Уманський", Level.RAION),
        ("Миргородської", "Миргородська", Level.HROMADA),
        ("Голосіївському", "Голосіївський", Level.DISTRICT),
        ("Пересыпском", "Пересипський", Level.DISTRICT),
        ("Суворовському", "Пересипський", Level.DISTRICT),
    ],
)
def test_areas_are_found_by_adjective_nickname_and_former_name(
    gazetteer: Gazetteer, form: str, name: str, level: Level
) -> None:
    assert name in {unit.name for unit in gazetteer.forms(fold(form)) if unit.level is level}


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("Новомосковська", "Самар"),
        ("Новоград-Волинський", "Звягель"),
        ("Червонограді", "Шептицький"),
        ("Артемівськ", "Бахмут"),
        ("Дніпропетровську", "Дніпро"),
        ("Кировограде", "Кропивницький"),
    ],
)
def test_a_renamed_town_is_found_by_its_former_name(gazetteer: Gazetteer, old: str, today: str) -> None:
    assert today in {unit.name for unit in gazetteer.forms(fold(old))}


def test_a_russian_spelling_that_no_rule_gave_is_found_as_similar(gazetteer: Gazetteer) -> None:
    assert not gazetteer.forms("решетыловке")
    assert "Решетилівка" in {unit.name for unit in gazetteer.similar("решетыловке")}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("большой белозерке", "Велика Білозерка"),
        ("верхняя сыроватка", "Верхня Сироватка"),
        ("больших копанях", "Великі Копані"),
        ("большая палатка", None),
    ],
)
def test_a_russian_name_of_two_words_is_found_by_its_adjective(
    gazetteer: Gazetteer, written: str, name: str | None
) -> None:
    assert {unit.name for unit in gazetteer.similar(written)} == ({name} if name else set())


def test_words_that_name_nothing_have_no_units(gazetteer: Gazetteer) -> None:
    assert [word for word in ("вибухнуло", "снаряд", "hospital", "раненых", "") if gazetteer.forms(word)] == []


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Одеська", "Одеська область"),
        ("Одещина", "Одеська область"),
        ("odesa region", "Одеська область"),
        ("на Сумщині", "Сумська область"),
        ("Сумы", "Суми, Сумський район, Сумська область"),
        ("м. Умань", "Умань, Уманський район, Черкаська область"),
        ("Уманский район", "Уманський район, Черкаська область"),
        ("Миргородська громада", "Миргородська громада, Миргородський район, Полтавська область"),
        ("Голосіївський район", "Голосіївський район, Київ"),
        ("Київ", "Київ"),
        ("Крим", "Автономна Республіка Крим"),
        ("Червоноград", "Шептицький, Шептицький район, Львівська область"),
    ],
)
def test_a_typed_name_finds_its_unit_first(gazetteer: Gazetteer, query: str, title: str) -> None:
    match = gazetteer.search(query)[0]
    assert (gazetteer.title(match.unit, "uk"), match.exact) == (title, True)


@pytest.mark.parametrize(
    ("query", "name"),
    [("Кремнчук", "Кременчук"), ("Хирсон", "Херсон"), ("Chernihovv", "Чернігівська"), ("Маріуполл", "Маріуполь")],
)
def test_a_mistyped_name_finds_the_nearest(gazetteer: Gazetteer, query: str, name: str) -> None:
    match = gazetteer.search(query)[0]
    assert match.unit.name == name


def test_several_settlements_of_one_name_all_come_back(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Веселе", limit=20)
    assert len({match.unit for match in found}) == 20
    assert {match.unit.name for match in found} == {"Веселе"}


def test_a_name_that_no_place_has_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("щщщщщщщщщщ") == []
    assert gazetteer.search("") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_query_raises(text: str) -> None:
    gazetteer = SHARED
    assert all(0 <= match.score <= 100 for match in gazetteer.search(text))
    gazetteer.forms(fold(text))
    gazetteer.similar(fold(text))


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=31743))
def test_every_unit_is_found_by_its_own_name_and_by_its_transliteration(number: int) -> None:
    unit = SHARED.all_units()[number]
    assert unit in SHARED.forms(fold(unit.name))
    latin = fold(transliterate(unit.name))
    assert len(skeleton(latin)) < 3 or unit in SHARED.forms(latin)


SHARED = Gazetteer.load()


def test_english_titles_follow_the_official_transliteration(gazetteer: Gazetteer) -> None:
    titles = [gazetteer.title(gazetteer.search(name)[0].unit, "en") for name in ("Ізмаїл", "Зміїв", "Одещина", "Київ")]
    assert titles == [
        "Izmail, Izmail raion, Odesa oblast",
        "Zmiiv, Chuhuiv raion, Kharkiv oblast",
        "Odesa oblast",
        "Kyiv",
    ]


def test_transliteration_keeps_its_exceptions() -> None:
    assert [transliterate(name) for name in ("Згурівка", "Яготин", "Юрківка", "Знам'янка", "Єланець", "Їжаківка")] == [
        "Zghurivka",
        "Yahotyn",
        "Yurkivka",
        "Znamianka",
        "Yelanets",
        "Yizhakivka",
    ]


def test_a_damaged_file_is_told_by_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "gazetteer.tsv.gz"
    with pytest.raises(DataError, match=re.escape("gazetteer.tsv.gz")):
        Gazetteer.load(broken)
    broken.write_bytes(gzip.compress(b"only one table"))
    with pytest.raises(DataError, match=re.escape("gazetteer.tsv.gz")):
        Gazetteer.load(broken)


def test_a_word_is_known_if_it_is_a_name_or_begins_one(gazetteer: Gazetteer) -> None:
    assert [word for word in ("кривому", "сумах", "ракета") if gazetteer.knows(word)] == ["кривому", "сумах"]
    assert [word for word in ("сумах", "печеніги") if gazetteer.has_city(word)] == ["сумах"]
