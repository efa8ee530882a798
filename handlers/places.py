"""A place that somebody typed: found at once, taken for the nearest, or offered as buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import named
from bot.gazetteer import Match, Unit
from bot.model import Level
from bot.render import render_text
from handlers.answer import Rows
from handlers.context import Services

NEAR_ENOUGH = 85.0
LEAD = 4.0
OFFERED = 6
TYPED_LIMIT = 80
BIG = ("K", "M")


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed name gave: a unit with a `note` to put first, or `texts` that ask; `others` bear the same name."""

    unit: Unit | None = None
    others: tuple[Unit, ...] = ()
    texts: tuple[str, ...] = ()


def place_named(services: Services, typed: str, language: str) -> Found:
    """The place of a typed name.

    A name of its own kind (an oblast, the one city) is taken; villages of one name are offered; a typo is taken for
    the nearest name if no other is as near.
    """
    name = " ".join(typed.split())[:TYPED_LIMIT]
    matches = named(services.gazetteer, name, OFFERED)
    if not matches:
        return Found(texts=tuple(render_text("unknown_place", language, query=name)))
    units = tuple(match.unit for match in matches)
    if matches[0].exact:
        if len(matches) == 1 or _stands_out(units):
            return Found(units[0], units[1:])
        return Found(others=units, texts=tuple(render_text("choose_place", language, query=name)))
    if _is_clear(matches):
        title = services.gazetteer.title(units[0], language)
        return Found(units[0], units[1:3], tuple(render_text("taken_for", language, query=name, place=title)))
    return Found(others=units, texts=tuple(render_text("similar_place", language, query=name)))


def _stands_out(units: Sequence[Unit]) -> bool:
    """Whether the first is an oblast, or the only city, or the only one that is no village of the name."""
    first = units[0]
    if first.level is Level.OBLAST:
        return True
    if first.category in BIG:
        return not any(unit.category in BIG for unit in units[1:])
    return all(first.code in unit.parents or unit.level is Level.HROMADA for unit in units[1:])


def _is_clear(matches: Sequence[Match]) -> bool:
    if matches[0].score < NEAR_ENOUGH:
        return False
    return len(matches) == 1 or matches[0].score - matches[1].score >= LEAD or _stands_out([m.unit for m in matches])


def offered(services: Services, units: Sequence[Unit], prefix: str, language: str, suffix: str = "") -> Rows:
    """A button for each unit with its full name; pressing gives prefix + code + suffix."""
    return [[(services.gazetteer.title(unit, language), f"{prefix}{unit.code}{suffix}")] for unit in units]
