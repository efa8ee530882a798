"""What is known of a place that a post names."""

from typing import NamedTuple

from bot.gazetteer import Unit
from bot.model import Doubt, Level


class PlaceMention(NamedTuple):
    """A name of a place at tokens `first` to `last`, both included, with the type words beside it.

    `units` are the units of its name and `level`, before the context has decided among them. `name` is the folded
    name as written, `categories` the codifier's letters that a settlement's type word allows. `typed`: a type word
    says what it is. `placed`: a preposition or a word of attack stands before it. `weak`: it may as well be a common
    word, and is to be believed in its own region only.

    `foreign`: outside Ukraine, without units. `origin`: where something came from; `toward`: where something was
    heading; `beside`: whose body, hospital, route or newspaper it is, and not where anything happened. `apart`: the
    text says that it is another place, where the hurt are treated or what a sum leaves out. `centre`: it is told as the
    centre of its oblast only, so that nothing but that oblast tells which city it is.
    """

    first: int
    last: int
    level: Level
    units: tuple[Unit, ...] = ()
    name: str = ""
    foreign: bool = False
    origin: bool = False
    toward: bool = False
    beside: bool = False
    apart: bool = False
    weak: bool = False
    typed: bool = False
    placed: bool = False
    categories: str = ""
    centre: bool = False

    @property
    def struck(self) -> bool:
        """Whether something may have happened there."""
        return not (self.foreign or self.origin or self.toward or self.beside)


class ResolvedMention(NamedTuple):
    """A mention with the unit that it most likely means, or None where that is a foreign place or not credible.

    `options` are the codes of units that it could mean as well; `doubt` is set where the choice was close.
    """

    mention: PlaceMention
    unit: Unit | None
    options: tuple[str, ...] = ()
    doubt: Doubt | None = None
