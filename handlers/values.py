"""Corrected values on their way through buttons and answers: short tokens of letters, digits, ".", and what they mean.

A count is itself or "x" for unknown; days are "20251117" or "20251116.20251117"; a place is its KATOTTG code; weapons
are "m" and their set in hexadecimal digits, a bit a type in the order of `WeaponType`.
"""

from dataclasses import dataclass
from datetime import date

from bot.answers import place_of, unit_of
from bot.errors import InputError
from bot.gazetteer import Gazetteer
from bot.model import Incident, Place, Toll, WeaponType
from bot.render import Edition, value_words
from bot.review import COUNTS, place_value, value_of
from handlers.arguments import day_of

UNKNOWN = "x"
TYPES = tuple(WeaponType)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that somebody chose: its token, as a ruling keeps it, and as it is shown."""

    token: str
    ruled: str
    shown: str | Place | tuple[WeaponType, ...]

    def words(self, slot: str, edition: Edition) -> str:
        """The value in words, as trusted HTML."""
        return value_words(slot, self.shown, edition)


def value_from(slot: str, token: str, gazetteer: Gazetteer) -> Value:
    """The value of a token. Raises InputError if it is none of this slot."""
    if slot in COUNTS:
        ruled = value_of(slot, "-" if token == UNKNOWN else token)
        return Value(token, ruled, ruled)
    if slot == "date":
        ruled = value_of(slot, "/".join(_iso(day) for day in token.split(".")))
        return Value(token, ruled, ruled)
    if slot == "place":
        unit = unit_of(gazetteer, token)
        if unit is None:
            raise InputError(f"no place has the code {token!r}")
        place = place_of(unit)
        return Value(token, place_value(place), place)
    chosen = tuple(kind for bit, kind in enumerate(TYPES) if mask_of(token) >> bit & 1)
    return Value(token, value_of("weapon", ",".join(chosen)), chosen)


def _iso(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def token_of_days(start: date, end: date) -> str:
    """The token of a day, or of a first and a last one."""
    days = [f"{day:%Y%m%d}" for day in dict.fromkeys((start, end))]
    return ".".join(days)


def token_of_written(slot: str, written: str, today: date) -> str:
    """The token of a count or of days that somebody wrote. Raises InputError("bad_number"), ("bad_day")."""
    said = written.strip()
    try:
        if slot in COUNTS:
            return value_of(slot, said) or UNKNOWN
        first, _, last = said.replace("—", "/").replace("–", "/").partition("/")
        start = day_of(first, today)
        return token_of_days(start, max(start, day_of(last, today)) if last else start)
    except InputError as error:
        name = "bad_number" if slot in COUNTS else "bad_day"
        raise InputError("future_date" if str(error) == "future_date" else name) from error


def mask_of(token: str) -> int:
    """The set of weapons that a token means. Raises InputError if it means none."""
    try:
        mask = int(token.removeprefix("m"), 16)
    except ValueError as error:
        raise InputError(f"{token!r} is no set of weapons") from error
    if not 0 <= mask < 1 << len(TYPES):
        raise InputError(f"{token!r} is no set of weapons")
    return mask


def mask_of_incident(incident: Incident) -> int:
    """The set of an incident's weapons."""
    return sum(1 << TYPES.index(kind) for kind in {weapon.type for weapon in incident.weapons})


def now_told(incident: Incident, slot: str) -> str | Place | tuple[WeaponType, ...]:
    """What an incident says of a slot now, as `value_words` takes it."""
    if slot in COUNTS:
        total = count_of(incident, slot)
        return "" if total is None else str(total)
    if slot == "date":
        return f"{incident.when.start.isoformat()}/{incident.when.end.isoformat()}"
    return incident.place if slot == "place" else tuple(weapon.type for weapon in incident.weapons)


def count_of(incident: Incident, slot: str) -> int | None:
    """The count of a slot as it stands."""
    toll = (incident.killed if slot.startswith("killed") else incident.injured) or Toll()
    return toll.children if slot.endswith("children") else toll.total


def counts_told(incident: Incident, slot: str) -> list[int]:
    """All counts that posts tell of a slot, the standing one and its neighbours among them; by size."""
    name, is_of_children = slot.partition("_")[0], slot.endswith("children")
    told = [getattr(one.report, name) for one in incident.statements]
    counts = {figure.children if is_of_children else figure.total for figure in told if figure is not None}
    standing = count_of(incident, slot) or 0
    return sorted({count for count in counts if count is not None} | {max(standing - 1, 0), standing, standing + 1, 0})
