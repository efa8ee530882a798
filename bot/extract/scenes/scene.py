"""A scene: one place at one time with all that a post says of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.extract.casualties.mentions import Mention
from bot.extract.damage.finding import DamageMention
from bot.extract.facts import Site
from bot.extract.scenes.told import Told
from bot.extract.times.finding import TimeMention
from bot.extract.weapons.finding import WeaponMention
from bot.extract.weapons.names import SPECIFIC
from bot.gazetteer import Unit
from bot.model import Level, WeaponType


@dataclass(slots=True, eq=False)
class Scene:
    """What a post tells of one place at one time.

    `place` is None where the post names none; `inherited` is the last date told before the scene was opened;
    `is_repeated`: the post calls it a repeated strike; `is_hit`: it says what hit the place; `is_itself`: it sets the
    place apart from the area around it; `is_recalled`: it is called an earlier strike than the one told.
    """

    place: Unit | None
    inherited: TimeMention | None = None
    times: list[TimeMention] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    casualties: list[Mention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    damage: list[DamageMention] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    is_repeated: bool = False
    is_hit: bool = False
    is_itself: bool = False
    is_recalled: bool = False

    @property
    def has_facts(self) -> bool:
        """Whether anything is said to have happened here."""
        return bool(self.casualties or self.damage)

    @property
    def has_weapon(self) -> bool:
        """Whether a weapon is told, other than falling debris."""
        return any(weapon.type is not WeaponType.DEBRIS for weapon in self.weapons)

    @property
    def is_only_named(self) -> bool:
        """Whether an earlier strike is only named: "попередня атака на місто була 8 листопада"."""
        return self.is_recalled and not (self.has_facts or self.is_hit)

    @property
    def may_be_hit(self) -> bool:
        """Whether the place is small enough to be an incident by what hit it alone."""
        return self.place is not None and self.place.level in (Level.SETTLEMENT, Level.HROMADA)

    @property
    def day(self) -> date | None:
        """The day that is named for this scene, None if none is."""
        return self.day_of(self.times)

    def is_timed(self, ground: Sequence[TimeMention | None]) -> bool:
        """Whether something happened here at a time, be it only the period that the text stands under."""
        return self.has_facts and (bool(self.times) or ground[min(self.sentences)] is not None)

    @staticmethod
    def day_of(times: Iterable[TimeMention]) -> date | None:
        """The last day of the first dated mention of an attack."""
        return next((time.end for time in times if time.end is not None), None)

    def is_prelude(self, lines: Sequence[int], sentence: int) -> bool:
        """Whether nothing is said to have happened here, in lines before that of a sentence."""
        return not self.has_facts and bool(self.sentences) and lines[max(self.sentences)] != lines[sentence]

    def settle_at(self, place: Unit, told: Told) -> None:
        """Gives the scene its place by a sentence that tells of one. Of the weapons named before any place, which may
        be those of a wave over the country, only what the sentence's own weapons may be are its own, in no number."""
        self.place = place
        if told.weapons and not self.has_facts:
            kinds = {kind for weapon in told.weapons for kind in SPECIFIC.get(weapon.type, ())}
            self.weapons = [replace(weapon, count=None) for weapon in self.weapons if weapon.type in kinds]

    def take(self, told: Told, anchors: list[Site]) -> None:
        """Takes in what a sentence tells of this place."""
        self.sites += [site for site in told.sites if site in anchors or self.place is not None]
        self.times += told.times
        self.casualties += told.casualties
        self.weapons += told.weapons
        self.damage += told.damage
        self.sentences.add(told.sentence)
        self.is_hit = self.is_hit or told.is_hit
        self.is_repeated = self.is_repeated or "sequence.again" in told.senses
        self.is_recalled = self.is_recalled or told.is_recall

    def absorb(self, other: "Scene") -> None:
        """Takes over everything of another scene."""
        self.sites += other.sites
        self.times = sorted(self.times + other.times, key=lambda time: time.first)
        self.casualties = sorted(self.casualties + other.casualties, key=lambda mention: mention.first)
        self.weapons = sorted(self.weapons + other.weapons, key=lambda weapon: weapon.first)
        self.damage = sorted(self.damage + other.damage, key=lambda thing: thing.first)
        self.sentences |= other.sentences
