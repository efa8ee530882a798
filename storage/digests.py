"""The ledger of digests: a row is claimed before a digest is sent, so that none is sent twice."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, String, cast, delete, exists, func, literal, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.records import DigestRecord, OutboxState
from storage.tables import digests, outbox

_LACKS_A_PART = exists().where(
    outbox.c.chat_id == digests.c.chat_id,
    outbox.c.day == cast(digests.c.day, String),
    outbox.c.what.like(literal("digest:") + cast(digests.c.subscription_id, String) + ":%"),
    outbox.c.state != OutboxState.SENT,
)


async def record(
    connection: AsyncConnection,
    chat_id: int,
    subscription_id: int,
    day: date,
    told: dict[str, Any],
    now: datetime,
) -> bool:
    """Writes the digest of a local day into the ledger; False, and nothing changes, if it is there already."""
    row = {"chat_id": chat_id, "subscription_id": subscription_id, "day": day, "at": now}
    body = json.dumps(told, ensure_ascii=False)
    result = await connection.execute(insert(digests).values(**row, told=body).on_conflict_do_nothing())
    return result.rowcount == 1


async def last(connection: AsyncConnection, chat_id: int, subscription_id: int) -> DigestRecord | None:
    """The newest digest of a subscription that was sent whole, as far as the outbox still knows; None if none was."""
    key = (digests.c.chat_id == chat_id, digests.c.subscription_id == subscription_id, ~_LACKS_A_PART)
    found = await connection.execute(select(digests).where(*key).order_by(digests.c.day.desc()).limit(1))
    row = found.mappings().first()
    return None if row is None else _record(row)


async def last_run(connection: AsyncConnection) -> datetime | None:
    """When a digest was last written into the ledger."""
    newest: datetime | None = (await connection.execute(select(func.max(digests.c.at)))).scalar()
    return newest


async def prune(connection: AsyncConnection, before: date) -> int:
    """Forgets digests of days before a day, but for the last of each subscription. How many went."""
    later = digests.alias("later")
    is_followed = exists().where(
        later.c.chat_id == digests.c.chat_id,
        later.c.subscription_id == digests.c.subscription_id,
        later.c.day > digests.c.day,
    )
    return (await connection.execute(delete(digests).where(digests.c.day < before, is_followed))).rowcount


def _record(row: RowMapping) -> DigestRecord:
    told = json.loads(row["told"])
    return DigestRecord(row["chat_id"], row["subscription_id"], row["day"], told, row["at"])
