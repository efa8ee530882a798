"""How a round-up is laid out: its lines, the areas that head them, and where it begins to tell of anything in
particular."""

from collections import Counter
from collections.abc import Mapping, Set

from bot.extract.facts import Facts, Site
from bot.extract.text.sentences import sentences_of
from bot.extract.text.tokens import Shape, Token
from bot.extract.times.finding import Role
from bot.gazetteer import Unit
from bot.model import LOCAL_LEVELS, WIDE_LEVELS, Level

_HEADING_WORDS = 3
_MANY = 4
_LEADING = frozenset({"of", "the", "place_or_case"})
_COUNTED_WITHIN = 6
_OF_ALL = frozenset({"sum.conclude", "sum.area", "roundup.word"})


def lines_of(facts: Facts) -> list[int]:
    """For each sentence the number of its line; a heading belongs to the line below it."""
    tokens, line, lines = facts.document.tokens, 0, []
    for sentence, (first, end) in enumerate(facts.document.sentences):
        lines.append(line)
        if tokens[end - 1].shape is Shape.LINE:
            line += sentence not in facts.sites_by_sentence or not _is_short(tokens[first:end])
    return lines


def _is_short(tokens: list[Token]) -> bool:
    """Whether a line has so few words that it may be a heading."""
    words = 0
    for token in tokens:
        if token.shape is Shape.WORD:
            words += 1
            if words > _HEADING_WORDS:
                return False
    return True


def headings(facts: Facts, lines: list[int]) -> dict[int, Unit]:
    """Sentence -> the oblast or raion that its line is headed by ("▪️ Донецька область. Двоє загиблих"), for lines
    that name no settlement before it; what is told of a period behind the area that was struck most is of no such."""
    headed: dict[int, Unit] = {}
    if all(site.level not in WIDE_LEVELS for site in facts.sites):
        return headed
    eventful = facts.damaged_sentences | sentences_of(facts.document, facts.weapons)
    named = {sentence: without_listed(facts, sites) for sentence, sites in facts.sites_by_sentence.items()}
    said = facts.document.said
    area: tuple[int, Unit] | None = None
    for sentence, line in enumerate(lines):
        here = named.get(sentence, [])
        if (
            sentence
            and "roundup.brunt" in said[sentence - 1]
            and any(one.startswith("time.") for one in said[sentence])
        ):
            area = None
        if len(here) == 1 and here[0].level in WIDE_LEVELS and sentence not in eventful:
            area = (line, here[0].unit)
        if area is not None and area[0] == line:
            headed[sentence] = area[1]
        particular = LOCAL_LEVELS | {Level.RAION} if sentence in eventful else LOCAL_LEVELS
        if any(site.level in particular for site in here):
            area = None
    return _headed_above(facts, eventful, named) | headed


def _headed_above(facts: Facts, eventful: Set[int], named: Mapping[int, list[Site]]) -> dict[int, Unit]:
    """Sentence -> the oblast named last in a paragraph above, for those that count people and name neither place nor
    time: "In Kherson Oblast, 32 settlements were shelled. / Two people were killed"."""
    headed: dict[int, Unit] = {}
    above: Site | None = None
    for sentence in range(len(facts.document.sentences)):
        here = named.get(sentence)
        if here:
            alone = len(here) == 1 and here[0].level is Level.OBLAST and sentence not in eventful
            above = here[0] if alone else None
        elif above is not None and _counts_below(facts, sentence, above):
            headed[sentence] = above.unit
    return headed


def _counts_below(facts: Facts, sentence: int, oblast: Site) -> bool:
    """Whether a sentence counts people, or right behind its oblast says that there were none, and names no place, sums
    up nothing and no period."""
    near = sentence - 1 == oblast.sentence
    counted = any(near or not mention.zero for mention in facts.casualties_by_sentence.get(sentence, []))
    timed = any(time.end is not None for time in facts.times_by_sentence.get(sentence, []))
    placed = sentence in facts.sites_by_sentence
    return counted and not (timed or placed) and facts.document.said[sentence].isdisjoint(_OF_ALL)


def without_listed(facts: Facts, sites: list[Site]) -> list[Site]:
    """The places of a sentence without those that it only names among others ("including the regional center", "Kharkiv
    (with the regional centre)")."""
    return [site for site in sites if not _is_listed(facts, site)]


def _is_listed(facts: Facts, site: Site) -> bool:
    behind = facts.document.tokens[site.last + 2 : site.last + 3]
    if behind and behind[0].sense in ("conjunction.that", "damage.relative"):
        return False
    before = facts.document.tokens[max(0, _named_from(facts.document.tokens, site.first) - 3) : site.first]
    among = any(token.sense == "part.among" or token.text == "(" for token in before)
    return among or _is_counted_with_others(facts, site)


def _named_from(tokens: list[Token], index: int) -> int:
    """Where the words of kind before a name begin: "the regional center of Kherson", "the city of Sumy"."""
    while index > 1 and tokens[index - 1].classes & _LEADING:
        index -= 1
    return index


def _is_counted_with_others(facts: Facts, site: Site) -> bool:
    """ "targeted Kharkiv and six other settlements": a place that only begins a count of places."""
    if "weapon_cue.tally" not in facts.document.senses:
        return False
    end = facts.document.sentences[site.sentence][1]
    behind = facts.document.tokens[site.last + 1 : min(end, site.last + 1 + _COUNTED_WITHIN)]
    tally = next((token.index for token in behind if token.sense == "weapon_cue.tally"), None)
    counted = tally is not None and any(token.value and token.index < tally for token in behind)
    return counted and site.level not in WIDE_LEVELS


def first_particular(facts: Facts, lines: list[int]) -> int:
    """The first sentence of the first line that tells of a settlement and of what happened in it; a sentence about a
    period is none such."""
    document = facts.document
    periods = {document.sentence_of[time.first] for time in facts.times if time.role is Role.PERIOD}
    named = Counter(site.sentence for site in facts.sites if site.level not in WIDE_LEVELS)
    places = ({sentence for sentence, number in named.items() if number < _MANY} | _struck_raions(facts)) - periods
    told = {lines[sentence] for sentence in facts.casualties_by_sentence.keys() | facts.damaged_sentences}
    return min((sentence for sentence in places if lines[sentence] in told), default=len(document.sentences))


def _struck_raions(facts: Facts) -> set[int]:
    """The sentences that tell what struck a raion of the oblast they begin with: "Odesa region: a missile hit a farm in
    Izmail district"."""
    eventful = facts.damaged_sentences | sentences_of(facts.document, facts.weapons)
    levels = {sentence: {site.level for site in sites} for sentence, sites in facts.sites_by_sentence.items()}
    return {sentence for sentence in eventful if levels.get(sentence, set()) >= WIDE_LEVELS}
