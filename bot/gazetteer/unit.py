"""A unit of the official codifier."""

from dataclasses import dataclass

from bot.model import Level


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the codifier.

    `category` is the codifier's letter: O oblast, K city with special status, P raion, H hromada, M city, X
    settlement, C village, B city district. `oblast` is the first four characters of the code, `raion` and `hromada`
    the bare adjectives of what it lies in (or is), `parents` the codes from the hromada's side upwards, `base` the
    town that an area is named for. `latitude` and `longitude` are degrees; `precision` is "exact", "approximate"
    (the middle of the hromada's located settlements) or None for an area, which has no point.
    """

    code: str
    name: str
    level: Level
    category: str
    oblast: str
    raion: str | None
    hromada: str | None
    parents: tuple[str, ...]
    old_names: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: str | None
    population: int | None
    base: str | None = None
