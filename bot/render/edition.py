"""Whom a text is made for: language, names of places, names and addresses of posts, clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.gazetteer.forms import transliterate
from bot.model import AuthorityKind, Level, Place, Statement
from bot.period import KYIV
from bot.render.catalogue import Words, words
from bot.render.plain import link

PlaceTitle = Callable[[Place, str], str]
"""The name of a place in a language, its parts joined by ", ", the most precise first."""


def plain_title(place: Place, language: str) -> str:
    """Returns a place's name from its own fields, English by the official transliteration; "" if nothing is known."""
    say, spelled = words(language), spelling(language)
    raion = say("place.raion", name=spelled(place.raion)) if place.raion else None
    oblast = say(f"oblast.{place.oblast}") if place.oblast else None
    settlement = spelled(place.settlement) if place.settlement else None
    parts = dict.fromkeys(part for part in (settlement, raion, oblast) if part)
    return Markup(", ").join(parts).unescape()


def spelling(language: str) -> Callable[[str], str]:
    """Returns how Ukrainian names are spelled in a language."""
    return str if words(language).language == "uk" else transliterate


UNKNOWN = "unknown"
"""The authority of a post of which nobody knows where it was published."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a post was published: the channel's title in the reader's language and the post's address on t.me.

    `is_listed` tells whether the registry of channels has it.
    """

    post_id: str
    title: str
    link: str | None = None
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """Whom a text is made for. `sources` are by post id; `bot` is the bot's username for links to its cards."""

    language: str = "uk"
    place_title: PlaceTitle = plain_title
    sources: Mapping[str, Source] = field(default_factory=dict)
    bot: str | None = None
    zone: ZoneInfo = KYIV

    @property
    def words(self) -> Words:
        """The catalogue of the language."""
        return words(self.language)

    def title(self, place: Place) -> str:
        """The name of a place, of its city if it is a city's district; "place not established" if nothing is known."""
        if place.level is Level.DISTRICT and place.settlement:
            place = replace(place, code=None, level=Level.SETTLEMENT)
        return self.place_title(place, self.language) or str(self.words("place.unknown"))

    def districts(self, place: Place) -> str:
        """The city districts of a place, "" if none is known."""
        spelled = spelling(self.language)
        return ", ".join(self.words("place.district", name=spelled(one)).unescape() for one in place.districts)

    def source(self, statement: Statement) -> Source:
        """The source of a statement; one that `sources` lacks is named by its channel or its authority."""
        known = self.sources.get(statement.post_id)
        if known:
            return known
        address = f"https://t.me/{statement.source}" if statement.source else None
        return Source(statement.post_id, statement.source or self.authority(statement.authority), address)

    def authority(self, authority: str) -> str:
        """Who speaks, in words: "governor:UA63" with its oblast, a username as it is."""
        kind, _, oblast = authority.partition(":")
        if kind not in set(AuthorityKind):
            return str(self.words("authority.unknown")) if authority in ("", UNKNOWN) else authority
        name = self.words(f"authority.{kind}")
        where = self.place_title(Place(oblast[:4]), self.language) if oblast.startswith("UA") else ""
        return f"{name}, {where}" if where else str(name)

    def card_link(self, incident_id: int) -> Markup:
        """The number of an incident, a deep link to its card if the bot's username is known."""
        address = f"https://t.me/{self.bot}?start=i_{incident_id}" if self.bot else None
        return link(f"№{incident_id}", address)
