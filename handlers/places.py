"""A place that somebody typed: found at once, taken for the nearest, or offered as buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.choice import choose, is_country, named, titles_apart
from bot.gazetteer import Unit
from bot.render import render_text
from handlers.answer import Rows
from handlers.context import Services

OFFERED = 6
TYPED_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed name gave: a unit and `texts` to put first, or `texts` that ask; `others` are offered besides.

    `is_country` tells that all of Ukraine is meant, which is no unit.
    """

    unit: Unit | None = None
    others: tuple[Unit, ...] = ()
    texts: tuple[str, ...] = ()
    is_country: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing has to be asked before an answer."""
        return self.is_country or self.unit is not None


def area_named(services: Services, typed: str, language: str) -> Found:
    """The country, if it is named, else as `place_named`."""
    return Found(is_country=True) if is_country(typed) else place_named(services, typed, language)


def surely_named(services: Services, typed: str, language: str) -> Found:
    """As `area_named`, but a place that only has a name like the typed one is among those to choose from."""
    found = area_named(services, typed, language)
    if found.unit is None or not found.texts:
        return found
    asking = tuple(render_text("similar_place", language, query=_shortened(typed)))
    return Found(None, (found.unit, *found.others), asking)


def place_named(services: Services, typed: str, language: str) -> Found:
    """The place of a typed name, or those to choose from."""
    name = _shortened(typed)
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
    titles = titles_apart(services.gazetteer, units, language)
    return [[(title, f"{prefix}{unit.code}{suffix}")] for unit, title in zip(units, titles, strict=True)]


def _shortened(typed: str) -> str:
    return " ".join(typed.split())[:TYPED_LIMIT]
