"""What posts say: readings, their reports with claims, and round-ups' totals.

A post that is read again, or comes with another text, gets new rows; the earlier ones stay and are not current.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.boxes import LONGEST, town_of
from bot.channels import UNKNOWN_AUTHORITY
from bot.codec import (
    from_text,
    reading_from_json,
    reading_to_json,
    report_from_text,
    report_to_json,
    to_text,
    total_from_json,
    total_to_json,
)
from bot.model import Figure, Kind, Reading, Report, Statement, Trust
from bot.summary import StatedTotal
from storage.prepared import prepared
from storage.records import Filed, StoredPost
from storage.rows import portions
from storage.tables import claims, post_versions, posts, readings, reports, totals

_VERSION = and_(post_versions.c.post_id == reports.c.post_id, post_versions.c.number == reports.c.version)
FILED = (
    select(
        reports.c.id.label("report_id"), reports.c.version, reports.c.number, reports.c.kind,
        reports.c.body.label("report_body"), posts.c.id.label("post_id"), posts.c.published, posts.c.authority,
        posts.c.source, posts.c.trust, posts.c.text_hash, posts.c.reply_to, post_versions.c.text,
        post_versions.c.received,
    )
    .select_from(reports)
    .join(posts, posts.c.id == reports.c.post_id)
    .join(post_versions, _VERSION)
)  # fmt: skip
"""All reports with what linking must know of their posts; `filed` reads its rows."""
TOTALS = (
    select(totals.c.body, posts.c.id, posts.c.published, posts.c.authority, posts.c.source)
    .join(posts, posts.c.id == totals.c.post_id)
    .order_by(posts.c.published, posts.c.id, totals.c.number)
)
"""All round-ups' sums with what is told of their posts; `stated` reads its rows."""
_OF_POST = prepared(
    FILED.where(reports.c.post_id == bindparam("post"), reports.c.is_current).order_by(reports.c.number)
)
_OF_POSTS = prepared(
    FILED.where(reports.c.post_id.in_(bindparam("posts", expanding=True)), reports.c.is_current).order_by(
        posts.c.id, reports.c.number
    )
)
_ANSWERS = prepared(select(posts.c.id).where(posts.c.reply_to.in_(bindparam("posts", expanding=True))))
_REACHING = (
    select(posts.c.id)
    .distinct()
    .join(reports, reports.c.post_id == posts.c.id)
    .where(
        or_(
            posts.c.published > bindparam("moment"),
            and_(posts.c.published == bindparam("moment"), posts.c.id >= bindparam("post")),
        ),
        reports.c.date_to.between(bindparam("start"), bindparam("last")),
        reports.c.date_from <= bindparam("end"),
        reports.c.is_current,
    )
)
_IN_OBLAST = or_(reports.c.oblast.is_(None), reports.c.oblast == bindparam("oblast"))
_IN_TOWN = reports.c.town.in_(("", bindparam("town")))
_SINCE = {
    (False, False): prepared(_REACHING),
    (False, True): prepared(_REACHING.where(_IN_TOWN)),
    (True, False): prepared(_REACHING.where(_IN_OBLAST)),
    (True, True): prepared(_REACHING.where(_IN_OBLAST, _IN_TOWN)),
}
"""Posts from a moment on that may reach some days, by whether an oblast and whether a town is given."""
_LAST_READING = prepared(
    select(readings)
    .where(readings.c.post_id == bindparam("post"))
    .order_by(readings.c.version.desc(), readings.c.edition.desc())
    .limit(1)
)
_NEW_READING = prepared(readings.insert())
_NEW_REPORT = prepared(reports.insert().returning(reports.c.id))
_NEW_CLAIM = prepared(claims.insert())
_NEW_TOTAL = prepared(totals.insert())
FURTHEST = timedelta(days=46)
"""No post reaches further back or ahead than this to find its incident."""


async def keep(connection: AsyncConnection, post: StoredPost, reading: Reading, reader: str, now: datetime) -> bool:
    """Keeps what the newest version of a post says, as read by a version of the reader.

    False, and nothing changes, if the same was read from the same version before.
    """
    body = to_text(reading_to_json(reading))
    last = await _last_reading(connection, post.id)
    if last is not None and last["version"] == post.version and last["body"] == body:
        return False
    edition = last["edition"] + 1 if last is not None and last["version"] == post.version else 1
    if last is not None:
        for table in (reports, totals):
            await connection.execute(update(table).where(table.c.post_id == post.id).values(is_current=False))
    key = {"post_id": post.id, "version": post.version, "edition": edition}
    head = {**key, "kind": reading.kind, "body": body, "reader": reader, "read_at": now}
    await connection.execute(_NEW_READING, head)
    await _insert_reports(connection, post, reading, key)
    await _insert_totals(connection, reading, key)
    return True


async def reading_of(connection: AsyncConnection, post_id: str) -> Reading | None:
    """What the newest version of a post says, or None if it was never read."""
    last = await _last_reading(connection, post_id)
    return None if last is None else reading_from_json(from_text(last["body"]))


async def of_post(connection: AsyncConnection, post_id: str) -> list[Filed]:
    """The current statements of a post, by their number."""
    rows = await connection.execute(_OF_POST, {"post": post_id})
    return [filed(row) for row in rows.mappings()]


async def of_posts(connection: AsyncConnection, post_ids: Sequence[str]) -> list[Filed]:
    """The current statements of several posts, post by post."""
    found: list[Filed] = []
    for some in portions(post_ids):
        found += [filed(row) for row in (await connection.execute(_OF_POSTS, {"posts": list(some)})).mappings()]
    return found


async def everything(connection: AsyncConnection) -> list[Filed]:
    """All current statements, in the order of publication."""
    statement = FILED.where(reports.c.is_current)
    rows = await connection.execute(statement.order_by(posts.c.published, posts.c.id, reports.c.number))
    return [filed(row) for row in rows.mappings()]


async def posts_since(
    connection: AsyncConnection,
    since: tuple[datetime, str],
    oblast: str | None,
    start: date,
    end: date,
    town: str | None = None,
) -> list[str]:
    """Ids of posts from a (published, id) pair on that may reach the days from start to end, or a little more.

    `oblast` and `town` (a folded name) None mean any; else reports of these, and of none told.
    """
    moment, post_id = since
    given: dict[str, Any] = {"moment": moment, "post": post_id, "start": start - FURTHEST, "end": end + FURTHEST}
    given["last"] = given["end"] + timedelta(days=LONGEST)
    given |= {} if oblast is None else {"oblast": oblast}
    given |= {} if town is None else {"town": town}
    return list((await connection.execute(_SINCE[oblast is not None, town is not None], given)).scalars())


async def answers_to(connection: AsyncConnection, post_ids: Sequence[str]) -> list[str]:
    """Ids of posts that answer one of these posts."""
    return list((await connection.execute(_ANSWERS, {"posts": list(post_ids)})).scalars())


async def totals_between(
    connection: AsyncConnection, start: date, end: date, oblast: str | None = None
) -> list[StatedTotal]:
    """Round-ups' sums of proven origin whose last day lies from start to end, in the order of publication.

    `oblast` leaves those of that oblast.
    """
    proven = posts.c.trust == Trust.OFFICIAL
    statement = TOTALS.where(totals.c.is_current, totals.c.date_to.between(start, end), proven)
    if oblast is not None:
        statement = statement.where(totals.c.oblast == oblast)
    return [stated(row) for row in (await connection.execute(statement)).mappings()]


def filed(row: RowMapping) -> Filed:
    """The stored statement of one row of `FILED`."""
    statement = Statement(
        post_id=row["post_id"],
        number=row["number"],
        published=row["published"],
        authority=row["authority"] or UNKNOWN_AUTHORITY,
        report=report_from_text(row["report_body"]),
        kind=Kind(row["kind"]),
        source=row["source"],
        trust=Trust(row["trust"]),
        text_hash=row["text_hash"],
        text=row["text"],
        reply_to=row["reply_to"],
        received=row["received"],
    )
    return Filed(row["report_id"], row["version"], statement)


def stated(row: RowMapping) -> StatedTotal:
    """The round-up's sum of one row of `TOTALS`."""
    total = total_from_json(from_text(row["body"]))
    return StatedTotal(total, row["id"], row["published"], row["authority"] or UNKNOWN_AUTHORITY, row["source"])


async def _last_reading(connection: AsyncConnection, post_id: str) -> RowMapping | None:
    return (await connection.execute(_LAST_READING, {"post": post_id})).mappings().first()


async def _insert_reports(connection: AsyncConnection, post: StoredPost, reading: Reading, key: dict[str, Any]) -> None:
    for number, report in enumerate(reading.reports):
        row = {
            **key,
            "number": number,
            "is_current": True,
            "kind": reading.kind,
            "oblast": report.place.oblast,
            "code": report.place.code,
            "town": town_of(report.place) or "",
            "date_from": report.when.start,
            "date_to": report.when.end,
            "body": to_text(report_to_json(report)),
        }
        await _insert_claims(connection, (await connection.execute(_NEW_REPORT, row)).scalar_one(), post, report)


async def _insert_claims(connection: AsyncConnection, report_id: int, post: StoredPost, report: Report) -> None:
    slots = (("killed", report.killed), ("injured", report.injured))
    rows = [_claim(report_id, slot, post, figure) for slot, figure in slots if figure is not None]
    if rows:
        await connection.execute(_NEW_CLAIM, rows)


def _claim(report_id: int, slot: str, post: StoredPost, figure: Figure) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "slot": slot,
        "authority": post.authority or UNKNOWN_AUTHORITY,
        "stated": post.published,
        "total": figure.total,
        "children": figure.children,
        "bound": figure.bound,
        "added": figure.added,
        "words": figure.words,
        "spans": to_text([list(span) for span in figure.spans]),
    }


async def _insert_totals(connection: AsyncConnection, reading: Reading, key: dict[str, Any]) -> None:
    for number, total in enumerate(reading.totals):
        row = {
            **key,
            "number": number,
            "is_current": True,
            "oblast": total.place.oblast,
            "date_from": total.when.start,
            "date_to": total.when.end,
            "body": to_text(total_to_json(total)),
        }
        await connection.execute(_NEW_TOTAL, row)
