"""What waits for a person: each matter once, claimed by whoever opens it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import Review, ReviewKind
from storage.tables import reviews

_RECURRING = (ReviewKind.HELD, ReviewKind.TOLD_WRONG)
CLAIM_LASTS = timedelta(minutes=15)


async def put(connection: AsyncConnection, review: Review) -> bool:
    """Puts a matter on the list; False if the same one is open, or was closed and can't come up again."""
    facts = {"incident_id": review.incident_id, "post_id": review.post_id, "number": review.number, "slot": review.slot}
    key = "|".join([review.kind, *("" if fact is None else str(fact) for fact in facts.values())])
    known = select(reviews.c.id).where(reviews.c.key == key)
    if review.kind not in _RECURRING and (await connection.execute(known)).first() is not None:
        return False
    new = insert(reviews).values(kind=review.kind, why=review.why, opened=review.opened, key=key, **facts)
    return (await connection.execute(new.on_conflict_do_nothing())).rowcount == 1


async def waiting(connection: AsyncConnection, limit: int = 100) -> list[Review]:
    """Open matters, the oldest first."""
    statement = select(reviews).where(reviews.c.closed_at.is_(None)).order_by(reviews.c.id).limit(limit)
    return [_review(row) for row in (await connection.execute(statement)).mappings()]


async def claim(connection: AsyncConnection, by: str, now: datetime, skip: int = 0) -> Review | None:
    """Takes the oldest open matter that nobody else holds, after `skip` others; None if there is none.

    A claim lasts a quarter of an hour.
    """
    statement = select(reviews).where(_is_free(by, now)).order_by(reviews.c.id).offset(skip).limit(1)
    row = (await connection.execute(statement)).mappings().first()
    if row is None:
        return None
    taken = update(reviews).where(reviews.c.id == row["id"]).values(claimed_by=by, claimed_at=now)
    await connection.execute(taken)
    return _review(row)


async def close(connection: AsyncConnection, review_id: int, by: str, now: datetime) -> bool:
    """Takes a matter off the list; False if it was closed before."""
    still_open = and_(reviews.c.id == review_id, reviews.c.closed_at.is_(None))
    closed = update(reviews).where(still_open).values(closed_by=by, closed_at=now)
    return (await connection.execute(closed)).rowcount == 1


async def close_of(connection: AsyncConnection, incident_id: int, by: str, now: datetime) -> int:
    """Takes all open matters of an incident off the list. How many."""
    still_open = and_(reviews.c.incident_id == incident_id, reviews.c.closed_at.is_(None))
    closed = update(reviews).where(still_open).values(closed_by=by, closed_at=now)
    return (await connection.execute(closed)).rowcount


async def count(connection: AsyncConnection) -> int:
    """How many matters are open."""
    return (await connection.execute(select(func.count()).where(reviews.c.closed_at.is_(None)))).scalar_one()


def _is_free(by: str, now: datetime) -> ColumnElement[bool]:
    mine = reviews.c.claimed_by == by
    expired = reviews.c.claimed_at < now - CLAIM_LASTS
    return and_(reviews.c.closed_at.is_(None), or_(reviews.c.claimed_by.is_(None), mine, expired))


def _review(row: RowMapping) -> Review:
    return Review(
        kind=ReviewKind(row["kind"]),
        why=row["why"],
        opened=row["opened"],
        incident_id=row["incident_id"],
        post_id=row["post_id"],
        number=row["number"],
        slot=row["slot"],
        id=row["id"],
        claimed_by=row["claimed_by"],
    )
