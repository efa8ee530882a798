"""A headline or lead that only sums up what the text below it tells attack by attack (GUIDE: a figure is told once)."""

from collections.abc import Sequence

from bot.extract.facts import Facts
from bot.extract.scene import Scene
from bot.extract.told import Told
from bot.extract.tolls import Tolls, combine
from bot.model import Figure, Level

_LEAD = 3
_AREAS = frozenset({Level.HROMADA, Level.RAION, Level.OBLAST})


def without_sums(facts: Facts, scenes: list[Scene]) -> list[Scene]:
    """The scenes without the people of a lead whose figures are the sum of all the scenes' own."""
    harmed = [scene for scene in scenes if scene.casualties]
    if len(harmed) > 1:
        for end in range(_LEAD, 0, -1):
            if _names_no_single_town(facts, scenes, end) and _sums_up(facts, harmed, end):
                for scene in harmed:
                    scene.casualties = [mention for mention in scene.casualties if mention.sentence >= end]
                break
    return scenes


def _names_no_single_town(facts: Facts, scenes: list[Scene], end: int) -> bool:
    """Whether the first sentences name no town or several, or all scenes lie in one."""
    alone = len({scene.place.code for scene in scenes if scene.place is not None}) == 1
    towns = {site.unit.code for site in facts.sites if site.sentence < end and site.level not in _AREAS}
    return alone or len(towns) != 1


def _sums_up(facts: Facts, scenes: list[Scene], end: int) -> bool:
    """Whether the figures of the first sentences are the sums of what the scenes tell from there on."""
    lead = combine(facts.document, [m for scene in scenes for m in scene.casualties if m.sentence < end])
    if _number(lead.killed) + _number(lead.injured) < 2:
        return False
    return any(_is_made_up(facts, scenes, end, lead, weak) for weak in (False, True))


def _is_made_up(facts: Facts, scenes: list[Scene], end: int, lead: Tolls, weak: bool) -> bool:
    """Whether several scenes make up the figures of the first sentences, with or without those told by care alone."""
    rest = [[m for m in scene.casualties if m.sentence >= end and (weak or not m.weak)] for scene in scenes]
    own = [combine(facts.document, mentions) for mentions in rest]
    if sum(1 for tolls in own if _number(tolls.killed) + _number(tolls.injured)) < 2:
        return False
    killed, injured = [tolls.killed for tolls in own], [tolls.injured for tolls in own]
    return _is_sum(lead.killed, killed) and _is_sum(lead.injured, injured)


def _number(figure: Figure | None) -> int:
    return (figure.total or 0) if figure is not None else 0


def _is_sum(whole: Figure | None, parts: list[Figure | None]) -> bool:
    """Whether a figure is untold, or the sum of the others."""
    return whole is None or whole.total == sum(_number(part) for part in parts)


def is_headline(entries: list[Told]) -> bool:
    """Whether the first sentence only counts over several areas the people of whom the text tells town by town."""
    if not entries or entries[0].sentence or entries[0].weapons or entries[0].damage:
        return False
    sites = entries[0].sites
    towns = [told for told in entries[1:] if told.casualties and any(site.level not in _AREAS for site in told.sites)]
    return len(sites) > 1 and len(towns) > 1 and all(site.level in _AREAS for site in sites)


def is_title_of_towns(entries: list[Told], lines: Sequence[int]) -> bool:
    """Whether a title counts the people of several towns, of each of which the text below tells: "Обстріли A та B: двоє
    загиблих"."""
    if len(entries) < 2 or entries[0].sentence or entries[0].damage or lines[0] == lines[entries[1].sentence]:
        return False
    towns = {site.unit.code for site in entries[0].sites}
    told = {site.unit.code for entry in entries[1:] for site in entry.sites if entry.is_eventful or entry.times}
    areas = any(site.level in _AREAS for site in entries[0].sites)
    return len(towns) > 1 and not areas and towns <= told and any(entry.casualties for entry in entries[1:])
