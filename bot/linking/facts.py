"""Features of what happened: weapons, objects, figures, people described."""

from bot.linking.persons import may_be_same, traits_of
from bot.linking.timing import is_news, looks_back
from bot.model import DamageObject, Figure, Incident, Kind, Outcome, Reason, Statement, Toll, Weapon, WeaponType

MISSILES = frozenset(
    {
        WeaponType.MISSILE,
        WeaponType.BALLISTIC_MISSILE,
        WeaponType.CRUISE_MISSILE,
        WeaponType.AIR_DEFENCE_MISSILE,
    }
)
BOMBS = frozenset({WeaponType.GUIDED_BOMB, WeaponType.AIRSTRIKE})
DRONES = frozenset(
    {WeaponType.STRIKE_DRONE, WeaponType.FPV_DRONE, WeaponType.DRONE, WeaponType.DRONE_DROP, WeaponType.DEBRIS}
)
GUNS = frozenset({WeaponType.MLRS, WeaponType.ARTILLERY, WeaponType.MORTAR, WeaponType.TANK, WeaponType.SHELLING})
FAMILIES = (MISSILES, BOMBS, DRONES, GUNS)
UNTOLD = frozenset({WeaponType.MISSILE, WeaponType.AIRSTRIKE, WeaponType.DRONE, WeaponType.SHELLING, WeaponType.DEBRIS})
"""Types that name a family and no kind of it."""
VAGUE_PAIRS = frozenset(
    {
        frozenset({WeaponType.AIRSTRIKE, WeaponType.MISSILE}),
        frozenset({WeaponType.DEBRIS, WeaponType.MISSILE}),
        frozenset({WeaponType.DEBRIS, WeaponType.CRUISE_MISSILE}),
        frozenset({WeaponType.DEBRIS, WeaponType.BALLISTIC_MISSILE}),
    }
)
HOMES = frozenset({DamageObject.APARTMENT_BUILDING, DamageObject.PRIVATE_HOUSE, DamageObject.HOUSING})
_OWN = -2.5
"""How much other weapons weigh more where the same authority named both."""
COMMON = HOMES | {DamageObject.CAR, DamageObject.OUTBUILDING, DamageObject.OTHER}
"""Objects that are hit in almost every attack and so tell little."""


def weapons(statement: Statement, incident: Incident) -> Reason | None:
    """Weapons of one type, of one family, or of others; an authority that told of another one itself tells of another
    attack, unless it looks back."""
    told = {weapon.type for weapon in statement.report.weapons}
    known = {weapon.type for weapon in incident.weapons}
    if not told or not known:
        return None
    if told & known:
        return Reason("weapon", 1.5, "same_weapon", tuple(sorted(told & known)))
    own = _OWN if _told_others_itself(statement, incident) else 0.0
    if any(is_same_family(one, other) for one in told for other in known):
        sure = not (told & UNTOLD or known & UNTOLD)
        return Reason("weapon", own + (-1.0 if sure else 1.0), "weapon_family")
    if WeaponType.SHELLING in told | known:
        return Reason("weapon", -1.5, "shelling_and_other")
    return Reason("weapon", own - 3.0, "two_weapons", (min(told), min(known)))


def _told_others_itself(statement: Statement, incident: Incident) -> bool:
    """True for news of an authority that has told of an incident with other weapons, by whatever names."""
    own = [known.report.weapons for known in incident.statements if known.authority == statement.authority]
    if looks_back(statement) or statement.kind is Kind.ROUNDUP or not any(own):
        return False
    told = {weapon.type for weapon in statement.report.weapons}
    return not any(_may_be_one(one, weapon.type) for weapons in own for weapon in weapons for one in told)


def _may_be_one(one: WeaponType, other: WeaponType) -> bool:
    """True for one type, and for a general name and a particular one of its family."""
    return one == other or (is_same_family(one, other) and bool({one, other} & UNTOLD))


def is_same_family(one: WeaponType, other: WeaponType) -> bool:
    """True if two names may mean one weapon."""
    return frozenset({one, other}) in VAGUE_PAIRS or any(one in family and other in family for family in FAMILIES)


def generals(found: tuple[Weapon, ...]) -> set[WeaponType]:
    """The general names among weapons that a particular one of their family makes needless."""
    types = {weapon.type for weapon in found}
    return {
        general
        for general in types & UNTOLD
        if any(general in family and (types - UNTOLD) & family for family in FAMILIES)
    }


def damage(statement: Statement, incident: Incident) -> Reason | None:
    """Objects that both name; the rarer they are, the more they tell."""
    told = {damage.object for damage in statement.report.damage}
    known = {damage.object for damage in incident.damage}
    if not told or not known:
        return None
    rare = (told & known) - COMMON
    homes = bool(told & HOMES and known & HOMES)
    score = min(2.0, 1.0 * len(rare) + 0.4 * homes + 0.3 * len(told & known & COMMON - HOMES))
    if score:
        return Reason("damage", score, "same_damage" if told & known else "homes", tuple(sorted(told & known)))
    other = told - COMMON and known - COMMON and is_news(statement, incident)
    return Reason("damage", -1.5 if other else -0.5, "other_damage")


def figures(statement: Statement, incident: Incident) -> Reason | None:
    """Figures that agree, grow, or contradict each other."""
    report = statement.report
    scores = [_figure(report.killed, incident.killed), _figure(report.injured, incident.injured)]
    if _forgets_the_dead(statement, incident):
        scores.append((-1.0, "forgets"))
    if _denies(statement, incident):
        scores.append((-3.0, "denies"))
    found = [score for score in scores if score is not None]
    if not found:
        return None
    return Reason("figures", sum(score for score, _ in found), "figures", tuple(words for _, words in found))


def _figure(told: Figure | None, known: Toll | None) -> tuple[float, str] | None:
    if told is None:
        return None
    if told.added is not None:
        return (0.8, f"more {told.added}") if known else None
    if told.total is None or known is None or known.total is None:
        return None
    new, old = told.total, known.total
    if new == old:
        return (0.5, "nobody") if new == 0 else (min(2.0, 1.0 + new / 10), f"same {new}")
    if (old and not new) or (new and not old):
        return -1.5, f"against {new} {old}"
    if new > old:
        return (0.3, f"grew {old} {new}") if new <= 3 * old + 3 else (0.0, f"grew {old} {new}")
    return (-0.3 if new * 2 >= old else -1.0), f"fell {old} {new}"


def _forgets_the_dead(statement: Statement, incident: Incident) -> bool:
    report = statement.report
    known = incident.killed is not None and bool(incident.killed.total)
    return known and report.killed is None and report.injured is not None and not looks_back(statement)


def _denies(statement: Statement, incident: Incident) -> bool:
    """True if an authority that counted people says, without correcting itself, that nobody was hurt."""
    report = statement.report
    figures = (report.killed, report.injured)
    if looks_back(statement) or not all(figure is not None and figure.total == 0 for figure in figures):
        return False
    own = [known.report for known in incident.statements if known.authority == statement.authority]
    return any(figure is not None and figure.total for known in own for figure in (known.killed, known.injured))


def people(statement: Statement, incident: Incident) -> Reason | None:
    """People of one age and sex in both; or victims that can't be the same where both describe all of them."""
    told = {traits_of(person) for person in statement.report.people}
    known = {traits_of(person) for person in incident.people}
    aged = {one for one in told if one[0] is not None}
    if aged & known:
        return Reason("people", 3.0, "same_person")
    if any(may_be_same(one, other) for one in aged for other in known if other[0] is not None):
        return Reason("people", 2.0, "same_age")
    if not looks_back(statement) and any(_are_others(statement, incident, slot) for slot in Outcome):
        return Reason("people", -7.0, "other_victims")
    return None


def _are_others(statement: Statement, incident: Incident, slot: Outcome) -> bool:
    """True if both describe everybody of one outcome, and nobody of the one can be anybody of the other."""
    report, killed = statement.report, slot is Outcome.KILLED
    figure, toll = (report.killed, incident.killed) if killed else (report.injured, incident.injured)
    here = [traits_of(person) for person in report.people if person.outcome is slot]
    there = [traits_of(person) for person in incident.people if person.outcome is slot]
    if not (figure and toll and here and there and len(here) == figure.total and len(there) == toll.total):
        return False
    return not any(may_be_same(one, other) for one in here for other in there)
