"""A place that somebody typed: found at once, taken for the nearest, or offered as buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import named
from bot.choice import choose
from bot.gazetteer import Unit
from bot.render import render_text
from handlers.answer import Rows
from handlers.context import Services

OFFERED = 6
TYPED_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed name gave: a unit and `texts` to put first, or `texts` that ask; `others` are offered besides."""

    unit: Unit | None = None
    others: tuple[Unit, ...] = ()
    texts: tuple[str, ...] = ()


def place_named(services: Services, typed: str, language: str) -> Found:
    """The place of a typed name, or those to choose from."""
    name = " ".join(typed.split())[:TYPED_LIMIT]
    choice = choose(named(services.gazetteer, name, OFFERED))
    if choice.unit is None:
        asking = "unknown_place" if not choice.others else "choose_place" if choice.exact else "similar_place"
        return Found(None, choice.others, tuple(render_text(asking, language, query=name)))
    if choice.exact:
        return Found(choice.unit, choice.others)
    title = services.gazetteer.title(choice.unit, language)
    return Found(choice.unit, choice.others, tuple(render_text("taken_for", language, query=name, place=title)))


def offered(services: Services, units: Sequence[Unit], prefix: str, language: str, suffix: str = "") -> Rows:
    """A button for each unit with its full name; pressing gives prefix + code + suffix."""
    return [[(services.gazetteer.title(unit, language), f"{prefix}{unit.code}{suffix}")] for unit in units]
