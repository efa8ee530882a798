from dataclasses import replace
from datetime import UTC, date, datetime
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

from bot.answers import titles
from bot.errors import DataError
from bot.model import (
    Bound,
    Damage,
    DamageObject,
    DayPart,
    Doubt,
    DoubtReason,
    Figure,
    Incident,
    IncidentStatus,
    Kind,
    Level,
    Link,
    LinkStatus,
    Place,
    Reading,
    Span,
    Toll,
    Total,
    Trust,
    Weapon,
    WeaponType,
    When,
)
from bot.render import (
    Edition,
    Source,
    command_menu,
    label,
    render_card,
    render_digest,
    render_no_incident,
    render_region,
    render_sources,
    render_subscriptions,
    render_summary,
    render_text,
    render_why,
)
from bot.render.catalogue import LANGUAGES, LOCALES, words
from bot.render.dates import when
from bot.render.figures import damage, sum_line, toll, toll_line, weapons
from bot.render.quote import sentence
from bot.summary import Heard, Period, StatedTotal, Sum, changes, summarize, told
from tests.bot_under_test import gazetteer
from tests.record_values import (
    NOW,
    OKHTYRKA,
    SOURCES,
    assert_sendable,
    incident,
    on,
    people,
    read_html,
    statement,
    struck_okhtyrka,
)

UK, EN = words("uk"), words("en")
IZMAIL = Place("UA51", "Ізмаїльський", "Ізмаїл")
TODAY = Period.day(date(2026, 3, 5))


def seen(messages: list[str]) -> str:
    assert_sendable(messages)
    return "\n".join(read_html(message).text.replace("\u2060", "") for message in messages)


@pytest.fixture
def okhtyrka() -> Incident:
    return struck_okhtyrka()


@pytest.mark.parametrize(
    ("value", "uk", "en"),
    [
        (people(1), "1 загиблий", "1 killed"),
        (people(2), "2 загиблих", "2 killed"),
        (people(5), "5 загиблих", "5 killed"),
        (people(21), "21 загиблий", "21 killed"),
        (people(0), "загиблих немає", "nobody killed"),
        (people(3, children=1), "3 загиблих (1 дитина)", "3 killed (1 child)"),
        (people(9, children=2), "9 загиблих (з них дітей: 2)", "9 killed (2 children)"),
        (people(4, bound=Bound.AT_LEAST), "щонайменше 4 загиблих", "at least 4 killed"),
        (people(12, bound=Bound.ABOUT), "близько 12 загиблих", "about 12 killed"),
        (people(7, low=5, high=8), "7 загиблих (за різними даними 5–8)", "7 killed (reports differ: 5–8)"),
        (people(None), "є загиблі, числа не названо", "people killed, number not told"),
        (
            people(None, vague="кілька людей"),
            "є загиблі («кілька людей»), числа не названо",
            "people killed (in the post’s words: “кілька людей”), number not told",
        ),
    ],
)
def test_a_toll_is_told_in_words(value: Toll, uk: str, en: str) -> None:
    assert read_html(toll(UK, "killed", value)).text == uk
    assert read_html(toll(EN, "killed", value)).text == en


@pytest.mark.parametrize(
    ("killed", "injured", "shown"),
    [
        (None, None, "про постраждалих не повідомляли"),
        (people(0), people(0), "без загиблих і поранених"),
        (people(0), people(2), "2 поранених"),
        (None, people(1), "1 поранений"),
        (people(0), None, "загиблих немає"),
        (people(1), people(None), "1 загиблий, є поранені, числа не названо"),
    ],
)
def test_unknown_is_never_written_as_nought(killed: Toll | None, injured: Toll | None, shown: str) -> None:
    found = incident(1, OKHTYRKA, on(5), killed, injured)
    assert read_html(toll_line(UK, found)).text == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Sum(), ""),
        (Sum(5, 5, 5, stated=2), "5 поранених"),
        (Sum(5, 5, 5, stated=2, vague=1), "5 поранених, і ще в 1 випадку числа не названо"),
        (Sum(vague=2), "у 2 випадках є поранені, числа не названо"),
        (Sum(stated=3), "поранених немає"),
    ],
)
def test_a_sum_counts_incidents_without_a_number_apart(value: Sum, shown: str) -> None:
    assert read_html(sum_line(UK, "injured", value)).text == shown


def test_every_weapon_and_object_has_a_name_and_plurals_in_both_languages() -> None:
    for say in (UK, EN):
        for count in (None, 1, 2, 5, 21):
            assert all(weapons(say, [Weapon(kind, count)]) for kind in WeaponType)
            assert all(damage(say, [Damage(kind, count)]) for kind in DamageObject)


def test_every_value_of_the_record_has_words_in_both_languages() -> None:
    for say in (UK, EN):
        assert all(say(f"none.{kind}") for kind in Kind)
        assert all(say(f"part.{part}") for part in DayPart)
        assert all(say(f"doubt.{reason}", slot="x") for reason in DoubtReason)
        assert all(say(f"status.{status}") for status in IncidentStatus if status is not IncidentStatus.REPORTED)


def test_a_text_that_no_catalogue_has_is_a_data_error() -> None:
    with pytest.raises(DataError, match=r"weapon\.catapult"):
        UK("weapon.catapult")
    with pytest.raises(DataError, match="no text"):
        render_text("nonsense", "uk")


@pytest.mark.parametrize(
    ("value", "uk", "en"),
    [
        (on(5), "5 березня 2026", "5 March 2026"),
        (on(5, part=DayPart.NIGHT), "ніч на 5 березня 2026", "overnight into 5 March 2026"),
        (on(5, part=DayPart.EVENING), "5 березня 2026, вечір", "5 March 2026, evening"),
        (on(5, time="02:40", part=DayPart.NIGHT), "5 березня 2026, 02:40", "5 March 2026, 02:40"),
        (When(date(2026, 3, 4), date(2026, 3, 5)), "4–5 березня 2026", "4–5 March 2026"),
        (When(date(2026, 2, 28), date(2026, 3, 1)), "28 лютого – 1 березня 2026", "28 February – 1 March 2026"),
        (
            When(date(2025, 12, 31), date(2026, 1, 1)),
            "31 грудня 2025 – 1 січня 2026",
            "31 December 2025 – 1 January 2026",
        ),
    ],
)
def test_dates_are_written_as_people_write_them(value: When, uk: str, en: str) -> None:
    assert (when(value, "uk"), when(value, "en")) == (uk, en)


def test_a_card_tells_all_that_is_known(okhtyrka) -> None:
    card = seen(render_card(okhtyrka, Edition("uk", sources=SOURCES), is_new=False))
    assert card.splitlines() == [
        "📍 Охтирка, Охтирський район, Сумська область",
        "ніч на 5 березня 2026",
        "",
        "🕯 2 загиблих (за різними даними 1–2)",
        "6 поранених (1 дитина; за різними даними 4–6)",
        "",
        "Чим: 2 керовані авіабомби",
        "Пошкоджено: 5 приватних будинків, школа, автомобілі",
        "",
        "Дані попередні, числа можуть змінитися.",
        "",
        "Офіційно повідомили: Сумська ОВА: 5 березня, 06:20; ДСНС Сумщини: 5 березня, 10:20",
        "Додано до запису №31 · 2 дописи",
    ]


def test_a_card_in_english_spells_places_in_latin_letters(okhtyrka) -> None:
    card = seen(render_card(okhtyrka, Edition("en"), is_new=True))
    assert card.startswith("📍 Okhtyrka, Okhtyrskyi raion, Sumy oblast\novernight into 5 March 2026\n")
    assert "6 injured (1 child; reports differ: 4–6)" in card
    assert "New record №31" in card


def test_a_card_links_posts_and_nothing_else(okhtyrka) -> None:
    sources = SOURCES | {"s/2": Source("s/2", "ДСНС", "https://evil.example/t.me/")}
    (message,) = render_card(okhtyrka, Edition("uk", sources=sources, bot="a_bot"))
    assert read_html(message).links == ["https://t.me/sumy_head/1", "https://t.me/a_bot?start=i_31"]


def test_a_card_tells_doubts_of_the_post_or_those_that_all_posts_share(okhtyrka) -> None:
    doubt = Doubt("killed", DoubtReason.FIGURES_DIFFER, ("2", "3"))
    assert "Не певні: у дописі різні числа (загиблі): 2, 3." in seen(
        render_card(okhtyrka, Edition(), doubts=[doubt, doubt])
    )
    assert "Не певні" not in seen(render_card(okhtyrka, Edition()))
    single = replace(okhtyrka, statements=okhtyrka.statements[:1])
    assert "Не певні: дату взято з дня публікації." in seen(render_card(single, Edition()))


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("uk", "місць із такою назвою кілька: Левківка, Ізюмський район, Харківська область / Охтирка, "),
        ("en", "several places have this name: Levkivka, Izium raion, Kharkiv oblast / Okhtyrka, "),
    ],
)
def test_places_that_a_name_may_mean_are_told_by_their_names(okhtyrka, language: str, shown: str) -> None:
    doubt = Doubt("place", DoubtReason.PLACE_HOMONYM, ("UA63040090100054566", "UA59040110010017443"))
    edition = Edition(language, place_title=titles(gazetteer()))
    card = seen(render_card(okhtyrka, edition, doubts=[doubt]))
    assert shown in card
    assert "UA" not in card


@pytest.mark.parametrize(
    ("changed", "words_shown"),
    [
        ({"status": IncidentStatus.RETRACTED}, "Повідомлення відкликано"),
        ({"status": IncidentStatus.MERGED}, "об'єднано"),
        ({"status": IncidentStatus.DISMISSED}, "не окрема атака"),
        ({"status": IncidentStatus.CONFIRMED}, "переглянув редактор"),
        ({"held": ("killed",)}, "Нове число (загиблі)"),
        ({"links": (Link(31, "g/1", 0, 0.5, LinkStatus.PROVISIONAL),)}, "попередній"),
    ],
)
def test_a_card_says_where_the_record_stands(okhtyrka, changed: dict[str, object], words_shown: str) -> None:
    assert words_shown in seen(render_card(replace(okhtyrka, **changed), Edition()))


@pytest.mark.parametrize(("trust", "shown"), [(Trust.UNPROVEN, "не підтвердив"), (Trust.IMPOSTOR, "лише схожий")])
def test_a_card_warns_of_an_origin_that_is_not_proven(trust: Trust, shown: str) -> None:
    pasted = statement("p", 9, OKHTYRKA, on(5), trust=trust)
    card = seen(render_card(incident(1, OKHTYRKA, on(5), people(1), None, statements=(pasted,)), Edition()))
    assert shown in card
    assert "Офіційно" not in card


def test_a_card_without_place_or_posts_is_still_a_card() -> None:
    bare = incident(1, Place(None), on(5), None, None, statements=())
    assert seen(render_card(bare, Edition("en"))).startswith("📍 place not established")


def test_a_citys_district_stands_under_the_citys_name() -> None:
    place = Place("UA63", None, "Лозова", ("Кам'янський",), "UA63000000000000000", Level.DISTRICT)
    card = seen(render_card(incident(1, place, on(5), None, None), Edition("uk")))
    assert card.startswith("📍 Лозова, Харківська область\nКам'янський район\n")


@pytest.mark.parametrize(
    ("authority", "uk", "en"),
    [
        ("ses", "ДСНС", "State Emergency Service"),
        (
            "governor:UA59",
            "обласна військова адміністрація, Сумська область",
            "oblast military administration, Sumy oblast",
        ),
        ("police:police_sumy", "Національна поліція", "National Police"),
        ("some_channel", "some_channel", "some_channel"),
        ("", "канал не вказано", "channel not told"),
    ],
)
def test_a_post_without_a_channel_is_named_by_who_speaks(authority: str, uk: str, en: str) -> None:
    post = statement("p", 9, OKHTYRKA, on(5), authority=authority, source=None)
    assert [Edition(language).source(post).title for language in ("uk", "en")] == [uk, en]


def test_the_day_answers_with_sums_groups_and_what_it_rests_on(okhtyrka) -> None:
    quiet = incident(32, IZMAIL, on(5, time="13:05"), None, None, damage=(Damage(DamageObject.PORT, 2),))
    total = Total(Place("UA59"), When(date(2026, 3, 4), date(2026, 3, 5)), Figure(3), Figure(7))
    official = StatedTotal(total, "g/9", NOW, "governor:UA59")
    summary = summarize([quiet, okhtyrka], TODAY, None, [official], NOW)
    text = seen(render_summary(summary, Edition("uk", sources=SOURCES)))
    assert text.splitlines() == [
        "Україна",
        "5 березня 2026 · станом на 16:00",
        "",
        "🕯 2 загиблих (за різними даними 1–2)",
        "6 поранених (1 дитина; за різними даними 4–6)",
        "",
        "Сумська область · 2 загиблих, 6 поранених",
        "Офіційно (4–5 березня, обласна військова адміністрація, Сумська область): "
        "3 загиблих, 7 поранених; у записах 2 загиблих, 6 поранених",
        "",
        "• Охтирка, Охтирський район, ніч на 5 березня",
        "2 загиблих (за різними даними 1–2), 6 поранених (1 дитина; за різними даними 4–6)",
        "2 керовані авіабомби · пошкоджено 5 приватних будинків, школа, автомобілі",
        "№31 · ДСНС Сумщини, Сумська ОВА",
        "",
        "Одеська область",
        "",
        "• Ізмаїл, Ізмаїльський район, 13:05",
        "Про постраждалих не повідомляли",
        "Пошкоджено 2 об'єкти порту",
        "№32 · dsns_sumy",
        "",
        "Офіційно повідомлено: 2 джерела, 3 дописи, останній — 5 березня, 11:20 за Києвом.",
        "Якщо про щось не повідомили, це не означає, що цього не було.",
    ]


@pytest.mark.parametrize(("count", "more"), [(4, ""), (5, ", і ще 1 джерело"), (7, ", і ще 3 джерела")])
def test_sources_that_are_not_shown_are_counted(count: int, more: str) -> None:
    posts = [statement(f"p/{n}", 4 + n, OKHTYRKA, on(5), source=f"kanal_{n}") for n in range(count)]
    told = incident(1, OKHTYRKA, on(5), people(1), None, statements=tuple(posts))
    text = seen(render_summary(summarize([told], TODAY, None, [], NOW), Edition("uk")))
    shown = next(line for line in text.splitlines() if line.startswith("№1"))
    assert shown.startswith(f"№1 · kanal_{count - 1}, kanal_{count - 2}, ")
    assert shown.endswith(f"kanal_{count - 4}{more}")


@pytest.mark.parametrize(
    ("zone", "said"), [("Europe/Kyiv", "10:20 Kyiv time"), ("America/New_York", "03:20 America/New_York time")]
)
def test_moments_are_named_by_the_zone_that_they_are_told_in(okhtyrka, zone: str, said: str) -> None:
    summary = summarize([okhtyrka], Period.day(date(2026, 3, 5), ZoneInfo(zone)), None, [], NOW)
    edition = Edition("en", sources=SOURCES, zone=ZoneInfo(zone))
    assert f"the last one 5 March, {said}" in seen(render_summary(summary, edition))
    heard = replace(summary, heard=Heard(last=datetime(2026, 3, 5, 8, 20, tzinfo=UTC)))
    assert f"reached us: 5 March 2026, {said}" in seen(render_summary(heard, edition))


def test_a_round_up_of_the_night_before_is_not_compared_with_an_empty_day() -> None:
    total = Total(Place("UA59"), When(date(2026, 3, 4), date(2026, 3, 5)), Figure(3), Figure(7))
    summary = summarize([], TODAY, Place("UA59"), [StatedTotal(total, "g/9", NOW, "governor:UA59")], NOW)
    text = seen(render_summary(summary, Edition("en")))
    assert "3 killed, 7 injured" in text
    assert "itemised" not in text
    assert "No official report" not in text


def test_nothing_to_tell_is_said_with_who_was_listened_to() -> None:
    silent_day = summarize([], TODAY, None, [], NOW)
    silent = seen(render_summary(silent_day, Edition("en")))
    assert "No official report" in silent
    assert "This answer rests on no post.\n" in silent
    spoke = Heard(last=datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    quiet = seen(render_summary(replace(silent_day, heard=spoke), Edition("en")))
    assert "This answer rests on no post. The last post that has reached us: 2 March 2026, 11:30 Kyiv time." in quiet
    heard = replace(silent_day, heard=Heard(3, 8, datetime(2026, 3, 5, 9, 30, tzinfo=UTC)))
    assert "3 sources, 8 posts, the last one 5 March, 11:30 Kyiv time" in seen(render_summary(heard, Edition("en")))


def test_a_long_day_only_names_where_nobody_is_known_to_be_hurt() -> None:
    unhurt = [incident(n, Place("UA59", None, f"Село{n}"), on(5), people(0), people(0)) for n in range(1, 13)]
    untold = incident(20, IZMAIL, on(5), None, None)
    hurt = incident(21, OKHTYRKA, on(5), None, people(2))
    text = seen(render_summary(summarize([*unhurt, untold, hurt], TODAY, None, [], NOW), Edition()))
    assert "Без загиблих і поранених: Село1, Село2" in text
    assert "Про постраждалих не повідомляли: Ізмаїл" in text
    assert "• Охтирка" in text


def test_a_region_without_anything_says_so_once() -> None:
    day, week = (summarize([], Period.last_hours(NOW, hours), Place("UA59"), [], NOW) for hours in (24, 168))
    text = seen(render_region(day, week, Edition()))
    assert text.startswith("Сумська область\nОстанні 7 днів · станом на 5 березня, 16:00\n\nАні за останню добу, ані")
    assert text.count("не надходило") == 1


def test_what_an_unproven_post_says_is_shown_as_unproven(okhtyrka) -> None:
    pasted = tuple(replace(one, trust=Trust.UNPROVEN) for one in okhtyrka.statements)
    bare = replace(okhtyrka, killed=None, injured=None, statements=pasted)
    assert "Не доведено: 2 загиблих, 6 поранених (1 дитина)" in seen(render_card(bare, Edition()))
    assert visible_line(bare) == "unproven: 2 killed, 6 injured (1 child)"
    assert "the record has no number" in seen(render_why(bare, Edition("en")))
    half = replace(okhtyrka, injured=None, statements=(okhtyrka.statements[0], pasted[1]))
    card = seen(render_card(half, Edition()))
    assert "Про поранених не повідомляли\nНе доведено: 6 поранених (1 дитина)".lower() in card.lower()


def visible_line(found: Incident) -> str:
    return read_html(toll_line(EN, found)).text


def test_a_region_answers_for_a_day_and_a_week_and_repeats_nothing(okhtyrka) -> None:
    earlier = incident(7, Place("UA59", None, "Шостка"), on(1), people(0), people(3))
    everything = [okhtyrka, earlier]
    area = Place("UA59")
    day = summarize(everything, Period.last_hours(NOW), area, [], NOW)
    week = summarize(everything, Period.last_hours(NOW, 168), area, [], NOW)
    text = seen(render_region(day, week, Edition()))
    assert text.index("Останні 7 днів") > text.index("• Охтирка") > text.index("останні 24 години")
    assert text.count("• Охтирка") == 1
    assert "9 поранених" in text[text.index("Останні 7 днів") :]


def test_a_digest_tells_what_has_changed_in_earlier_records(okhtyrka) -> None:
    first = incident(5, IZMAIL, on(3), people(1), people(2))
    gone = incident(6, Place("UA59", None, "Ромни"), on(3), people(2), None)
    before = told(summarize([first, gone], Period.day(date(2026, 3, 3)), None, [], NOW))
    found = changes(before, [replace(first, killed=people(2)), replace(gone, status=IncidentStatus.RETRACTED)])
    summary = summarize([okhtyrka], Period.last_hours(NOW), None, [], NOW)
    text = seen(render_digest(summary, found, Edition(), late=True))
    assert text.startswith("Це зведення запізнилося")
    assert "Зведення: Україна" in text
    assert "• Ізмаїл, 3 березня (№5)\nЗагиблі: 1 → 2" in text
    assert "• Ромни, 3 березня (№6)\nПовідомлення відкликано, раніше було: 2 загиблих" in text


@pytest.mark.parametrize(
    ("text", "words_read", "shown"),
    [
        ("Про це повідомив І. Коваль. У м. Суми поранено двох. Далі.", "двох", "У м. Суми поранено двох."),
        ("Суми\nпоранено 3 людей\nДалі", "3", "поранено 3 людей"),
        ("Two people died! Five were hurt in 3.5 hours.", "Five", "Five were hurt in 3.5 hours."),
        ("лише слово", "слово", "лише слово"),
    ],
)
def test_a_sentence_ends_where_people_end_it(text: str, words_read: str, shown: str) -> None:
    start = text.index(words_read)
    assert "".join(sentence(text, [Span(start, start + len(words_read))])) == shown


def test_spans_outside_the_text_quote_nothing() -> None:
    assert sentence("коротко", [Span(40, 50), Span(3, 3)]) == ("", "", "")


def test_sources_list_posts_with_their_marks(okhtyrka) -> None:
    pasted = replace(okhtyrka.statements[1], trust=Trust.UNPROVEN)
    link = Link(31, "s/2", 0, 0.5, LinkStatus.PROVISIONAL)
    text = seen(
        render_sources(replace(okhtyrka, statements=(okhtyrka.statements[0], pasted), links=(link,)), Edition())
    )
    assert "• sumy_head, 5 березня, 06:20" in text
    assert "• dsns_sumy, 5 березня, 10:20 · походження не доведене · зв'язок попередній" in text


@pytest.mark.parametrize("kind", list(Kind))
def test_a_post_without_an_incident_gets_kind_words(kind: Kind) -> None:
    for language in ("uk", "en"):
        assert_sendable(render_no_incident(Reading(kind), Edition(language), trust=Trust.UNPROVEN))


def test_a_round_ups_total_is_told_as_kept_for_comparison() -> None:
    reading = Reading(Kind.ROUNDUP, totals=(Total(Place("UA59"), on(5), Figure(2), Figure(added=3)),))
    text = seen(render_no_incident(reading, Edition()))
    assert "Сумська область, 5 березня: 2 загиблих, ще 3 поранених" in text


@pytest.mark.parametrize("language", ["uk", "en", "de"])
def test_pages_menus_and_lists_exist_in_every_language(language: str) -> None:
    for name in ("start", "help", "privacy", "same_post", "error"):
        assert_sendable(render_text(name, language))
    assert_sendable(render_subscriptions([("08:00", "Сумська область")], Edition(language)))
    assert_sendable(render_subscriptions([], Edition(language)))
    assert label("why", language)
    for role in ("everybody", "reviewer", "owner"):
        menu = command_menu(language, role)
        assert all(name.isascii() and 3 <= len(words_shown) <= 256 for name, words_shown in menu)
        assert ("review" in dict(menu), "status" in dict(menu)) == (role != "everybody", role == "owner")


def catalogue(language: str) -> dict[str, list[set[str]]]:
    """Each text's key with the fields of its forms."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        entries = [entry for entry in read_po(file, locale=language) if entry.id]
    forms = {str(entry.id): entry.string if isinstance(entry.string, tuple) else (entry.string,) for entry in entries}
    return {key: [{name for _, name, _, _ in Formatter().parse(form) if name} for form in forms[key]] for key in forms}


def test_both_catalogues_have_the_same_texts_with_the_same_fields() -> None:
    uk, en = catalogue("uk"), catalogue("en")
    assert uk.keys() == en.keys()
    for key, forms in uk.items():
        assert all(fields == forms[0] for fields in forms + en[key]), key


def test_no_text_of_a_catalogue_is_empty_or_badly_marked_up() -> None:
    for language in LANGUAGES:
        with (LOCALES / f"{language}.po").open("rb") as file:
            for entry in read_po(file, locale=language):
                forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
                assert all(form.strip() and not read_html(form).faults for form in forms if entry.id), entry.id
