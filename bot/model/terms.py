"""The closed lists of the record: what a slot may say. Those that a post fills are fixed by the corpus GUIDE."""

from enum import StrEnum


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


WIDE_LEVELS = frozenset({Level.OBLAST, Level.RAION})
LOCAL_LEVELS = frozenset({Level.HROMADA, Level.SETTLEMENT})
AREA_LEVELS = WIDE_LEVELS | {Level.HROMADA}
"""The levels of units that hold settlements."""


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


class LinkStatus(StrEnum):
    """How sure a link is; a PROVISIONAL one waits for a person."""

    CERTAIN = "certain"
    PROVISIONAL = "provisional"


class Why(StrEnum):
    """Why the record changed, where nobody gave words of his own."""

    POST_ARRIVED = "post_arrived"
    POST_EDITED = "post_edited"
    POSTS_REREAD = "posts_reread"
    CHANNEL_PINNED = "channel_pinned"
    CHANNEL_REFUSED = "channel_refused"
    CHANNEL_REOPENED = "channel_reopened"
    PERSON_DECIDED = "person_decided"
    DECISION_UNDONE = "decision_undone"
    UNDONE_BY_AUTHOR = "undone_by_author"


class IncidentStatus(StrEnum):
    """Where an incident stands in the record."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RETRACTED = "retracted"
    MERGED = "merged"
    DISMISSED = "dismissed"


OVER = (IncidentStatus.MERGED, IncidentStatus.DISMISSED)
"""Incidents of which nothing waits for a person any more."""

RULES = "rules"
"""Who decided, where no person did."""
