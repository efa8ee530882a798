"""Daily digests that chats asked for."""

from datetime import date, datetime

from sqlalchemy import RowMapping, delete, exists, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import Subscription
from storage.tables import chats, digests, subscriptions


async def add(
    connection: AsyncConnection, chat_id: int, area: str | None, minute: int, first_day: date, now: datetime
) -> Subscription:
    """Subscribes a chat to an area (a KATOTTG code, None is all Ukraine) at a minute of the local day.

    `first_day` is the first local day on which it is due. One subscription for each chat and area: the second sets
    the time and first day of the first.
    """
    row = {"chat_id": chat_id, "area": area or "", "minute": minute, "first_day": first_day, "created": now}
    again = {"minute": minute, "first_day": first_day}
    statement = (
        insert(subscriptions).values(**row).on_conflict_do_update(index_elements=["chat_id", "area"], set_=again)
    )
    await connection.execute(statement)
    key = (subscriptions.c.chat_id == chat_id, subscriptions.c.area == (area or ""))
    return _subscription((await connection.execute(select(subscriptions).where(*key))).mappings().one())


async def of_chat(connection: AsyncConnection, chat_id: int) -> list[Subscription]:
    """The chat's subscriptions, the oldest first."""
    statement = select(subscriptions).where(subscriptions.c.chat_id == chat_id).order_by(subscriptions.c.id)
    return [_subscription(row) for row in (await connection.execute(statement)).mappings()]


async def remove(connection: AsyncConnection, chat_id: int, subscription_id: int) -> bool:
    """Ends a subscription of this chat; False if it has none of this id."""
    gone = delete(subscriptions).where(subscriptions.c.id == subscription_id, subscriptions.c.chat_id == chat_id)
    return (await connection.execute(gone)).rowcount == 1


async def remove_all(connection: AsyncConnection, chat_id: int) -> int:
    """Ends all subscriptions of this chat. How many."""
    gone = delete(subscriptions).where(subscriptions.c.chat_id == chat_id)
    return (await connection.execute(gone)).rowcount


async def due(connection: AsyncConnection, local_date: date, minute: int) -> list[Subscription]:
    """Subscriptions whose time of `local_date` has come by `minute` and that have no ledger row for that day yet.

    Paused chats have none due. In the order of their times.
    """
    told = exists().where(
        digests.c.chat_id == subscriptions.c.chat_id,
        digests.c.subscription_id == subscriptions.c.id,
        digests.c.day == local_date,
    )
    statement = (
        select(subscriptions)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(chats.c.paused_since.is_(None), subscriptions.c.first_day <= local_date)
        .where(subscriptions.c.minute <= minute, ~told)
        .order_by(subscriptions.c.minute, subscriptions.c.id)
    )
    return [_subscription(row) for row in (await connection.execute(statement)).mappings()]


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(row["id"], row["chat_id"], row["area"] or None, row["minute"], row["first_day"])
