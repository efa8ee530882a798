"""Everything found in a document, sorted by where it stands: the ground on which scenes are built."""

from dataclasses import dataclass
from itertools import pairwise
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

_MUTING = frozenset({"other.since", "other.losses", "other.accident"})
_FINE = frozenset({Level.SETTLEMENT, Level.HROMADA, Level.DISTRICT})


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
    damage = find_damage(document, numbers)
    muted = _muted(document)
    return Facts(
        document=document,
        sites=tuple(_sites(document, resolved, damage)),
        foreign=tuple(place for place in resolved if place.mention.foreign and not place.mention.origin),
        times=tuple(find_times(document, numbers, published)),
        casualties=tuple(mention for mention in casualties if mention.sentence not in muted),
        weapons=tuple(weapon for weapon in find_weapons(document, numbers) if weapon.role is Role.STRIKE),
        damage=tuple(thing for thing in damage if thing.sentence not in muted),
    )


def _muted(document: Document) -> frozenset[int]:
    """The sentences whose harm is no attack's: the whole war's sums, the enemy's losses, accidents."""
    return frozenset(
        number
        for number, (first, end) in enumerate(document.sentences)
        if any(token.sense in _MUTING for token in document.tokens[first:end])
    )


def _sites(document: Document, resolved: list[ResolvedMention], damage: list[DamageMention]) -> list[Site]:
    """The places in Ukraine that something may have happened in.

    Left out are where something came from or was heading, what only gives a bearing ("30 km from X"), the ends of a
    route, and where the wounded were taken. Where people came from ("хлопці із села X") stays if no other settlement
    is named.
    """
    inside = [place for place in resolved if place.unit is not None and not place.mention.foreign]
    routes = _routes(document, inside)
    here = [
        place
        for place in inside
        if (_follows(document, place, "bearing.near") or not (place.mention.origin or place.mention.toward))
        and place.mention.first not in routes
        and not _follows(document, place, "bearing.from")
    ]
    first = next((place for place in here if place.unit is not None and place.unit.level in _FINE), None)
    here = [place for place in here if place is first or not _is_ward(document, place, damage)]
    if not any(place.unit is not None and place.unit.level is Level.SETTLEMENT for place in here):
        here = [place for place in inside if place.mention.first not in routes and not _is_ward(document, place, damage)]
    return [
        Site(place.mention.first, place.mention.last, document.sentence_of[place.mention.first], place.unit, place)
        for place in here
        if place.unit is not None
    ]


def _routes(document: Document, places: list[ResolvedMention]) -> frozenset[int]:
    """The first tokens of places that are the ends of a route: "Київ – Харків"."""
    ends: set[int] = set()
    for one, two in pairwise(places):
        between = document.tokens[one.mention.last + 1 : two.mention.first]
        if len(between) == 1 and between[0].text in "–—-" and one.unit and two.unit and one.unit.level is two.unit.level:
            ends |= {one.mention.first, two.mention.first}
    return frozenset(ends)


def _follows(document: Document, place: ResolvedMention, sense: str) -> bool:
    first = place.mention.first
    return any(
        token.sense == sense and token.reach >= first - 2 for token in document.tokens[max(0, first - 6) : first]
    )


def _is_ward(document: Document, place: ResolvedMention, damage: list[DamageMention]) -> bool:
    """Whether a place is only where people were taken to: a hospital stands before it that was not hit itself."""
    hit = {index for thing in damage for index in range(thing.first, thing.last + 1)}
    for token in document.tokens[max(0, place.mention.first - 4) : place.mention.first]:
        sense = token.sense or ""
        if sense == "injured.care" or (sense.endswith(".hospital") and token.index not in hit):
            return document.sentence_of[token.index] == document.sentence_of[place.mention.first]
    return False
