"""The reader: one post in, one reading out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.channels import Registry
from bot.extract.casualties.finding import Mention
from bot.extract.casualties.later_deaths import with_later_death
from bot.extract.facts import Facts, gather
from bot.extract.kinds.classify import Evidence, classify, is_idle
from bot.extract.kinds.flags import report_flags
from bot.extract.kinds.signals import Signals, signals
from bot.extract.kinds.titles import counts_places, is_headed_roundup
from bot.extract.places.home import home_of
from bot.extract.places.residents import may_name_residents
from bot.extract.scenes.apart import is_timeline
from bot.extract.scenes.assemble import report_of
from bot.extract.scenes.denied_everywhere import with_denials_shared
from bot.extract.scenes.district_sums import with_districts_added
from bot.extract.scenes.elsewhere import told_apart
from bot.extract.scenes.headlines import headline_sum, take_sums
from bot.extract.scenes.joining import headline_of, joined
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.staging import Stage
from bot.extract.scenes.stress import with_stress_counted
from bot.extract.sums.breakdowns import Breakdown, broken_down
from bot.extract.sums.damage_shares import with_damage_shared
from bot.extract.sums.round_ups import Ground, find_sums
from bot.extract.sums.totals import totals
from bot.extract.text.captions import without_captions
from bot.extract.text.lead import without_lead
from bot.extract.text.sentences import sentences_of
from bot.extract.text.tokens import Document, Shape, Token, Tokenizer
from bot.extract.times.finding import Role, TimeMention
from bot.gazetteer import Gazetteer, Unit
from bot.lexicon import Lexicon
from bot.model import WIDE_LEVELS, Kind, Language, Level, Post, Reading
from bot.period import KYIV

_SAME = ("time.same_day", "time.same_night")
_SILENT = frozenset({Kind.ALERT, Kind.OTHER})
_WITHIN = frozenset({Level.RAION, Level.HROMADA})
_WIDE = WIDE_LEVELS | _WITHIN
_INTRODUCTION, _OPENING = 14, 4


class Reader:
    """Reads posts with the lexicons and the gazetteer of seeds/."""

    def __init__(self, tokenizer: Tokenizer, gazetteer: Gazetteer, registry: Registry) -> None:
        self._tokenizer = tokenizer
        self._registry = registry
        self.gazetteer = gazetteer

    @classmethod
    def load(cls, gazetteer: Gazetteer | None = None) -> "Reader":
        """A reader with everything loaded; DataError names a file of seeds/ that can't be used."""
        lexicons = {language: Lexicon.load(language) for language in Language}
        return cls(Tokenizer(lexicons), gazetteer or Gazetteer.load(), Registry.load())

    def __call__(self, post: Post) -> Reading:
        """What a post says. Never raises: a text in which nothing is found is a reading without reports."""
        document = self._tokenizer.document(post)
        plain = without_captions(document)
        if plain is not None:
            document = self._tokenizer.document(plain)
        below = without_lead(document, self._is_name)
        if below is not None:
            document = self._tokenizer.document(below)
        published = post.published.astimezone(KYIV)
        facts = gather(document, self.gazetteer, published, self._registry.authority(post.source, post.region))
        return self._reading(facts, published)

    def _is_name(self, word: str) -> bool:
        return bool(self.gazetteer.forms(word)) or may_name_residents(word, self.gazetteer)

    def _reading(self, facts: Facts, published: datetime) -> Reading:
        told = signals(facts.document, _sentences_with_facts(facts))
        if not (facts.casualties or facts.damage or facts.weapons) and is_idle(facts.document, told):
            return Reading(Kind.OTHER)
        facts, breakdowns = broken_down(with_damage_shared(facts))
        ground = Ground(facts)
        is_roundup = _is_roundup(facts, told) or (counts_places(facts.document, told) and _names_period(facts, told))
        sums, scenes, head = self._sorted(ground, breakdowns, is_roundup)
        kind = classify(facts.document, told, _evidence(ground, scenes, sums, published))
        if (kind is Kind.ROUNDUP) is not is_roundup:
            sums, scenes, head = self._sorted(ground, breakdowns, not is_roundup)
        if kind in _SILENT:
            return (None if _is_of_gas(facts, told) else self._withdrawal(facts, published)) or Reading(kind)
        scenes, leads = take_sums(facts, scenes)
        leads = leads or headline_sum(facts, head, scenes)
        scenes = [scene for scene in scenes if not (_is_undated(facts, scene) or _is_summed(facts, scene, sums))]
        scenes = [with_districts_added(facts, scene) for scene in scenes]
        scenes = with_denials_shared(facts, scenes)
        scenes = with_stress_counted(facts, scenes, _mentions({**sums, **leads}))
        told_of = facts if kind is Kind.ROUNDUP else ground.attacks
        home = home_of(facts.document.post, self.gazetteer, self._registry)
        reports = tuple(
            report_of(told_of, scene, published, told_of.scopes[min(scene.sentences)], home) for scene in scenes
        )
        if len(reports) == 1 and report_flags(facts.document, 0, len(facts.document.tokens)).preliminary:
            reports = (replace(reports[0], preliminary=True),)
        if kind is Kind.UPDATE:
            pairs = zip(reports, scenes, strict=True)
            reports = tuple(with_later_death(report, scene.casualties) for report, scene in pairs)
        area = _area(facts, self.gazetteer)
        return Reading(kind, reports, tuple(totals(ground, {**sums, **leads}, published, area, self.gazetteer)))

    def _sorted(
        self, ground: Ground, breakdowns: list[Breakdown], is_roundup: bool
    ) -> tuple[dict[int, list[Mention]], list[Scene], Scene | None]:
        """The sums of a post, its scenes, and the headline over them that is none, read as a round-up or not."""
        facts = ground.facts
        sums = find_sums(ground, is_roundup, breakdowns)
        stage = Stage(facts if is_roundup else ground.attacks, self.gazetteer, _mentions(sums), is_roundup)
        built, lines = stage.build(), facts.document.lines
        head = None if is_roundup else headline_of(built, self.gazetteer, lines)
        return sums, told_apart(joined(built, self.gazetteer, is_roundup, lines)), head

    def _withdrawal(self, facts: Facts, published: datetime) -> Reading | None:
        """The reading of a post that takes an attack back; None if the post does not."""
        if not report_flags(facts.document, 0, len(facts.document.tokens)).withdrawn:
            return None
        scenes = [scene for scene in Stage(facts, self.gazetteer, frozenset()).build() if scene.place is not None]
        reports = tuple(report_of(facts, scene, published, None, None) for scene in scenes[:1] if scene.sentences)
        return Reading(Kind.UPDATE, tuple(replace(report, withdrawn=True) for report in reports)) if reports else None


def _is_undated(facts: Facts, scene: Scene) -> bool:
    """Whether a scene is told of "the same day" where neither a time nor an attack is told before it, so that nothing
    dates it."""
    same = (place for sense in _SAME for place in facts.document.senses.get(sense, ()))
    first = min((time.first for time in facts.times), default=None)
    lost = {facts.document.sentence_of[place] for place in same if first is None or place <= first}
    return not lost.isdisjoint(scene.sentences) and min(lost) <= min(_sentences_with_facts(facts), default=0)


def _is_summed(facts: Facts, scene: Scene, sums: Mapping[int, Sequence[Mention]]) -> bool:
    """Whether a scene is only what was damaged in an oblast whose people its line sums up."""
    if scene.place is None or scene.place.level is not Level.OBLAST or scene.casualties:
        return False
    lines = facts.document.lines
    return not {lines[number] for number in scene.sentences}.isdisjoint(lines[number] for number in sums)


def _is_roundup(facts: Facts, told: Signals) -> bool:
    """Whether a post covers a period over several places: then its areas tell sums and not attacks."""
    towns = {site.unit.code for site in facts.sites if site.level is Level.SETTLEMENT}
    areas = {site.unit.code for site in facts.sites if site.level in _WIDE}
    few = len(towns) == 1 and len(areas) < 3 and not _names_other_hromada(facts, towns)
    if few and not _opens_with_sum(facts, told):
        return False
    return is_headed_roundup(facts.document, told) or _names_period(facts, told) or len(_towns_with_facts(facts)) >= 3


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


def _names_period(facts: Facts, told: Signals) -> bool:
    """Whether the first sentences name a period of whole days."""
    return any(_is_period(time) and time.first < told.head and _is_of_days(time) for time in facts.times)


def _is_period(time: TimeMention) -> bool:
    """Whether a time is told as a period, or covers more days than one night."""
    days = (time.end - time.start).days if time.start and time.end else 0
    return time.role is Role.PERIOD or (time.role is Role.EVENT and days > 1)


def _is_of_days(time: TimeMention) -> bool:
    return time.start != time.end or time.part is None


def _towns_with_facts(facts: Facts) -> set[str]:
    """The settlements that stand in a line with somebody hurt, nobody hurt, or something damaged."""
    lines = facts.document.lines
    told = {lines[sentence] for sentence in sentences_of(facts.document, facts.casualties, facts.damage)}
    towns = (site for site in facts.sites if site.level is Level.SETTLEMENT)
    return {site.unit.code for site in towns if lines[site.sentence] in told}


def _sentences_with_facts(facts: Facts) -> frozenset[int]:
    """The numbers of the sentences in which harm or damage was read."""
    return frozenset(mention.sentence for mention in facts.casualties) | {thing.sentence for thing in facts.damage}


def _evidence(ground: Ground, scenes: list[Scene], sums: dict[int, list[Mention]], published: datetime) -> Evidence:
    facts = ground.facts
    days = [scene.day for scene in scenes if scene.day is not None]
    towns = {site.unit.code for site in facts.sites if site.level is Level.SETTLEMENT}
    areas = {site.unit.code for site in facts.sites if site.level in _WITHIN}
    closing = ground.closing.keys() if len(towns) == 1 else set()
    return Evidence(
        places=len({scene.place.code for scene in scenes if scene.place is not None}),
        oblasts=len({scene.place.oblast for scene in scenes if scene.place is not None}),
        casualties=bool(facts.casualties),
        damage=bool(facts.damage),
        armed=bool(facts.weapons),
        period=any(_is_period(time) for time in facts.times),
        totals=bool(sums.keys() - closing - ground.recalled.keys()),
        age=(published.date() - max(days)).days if days else None,
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
    )


def _is_struck_at_home(facts: Facts) -> bool:
    """Whether a settlement or a smaller area of Ukraine is named, or an oblast where something is told to have
    happened."""
    happened = {weapon.first for weapon in facts.weapons} | {thing.first for thing in facts.damage}
    told = {facts.document.sentence_of[first] for first in happened} | _sentences_with_facts(facts)
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


def _is_of_gas(facts: Facts, told: Signals) -> bool:
    """Whether a post tells whom gas or an accident hurt, so that no attack is left to be withdrawn."""
    return bool(facts.casualties) and told.count("other.gas", "other.accident") > 0


def _is_harmless(facts: Facts, scenes: list[Scene]) -> bool:
    """Whether a post says of an oblast that nobody was hurt, and nothing else."""
    areas = all(scene.place is None or scene.place.level is Level.OBLAST for scene in scenes)
    unhurt = bool(facts.casualties) and all(mention.zero for mention in facts.casualties)
    return areas and unhurt and not facts.damage


def _introduction(facts: Facts) -> int:
    """The token of the colon behind the time and the area that a post begins with; 0 if it begins otherwise."""
    tokens = facts.document.tokens[:_INTRODUCTION]
    colon = next((token.index for token in tokens if token.text == ":"), 0)
    areas = any(site.last < colon and site.level in WIDE_LEVELS for site in facts.sites)
    return colon if areas and any(time.last < colon for time in facts.times) else 0


def _mentions(sums: dict[int, list[Mention]]) -> frozenset[Mention]:
    return frozenset(mention for mentions in sums.values() for mention in mentions)


def _area(facts: Facts, gazetteer: Gazetteer) -> Unit | None:
    """The oblast that a post as a whole speaks of: its channel's, else the only one that it names; None for several,
    which stands for the country."""
    named = {site.unit.oblast for site in facts.sites}
    region = facts.document.post.region or (next(iter(named)) if len(named) == 1 else None)
    return gazetteer.unit(region) if region else None
