"""Which facts belong together: scenes, round-ups, sums and their breakdowns, read from whole posts."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.extract import Reader
from bot.model import Kind
from tests.readings import read, summed, told

CASES = {
    case["why"]: case
    for case in tomllib.loads((Path(__file__).parent / "cases" / "scenes.toml").read_text(encoding="utf-8"))["case"]
}


def line(values: tuple[str | int | None, ...]) -> str:
    return " ".join("-" if value is None else str(value) for value in values)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_post_is_cut_into_its_attacks_and_its_sums(reader: Reader, case: dict[str, Any]) -> None:
    reading = read(reader, case["text"], case.get("region"))
    found = {
        "incidents": sorted(line(told(report)) for report in reading.reports),
        "totals": sorted(line(summed(total)) for total in reading.totals),
    }
    expected = {part: sorted(case[part]) for part in found if part in case}
    assert expected
    assert {part: found[part] for part in expected} == expected


def test_oblasts_as_headings_make_a_round_up(reader: Reader) -> None:
    text = (
        "Вночі 17 листопада ворог атакував енергетику дронами.\n\nОдещина. Пошкоджено дві підстанції в Ізмаїлі.\n\n"
        "Чернігівщина. У Ніжині дрон поранив двох людей.\n\nПолтавщина. Ракета пошкодила школу в Лубнах."
    )
    assert read(reader, text).kind is Kind.ROUNDUP


AFTER_ONE_TOWN = {
    "uk": "Уночі ворог ударив ракетою по Лозовій: загинули троє людей, 13 поранено. Загалом за добу на Харківщині "
    "четверо людей загинули, 20 поранені.",
    "uk raion": "Уночі ворог ударив ракетою по Лозовій. Загинули троє людей, 13 поранено. За тиждень у Лозівському "
    "районі загинуло четверо людей, 20 поранено.",
    "ru": "Ночью враг ударил ракетой по Лозовой: погибли три человека, 13 ранены. Всего за сутки в Харьковской области "
    "погибли четыре человека, 20 ранены.",
    "en": "A missile hit Lozova overnight, killing three people and wounding 13. In total, four people have been "
    "killed and 20 injured in Kharkiv region over the past week.",
    "uk without a period": "Уночі ворог ударив ракетою по Лозовій: загинули троє людей, 13 поранено. Усього на "
    "Харківщині четверо загиблих і 20 поранених.",
}


@pytest.mark.parametrize("language", AFTER_ONE_TOWN)
def test_the_sum_of_an_area_behind_one_town_is_no_figure_of_the_town(reader: Reader, language: str) -> None:
    reading = read(reader, AFTER_ONE_TOWN[language])
    assert reading.kind is Kind.INCIDENT
    assert [(report.killed.total, report.injured.total) for report in reading.reports] == [(3, 13)]
    assert [(total.killed.total, total.injured.total) for total in reading.totals] == [(4, 20)]


COUNTED_WITH_OTHERS = {
    "uk": "За добу постраждали 16 людей. На Харківщині поранено 11 людей, обстріляно Харків і ще шість населених "
    "пунктів. У Сумах поранено чотирьох людей. У Оріхові на Запоріжжі поранено жінку.",
    "en": "Russian attacks injure 16 over past day. Eleven people were injured in Kharkiv Oblast as Russian forces "
    "targeted Kharkiv and six other settlements. In Sumy, a drone injured four people. A woman was wounded in Orikhiv.",
}


@pytest.mark.parametrize("language", COUNTED_WITH_OTHERS)
def test_a_town_counted_with_others_is_no_incident_of_the_oblasts_sum(reader: Reader, language: str) -> None:
    reading = read(reader, COUNTED_WITH_OTHERS[language])
    assert {report.place.settlement for report in reading.reports} == {"Суми", "Оріхів"}
    assert 11 in [total.injured.total for total in reading.totals]


@pytest.mark.parametrize("heading", ["Ситуація за добу на Сумщині", "Обстріли за добу на Сумщині"])
def test_the_day_in_a_heading_is_a_period(reader: Reader, heading: str) -> None:
    text = f"{heading}: у Шостці дрон поранив двох жінок, у Ворожбі снаряд убив чоловіка, у Глухові горів склад."
    assert {report.when.start.day for report in read(reader, text).reports} == {16}


@pytest.mark.parametrize(
    "text",
    [
        "У Лимані дрон ударив по ринку, поранено двох людей.\n\nУночі Росія випустила по Україні 96 дронів, збито 81.",
        "В Лимане дрон ударил по рынку, ранены двое.\n\nНочью Россия выпустила по Украине 96 дронов, сбит 81.",
        "A drone hit a market in Lyman, wounding two.\n\nOvernight, Russia launched 96 drones at Ukraine, 81 downed.",
    ],
)
def test_what_was_launched_over_the_country_is_not_of_the_town_before(reader: Reader, text: str) -> None:
    (report,) = read(reader, text).reports
    assert (report.when.part, [weapon.count for weapon in report.weapons]) == (None, [None])


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
    assert read(reader, text, "UA53").kind is Kind.INCIDENT


@pytest.mark.parametrize(
    "text",
    [
        "Сили ППО збили за ніч 14 безпілотників над областю.\n\nНікопольщину впродовж доби агресор атакував дронами. У "
        "Нікополі поранені троє.\n\nУ Павлограді через влучання БпЛА загинув сторож.",
        "За ночь силы ПВО сбили 9 дронов.\n\nЗа сутки враг атаковал Никопольский район. В Никополе ранены трое.\n\n"
        "В Павлограде от удара беспилотника погиб сторож.",
        "Overnight, air defenders shot down 12 drones over the region.\n\nOver the past day, Russians attacked Nikopol "
        "district. In Nikopol, three were wounded.\n\nIn Pavlohrad, a drone killed a guard.",
    ],
)
def test_a_night_in_which_drones_were_shot_down_is_not_the_period_of_the_attacks(reader: Reader, text: str) -> None:
    days = {(report.when.start.day, report.when.end.day) for report in read(reader, text, "UA12").reports}
    assert days == {(16, 17)}
