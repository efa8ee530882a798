"""What one post says: places, times, figures and things, each with the spans that it was read from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.model.terms import Bound, DamageObject, DayPart, DoubtReason, Kind, Level, Outcome, Sex, WeaponType


class Span(NamedTuple):
    """A half-open range of character offsets into the original text of a post."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a channel, as published.

    `published` is aware. `source` is the channel's username without @, or None. `region` is the first four characters
    of the KATOTTG code that the channel speaks for ("UA63"), or None. `reply_to` is the id of the post that this one
    answers, or None.
    """

    id: str
    published: datetime
    text: str
    source: str | None = None
    region: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the GUIDE's place, with the code of the most precise unit and the spans it was read from."""

    oblast: str | None
    raion: str | None = None
    settlement: str | None = None
    districts: tuple[str, ...] = ()
    code: str | None = None
    level: Level | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """First and last local day of an attack (`start` ≤ `end`), with the clock time "HH:MM" and part of day if told."""

    start: date
    end: date
    time: str | None = None
    part: DayPart | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """What a post says of the killed or of the injured; `total` None with VAGUE keeps its words in `words`."""

    total: int | None = None
    children: int | None = None
    bound: Bound = Bound.EXACT
    added: int | None = None
    words: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a post describes by age or sex; never by name."""

    outcome: Outcome
    age: int | None = None
    sex: Sex | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Weapon:
    """What struck, with its number if the post gives one for this incident."""

    type: WeaponType
    count: int | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of object that was damaged, and how many of them."""

    object: DamageObject
    count: int | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that rests on a default or a choice: `slot` is the field's name, `options` what else it could be."""

    slot: str
    reason: DoubtReason
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What one post says of one incident.

    `spans` are the sentences it was read from. `recap` marks an attack told again as background, `correction` a
    figure said to replace an earlier wrong one, `final` the end of a search, `withdrawn` an incident taken back,
    `death_of_injured` a death that turns an injured person into a killed one.
    """

    place: Place
    when: When
    weapons: tuple[Weapon, ...] = ()
    killed: Figure | None = None
    injured: Figure | None = None
    people: tuple[Person, ...] = ()
    damage: tuple[Damage, ...] = ()
    preliminary: bool = False
    doubts: tuple[Doubt, ...] = ()
    spans: tuple[Span, ...] = ()
    recap: bool = False
    correction: bool = False
    final: bool = False
    withdrawn: bool = False
    death_of_injured: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """A round-up's sum over an area and a period; never an incident."""

    place: Place
    when: When
    killed: Figure | None = None
    injured: Figure | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one post says. ALERT and OTHER have neither reports nor totals."""

    kind: Kind
    reports: tuple[Report, ...] = ()
    totals: tuple[Total, ...] = ()
