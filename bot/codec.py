"""Readings and incidents as JSON objects, in the record contract's form and back.

Beyond the contract's keys each value carries its `spans` ([start, end] pairs of character offsets into the post), and
a report its `doubts` and flags. What was written can be read back without loss.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from bot.model import (
    Bound,
    Damage,
    DamageObject,
    DayPart,
    Doubt,
    DoubtReason,
    Figure,
    Incident,
    IncidentStatus,
    Kind,
    Level,
    Outcome,
    Person,
    Place,
    Reading,
    Reason,
    Report,
    Sex,
    Span,
    Toll,
    Total,
    Weapon,
    WeaponType,
    When,
)

Json = dict[str, Any]
T = TypeVar("T")
FLAGS = ("recap", "correction", "final", "withdrawn", "death_of_injured")


def reading_to_json(reading: Reading) -> Json:
    """The reading as {"kind", "incidents", "totals"}."""
    return {
        "kind": reading.kind.value,
        "incidents": [report_to_json(report) for report in reading.reports],
        "totals": [total_to_json(total) for total in reading.totals],
    }


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """The reading that `reading_to_json` wrote."""
    return Reading(
        kind=Kind(data["kind"]),
        reports=tuple(report_from_json(report) for report in data.get("incidents", ())),
        totals=tuple(total_from_json(total) for total in data.get("totals", ())),
    )


def report_to_json(report: Report) -> Json:
    """One report as the contract's incident."""
    return {
        "place": _with_spans(place_to_json, report.place),
        "when": _with_spans(when_to_json, report.when),
        "weapons": [_with_spans(weapon_to_json, weapon) for weapon in report.weapons],
        "killed": optional(figure_to_json, report.killed),
        "injured": optional(figure_to_json, report.injured),
        "people": [_with_spans(_person_to_json, person) for person in report.people],
        "damage": [_with_spans(damage_to_json, damage) for damage in report.damage],
        "preliminary": report.preliminary,
        "doubts": [{"slot": d.slot, "reason": d.reason.value, "options": list(d.options)} for d in report.doubts],
        "spans": _spans_to_json(report.spans),
        **{flag: getattr(report, flag) for flag in FLAGS},
    }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `report_to_json` wrote; keys beyond the contract may be missing."""
    return Report(
        place=place_from_json(data["place"]),
        when=when_from_json(data["when"]),
        weapons=_each(_weapon_from_json, data.get("weapons")),
        killed=optional(figure_from_json, data.get("killed")),
        injured=optional(figure_from_json, data.get("injured")),
        people=_each(_person_from_json, data.get("people")),
        damage=_each(_damage_from_json, data.get("damage")),
        preliminary=bool(data.get("preliminary")),
        doubts=_each(_doubt_from_json, data.get("doubts")),
        spans=_spans_from_json(data),
        **{flag: bool(data.get(flag)) for flag in FLAGS},
    )


@lru_cache(maxsize=20_000)
def report_from_text(body: str) -> Report:
    """The report of a stored JSON text; reports are frozen, so equal texts share one."""
    return report_from_json(from_text(body))


def total_to_json(total: Total) -> Json:
    """One round-up's sum as the contract's total."""
    return {
        "place": _with_spans(place_to_json, total.place),
        "when": _with_spans(when_to_json, total.when),
        "killed": optional(figure_to_json, total.killed),
        "injured": optional(figure_to_json, total.injured),
        "spans": _spans_to_json(total.spans),
    }


def total_from_json(data: Mapping[str, Any]) -> Total:
    """The total that `total_to_json` wrote."""
    return Total(
        place=place_from_json(data["place"]),
        when=when_from_json(data["when"]),
        killed=optional(figure_from_json, data.get("killed")),
        injured=optional(figure_from_json, data.get("injured")),
        spans=_spans_from_json(data),
    )


def place_to_json(place: Place) -> Json:
    """A place with its code and level beside the contract's four keys, without spans."""
    return {
        "oblast": place.oblast,
        "raion": place.raion,
        "settlement": place.settlement,
        "districts": list(place.districts),
        "code": place.code,
        "level": place.level,
    }


def place_from_json(data: Mapping[str, Any]) -> Place:
    """The place that `place_to_json` wrote, with its spans where they stand beside it."""
    return Place(
        oblast=data["oblast"],
        raion=data.get("raion"),
        settlement=data.get("settlement"),
        districts=tuple(data.get("districts") or ()),
        code=data.get("code"),
        level=optional(Level, data.get("level")),
        spans=_spans_from_json(data),
    )


def when_to_json(when: When) -> Json:
    """First and last day as ISO dates under "from" and "to", with the clock time and the part of day, without spans."""
    return {"from": when.start.isoformat(), "to": when.end.isoformat(), "time": when.time, "part": when.part}


def when_from_json(data: Mapping[str, Any]) -> When:
    """The time that `when_to_json` wrote, with its spans where they stand beside it."""
    start, end = date.fromisoformat(data["from"]), date.fromisoformat(data["to"])
    return When(start, end, data.get("time"), optional(DayPart, data.get("part")), _spans_from_json(data))


def figure_to_json(figure: Figure) -> Json:
    """A figure with its words and spans."""
    return {
        "total": figure.total,
        "children": figure.children,
        "bound": figure.bound.value,
        "added": figure.added,
        "words": figure.words,
        "spans": _spans_to_json(figure.spans),
    }


def figure_from_json(data: Mapping[str, Any]) -> Figure:
    """The figure that `figure_to_json` wrote."""
    total, children, bound, added, words = map(data.get, ("total", "children", "bound", "added", "words"))
    return Figure(total, children, Bound(bound or Bound.EXACT), added, words, _spans_from_json(data))


def toll_to_json(toll: Toll) -> Json:
    """An incident's derived figure with its range."""
    figure = {"total": toll.total, "children": toll.children, "low": toll.low, "high": toll.high}
    return {**figure, "bound": toll.bound.value, "vague": toll.vague}


def toll_from_json(data: Mapping[str, Any]) -> Toll:
    """The toll that `toll_to_json` wrote."""
    return Toll(data["total"], data["low"], data["high"], data["children"], Bound(data["bound"]), data["vague"])


def weapon_to_json(weapon: Weapon) -> Json:
    """A weapon with its number, without spans."""
    return {"type": weapon.type.value, "count": weapon.count}


def damage_to_json(damage: Damage) -> Json:
    """A kind of damaged object with its number, without spans."""
    return {"object": damage.object.value, "count": damage.count}


def incident_to_json(incident: Incident) -> Json:
    """All that is derived of an incident: everything but its statements and links."""
    return {
        "id": incident.id,
        "place": _with_spans(place_to_json, incident.place),
        "when": _with_spans(when_to_json, incident.when),
        "killed": optional(toll_to_json, incident.killed),
        "injured": optional(toll_to_json, incident.injured),
        "weapons": [_with_spans(weapon_to_json, weapon) for weapon in incident.weapons],
        "damage": [_with_spans(damage_to_json, damage) for damage in incident.damage],
        "people": [_with_spans(_person_to_json, person) for person in incident.people],
        "status": incident.status.value,
        "preliminary": incident.preliminary,
        "held": list(incident.held),
    }


def incident_from_json(data: Mapping[str, Any]) -> Incident:
    """The incident that `incident_to_json` wrote, without statements and links."""
    return Incident(
        id=data["id"],
        place=place_from_json(data["place"]),
        when=when_from_json(data["when"]),
        killed=optional(toll_from_json, data["killed"]),
        injured=optional(toll_from_json, data["injured"]),
        weapons=_each(_weapon_from_json, data["weapons"]),
        damage=_each(_damage_from_json, data["damage"]),
        people=_each(_person_from_json, data["people"]),
        status=IncidentStatus(data["status"]),
        preliminary=data["preliminary"],
        held=tuple(data["held"]),
    )


@lru_cache(maxsize=20_000)
def incident_from_text(body: str) -> Incident:
    """The incident of a stored JSON text, without statements and links."""
    return incident_from_json(from_text(body))


def reasons_to_text(reasons: Iterable[Reason]) -> str:
    """The reasons of a link as a JSON text."""
    return to_text([[one.feature, one.score, one.code, *one.values] for one in reasons])


@lru_cache(maxsize=20_000)
def reasons_from_text(body: str) -> tuple[Reason, ...]:
    """The reasons that `reasons_to_text` wrote."""
    return tuple(Reason(feature, score, code, tuple(values)) for feature, score, code, *values in from_text(body))


def to_text(data: Any) -> str:
    """JSON as one line with Cyrillic letters as they are; equal data give equal texts."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_text(body: str) -> Any:
    """What `to_text` wrote."""
    return json.loads(body)


def optional(convert: Callable[[Any], T], value: Any | None) -> T | None:
    """A value converted; None stays None."""
    return None if value is None else convert(value)


def _each(convert: Callable[[Mapping[str, Any]], T], values: Iterable[Mapping[str, Any]] | None) -> tuple[T, ...]:
    return tuple(convert(value) for value in values or ())


def _with_spans(convert: Callable[[Any], Json], value: Any) -> Json:
    return {**convert(value), "spans": _spans_to_json(value.spans)}


def _spans_to_json(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _spans_from_json(data: Mapping[str, Any]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in data.get("spans") or ())


def _weapon_from_json(data: Mapping[str, Any]) -> Weapon:
    return Weapon(WeaponType(data["type"]), data.get("count"), _spans_from_json(data))


def _damage_from_json(data: Mapping[str, Any]) -> Damage:
    return Damage(DamageObject(data["object"]), data.get("count"), _spans_from_json(data))


def _person_to_json(person: Person) -> Json:
    return {"outcome": person.outcome, "age": person.age, "sex": person.sex}


def _person_from_json(data: Mapping[str, Any]) -> Person:
    return Person(Outcome(data["outcome"]), data.get("age"), optional(Sex, data.get("sex")), _spans_from_json(data))


def _doubt_from_json(data: Mapping[str, Any]) -> Doubt:
    return Doubt(data["slot"], DoubtReason(data["reason"]), tuple(data.get("options") or ()))
