"""When a sentence tells of another attack than the scene before it: another day, another hour, another strike."""

from collections.abc import Sequence
from datetime import date

from bot.extract.facts import Facts
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Document
from bot.extract.times.finding import TimeMention
from bot.extract.weapons.names import are_others
from bot.model import DayPart, Level

_TIMELINE = 4
_HOURS = {
    DayPart.NIGHT: {*range(21, 24), *range(7)},
    DayPart.MORNING: {*range(4, 13)},
    DayPart.DAY: {*range(9, 19)},
    DayPart.EVENING: {*range(16, 24)},
}
"""The hours that each part of the day may mean."""


def is_apart(scene: Scene, told: Told, today: date, is_roundup: bool, is_timeline: bool, has_first: bool) -> bool:
    """Whether a sentence about the scene's place tells of another attack there.

    `today` is the day of publication, which is an attack's of which no day is told; `is_roundup`: the post covers a
    period, so that a recap tells of another; `is_timeline`: it tells one attack hour by hour; `has_first`: it speaks of
    a "first strike", so that a "second" one is told apart from it.
    """
    if _is_at_other_hour(scene, told) and not is_timeline:
        return True
    if told.is_item and _has_people(scene) and told.harms and is_other_weapon(scene, told):
        return True
    if not told.times:
        return scene.has_facts and not is_timeline and _is_second(scene, told, has_first)
    day = scene.day_of(told.times)
    known = scene.day if day is not None else None
    if day is not None and known is not None and day != known:
        return not _is_one_night(scene, told, day, known)
    recaps = "flag.recap" in told.senses
    if day is not None and day < today and known is None and scene.has_facts and recaps and is_roundup:
        return True
    if day is not None and known is None and not is_roundup and _goes_back(scene, told, day, today):
        return True
    if day is not None and known is None and scene.has_facts and (told.casualties or _recaps_another(scene, told)):
        if _parts(scene.times) & _parts(told.times) and not _is_of_earlier_night(scene, told, day, today):
            return False
        if day == today and not _parts(told.times):
            return False
        if bool(scene.casualties and told.casualties) and is_other_weapon(scene, told):
            return True
        return bool(scene.times) or (bool(scene.weapons) and recaps) or "time.earlier" in told.senses
    return scene.has_facts and not is_timeline and _is_another_blow(scene, told, is_roundup, has_first)


def _is_another_blow(scene: Scene, told: Told, is_roundup: bool, has_first: bool) -> bool:
    """Whether a sentence with a time tells of a blow at another hour or part of the scene's day, or in another way."""
    again = "sequence.again" in told.senses
    if is_roundup and _is_at_other_parts(scene, told) and _has_people(scene) and told.harms and told.is_struck:
        return True
    people = _has_people(scene) and told.harms_at_its_time
    if _clocks_differ(scene.times, told.times) or _is_at_another_part(scene.times, told.times):
        return told.is_blow or again or told.is_next_strike or people
    if people and _is_at_other_parts(scene, told) and (told.is_launched or again):
        return True
    if scene.has_weapon and told.weapons and _is_at_another_part(told.times, scene.times):
        return True
    if _is_second(scene, told, has_first):
        return True
    return _is_elsewhere(scene, told) or (told.has_facts and _is_later_clause(scene, told))


def _is_at_other_hour(scene: Scene, told: Told) -> bool:
    """Whether a sentence begins with a blow "earlier that day", by which it tells of harm or with other weapons; or
    with one that "later" harmed people with other weapons, or once more."""
    again = "sequence.again" in told.senses
    if not scene.has_facts or told.is_late or told.is_deathbed or "sum.risen" in told.senses:
        return False
    other = is_other_weapon(scene, told) and told.is_launched
    if told.is_of_other_hour and (other or (told.has_facts and told.is_launched)):
        return True
    people = _has_people(scene) and told.harms
    return told.is_of_later and people and (other or again)


def _goes_back(scene: Scene, told: Told, day: date, today: date) -> bool:
    """Whether a sentence goes back from a scene that has no day of its own to a strike of an earlier day: one that it
    calls so, or one before the day under which the scene is told."""
    if not scene.has_facts or day >= today:
        return False
    under = scene.inherited.start if scene.inherited is not None else None
    return told.is_recall or (under is not None and day < under and told.has_facts and told.is_blow)


def _is_of_earlier_night(scene: Scene, told: Told, day: date, today: date) -> bool:
    """Whether a sentence tells whom a strike on the night of an earlier day harmed, where the scene counts the people
    of one told by the night alone."""
    return day < today and told.is_blow and bool(scene.casualties and told.casualties)


def _is_second(scene: Scene, told: Told, has_first: bool) -> bool:
    """Whether a sentence tells of a "second" strike behind a "first" one, or some minutes later."""
    again = bool(told.casualties or told.times) and "sequence.again" in told.senses
    return again and not scene.is_repeated and (has_first or "time.minute" in told.senses)


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


def _is_one_night(scene: Scene, told: Told, one: date, other: date) -> bool:
    night = any(time.night_end for time in (*told.times, *scene.times))
    return night and abs((one - other).days) <= 1


def _clocks_differ(first: list[TimeMention], second: list[TimeMention]) -> bool:
    one = next((time.time for time in first if time.time), None)
    two = next((time.time for time in second if time.time), None)
    return one is not None and two is not None and one != two


def _is_at_another_part(first: list[TimeMention], second: list[TimeMention]) -> bool:
    """Whether a clock time lies outside the part of the day that a scene without a clock time is told of."""
    clock = next((time.time for time in second if time.time), None)
    if clock is None or any(time.time for time in first):
        return False
    hour, parts = int(clock[:2]), _parts(first)
    return bool(parts) and not any(hour in _HOURS[part] for part in parts)


def _is_at_other_parts(scene: Scene, told: Told) -> bool:
    """Whether a sentence and a scene are told of other parts of the day."""
    parts, part = _parts(scene.times), _parts(told.times)
    return bool(parts and part) and parts.isdisjoint(part)


def _has_people(scene: Scene) -> bool:
    """Whether somebody was harmed in a scene."""
    return any(not mention.zero for mention in scene.casualties)


def _recaps_another(scene: Scene, told: Told) -> bool:
    """Whether a sentence recalls a blow with weapons that the scene is not told of, by whatever name."""
    recalled = "flag.recap" in told.senses and told.is_blow
    return recalled and is_other_weapon(scene, told)


def is_other_weapon(scene: Scene, told: Told) -> bool:
    """Whether a sentence names weapons, and none of those that the scene is told of by whatever name."""
    known, named = [weapon.type for weapon in scene.weapons], [weapon.type for weapon in told.weapons]
    return bool(known and named) and are_others(known, named)


def _is_elsewhere(scene: Scene, told: Told) -> bool:
    """Whether a sentence tells of an attack with another weapon at another part of the day, or at a clock time in
    another district."""
    known, named = {weapon.type for weapon in scene.weapons}, {weapon.type for weapon in told.weapons}
    if not (known and named) or not known.isdisjoint(named):
        return False
    districts, district = _districts(scene), _districts(told)
    by_part = _is_at_other_parts(scene, told)
    by_district = bool(districts and district) and districts.isdisjoint(district)
    return by_part or (by_district and any(time.time for time in told.times))


def _is_later_clause(scene: Scene, told: Told) -> bool:
    """Whether a clause counts people at another part of the day than the clause before it: "вночі поранено п'ятьох,
    удень загинула жінка"; whoever died of wounds was hurt before."""
    part = _parts(told.times)
    if not part or not (scene.casualties and told.casualties) or scene.sentences != {told.sentence}:
        return False
    parts = _parts(scene.times)
    return bool(parts) and parts.isdisjoint(part) and not (told.is_late or told.is_deathbed)


def _parts(times: list[TimeMention]) -> set[DayPart]:
    return {time.part for time in times if time.part}


def _districts(place: Scene | Told) -> set[str]:
    return {site.unit.code for site in place.sites if site.level is Level.DISTRICT}


def strays(facts: Facts, time: TimeMention | None, sentence: int) -> bool:
    """Whether a day is only that of the strike which a sentence of another paragraph tells of a town: "постраждала
    внаслідок учорашнього обстрілу Куп'янська"; what other paragraphs tell was not that day."""
    if time is None or not (facts.document.tokens[time.first].sense or "").startswith("time.adjective_"):
        return False
    named = facts.document.sentence_of[time.first]
    here = facts.sites_by_sentence.get(named, ())
    local = bool(here) and all(site.level in (Level.SETTLEMENT, Level.DISTRICT) for site in here)
    return local and named > 0 and facts.paragraphs[named] != facts.paragraphs[sentence]
