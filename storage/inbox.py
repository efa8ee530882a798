"""Updates of Telegram, kept as raw JSON before anything is done with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import prepared
from storage.records import InboxState, StoredUpdate
from storage.rows import AT_ONCE, count_by_state
from storage.tables import inbox

MAX_ATTEMPTS = 6
FIRST_PAUSE = timedelta(seconds=5)
OPEN_STATES = (InboxState.NEW, InboxState.FAILED)
_NEW = prepared(insert(inbox).on_conflict_do_nothing())
_WAITING = prepared(
    select(inbox)
    .where(inbox.c.state.in_(OPEN_STATES), inbox.c.next_try <= bindparam("now"))
    .order_by(inbox.c.seq)
    .limit(bindparam("most"))
)
_DONE = prepared(
    update(inbox)
    .where(inbox.c.update_id == bindparam("handled"))
    .values(state=InboxState.HANDLED, raw=None, error=None)
)


async def store(connection: AsyncConnection, updates: Sequence[tuple[int, str]], now: datetime) -> int:
    """Keeps (update id, raw JSON) pairs; known ids are passed over. How many were new."""
    kept = 0
    for update_id, raw in updates:
        row = {"update_id": update_id, "raw": raw, "received": now, "state": InboxState.NEW, "attempts": 0}
        kept += (await connection.execute(_NEW, row | {"next_try": AT_ONCE})).rowcount
    return kept


async def waiting(connection: AsyncConnection, now: datetime, limit: int = 100) -> list[StoredUpdate]:
    """Updates to handle now, new ones and failed ones whose pause is over, in the order of arrival."""
    rows = await connection.execute(_WAITING, {"now": now, "most": limit})
    return [_update(row) for row in rows.mappings()]


async def done(connection: AsyncConnection, *update_ids: int) -> None:
    """Marks updates as handled; their ids stay, so that they are never handled again, their JSON goes."""
    await connection.execute(_DONE, [{"handled": update_id} for update_id in update_ids])


async def failed(connection: AsyncConnection, update_id: int, error: str, now: datetime) -> InboxState:
    """Notes a failure: FAILED with a pause that doubles each time, ASIDE after `MAX_ATTEMPTS`. The new state."""
    found = await connection.execute(select(inbox.c.attempts).where(inbox.c.update_id == update_id))
    attempts = (found.scalar() or 0) + 1
    state = InboxState.ASIDE if attempts >= MAX_ATTEMPTS else InboxState.FAILED
    next_try = now + FIRST_PAUSE * 4 ** (attempts - 1)
    changes = {"state": state, "attempts": attempts, "error": error, "next_try": next_try}
    await connection.execute(update(inbox).where(inbox.c.update_id == update_id).values(**changes))
    return state


async def put_aside(connection: AsyncConnection, update_id: int, error: str) -> None:
    """Puts an update aside at once: one that no handling could ever understand."""
    changes = {"state": InboxState.ASIDE, "error": error, "attempts": inbox.c.attempts + 1}
    await connection.execute(update(inbox).where(inbox.c.update_id == update_id).values(**changes))


async def again(connection: AsyncConnection, now: datetime) -> int:
    """Lets all updates that failed or were put aside be handled now, as if they had failed but once. How many."""
    troubled = update(inbox).where(inbox.c.state.in_((InboxState.FAILED, InboxState.ASIDE)))
    changes = {"state": InboxState.FAILED, "attempts": 1, "next_try": now}
    return (await connection.execute(troubled.values(**changes))).rowcount


async def counts(connection: AsyncConnection) -> dict[InboxState, int]:
    """How many updates stand in each state; every state is a key."""
    return await count_by_state(connection, inbox.c.state, InboxState)


async def errors(connection: AsyncConnection, most: int = 5) -> list[tuple[str, int]]:
    """Why updates were put aside, and how many for each reason; the most frequent first."""
    reasons = select(inbox.c.error, func.count()).where(inbox.c.state == InboxState.ASIDE).group_by(inbox.c.error)
    rows = await connection.execute(reasons.order_by(func.count().desc(), inbox.c.error).limit(most))
    return [(str(row[0] or ""), int(row[1])) for row in rows]


async def oldest_waiting(connection: AsyncConnection) -> datetime | None:
    """When the oldest update that nothing was done with yet was received; None if there is none.

    One that failed does not count: it waits for its next try, and the bot goes on.
    """
    oldest: datetime | None = (
        await connection.execute(select(func.min(inbox.c.received)).where(inbox.c.state == InboxState.NEW))
    ).scalar()
    return oldest


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forgets handled updates received before a time; Telegram repeats none after 24 h. How many went."""
    gone = delete(inbox).where(inbox.c.state == InboxState.HANDLED, inbox.c.received < before)
    return (await connection.execute(gone)).rowcount


def _update(row: RowMapping) -> StoredUpdate:
    return StoredUpdate(row["update_id"], row["raw"] or "", row["received"], row["attempts"])
