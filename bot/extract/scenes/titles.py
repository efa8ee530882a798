"""A first sentence that only names the places, or sums up the people, of which the text below tells place by place."""

from collections.abc import Mapping, Sequence

from bot.extract.casualties.mentions import Mention
from bot.extract.scenes.told import Told
from bot.gazetteer import Unit
from bot.model import AREA_LEVELS


def is_headline(entries: list[Told]) -> bool:
    """Whether the first sentence only counts over several areas the people of whom the text tells town by town."""
    if not entries or entries[0].sentence or entries[0].weapons or entries[0].damage:
        return False
    sites = entries[0].sites
    towns = [
        told for told in entries[1:] if told.casualties and any(site.level not in AREA_LEVELS for site in told.sites)
    ]
    return len(sites) > 1 and len(towns) > 1 and all(site.level in AREA_LEVELS for site in sites)


def is_title_of_towns(entries: list[Told], lines: Sequence[int]) -> bool:
    """Whether a title counts the people of several towns, or of towns and areas that hold none of them, and the text
    below tells of each: "Обстріли A та B: двоє загиблих", "ракети по A, дрони по B-ському району"."""
    if len(entries) < 2 or entries[0].sentence or entries[0].damage or lines[0] == lines[entries[1].sentence]:
        return False
    units = {site.unit.code: site.unit for site in entries[0].sites}
    told = {site.unit.code for entry in entries[1:] for site in entry.sites if entry.is_eventful or entry.times}
    towns = any(unit.level not in AREA_LEVELS for unit in units.values())
    several = len(units) > 1 and towns and not _is_nested(units)
    return several and units.keys() <= told and any(entry.casualties for entry in entries[1:])


def _is_nested(units: Mapping[str, Unit]) -> bool:
    """Whether one of some places lies in another."""
    return any(not units.keys().isdisjoint(unit.parents) for unit in units.values())


def is_title_of_areas(entries: list[Told], lines: Sequence[int]) -> bool:
    """Whether a title counts the people of several areas, none inside another, and the text below tells of people and
    of several places: "Attacks on A and B regions: one killed"."""
    if len(entries) < 2 or entries[0].sentence or lines[0] == lines[entries[1].sentence]:
        return False
    units = {site.unit.code: site.unit for site in entries[0].sites}
    areas = all(site.level in AREA_LEVELS for site in entries[0].sites)
    if len(units) < 2 or not areas or _is_nested(units):
        return False
    told = [entry for entry in entries[1:] if entry.is_eventful]
    places = {site.unit.code for entry in told for site in entry.sites}
    return len(places) > 1 and any(mention.group for entry in told for mention in entry.casualties)


def is_summed_headline(entries: list[Told], summed: frozenset[Mention]) -> bool:
    """Whether a round-up begins with a sum over several areas: "Двоє загиблих - атаковано A та B райони"."""
    if not entries or entries[0].sentence or entries[0].damage or len(entries[0].sites) < 2:
        return False
    areas = all(site.level in AREA_LEVELS for site in entries[0].sites) and not entries[0].casualties
    return areas and any(mention.sentence == 0 for mention in summed)
