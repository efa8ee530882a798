"""The places of a post: finding their names, and choosing the unit that each name means."""

from bot.extract.places.choice import resolve
from bot.extract.places.names import find_places
from bot.extract.places.values import PlaceMention, ResolvedMention

__all__ = ["PlaceMention", "ResolvedMention", "find_places", "resolve"]
