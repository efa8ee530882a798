"""Messages to Telegram, kept before they are sent: each (chat, what, day) at most once."""

import json
from datetime import date, datetime, timedelta

from sqlalchemy import RowMapping, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.prepared import prepared
from storage.records import ClaimedMessage, OutboxMessage, OutboxState, Priority
from storage.rows import AT_ONCE, count_by_state
from storage.tables import chats, outbox

RESENT_WITHIN = timedelta(days=1)
_earlier = outbox.alias("earlier")
_HELD_BACK = exists().where(
    _earlier.c.chat_id == outbox.c.chat_id,
    _earlier.c.id < outbox.c.id,
    _earlier.c.priority <= outbox.c.priority,
    _earlier.c.state == OutboxState.PENDING,
    _earlier.c.next_try > bindparam("now"),
)
_PAUSED = exists().where(and_(chats.c.id == outbox.c.chat_id, chats.c.paused_since.is_not(None)))
_READY = prepared(
    select(outbox)
    .where(outbox.c.state == OutboxState.PENDING, outbox.c.next_try <= bindparam("now"), ~_HELD_BACK, ~_PAUSED)
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("most"))
)
_CLAIM = prepared(
    update(outbox).where(outbox.c.id.in_(bindparam("rows", expanding=True))).values(state=OutboxState.CLAIMED)
)
_NEXT_DUE = prepared(select(func.min(outbox.c.next_try)).where(outbox.c.state == OutboxState.PENDING, ~_PAUSED))
_SENT = prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state=OutboxState.SENT, message_id=bindparam("message"), error=None)
)
_NEW = prepared(insert(outbox).on_conflict_do_nothing())


async def put(connection: AsyncConnection, message: OutboxMessage, now: datetime) -> bool:
    """Queues a message; False, and nothing changes, if (chat, what, day) was queued before."""
    row = {
        "chat_id": message.chat_id,
        "what": message.what,
        "day": _day(message.day),
        "priority": int(message.priority),
        "html": message.html,
        "reply_to": message.reply_to,
        "markup": None if message.markup is None else json.dumps(message.markup, ensure_ascii=False),
        "state": OutboxState.PENDING,
        "next_try": AT_ONCE,
        "created": now,
    }
    return (await connection.execute(_NEW, row)).rowcount == 1


async def claim(connection: AsyncConnection, now: datetime, limit: int = 30) -> list[ClaimedMessage]:
    """Takes messages to send now, marked as claimed: by priority, then in the order in which they were queued.

    A paused chat gets none, and none overtakes an earlier one of its chat that waits for another try.
    """
    rows = (await connection.execute(_READY, {"now": now, "most": limit})).mappings().all()
    if rows:
        await connection.execute(_CLAIM, {"rows": [row["id"] for row in rows]})
    return [_claimed(row) for row in rows]


async def sent(connection: AsyncConnection, message_row: int, message_id: int | None = None) -> None:
    """Marks a message as sent, with the id that Telegram gave it."""
    await connection.execute(_SENT, {"row": message_row, "message": message_id})


async def unknown(connection: AsyncConnection, message_row: int, error: str) -> None:
    """Marks a message whose sending was cut off: Telegram may have it or not."""
    await _set(connection, message_row, state=OutboxState.UNKNOWN, error=error)


async def failed(connection: AsyncConnection, message_row: int, error: str) -> None:
    """Marks a message that Telegram refuses for good."""
    await _set(connection, message_row, state=OutboxState.FAILED, error=error)


async def again(connection: AsyncConnection, message_row: int, next_try: datetime, error: str | None = None) -> None:
    """Queues a claimed message for another try at `next_try`."""
    await _set(connection, message_row, state=OutboxState.PENDING, next_try=next_try, error=error)


async def recover(connection: AsyncConnection, resend: bool, now: datetime) -> int:
    """After a crash: what was claimed becomes unknown; how many.

    With `resend` unknown digests wait again, but for those queued longer than `RESENT_WITHIN` ago, as they are stale.
    """
    cut_off = update(outbox).where(outbox.c.state == OutboxState.CLAIMED)
    changes = {"state": OutboxState.UNKNOWN, "error": "the program ended while sending"}
    count = (await connection.execute(cut_off.values(**changes))).rowcount
    if resend:
        lost = (outbox.c.state == OutboxState.UNKNOWN, outbox.c.priority == Priority.DIGEST)
        fresh = outbox.c.created > now - RESENT_WITHIN
        await connection.execute(update(outbox).where(*lost, fresh).values(state=OutboxState.PENDING))
    return count


async def counts(connection: AsyncConnection) -> dict[OutboxState, int]:
    """How many messages stand in each state; every state is a key."""
    return await count_by_state(connection, outbox.c.state, OutboxState)


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next pending message may be sent; None if none waits. Paused chats do not count."""
    oldest: datetime | None = (await connection.execute(_NEXT_DUE)).scalar()
    return oldest


async def prune(connection: AsyncConnection, done_before: datetime, before: datetime) -> int:
    """Forgets messages queued before `done_before` that were sent or refused. How many went.

    What a crash left unknown and what waits for a paused chat goes if it was queued before `before`.
    """
    over = and_(outbox.c.state.in_((OutboxState.SENT, OutboxState.FAILED)), outbox.c.created < done_before)
    forgotten = and_(or_(outbox.c.state == OutboxState.UNKNOWN, _PAUSED), outbox.c.created < before)
    return (await connection.execute(delete(outbox).where(or_(over, forgotten)))).rowcount


async def _set(connection: AsyncConnection, message_row: int, **changes: object) -> None:
    await connection.execute(update(outbox).where(outbox.c.id == message_row).values(**changes))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _claimed(row: RowMapping) -> ClaimedMessage:
    message = OutboxMessage(
        chat_id=row["chat_id"],
        what=row["what"],
        html=row["html"],
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        priority=Priority(row["priority"]),
        reply_to=row["reply_to"],
        markup=None if row["markup"] is None else json.loads(row["markup"]),
    )
    return ClaimedMessage(row["id"], message)
