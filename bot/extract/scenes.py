"""Facts -> scenes: one place at one time with all that a post says of it.

The sentences are gone through in their order. A sentence that names a place opens its scene or goes on with it; one
that names none goes on with the scene before. A date or clock time other than the scene's opens another scene of the
same place. Scenes that name only an area are joined with the one settlement of that area that the post tells of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from datetime import date

from bot.extract.casualties import Mention
from bot.extract.damage import DamageMention
from bot.extract.facts import Facts, Site
from bot.extract.signals import STRUCK
from bot.extract.times import Role, TimeMention
from bot.extract.tokens import Shape, Token
from bot.extract.weapons import WeaponMention
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level

_AREAS = frozenset({Level.HROMADA, Level.RAION, Level.OBLAST})
_FINENESS = {Level.DISTRICT: 0, Level.SETTLEMENT: 0, Level.HROMADA: 1, Level.RAION: 2, Level.OBLAST: 3}
_APART = {";": 2.0, ".": 2.0, ",": 1.0, "—": 0.6, "–": 0.6, ":": 0.8}
_HEADING_WORDS = 2
_TIMELINE = 4
_DEATHBED = ("injured.care", "update.ward", "update.hospital", "casualty.declared")


@dataclass(slots=True)
class Scene:
    """What a post tells of one place at one time; `place` is None where the post names none."""

    place: Unit | None
    times: list[TimeMention] = field(default_factory=list)
    inherited: TimeMention | None = None
    sites: list[Site] = field(default_factory=list)
    casualties: list[Mention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    damage: list[DamageMention] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)

    @property
    def has_facts(self) -> bool:
        """Whether anything is said to have happened here."""
        return bool(self.casualties or self.damage)

    def absorb(self, other: "Scene") -> None:
        """Takes over everything of another scene; keeps the finer place and the known moment."""
        self.sites += other.sites
        self.casualties = sorted(self.casualties + other.casualties, key=lambda mention: mention.first)
        self.weapons = sorted(self.weapons + other.weapons, key=lambda mention: mention.first)
        self.damage = sorted(self.damage + other.damage, key=lambda mention: mention.first)
        self.times = sorted(self.times + other.times, key=lambda mention: mention.first)
        self.sentences |= other.sentences

    @property
    def day(self) -> date | None:
        """The first day that is named for this scene, None if none is."""
        return day_of(self.times)


def day_of(times: list[TimeMention]) -> date | None:
    """The last day of the first dated mention of an attack."""
    return next((mention.end for mention in times if mention.end is not None), None)


def city_of(unit: Unit, gazetteer: Gazetteer) -> Unit:
    """The settlement that a city district belongs to; any other unit is its own."""
    if unit.level is not Level.DISTRICT:
        return unit
    parents = (gazetteer.unit(code) for code in unit.parents)
    return next((parent for parent in parents if parent.level is Level.SETTLEMENT), unit)


class Stage:
    """Builds the scenes of one document."""

    def __init__(self, facts: Facts, gazetteer: Gazetteer, summed: frozenset[Mention]) -> None:
        self._facts = facts
        self._gazetteer = gazetteer
        self._tokens = facts.document.tokens
        self._sentence_of = facts.document.sentence_of
        self.scenes: list[Scene] = []
        self._current: Scene | None = None
        self._dated: TimeMention | None = None
        self._sentence = self._current_line = 0
        self._is_timeline = _is_timeline(facts)
        self._has_first_strike = any(token.sense == "sequence.first" for token in self._tokens)
        self._pending: tuple[int, list[TimeMention]] | None = None
        self._by_sentence = _sorted_by_sentence(facts, summed)

    def build(self) -> list[Scene]:
        """All scenes in the order in which the post opens them."""
        for sentence, here in sorted(self._by_sentence.items()):
            for part in self._clauses(sentence, here):
                self._take(sentence, part)
        return self.scenes

    def _clauses(self, sentence: int, here: "Here") -> list["Here"]:
        """A sentence as it is, or cut at its semicolons where two of the parts have a time and facts of their own."""
        first, end = self._facts.document.sentences[sentence]
        cuts = [index for index in range(first, end) if self._tokens[index].text == ";"]
        if not cuts or len(here.times) < 2:
            return [here]
        parts = [here.between(low, high) for low, high in pairwise([first, *cuts, end])]
        own = sum(1 for part in parts if part.times and part.has_facts)
        return parts if own > 1 else [here]

    def _take(self, sentence: int, here: "Here") -> None:
        self._sentence = sentence
        anchors = self._not_around_current(sentence, self._anchors(here.sites))
        here.recap = self._says(sentence, "flag.recap")
        here.deathbed = self._says(sentence, "killed.dead", "killed.died") and self._says(sentence, *_DEATHBED)
        here.struck = bool(here.weapons) or self._says(sentence, *STRUCK)
        here.times = _times_of_attack(here)
        if self._current is not None and self._current.day is not None and self._is_find(sentence):
            here.times = [time for time in here.times if time.end is None]
        if self._waits_for_place(sentence, here):
            self._pending = (self._line(sentence), here.times)
            return
        if self._pending is not None and self._pending[0] == self._line(sentence):
            here.times = [*self._pending[1], *here.times]
            self._pending = None if anchors else self._pending
        if not anchors:
            if here.is_eventful or (here.times and self._current is not None and (here.struck or day_of(here.times))):
                self._fill(self._scene(None, here), sentence, here, [])
        elif len({self._key(site) for site in anchors}) == 1:
            if here.is_eventful or here.times or self._is_heading(sentence, here.sites) or self._current is None:
                self._fill(self._scene(anchors[0], here), sentence, here, anchors)
        else:
            self._spread(sentence, here, anchors)

    def _key(self, site: Site) -> str:
        return city_of(site.unit, self._gazetteer).code

    def _anchors(self, sites: list[Site]) -> list[Site]:
        """The places of a sentence without those that only say where another one lies."""
        kept = []
        for site in sites:
            inner = [other for other in sites if other is not site and self._lies_in(other, site)]
            if not inner:
                kept.append(site)
        return kept

    def _not_around_current(self, sentence: int, anchors: list[Site]) -> list[Site]:
        """Leaves out the areas around the place that the line is about."""
        scene = self._current
        if scene is None or scene.place is None or self._line(sentence) != self._current_line:
            return anchors
        place = scene.place
        return [
            site
            for site in anchors
            if site.level not in _AREAS or place.level in _AREAS or site.unit.oblast != place.oblast
        ]

    def _lies_in(self, inner: Site, outer: Site) -> bool:
        if outer.level not in _AREAS or inner.unit.code == outer.unit.code:
            return False
        return self._gazetteer.contains(outer.unit, inner.unit)

    def _is_find(self, sentence: int) -> bool:
        """Whether a sentence tells that somebody or something was found, which dates no attack."""
        found = self._says(sentence, "update.found", "moment.found")
        return found and (self._says(sentence, "killed.body") or not self._says(sentence, *STRUCK))

    def _waits_for_place(self, sentence: int, here: "Here") -> bool:
        """Whether a sentence is only a time, the place of which comes next: "09:10. Херсон."."""
        return bool(here.times) and not here.is_eventful and not here.sites and self._is_heading(sentence, here.times)

    def _line(self, sentence: int) -> int:
        return self._facts.document.lines[sentence]

    def _says(self, sentence: int, *senses: str) -> bool:
        first, end = self._facts.document.sentences[sentence]
        return any(token.sense in senses for token in self._tokens[first:end])

    def _is_heading(self, sentence: int, things: Sequence[Site | TimeMention]) -> bool:
        """Whether a sentence is nearly nothing but places or times, as "м. Ізюм." or "📍 НІКОПОЛЬЩИНА" are."""
        first, end = self._facts.document.sentences[sentence]
        covered = {index for thing in things for index in range(thing.first, thing.last + 1)}
        named = sum(1 for index in covered if self._tokens[index].shape is Shape.WORD)
        words = sum(1 for token in self._tokens[first:end] if token.shape is Shape.WORD)
        return words - named <= _HEADING_WORDS

    def _scene(self, site: Site | None, here: "Here") -> Scene:
        place = city_of(site.unit, self._gazetteer) if site is not None else None
        found = self._matching(place, here)
        if found is None:
            found = Scene(place or (self._current.place if self._current else None), inherited=self._dated)
            self.scenes.append(found)
        else:
            found.place = found.place or place
        self._current = found
        self._current_line = self._line(self._sentence)
        return found

    def _matching(self, place: Unit | None, here: "Here") -> Scene | None:
        """The scene that a sentence goes on with, the latest first."""
        candidates = [self._current] if place is None and self._current else self.scenes[::-1]
        for scene in candidates:
            same = place is None or scene.place is None or scene.place.code == place.code
            if scene.place is None and place is not None and scene is not self.scenes[-1]:
                continue
            if same and not self._apart(scene, here):
                return scene
        return None

    def _apart(self, scene: Scene, here: "Here") -> bool:
        """Whether a sentence tells of another time than the scene's: another day, or another clock time with facts."""
        day = day_of(here.times)
        if day is not None and scene.day is not None and day != scene.day:
            night = any(mention.night_end for mention in [*here.times, *scene.times])
            return not (night and abs((day - scene.day).days) <= 1)
        if day is not None and scene.day is None and scene.has_facts and here.casualties:
            return bool(scene.times or scene.weapons) and (here.recap or bool(scene.times))
        if not scene.has_facts or self._is_timeline:
            return False
        strikes = bool(here.weapons or here.sites) or self._says(self._sentence, "strike.verb", "damage.hit")
        again = bool(here.casualties) and self._says(self._sentence, "sequence.again")
        if _clocks_differ(scene.times, here.times):
            return strikes or again
        if again and (self._has_first_strike or self._says(self._sentence, "time.minute")):
            return True
        return here.has_facts and _is_elsewhere(scene, here)

    def _fill(self, scene: Scene, sentence: int, here: "Here", anchors: list[Site]) -> None:
        scene.sites += [site for site in here.sites if site in anchors or scene.place is not None]
        scene.times += here.times
        self._dated = next((time for time in here.times if time.end is not None), self._dated)
        scene.casualties += here.casualties
        scene.weapons += here.weapons
        scene.damage += here.damage
        scene.sentences.add(sentence)

    def _spread(self, sentence: int, here: "Here", anchors: list[Site]) -> None:
        """Gives each fact of a sentence with several places to the nearest of them."""
        parts = {site.first: Here(sites=[site], times=here.times) for site in anchors}
        for kind in ("casualties", "weapons", "damage"):
            for fact in getattr(here, kind):
                nearest = min(anchors, key=lambda site: self._distance(site, fact.first, fact.last))
                getattr(parts[nearest.first], kind).append(fact)
        told = [site for site in anchors if parts[site.first].has_facts]
        for site in told or ([anchors[0]] if here.weapons and len(anchors) == 1 else []):
            part = parts[site.first]
            self._fill(self._scene(site, part), sentence, part, [site])
        areas = [site for site in anchors if site.level in _AREAS]
        if not told and areas and self._current is None:
            self._scene(min(areas, key=lambda site: _FINENESS[site.level]), here)

    def _distance(self, site: Site, first: int, last: int) -> float:
        """How far a fact stands from a place: marks between them, and a little for a place that follows; a place in
        brackets belongs to what stands before it."""
        bracketed = site.first > 0 and self._tokens[site.first - 1].text == "("
        behind = site.first > last
        low, high = (last + 1, site.first) if behind else (site.last + 1, first)
        cost = (0.0 if bracketed else 0.9) if behind else (5.0 if bracketed else 0.0)
        for token in self._tokens[low:high]:
            cost += _APART.get(token.text, 0.02) + (0.9 if _is_and(token) else 0.0)
        return cost


def _times_of_attack(here: "Here") -> list[TimeMention]:
    """The mentions that date an attack; where somebody died later of it, the earliest day is the attack's."""
    told = [mention for mention in here.times if mention.role is Role.EVENT]
    days = sorted({mention.end for mention in told if mention.end is not None})
    if here.deathbed and not here.struck and len(days) == 1:
        return []
    if len(days) > 1 and any(mention.died_later for mention in here.casualties):
        told = [mention for mention in told if mention.end in (None, days[0])]
    return told


def _clocks_differ(first: list[TimeMention], second: list[TimeMention]) -> bool:
    one = next((mention.time for mention in first if mention.time), None)
    two = next((mention.time for mention in second if mention.time), None)
    return one is not None and two is not None and one != two


def _is_elsewhere(scene: Scene, here: "Here") -> bool:
    """Whether a sentence tells of another attack on the same town: at another part of the day, or at a clock time in
    another district, and with another weapon."""
    known, told = ({weapon.type for weapon in weapons} for weapons in (scene.weapons, here.weapons))
    if not known or not told or known & told:
        return False
    parts = [{time.part for time in times if time.part} for times in (scene.times, here.times)]
    districts = [{site.unit.code for site in sites if site.level is Level.DISTRICT} for sites in (scene.sites, here.sites)]
    clock = any(time.time for time in here.times)
    return bool(all(parts) and not parts[0] & parts[1]) or bool(clock and all(districts) and not districts[0] & districts[1])


def _is_and(token: Token) -> bool:
    return token.folded in ("і", "та", "й", "и", "and", "а", "while")


@dataclass(slots=True)
class Here:
    """The facts of one sentence."""

    sites: list[Site] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    casualties: list[Mention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    damage: list[DamageMention] = field(default_factory=list)
    recap: bool = False

    def between(self, low: int, high: int) -> "Here":
        """The facts that begin at the tokens from `low` up to `high`."""
        kinds = ("sites", "times", "casualties", "weapons", "damage")
        return Here(**{kind: [fact for fact in getattr(self, kind) if low <= fact.first < high] for kind in kinds})

    deathbed: bool = False
    struck: bool = False

    @property
    def has_facts(self) -> bool:
        """Whether somebody was hurt, nobody was, or something was damaged."""
        return bool(self.casualties or self.damage)

    @property
    def is_eventful(self) -> bool:
        """Whether the sentence tells of an attack at all."""
        return self.has_facts or bool(self.weapons)


def _is_timeline(facts: Facts) -> bool:
    """Whether a post tells one attack as it went on: many lines that begin with a clock time and name no settlement."""
    lines, sentence_of = facts.document.lines, facts.document.sentence_of
    placed = {lines[site.sentence] for site in facts.sites if site.level is not Level.DISTRICT}
    timed = {lines[sentence_of[time.first]] for time in facts.times if time.heading and time.time}
    return len(timed - placed) >= _TIMELINE


def _sorted_by_sentence(facts: Facts, summed: frozenset[Mention]) -> dict[int, Here]:
    sentence_of = facts.document.sentence_of
    by_sentence: dict[int, Here] = {}
    for kind in ("sites", "times", "casualties", "weapons", "damage"):
        for fact in getattr(facts, kind):
            if fact in summed:
                continue
            here = by_sentence.setdefault(sentence_of[fact.first], Here())
            getattr(here, kind).append(fact)
    return by_sentence
