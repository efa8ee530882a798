"""What a post is: the table of cases, and what must hold whatever the words are."""

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extract.kinds.classify import classify
from bot.extract.kinds.evidence import Evidence
from bot.extract.kinds.signals import Signals, signals
from bot.extract.reader import Reader
from bot.extract.text.tokens import Document
from bot.model import Kind, Post
from bot.period import KYIV
from tests import readings

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "kinds.toml").read_text(encoding="utf-8"))
CASES = [(kind, text) for kind, languages in TABLE.items() for texts in languages.values() for text in texts]
PUBLISHED = datetime(2025, 3, 12, 9, 0, tzinfo=KYIV)
SEEN = Evidence(places=1, oblasts=1, casualties=True, damage=True, armed=True, age=0, scenes=1, named=1)

PHRASINGS = {
    "incident": (
        "Ніч у Хоролі. Дві ракети влучили в школу. Поранено сторожа, 60 років.",
        "Вже двоє загиблих через обстріл Ворожби з артилерії, побито магазини.",
        "A drone hit a train near Konotop. So far 8 people are known to be injured.",
        "Русня вгатила дроном по хаті в Зінькові. Поранений дід 77 років, побиті вікна, сарай згорів.",
        "Жертвами атаки на Гадяч стали двоє людей, ще п'ятеро поранені.",
        "Ракетний удар по Лубнах. З-під завалів дістали тіла двох людей, ще шестеро поранено. Пошук триває.",
        "Кацапи накрили «Градом» Ворожбу: загинула жінка, пошкоджено школу.",
        "Сьогодні двічі били по Кременчуку: вранці ракетою, поранено троє, ввечері дроном, зруйновано гараж.",
        "Внаслідок удару по Пирятину чоловік 40 років загинув на місці, жінка 38 років померла в кареті швидкої.",
        "Ночью дрон попал в частный дом в Хороле. Погибла пожилая пара, их внук в больнице.",
        "Жертвами удара по Лохвице стали три человека, пять ранены. Спасатели разбирают завалы.",
        "A drone struck a minibus near Romny this morning. Two passengers were killed and six injured.",
        "Внаслідок нічної атаки на Хорол поранено двох людей, пошкоджено 12 будинків.",
        "Гадяч. Працюють рятувальники. Знайдено тіло жінки, ще троє людей поранено, під завалами шукають сім'ю.",
        "Ніч у Ромнах була важкою. Шість дронів влучили в місто: загинув чоловік, поранено п'ятьох.",
        "Удар по похоронній процесії в селі під Гадячем: п'ятеро загиблих.",
        "Ночь в Полтаве: обломки беспилотника повредили крышу дома и три машины. Пострадавших нет.",
        "В результате вчерашнего обстрела Ворожбы погиб мужчина, повреждены два дома.",
        "В Гадяче беспилотник ударил по рынку. Погибли трое, еще семь человек ранены.",
        "Overnight attack on Poltava: debris damaged a roof and three cars. No casualties.",
        "A farmer died when his tractor hit a mine near Hadiach.",
        "Second strike in a week on Lubny: a missile hit a factory, three workers injured.",
        "10 березня. Ромни. Два шахеди влучили в підприємство. Поранено сторожа, 62 роки.",
        "Рашисти обстріляли Середину-Буду. Поранена жінка.",
        "12 марта. Ромны. Два «шахеда» попали в предприятие. Ранен сторож, 62 года.",
        "Оккупанты обстреляли Середину-Буду. Ранена женщина.",
        "March 12. Romny. Two Shaheds hit a factory. A 62-year-old guard was wounded.",
    ),
    "update": (
        "Померла жінка, поранена внаслідок атаки на Ромни минулого четверга. Їй було 63 роки.",
        "Сьогодні в лікарні перестало битися серце 12-річного хлопчика, якого поранило 7 березня у Лубнах.",
        "Перелік поранених у Лохвиці поповнився: до медиків звернулася 40-річна жінка. Разом постраждалих 9.",
        "Гадяч. Кількість загиблих збільшилася до п'яти: рятувальники знайшли тіло чоловіка.",
        "Пошукові роботи в Ромнах завершено. Загинули 4 людини, поранено 11.",
        "Уточнення щодо Лубен: поранених не 5, а 6 осіб.",
        "Зросла кількість постраждалих у Карлівці — тепер їх 14.",
        "Не вижила. 29-річна Оксана, яку поранило під час атаки на Хорол, померла в лікарні.",
        "Скончался в больнице мужчина, раненный при ударе по Гадячу 8 марта. Число погибших выросло до трех.",
        "Умерла девочка, которую ранило в Лубнах пять дней назад. Ей было восемь лет.",
        "Количество пострадавших в Полтаве выросло до 19.",
        "Спасатели достали из-под завалов тело второго погибшего в Миргороде. Раненых по-прежнему 7.",
        "Поисковая операция в Кременчуге завершена. Погибли 5 человек, ранены 22.",
        "Уточненные данные по Лохвице: погибших двое, а не трое.",
        "Уже шесть раненых в Карловке после ночной атаки.",
        "A man wounded in Monday's strike on Romny has died in hospital, raising the toll to three.",
        "The number of wounded in Myrhorod has risen to 11.",
        "The rescue operation in Romny is over: four people dead, 13 injured.",
        "Correction: three people, not four, were injured in the strike on Khorol.",
        "Станом на 10:00 у Кременчуці вже 15 постраждалих, серед них троє дітей.",
        "У лікарні Полтави помер поліцейський, якого важко поранило під час повторного удару по Миргороду.",
        "Хорол. Рятувальники деблокували з-під завалів тіло третьої жертви.",
        "Ще одна постраждала в Пирятині: 66-річна жінка звернулася до лікарні сьогодні вранці.",
        "Кількість жертв удару по Карлівці зменшилася: експертиза встановила, що загиблих четверо.",
        "По состоянию на 10:00 в Кременчуге уже 15 пострадавших, среди них трое детей.",
        "В больнице умер полицейский, раненный при повторном ударе по Миргороду. Это третья жертва.",
        "Число раненых в Гадяче увеличилось до 9.",
        "Разбор завалов в Ромнах закончен. Итог атаки 10 марта: 3 погибших, 8 раненых.",
        "Sadly, one more person has died in Romny. She was 51.",
        "A police officer wounded in the second strike on Myrhorod died in hospital today.",
        "Two people missing since the strike on Lubny have been found dead.",
        "Another body pulled from the rubble in Khorol, bringing the number of dead to four.",
        "Гадяч: поранених уже 11. Двоє у важкому стані.",
        "Помер ще один поранений після ракетного удару по Полтаві 10 березня. Кількість жертв зросла до 7.",
        "Ромны: раненых уже 11, двое в тяжелом состоянии.",
        "Обновлено. В Хороле погибли двое, ранены девять человек.",
        "По состоянию на утро в Миргороде погибших 3, раненых 14. Разбор завалов продолжается.",
        "Romny: 11 now wounded, two in serious condition.",
        "Updated: two killed, nine injured in Khorol.",
        "As of this morning, Myrhorod: 3 dead, 14 wounded. Rubble clearing continues.",
    ),
    "roundup": (
        "Протягом місяця росіяни 214 разів обстріляли Бериславський район. Загинули 9 людей, поранено 57.",
        "In February Russian forces shelled Beryslav district 214 times, killing 9 and wounding 57 people.",
        "Ранкове зведення. Сумщина: за ніч 34 обстріли, поранено 3 людини у Шостці, Білопіллі та Ворожбі.",
        "Утренняя сводка. Сумщина: за ночь 34 обстрела, ранены 3 человека в Шостке, Белополье и Ворожбе.",
    ),
    "alert": (
        "Два шахеди повз Лубни на Хорол.",
        "БпЛА на Полтаву з півночі, кілька одиниць.",
        "Ворожі дрони в напрямку Кременчука, будьте обережні.",
        "Полтава, вибухи. Працює ППО.",
        "Зліт МіГ-31К із Саваслейки.",
        "У Чернігові чути вибухи.",
        "КАБы на Сумщину!",
        "БпЛА мимо Ромен курсом на Лубны.",
        "Отбой тревоги.",
        "Скоростная цель на Днепр! В укрытие!",
        "Ballistics on Kharkiv!",
        "Two Shaheds approaching Konotop from the north.",
        "Explosions in Poltava, air defense is working.",
        "Takeoff of a MiG-31K. Ballistic threat for all of Ukraine.",
        "Шахед на Глобине.",
        "Крилаті ракети в напрямку Полтавщини.",
        "Полтавщина — тривога! Ракетна небезпека.",
        "Реактивний дрон зі сходу на Харків!",
        "КАБ на Куп'янськ.",
        "3 БпЛА с юга на Миргород",
        "Громко в Кременчуге.",
        "Взрывы в Харькове! Находитесь в укрытиях.",
        "3 UAVs from the south to Myrhorod",
        "Air raid alert in Poltava region: drone threat.",
        "Jet drone from the east on Kharkiv!",
        "БпЛА курсом на Лубни з Сумщини",
        "Швидкісна на Дніпро",
        "Дрони над Ромнами, не підходьте до вікон",
        "Снова «шахеды» на Полтавщине",
        "Drones over Romny, stay away from windows",
    ),
    "other": (
        "Ровно год, как ракета унесла жизни 14 человек в Чернигове.",
        "Жители Ромен могут подать заявления на компенсацию за поврежденные дома.",
        "Два роки тому, 14 січня 2023 року, російська ракета зруйнувала під'їзд у Дніпрі. Загинули 46 людей.",
        "Суд заочно засудив російського командира, який наказав ударити по Кременчуку: тоді загинули 22 людини.",
        "Від початку повномасштабного вторгнення на Херсонщині загинули 540 цивільних.",
        "Цієї ночі ППО збила 87 зі 103 ударних безпілотників. Влучань не зафіксовано.",
        "Родини загиблих від обстрілів у Ромнах отримають по 15 тисяч гривень допомоги.",
        "Дрони атакували нафтобазу у Саратовській області, є пожежа. Повідомляють про двох постраждалих.",
        "У Миргороді сталася пожежа в багатоповерхівці через коротке замикання. Загинув чоловік.",
        "У Пирятині відновили дах будинку, пошкодженого ракетою торік.",
        "В Гадяче простились с 28-летним военным, который погиб от удара FPV-дрона под Покровском.",
        "Два года удару по Днепру. 14 января 2023 года ракета Х-22 убила 46 человек.",
        "Саперы за неделю обезвредили 95 мин на Харьковщине.",
        "ПВО ночью сбила 54 из 60 беспилотников. Попаданий нет.",
        "Потери врага за сутки: 1200 человек, 9 танков, 40 артсистем.",
        "Похороны учительницы, погибшей при ударе по Ромнам, пройдут в пятницу.",
        "Farewell to a soldier in Hadiach: 30-year-old Ihor was killed by a drone near Pokrovsk.",
        "Two years on from the Dnipro strike: on January 14, 2023, a Kh-22 missile killed 46 people.",
        "Court jails man for 15 years for directing strikes on Kharkiv.",
        "Two people were killed in a road accident in Lubny.",
        "Drones hit an oil depot in Saratov region; two people injured.",
        "Since the full-scale invasion began, 540 civilians have been killed in Kherson region.",
        "Полтавщина вшановує пам'ять загиблих. Рік від дня удару по інституту зв'язку.",
        "Прокуратура повідомила про підозру командиру, який завдав удару по Ізюму у 2022 році: загинули 54 людини.",
        "На Полтавщині через ожеледицю травмовані 12 людей.",
        "Хлопець із Лубен, який втратив ногу після удару 2023 року, переміг на змаганнях.",
        "Енергетики повернули світло 12 тисячам родин на Сумщині після обстрілів.",
        "Навчальна тривога в школах Полтави відбудеться 14 березня.",
        "Собираем на дроны для бригады из Полтавы.",
        "Над Полтавщиной и Сумщиной уничтожены 40 «Шахедов».",
        "Наши дроны поразили нефтебазу в Туапсе, пострадали два человека.",
        "Энергетики вернули свет 12 тысячам семей после обстрелов.",
        "Fundraiser for FPV drones for a Poltava brigade.",
        "Power restored to 12,000 families in Sumy region after shelling.",
        "Mayor of Poltava met EU ambassador to discuss air defence and drones.",
        "Ukrainian drones hit a refinery in Ryazan, one person injured.",
        "Росіяни втратили за тиждень 9 тисяч солдатів.",
        "Волонтери передали дрони підрозділу на Харківщині.",
        "Підліток підірвав петарду в школі Лубен, ніхто не постраждав.",
        "Бойцы сбили российский Су-25 под Покровском.",
        "В Полтаве появился мурал в честь погибших при ударе 3 сентября 2024 года.",
        "Mural in Poltava honours those killed in the strike of September 3, 2024.",
    ),
}
"""Typical phrasings of each kind, read without the whole post around them."""


def document_of(text: str) -> Document:
    return readings.document_of(text, PUBLISHED, "UA53")


def told_in(text: str) -> Signals:
    return signals(document_of(text))


def kind_of(document: Document, evidence: Evidence) -> Kind:
    facts = frozenset({0} if document.sentences else ())
    return classify(document, signals(document, facts), evidence)


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text[:50] for _, text in CASES])
def test_a_post_is_of_the_kind_that_its_words_tell(reader: Reader, kind: str, text: str) -> None:
    assert reader(Post("1", PUBLISHED, text, region="UA53")).kind == Kind(kind)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PHRASINGS.items() for text in texts])
def test_a_phrasing_tells_the_kind_of_its_post(reader: Reader, kind: str, text: str) -> None:
    assert reader(Post("1", PUBLISHED, text, region="UA53")).kind == Kind(kind)


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text[:50] for _, text in CASES])
def test_only_reports_have_incidents_or_totals(reader: Reader, kind: str, text: str) -> None:
    reading = reader(Post("1", PUBLISHED, text, region="UA53"))
    assert bool(reading.reports or reading.totals) == (Kind(kind) not in (Kind.ALERT, Kind.OTHER))


def test_a_strike_outside_ukraine_is_no_report() -> None:
    document = document_of("Дрони вдарили по складу, поранено трьох людей, пошкоджено дах.")
    assert kind_of(document, SEEN) is Kind.INCIDENT
    assert kind_of(document, replace(SEEN, foreign=True)) is Kind.OTHER


def test_an_old_attack_is_no_report_of_these_days() -> None:
    document = document_of("Ракета влучила в ліцей, загинула жінка, поранено трьох людей.")
    assert kind_of(document, replace(SEEN, age=300)) is Kind.OTHER


def test_a_post_without_any_place_is_no_report() -> None:
    document = readings.document_of("Дрон влучив у будинок, поранено трьох людей.", PUBLISHED)
    assert kind_of(document, SEEN) is Kind.INCIDENT
    assert kind_of(document, replace(SEEN, places=0, named=0)) is Kind.OTHER


def test_a_long_account_of_a_strike_alone_needs_no_place() -> None:
    text = "Дрон влучив у потяг. Поранено машиніста, 51 рік. Пошкоджено локомотив і два вагони."
    document = readings.document_of(text, PUBLISHED)
    assert kind_of(document, replace(SEEN, places=0, named=0)) is Kind.INCIDENT


def test_sums_over_several_places_make_a_round_up() -> None:
    document = document_of("Ворог бив дронами. У Ромнах поранено двох людей, у Гадячі загинула жінка.")
    assert kind_of(document, replace(SEEN, places=3, named=3, totals=True)) is Kind.ROUNDUP
    assert kind_of(document, replace(SEEN, places=3, named=3)) is Kind.INCIDENT


def test_a_period_over_one_town_makes_no_round_up() -> None:
    document = document_of("За добу по Гадячу били двічі: поранено двох людей, пошкоджено школу.")
    assert kind_of(document, replace(SEEN, period=True, named=4, places=3)) is Kind.ROUNDUP
    assert kind_of(document, replace(SEEN, period=True)) is Kind.INCIDENT


def test_a_sentence_about_old_times_tells_no_news() -> None:
    assert told_in("Снаряд влучив у школу, поранено двох людей.").told == 1
    assert told_in("Торік снаряд влучив у школу, поранено двох людей.").told == 0
    assert told_in("Снаряд влучив у школу у 2022 році, поранено двох людей.").told == 0
    assert told_in("Снаряд влучив у школу, поранено хлопця 2014 року народження.").told == 1


def test_words_of_other_topics_before_the_news_are_its_preface() -> None:
    found = told_in("Уряд ухвалив бюджет і тарифи. Дрон влучив у дах, поранено двох людей. Парламент чекає на закон.")
    assert (found.told, found.lead, found.preface) == (1, 1, 2)
    assert found.topics > found.preface


def test_the_head_of_a_post_is_its_first_three_sentences() -> None:
    found = told_in("Зведення.\nУдар по місту. Є поранені люди. Слава Україні разом! Підсумки доби потім.")
    assert found.in_head("roundup.word")
    assert not replace(found, head=0).in_head("roundup.word")


@given(st.text(max_size=200), st.builds(Evidence, st.integers(0, 5), casualties=st.booleans(), totals=st.booleans()))
@settings(max_examples=100, deadline=None)
def test_no_text_raises(text: str, evidence: Evidence) -> None:
    kind_of(document_of(text), evidence)


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_a_text_without_any_evidence_tells_of_no_incident(text: str) -> None:
    assert kind_of(document_of(text), Evidence(0, casualties=False, totals=False)) is not Kind.INCIDENT


@given(st.sampled_from([text for _, text in CASES]))
@settings(max_examples=40, deadline=None)
def test_a_post_in_which_nothing_was_read_is_no_report(text: str) -> None:
    assert kind_of(document_of(text), Evidence()) in (Kind.ALERT, Kind.OTHER)
