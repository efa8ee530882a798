"""A round-up's sums -> its totals, one an area and period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.tolls import combine
from bot.extract.facts import Facts, Site
from bot.extract.scenes.nearness import by_area
from bot.extract.sums.marks import says, speaks_of_area, speaks_of_country
from bot.extract.sums.round_ups import Ground
from bot.extract.text.sentences import start_of
from bot.extract.text.tokens import Shape
from bot.extract.times.finding import Role, TimeMention
from bot.extract.times.moments import settle
from bot.gazetteer import Gazetteer, Unit
from bot.model import WIDE_LEVELS, Level, Place, Total, When

_NEXT, _HEAD = 2, 4
_LEADING = 1
_WITHIN = frozenset({Level.RAION, Level.HROMADA})
_Key = tuple[str | None, date, date]
_Sum = tuple[Unit | None, When, list[int], list[Mention]]


def totals(
    ground: Ground,
    sums: Mapping[int, Sequence[Mention]],
    published: datetime,
    area: Unit | None,
    gazetteer: Gazetteer,
) -> list[Total]:
    """The totals of a round-up, one an area and period; sentences that sum up the same tell one total. `area` is what
    the post as a whole speaks of, where a sentence names no area."""
    facts = ground.facts
    held: dict[_Key, _Sum] = {}
    for sentence, raion, mentions in _by_raion(facts, sums):
        unit = (
            raion
            or _area_of(facts, sentence)
            or _raion_before(facts, sentence, gazetteer)
            or _oblast_of_towns(facts, sentence, gazetteer)
            or _around(ground, sentence, area)
        )
        when = _when(facts, sentence, published)
        key = unit.code if unit else None, when.start, when.end
        key = next((other for other in held if _goes_on(other, held[other], key, sentence, mentions)), key)
        _, _, sentences, told = held.setdefault(key, (unit, when, [], []))
        sentences.append(sentence)
        told.extend(mentions)
    found = [_total(facts, *entry) for entry in _without_repeats(list(held.values()))]
    return [total for total in found if total.killed is not None or total.injured is not None]


def _around(ground: Ground, sentence: int, area: Unit | None) -> Unit | None:
    """The area that what stands around a sentence tells; None for one that speaks of the whole country."""
    if speaks_of_country(ground.facts, sentence):
        return None
    return (
        ground.headed.get(sentence)
        or _oblast_of_line(ground.facts, sentence)
        or _oblast_above(ground.facts, sentence)
        or _head_area(ground.facts)
        or area
    )


def _by_raion(
    facts: Facts, sums: Mapping[int, Sequence[Mention]]
) -> Iterator[tuple[int, Unit | None, Sequence[Mention]]]:
    """The sums, those of a sentence that counts raion by raion apart: "Ізюмський – 2 поранених, Чугуївський – 5"."""
    for sentence, mentions in sorted(sums.items()):
        raions = [site for site in facts.sites if site.sentence == sentence and site.level is Level.RAION]
        parts = by_area(facts.document.tokens, raions, mentions) if len(raions) > 1 else []
        if parts and all(told and _are_counted_once(told) for _, told in parts):
            yield from ((sentence, site.unit, told) for site, told in parts)
        else:
            yield sentence, None, mentions


def _are_counted_once(mentions: Sequence[Mention]) -> bool:
    return len({mention.outcome for mention in mentions}) == len(mentions)


def _goes_on(other: _Key, entry: _Sum, key: _Key, sentence: int, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence counts the wounded of the area and days of which the sentence before it counts the dead:
    "killed over the 14th: 3. Another 7 were wounded during the day"."""
    _, _, sentences, told = entry
    overlap = other[0] == key[0] and other[1] <= key[2] and key[1] <= other[2]
    apart = {mention.outcome for mention in told}.isdisjoint(mention.outcome for mention in mentions)
    return overlap and apart and 0 < sentence - sentences[-1] <= _NEXT


def _without_repeats(sums: list[_Sum]) -> list[_Sum]:
    """Leaves out the headline's sum that the text tells again, of an oblast also as that of one of its raions."""
    sums = [entry for entry in sums if not any(_repeats(entry, other) for other in sums)]
    sums = [entry for entry in sums if not any(_takes_up(entry, other) for other in sums)]
    raions = [_figures(entry) for entry in sums if _is_raions(entry)]
    kept = [entry for entry in sums if entry[2] != [0] or _is_raions(entry) or _figures(entry) not in raions]
    return [entry for entry in kept if entry[2] != [0] or not any(_tells_again(entry, other) for other in kept)]


def _tells_again(title: _Sum, other: _Sum) -> bool:
    """Whether a sum below tells the figures of a title again, of the same area on a day within the title's."""
    area = (title[0].code if title[0] else None) == (other[0].code if other[0] else None)
    days = title[1].start <= other[1].start and other[1].end <= title[1].end
    figures = _figures(other)
    return other is not title and area and days and all(figure in figures for figure in _figures(title))


def _repeats(entry: _Sum, other: _Sum) -> bool:
    """Whether the first sentence tells a sum that a later one tells again with more exact days: "за тиждень … Протягом
    13–19 травня"."""
    if entry is other or entry[2] != [0] or entry[0] != other[0] or _figures(entry) != _figures(other):
        return False
    return entry[1].start <= other[1].end and other[1].start <= entry[1].end


def _takes_up(entry: _Sum, other: _Sum) -> bool:
    """Whether a sum without an area of its own tells again the figures of an area's sum above it."""
    above = other[0] is not None and other[2][-1] < entry[2][0] and _figures(entry) == _figures(other)
    return entry[0] is None and above and entry[1].start <= other[1].end and other[1].start <= entry[1].end


def _is_raions(entry: _Sum) -> bool:
    return entry[0] is not None and entry[0].level is Level.RAION


def _figures(entry: _Sum) -> list[tuple[str, int | None]]:
    return [(mention.outcome.value, mention.group.count if mention.group else None) for mention in entry[3]]


def _total(facts: Facts, unit: Unit | None, when: When, sentences: list[int], mentions: list[Mention]) -> Total:
    document = facts.document
    tolls = combine(document, [_not_added(mention) for mention in mentions])
    spans = tuple(document.span(document.sentences[n][0], document.sentences[n][1] - 1) for n in sentences)
    return Total(_place(unit), when, tolls.killed, tolls.injured, spans)


def _not_added(mention: Mention) -> Mention:
    """A sum's "another six" counts beside the dead of its own sentence, and adds to nothing told before."""
    if mention.group is None or not mention.group.added:
        return mention
    return replace(mention, group=replace(mention.group, added=False))


def _oblast_of_line(facts: Facts, sentence: int) -> Unit | None:
    """The oblast that heads the line of a sentence ("Донецька область. ... Усього по області двоє загиблих")."""
    line = facts.document.lines[sentence]
    before = [site for site in facts.sites if facts.document.lines[site.sentence] == line and site.sentence < sentence]
    return before[0].unit if before and before[0].level is Level.OBLAST else None


def _oblast_above(facts: Facts, sentence: int) -> Unit | None:
    """The oblast that began a line last, where a line below speaks of "the oblast": "Донецька область. … / У Лимані
    загинула жінка. / Усього по області двоє загиблих"."""
    if not says(facts, sentence, "sum.area", "weapon_cue.region") and not speaks_of_area(facts, sentence):
        return None
    lines = facts.document.lines
    first = {lines[site.sentence]: site for site in reversed(facts.sites) if site.sentence < sentence}
    heads = [site for site in first.values() if site.level is Level.OBLAST and _begins_line(facts, site)]
    return max(heads, key=start_of).unit if heads else None


def _begins_line(facts: Facts, site: Site) -> bool:
    """Whether no word stands before a place in its line but one that leads to it: "In Kherson Oblast"."""
    words = 0
    for token in reversed(facts.document.tokens[: site.first]):
        if token.shape is Shape.LINE:
            break
        words += token.shape is Shape.WORD
    return words <= _LEADING


def _head_area(facts: Facts) -> Unit | None:
    """The raion or hromada that a post opens with, where it speaks of no other."""
    head = next((site for site in facts.sites if site.sentence == 0), None)
    if head is None or head.level not in _WITHIN:
        return None
    alike = {site.unit.code for site in facts.sites if site.level is head.level}
    return head.unit if len(alike) == 1 else None


def _area_of(facts: Facts, sentence: int) -> Unit | None:
    here = {
        site.unit.code: site.unit for site in facts.sites if site.sentence == sentence and site.level in WIDE_LEVELS
    }
    raions = [unit for unit in here.values() if unit.level is Level.RAION]
    if len(raions) == 1:
        return raions[0]
    return next((unit for unit in here.values() if unit.level is Level.OBLAST), None)


def _raion_before(facts: Facts, sentence: int, gazetteer: Gazetteer) -> Unit | None:
    """The raion of the place told last before a sentence that speaks of "the raion" without its name: "загалом по
    району"."""
    first, end = facts.document.sentences[sentence]
    if not any("raion" in token.classes for token in facts.document.tokens[first:end]):
        return None
    place = next((site.unit for site in reversed(facts.sites) if site.sentence < sentence), None)
    above = [place, *map(gazetteer.unit, place.parents)] if place is not None else []
    return next((unit for unit in above if unit.level is Level.RAION), None)


def _oblast_of_towns(facts: Facts, sentence: int, gazetteer: Gazetteer) -> Unit | None:
    """The oblast in which all of several towns lie that a sum is broken down by: "п'ятеро поранених: у X – двоє, у Y –
    троє"."""
    towns = {site.unit.code: site.unit.oblast for site in facts.sites if site.sentence == sentence}
    oblasts = set(towns.values())
    return gazetteer.unit(oblasts.pop()) if len(towns) > 1 and len(oblasts) == 1 else None


def _place(unit: Unit | None) -> Place:
    if unit is None:
        return Place(None)
    raion = unit.raion if unit.level in _WITHIN else None
    return Place(unit.oblast, raion, code=unit.code, level=unit.level)


def _when(facts: Facts, sentence: int, published: datetime) -> When:
    """The period that a sum is told for: the sentence's own, else the last one told before it, else any."""
    sentence_of = facts.document.sentence_of
    own = [time for time in facts.times if sentence_of[time.first] == sentence and time.end]
    periods = [time for time in facts.times if _is_period(time)]
    before = [time for time in periods if sentence_of[time.first] <= sentence]
    scope = min((time for time in own if time.role is Role.PERIOD), key=_length, default=None)
    if scope is None and not any(time.role is Role.EVENT for time in own):
        scope = next(iter(before or periods), None) or _headline_day(facts)
    moment = settle([] if scope else own, published, scope)
    spans = tuple(facts.document.span(time.first, time.last) for time in ([scope] if scope else own))
    return When(moment.start, moment.end, None, None, spans)


def _headline_day(facts: Facts) -> TimeMention | None:
    """The day that the first line is about ("підсумки 18 вересня"), else the day told of an area in the first
    sentences."""
    lines, sentence_of = facts.document.lines, facts.document.sentence_of
    told = [time for time in facts.times if time.end and time.role is Role.EVENT]
    head = [time for time in told if lines[sentence_of[time.first]] == 0]
    first = {site.sentence: site.level for site in reversed(facts.sites) if site.sentence < _HEAD}
    areas = {sentence for sentence, level in first.items() if level in WIDE_LEVELS}
    return next(iter(head or [time for time in told if sentence_of[time.first] in areas]), None)


def _length(time: TimeMention) -> int:
    return (time.end - time.start).days if time.start and time.end else 0


def _is_period(time: TimeMention) -> bool:
    return time.end is not None and (time.role is Role.PERIOD or (time.role is Role.EVENT and time.start != time.end))
