"""The two short answers to a matter of the review list: yes and no, each made a ruling by the kind of the matter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.errors import InputError
from bot.linking import Act, Ruling, build_incident, held_claims, key_of, told_toll
from bot.linking.claims import Claim
from bot.linking.confirmed import toll_of
from bot.linking.decided import RECORD_SLOTS
from bot.model import Incident, IncidentStatus, Outcome, Toll
from bot.review.acts import decide_in, split_in
from bot.review.folding import Decided
from bot.review.queue import LEFT, ORIGINS, REFUSED, Opened, note_left, opened_matter
from bot.waiting import matters
from storage import incidents, reviews
from storage.database import Connection, Database
from storage.records import Review, ReviewKind


async def decide_matter(
    database: Database, review_id: int, yes: bool, by: str, at: datetime, why: str
) -> Decided | None:
    """Answers a matter; None if the answer was only to take it off the list.

    Yes: the link holds, the post counts, the held figure is right, the doubtful value is right, the withdrawal holds.
    No: the post tells of another incident, the post stays out, the earlier figure or decision stands. Raises InputError
    if the matter is closed or somebody else holds it, or if yes would leave open what is right instead.
    """
    async with database.write() as connection:
        opened = await opened_matter(connection, review_id, by, at)
        if opened is None:
            raise InputError(f"the matter {review_id} is closed, or somebody else is at it")
        decided = await _answered(connection, opened, yes, by, at, why)
        await reviews.close(connection, review_id, by, at)
        await reviews.note_answer(connection, review_id, "yes" if yes else "no", by, at, why)
        if decided is None:
            await note_left(connection, opened.review, by, at, why, REFUSED if opened.review.kind in ORIGINS else LEFT)
        else:
            await _ask_on(connection, opened.review, at)
        return decided


async def _ask_on(connection: Connection, review: Review, at: datetime) -> None:
    """Puts the next of several held figures of a slot on the list."""
    incident = None if review.incident_id is None else await incidents.get(connection, review.incident_id)
    for matter in matters([incident] if incident else [], at):
        if review.kind is ReviewKind.HELD and (matter.kind, matter.slot) == (review.kind, review.slot):
            await reviews.put(connection, matter)


async def _answered(
    connection: Connection, opened: Opened, yes: bool, by: str, at: datetime, why: str
) -> Decided | None:
    review, incident = opened.review, opened.incident
    if incident is None:
        return None
    if review.kind is ReviewKind.LINK and not yes:
        return await split_in(connection, incident.id, [f"{review.post_id}#{review.number or 0}"], by, at, why)
    ruling = _ruling(review, incident, opened.rulings, yes, by, at)
    return None if ruling is None else await decide_in(connection, replace(ruling, why=why))


def _ruling(
    review: Review, incident: Incident, rulings: Sequence[Ruling], yes: bool, by: str, at: datetime
) -> Ruling | None:
    ruling = Ruling(0, incident.id, Act.CONFIRM, by, at, post_id=review.post_id, number=review.number)
    if review.kind is ReviewKind.HELD and review.slot not in ("killed", "injured"):
        return _against_decision(incident, rulings, review.slot or "", yes, by, at)
    if review.kind is ReviewKind.HELD:
        slot = review.slot or ""
        released = _releasing(incident, rulings, replace(ruling, slot=slot)) if yes else None
        if released is not None:
            return released
        total = proposed(incident, rulings, slot) if yes else standing(incident, slot)
        return replace(ruling, act=Act.CORRECT, slot=slot, value="" if total is None else str(total))
    if review.kind is ReviewKind.LINK:
        others = [one for one in incident.statements if (one.post_id, one.number) != (review.post_id, review.number)]
        return replace(ruling, act=Act.LINK, value=key_of(others[0])) if others else ruling
    return ruling if review.kind in ORIGINS and yes else None


def _against_decision(
    incident: Incident, rulings: Sequence[Ruling], slot: str, yes: bool, by: str, at: datetime
) -> Ruling:
    """The ruling on posts that differ from an earlier decision: it is made anew, or given up for the withdrawal."""
    if slot == "status" and yes and incident.status is IncidentStatus.DISMISSED:
        return Ruling(0, incident.id, Act.DISMISS, by, at)
    if slot == "status":
        seen = [key_of(s) for s in incident.statements if s.report.withdrawn]
        act, value = (Act.RETRACT, None) if yes else (Act.CONFIRM, "\n".join(seen))
        return Ruling(0, incident.id, act, by, at, None if yes else slot, value)
    last = [one for one in rulings if one.act is Act.CORRECT and RECORD_SLOTS.get(one.slot or "") == slot]
    if yes or not last:
        raise InputError(f"say what is right instead: correct the {slot} of №{incident.id}")
    return replace(last[-1], id=0, by=by, at=at)


def _releasing(incident: Incident, rulings: Sequence[Ruling], confirm: Ruling) -> Ruling | None:
    """The confirm of the figure that is asked about, and of no other that is held; None if it would not lead then."""
    asked, slot = _asked(incident, rulings, confirm.slot or ""), confirm.slot or ""
    if any(one.act is Act.CORRECT and one.slot == slot for one in rulings):
        return None
    others = {claim.key for claim in asked[1:]}
    seen = "\n".join(key for key in map(key_of, incident.statements) if key not in others)
    confirm = replace(confirm, value=seen)
    after = build_incident(incident.id, incident.statements, incident.links, [*rulings, confirm])
    return confirm if standing(after, slot) == proposed(incident, rulings, slot) else None


def _asked(incident: Incident, rulings: Sequence[Ruling], slot: str) -> list[Claim]:
    """The held figures of a slot that came after its last correction, the one that is asked about first."""
    corrected = [one.at for one in rulings if one.act is Act.CORRECT and one.slot == slot]
    held = held_claims(incident, Outcome(slot), rulings)
    return [claim for claim in held if not corrected or (claim.known_from or claim.at) > max(corrected)]


def proposed(incident: Incident, rulings: Sequence[Ruling], slot: str) -> int | None:
    """The figure that is asked about of a slot ("killed", "injured"): the first held, else that of the posts alone."""
    asked = _asked(incident, rulings, slot)
    if asked:
        return asked[0].total
    return told_toll(incident, Outcome(slot), rulings).total


def proposed_children(incident: Incident, rulings: Sequence[Ruling], slot: str) -> int | None:
    """The children that posts tell among a figure, where it is about them alone that they differ from what is shown."""
    told, shown = told_toll(incident, Outcome(slot), rulings), toll_of(incident, Outcome(slot)) or Toll()
    differs = told.total == shown.total and told.children != shown.children
    return told.children if differs and not _asked(incident, rulings, slot) else None


def standing(incident: Incident, slot: str) -> int | None:
    """The figure of a slot as it is shown now."""
    toll: Toll | None = getattr(incident, slot)
    return None if toll is None else toll.total
