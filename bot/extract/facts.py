"""Everything found in a document, sorted by where it stands: the ground on which scenes are built."""

from dataclasses import dataclass
from datetime import datetime

from bot.extract.casualties import Mention, find_casualties
from bot.extract.damage import DamageMention, find_damage
from bot.extract.numbers import find_numbers
from bot.extract.people import find_groups
from bot.extract.place_choice import ResolvedMention, resolve
from bot.extract.places import find_places
from bot.extract.times import TimeMention, find_times
from bot.extract.tokens import Document
from bot.extract.weapons import Role, WeaponMention, find_weapons
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level


@dataclass(frozen=True, slots=True)
class Site:
    """A place in Ukraine named at tokens `first`..`last` of a sentence, with what else the name could mean."""

    first: int
    last: int
    sentence: int
    unit: Unit
    resolved: ResolvedMention

    @property
    def level(self) -> Level:
        """The level of the unit."""
        return self.unit.level


@dataclass(frozen=True, slots=True)
class Facts:
    """What the finders found in a document, each list in the order of the text."""

    document: Document
    sites: tuple[Site, ...]
    foreign: tuple[ResolvedMention, ...]
    times: tuple[TimeMention, ...]
    casualties: tuple[Mention, ...]
    weapons: tuple[WeaponMention, ...]
    damage: tuple[DamageMention, ...]


def gather(document: Document, gazetteer: Gazetteer, published: datetime) -> Facts:
    """Runs every finder over a document; `published` is the local time of publication."""
    numbers = find_numbers(document)
    casualties = find_casualties(document, find_groups(document, numbers))
    mentions = find_places(document, gazetteer)
    resolved = resolve(mentions, document, gazetteer, document.post.region)
    return Facts(
        document=document,
        sites=tuple(_sites(document, resolved)),
        foreign=tuple(place for place in resolved if place.mention.foreign and not place.mention.origin),
        times=tuple(find_times(document, numbers, published)),
        casualties=tuple(mention for mention in casualties if not _of_the_whole_war(document, mention)),
        weapons=tuple(weapon for weapon in find_weapons(document, numbers) if weapon.role is Role.STRIKE),
        damage=tuple(find_damage(document, numbers)),
    )


def _of_the_whole_war(document: Document, mention: Mention) -> bool:
    first, end = document.sentences[mention.sentence]
    return any(token.sense == "other.since" for token in document.tokens[first:end])


def _sites(document: Document, resolved: list[ResolvedMention]) -> list[Site]:
    """The places in Ukraine; where people came from ("хлопці із села X") only if no other settlement is named."""
    inside = [place for place in resolved if place.unit is not None and not place.mention.foreign]
    here = [place for place in inside if not (place.mention.origin or place.mention.toward)]
    if not any(place.unit is not None and place.unit.level is Level.SETTLEMENT for place in here):
        here = inside
    return [
        Site(place.mention.first, place.mention.last, document.sentence_of[place.mention.first], place.unit, place)
        for place in here
        if place.unit is not None
    ]
