"""Which times of a post date what it tells behind them, and whether it tells one attack hour by hour."""

from collections.abc import Sequence

from bot.extract.facts import Facts
from bot.extract.scenes.items import is_heading
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Document
from bot.extract.times.finding import TimeMention
from bot.model import DayPart, Level

_TIMELINE = 4


def is_timeline(facts: Facts) -> bool:
    """Whether a post tells one attack as it went on: many lines that begin with a clock time and name no settlement."""
    lines, sentence_of = facts.document.lines, facts.document.sentence_of
    placed = {lines[site.sentence] for site in facts.sites if site.level is not Level.DISTRICT}
    timed = {lines[sentence_of[time.first]] for time in facts.times if time.heading and time.time}
    return len(timed - placed) >= _TIMELINE


def last_dated(document: Document, times: Sequence[TimeMention], before: TimeMention | None) -> TimeMention | None:
    """The time that dates what follows in a text: the first of `times` with a day, or with the night behind the line
    that the last one (`before`) stands in ("Учора обстріляли А. [...] Уночі впали уламки. У Б пошкоджено дах")."""
    line = document.lines[document.sentence_of[before.first]] if before is not None else -1

    def dates(time: TimeMention) -> bool:
        night = time.part is DayPart.NIGHT and time.time is None and before is not None
        return time.end is not None or (night and document.lines[document.sentence_of[time.first]] != line)

    return next((time for time in times if dates(time)), before)


def strays(facts: Facts, time: TimeMention | None, sentence: int) -> bool:
    """Whether a day is only that of the strike which a sentence of another paragraph tells of a town: "постраждала
    внаслідок учорашнього обстрілу Куп'янська"; what other paragraphs tell was not that day."""
    if time is None or not (facts.document.tokens[time.first].sense or "").startswith("time.adjective_"):
        return False
    named = facts.document.sentence_of[time.first]
    here = facts.sites_by_sentence.get(named, ())
    local = bool(here) and all(site.level in (Level.SETTLEMENT, Level.DISTRICT) for site in here)
    return local and named > 0 and facts.paragraphs[named] != facts.paragraphs[sentence]


def is_time_of_place(document: Document, scene: Scene, told: Told) -> bool:
    """Whether a sentence is only the time of a place of which nothing was told yet: "Дніпро. Близько 11:10"."""
    return not scene.has_facts and is_heading(document, told.sentence, told.times)
