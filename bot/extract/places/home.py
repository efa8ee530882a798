"""The town that a channel speaks for: a mayor's posts seldom name it."""

import re

from bot.channels import Registry
from bot.gazetteer import Gazetteer, Unit
from bot.model import Level, Post

_PART = re.compile("[a-z]+")
_SMALLEST_TOWN = 3_000


def home_of(post: Post, gazetteer: Gazetteer, registry: Registry) -> Unit | None:
    """The town of the channel by the registry, else by its username ("izium_mayor"); None if neither tells one."""
    if post.source is None or post.region is None:
        return None
    channel = registry.by_username(post.source)
    if channel is not None:
        return _town(channel.city or "", post.region, gazetteer)
    parts = _PART.findall(post.source.lower())
    towns = (_town(part, post.region, gazetteer) for part in parts if len(part) > 3) if len(parts) > 1 else ()
    return next((town for town in towns if town is not None), None)


def _town(name: str, region: str, gazetteer: Gazetteer) -> Unit | None:
    units = [unit for unit in gazetteer.forms(name.lower()) if unit.level is Level.SETTLEMENT and unit.oblast == region]
    towns = [unit for unit in units if (unit.population or 0) >= _SMALLEST_TOWN]
    return max(towns, key=lambda unit: unit.population or 0, default=None)
