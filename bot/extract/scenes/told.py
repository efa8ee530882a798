"""What one sentence tells: its places, times, people, weapons and damage together."""

from collections.abc import Set
from dataclasses import dataclass, field, replace

from bot.extract.casualties.mentions import Mention
from bot.extract.damage.finding import DamageMention
from bot.extract.facts import Site
from bot.extract.text.senses import HARMING, HITTING, ONE_PERSON, STRUCK
from bot.extract.times.finding import Role, TimeMention
from bot.extract.weapons.finding import WeaponMention
from bot.model import LOCAL_LEVELS, WeaponType

_DEATHBED = frozenset({"injured.care", "update.ward", "update.hospital", "killed.unsaved", "casualty.declared"})
_DEATH = frozenset({"killed.dead", "killed.died", "killed.heart"})
_PASSING = frozenset({"killed.deed", "killed.died", "killed.heart"})
_FIND = frozenset({"update.found", "moment.found"})
_HITS = HITTING | {"weapon_cue.event"}
DAMAGED = frozenset({"damage.harm", "damage.rubble"})
_OPENING = 2
_OVER_AREA = frozenset({"weapon_cue.region", "other.tally"})
_OF_TOLLS = frozenset(
    {"sum.risen", "sum.already", "sum.earlier", "sum.conclude", "time.as_of", "part.more", "flag.data", "injured.care"}
    | {"moment.response", "killed.died", "killed.body", "update.found", "moment.found", "update.search"}
)


@dataclass(slots=True)
class Told:
    """The facts of a sentence or of a clause of it; `senses` are those of its words, `is_tally` says that it counts
    strikes ("4 обстріли з РСЗВ накрили …"), `is_recall` that it speaks of an earlier strike ("попередній удар …"),
    `is_of_other_hour` that it begins with another hour of the same day ("Раніше того дня …"), `is_of_later` that it
    begins with "later" or the same day, `is_item` that it is one of several blows on a town ("через обстріл поранено
    двох"); `start` is its first token."""

    sentence: int
    senses: Set[str] = frozenset()
    is_tally: bool = False
    is_recall: bool = False
    is_of_other_hour: bool = False
    is_of_later: bool = False
    is_item: bool = False
    start: int = 0
    sites: list[Site] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    casualties: list[Mention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    damage: list[DamageMention] = field(default_factory=list)

    @property
    def has_facts(self) -> bool:
        """Whether somebody was hurt, nobody was, or something was damaged."""
        return bool(self.casualties or self.damage)

    @property
    def harms(self) -> bool:
        """Whether somebody was hurt."""
        return any(not mention.zero for mention in self.casualties)

    @property
    def harms_more(self) -> bool:
        """Whether a number of people is told as harmed beside those of whom the post told before."""
        groups = (mention.group for mention in self.casualties if not mention.died_later)
        return any(group is not None and group.added and group.count is not None for group in groups)

    @property
    def is_eventful(self) -> bool:
        """Whether the sentence tells of an attack at all."""
        return bool(self.casualties or self.damage or self.weapons)

    @property
    def is_struck(self) -> bool:
        """Whether the sentence speaks of a strike, by a weapon or by any word for it."""
        return bool(self.weapons) or not STRUCK.isdisjoint(self.senses)

    @property
    def is_harmed(self) -> bool:
        """Whether the sentence speaks of a strike or of damage, if only in a word."""
        return self.is_struck or not DAMAGED.isdisjoint(self.senses)

    @property
    def is_hit(self) -> bool:
        """Whether the sentence says what hit its only settlement or hromada: by the GUIDE that alone makes an
        incident, but not in a list that counts strikes."""
        if not self.weapons or "sequence.front" in self.senses or self.is_tally:
            return False
        towns = {site.unit.code for site in self.sites if site.level in LOCAL_LEVELS}
        return len(towns) == 1 and not _HITS.isdisjoint(self.senses)

    @property
    def opens_with_clock(self) -> bool:
        """Whether a clock time heads the sentence's line."""
        return any(time.time and time.heading for time in self.times)

    @property
    def harms_at_its_time(self) -> bool:
        """Whether the sentence begins with a clock time or part of the day, no heading, and tells who was harmed then:
        no toll of now, nobody found or dead later, nobody more."""
        opening = (time for time in self.times if time.first - self.start <= _OPENING and not time.heading)
        timed = any(time.time or time.part for time in opening)
        harmed = self.harms and not HARMING.isdisjoint(self.senses)
        return timed and harmed and self.senses.isdisjoint(_OF_TOLLS) and not (self.is_aftermath or self.is_late)

    @property
    def is_next_strike(self) -> bool:
        """Whether a clock time heads the line of one more strike: "О 8:40 — ще один, по кварталу"."""
        return self.opens_with_clock and not self.senses.isdisjoint(("number.ordinal", "part.more"))

    @property
    def is_again(self) -> bool:
        """Whether the sentence says that there was one more strike: "О 9:20 ворог ударив удруге"."""
        return "sequence.again" in self.senses

    @property
    def is_arrival(self) -> bool:
        """Whether the sentence says what hit a place that it does not name."""
        return bool(self.weapons) and not self.sites and not self.is_tally and not _HITS.isdisjoint(self.senses)

    @property
    def is_over_area(self) -> bool:
        """Whether the sentence only counts what was launched over a region or the country."""
        if self.senses.isdisjoint(_OVER_AREA) or self.sites or self.has_facts:
            return False
        armed = any(sense.startswith("weapon.") for sense in self.senses)
        return armed and not any(time.time for time in self.times)

    @property
    def is_downing(self) -> bool:
        """Whether the sentence only tells what was shot down, nowhere, and no debris that fell on something."""
        fell = "weapon.debris" in self.senses and not HITTING.isdisjoint(self.senses)
        return "weapon_cue.shot_down" in self.senses and not (self.sites or self.has_facts or fell)

    @property
    def is_wave(self) -> bool:
        """Whether the sentence tells one wave of strikes by a weapon and no sum over a period: "вночі ворог бив по
        області дронами"."""
        named = all(weapon.type is not WeaponType.SHELLING for weapon in self.weapons)
        named = named and (bool(self.sites) or all(weapon.count is None for weapon in self.weapons))
        moments = [time for time in self.times if time.role is Role.EVENT and (time.part or time.time)]
        return named and not self.is_tally and bool(moments) and len(moments) == len(self.times)

    @property
    def is_blow(self) -> bool:
        """Whether the sentence tells a strike as it happens: with a weapon, a place or a verb, or what it did there."""
        hit = "strike.noun" in self.senses and (bool(self.damage) or self.is_timed_harm)
        return bool(self.weapons or self.sites) or hit or not HITTING.isdisjoint(self.senses)

    @property
    def is_timed_harm(self) -> bool:
        """Whether the sentence tells whom a strike at a clock time harmed: "удар об 11:05 - двоє поранених"."""
        clocked = any(time.time for time in self.times)
        return clocked and self.harms and self.senses.isdisjoint(_OF_TOLLS)

    @property
    def is_launched(self) -> bool:
        """Whether the sentence names a weapon or says that somebody struck."""
        return bool(self.weapons) or not HITTING.isdisjoint(self.senses)

    @property
    def is_deathbed(self) -> bool:
        """Whether the sentence tells of a death in hospital: its date is not the attack's."""
        return not _DEATH.isdisjoint(self.senses) and not _DEATHBED.isdisjoint(self.senses)

    @property
    def is_passing(self) -> bool:
        """Whether the sentence only tells where somebody told of before has died: "He passed away in Dnipro"."""
        died = not (self.is_eventful or self.is_struck) and not _PASSING.isdisjoint(self.senses)
        return died and not ONE_PERSON.isdisjoint(self.senses)

    @property
    def is_aftermath(self) -> bool:
        """Whether the sentence tells that somebody was found or died of wounds, which dates no attack."""
        body = "killed.body" in self.senses
        blow = bool(self.damage) and any(time.part for time in self.times)
        found = not _FIND.isdisjoint(self.senses) and (not self.is_struck or (body and not blow))
        return (
            found
            or (body and not self.is_blow)
            or self.is_deathbed
            or any(mention.died_later for mention in self.casualties)
        )

    @property
    def is_late(self) -> bool:
        """Whether the sentence also dates what came after the attack: a death of wounds, the end of the search."""
        return "update.finished" in self.senses or any(mention.died_later for mention in self.casualties)

    @property
    def is_toll(self) -> bool:
        """Whether the sentence tells only of people, neither where nor by what they were hurt."""
        people = bool(self.casualties) or "injured.care" in self.senses
        struck = self.is_struck or "sequence.again" in self.senses
        return people and not (self.sites or self.damage or struck)

    @property
    def is_care(self) -> bool:
        """Whether the sentence tells only who has turned to doctors, which dates no attack."""
        return self.is_toll and "injured.care" in self.senses

    def times_of_attack(self) -> list[TimeMention]:
        """The times that date an attack; where it dates what came later too, the earliest day is the attack's."""
        if not self.times:
            return []
        told = [time for time in self.times if time.role is Role.EVENT]
        days = sorted({time.end for time in told if time.end is not None})
        if self.is_deathbed and not self.is_struck and len(days) == 1:
            return [time for time in told if time.wounding]
        if len(days) > 1 and self.is_late:
            return [time for time in told if time.end in (None, days[0])]
        return told

    def joined(self, other: "Told") -> "Told":
        """This clause and the next one as one."""
        return replace(
            self,
            senses=self.senses | other.senses,
            sites=[*self.sites, *other.sites],
            times=[*self.times, *other.times],
            casualties=[*self.casualties, *other.casualties],
            weapons=[*self.weapons, *other.weapons],
            damage=[*self.damage, *other.damage],
        )

    def between(self, low: int, high: int) -> "Told":
        """What begins at the tokens from `low` up to `high`; how a sentence begins is said of its first clause."""
        opens = low == self.start
        return replace(
            self,
            is_of_other_hour=opens and self.is_of_other_hour,
            is_of_later=opens and self.is_of_later,
            is_item=opens and self.is_item,
            start=low,
            sites=[site for site in self.sites if low <= site.first < high],
            times=[time for time in self.times if low <= time.first < high],
            casualties=[mention for mention in self.casualties if low <= _place_of(mention) < high],
            weapons=[weapon for weapon in self.weapons if low <= weapon.first < high],
            damage=[thing for thing in self.damage if low <= thing.first < high],
        )


def _place_of(mention: Mention) -> int:
    """Where people stand; the word of harm that governs them may stand in an earlier clause."""
    return mention.group.first if mention.group is not None else mention.first
