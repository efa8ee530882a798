"""Joins stored statements to incidents, so that any order of arrival makes the same record.

A post that is the newest of its neighbourhood is placed at once. One that was published before something already
placed there, that was edited, or that a person has ruled on, makes its neighbourhood be taken up again from that
moment on: all later posts that can reach what changes are placed anew, the rest stays where it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.boxes import Box, box_of, extent_of, hulls, meets
from bot.changes import differences
from bot.linking import Ruling
from bot.model import RULES, Change, Incident, IncidentStatus, Link, Statement
from bot.replay import Key, Order, Record, by_post, keys_of, match_ids, order_of
from bot.waiting import matters
from storage import decisions, incidents, reports, reviews
from storage.database import Connection
from storage.records import Filed, StoredPost

Homes = Mapping[Key, tuple[int, ...]]
"""Where statements stand, or stood, the likeliest incident first."""


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

    `fresh` are posts whose rows are new and not linked yet. `changes` are noted while the scene is stored.
    """

    before: dict[int, Incident]
    rows: dict[Key, int]
    fresh: Collection[str]
    after: dict[int, Incident] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


async def link_new_post(connection: Connection, post: StoredPost, cause: Cause) -> dict[int, Incident]:
    """Places the statements of a new post and stores all that follows. The incidents that were changed, by id."""
    filed = await reports.of_post(connection, post.id)
    placed = await _place_last(connection, filed, cause)
    if placed is not None:
        return placed
    seeds = [box_of(one.statement) for one in filed]
    return await fold_again(connection, seeds, (post.published, post.id, 0), cause)


async def link_changed_post(connection: Connection, post: StoredPost, cause: Cause) -> dict[int, Incident]:
    """Places the current statements of a post instead of its earlier ones. The incidents that were changed, by id."""
    homes = await incidents.homes(connection, [post.id])
    former = await incidents.by_ids(connection, sorted({number for ids in homes.values() for number in ids}))
    await decisions.release(connection, post.id, cause.at)
    statements = [one.statement for one in await reports.of_post(connection, post.id)]
    seeds = [box_of(statement) for statement in statements] + [extent_of(incident) for incident in former]
    return await fold_again(connection, seeds, (post.published, post.id, 0), cause, former)


async def fold_again(
    connection: Connection, seeds: Sequence[Box], since: Order, cause: Cause, former: Sequence[Incident] = ()
) -> dict[int, Incident]:
    """Takes up the neighbourhood of `seeds` again from `since` on. The incidents that were changed, by id.

    `former` are incidents as they stood before statements were taken from them.
    """
    boxes = hulls(seeds)
    while True:
        scene = await _replayed(connection, boxes, since, former, {cause.post_id or ""})
        wider = hulls([*boxes, *_moved(scene)])
        if wider == boxes:
            return await _store(connection, scene, cause)
        boxes = wider


async def fold_everything(
    connection: Connection, former: Sequence[Incident], fresh: Collection[str], cause: Cause
) -> list[Change]:
    """Takes up all current statements from the first. What that changed, in the order of incidents.

    `former` is the whole record as it stood, `fresh` the posts that have been read anew since.
    """
    filed = await reports.everything(connection)
    before = {incident.id: incident for incident in former if incident.statements}
    record = Record(await decisions.all_rulings(connection), _homes_in(before.values()))
    for post in by_post(one.statement for one in filed):
        record.take(post)
    scene = Scene(before, _rows(filed), fresh)
    scene.after = await _numbered(connection, record, before)
    await _store(connection, scene, cause)
    return scene.changes


async def _place_last(connection: Connection, filed: Sequence[Filed], cause: Cause) -> dict[int, Incident] | None:
    """Places statements that come after all their neighbours; None if they don't."""
    statements = [one.statement for one in filed]
    if not statements:
        return {}
    post_id = statements[0].post_id
    near = await _near(connection, [box_of(statement) for statement in statements], statements)
    first = order_of(statements[0])
    rulings = await _rulings(connection, near, [post_id])
    is_ruled = any(ruling.post_id == post_id for ruling in rulings)
    if is_ruled or any(order_of(last) >= first for incident in near for last in incident.statements):
        return None
    record = Record(rulings)
    for incident in near:
        record.start(incident, first)
    record.take(statements)
    scene = Scene({incident.id: incident for incident in near}, _rows(filed), {post_id})
    scene.after = await _numbered(connection, record, scene.before)
    return await _store(connection, scene, cause)


async def _replayed(
    connection: Connection, boxes: Sequence[Box], since: Order, former: Sequence[Incident], fresh: Collection[str]
) -> Scene:
    """The part of the record that `boxes` can touch, before and after all that was published from `since` on."""
    filed = await _moving(connection, boxes, since)
    statements = [one.statement for one in filed]
    posts = sorted({statement.post_id for statement in statements})
    homes = await incidents.homes(connection, posts)
    past = await incidents.past_homes(connection, posts)
    stale = {incident.id for incident in former}
    ids = {number for home in homes.values() for number in home} | stale | await _named(connection, posts)
    reach = hulls([*boxes, *(box_of(statement) for statement in statements)])
    near = await _near(connection, reach, statements, ids)
    rulings = await _rulings(connection, near, posts, *(number for home in past.values() for number in home))
    record = Record(rulings, _joined(_joined(homes, _homes_in(former)), past))
    for incident in near:
        record.start(incident, since, is_stale=incident.id in stale)
    _run(record, statements, near, since, set(posts))
    scene = Scene({incident.id: incident for incident in (*near, *former)}, _rows(filed), fresh)
    scene.after = await _numbered(connection, record, scene.before)
    return scene


async def _moving(connection: Connection, boxes: Sequence[Box], since: Order) -> list[Filed]:
    """The statements of all posts from `since` on of which one can touch `boxes`, and of the answers to them."""
    later = {post_id for box in boxes for post_id in await reports.posts_since(connection, since[:2], *box)}
    filed = await reports.of_posts(connection, sorted(later))
    reaching = [one.statement for one in filed if any(meets(box_of(one.statement), box) for box in boxes)]
    posts = {statement.post_id for statement in reaching}
    answers = set(await reports.answers_to(connection, sorted(posts))) - posts
    kept = [one for one in filed if one.statement.post_id in posts]
    answering = await reports.of_posts(connection, sorted(answers))
    return kept + [one for one in answering if order_of(one.statement) >= since]


async def _named(connection: Connection, posts: Sequence[str]) -> set[int]:
    """The incidents that people named when they ruled on statements of posts."""
    rulings = await decisions.rulings_on(connection, [], posts)
    told = sorted({ruling.value.rpartition("#")[0] for ruling in rulings if ruling.value and "#" in ruling.value})
    homes = await incidents.homes(connection, told) if told else {}
    return {ruling.incident_id for ruling in rulings} | {number for home in homes.values() for number in home}


def _run(
    record: Record, statements: Iterable[Statement], near: Iterable[Incident], since: Order, posts: set[str]
) -> None:
    """Takes up the statements of moving posts, and puts those of all others where they stood, in their order."""
    fixed: dict[Order, tuple[Statement, list[Link]]] = {}
    for incident in near:
        for statement, link in zip(incident.statements, incident.links, strict=True):
            if statement.post_id not in posts and order_of(statement) >= since:
                fixed.setdefault(order_of(statement), (statement, []))[1].append(link)
    for post in by_post([*statements, *(statement for statement, _ in fixed.values())]):
        if post[0].post_id in posts:
            record.take(post)
        else:
            for statement in post:
                record.hold(*fixed[order_of(statement)])


async def _near(
    connection: Connection, boxes: Iterable[Box], statements: Iterable[Statement], ids: Iterable[int] = ()
) -> list[Incident]:
    """Incidents with statements that touch boxes, that hold posts which are answered to, or that have these ids."""
    found: dict[int, Incident] = {}
    for box in hulls(boxes):
        found |= {incident.id: incident for incident in await incidents.near(connection, *box)}
    answered = sorted({one.reply_to for one in statements if one.reply_to is not None})
    homes = await incidents.homes(connection, answered) if answered else {}
    missing = {*ids, *(number for home in homes.values() for number in home)} - found.keys()
    for incident in await incidents.by_ids(connection, sorted(missing)):
        found[incident.id] = incident
    return [incident for incident in found.values() if incident.statements]


async def _rulings(connection: Connection, near: Iterable[Incident], posts: Sequence[str], *ids: int) -> list[Ruling]:
    told = {statement.post_id for incident in near for statement in incident.statements}
    return await decisions.rulings_on(connection, [*ids, *(one.id for one in near)], sorted({*told, *posts}))


async def _numbered(connection: Connection, record: Record, before: Mapping[int, Incident]) -> dict[int, Incident]:
    """The incidents of a record under lasting ids: their old ones by overlap, new ones in the order of founding."""
    ids = match_ids(
        {number: keys_of(incident) for number, incident in before.items()},
        {number: keys_of(incident) for number, incident in record.incidents.items()},
    )
    taken = set(ids.values())
    ids |= {number: number for number in record.incidents.keys() - ids.keys() if number > 0 and number not in taken}
    founded = sorted(record.incidents.keys() - ids.keys(), reverse=True)
    first = await incidents.next_id(connection) if founded else 0
    ids |= {number: first + offset for offset, number in enumerate(founded)}
    record.renumber(ids)
    return record.incidents


async def _store(connection: Connection, scene: Scene, cause: Cause) -> dict[int, Incident]:
    """Writes what differs between before and after, with its history. The changed incidents, by id."""
    changed = {number: scene.after[number] for number in sorted(scene.after)}
    changed = {number: incident for number, incident in changed.items() if scene.before.get(number) != incident}
    for incident in changed.values():
        await incidents.put(connection, incident, cause.at)
    for number, incident in changed.items():
        scene.changes += _told(scene.before.get(number), incident, cause)
    for number in sorted(scene.before.keys() - scene.after.keys()):
        changed[number] = await _end(connection, scene, number, cause)
    await decisions.note(connection, scene.changes)
    await _store_links(connection, scene, cause.at)
    await reviews.refresh(connection, changed.keys(), list(matters(changed.values(), cause.at)), cause.at)
    return changed


async def _end(connection: Connection, scene: Scene, number: int, cause: Cause) -> Incident:
    """Ends an incident that lost all its statements: merged where most of them went, dismissed if nowhere."""
    old = scene.before[number]
    keys = keys_of(old)
    heirs = sorted(scene.after.values(), key=lambda other: (-len(keys & keys_of(other)), other.id))
    heir = heirs[0].id if heirs and keys & keys_of(heirs[0]) else None
    status = IncidentStatus.DISMISSED if heir is None else IncidentStatus.MERGED
    ended = replace(old, status=status, statements=(), links=())
    await incidents.end(connection, ended, heir, cause.at)
    scene.changes += _told(old, ended, cause)
    return ended


def _told(before: Incident | None, after: Incident, cause: Cause) -> list[Change]:
    return differences(before, after, cause.at, cause.who, cause.why, cause.post_id)


async def _store_links(connection: Connection, scene: Scene, now: datetime) -> None:
    before, after = _links(scene.before.values()), _links(scene.after.values())
    differing = {key: links for key, links in after.items() if before.get(key) != links or key[0] in scene.fresh}
    unknown = sorted({post_id for post_id, number in differing if (post_id, number) not in scene.rows})
    rows = scene.rows | _rows(await reports.of_posts(connection, unknown))
    for key, links in differing.items():
        await decisions.set_links(connection, rows[key], links, now)


def _links(found: Iterable[Incident]) -> dict[Key, list[Link]]:
    links: dict[Key, list[Link]] = {}
    for incident in sorted(found, key=lambda one: one.id):
        for link in incident.links:
            links.setdefault((link.post_id, link.number), []).append(link)
    return links


def _rows(filed: Iterable[Filed]) -> dict[Key, int]:
    return {(one.statement.post_id, one.statement.number): one.report_id for one in filed}


def _homes_in(found: Iterable[Incident]) -> Homes:
    return {key: (incident.id,) for incident in found for key in keys_of(incident)}


def _joined(first: Homes, second: Homes) -> Homes:
    return {key: (*first.get(key, ()), *second.get(key, ())) for key in {*first, *second}}


def _moved(scene: Scene) -> list[Box]:
    """Where incidents lie that gained or lost statements."""
    both = scene.before.keys() | scene.after.keys()
    pairs = [(scene.before.get(number), scene.after.get(number)) for number in both]
    changed = [pair for pair in pairs if pair[0] is None or pair[1] is None or keys_of(pair[0]) != keys_of(pair[1])]
    return [extent_of(incident) for pair in changed for incident in pair if incident is not None]
