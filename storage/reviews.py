"""What waits for a person: each matter once, claimed by whoever opens it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import RULES
from storage.prepared import prepared
from storage.records import Review, ReviewKind
from storage.tables import answers, reviews

_RECURRING = (ReviewKind.HELD, ReviewKind.TOLD_WRONG)
_FOUND_BY_RULES = (ReviewKind.LINK, ReviewKind.ORIGIN, ReviewKind.HELD, ReviewKind.IMPOSTOR)
CLAIM_LASTS = timedelta(minutes=15)
_FOUND_ABOUT = prepared(
    select(reviews).where(
        reviews.c.incident_id.in_(bindparam("incidents", expanding=True)),
        reviews.c.closed_at.is_(None),
        reviews.c.kind.in_(_FOUND_BY_RULES),
    )
)
_CLOSED_FOR_GOOD = prepared(
    select(reviews.c.id).where(reviews.c.key == bindparam("matter"), reviews.c.closed_by != RULES)
)
_NEW = prepared(insert(reviews).on_conflict_do_nothing())


async def put(connection: AsyncConnection, review: Review) -> bool:
    """Puts a matter on the list; False if the same one is open, or was closed by a person for good."""
    facts = {"incident_id": review.incident_id, "post_id": review.post_id, "number": review.number, "slot": review.slot}
    key = _key(review)
    known = await connection.execute(_CLOSED_FOR_GOOD, {"matter": key})
    if review.kind not in _RECURRING and known.first() is not None:
        return False
    row = {"kind": review.kind, "why": review.why, "opened": review.opened, "key": key, **facts}
    return (await connection.execute(_NEW, row)).rowcount == 1


async def refresh(
    connection: AsyncConnection, incident_ids: Collection[int], matters: Sequence[Review], now: datetime
) -> None:
    """Makes `matters` what waits about incidents: those that came up are put on the list, those that passed leave it.

    What people flagged themselves stays until a person closes it.
    """
    open_ones = (await connection.execute(_FOUND_ABOUT, {"incidents": list(incident_ids)})).mappings()
    keys = {_key(matter) for matter in matters}
    for passed in [row["id"] for row in open_ones if row["key"] not in keys]:
        await close(connection, passed, RULES, now)
    for matter in matters:
        await put(connection, matter)


async def waiting(connection: AsyncConnection) -> list[Review]:
    """Open matters, the oldest first."""
    statement = select(reviews).where(reviews.c.closed_at.is_(None)).order_by(reviews.c.id)
    return [_review(row) for row in (await connection.execute(statement)).mappings()]


async def get(connection: AsyncConnection, review_id: int) -> Review | None:
    """An open matter, or None."""
    statement = select(reviews).where(reviews.c.id == review_id, reviews.c.closed_at.is_(None))
    row = (await connection.execute(statement)).mappings().first()
    return None if row is None else _review(row)


async def claim(connection: AsyncConnection, by: str, now: datetime, after: int = 0) -> Review | None:
    """Takes the oldest open matter with an id above `after` that nobody else holds; None if there is none.

    Channels to be pinned come last, as their posts are no riddle. A claim lasts a quarter of an hour.
    """
    order = (reviews.c.kind == ReviewKind.CHANNEL, reviews.c.id)
    statement = select(reviews).where(_is_free(by, now), reviews.c.id > after).order_by(*order).limit(1)
    row = (await connection.execute(statement)).mappings().first()
    if row is None:
        return None
    await _take(connection, row["id"], by, now)
    return _review(row)


async def held_by_others(connection: AsyncConnection, by: str, now: datetime) -> int:
    """How many open matters others than `by` are at."""
    held = select(func.count()).where(reviews.c.closed_at.is_(None), ~_is_free(by, now))
    return (await connection.execute(held)).scalar_one()


async def hold(connection: AsyncConnection, review_id: int, by: str, now: datetime) -> bool:
    """Takes one open matter; False if it was closed, or somebody else holds it."""
    statement = select(reviews.c.id).where(_is_free(by, now), reviews.c.id == review_id)
    if (await connection.execute(statement)).first() is None:
        return False
    await _take(connection, review_id, by, now)
    return True


async def let_go(connection: AsyncConnection, review_id: int, by: str) -> None:
    """Ends somebody's own claim on a matter."""
    mine = update(reviews).where(reviews.c.id == review_id, reviews.c.claimed_by == by)
    await connection.execute(mine.values(claimed_by=None, claimed_at=None))


async def close(connection: AsyncConnection, review_id: int, by: str, now: datetime) -> bool:
    """Takes a matter off the list; False if it was closed before."""
    still_open = and_(reviews.c.id == review_id, reviews.c.closed_at.is_(None))
    closed = update(reviews).where(still_open).values(closed_by=by, closed_at=now)
    return (await connection.execute(closed)).rowcount == 1


async def close_of(
    connection: AsyncConnection,
    incident_id: int,
    by: str,
    now: datetime,
    statement: tuple[str, int] | None = None,
    slot: str | None = None,
) -> int:
    """Takes open matters of an incident off the list: all, or those of a statement (post id, number) or of a slot.

    How many.
    """
    still_open = and_(reviews.c.incident_id == incident_id, reviews.c.closed_at.is_(None))
    if statement is not None:
        still_open = and_(still_open, reviews.c.post_id == statement[0], reviews.c.number == statement[1])
    if slot is not None:
        still_open = and_(still_open, reviews.c.slot == slot)
    closed = update(reviews).where(still_open).values(closed_by=by, closed_at=now)
    return (await connection.execute(closed)).rowcount


async def reopen(connection: AsyncConnection, by: str, moment: datetime) -> int:
    """Puts back what somebody closed at a moment, unless the same matter is open again. How many."""
    standing = reviews.alias()
    same = exists().where(standing.c.key == reviews.c.key, standing.c.closed_at.is_(None))
    theirs = update(reviews).where(reviews.c.closed_by == by, reviews.c.closed_at == moment, ~same)
    opened = theirs.values(closed_by=None, closed_at=None, claimed_by=None, claimed_at=None)
    return (await connection.execute(opened)).rowcount


async def take_back(connection: AsyncConnection, review_id: int) -> Review | None:
    """Opens a matter anew that a person closed; None if it or its like is open, or was never on the list."""
    other = reviews.alias()
    same = exists().where(other.c.key == reviews.c.key, other.c.closed_at.is_(None))
    closed = (reviews.c.id == review_id, reviews.c.closed_by != RULES, ~same)
    row = (await connection.execute(select(reviews).where(*closed))).mappings().first()
    if row is None:
        return None
    opened = {"closed_by": None, "closed_at": None, "claimed_by": None, "claimed_at": None}
    await connection.execute(update(reviews).where(reviews.c.id == review_id).values(**opened))
    return _review(row)


async def note_answer(connection: AsyncConnection, review_id: int, said: str, by: str, now: datetime, why: str) -> None:
    """Keeps what somebody answered to a matter ("yes", "no", "leave", "reopen"), with the reason."""
    row = {"review_id": review_id, "said": said, "by": by, "at": now, "why": why}
    await connection.execute(answers.insert().values(**row))


async def answers_to(connection: AsyncConnection, review_id: int) -> list[tuple[str, str, str]]:
    """All answers to a matter, the oldest first: what was said, by whom, why."""
    about = select(answers.c.said, answers.c.by, answers.c.why).where(answers.c.review_id == review_id)
    return [(row.said, row.by, row.why) for row in await connection.execute(about.order_by(answers.c.id))]


async def count(connection: AsyncConnection) -> int:
    """How many matters are open."""
    return (await connection.execute(select(func.count()).where(reviews.c.closed_at.is_(None)))).scalar_one()


async def _take(connection: AsyncConnection, review_id: int, by: str, now: datetime) -> None:
    taken = update(reviews).where(reviews.c.id == review_id).values(claimed_by=by, claimed_at=now)
    await connection.execute(taken)


def _key(review: Review) -> str:
    facts = (review.incident_id, review.post_id, review.number, review.slot)
    return "|".join([review.kind, *("" if fact is None else str(fact) for fact in facts)])


def _is_free(by: str, now: datetime) -> ColumnElement[bool]:
    mine = func.coalesce(reviews.c.claimed_by, by) == by
    expired = reviews.c.claimed_at < now - CLAIM_LASTS
    return and_(reviews.c.closed_at.is_(None), or_(mine, expired))


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
        closed_by=row["closed_by"],
    )
