"""The same post laid out another way says the same: paragraphs, marks, gaps, leads and closing words."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.codec import reading_to_json
from bot.extract import Reader
from bot.model import Reading
from tests.readings import as_read, own_posts, read, summed, told

CLOSING = {
    "uk": "Усі служби працюють на місці. Бережіть себе!",
    "ru": "Все службы работают на месте. Берегите себя!",
    "en": "All services are at work on the site. Take care!",
}
LEADS = {
    "uk": ("УВАГА!\n", "❗️Наслідки ворожої атаки\n\n", "Доброго ранку! ", "Оперативна інформація:\n"),
    "ru": ("ВНИМАНИЕ!\n", "❗️Последствия вражеской атаки\n\n", "Доброе утро! "),
    "en": ("BREAKING\n\n", "Aftermath of the Russian attack\n\n"),
}
MARKS = {"—": "–", "’": "'", "«": "“", "»": "”", "▪️": "🔹", " ": "\N{NO-BREAK SPACE}", "\n": " \n"}

PARAGRAPHS = {
    "a town's people in a paragraph of their own (uk)": (
        "За добу на Донеччині троє загиблих, дев'ятеро поранених.\n\n▪️ По Дружківці ворог скинув дві авіабомби.\n\n"
        "Загинули двоє людей, п'ятеро поранені.\n\nЗруйновано магазин.\n\n▪️ У Лимані поранено чоловіка.",
        [("Дружківка", 2, 5), ("Лиман", None, 1)],
        [("UA14", 3, 9)],
    ),
    "a town's people in a paragraph of their own (ru)": (
        "Неделя в Запорожской области: погибли 6 человек, 20 ранены.\n\n— 11 ноября, Степногорск.\n\nАвиабомба "
        "разрушила два дома.\n\nПогибли трое жителей.\n\n— 13 ноября, Орехов.\n\nРанен велосипедист, 68 лет.",
        [("Степногірськ", 3, None), ("Оріхів", None, 1)],
        [("UA23", 6, 20)],
    ),
    "a town's people in a paragraph of their own (en)": (
        "Kherson region, the past day\n\n2 people were killed and 11 were injured.\n\n◾️ Beryslav.\n\nArtillery; the "
        "windows of a clinic are broken.\n\n5 wounded.\n\n◾️ Zolota Balka: a woman, 68, was killed by a drone.",
        [("Берислав", None, 5), ("Золота Балка", 1, None)],
        [("UA65", 2, 11)],
    ),
    "the last town's people are no sum where another one counts more": (
        "Минулої доби під вогнем були Садове, Білозерка, Кізомис та Херсон.\n\nДвоє людей загинули, 14 поранені.\n\n"
        "Найтяжче було в Білозерці: дрон влучив в автобус.\n\nЗагинула 48-річна жінка, шестеро пасажирів поранені.",
        [("Білозерка", 1, 6)],
        [("UA65", 2, 14)],
    ),
    "people under a town's heading, with no sum at all": (
        "Масована атака в ніч на 17 листопада: рятувальники працюють у трьох областях\n\n🔴 Дніпро.\n\nДрон "
        "зруйнував квартири.\n\nТроє загиблих, 12 постраждалих.\n\n🔴 Кременчук, Полтавська область.\n\n"
        "Влучання в підстанцію.\n\n🔴 Харків.\n\nУламки пошкодили чотири будинки.\n\nПостраждала жінка, 46 років.",
        [("Дніпро", 3, 12), ("Кременчук", None, None), ("Харків", None, 1)],
        [],
    ),
    "an oblast's people in the paragraph below it (en)": (
        "Russian attacks kill 5, injure 21 over past day\n\nIn Kharkiv Oblast, nine people were injured, the governor "
        "said.\n\nA drone that hit a shop in Chuhuiv wounded four of them.\n\nIn Kherson Oblast, Russia targeted 32 "
        "settlements, including the regional center.\n\nTwo people were killed and 10 others injured.\n\nIn Nikopol, "
        "Dnipropetrovsk Oblast, shelling injured a woman, 71.",
        [("Чугуїв", None, 4), ("Нікополь", None, 1)],
        [(None, 5, 21), ("UA63", None, 9), ("UA65", 2, 10)],
    ),
    "nobody hurt in the oblast named right above": (
        "One killed as Russia attacks regions over past day\n\nDonetsk region: one person was killed and six were "
        "wounded.\n\nThe fatality was recorded in Lyman.\n\nZaporizhzhia region: 121 strikes on 29 settlements.\n\n"
        "There were no casualties.\n\nKherson region: 22 settlements came under fire.\n\nFive were wounded.",
        [("Лиман", 1, None)],
        [(None, 1, None), ("UA14", 1, 6), ("UA23", 0, 0), ("UA65", None, 5)],
    ),
    "an oblast's sum below its towns (uk)": (
        "Доба в Україні: троє загиблих, 12 поранених\n\nХарківська область.\n\nУ Чугуєві поранено жінку.\n\nУсього по "
        "області - двоє загиблих і семеро поранених.\n\nСумська область.\n\nУ Шостці поранено чоловіка.\n\nПоранених "
        "по області п'ятеро.",
        [("Чугуїв", None, 1), ("Шостка", None, 1)],
        [(None, 3, 12), ("UA63", 2, 7), ("UA59", None, 5)],
    ),
    "an oblast's sum below its towns (ru)": (
        "Сутки в Украине: трое погибших, 12 раненых\n\nХарьковская область.\n\nВ Чугуеве ранена женщина.\n\nВсего по "
        "области - двое погибших и семеро раненых.\n\nСумская область.\n\nВ Шостке ранен мужчина.\n\nРаненых по "
        "области пятеро.",
        [("Чугуїв", None, 1), ("Шостка", None, 1)],
        [(None, 3, 12), ("UA63", 2, 7), ("UA59", None, 5)],
    ),
    "an oblast's sum below its towns (en)": (
        "Three killed, 12 injured in Ukraine over past day\n\nKharkiv Oblast.\n\nIn Chuhuiv a woman was injured.\n\n"
        "In all, two people were killed and seven injured in the oblast.\n\nSumy Oblast.\n\nIn Shostka a man was "
        "injured.\n\n"
        "In total, five people were injured across the region.",
        [("Чугуїв", None, 1), ("Шостка", None, 1)],
        [(None, 3, 12), ("UA63", 2, 7), ("UA59", None, 5)],
    ),
    "the other outcome denied below a sum": (
        "Нікопольський район, минула доба\n\nДвоє людей поранені.\n\nЗагиблих немає.\n\nУ Марганці дрон поранив "
        "чоловіка, 40 років.\n\nУ Томаківці поранено жінку, 61 рік.",
        [("Марганець", None, 1), ("Томаківка", None, 1)],
        [("UA12", 0, 2)],
    ),
}


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_a_paragraph_belongs_to_the_place_above_it(reader: Reader, case: str) -> None:
    text, incidents, totals = PARAGRAPHS[case]
    reading = read(reader, text)
    assert [(place, killed, injured) for place, _, killed, injured in map(told, reading.reports)] == incidents
    assert [(oblast, killed, injured) for oblast, _, killed, injured in map(summed, reading.totals)] == totals


def said(reading: Reading) -> list[object]:
    """Everything that a reading says, without where it stands in the text."""
    plain = re.sub(
        r'"(?:spans|doubts|words)": (?:null|"[^"]*"|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])',
        "",
        json.dumps(reading_to_json(reading), ensure_ascii=False),
    )
    return plain.split(",")


def with_other_marks(post: dict[str, Any]) -> str:
    text = post["text"]
    for mark, other in MARKS.items():
        text = text.replace(mark, other)
    return text


def with_closing_words(post: dict[str, Any]) -> str:
    return f"{post['text'].rstrip()}\n\n{CLOSING[post['lang']]}"


def with_a_lead(number: int) -> Callable[[dict[str, Any]], str]:
    def rewrite(post: dict[str, Any]) -> str:
        leads = LEADS[post["lang"]]
        return leads[(number + len(post["text"])) % len(leads)] + str(post["text"])

    return rewrite


def with_wider_gaps(post: dict[str, Any]) -> str:
    return post["text"].replace("\n\n", "\n\n\n")


REWRITES = {
    "other marks": with_other_marks,
    "closing words": with_closing_words,
    "wider gaps": with_wider_gaps,
    **{f"lead {number}": with_a_lead(number) for number in range(2)},
}


def test_marks_gaps_leads_and_closing_words_change_nothing(reader: Reader) -> None:
    changed = []
    for post in own_posts():
        plain = said(as_read(reader, post))
        for name, rewrite in REWRITES.items():
            if said(as_read(reader, post, rewrite(post))) != plain:
                changed.append((post["id"], name))
    assert changed == []
