"""Items of a list about one town over a day: those on other districts, or with other weapons, tell of other attacks."""

from bisect import bisect_left
from collections.abc import Iterable

from bot.extract.facts import Facts, Site
from bot.extract.scenes.apart import is_other_weapon
from bot.extract.scenes.scene import Scene
from bot.extract.scenes.told import Told
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import HITTING
from bot.extract.text.tokens import Document, Shape
from bot.extract.times.finding import Role, TimeMention
from bot.model import Level

_HEADING_WORDS, _REMARK = 2, 5
_OPENING = 3
"""A place among so many first tokens opens its line."""
_OF_NEWS = frozenset({"flag.data", "sum.risen", "update.updated", "update.clarified"})
_AFTER_PLACE = frozenset({",", ":", ".", "|", *DASHES})


def is_heading(document: Document, sentence: int, things: Iterable[Site] | Iterable[TimeMention]) -> bool:
    """Whether a sentence is nearly nothing but places or times, as "м. Ізюм." or "📍 НІКОПОЛЬЩИНА" are."""
    first, end = document.sentences[sentence]
    covered = {index for thing in things for index in range(thing.first, thing.last + 1)}
    words = [token for token in document.tokens[first:end] if token.shape is Shape.WORD]
    return sum(1 for token in words if token.index not in covered) <= _HEADING_WORDS


def is_title_of_place(facts: Facts, told: Told) -> bool:
    """Whether a line is a paragraph's title that names one place: it begins with it and a mark behind, or is all of
    the paragraph and speaks of news of a strike: "BORZNA, update as of 12:00", "Уточнення щодо обстрілу Сум"."""
    document = facts.document
    first, end = document.sentences[told.sentence]
    if document.tokens[end - 1].shape is not Shape.LINE or not opens_paragraph(facts, told):
        return False
    opening = next((token for token in document.tokens[first:end] if token.shape is Shape.WORD), None)
    if opening is not None and opening.index == told.sites[0].first:
        return document.tokens[min(told.sites[0].last + 1, end - 1)].text in _AFTER_PLACE
    alone = facts.paragraphs.count(facts.paragraphs[told.sentence]) == 1
    return alone and (told.is_struck or not told.senses.isdisjoint(_OF_NEWS))


def is_another_item(facts: Facts, scene: Scene, told: Told) -> bool:
    """Whether a sentence is an item of a list over a period about the town of the item before, and tells people hurt
    in other districts or by other weapons: "Київський район — двоє поранених / Салтівський район — троє"."""
    if not (told.casualties and any(_opens_line(facts, site) for site in told.sites)):
        return False
    line = facts.document.lines[told.sentence]
    items = {_line_of(facts, site) for site in scene.sites if _opens_line(facts, site)}
    if line in items or not _tells_people(facts, scene, items) or not _names_period(facts):
        return False
    known, named = _districts(scene.sites), _districts(told.sites)
    by_district = bool(known and named) and known.isdisjoint(named)
    return by_district or is_other_weapon(scene, told)


def _line_of(facts: Facts, site: Site) -> int:
    """The line on which a place stands."""
    return facts.document.lines[site.sentence]


def _opens_line(facts: Facts, site: Site) -> bool:
    """Whether a place is among the first words of its line."""
    document = facts.document
    number = bisect_left(document.lines, document.lines[site.sentence])
    return site.first - document.sentences[number][0] <= _OPENING


def _names_period(facts: Facts) -> bool:
    return any(time.role is Role.PERIOD for time in facts.times)


def _tells_people(facts: Facts, scene: Scene, items: set[int]) -> bool:
    return any(facts.document.lines[mention.sentence] in items for mention in scene.casualties)


def _districts(sites: list[Site]) -> set[str]:
    return {site.unit.code for site in sites if site.level is Level.DISTRICT}


def opens_paragraph(facts: Facts, told: Told) -> bool:
    """Whether an empty line stands before the line of a sentence."""
    number = bisect_left(facts.document.lines, facts.document.lines[told.sentence])
    return number > 0 and facts.paragraphs[number - 1] != facts.paragraphs[number]


def opens_blow(document: Document, told: Told) -> bool:
    """Whether a sentence has a clock time at the head of a line and a few words that tell nothing, and the next one of
    its line a blow: "О 9:50 було гірше. На квартал прилетіли три КАБи"."""
    following = told.sentence + 1
    if not told.opens_with_clock or following >= len(document.sentences):
        return False
    last = max(time.last for time in told.times)
    behind = document.tokens[last + 1 : document.sentences[told.sentence][1]]
    same_line = document.lines[told.sentence] == document.lines[following]
    return same_line and len(behind) <= _REMARK and not HITTING.isdisjoint(document.said[following])
