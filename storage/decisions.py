"""Decisions: links by the rules, rulings by people, and the history of every incident. Nothing is overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.codec import from_text, reasons_to_text, to_text
from bot.linking import Act, Ruling
from bot.linking.rulings import LASTING
from bot.model import Change, Link
from storage import ended
from storage.prepared import prepared
from storage.tables import history, links, reports, rulings

_STANDING_LINKS = prepared(
    select(links).where(links.c.report_id == bindparam("report"), links.c.superseded_at.is_(None))
)
_NEW_LINK = prepared(links.insert())
_NEW_CHANGE = prepared(history.insert())
NO_ID, NO_POST = [0], [""]
"""In the place of an empty list, with which SQLite would go through the whole table."""
_RULINGS_ON = prepared(
    select(rulings)
    .where(
        or_(
            rulings.c.incident_id.in_(bindparam("incidents", expanding=True)),
            rulings.c.post_id.in_(bindparam("posts", expanding=True)),
        ),
        rulings.c.undone_at.is_(None),
    )
    .order_by(rulings.c.id)
)


async def set_links(connection: AsyncConnection, report_id: int, wanted: Sequence[Link], now: datetime) -> bool:
    """Makes these the standing links of a report; links that no longer stand are kept with the time of their end.

    False, and nothing changes, if the same links stand already.
    """
    standing = await connection.execute(_STANDING_LINKS, {"report": report_id})
    kept = {row["incident_id"]: row for row in standing.mappings()}
    same = {link.incident_id for link in wanted if _is_same(kept.get(link.incident_id), link)}
    gone = [row["id"] for incident_id, row in kept.items() if incident_id not in same]
    if gone:
        await connection.execute(update(links).where(links.c.id.in_(gone)).values(superseded_at=now))
    new = [link for link in wanted if link.incident_id not in same]
    if new:
        rows = [_link_row(report_id, link) | {"decided_at": now} for link in new]
        await connection.execute(_NEW_LINK, rows)
    return bool(gone or new)


async def release(connection: AsyncConnection, post_id: str, now: datetime) -> None:
    """Ends the links of what a post no longer says."""
    former = select(reports.c.id).where(reports.c.post_id == post_id, ~reports.c.is_current)
    standing = update(links).where(links.c.report_id.in_(former), links.c.superseded_at.is_(None))
    await connection.execute(standing.values(superseded_at=now))


async def add_ruling(connection: AsyncConnection, ruling: Ruling, before: Any = None) -> int:
    """Keeps a person's decision and what it replaced (any JSON value); the new ruling's id. `ruling.id` is passed over.

    The record must be taken up again for it to count.
    """
    row = {
        "incident_id": ruling.incident_id,
        "act": ruling.act,
        "slot": ruling.slot,
        "value": ruling.value,
        "post_id": ruling.post_id,
        "number": ruling.number,
        "why": ruling.why,
        "by": ruling.by,
        "at": ruling.at,
        "before": to_text(before),
    }
    new = rulings.insert().values(**row).returning(rulings.c.id)
    new_id: int = (await connection.execute(new)).scalar_one()
    return new_id


async def undo_ruling(connection: AsyncConnection, ruling_id: int, by: str, now: datetime) -> bool:
    """Takes a ruling back; it stays on file as undone. False if there is none, or it was undone before."""
    standing = update(rulings).where(rulings.c.id == ruling_id, rulings.c.undone_at.is_(None))
    return (await connection.execute(standing.values(undone_by=by, undone_at=now))).rowcount == 1


async def keep_figures(connection: AsyncConnection, ruling_id: int, figures: str | None) -> None:
    """Keeps the figures that stand by a confirm, once the record has been taken up with it."""
    await connection.execute(update(rulings).where(rulings.c.id == ruling_id).values(figures=figures))


async def ruling(connection: AsyncConnection, ruling_id: int) -> Ruling | None:
    """One ruling, or None."""
    row = (await connection.execute(select(rulings).where(rulings.c.id == ruling_id))).mappings().first()
    return None if row is None else _ruling(row)


async def rulings_on(
    connection: AsyncConnection, incident_ids: Sequence[int], post_ids: Sequence[str] = ()
) -> list[Ruling]:
    """The standing rulings on incidents, or on statements of posts, the oldest first.

    Corrections and confirms of what went into one of these incidents are given under its id.
    """
    gone = await ended.into(connection) if incident_ids else {}
    into = {old: heir for old, heir in gone.items() if heir in incident_ids and old not in incident_ids}
    found = await rulings_as_made(connection, [*incident_ids, *into], post_ids)
    return [_under(one, into) for one in found if one.incident_id not in into or one.act in LASTING or one.post_id]


def _under(ruling: Ruling, into: Mapping[int, int]) -> Ruling:
    return ruling if ruling.post_id else replace(ruling, incident_id=into.get(ruling.incident_id, ruling.incident_id))


async def rulings_as_made(
    connection: AsyncConnection, incident_ids: Sequence[int], post_ids: Sequence[str] = ()
) -> list[Ruling]:
    """The standing rulings on incidents, or on statements of posts, under the ids that they were made on."""
    about = {"incidents": list(incident_ids) or NO_ID, "posts": list(post_ids) or NO_POST}
    rows = await connection.execute(_RULINGS_ON, about)
    return [_ruling(row) for row in rows.mappings()]


async def all_rulings(connection: AsyncConnection) -> list[Ruling]:
    """All rulings that nobody has undone, the oldest first."""
    statement = select(rulings).where(rulings.c.undone_at.is_(None)).order_by(rulings.c.id)
    return [_ruling(row) for row in (await connection.execute(statement)).mappings()]


async def rulings_at(connection: AsyncConnection, moment: datetime) -> list[Ruling]:
    """The rulings that stood at a moment, though they may have been undone since; the oldest first."""
    stood = or_(rulings.c.undone_at.is_(None), rulings.c.undone_at > moment)
    statement = select(rulings).where(rulings.c.at <= moment, stood).order_by(rulings.c.id)
    return [replace(_ruling(row), undone=False) for row in (await connection.execute(statement)).mappings()]


async def note(connection: AsyncConnection, changes: Sequence[Change]) -> None:
    """Writes changes of incidents into their history."""
    if changes:
        await connection.execute(_NEW_CHANGE, [_history_row(change) for change in changes])


async def history_of(connection: AsyncConnection, incident_id: int) -> list[Change]:
    """All changes of an incident, the oldest first."""
    rows = await connection.execute(select(history).where(history.c.incident_id == incident_id).order_by(history.c.id))
    return [_change(row) for row in rows.mappings()]


def _is_same(row: RowMapping | None, link: Link) -> bool:
    if row is None:
        return False
    decided = (row["status"], row["decider"], row["reasons"])
    return decided == (link.status, link.decider, reasons_to_text(link.reasons))


def _link_row(report_id: int, link: Link) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "incident_id": link.incident_id,
        "score": link.score,
        "status": link.status,
        "reasons": reasons_to_text(link.reasons),
        "decider": link.decider,
    }


def _history_row(change: Change) -> dict[str, Any]:
    return {
        "incident_id": change.incident_id,
        "at": change.at,
        "who": change.who,
        "slot": change.slot,
        "before": to_text(change.before),
        "after": to_text(change.after),
        "why": change.why,
        "post_id": change.post_id,
    }


def _ruling(row: RowMapping) -> Ruling:
    return Ruling(
        id=row["id"],
        incident_id=row["incident_id"],
        act=Act(row["act"]),
        by=row["by"],
        at=row["at"],
        slot=row["slot"],
        value=row["value"],
        why=row["why"],
        post_id=row["post_id"],
        number=row["number"],
        undone=row["undone_at"] is not None,
        figures=row["figures"],
    )


def _change(row: RowMapping) -> Change:
    return Change(
        incident_id=row["incident_id"],
        at=row["at"],
        who=row["who"],
        slot=row["slot"],
        before=from_text(row["before"]),
        after=from_text(row["after"]),
        why=row["why"],
        post_id=row["post_id"],
    )
