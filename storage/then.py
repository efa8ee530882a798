"""What the record held at a moment: the posts that it had, the texts that it had of them, and how it trusted them.

A post counts from when the record received it; what the operator handed over counts from its publication, on the
operator's word. Of an edited post the text counts that had been received by then, or else its first. Before the first
post of all there was no record: then what had been published counts, as it is trusted today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Table, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Trust
from bot.numbering import Key
from bot.summary import StatedTotal
from storage.records import Filed
from storage.reports import FILED, TOTALS, filed, stated
from storage.rows import portions
from storage.tables import former_trusts, links, post_versions, posts, readings, reports, totals

_LINKED = select(reports.c.post_id, reports.c.number, links.c.incident_id).join(
    links, links.c.report_id == reports.c.id
)
_BY_OPERATOR = and_(posts.c.origin_chat.is_(None), posts.c.forwarder_chat.is_(None))
_ENTERED = case((_BY_OPERATOR, posts.c.published), else_=posts.c.received)


@dataclass(frozen=True, slots=True)
class Then:
    """A moment (aware) of the record; `is_before` if the record began only after it."""

    moment: datetime
    is_before: bool = False


async def then_at(connection: AsyncConnection, moment: datetime) -> Then:
    """The moment, and whether there was a record at it; an empty record has not begun after anything."""
    first = select(func.min(_ENTERED, type_=posts.c.published.type))
    began: datetime | None = (await connection.execute(first)).scalar()
    return Then(moment, began is not None and moment < began)


async def statements_then(connection: AsyncConnection, then: Then, start: date, end: date) -> list[Filed]:
    """Statements about the days from start to end as the record had them, in the order of publication."""
    statement = FILED.with_only_columns(
        *(column for column in FILED.selected_columns if column.key != "trust"), _trust(then).label("trust")
    ).where(_was_there(then), *_as_read(reports, then), reports.c.date_to >= start, reports.c.date_from <= end)
    rows = await connection.execute(statement.order_by(posts.c.published, posts.c.id, reports.c.number))
    return [filed(row) for row in rows.mappings()]


async def homes_then(connection: AsyncConnection, then: Then, posts_read: Sequence[str]) -> dict[Key, tuple[int, ...]]:
    """Which incidents the reports of posts were linked to at a moment, by (post id, number); the best link first."""
    ended = or_(links.c.superseded_at.is_(None), links.c.superseded_at > then.moment)
    told = _LINKED.where(links.c.decided_at <= then.moment, ended).order_by(links.c.id)
    found: dict[Key, tuple[int, ...]] = {}
    for some in portions([] if then.is_before else posts_read):
        for row in (await connection.execute(told.where(reports.c.post_id.in_(some)))).mappings():
            key = (row["post_id"], row["number"])
            found[key] = (*found.get(key, ()), row["incident_id"])
    return found


async def totals_then(
    connection: AsyncConnection, then: Then, start: date, end: date, oblast: str | None = None
) -> list[StatedTotal]:
    """Round-ups' sums of origin proven then whose last day lies from start to end, in the order of publication.

    `oblast` leaves those of that oblast.
    """
    proven = _trust(then) == Trust.OFFICIAL
    statement = TOTALS.where(_was_there(then), *_as_read(totals, then), totals.c.date_to.between(start, end), proven)
    if oblast is not None:
        statement = statement.where(totals.c.oblast == oblast)
    return [stated(row) for row in (await connection.execute(statement)).mappings()]


async def last_published_then(connection: AsyncConnection, then: Then) -> datetime | None:
    """When the last post that the record had of a proven source was published; None if it had none."""
    proven = (posts.c.source.is_not(None), _trust(then) == Trust.OFFICIAL)
    statement = select(func.max(posts.c.published, type_=posts.c.published.type)).where(_was_there(then), *proven)
    last: datetime | None = (await connection.execute(statement)).scalar()
    return last


def _was_there(then: Then) -> ColumnElement[bool]:
    return (posts.c.published if then.is_before else _ENTERED) <= then.moment


def _trust(then: Then) -> ColumnElement[str]:
    """What a post was trusted as at a moment: what the first change of it after that replaced, else what it is now."""
    if then.is_before:
        return posts.c.trust
    later = select(former_trusts.c.trust).where(
        former_trusts.c.post_id == posts.c.id, former_trusts.c.until > then.moment
    )
    first = later.order_by(former_trusts.c.until, former_trusts.c.id).limit(1)
    return func.coalesce(first.correlate(posts).scalar_subquery(), posts.c.trust)


def _as_read(said: Table, then: Then) -> tuple[ColumnElement[bool], ...]:
    """That a row of reports or totals is of the text of a post that counts, as it was read last."""
    return said.c.version == _version(then), said.c.edition == _last_edition(said)


def _version(then: Then) -> ScalarSelect[Any]:
    """The number of the version of a post that had been received by a moment, or else of its first."""
    known = post_versions.alias("known")
    had = or_(known.c.received <= then.moment, known.c.number == 1)
    newest = select(func.max(known.c.number)).where(known.c.post_id == posts.c.id, had)
    return newest.correlate(posts).scalar_subquery()


def _last_edition(said: Table) -> ScalarSelect[Any]:
    other = readings.alias("other")
    same = and_(other.c.post_id == said.c.post_id, other.c.version == said.c.version)
    return select(func.max(other.c.edition)).where(same).correlate(said).scalar_subquery()
