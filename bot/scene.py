"""A part of the record before and after a change, and what of it is written: incidents, history, links, what waits."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.changes import differences
from bot.model import RULES, Change, Incident, IncidentStatus, Link
from bot.numbering import Key, heir_of, keys_of
from bot.waiting import matters
from storage import decisions, ended, incidents, reports, reviews
from storage.database import Connection
from storage.records import Filed


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the record changes (a `Why` or a person's words), by whom (their id or `RULES`), when, for which post."""

    why: str
    at: datetime
    who: str = RULES
    post_id: str | None = None


@dataclass(slots=True)
class Scene:
    """A part of the record before and after: incidents by id, and the rows of the statements that may move.

    `fresh` are posts whose rows are new and not linked yet, `touched` those that must be placed anew too, `led` the
    ended numbers that lead to other incidents now. `changes` are noted while the scene is stored.
    """

    before: dict[int, Incident]
    rows: dict[Key, int]
    fresh: Collection[str]
    after: dict[int, Incident] = field(default_factory=dict)
    touched: Collection[str] = ()
    led: Mapping[int, int] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


async def store(connection: Connection, scene: Scene, cause: Cause) -> dict[int, Incident]:
    """Writes what differs between before and after, with its history. The changed incidents, by id."""
    changed = {number: scene.after[number] for number in sorted(scene.after)}
    changed = {number: incident for number, incident in changed.items() if scene.before.get(number) != incident}
    for incident in changed.values():
        await incidents.put(connection, incident, cause.at)
    for number, incident in changed.items():
        scene.changes += _told(scene.before.get(number), incident, cause)
    for number in sorted(scene.before.keys() - scene.after.keys()):
        changed[number] = await _end(connection, scene, number, cause)
    for number, heir in scene.led.items():
        await ended.lead(connection, number, heir)
    await decisions.note(connection, scene.changes)
    await _store_links(connection, scene, cause.at)
    await reviews.refresh(connection, changed.keys(), list(matters(changed.values(), cause.at)), cause.at)
    return changed


async def _end(connection: Connection, scene: Scene, number: int, cause: Cause) -> Incident:
    """Ends an incident that lost all its statements: merged where most of them went, dismissed if nowhere."""
    old = scene.before[number]
    heir = heir_of(keys_of(old), scene.after)
    status = IncidentStatus.DISMISSED if heir is None else IncidentStatus.MERGED
    gone = replace(old, status=status, statements=(), links=())
    await incidents.end(connection, gone, heir, cause.at)
    scene.changes += _told(old, gone, cause)
    return gone


def _told(before: Incident | None, after: Incident, cause: Cause) -> list[Change]:
    return differences(before, after, cause.at, cause.who, cause.why, cause.post_id)


async def _store_links(connection: Connection, scene: Scene, now: datetime) -> None:
    before, after = _links(scene.before.values()), _links(scene.after.values())
    differing = {key: links for key, links in after.items() if before.get(key) != links or key[0] in scene.fresh}
    unknown = sorted({post_id for post_id, number in differing if (post_id, number) not in scene.rows})
    rows = scene.rows | rows_of(await reports.of_posts(connection, unknown))
    for key, links in differing.items():
        await decisions.set_links(connection, rows[key], links, now)


def _links(found: Iterable[Incident]) -> dict[Key, list[Link]]:
    links: dict[Key, list[Link]] = {}
    for incident in sorted(found, key=lambda one: one.id):
        for link in incident.links:
            links.setdefault((link.post_id, link.number), []).append(link)
    return links


def rows_of(filed: Iterable[Filed]) -> dict[Key, int]:
    """The rows of reports by the keys of their statements."""
    return {(one.statement.post_id, one.statement.number): one.report_id for one in filed}
