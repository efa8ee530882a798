"""Features of place: the same settlement, an area that contains it, districts of one city."""

from collections.abc import Iterator
from datetime import timedelta

from bot.linking.persons import describe_one_person
from bot.model import Doubt, DoubtReason, Incident, Level, Place, Reason, Statement

_CODE_LENGTH = {Level.OBLAST: 4, Level.RAION: 6, Level.HROMADA: 9, Level.SETTLEMENT: 12, Level.DISTRICT: 12}
LATER = timedelta(hours=3)
"""One wave of strikes on several districts is told of within this time."""
APART = -50.0
"""The score of what can't be one attack whatever else agrees."""
BESIDE_HROMADA = "beside_hromada"
"""The code of a settlement and a hromada beside it where somebody of one age, sex and fate is told of: posts may name
the neighbouring hromada, and nobody is to be counted twice. A person looks at what is linked so."""


def place(statement: Statement, incident: Incident) -> Reason | None:
    """How well the places agree; None where the statement names no place at all.

    Of an incident that a person has made of attacks on several towns, each of these towns counts as its place.
    """
    first, *others = (_agreement(statement, incident, known) for known in _places(statement, incident))
    return next((one for one in others if one and one.score > 0), first) if first and first.score == APART else first


def is_elsewhere(told: Place, known: Place) -> bool:
    """True if two places are of other oblasts, or other settlements."""
    oblasts = told.oblast and known.oblast and told.oblast != known.oblast
    towns = told.settlement and known.settlement and folded(told.settlement) != folded(known.settlement)
    return bool(oblasts or towns)


def _places(statement: Statement, incident: Incident) -> Iterator[Place]:
    yield incident.place
    if statement.report.place.settlement:
        yield from {known.report.place for known in incident.statements if known.report.place.settlement}


def _agreement(statement: Statement, incident: Incident, known: Place) -> Reason | None:
    told = statement.report.place
    if told.oblast and known.oblast and told.oblast != known.oblast:
        return Reason("place", APART, "another_oblast")
    if told.settlement and known.settlement:
        return _settlements(told, known, _is_homonym(statement, incident))
    if told.oblast is None:
        return None
    if not (told.settlement or known.settlement):
        return _two_areas(told, known)
    found = _areas(told, known)
    beside = found.score == APART and _are_in_one_raion(told, known)
    return Reason("place", -2.0, "beside_hromada") if beside and describe_one_person(statement, incident) else found


def _are_in_one_raion(told: Place, known: Place) -> bool:
    """True for a settlement and a hromada of one raion."""
    hromada = Level.HROMADA in (told.level, known.level)
    return hromada and bool(told.raion) and folded(told.raion) == folded(known.raion)


def _settlements(told: Place, known: Place, unsure: bool) -> Reason:
    if folded(told.settlement) != folded(known.settlement):
        return Reason("place", APART, "another_settlement")
    codes = told.code and known.code and told.code[:12] != known.code[:12]
    raions = told.raion and known.raion and folded(told.raion) != folded(known.raion)
    if not (codes or raions):
        return Reason("place", 4.0, "same_settlement", (known.settlement or "",))
    if unsure:
        return Reason("place", 2.0, "namesake", (known.settlement or "",))
    return Reason("place", APART, "another_namesake")


def _areas(told: Place, known: Place) -> Reason:
    area, settlement = (known, told) if told.settlement else (told, known)
    inside = _contains(area, settlement)
    if inside is False:
        return Reason("place", APART, "settlement_elsewhere")
    if inside is None:
        return Reason("place", 0.5, "oblast_alone")
    level = 2.0 if area.level is Level.HROMADA else 1.5
    return Reason("place", level, "inside_area", (settlement.settlement or "",))


def _contains(area: Place, settlement: Place) -> bool | None:
    """Whether an area holds a settlement; None if the area is no more than an oblast or it can't be told."""
    if area.raion is None and area.level not in (Level.RAION, Level.HROMADA):
        return None
    if area.code and settlement.code and area.level:
        length = _CODE_LENGTH[area.level]
        return area.code[:length] == settlement.code[:length]
    if area.raion and settlement.raion:
        return folded(area.raion) == folded(settlement.raion)
    return None


def _two_areas(told: Place, known: Place) -> Reason:
    if told.raion and known.raion and folded(told.raion) != folded(known.raion):
        return Reason("place", APART, "another_raion")
    hromadas = told.level is known.level is Level.HROMADA
    if hromadas and told.code and known.code:
        same = told.code[:9] == known.code[:9]
        return Reason("place", 3.0, "same_hromada") if same else Reason("place", APART, "another_hromada")
    if told.raion and known.raion:
        return Reason("place", 2.5, "same_raion", (known.raion,))
    return Reason("place", 0.5, "oblast_alone")


def folded(name: str | None) -> str:
    """A place's name as it is compared: without case, with one kind of apostrophe; "" for none."""
    return (name or "").casefold().replace("’", "'").replace("ʼ", "'")


def _is_homonym(statement: Statement, incident: Incident) -> bool:
    reports = [statement.report, *(known.report for known in incident.statements)]
    return any(_tells_of_homonym(doubt) for report in reports for doubt in report.doubts)


def _tells_of_homonym(doubt: Doubt) -> bool:
    return doubt.reason is DoubtReason.PLACE_HOMONYM


def districts(statement: Statement, incident: Incident) -> Reason | None:
    """City districts that both name, or of which each names others."""
    told, known = set(statement.report.place.districts), set(incident.place.districts)
    if not told or not known:
        return None
    shared = told & known
    if shared:
        return Reason("districts", 1.5, "same_district", tuple(sorted(shared)))
    gap = min(abs(statement.published - known.published) for known in incident.statements)
    return Reason("districts", -4.0 if gap > LATER else -2.5, "other_districts")
