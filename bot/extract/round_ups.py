"""A round-up's sums: which sentences tell them, and the totals that they make (GUIDE: totals)."""

from collections import Counter
from datetime import date, datetime

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
_CONCLUDING = frozenset({"sum.conclude", "sum.cause", "sum.area", "weapon_cue.region", "roundup.word"})


def find_sums(facts: Facts, is_roundup: bool) -> dict[int, list[Mention]]:
    """Sentence -> its casualty mentions, for each sentence that sums up a period over an area.

    Such a sentence counts people, names no settlement, and either names a period or an area as a whole, or stands in
    a round-up before anything in particular is told.
    """
    document = facts.document
    if not is_roundup and len({site.unit.code for site in facts.sites if site.level not in _AREAS}) < 2:
        return {}
    counted: dict[int, list[Mention]] = {}
    for mention in facts.casualties:
        counted.setdefault(mention.sentence, []).append(mention)
    sites = _by_sentence(document, facts.sites)
    times = _by_sentence(document, facts.times)
    first_particular = _first_particular(facts)
    headed = headings(facts)
    sums = {
        sentence: mentions
        for sentence, mentions in counted.items()
        if _sums_up(facts, sentence, mentions, sites.get(sentence, []), times.get(sentence, []), first_particular)
        and (is_roundup or _is_sum_of_area(facts, sentence, sites.get(sentence, []), times.get(sentence, [])))
        or (is_roundup and sentence in headed and not sites.get(sentence) and _is_sum_under(facts, headed[sentence], mentions))
    }
    for sentence, mentions in counted.items():
        if sentence not in sums:
            split = _split_sum(mentions, sites.get(sentence, []))
            if split:
                sums[sentence] = split
    return sums


def _is_sum_under(facts: Facts, unit: Unit, mentions: list[Mention]) -> bool:
    """Whether a sentence under an area's heading sums it up; under a raion only if it describes nobody and nothing."""
    if unit.level is Level.OBLAST:
        return any(_is_count(mention) for mention in mentions)
    told = any(_is_count(mention) and not mention.zero for mention in mentions)
    return told and not _is_particular(facts, mentions[0].sentence)


def _split_sum(mentions: list[Mention], sites: list[Site]) -> list[Mention]:
    """The mentions of a sum that its own sentence breaks down: "three killed in the oblast, two in X and one in Y"."""
    towns = [site for site in sites if site.level not in _AREAS]
    if not towns or not any(site.level in _AREAS for site in sites):
        return []
    counts = [mention for mention in mentions if _is_count(mention) and not mention.zero]
    for index, whole in enumerate(counts):
        parts = [other for other in counts[index + 1 :] if other.outcome is whole.outcome]
        sizes = [part.group.count or 0 for part in parts if part.group is not None]
        if whole.first < towns[0].first and whole.group and sum(sizes) == whole.group.count and sizes:
            rest = [other for other in counts if other.outcome is not whole.outcome and other.first > parts[-1].last]
            return [whole, *rest]
    return []


def headings(facts: Facts) -> dict[int, Unit]:
    """Sentence -> the oblast or raion that its line is headed by ("▪️ Донецька область. Двоє загиблих"), for lines
    that name no settlement before it."""
    lines = _lines(facts)
    sites = _by_sentence(facts.document, facts.sites)
    sentence_of = facts.document.sentence_of
    eventful = {sentence_of[fact.first] for fact in (*facts.weapons, *facts.damage)}
    headed: dict[int, Unit] = {}
    area: tuple[int, Unit] | None = None
    for sentence, line in enumerate(lines):
        here = sites.get(sentence, [])
        if len(here) == 1 and here[0].level in _AREAS and sentence not in eventful:
            area = (line, here[0].unit)
        elif any(site.level is Level.SETTLEMENT for site in here):
            area = None
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
    sited = {site.sentence for site in facts.sites}
    for sentence, (first, end) in enumerate(facts.document.sentences):
        lines.append(line)
        words = sum(1 for token in tokens[first:end] if token.shape is Shape.WORD)
        is_heading = sentence in sited and words <= _HEADING_WORDS
        line += tokens[end - 1].shape is Shape.LINE and not is_heading
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


def _is_sum_of_area(facts: Facts, sentence: int, sites: list[Site], times: list[TimeMention]) -> bool:
    """Whether a sentence outside a round-up says by itself that it sums up an area: "підсумок по району"."""
    concludes = _says(facts, sentence, "sum.conclude", "sum.cause", "roundup.word")
    period = any(time.role is Role.PERIOD for time in times)
    return concludes and (bool(sites) or period or _says(facts, sentence, "sum.area", "weapon_cue.region"))


def _says(facts: Facts, sentence: int, *senses: str) -> bool:
    first, end = facts.document.sentences[sentence]
    return any(token.sense in senses for token in facts.document.tokens[first:end])


def _concludes(facts: Facts, sentence: int) -> bool:
    first, end = facts.document.sentences[sentence]
    tokens = facts.document.tokens[first:end]
    words = [token for token in tokens if token.shape is Shape.WORD]
    return any(token.sense in _CONCLUDING for token in tokens) or any(
        token.sense == "sum.already" for token in words[:2]
    )


def totals(
    facts: Facts, sums: dict[int, list[Mention]], gazetteer: Gazetteer, published: datetime, area: Unit | None
) -> list[Total]:
    """The totals of a round-up, one an area and period; sentences that sum up the same tell one total. `area` is what
    the post as a whole speaks of, where a sentence names no area."""
    headed = headings(facts)
    held: dict[tuple[str | None, date, date], tuple[Unit | None, When, list[int], list[Mention]]] = {}
    for sentence, mentions in sorted(sums.items()):
        unit = _area_of(facts, sentence) or headed.get(sentence) or _head_raion(facts) or area
        when = _when(facts, sentence, published)
        _, _, sentences, told = held.setdefault((unit.code if unit else None, when.start, when.end), (unit, when, [], []))
        sentences.append(sentence)
        told.extend(mentions)
    found = (_total(facts, *entry) for entry in held.values())
    return [total for total in found if total.killed is not None or total.injured is not None]


def _total(facts: Facts, unit: Unit | None, when: When, sentences: list[int], mentions: list[Mention]) -> Total:
    document = facts.document
    tolls = combine(document, mentions)
    spans = tuple(document.span(document.sentences[n][0], document.sentences[n][1] - 1) for n in sentences)
    return Total(_place(unit), when, tolls.killed, tolls.injured, spans)


def _head_raion(facts: Facts) -> Unit | None:
    """The raion that a post opens with, where it speaks of that raion alone."""
    head = [site for site in facts.sites if site.sentence == 0]
    raions = {site.unit.code: site.unit for site in facts.sites if site.level is Level.RAION}
    return head[0].unit if head and head[0].level is Level.RAION and len(raions) == 1 else None


def _area_of(facts: Facts, sentence: int) -> Unit | None:
    here = {site.unit.code: site.unit for site in facts.sites if site.sentence == sentence and site.level in _AREAS}
    raions = [unit for unit in here.values() if unit.level is Level.RAION]
    if len(raions) == 1:
        return raions[0]
    return next((unit for unit in here.values() if unit.level is Level.OBLAST), None)


def _place(unit: Unit | None) -> Place:
    if unit is None:
        return Place(None)
    raion = unit.raion if unit.level is Level.RAION else None
    return Place(unit.oblast, raion, code=unit.code, level=unit.level)


def _when(facts: Facts, sentence: int, published: datetime) -> When:
    """The period that a sum is told for: the sentence's own, else the last one told before it, else any."""
    sentence_of = facts.document.sentence_of
    own = [time for time in facts.times if sentence_of[time.first] == sentence and time.end]
    periods = [time for time in facts.times if _is_period(time)]
    before = [time for time in periods if sentence_of[time.first] <= sentence]
    scope = min((time for time in own if time.role is Role.PERIOD), key=_length, default=None)
    if scope is None and not any(time.role is Role.EVENT for time in own):
        scope = (before[:1] or periods[:1] or [None])[0]
    moment = settle([] if scope else own, published, scope)
    spans = tuple(facts.document.span(time.first, time.last) for time in ([scope] if scope else own))
    return When(moment.start, moment.end, None, None, spans)


def _length(time: TimeMention) -> int:
    return (time.end - time.start).days if time.start and time.end else 0


def _is_period(time: TimeMention) -> bool:
    return time.end is not None and (time.role is Role.PERIOD or (time.role is Role.EVENT and time.start != time.end))
