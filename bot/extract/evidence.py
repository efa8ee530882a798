"""What a post as a whole shows: which kind it may be of (`kinds.classify`), and whether it covers a period."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts
from bot.extract.kinds.evidence import Evidence
from bot.extract.kinds.signals import Signals
from bot.extract.kinds.titles import is_headed_roundup
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.sentences import recalls_attack
from bot.extract.scenes.timing import is_timeline
from bot.extract.sums.round_ups import Ground
from bot.extract.text.sentences import sentences_of
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.clauses import ATTACKS
from bot.extract.times.finding import Role, TimeMention
from bot.model import WIDE_LEVELS, Level, Outcome

_WITHIN = frozenset({Level.RAION, Level.HROMADA})
_WIDE = WIDE_LEVELS | _WITHIN
_INTRODUCTION, _OPENING = 14, 4


def covers_period(facts: Facts, told: Signals) -> bool:
    """Whether a post covers a period over several places: then its areas tell sums and not attacks."""
    towns = {site.unit.code for site in facts.sites if site.level is Level.SETTLEMENT}
    areas = {site.unit.code for site in facts.sites if site.level in _WIDE}
    few = len(towns) == 1 and len(areas) < 3 and not _names_other_hromada(facts, towns)
    if few and not _opens_with_sum(facts, told):
        return False
    return is_headed_roundup(facts.document, told) or names_period(facts, told) or len(_towns_with_facts(facts)) >= 3


def _opens_with_sum(facts: Facts, told: Signals) -> bool:
    """Whether one of the first sentences counts people over an oblast and whole days before any town is told of."""
    town = min((site.sentence for site in facts.sites if site.level is not Level.OBLAST), default=0)
    areas = {site.sentence for site in facts.sites if site.level is Level.OBLAST}
    counted = (mention.sentence for mention in facts.casualties if mention.group and not mention.group.described)
    period = any(_is_period(time) and time.first < told.head and time.start != time.end for time in facts.times)
    return period and any(sentence in areas and sentence < town for sentence in counted)


def _names_other_hromada(facts: Facts, towns: set[str]) -> bool:
    """Whether a hromada is named in which none of the towns lies."""
    around = {code for site in facts.sites if site.unit.code in towns for code in site.unit.parents}
    return any(site.level is Level.HROMADA and site.unit.code not in around for site in facts.sites)


def names_period(facts: Facts, told: Signals) -> bool:
    """Whether the first sentences name a period of whole days."""
    return any(_is_period(time) and time.first < told.head and _is_of_days(time) for time in facts.times)


def _is_period(time: TimeMention) -> bool:
    """Whether a time is told as a period, or covers more days than one night."""
    days = (time.end - time.start).days if time.start and time.end else 0
    return time.role is Role.PERIOD or (time.role is Role.EVENT and days > 1)


def _is_of_other_work(facts: Facts, time: TimeMention) -> bool:
    """Whether a period stands in a sentence of the text below that tells of no attack, of nobody and no place: "За
    последнюю неделю они заменили 900 метров полотна"."""
    document, sentence = facts.document, facts.document.sentence_of[time.first]
    first, end = document.sentences[sentence]
    if sentence < _OPENING or sentence in facts.sites_by_sentence or sentence in facts.casualties_by_sentence:
        return False
    closed = document.tokens[end - 1 - (document.tokens[end - 1].shape is Shape.LINE)].text == "."
    return closed and not document.says(first, end, *ATTACKS)


def _is_of_days(time: TimeMention) -> bool:
    return time.start != time.end or time.part is None


def _towns_with_facts(facts: Facts) -> set[str]:
    """The settlements that stand in a line with somebody hurt, nobody hurt, or something damaged; a line that recalls
    an earlier day tells of none."""
    lines = facts.document.lines
    told = {lines[sentence] for sentence in sentences_of(facts.document, facts.casualties, facts.damage)}
    told -= _lines_of_earlier_days(facts)
    towns = (site for site in facts.sites if site.level is Level.SETTLEMENT)
    return {site.unit.code for site in towns if lines[site.sentence] in told}


def _lines_of_earlier_days(facts: Facts) -> set[int]:
    """The lines all of whose days lie more than one day before the last day of an attack that the post tells of."""
    lines, sentence_of = facts.document.lines, facts.document.sentence_of
    days: dict[int, date] = {}
    for time in facts.times:
        if time.end is not None and time.role is not Role.OTHER:
            line = lines[sentence_of[time.first]]
            days[line] = max(time.end, days.get(line, time.end))
    last = max(days.values(), default=None)
    return {line for line, day in days.items() if last is not None and (last - day).days > 1}


def sentences_with_facts(facts: Facts) -> frozenset[int]:
    """The numbers of the sentences in which harm or damage was read."""
    return frozenset(mention.sentence for mention in facts.casualties) | {thing.sentence for thing in facts.damage}


def evidence_of(ground: Ground, scenes: list[Scene], sums: dict[int, list[Mention]], published: datetime) -> Evidence:
    """What was read in a post, as far as it tells of the post's kind."""
    facts = ground.facts
    days = [day for scene in scenes if (day := _day_of(scene)) is not None]
    towns = {site.unit.code for site in facts.sites if site.level is Level.SETTLEMENT}
    areas = {site.unit.code for site in facts.sites if site.level in _WITHIN}
    closing = ground.closing.keys() if len(towns) == 1 else set()
    return Evidence(
        places=len({scene.place.code for scene in scenes if scene.place is not None}),
        oblasts=len({scene.place.oblast for scene in scenes if scene.place is not None}),
        casualties=bool(facts.casualties),
        damage=bool(facts.damage),
        armed=bool(facts.weapons),
        period=any(_is_period(time) and not _is_of_other_work(facts, time) for time in facts.times),
        totals=bool(sums.keys() - closing - ground.recalled.keys()),
        age=(published.date() - max(days)).days if days else None,
        recalled=_are_recalled(facts.document, scenes),
        foreign=bool(facts.foreign) and not (sums and facts.sites) and not _is_struck_at_home(facts),
        scenes=len(scenes),
        named=max(len(towns) + len(areas), len({site.unit.oblast for site in facts.sites})),
        areas=len(areas),
        headed=len({unit.code for unit in ground.headed.values() if unit.level is Level.OBLAST}),
        introduction=_introduction(facts),
        harmless=_is_harmless(facts, scenes),
        lined=len(_oblasts_of_lines(facts)),
        parted=len(_parts(facts)),
        harmed=any(not mention.zero for mention in facts.casualties),
        timeline=is_timeline(facts),
        deathbeds=tuple(mention.sentence for mention in facts.casualties if mention.died_later),
        hurt=tuple(m.first for m in facts.casualties if m.outcome is Outcome.INJURED and not m.zero),
    )


def _day_of(scene: Scene) -> date | None:
    """The day that is named for a scene, else the one told before it that its facts fall under."""
    inherited = [scene.inherited] if scene.inherited is not None and scene.has_facts else []
    return scene.day or Scene.day_of(inherited)


def _are_recalled(document: Document, scenes: list[Scene]) -> bool:
    """Whether every attack with a day of its own is recalled behind one that is told without: "Дрон пошкодив школу в
    Ковелі. Нагадаємо, 4 липня там загинула жінка"."""
    told = [scene for scene in scenes if scene.sentences and scene.has_facts]
    dated = [scene for scene in told if scene.day is not None]
    undated = [min(scene.sentences) for scene in told if scene.day is None and scene.weapons]
    recalling = [min(scene.sentences) for scene in dated]
    if not (undated and dated) or min(undated) > min(recalling):
        return False
    return all("flag.recap" in document.said[number] or recalls_attack(document, number) for number in recalling)


def _is_struck_at_home(facts: Facts) -> bool:
    """Whether a settlement or a smaller area of Ukraine is named, or an oblast where something is told to have
    happened."""
    happened = {weapon.first for weapon in facts.weapons} | {thing.first for thing in facts.damage}
    told = {facts.document.sentence_of[first] for first in happened} | sentences_with_facts(facts)
    return any(site.level is not Level.OBLAST or site.sentence in told for site in facts.sites)


def _oblasts_of_lines(facts: Facts) -> set[str]:
    """The oblasts of the places that begin lines."""
    tokens = facts.document.tokens
    return {site.unit.oblast for site in facts.sites if _opens_line(tokens, site.first)}


def _parts(facts: Facts) -> set[str]:
    """The areas within oblasts by which a post is parted: they begin a line or a sentence and have a mark behind them
    ("Уманський район: …", "Броварський район — …")."""
    document = facts.document
    areas = (site for site in facts.sites if site.level in _WITHIN)
    return {site.unit.code for site in areas if _stands_alone(document, site.first, site.last)}


def _stands_alone(document: Document, first: int, last: int) -> bool:
    """Whether no word stands before some tokens in their sentence, and none right behind them."""
    start, _ = document.sentences[document.sentence_of[first]]
    words = any(token.shape is Shape.WORD for token in document.tokens[start:first])
    return not words and any(token.shape is not Shape.WORD for token in document.tokens[last + 1 : last + 2])


def _opens_line(tokens: Sequence[Token], index: int) -> bool:
    """Whether no word stands among the few tokens before a token in its line."""
    for token in reversed(tokens[max(0, index - _OPENING) : index]):
        if token.shape is Shape.WORD:
            return False
        if token.shape is Shape.LINE:
            return True
    return True


def _is_harmless(facts: Facts, scenes: list[Scene]) -> bool:
    """Whether a post says of an oblast, or where nothing struck of raions, that nobody was hurt, and nothing else."""
    wide = {Level.OBLAST} if facts.weapons else _WIDE
    areas = all(scene.place is None or scene.place.level in wide for scene in scenes)
    unhurt = bool(facts.casualties) and all(mention.zero for mention in facts.casualties)
    return areas and unhurt and not facts.damage


def _introduction(facts: Facts) -> int:
    """The token of the colon behind the time and the area that a post begins with; 0 if it begins otherwise."""
    tokens = facts.document.tokens[:_INTRODUCTION]
    colon = next((token.index for token in tokens if token.text == ":"), 0)
    areas = any(site.last < colon and site.level in WIDE_LEVELS for site in facts.sites)
    return colon if areas and any(time.last < colon for time in facts.times) else 0
