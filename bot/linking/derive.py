"""What an incident is, derived from its statements, its links and what people decided: nothing here is stored truth."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.linking.claims import Claim
from bot.linking.confirmed import decisions_of, figures_kept
from bot.linking.decided import decided
from bot.linking.facts import generals
from bot.linking.moments import is_day_told, is_one_day
from bot.linking.rulings import Ruling, rulings_about, rulings_on
from bot.linking.tally import Step, Tally, in_order, speaking, tally
from bot.model import (
    Damage,
    DamageObject,
    Doubt,
    DoubtReason,
    Incident,
    IncidentStatus,
    Kind,
    Level,
    Link,
    Outcome,
    Person,
    Place,
    Statement,
    Toll,
    Trust,
    Weapon,
    WeaponType,
    When,
)

_GUESSED = (DoubtReason.PLACE_FROM_CHANNEL, DoubtReason.PLACE_HOMONYM)


def build_incident(
    id: int,  # noqa: A002 - the incident's own field is named so
    statements: Sequence[Statement],
    links: Sequence[Link] = (),
    rulings: Sequence[Ruling] = (),
) -> Incident:
    """Returns the incident that its statements (at least one, in any order) make.

    `links` tell which statements cover several incidents, so that their figures count in none; a statement without
    a link counts. `rulings` of other incidents are passed over.
    """
    ordered, ruled = in_order(statements), rulings_on(id, rulings)
    decisions = decisions_of(ordered, links, ruled)
    counted = tally(ordered, decisions)
    proven = speaking(ordered, decisions) or ordered
    incident = Incident(
        id=id,
        place=_place(proven),
        when=_when(proven),
        killed=counted.toll(Outcome.KILLED),
        injured=counted.toll(Outcome.INJURED),
        weapons=_weapons(proven),
        damage=_damage(proven),
        people=_people(proven),
        status=_status(ordered),
        preliminary=_is_preliminary(proven),
        statements=tuple(ordered),
        links=tuple(links),
        held=counted.held(),
    )
    return decided(incident, counted, ruled, decisions)


def explain(incident: Incident, rulings: Sequence[Ruling] = ()) -> tuple[Step, ...]:
    """How the figures of an incident came about: what each statement did to each slot, in the order of publication."""
    return _counted(incident, rulings).steps


def held_claims(incident: Incident, slot: Outcome, rulings: Sequence[Ruling] = ()) -> tuple[Claim, ...]:
    """The jumps of a slot that wait for a person, in the order of publication."""
    held = _counted(incident, rulings).of(slot).held
    return tuple(sorted(held, key=lambda claim: (claim.at, claim.key)))


def told_toll(incident: Incident, slot: Outcome, rulings: Sequence[Ruling] = ()) -> Toll:
    """What the posts alone make of a slot, whatever people put or confirmed."""
    return _counted(incident, rulings).toll(slot) or Toll()


def figures_now(incident: Incident, rulings: Sequence[Ruling] = ()) -> str:
    """The figures of an incident as a confirm of it keeps them."""
    return figures_kept(incident, _counted(incident, rulings))


def _counted(incident: Incident, rulings: Sequence[Ruling]) -> Tally:
    return tally(
        incident.statements, decisions_of(incident.statements, incident.links, rulings_about(incident, rulings))
    )


def _place(statements: Sequence[Statement]) -> Place:
    """The most precise place that most statements name, with the districts of all."""
    places = [statement.report.place for statement in statements]
    weights: Counter[tuple[str | None, str | None]] = Counter()
    for statement in statements:
        spot = statement.report.place
        weights[spot.oblast, spot.settlement] += 1 if _is_guessed(statement.report.doubts) else 2
    best = max(places, key=lambda p: (_precision(p), weights[p.oblast, p.settlement], p.raion is not None))
    same = [p for p in places if p.settlement == best.settlement]
    named = dict.fromkeys(district for p in same for district in p.districts)
    raion = best.raion or next((p.raion for p in same if p.raion), None)
    return replace(best, raion=raion, districts=tuple(named))


def _is_guessed(doubts: Iterable[Doubt]) -> bool:
    return any(doubt.reason in _GUESSED for doubt in doubts)


def _precision(place: Place) -> int:
    if place.settlement is not None:
        return 4
    if place.level is Level.HROMADA:
        return 3
    return 2 if place.raion is not None else int(place.oblast is not None)


def _when(statements: Sequence[Statement]) -> When:
    """The day best told of: by clock, by date, by the day of the first report, by a period; then what else is told."""
    weights: Counter[tuple[object, object]] = Counter()
    for number, statement in enumerate(statements):
        when = statement.report.when
        weights[when.start, when.end] += _day_weight(statement, is_first=number == 0)
    whens = [statement.report.when for statement in statements]
    best = max(whens, key=lambda w: (weights[w.start, w.end], -w.start.toordinal()))
    same = [when for when in whens if (when.start, when.end) == (best.start, best.end)]
    clock = next((when.time for when in same if when.time is not None), None)
    part = next((when.part for when in same if when.part is not None), None)
    return When(best.start, best.end, clock, part, next((when.spans for when in same if when.spans), ()))


def _day_weight(statement: Statement, is_first: bool) -> int:
    when = statement.report.when
    if not is_one_day(when):
        return 1
    if not is_day_told(statement) and when.time is None:
        return 15 if is_first else 2
    if statement.report.recap or statement.kind is Kind.ROUNDUP:
        return 16
    return 30 if when.time is not None else 20


def _weapons(statements: Sequence[Statement]) -> tuple[Weapon, ...]:
    """Each type once with the last number told; a general name gives way to a particular one of its family."""
    found: dict[WeaponType, Weapon] = {}
    for statement in statements:
        for weapon in statement.report.weapons:
            known = found.get(weapon.type)
            if known is None or weapon.count is not None:
                found[weapon.type] = weapon
    needless = generals(tuple(found.values()))
    return tuple(weapon for kind, weapon in found.items() if kind not in needless)


def _damage(statements: Sequence[Statement]) -> tuple[Damage, ...]:
    """Each kind of object once with the highest number told."""
    found: dict[DamageObject, Damage] = {}
    for statement in statements:
        for damage in statement.report.damage:
            known = found.get(damage.object)
            if known is None or (damage.count or 0) > (known.count or 0):
                found[damage.object] = damage
    return tuple(found.values())


def _people(statements: Sequence[Statement]) -> tuple[Person, ...]:
    """Each person described by age once; one who died of injuries is among the killed alone."""
    found: dict[tuple[Outcome, int | None, str | None], Person] = {}
    for statement in statements:
        for person in statement.report.people:
            if person.age is not None or not statement.report.recap:
                found.setdefault((person.outcome, person.age, person.sex), person)
    dead = {(age, sex) for outcome, age, sex in found if outcome is Outcome.KILLED and age is not None}
    return tuple(p for p in found.values() if p.outcome is Outcome.KILLED or (p.age, p.sex) not in dead)


def _is_preliminary(statements: Sequence[Statement]) -> bool:
    return not any(s.report.final for s in statements) and statements[-1].report.preliminary


def _status(statements: Sequence[Statement]) -> IncidentStatus:
    """Retracted once an official source takes the incident back, until the same authority tells of it again."""
    status, taken_back_by = IncidentStatus.REPORTED, ""
    for statement in statements:
        if statement.report.withdrawn and statement.trust is Trust.OFFICIAL:
            status, taken_back_by = IncidentStatus.RETRACTED, statement.authority
        elif _is_said_again(statement, taken_back_by):
            status = IncidentStatus.REPORTED
    return status


def _is_said_again(statement: Statement, taken_back_by: str) -> bool:
    return statement.trust is Trust.OFFICIAL and statement.authority == taken_back_by and not statement.report.recap
