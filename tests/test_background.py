"""A sentence about something else changes nothing of what a post tells of attacks."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.extract import Reader
from bot.model import Reading
from tests.readings import as_read, own_posts, read, summed, told

SENTENCES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "background.toml").read_text(encoding="utf-8")
)
_ABOUT_ATTACKS = ("incident", "roundup", "update")
_EVERY = 3
"""Each sentence is put behind each third of the posts, others for the next sentence."""


def record(reading: Reading) -> tuple[Any, ...]:
    return (
        reading.kind,
        sorted(map(str, map(told, reading.reports))),
        sorted(map(str, map(summed, reading.totals))),
    )


@pytest.mark.parametrize(
    ("language", "number"), [(language, number) for language in SENTENCES for number in range(len(SENTENCES[language]))]
)
def test_a_sentence_about_something_else_changes_no_record(reader: Reader, language: str, number: int) -> None:
    sentence = SENTENCES[language][number]
    posts = [post for post in own_posts() if post["lang"] == language and post["gold"]["kind"] in _ABOUT_ATTACKS]
    changed = []
    for post in posts[number % _EVERY :: _EVERY]:
        alone = record(as_read(reader, post))
        text = post["text"].rstrip().rstrip(".")
        if any(record(as_read(reader, post, f"{text}{joint}{sentence}")) != alone for joint in (".\n\n", ". ")):
            changed.append(post["id"])
    assert changed == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Дрон поранив жінку в Лубнах. Учора о 16:00 тут відкрили новий ринок на 40 місць.", date(2025, 11, 17)),
        ("Дрон ранил женщину в Лубнах. Вчера здесь открыли новый рынок на 40 мест.", date(2025, 11, 17)),
        ("A drone wounded a woman in Lubny. A new market hall with 40 stalls opened yesterday.", date(2025, 11, 17)),
        (
            "Дрон наздогнав поліцейських у Лубнах.\n\nУчора ввечері патруль повертався з виклику. Просто перед авто "
            "вибухнув дрон. Поранено інспектора.",
            date(2025, 11, 16),
        ),
        (
            "Дрон догнал полицейских в Лубнах.\n\nВчера вечером патруль возвращался с вызова. Прямо перед машиной "
            "взорвался дрон. Ранен инспектор.",
            date(2025, 11, 16),
        ),
        (
            "A drone caught up with policemen in Lubny.\n\nLast evening a patrol was driving home. The drone "
            "exploded right before their car, wounding an inspector.",
            date(2025, 11, 16),
        ),
    ],
)
def test_a_day_dates_an_attack_only_where_its_sentence_or_account_tells_of_one(
    reader: Reader, text: str, day: date
) -> None:
    assert [report.when.end for report in read(reader, text).reports] == [day]
