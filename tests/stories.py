"""Reads `cases/stories`: posts as statements, and the incidents that must come of them."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.linking import Ruling
from bot.model import (
    Bound,
    Damage,
    DamageObject,
    DayPart,
    Doubt,
    DoubtReason,
    Figure,
    Incident,
    Kind,
    Level,
    Outcome,
    Person,
    Place,
    Report,
    Sex,
    Statement,
    Toll,
    Trust,
    Weapon,
    WeaponType,
    When,
)
from bot.replay import Record, by_post

FOLDER = Path(__file__).parent / "cases" / "stories"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
_SEXES = {"m": Sex.MALE, "f": Sex.FEMALE, "x": None}
_DOUBTS = {"undated": DoubtReason.DATE_FROM_PUBLICATION, "homonym": DoubtReason.PLACE_HOMONYM}


@dataclass(frozen=True)
class Story:
    name: str
    statements: list[Statement]
    expected: list[dict[str, Any]]


def load(name: str) -> Story:
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    statements = [statement(post, number, row) for post in told["post"] for number, row in enumerate(post["reports"])]
    return Story(name, statements, told["incident"])


def record(statements: Iterable[Statement], rulings: Sequence[Ruling] = ()) -> list[Incident]:
    """The incidents of all statements, numbered from 1 in the order in which they were first told of."""
    taken = Record(rulings)
    for post in by_post(statements):
        taken.take(post)
    taken.renumber({old: new for new, old in enumerate(sorted(taken.incidents, reverse=True), 1)})
    return [taken.incidents[number] for number in sorted(taken.incidents)]


def statement(post: dict[str, Any], number: int, row: dict[str, Any]) -> Statement:
    return Statement(
        post_id=post["id"],
        number=number,
        published=datetime.fromisoformat(post["at"]),
        authority=post["by"],
        report=report(row),
        kind=Kind(post.get("kind", "incident")),
        trust=Trust(post.get("trust", "official")),
        text_hash=post.get("same_text", post["id"]),
        text=post.get("text", ""),
        reply_to=post.get("reply_to"),
    )


def report(row: dict[str, Any]) -> Report:
    flags = set(row.get("flags", ()))
    at_least = Bound.AT_LEAST if "at_least" in flags else Bound.EXACT
    return Report(
        place=place(row),
        when=when(row),
        weapons=tuple(Weapon(WeaponType(name)) for name in row.get("weapons", ())),
        killed=figure(row.get("killed"), at_least),
        injured=figure(row.get("injured"), at_least),
        people=tuple(person(word) for word in row.get("people", ())),
        damage=tuple(Damage(DamageObject(name)) for name in row.get("damage", ())),
        doubts=tuple(Doubt("when", _DOUBTS[flag]) for flag in sorted(flags & set(_DOUBTS))),
        recap="recap" in flags,
        correction="correction" in flags,
        final="final" in flags,
        withdrawn="withdrawn" in flags,
        death_of_injured="died" in flags,
    )


def place(row: dict[str, Any]) -> Place:
    oblast, _, settlement = row["place"].partition(" ")
    level = Level(row["level"]) if "level" in row else None
    districts = tuple(row.get("districts", ()))
    return Place(oblast or None, row.get("raion"), settlement or None, districts, row.get("code"), level)


def when(row: dict[str, Any]) -> When:
    days = [date.fromisoformat(day) for day in row["day"].split("/")]
    return When(days[0], days[-1], row.get("time"), DayPart(row["part"]) if "part" in row else None)


def figure(told: str | None, bound: Bound = Bound.EXACT) -> Figure | None:
    if told is None:
        return None
    if told == "?":
        return Figure(bound=Bound.VAGUE, words="people")
    number, _, children = told.rstrip(")").partition(" (")
    among = int(children) if children else None
    if number.startswith("+"):
        return Figure(added=int(number), children=among)
    return Figure(total=int(number), children=among, bound=bound)


def person(word: str) -> Person:
    outcome = Outcome.KILLED if word[0] == "k" else Outcome.INJURED
    return Person(outcome, int(word[1:-1]) if word[1:-1] else None, _SEXES[word[-1]])


def words_of(toll: Toll | None) -> str | None:
    """A toll as stories write figures."""
    if toll is None:
        return None
    if toll.total is None:
        return "?"
    return f"{toll.total} ({toll.children})" if toll.children else str(toll.total)


def told(incident: Incident, slots: set[str]) -> dict[str, Any]:
    """An incident in the words of a story, with those of the optional slots that the story tells."""
    spot, days = incident.place, incident.when
    last = "" if days.start == days.end else f"/{days.end}"
    found: dict[str, Any] = {
        "place": " ".join(part for part in (spot.oblast, spot.settlement) if part),
        "day": f"{days.start}{last}",
        "posts": sorted({s.post_id for s in incident.statements}),
    }
    for slot, toll in (("killed", incident.killed), ("injured", incident.injured)):
        if toll is not None:
            found[slot] = words_of(toll)
            if f"{slot}_range" in slots:
                found[f"{slot}_range"] = [toll.low, toll.high]
    if "status" in slots:
        found["status"] = incident.status.value
    if incident.held:
        found["held"] = list(incident.held)
    return found
