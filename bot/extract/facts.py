"""Everything found in a document, sorted by where it stands: the ground on which scenes are built."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile

from bot.extract.casualties.finding import find_casualties
from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.words import speaks_of_harm
from bot.extract.damage.finding import DamageMention, find_damage
from bot.extract.kinds.long_past import sentences_of_long_past
from bot.extract.kinds.muted import muted_sentences
from bot.extract.kinds.ranks import ranks_of_service
from bot.extract.kinds.recalled_spans import sentences_of_recalled_spans
from bot.extract.people.finding import find_groups
from bot.extract.people.groups import Group
from bot.extract.places.abroad import sentences_abroad, with_towns_abroad
from bot.extract.places.background import without_background
from bot.extract.places.centres import raion_centres
from bot.extract.places.choice import ResolvedMention, resolve
from bot.extract.places.finding import find_places
from bot.extract.places.offices import is_of_office
from bot.extract.places.residents import residents
from bot.extract.places.values import PlaceMention
from bot.extract.text.numbers import Number, find_numbers
from bot.extract.text.paragraphs import paragraphs_of
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.senses import STRUCK
from bot.extract.text.sentences import by_sentence, sentences_of
from bot.extract.text.tokens import Document, Token
from bot.extract.times.choice import with_day_of_area
from bot.extract.times.finding import TimeMention, find_times
from bot.extract.times.moments import scopes
from bot.extract.weapons.finding import Role, WeaponMention, find_weapons
from bot.gazetteer import Gazetteer, Unit
from bot.model import WIDE_LEVELS, AuthorityKind, Level

_BLOW, _HOME = 6, 8
_BEHIND_HEADING = DASHES | {":"}
_PEOPLE = ("person.", "pronoun.", "killed.", "injured.", "unit.year")
_INSIDE = frozenset({"preposition.in"})
_FINE = frozenset({Level.SETTLEMENT, Level.HROMADA, Level.DISTRICT})


@dataclass(slots=True, unsafe_hash=True)
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


@dataclass(frozen=True)
class Facts:
    """What the finders found in a document, each list in the order of the text; the same by sentence, worked out once
    where it is asked for."""

    document: Document
    sites: tuple[Site, ...]
    foreign: tuple[ResolvedMention, ...]
    times: tuple[TimeMention, ...]
    casualties: tuple[Mention, ...]
    weapons: tuple[WeaponMention, ...]
    damage: tuple[DamageMention, ...]

    @cached_property
    def sites_by_sentence(self) -> dict[int, list[Site]]:
        """Sentence -> the places named in it."""
        return by_sentence(self.document, self.sites)

    @cached_property
    def times_by_sentence(self) -> dict[int, list[TimeMention]]:
        """Sentence -> the times named in it."""
        return by_sentence(self.document, self.times)

    @cached_property
    def casualties_by_sentence(self) -> dict[int, list[Mention]]:
        """Sentence -> the mentions of people killed or injured that begin in it."""
        return by_sentence(self.document, self.casualties)

    @cached_property
    def scopes(self) -> list[TimeMention | None]:
        """For each sentence the heading or period that it stands under."""
        return scopes(self.document, self.times)

    @cached_property
    def paragraphs(self) -> list[int]:
        """For each sentence the number of its paragraph."""
        return paragraphs_of(self.document)

    @cached_property
    def damaged_sentences(self) -> set[int]:
        """The sentences that tell of damage."""
        return sentences_of(self.document, self.damage)


def gather(document: Document, gazetteer: Gazetteer, published: datetime, authority: str) -> Facts:
    """Runs every finder over a document; `published` is the local time of publication, `authority` who speaks."""
    named = without_background(document, find_places(document, gazetteer))
    resolved = with_towns_abroad(document, resolve(named, document, gazetteer, document.post.region))
    document.forget(_named_settlements(document, resolved))
    numbers = find_numbers(document)
    times = find_times(document, numbers, published)
    casualties = find_casualties(document, _people(document, numbers, times))
    document.forget(ranks_of_service(document))
    resolved += residents(document, gazetteer, resolved)
    resolved += raion_centres(document, gazetteer, resolved)
    resolved.sort(key=lambda place: place.mention.first)
    damage = find_damage(document, numbers, by_police=authority == AuthorityKind.POLICE)
    sites = _sites(document, resolved)
    levels = {number: [site.level for site in here] for number, here in by_sentence(document, sites).items()}
    times = with_day_of_area(document, times, levels, published.date())
    muted = muted_sentences(
        document, {site.sentence for site in sites} | {document.sentence_of[time.first] for time in times}
    )
    foreign = tuple(place for place in resolved if place.mention.foreign and not _attacks(document, place))
    abroad = sentences_abroad(document, foreign, {site.sentence for site in sites})
    past = sentences_of_long_past(document)
    areas = {site.sentence for site in sites if site.level in WIDE_LEVELS}
    spans = sentences_of_recalled_spans(document, times, casualties, areas)
    muted |= spans | past | (abroad if sites else set())
    weapons = (weapon for weapon in find_weapons(document, numbers) if weapon.role is Role.STRIKE)
    return Facts(
        document=document,
        sites=tuple(sites),
        foreign=foreign,
        times=tuple(time for time in times if document.sentence_of[time.first] not in spans),
        casualties=tuple(mention for mention in casualties if mention.sentence not in muted),
        weapons=tuple(weapon for weapon in weapons if document.sentence_of[weapon.first] not in abroad | past),
        damage=tuple(thing for thing in damage if thing.sentence not in muted),
    )


def _named_settlements(document: Document, resolved: list[ResolvedMention]) -> list[int]:
    """The words that name settlements and mean nothing else: headings, and those that neither begin a sentence nor are
    common words ("Ровно год назад")."""
    named = (place.mention for place in resolved if place.unit is not None)
    towns = [one for one in named if one.level is Level.SETTLEMENT and document.tokens[one.last].capital]
    sure = (one for one in towns if one.typed or _is_heading(document, one) or not (one.weak or _begins(document, one)))
    return [index for mention in sure for index in range(mention.first, mention.last + 1)]


def _begins(document: Document, mention: PlaceMention) -> bool:
    """Whether a sentence begins with a place."""
    return document.sentences[document.sentence_of[mention.first]][0] == mention.first


def _is_heading(document: Document, mention: PlaceMention) -> bool:
    """Whether a colon, a dash or the end of its sentence stands right behind a place."""
    _, end = document.sentences[document.sentence_of[mention.last]]
    return mention.last + 2 >= end or document.tokens[mention.last + 1].text in _BEHIND_HEADING


def _people(document: Document, numbers: list[Number], times: list[TimeMention]) -> list[Group]:
    """The groups of people without bare numbers that tell a date or a time; none where no word of harm is told."""
    if not speaks_of_harm(document):
        return []
    groups = find_groups(document, numbers)
    dated = {index for time in times for index in range(time.first, time.last + 1)}
    return [group for group in groups if not (group.bare and group.first in dated)]


def _attacks(document: Document, place: ResolvedMention) -> bool:
    """Whether a foreign place is where an attack comes from, or the country that attacks: "Russia again strikes X"."""
    tokens, mention = document.tokens, place.mention
    before = tokens[mention.first - 1].sense or "" if mention.first else ""
    end = document.sentences[document.sentence_of[mention.first]][1]
    behind = tokens[mention.last + 1 : min(end, mention.last + 1 + _BLOW)]
    enemy = tokens[mention.first].sense == "strike.enemy" and not (
        before in STRUCK or before.startswith("preposition.")
    )
    acts = any(token.sense in STRUCK or (token.sense or "").startswith("weapon.") for token in behind)
    return mention.origin or (enemy and acts)


def _sites(document: Document, resolved: list[ResolvedMention]) -> list[Site]:
    """The places in Ukraine that something may have happened in: those told as struck; if they name no settlement,
    also those that only give a bearing ("3 km from X"), and if there are none at all, every place."""
    inside = [place for place in resolved if place.unit is not None and not place.mention.foreign]
    struck = [place for place in inside if _is_struck(document, place)]
    here = [place for place in struck if not _follows(document, place, "bearing.from")]
    if not _names_settlement(here):
        here = struck
    if not here or not any(place.unit is not None and place.unit.level in _FINE for place in here):
        inside = [place for place in inside if not place.mention.origin or _is_home_of_people(document, place)]
        here = [place for place in inside if not place.mention.apart] or inside
    here = _without_frames(document, here)
    return [
        Site(place.mention.first, place.mention.last, document.sentence_of[place.mention.first], place.unit, place)
        for place in here
        if place.unit is not None
    ]


def _is_home_of_people(document: Document, place: ResolvedMention) -> bool:
    """Whether people stand before the place that they are from, in its clause: "поранено подружжя з Ізюма", and not
    "генератори везуть із Полтави"."""
    before = reversed(document.tokens[max(0, place.mention.first - _HOME) : place.mention.first])
    clause = takewhile(lambda token: token.text not in CLAUSE_ENDS, before)
    return any((token.sense or "").startswith(_PEOPLE) for token in clause)


def _without_frames(document: Document, places: list[ResolvedMention]) -> list[ResolvedMention]:
    """The places without the areas that stand right behind a town, or in brackets, and only tell where it lies."""
    towns: dict[int, Unit | None] = {}
    kept = []
    for place in places:
        mention = place.mention
        framed = towns.get(mention.first)
        frame = framed is not None and _is_frame(place, framed)
        if not frame:
            kept.append(place)
        if frame or mention.level is Level.SETTLEMENT:
            after = mention.last + 1
            towns[_past_opening(document.tokens, after)] = framed if frame else place.unit
    return kept


def _past_opening(tokens: list[Token], index: int) -> int:
    """Past a bracket, or the word for in, that leads from a town to the area that it lies in."""
    opens = index < len(tokens) and (tokens[index].text == "(" or tokens[index].sense in _INSIDE)
    after = index + opens
    article = opens and after < len(tokens) and tokens[after].sense == "preposition.the"
    return after + article


def _is_frame(place: ResolvedMention, town: Unit) -> bool:
    """Whether a place is the hromada or raion that is named behind a town for the one it lies in."""
    unit = place.unit
    return unit is not None and unit.level in (Level.HROMADA, Level.RAION) and unit.oblast == town.oblast


def _names_settlement(places: list[ResolvedMention]) -> bool:
    return any(place.unit is not None and place.unit.level is Level.SETTLEMENT for place in places)


def _is_struck(document: Document, place: ResolvedMention) -> bool:
    """Whether a place may have been struck: not where the wounded are treated, nor whose office speaks."""
    if not place.mention.beside and _follows(document, place, "bearing.near"):
        return True
    speaks = is_of_office(document.tokens, place.mention.last + 1)
    return place.mention.struck and not speaks and not _follows(document, place, "injured.care")


def _follows(document: Document, place: ResolvedMention, sense: str) -> bool:
    """Whether a phrase of a sense ends right before a place, in its sentence."""
    if sense not in document.senses:
        return False
    first = place.mention.first
    low = max(document.sentences[document.sentence_of[first]][0], first - 6)
    if not document.says(low, first, sense):
        return False
    before = document.tokens[low:first]
    return any(token.sense == sense and token.reach >= first - 2 for token in before)
