"""A round-up's sums: which sentences tell them, and the totals that they make (GUIDE: totals)."""

from collections import Counter
from datetime import datetime

from bot.extract.casualties import Mention
from bot.extract.facts import Facts, Site
from bot.extract.moments import settle
from bot.extract.times import Role, TimeMention
from bot.extract.tokens import Shape
from bot.extract.tolls import combine
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level, Place, Total, When

_AREAS = frozenset({Level.OBLAST, Level.RAION})
_HEADING_WORDS = 3
_MANY = 4


def find_sums(facts: Facts, is_roundup: bool) -> dict[int, list[Mention]]:
    """Sentence -> its casualty mentions, for each sentence that sums up a period over an area.

    Such a sentence counts people, names no settlement, and either names a period or an area as a whole, or stands in
    a round-up before anything in particular is told.
    """
    if not is_roundup:
        return {}
    document = facts.document
    counted: dict[int, list[Mention]] = {}
    for mention in facts.casualties:
        counted.setdefault(mention.sentence, []).append(mention)
    sites = _by_sentence(document, facts.sites)
    times = _by_sentence(document, facts.times)
    first_particular = _first_particular(facts)
    headed = headings(facts)
    return {
        sentence: mentions
        for sentence, mentions in counted.items()
        if _sums_up(facts, sentence, mentions, sites.get(sentence, []), times.get(sentence, []), first_particular)
        or (sentence in headed and not sites.get(sentence) and any(_is_count(mention) for mention in mentions))
    }


def headings(facts: Facts) -> dict[int, Unit]:
    """Sentence -> the oblast that its line is headed by ("▪️ Донецька область. Двоє загиблих"), for lines that name
    no settlement before it."""
    lines = _lines(facts)
    sites = _by_sentence(facts.document, facts.sites)
    headed: dict[int, Unit] = {}
    area: tuple[int, Unit] | None = None
    for sentence, line in enumerate(lines):
        here = sites.get(sentence, [])
        if here and all(site.level is Level.OBLAST for site in here) and len(here) == 1:
            area = (line, here[0].unit)
        elif any(site.level is not Level.OBLAST for site in here):
            area = area if area and area[0] == line else None
        if area is not None and area[0] == line:
            headed[sentence] = area[1]
    return headed


def _by_sentence(document, things):  # type: ignore[no-untyped-def]
    found: dict[int, list] = {}
    for thing in things:
        found.setdefault(document.sentence_of[thing.first], []).append(thing)
    return found


def _first_particular(facts: Facts) -> int:
    """The first sentence of the first line that tells of a settlement and of what happened in it; a sentence about a
    period is none such."""
    document = facts.document
    lines = _lines(facts)
    periods = {document.sentence_of[time.first] for time in facts.times if time.role is Role.PERIOD}
    named = Counter(site.sentence for site in facts.sites if site.level not in _AREAS)
    places = {sentence for sentence, number in named.items() if number < _MANY} - periods
    told = {lines[document.sentence_of[thing.first]] for thing in (*facts.casualties, *facts.damage)}
    return min((sentence for sentence in places if lines[sentence] in told), default=len(document.sentences))


def _lines(facts: Facts) -> list[int]:
    """For each sentence the number of its line; a heading belongs to the line below it."""
    tokens, line, lines = facts.document.tokens, 0, []
    for first, end in facts.document.sentences:
        lines.append(line)
        words = sum(1 for token in tokens[first:end] if token.shape is Shape.WORD)
        line += tokens[end - 1].shape is Shape.LINE and words > _HEADING_WORDS
    return lines


def _sums_up(
    facts: Facts,
    sentence: int,
    mentions: list[Mention],
    sites: list[Site],
    times: list[TimeMention],
    first_particular: int,
) -> bool:
    if any(site.level not in _AREAS for site in sites):
        return False
    if not any(_is_count(mention) for mention in mentions) or any(time.time and time.role is Role.EVENT for time in times):
        return False
    area = any(site.level in _AREAS for site in sites)
    if any(time.role is Role.PERIOD for time in times) or _concludes(facts, sentence):
        return True
    if all(mention.zero for mention in mentions) and not area:
        return False
    if area:
        return not _is_particular(facts, sentence)
    return sentence < first_particular and not _is_particular(facts, sentence)


def _is_count(mention: Mention) -> bool:
    return mention.zero or (mention.group is not None and mention.group.count is not None and not mention.group.described)


def _is_particular(facts: Facts, sentence: int) -> bool:
    """Whether a sentence describes somebody or something that a sum would not."""
    described = any(
        mention.sentence == sentence and mention.group is not None and mention.group.described
        for mention in facts.casualties
    )
    return described or any(facts.document.sentence_of[damage.first] == sentence for damage in facts.damage)


def _concludes(facts: Facts, sentence: int) -> bool:
    first, end = facts.document.sentences[sentence]
    tokens = facts.document.tokens[first:end]
    words = [token for token in tokens if token.shape is Shape.WORD]
    return any(token.sense == "sum.conclude" for token in tokens) or any(
        token.sense == "sum.already" for token in words[:2]
    )


def totals(
    facts: Facts, sums: dict[int, list[Mention]], gazetteer: Gazetteer, published: datetime, area: Unit | None
) -> list[Total]:
    """The totals of a round-up, one an area; sentences that sum up the same area tell one total. `area` is what the
    post as a whole speaks of, where a sentence names no area."""
    period = next((time for time in facts.times if time.role is Role.PERIOD and time.end), None)
    headed = headings(facts)
    by_area: dict[str | None, tuple[Unit | None, list[int], list[Mention]]] = {}
    for sentence, mentions in sorted(sums.items()):
        unit = _area_of(facts, sentence) or headed.get(sentence) or area
        held = by_area.setdefault(unit.code if unit else None, (unit, [], []))
        held[1].append(sentence)
        held[2].extend(mentions)
    found = []
    for unit, sentences, mentions in by_area.values():
        tolls = combine(facts.document, mentions)
        if tolls.killed is None and tolls.injured is None:
            continue
        spans = tuple(
            facts.document.span(facts.document.sentences[n][0], facts.document.sentences[n][1] - 1) for n in sentences
        )
        found.append(Total(_place(unit), _when(facts, sentences, published, period), tolls.killed, tolls.injured, spans))
    return found


def _area_of(facts: Facts, sentence: int) -> Unit | None:
    here = [site.unit for site in facts.sites if site.sentence == sentence and site.level in _AREAS]
    return min(here, key=lambda unit: unit.level is Level.OBLAST, default=None)


def _place(unit: Unit | None) -> Place:
    if unit is None:
        return Place(None)
    raion = unit.raion if unit.level is Level.RAION else None
    return Place(unit.oblast, raion, code=unit.code, level=unit.level)


def _when(facts: Facts, sentences: list[int], published: datetime, period: TimeMention | None) -> When:
    own = [time for time in facts.times if facts.document.sentence_of[time.first] in sentences]
    scope = next((time for time in own if time.role is Role.PERIOD and time.end), period)
    moment = settle([] if scope else own, published, scope)
    return When(moment.start, moment.end, None, None)
