"""The registry of official channels (seeds/channels.toml): who speaks, for which oblast, and who only looks like it."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapidfuzz.distance import OSA

from bot.errors import DataError
from bot.model import AuthorityKind

CHANNELS_FILE = Path(__file__).resolve().parent.parent / "seeds" / "channels.toml"
NATIONWIDE = (
    AuthorityKind.SES,
    AuthorityKind.POLICE,
    AuthorityKind.PROSECUTOR,
    AuthorityKind.GENERAL_STAFF,
    AuthorityKind.AIR_FORCE,
)
UNKNOWN_AUTHORITY = "unknown"
_HOMOGLYPHS = str.maketrans("0135аеорсухіїкмтнвзьёαβεζηικμνορστυχϊ", "oiesaeopcyxiikmtnbzbeabeznikmnopctyxi")
_MIN_HELD = 5
_MIN_LOOKALIKE = 6
_MIN_WORD = 5
_REMEMBERED = 4096
NO_TITLES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel of the registry.

    `oblast` is the first four characters of a KATOTTG code, None for the whole country. `checked` False means that
    the username is only a usual spelling: such a channel proves nothing before a reviewer pins its numeric id.
    """

    username: str
    uk: str
    en: str
    kind: AuthorityKind
    oblast: str | None = None
    city: str | None = None
    checked: bool = True

    def name(self, language: str) -> str:
        """What the channel is called, in "uk" or "en"."""
        return self.uk if language == "uk" else self.en

    @property
    def authority(self) -> str:
        """Who speaks here, one string an authority: "ses", "governor:UA63", "mayor:Харків", "media:suspilnenews"."""
        if self.kind in NATIONWIDE:
            return self.kind.value
        if self.kind is AuthorityKind.GOVERNOR:
            return f"governor:{self.oblast}"
        if self.kind is AuthorityKind.MAYOR:
            return f"mayor:{self.city}"
        return f"{self.kind.value}:{self.username.casefold()}"


@dataclass(frozen=True)
class Families:
    """How unlisted names are grouped: language suffixes that are cut off, and the words of a kind's usual names.

    `boasts` begin the words that a title may add to a listed one and still be taken for it.
    """

    language_suffixes: tuple[str, ...] = ()
    boasts: tuple[str, ...] = ()
    words: Mapping[AuthorityKind, tuple[str, ...]] | None = None

    def without_language(self, username: str) -> str:
        """The username without a language's suffix ("synegubov_eng" is "synegubov")."""
        for suffix in self.language_suffixes:
            username = username.removesuffix(suffix)
        return username

    def kind(self, username: str) -> AuthorityKind | None:
        """The kind whose usual word the name begins or ends with, or None."""
        for kind, words in (self.words or {}).items():
            if username.startswith(words) or username.endswith(words):
                return kind
        return None


@dataclass(frozen=True)
class Registry:
    """All channels of the registry."""

    channels: tuple[Channel, ...]
    families: Families = Families()

    @classmethod
    def load(cls, file: Path = CHANNELS_FILE) -> "Registry":
        """The registry as the file holds it.

        Raises DataError, which names the file and the entry, if the file is missing, broken or lists a name twice.
        """
        try:
            raw = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{file.name}: {error}") from error
        families = _families(raw.pop("families", {}))
        channels = tuple(channel for kind, group in raw.items() for channel in _channels(kind, group, file.name))
        _refuse_twins(channels, file.name)
        return cls(channels, families)

    def by_username(self, username: str | None) -> Channel | None:
        """The channel of this username (with or without @, in any case), or None."""
        return self._by_username.get((username or "").removeprefix("@").casefold())

    def authority(self, source: str | None, region: str | None = None) -> str:
        """Who speaks in a channel, one string an authority; channels of one authority give the same.

        The rescue service, police and prosecutors are one authority each, in Kyiv or in an oblast; a governor and
        the administration of the oblast are one. A language twin of a channel is that channel. An unlisted name is
        grouped by its usual word ("dsns_…"), else it speaks for itself; no name at all is "unknown".
        """
        name = (source or "").removeprefix("@").casefold()
        if not name:
            return UNKNOWN_AUTHORITY
        channel = self._by_username.get(name) or self._by_username.get(self.families.without_language(name))
        if channel:
            return channel.authority
        kind = self.families.kind(self.families.without_language(name))
        if kind is AuthorityKind.GOVERNOR:
            return f"governor:{region}" if region else name
        return kind.value if kind else name

    def region(self, source: str | None) -> str | None:
        """The oblast that a listed channel speaks for, or None."""
        channel = self.by_username(source)
        return channel.oblast if channel else None

    def lookalike(
        self, username: str | None, title: str | None = None, borne: Mapping[str, str] = NO_TITLES
    ) -> Channel | None:
        """The listed channel that an unlisted one could be taken for, or None.

        `borne` are the titles that listed channels really bear, by their usernames in small letters.

        Compared after folding homoglyphs, digits for letters, transliterations and separators: a username one edit
        away, that holds a listed one with letters added, or that turns its words round; a title that is a listed name
        but for a letter in ten of its longer words, with or without words that boast.
        """
        if self.by_username(username):
            return None
        headings = _headings(title or "", self.families.boasts)
        for channel in self.channels:
            titles = (channel.uk, channel.en, borne.get(channel.username.casefold(), ""))
            if _pretends(username or "", headings, channel, [one for one in titles if one]):
                return channel
        return None

    @cached_property
    def _by_username(self) -> dict[str, Channel]:
        return {channel.username.casefold(): channel for channel in self.channels}


def _families(raw: dict[str, list[str]]) -> Families:
    suffixes, boasts = raw.pop("language_suffixes", ()), raw.pop("boasts", ())
    words = {AuthorityKind(key): tuple(value) for key, value in raw.items()}
    return Families(tuple(suffixes), tuple(boasts), words)


def _channels(kind: str, group: Mapping[str, Mapping[str, Any]], file: str) -> Iterable[Channel]:
    for username, fields in group.items():
        try:
            yield Channel(username=username, kind=AuthorityKind(kind), **fields)
        except (TypeError, ValueError) as error:
            raise DataError(f"{file}: {username} under [{kind}] can't be used: {error}") from error


def _refuse_twins(channels: Iterable[Channel], file: str) -> None:
    seen: set[str] = set()
    for channel in channels:
        if channel.username.casefold() in seen:
            raise DataError(f"{file}: {channel.username} is listed twice; keep one line of it")
        seen.add(channel.username.casefold())


def _skeleton(text: str) -> str:
    """The letters and digits of a text, with what looks alike made the same."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_HOMOGLYPHS)
    return "".join(char for char in folded if char.isalnum()).replace("rn", "m").replace("vv", "w").replace("l", "i")


def _pretends(username: str, headings: Sequence[Sequence[str]], channel: Channel, titles: Sequence[str]) -> bool:
    return _like_username(username, channel) or any(
        _like_title(heading, _title_words(listed)) for heading in headings for listed in titles
    )


def _like_username(username: str, channel: Channel) -> bool:
    name, listed = _sounds(username), _sounds(channel.username)
    held = _letters(channel.username)
    if len(held) >= _MIN_HELD and (listed in name or held in _letters(username)):
        return True
    if min(len(name), len(listed)) < _MIN_LOOKALIKE:
        return False
    turned = channel.checked and sorted(_words(username)) == sorted(_words(channel.username))
    return turned or OSA.distance(name, listed, score_cutoff=1) <= 1


@lru_cache(_REMEMBERED)
def _sounds(username: str) -> str:
    """A username's skeleton, whichever way it was transliterated ("syniehubov" is "synegubov")."""
    return _skeleton(username.casefold().replace("ie", "e").replace("h", "g"))


def _letters(text: str) -> str:
    return "".join(_words(text))


@lru_cache(_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(_REMEMBERED)
def _title_words(title: str) -> tuple[str, ...]:
    """The skeletons of a title's words; "h" is "н" as it is in capitals."""
    return tuple(_skeleton(word).replace("h", "n") for word in _words(title))


def _headings(title: str, boasts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a title: all, and those that do not boast."""
    boasting = tuple(word for boast in boasts for word in _title_words(boast))
    words = _title_words(title)
    return words, [word for word in words if not word.startswith(boasting)]


def _like_title(heading: Sequence[str], listed: Sequence[str]) -> bool:
    whole = "".join(listed)
    if "".join(heading) == whole:
        return True
    pairs = list(zip(heading, listed, strict=False))
    if len(heading) != len(listed) or any(a != b and min(len(a), len(b)) < _MIN_WORD for a, b in pairs):
        return False
    return sum(OSA.distance(a, b) for a, b in pairs) <= len(whole) // 10
