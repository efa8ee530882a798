"""The nouns of the record (DESIGN: Words), as frozen values without behaviour beyond their own arithmetic.

Times are aware; `Post.published` may carry any offset, storage keeps UTC. Dates are days in Europe/Kyiv.
What a post means, and so every enum of this file, is fixed by the corpus GUIDE.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of character offsets into the original text of a post."""

    start: int
    end: int


class Language(StrEnum):
    """A language that posts are read in."""

    UK = "uk"
    RU = "ru"
    EN = "en"


class Kind(StrEnum):
    """What a post is."""

    INCIDENT = "incident"
    UPDATE = "update"
    ROUNDUP = "roundup"
    ALERT = "alert"
    OTHER = "other"


class Bound(StrEnum):
    """How a figure was said."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    VAGUE = "vague"


class Outcome(StrEnum):
    """What happened to a person."""

    KILLED = "killed"
    INJURED = "injured"


class Sex(StrEnum):
    """The sex of a person as the post tells it."""

    MALE = "male"
    FEMALE = "female"


class DayPart(StrEnum):
    """A part of a day said in words."""

    NIGHT = "night"
    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


class Level(StrEnum):
    """The level of a KATOTTG unit, from the country's first division down to a city's district."""

    OBLAST = "oblast"
    RAION = "raion"
    HROMADA = "hromada"
    SETTLEMENT = "settlement"
    DISTRICT = "district"


class WeaponType(StrEnum):
    """What struck."""

    MISSILE = "missile"
    BALLISTIC_MISSILE = "ballistic_missile"
    CRUISE_MISSILE = "cruise_missile"
    AIR_DEFENCE_MISSILE = "air_defence_missile"
    GUIDED_BOMB = "guided_bomb"
    AIRSTRIKE = "airstrike"
    STRIKE_DRONE = "strike_drone"
    FPV_DRONE = "fpv_drone"
    DRONE = "drone"
    DRONE_DROP = "drone_drop"
    MLRS = "mlrs"
    ARTILLERY = "artillery"
    MORTAR = "mortar"
    TANK = "tank"
    SHELLING = "shelling"
    MINE = "mine"
    DEBRIS = "debris"
    SMALL_ARMS = "small_arms"


class DamageObject(StrEnum):
    """What was damaged."""

    APARTMENT_BUILDING = "apartment_building"
    PRIVATE_HOUSE = "private_house"
    DORMITORY = "dormitory"
    OUTBUILDING = "outbuilding"
    HOUSING = "housing"
    KINDERGARTEN = "kindergarten"
    SCHOOL = "school"
    UNIVERSITY = "university"
    EDUCATION = "education"
    HOSPITAL = "hospital"
    SHOP = "shop"
    MARKET = "market"
    CAFE = "cafe"
    OFFICE = "office"
    BANK = "bank"
    HOTEL = "hotel"
    POST_OFFICE = "post_office"
    ENTERPRISE = "enterprise"
    WAREHOUSE = "warehouse"
    FARM = "farm"
    POWER = "power"
    GAS = "gas"
    WATER = "water"
    HEATING = "heating"
    TELECOM = "telecom"
    FUEL_STATION = "fuel_station"
    RAIL = "rail"
    TRANSPORT = "transport"
    PORT = "port"
    CRITICAL_INFRASTRUCTURE = "critical_infrastructure"
    CIVIL_INFRASTRUCTURE = "civil_infrastructure"
    ADMINISTRATION = "administration"
    POLICE_STATION = "police_station"
    FIRE_STATION = "fire_station"
    CHURCH = "church"
    CULTURE = "culture"
    SPORT = "sport"
    CAR = "car"
    BUS = "bus"
    TRUCK = "truck"
    AMBULANCE = "ambulance"
    FIRE_ENGINE = "fire_engine"
    POLICE_CAR = "police_car"
    TRAM = "tram"
    VEHICLE = "vehicle"
    SHIP = "ship"
    OTHER = "other"


class DoubtReason(StrEnum):
    """Why a value is not certain."""

    DATE_FROM_PUBLICATION = "date_from_publication"
    YEAR_FROM_PUBLICATION = "year_from_publication"
    PLACE_FROM_CHANNEL = "place_from_channel"
    PLACE_HOMONYM = "place_homonym"
    PLACE_MISSING = "place_missing"
    FIGURES_DIFFER = "figures_differ"
    SUMMED_FROM_PARTS = "summed_from_parts"
    OUTCOME_UNCLEAR = "outcome_unclear"
    WEAPON_GUESSED = "weapon_guessed"


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a channel, as published.

    `published` is aware. `source` is the channel's username without @, or None. `region` is the first four characters
    of the KATOTTG code that the channel speaks for ("UA63"), or None.
    """

    id: str
    published: datetime
    text: str
    source: str | None = None
    region: str | None = None


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


class Trust(StrEnum):
    """What is known of a post's origin: stated by Telegram or the operator, not provable, or pretended."""

    OFFICIAL = "official"
    UNPROVEN = "unproven"
    IMPOSTOR = "impostor"


class AuthorityKind(StrEnum):
    """The kind of body that speaks."""

    GOVERNOR = "governor"
    MAYOR = "mayor"
    SES = "ses"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    GENERAL_STAFF = "general_staff"
    AIR_FORCE = "air_force"
    AGENCY = "agency"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Statement:
    """One report of one post with what linking must know of the post.

    `number` is the report's place in its reading (from 0). `authority` names who speaks, one string an authority
    ("ses", "governor:UA63", a channel's username where the registry does not know it): channels that quote one
    authority are one. `text_hash` is the SHA-256 of the post's folded text. `reply_to` is the id of the post that
    this one answers or links to.
    """

    post_id: str
    number: int
    published: datetime
    authority: str
    report: Report
    kind: Kind = Kind.INCIDENT
    source: str | None = None
    trust: Trust = Trust.OFFICIAL
    text_hash: str = ""
    text: str = field(default="", repr=False)
    reply_to: str | None = None


class Reason(NamedTuple):
    """Why a report was linked: the feature's name, what it added to the score, and what it saw, in English words."""

    feature: str
    score: float
    words: str


class LinkStatus(StrEnum):
    """How sure a link is; a PROVISIONAL one waits for a person."""

    CERTAIN = "certain"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Link:
    """A stored decision that a statement belongs to an incident; `decider` is "rules" or a person's id."""

    incident_id: int
    post_id: str
    number: int
    score: float
    status: LinkStatus
    reasons: tuple[Reason, ...] = ()
    decider: str = "rules"


class IncidentStatus(StrEnum):
    """Where an incident stands in the record."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RETRACTED = "retracted"
    MERGED = "merged"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed or injured of an incident, derived from its claims.

    `total` is the headline (None if nobody gave a number), `low` and `high` the range of the authorities' current
    statements, `children` those under 18 among the total, `vague` the words where no number was given.
    """

    total: int | None = None
    low: int | None = None
    high: int | None = None
    children: int | None = None
    bound: Bound = Bound.EXACT
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One attack on one place at one time: statements joined by links, and all that is derived from them.

    `held` names slots whose latest jump waits for a person and is not shown.
    """

    id: int
    place: Place
    when: When
    killed: Toll | None = None
    injured: Toll | None = None
    weapons: tuple[Weapon, ...] = ()
    damage: tuple[Damage, ...] = ()
    people: tuple[Person, ...] = ()
    status: IncidentStatus = IncidentStatus.REPORTED
    preliminary: bool = False
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    held: tuple[str, ...] = ()
