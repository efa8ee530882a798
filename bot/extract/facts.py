"""Everything found in a document, sorted by where it stands: the ground on which scenes are built."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile

from bot.extract.casualties.finding import Mention, find_casualties
from bot.extract.casualties.words import speaks_of_harm
from bot.extract.damage.finding import DamageMention, find_damage
from bot.extract.kinds.long_past import sentences_of_long_past
from bot.extract.kinds.signals import STRUCK, tells_strike
from bot.extract.people.finding import find_groups
from bot.extract.people.groups import Group
from bot.extract.places.abroad import sentences_abroad
from bot.extract.places.centres import raion_centres
from bot.extract.places.choice import ResolvedMention, resolve
from bot.extract.places.finding import find_places
from bot.extract.places.residents import residents
from bot.extract.text.numbers import Number, find_numbers
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.sentences import by_sentence, sentences_of
from bot.extract.text.tokens import Document, Token
from bot.extract.times.choice import with_day_of_area
from bot.extract.times.finding import TimeMention, find_times
from bot.extract.times.long_spans import spans_years
from bot.extract.times.moments import scopes
from bot.extract.weapons.finding import Role, WeaponMention, find_weapons
from bot.gazetteer import Gazetteer, Unit
from bot.model import AuthorityKind, Level

_SINCE = "other.since"
_ACCIDENT, _GAS = "other.accident", "other.gas"
_WARNING = "other.warning"
_MUTING = frozenset({_SINCE, "sum.since", "other.losses"})
_BLOW, _HOME = 6, 8
_PEOPLE = ("person.", "pronoun.", "killed.", "injured.", "unit.year")
_BEGINNING = 3
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
    def damaged_sentences(self) -> set[int]:
        """The sentences that tell of damage."""
        return sentences_of(self.document, self.damage)


def gather(document: Document, gazetteer: Gazetteer, published: datetime, authority: str) -> Facts:
    """Runs every finder over a document; `published` is the local time of publication, `authority` who speaks."""
    numbers = find_numbers(document)
    times = find_times(document, numbers, published)
    casualties = find_casualties(document, _people(document, numbers, times))
    mentions = find_places(document, gazetteer)
    resolved = resolve(mentions, document, gazetteer, document.post.region)
    resolved += residents(document, gazetteer, resolved)
    resolved += raion_centres(document, gazetteer, resolved)
    resolved.sort(key=lambda place: place.mention.first)
    damage = find_damage(document, numbers, by_police=authority == AuthorityKind.POLICE)
    sites = _sites(document, resolved)
    levels = {number: [site.level for site in here] for number, here in by_sentence(document, sites).items()}
    times = with_day_of_area(document, times, levels, published.date())
    muted = _muted(document, {site.sentence for site in sites} | {document.sentence_of[time.first] for time in times})
    foreign = tuple(place for place in resolved if place.mention.foreign and not _attacks(document, place))
    abroad = sentences_abroad(document, foreign, {site.sentence for site in sites})
    past = sentences_of_long_past(document)
    muted |= past | (abroad if sites else set())
    weapons = (weapon for weapon in find_weapons(document, numbers) if weapon.role is Role.STRIKE)
    return Facts(
        document=document,
        sites=tuple(sites),
        foreign=foreign,
        times=tuple(times),
        casualties=tuple(mention for mention in casualties if mention.sentence not in muted),
        weapons=tuple(weapon for weapon in weapons if document.sentence_of[weapon.first] not in abroad | past),
        damage=tuple(thing for thing in damage if thing.sentence not in muted),
    )


def _people(document: Document, numbers: list[Number], times: list[TimeMention]) -> list[Group]:
    """The groups of people without bare numbers that tell a date or a time; none where no word of harm is told."""
    if not speaks_of_harm(document):
        return []
    groups = find_groups(document, numbers)
    dated = {index for time in times for index in range(time.first, time.last + 1)}
    return [group for group in groups if not (group.bare and group.first in dated)]


def _muted(document: Document, told: set[int]) -> frozenset[int]:
    """The sentences whose harm is no attack's: the whole war's sums, the enemy's losses, accidents, warnings; `told`
    are those with a place or a time, which the others of a line go on from."""
    muted = _accidents(document) | _warnings(document, told)
    lines, goes_on = document.lines, -1
    for number, senses in enumerate(document.said):
        past = number not in told and "other.past" in senses and _opens_with_past(document, number)
        past = past or spans_years(document, number)
        if past or not senses.isdisjoint(_MUTING) or (goes_on == lines[number] and number not in told):
            muted.add(number)
        goes_on = lines[number] if number in muted and (_SINCE in senses or goes_on == lines[number]) else -1
    return frozenset(muted)


def _opens_with_past(document: Document, number: int) -> bool:
    """Whether a sentence begins with a year or season gone by: "Торік в області на мінах загинули шестеро"."""
    first = document.sentences[number][0]
    return any(token.sense == "other.past" for token in document.tokens[first : first + _BEGINNING])


def _accidents(document: Document) -> set[int]:
    """The sentences that tell of an accident, those behind them in their line until one tells of a strike, and those
    before them in it that tell of a fire and no strike: the cause of a fire stands behind it."""
    found: set[int] = set()
    line = -1
    for number, senses in enumerate(document.said):
        here = document.lines[number]
        strikes = any(map(tells_strike, senses))
        accident = _ACCIDENT in senses or (_GAS in senses and not strikes)
        if accident and here != line:
            found.update(_burning_before(document, number))
        goes_on = accident or (here == line and not strikes)
        line = here if goes_on else -1
        if goes_on:
            found.add(number)
    return found


def _burning_before(document: Document, number: int) -> set[int]:
    """The sentences of a line right before a sentence that tell of no strike, from the first that tells of a fire."""
    before = range(number - 1, -1, -1)
    near = list(
        takewhile(
            lambda one: (
                document.lines[one] == document.lines[number] and not any(map(tells_strike, document.said[one]))
            ),
            before,
        )
    )
    burning = [one for one in near if _burns(document, one)]
    return set(range(min(burning), number)) if burning else set()


def _burns(document: Document, number: int) -> bool:
    return any("burning" in token.classes for token in document.tokens[slice(*document.sentences[number])])


def _warnings(document: Document, told: set[int]) -> set[int]:
    """The sentences that only warn people of what might harm them, and those behind them in their line: "не чіпайте
    знахідок. Один дотик – і людина гине"; `told` are those with a place or a time."""
    found: set[int] = set()
    line = -1
    for number, senses in enumerate(document.said):
        here = document.lines[number]
        counted = any((token.value or 0) > 1 for token in document.tokens[slice(*document.sentences[number])])
        warns = _WARNING in senses or (here == line and not any(map(tells_strike, senses)))
        line = here if warns and not counted and number not in told else -1
        if line == here:
            found.add(number)
    return found


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
    if _follows(document, place, "bearing.near"):
        return True
    after = place.mention.last + 1
    speaks = after < len(document.tokens) and document.tokens[after].sense == "bearing.office"
    return place.mention.struck and not speaks and not _follows(document, place, "injured.care")


def _follows(document: Document, place: ResolvedMention, sense: str) -> bool:
    """Whether a phrase of a sense ends right before a place, in its sentence."""
    first = place.mention.first
    low = max(document.sentences[document.sentence_of[first]][0], first - 6)
    if not document.says(low, first, sense):
        return False
    before = document.tokens[low:first]
    return any(token.sense == sense and token.reach >= first - 2 for token in before)
