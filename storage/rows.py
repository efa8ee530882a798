"""Rows of any table: counted by their state, and asked for in portions that SQLite takes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Column, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

PORTION = 500
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of the next try of what was never tried: past, however far the clock may be set back."""

Key = TypeVar("Key")
State = TypeVar("State", bound=StrEnum)


def portions(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """The keys in runs of at most `PORTION`, as a statement may name only so many."""
    return (keys[first : first + PORTION] for first in range(0, len(keys), PORTION))


async def count_by_state(connection: AsyncConnection, column: Column[str], states: type[State]) -> dict[State, int]:
    """How many rows stand in each state; every state is a key."""
    rows = await connection.execute(select(column, func.count()).group_by(column))
    found = {states(state): number for state, number in rows}
    return {state: found.get(state, 0) for state in states}
