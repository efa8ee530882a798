"""Scenes -> reports: place, date, figures, weapons and damage of each, with spans and doubts."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.extract.casualties.tolls import Tolls, combine
from bot.extract.damage.finding import DamageMention, merge_damage
from bot.extract.facts import Facts, Site
from bot.extract.kinds.flags import report_flags
from bot.extract.scenes.scene import Scene
from bot.extract.text.tokens import Document, Shape
from bot.extract.times.finding import Role, TimeMention
from bot.extract.times.moments import Moment, settle
from bot.extract.weapons.finding import is_guess, merge_weapons
from bot.gazetteer import Unit
from bot.model import DayPart, Doubt, DoubtReason, Level, Place, Report, When

_NIGHT_ENDS = "06:00"
_SEVERAL, _BEHIND = 2, 3


def report_of(facts: Facts, scene: Scene, published: datetime, scope: TimeMention | None, home: Unit | None) -> Report:
    """The report that a scene makes; `published` is local, `scope` the heading or period that it stands under, `home`
    the town that the channel speaks for."""
    document = facts.document
    scope = _scope(facts, scene, scope, published)
    tolls = combine(document, scene.casualties)
    moment = settle(scene.times, published, scope)
    spans = tuple(
        document.span(first, end - 1) for first, end in (document.sentences[n] for n in sorted(scene.sentences))
    )
    first, end = _range(facts, scene)
    flags = report_flags(document, first, end)
    return Report(
        place=_place(facts, scene, home),
        when=_when(facts, scene, moment, scope),
        weapons=merge_weapons(scene.weapons),
        killed=tolls.killed,
        injured=tolls.injured,
        people=tolls.people,
        damage=merge_damage(_by_districts(scene)),
        preliminary=flags.preliminary,
        doubts=_doubts(scene, moment, tolls, home),
        spans=spans,
        recap=flags.recap,
        correction=flags.correction,
        final=flags.final,
        withdrawn=flags.withdrawn,
        death_of_injured=tolls.late,
    )


def _by_districts(scene: Scene) -> list[DamageMention]:
    """The damage of a scene with the city district told last before each thing in its sentence or the one before."""
    districts = [site for site in scene.sites if site.level is Level.DISTRICT]
    if len({site.unit.code for site in districts}) < _SEVERAL:
        return scene.damage
    return [replace(thing, district=_district_of(thing, districts)) for thing in scene.damage]


def _district_of(thing: DamageMention, districts: list[Site]) -> str | None:
    """The district of a thing: the last told before it, or the one right behind it; None for what follows several."""
    behind = [site for site in districts if thing.last < site.first <= thing.last + _BEHIND]
    if behind and behind[0].sentence == thing.sentence:
        return behind[0].unit.code
    before = [site for site in districts if site.first < thing.first]
    near = [site for site in before if site.sentence == before[-1].sentence] if before else []
    return near[-1].unit.code if len(near) == 1 or (near and thing.sentence == near[-1].sentence) else None


def _scope(facts: Facts, scene: Scene, scope: TimeMention | None, published: datetime) -> TimeMention | None:
    """What dates a scene without a date of its own: the heading or period that it stands under, else the last date
    told before it. A date that opened another line told only of that line where the post speaks of a period; a night
    after the last date is the night before the publication."""
    document = facts.document
    start = document.sentences[min(scene.sentences)][1]
    line = document.lines[min(scene.sentences)]
    if scope is not None and scope.role is Role.EVENT and not _holds_for(document, scope, line):
        period = next(
            (time for time in facts.times if time.role is Role.PERIOD and time.end and time.first < start), None
        )
        scope = period or scope
    if scope is not None and _is_told_nearer(document, scene.inherited, scope, line):
        scope = scene.inherited
    scope = _headline_day(facts, scope) or scope
    if scope is None or (scope.first >= start and scene.inherited is not None):
        scope = scene.inherited
    night = any(time.part is DayPart.NIGHT for time in scene.times) and all(
        time.time is None or time.time < _NIGHT_ENDS for time in scene.times
    )
    if scope is not None and night and scope.role is Role.EVENT and scope.end == published.date() - timedelta(days=1):
        return None
    return scope


def _is_told_nearer(document: Document, told: TimeMention | None, scope: TimeMention, line: int) -> bool:
    """Whether a day told in the line of a scene, but not as its first word, is nearer than the heading of another
    line: "Баштанський район. Учора під обстрілом була громада. О 13:05 снаряд влучив у село"."""
    if told is None or told.end is None or told.first < scope.last or told.time is not None or told.start != told.end:
        return False
    return document.lines[document.sentence_of[told.first]] == line != document.lines[document.sentence_of[scope.first]]


def _holds_for(document: Document, scope: TimeMention, line: int) -> bool:
    """Whether a date dates a line: one of its own, or one below the date if this fills a line alone ("15.11")."""
    sentence = document.sentence_of[scope.first]
    first, end = document.sentences[sentence]
    words = (token for token in document.tokens[first:end] if token.shape in (Shape.WORD, Shape.NUMBER))
    return document.lines[sentence] == line or all(scope.first <= token.index <= scope.last for token in words)


def _headline_day(facts: Facts, scope: TimeMention | None) -> TimeMention | None:
    """The day that a round-up's headline is about ("наслідки обстрілів за 14 квітня"), where the text goes on to
    speak of "the past day" that includes it; none where the headline names the end of that too ("14 квітня та
    минулої ночі")."""
    if scope is None or scope.role is not Role.PERIOD or scope.start == scope.end or not scope.start or not scope.end:
        return None
    document = facts.document
    first = document.tokens[: document.sentences[0][1]]
    if not any(token.sense == "roundup.word" for token in first):
        return None
    days = [time for time in facts.times if time.first < len(first) and time.end and time.start == time.end]
    if any(time.end == scope.end for time in days):
        return None
    return next((time for time in days if time.start and scope.start <= time.start < scope.end), None)


def _range(facts: Facts, scene: Scene) -> tuple[int, int]:
    sentences = facts.document.sentences
    return sentences[min(scene.sentences)][0], sentences[max(scene.sentences)][1]


def _place(facts: Facts, scene: Scene, home: Unit | None) -> Place:
    unit = scene.place or home
    spans = tuple(dict.fromkeys(facts.document.span(site.first, site.last) for site in scene.sites))
    if unit is None:
        return Place(facts.document.post.region, spans=spans)
    districts = tuple(dict.fromkeys(site.unit.name for site in scene.sites if site.level is Level.DISTRICT))
    settlement = unit.name if unit.level is Level.SETTLEMENT else None
    return Place(unit.oblast, unit.raion, settlement, districts, unit.code, unit.level, spans)


def _when(facts: Facts, scene: Scene, moment: Moment, scope: TimeMention | None) -> When:
    told = [*scene.times, *([scope] if scope is not None else [])]
    spans = tuple(dict.fromkeys(facts.document.span(time.first, time.last) for time in told))
    return When(moment.start, moment.end, moment.time, moment.part, spans)


def _doubts(scene: Scene, moment: Moment, tolls: Tolls, home: Unit | None) -> tuple[Doubt, ...]:
    found = [site.resolved.doubt for site in scene.sites if _is_of(site, scene.place) and site.resolved.doubt]
    if scene.place is None:
        found.append(Doubt("place", DoubtReason.PLACE_FROM_CHANNEL if home else DoubtReason.PLACE_MISSING))
    if moment.doubt is not None:
        found.append(Doubt("when", moment.doubt))
    if is_guess(scene.weapons):
        found.append(Doubt("weapons", DoubtReason.WEAPON_GUESSED))
    if tolls.summed:
        found.append(Doubt("injured", DoubtReason.SUMMED_FROM_PARTS))
    return tuple(dict.fromkeys(found))


def _is_of(site: Site, unit: Unit | None) -> bool:
    return unit is not None and site.unit.code == unit.code
