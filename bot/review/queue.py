"""The review list, one matter at a time: each claimed by whoever opens it, those that are over passed by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import InputError
from bot.linking import Act, Ruling, open_doubts
from bot.model import OVER, RULES, Change, Incident, IncidentStatus, LinkStatus, Why
from storage import decisions, incidents, posts, reviews
from storage.database import Connection, Database
from storage.records import Review, ReviewKind, StoredPost

ORIGINS = (ReviewKind.ORIGIN, ReviewKind.IMPOSTOR)
LEFT, REFUSED = "leave", "refuse"
"""How the history names what somebody did about a matter without a ruling: left all as it is, or refused its post."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter with what it is about; `waiting` is how many are open, itself among them.

    `told` are the incidents that the post of the matter speaks of, `rulings` people's decisions on its incident.
    """

    review: Review
    waiting: int
    incident: Incident | None = None
    post: StoredPost | None = None
    told: tuple[Incident, ...] = ()
    rulings: tuple[Ruling, ...] = ()


async def next_matter(database: Database, by: str, now: datetime, after: int = 0) -> Opened | None:
    """The oldest matter behind `after` that nobody else holds, claimed; None if there is none.

    The matter `after` is let go. Matters that came to nothing meanwhile are taken off the list.
    """
    async with database.write() as connection:
        await reviews.let_go(connection, after, by)
        while review := await reviews.claim(connection, by, now, after):
            opened = await _opened(connection, review)
            if not is_moot(opened):
                return opened
            await reviews.close(connection, review.id, RULES, now)
            after = review.id
        return None


async def opened_matter(connection: Connection, review_id: int, by: str, now: datetime) -> Opened | None:
    """An open matter, claimed anew; None if it was closed, or somebody else holds it."""
    review = await reviews.get(connection, review_id)
    if review is None or not await reviews.hold(connection, review_id, by, now):
        return None
    return await _opened(connection, review)


async def settle(database: Database, review_id: int, by: str, now: datetime, why: str = Why.PERSON_DECIDED) -> bool:
    """Takes a matter off the list as it is, for a reason; False if it is closed, or somebody else holds it."""
    async with database.write() as connection:
        review = await reviews.get(connection, review_id)
        if review is None or not await reviews.hold(connection, review_id, by, now):
            return False
        await reviews.close(connection, review_id, by, now)
        await reviews.note_answer(connection, review_id, "leave", by, now, why)
        await note_left(connection, review, by, now, why)
        return True


async def reopen(database: Database, review_id: int, by: str, now: datetime, why: str = "") -> Review:
    """Puts a matter back that a person settled without changing the record, for a reason.

    Without one it is told whether whoever had settled it did so. Raises InputError if there is none.
    """
    async with database.write() as connection:
        review = await reviews.take_back(connection, review_id)
        if review is None or review.kind is ReviewKind.CHANNEL:
            raise InputError(f"no person has settled the matter {review_id}, or it is open")
        why = why or undone_why(by, review.closed_by)
        what = await _former_answer(connection, review)
        await reviews.note_answer(connection, review_id, "reopen", by, now, why)
        if review.incident_id is not None:
            left = _in_words(review, what)
            change = Change(review.incident_id, now, by, "decision", left, None, why, review.post_id)
            await decisions.note(connection, [change])
        return review


async def _former_answer(connection: Connection, review: Review) -> str:
    """What was done about a matter that a person settled last without a ruling."""
    told = await reviews.answers_to(connection, review.id)
    return REFUSED if review.kind in ORIGINS and told and told[-1][0] == "no" else LEFT


def undone_why(by: str, author: str | None) -> Why:
    """Why something is undone, where nobody gave a reason: whoever had decided did it, or somebody else."""
    return Why.UNDONE_BY_AUTHOR if by == author else Why.DECISION_UNDONE


async def note_left(connection: Connection, review: Review, by: str, now: datetime, why: str, what: str = LEFT) -> None:
    """Writes into the history of a matter's incident that somebody left it as it is, or refused its post."""
    if review.incident_id is not None:
        change = Change(review.incident_id, now, by, "decision", None, _in_words(review, what), why, review.post_id)
        await decisions.note(connection, [change])


def _in_words(review: Review, what: str) -> str:
    return " ".join(part for part in (what, review.slot, review.post_id) if part)


async def _opened(connection: Connection, review: Review) -> Opened:
    waiting = await reviews.count(connection)
    incident = None if review.incident_id is None else await incidents.get(connection, review.incident_id)
    post = None if review.post_id is None else await posts.find(connection, review.post_id)
    homes = {} if review.post_id is None else await incidents.homes(connection, [review.post_id])
    told = await incidents.by_ids(connection, sorted({number for home in homes.values() for number in home}))
    about = [] if incident is None else await decisions.rulings_on(connection, [incident.id])
    return Opened(review, waiting, incident, post, tuple(told), tuple(about))


def is_moot(opened: Opened) -> bool:
    """Whether nothing is left to decide: what was unsure has been settled by later posts or decisions."""
    review, incident = opened.review, opened.incident
    if review.kind is ReviewKind.CHANNEL:
        return False
    if review.kind is ReviewKind.TOLD_WRONG or _is_of_post_alone(review):
        return opened.post is None
    if incident is None or (incident.status in OVER and not _tells_of_dismissed(review, incident)):
        return True
    match review.kind:
        case ReviewKind.HELD:
            return review.slot not in incident.held
        case ReviewKind.DOUBT:
            return review.slot not in {doubt.slot for doubt in open_doubts(incident)} or _is_ruled(
                opened.rulings, review
            )
        case ReviewKind.LINK:
            return not any(
                _is_about(review, link.post_id, link.number) and _waits(link.status) for link in incident.links
            )
        case _:
            return not any(_is_about(review, one.post_id, one.number) for one in incident.statements)


def _tells_of_dismissed(review: Review, incident: Incident) -> bool:
    is_status = (review.kind, review.slot) == (ReviewKind.HELD, "status")
    return is_status and incident.status is IncidentStatus.DISMISSED


def _is_of_post_alone(review: Review) -> bool:
    """Whether an impostor's post is meant that told of no incident."""
    return review.kind is ReviewKind.IMPOSTOR and review.incident_id is None


def _waits(status: LinkStatus) -> bool:
    return status is LinkStatus.PROVISIONAL


def _is_about(review: Review, post_id: str, number: int) -> bool:
    return (review.post_id, review.number) == (post_id, number)


def _is_ruled(rulings: Sequence[Ruling], review: Review) -> bool:
    return any(ruling.act is Act.CORRECT and _slot(ruling.slot) == _slot(review.slot) for ruling in rulings)


def _slot(name: str | None) -> str:
    """A slot's name in the record for the name that rulings give it."""
    return {"date": "when", "weapon": "weapons"}.get(name or "", name or "")
