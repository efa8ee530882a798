"""The acts: each is kept as a ruling, and the record around it is folded anew in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.errors import InputError
from bot.linking import Act, Ruling, figures_now, keeps_figures, key_of
from bot.linking.rulings import STAYS, bonds, covers
from bot.model import Change, Incident, IncidentStatus, Statement, Why
from bot.period import KYIV
from bot.relink import Cause
from bot.review.folding import Decided, fold, in_words, known
from bot.review.values import objection
from storage import decisions, incidents, reviews
from storage.database import Connection, Database

OBJECTIONS = {
    "future_date": "the date is still to come",
    "children_above": "children are inside the total: there can't be more of them",
    "below_children": "the total is below the number of children, who are inside it: correct the children first",
}
AGAIN = timedelta(minutes=2)
"""The same decision by the same person within this time is one decision."""
SETTLING = (Act.CONFIRM, Act.DISMISS, Act.RETRACT)


async def decide(database: Database, ruling: Ruling) -> Decided:
    """Keeps a ruling and folds its neighbourhood anew; what waited for a person about it is settled.

    A ruling on a statement or a slot settles what waited about that alone. Raises InputError if there is no such
    incident, or if the ruling names a statement that it does not hold.
    """
    async with database.write() as connection:
        return await decide_in(connection, ruling)


async def decide_in(connection: Connection, ruling: Ruling) -> Decided:
    """`decide` within a transaction that is open."""
    incident = await known(connection, ruling.incident_id)
    whole = _checked(_of_what_was_seen(replace(ruling, incident_id=incident.id), incident), incident)
    again = await _just_made(connection, whole)
    return Decided(again.id, incident.id, {}) if again else await _keep(connection, [whole], [incident])


async def merge(database: Database, first: int, second: int, by: str, at: datetime, why: str) -> Decided:
    """Joins the second incident to the first, with what people corrected and confirmed of either; of two corrections
    the first one's goes before.

    All reports of both are bound together, so that none of them goes elsewhere when the record is folded anew; what
    the rules draw in besides waits for a person.
    Raises InputError if they are one already or do not exist.
    """
    async with database.write() as connection:
        target, joining = await known(connection, first), await known(connection, second)
        if target.id == joining.id:
            raise InputError(f"№{first} and №{second} are one incident already")
        bound = bonds(await _rulings_on(connection, target))
        goal = _goal(target, bound)
        loose = [one for one in target.statements if bound.get(key_of(one)) != bound.get(goal, goal)]
        staying = [_bind(target, one, goal, by, at, why, STAYS) for one in loose if key_of(one) != goal]
        moving = [_bind(joining, one, goal, by, at, why) for one in joining.statements]
        carried = [*await _corrections(connection, moving[0], target.id), *await _confirms(connection, target, joining)]
        told = [replace(one, by=by, at=at, why=one.why or why) for one in carried]
        return await _keep(connection, moving, [target, joining], [*staying, *told])


async def split(database: Database, number: int, reports: Sequence[str], by: str, at: datetime, why: str) -> Decided:
    """Makes an incident of its own from these reports, each named by its key ("post#0") or all of a post's by its id.

    Raises InputError if none or all would go, or if one is not of the incident.
    """
    async with database.write() as connection:
        return await split_in(connection, number, reports, by, at, why)


async def split_in(
    connection: Connection, number: int, reports: Sequence[str], by: str, at: datetime, why: str
) -> Decided:
    """`split` within a transaction that is open."""
    incident = await known(connection, number)
    leaving = _named(incident, reports)
    rulings = [_leave(incident, one, key_of(leaving[0]), by, at, why) for one in leaving]
    staying = [one for one in incident.statements if one not in leaving]
    bound = [replace(_leave(incident, one, STAYS, by, at, why), slot=STAYS, value=None) for one in staying]
    decided = await _keep(connection, rulings, [incident], bound)
    await _check_apart(connection, leaving, staying)
    return decided


def _named(incident: Incident, reports: Sequence[str]) -> list[Statement]:
    """The statements of an incident that keys or ids of posts name. Raises InputError if that is none or all."""
    names = {name for one in incident.statements for name in (key_of(one), one.post_id)}
    leaving = [one for one in incident.statements if {key_of(one), one.post_id} & {*reports}]
    if not leaving or len(leaving) == len(incident.statements) or not names.issuperset(reports):
        told = ", ".join(key_of(one) for one in incident.statements)
        raise InputError(f"some of the reports of №{incident.id} must leave and some must stay; it has: {told}")
    return leaving


async def _check_apart(connection: Connection, leaving: Sequence[Statement], staying: Sequence[Statement]) -> None:
    homes = await incidents.homes(connection, [one.post_id for one in (*leaving, *staying)])
    gone, kept = ({homes[one.post_id, one.number] for one in some} for some in (leaving, staying))
    if len(gone) > 1 or gone & kept:
        raise InputError("these reports can't be told apart from the others")


async def _keep(
    connection: Connection, rulings: Sequence[Ruling], involved: Sequence[Incident], silent: Sequence[Ruling] = ()
) -> Decided:
    """Keeps the rulings of one act; its number is that of the last. The silent ones settle nothing that waits, nor
    does anything of an incident that stands."""
    kept = [replace(one, id=await decisions.add_ruling(connection, one)) for one in (*silent, *rulings)]
    number, ruling = kept[-1].id, kept[-1]
    cause = Cause(ruling.why or Why.PERSON_DECIDED, ruling.at, ruling.by, ruling.post_id)
    changed = await fold(connection, involved, cause)
    for one in filter(keeps_figures, kept):
        await _keep_figures(connection, one)
    await _note(connection, ruling, cause, (None, in_words(ruling)))
    for ruling in rulings:
        await _settle(connection, ruling)
    for ended in [number for number, one in changed.items() if one.status is IncidentStatus.MERGED]:
        await reviews.close_of(connection, ended, ruling.by, ruling.at)
    return Decided(number, ruling.incident_id, changed)


async def _keep_figures(connection: Connection, confirm: Ruling) -> None:
    """Keeps with a confirm the figures that stand by it now."""
    incident = await known(connection, confirm.incident_id)
    figures = figures_now(incident, await _rulings_on(connection, incident))
    await decisions.keep_figures(connection, confirm.id, figures)


async def _just_made(connection: Connection, ruling: Ruling) -> Ruling | None:
    """The same decision by the same person a moment ago, of an incident that has not changed since: a button pressed
    twice, or an update handled twice."""
    standing = await decisions.rulings_on(connection, [ruling.incident_id])
    alike = [one for one in standing if (one.act, one.slot) == (ruling.act, ruling.slot)]
    if not alike or ruling.at - alike[-1].at > AGAIN:
        return None
    changed = await incidents.changed_at(connection, ruling.incident_id)
    if changed is not None and changed > alike[-1].at:
        return None
    same = replace(alike[-1], id=ruling.id, at=ruling.at, why=ruling.why, figures=ruling.figures)
    return alike[-1] if same == ruling else None


async def _rulings_on(connection: Connection, incident: Incident) -> list[Ruling]:
    return await decisions.rulings_on(connection, [incident.id], [one.post_id for one in incident.statements])


async def _corrections(connection: Connection, act: Ruling, target: int) -> list[Ruling]:
    """The corrections of two incidents, each for the other one too: whichever number stays, they stand."""
    corrections = {
        number: {one.slot: one for one in await decisions.rulings_on(connection, [number]) if one.act is Act.CORRECT}
        for number in (target, act.incident_id)
    }
    own, joining = corrections[target], corrections[act.incident_id]
    there = [replace(one, incident_id=act.incident_id) for one in own.values()]
    here = [replace(one, incident_id=target) for slot, one in joining.items() if slot not in own]
    return [*there, *here]


async def _confirms(connection: Connection, *both: Incident) -> list[Ruling]:
    """The confirms of two incidents, each for the other one too, of what was seen of its own alone."""
    found = []
    for incident, other in (both, both[::-1]):
        for one in await decisions.rulings_on(connection, [incident.id]):
            if one.act is Act.CONFIRM and one.post_id is None:
                seen = "\n".join(key_of(known) for known in incident.statements if covers(one, known))
                found.append(replace(one, incident_id=other.id, value=seen))
    return found


async def _note(connection: Connection, ruling: Ruling, cause: Cause, change: tuple[str | None, str | None]) -> None:
    """Writes the act itself into the history of its incident, where it changed no slot that history would tell of."""
    told = await decisions.history_of(connection, ruling.incident_id)
    if not any((one.at, one.who) == (cause.at, cause.who) for one in told):
        own = Change(ruling.incident_id, cause.at, cause.who, "decision", *change, cause.why, cause.post_id)
        await decisions.note(connection, [own])


async def _settle(connection: Connection, ruling: Ruling) -> None:
    """Takes off the list what a ruling answers."""
    statement = None if ruling.post_id is None else (ruling.post_id, ruling.number or 0)
    if ruling.slot is not None:
        await reviews.close_of(connection, ruling.incident_id, ruling.by, ruling.at, slot=ruling.slot)
    elif ruling.act in (Act.CONFIRM, Act.LINK, Act.SPLIT) and statement is not None:
        await reviews.close_of(connection, ruling.incident_id, ruling.by, ruling.at, statement)
    elif ruling.act in SETTLING:
        await reviews.close_of(connection, ruling.incident_id, ruling.by, ruling.at)


def _checked(ruling: Ruling, incident: Incident) -> Ruling:
    """The ruling, if its value can stand and the incident holds the statement that it is about."""
    if ruling.act is Act.CORRECT and ruling.slot is not None and ruling.value is not None:
        wrong = objection(incident, ruling.slot, ruling.value, ruling.at.astimezone(KYIV).date())
        if wrong is not None:
            raise InputError(OBJECTIONS[wrong])
    if ruling.post_id is not None and not any(_is_anchor(ruling, one) for one in incident.statements):
        raise InputError(f"№{incident.id} holds no report {ruling.number or 0} of the post {ruling.post_id}")
    return ruling


def _is_anchor(ruling: Ruling, statement: Statement) -> bool:
    return (statement.post_id, statement.number) == (ruling.post_id, ruling.number or 0)


def _leave(incident: Incident, one: Statement, label: str, by: str, at: datetime, why: str) -> Ruling:
    return Ruling(0, incident.id, Act.SPLIT, by, at, None, label, why, one.post_id, one.number)


def _bind(
    incident: Incident, one: Statement, goal: str, by: str, at: datetime, why: str, slot: str | None = None
) -> Ruling:
    return Ruling(0, incident.id, Act.MERGE, by, at, slot, goal, why, one.post_id, one.number)


def _goal(target: Incident, bound: Mapping[str, str]) -> str:
    """The statement to which others are bound: that of an earlier merge, so that each merge can be undone alone."""
    keys = [key_of(one) for one in target.statements]
    return next((bound[key] for key in keys if bound.get(key) in keys), keys[0])


def _of_what_was_seen(ruling: Ruling, incident: Incident) -> Ruling:
    """A confirm with the statements that whoever confirmed had before them; any other ruling as it is."""
    if ruling.act is not Act.CONFIRM or ruling.post_id is not None or ruling.value is not None:
        return ruling
    return replace(ruling, value="\n".join(key_of(one) for one in incident.statements))
