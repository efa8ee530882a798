"""The places of a post: finding their names, and choosing the unit that each name means."""

from bot.extract.place_choice import resolve
from bot.extract.place_names import find_places
from bot.extract.place_values import PlaceMention, ResolvedMention

__all__ = ["PlaceMention", "ResolvedMention", "find_places", "resolve"]
