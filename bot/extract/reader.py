"""The reader: one post in, one reading out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.channels import Registry
from bot.extract.casualties.later_deaths import with_later_death
from bot.extract.casualties.mentions import Mention
from bot.extract.evidence import covers_period, evidence_of, names_period, sentences_with_facts
from bot.extract.facts import Facts, gather
from bot.extract.kinds.classify import classify, is_idle
from bot.extract.kinds.flags import report_flags
from bot.extract.kinds.signals import HARMED, Signals, signals
from bot.extract.kinds.titles import counts_places
from bot.extract.places.home import home_of
from bot.extract.places.residents import may_name_residents
from bot.extract.scenes.all_of_them import without_all_of_them
from bot.extract.scenes.assemble import report_of
from bot.extract.scenes.denied_everywhere import with_denials_shared
from bot.extract.scenes.district_sums import with_districts_added
from bot.extract.scenes.elsewhere import told_apart
from bot.extract.scenes.headlines import headline_sum, take_sums
from bot.extract.scenes.joining import headline_of, joined
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.staging import Stage
from bot.extract.scenes.stress import with_stress_counted
from bot.extract.sums.bounds import within_sums
from bot.extract.sums.breakdowns import Breakdown, broken_down
from bot.extract.sums.damage_shares import with_damage_shared
from bot.extract.sums.round_ups import Ground, find_sums
from bot.extract.sums.totals import totals
from bot.extract.text.captions import without_captions
from bot.extract.text.lead import without_lead
from bot.extract.text.tokenizer import Tokenizer
from bot.gazetteer import Gazetteer, Unit
from bot.lexicon import Lexicon
from bot.model import Kind, Language, Level, Post, Reading
from bot.period import KYIV

_SAME = ("time.same_day", "time.same_night")
_SILENT = frozenset({Kind.ALERT, Kind.OTHER})


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
        told = signals(facts.document, sentences_with_facts(facts))
        if not (facts.casualties or facts.damage or facts.weapons) and is_idle(facts.document, told):
            return Reading(Kind.OTHER)
        facts, breakdowns = broken_down(with_damage_shared(facts))
        ground = Ground(facts)
        is_roundup = covers_period(facts, told) or (counts_places(facts.document, told) and names_period(facts, told))
        sums, scenes, head = self._sorted(ground, breakdowns, is_roundup)
        kind = classify(facts.document, told, evidence_of(ground, scenes, sums, published))
        if (kind is Kind.ROUNDUP) is not is_roundup:
            sums, scenes, head = self._sorted(ground, breakdowns, not is_roundup)
        if kind in _SILENT:
            return (None if _is_of_gas(told) else self._withdrawal(facts, published)) or Reading(kind)
        scenes, leads = take_sums(facts, scenes)
        leads = leads or headline_sum(facts, head, scenes)
        scenes = [scene for scene in scenes if not (_is_undated(facts, scene) or _is_summed(facts, scene, sums))]
        scenes = [with_districts_added(facts, scene) for scene in scenes]
        scenes = with_denials_shared(facts, without_all_of_them(facts, scenes))
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
            reports = tuple(with_later_death(facts.document, report, scene.casualties) for report, scene in pairs)
        area = _area(facts, self.gazetteer)
        told_sums = tuple(totals(ground, {**sums, **leads}, published, area, self.gazetteer))
        return Reading(kind, within_sums(reports, told_sums), told_sums)

    def _sorted(
        self, ground: Ground, breakdowns: list[Breakdown], is_roundup: bool
    ) -> tuple[dict[int, list[Mention]], list[Scene], Scene | None]:
        """The sums of a post, its scenes, and the headline over them that is none, read as a round-up or not."""
        facts = ground.facts
        sums = find_sums(ground, is_roundup, breakdowns)
        stage = Stage(facts if is_roundup else ground.attacks, self.gazetteer, _mentions(sums), is_roundup)
        built, lines = stage.build(), facts.document.lines
        head = None if is_roundup else headline_of(built, self.gazetteer, lines)
        return sums, told_apart(facts, joined(built, self.gazetteer, is_roundup, lines)), head

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
    return not lost.isdisjoint(scene.sentences) and min(lost) <= min(sentences_with_facts(facts), default=0)


def _is_summed(facts: Facts, scene: Scene, sums: Mapping[int, Sequence[Mention]]) -> bool:
    """Whether a scene is only what was damaged in an oblast whose people its line sums up."""
    if scene.place is None or scene.place.level is not Level.OBLAST or scene.casualties:
        return False
    lines = facts.document.lines
    return not {lines[number] for number in scene.sentences}.isdisjoint(lines[number] for number in sums)


def _is_of_gas(told: Signals) -> bool:
    """Whether a post tells whom gas or an accident hurt, so that no attack is left to be withdrawn."""
    return told.count(*HARMED) > 0 and told.count("other.gas", "other.accident") > 0


def _mentions(sums: dict[int, list[Mention]]) -> frozenset[Mention]:
    return frozenset(mention for mentions in sums.values() for mention in mentions)


def _area(facts: Facts, gazetteer: Gazetteer) -> Unit | None:
    """The oblast that a post as a whole speaks of: its channel's, else the only one that it names; None for several,
    which stands for the country."""
    named = {site.unit.oblast for site in facts.sites}
    region = facts.document.post.region or (next(iter(named)) if len(named) == 1 else None)
    return gazetteer.unit(region) if region else None
