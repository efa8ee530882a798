"""Joins stored statements to incidents, so that any order of arrival makes the same record.

A new post is placed as at its time of publication. What was published later stays where it is, unless an incident
that stands otherwise by that could have a say in it: then it is placed anew too. A post that was edited, or that a
person has ruled on, makes all that can reach what changes be taken up again from its publication on.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.boxes import Box, box_of, hulls, meets, traces_of
from bot.linking import Ruling
from bot.model import Change, Incident, Link, Statement
from bot.numbering import Key, given_back, heir_of, keys_of, losing, match_ids, resolved
from bot.replay import Order, Record, by_post, order_of
from bot.scene import Cause, Scene, rows_of, store
from bot.touched import Deviations
from storage import decisions, ended, incidents, reports
from storage.database import Connection
from storage.records import Filed, StoredPost

__all__ = ["Cause", "fold_again", "fold_everything", "link_changed_post", "link_new_post"]

Homes = Mapping[Key, tuple[int, ...]]
"""Where statements stand, or stood, the likeliest incident first."""


async def link_new_post(connection: Connection, post: StoredPost, cause: Cause) -> dict[int, Incident]:
    """Places the statements of a new post and stores all that follows. The incidents that were changed, by id."""
    boxes, since = hulls([box_of(one.statement) for one in await reports.of_post(connection, post.id)]), _start(post)
    taken: set[str] = {post.id}
    while True:
        moving = await _moving(connection, boxes, since, post.id)
        scene = await _replayed(connection, boxes, moving, since, taken)
        wider = hulls([*boxes, *_moved(scene)])
        if wider == boxes and taken.issuperset(scene.touched):
            return await store(connection, replace(scene, fresh={post.id}), cause)
        boxes, taken = wider, taken.union(scene.touched)


async def link_changed_post(connection: Connection, post: StoredPost, cause: Cause) -> dict[int, Incident]:
    """Places the current statements of a post instead of its earlier ones. The incidents that were changed, by id."""
    homes = await incidents.homes(connection, [post.id])
    former = await incidents.by_ids(connection, sorted({number for ids in homes.values() for number in ids}))
    await decisions.release(connection, post.id, cause.at)
    seeds = [box for incident in former for box in traces_of(incident)]
    return await fold_again(connection, seeds, _start(post), cause, former)


async def fold_again(
    connection: Connection, seeds: Iterable[Box], since: Order, cause: Cause, former: Sequence[Incident] = ()
) -> dict[int, Incident]:
    """Takes up the post of the cause anew from `since` on, and all that can touch `seeds` or what changes by that.

    `former` are incidents as they stood before statements were taken from them. The incidents that were changed, by id.
    """
    boxes, own = hulls(seeds), cause.post_id or ""
    moving = await _moving(connection, boxes, since, own)
    while True:
        scene = await _replayed(connection, boxes, moving, since, _posts_of(moving), former)
        boxes = hulls([*boxes, *_moved(scene)])
        wider = await _moving(connection, boxes, since, own)
        if len(wider) == len(moving):
            return await store(connection, replace(scene, fresh={own}), cause)
        moving = wider


async def fold_everything(
    connection: Connection, former: Sequence[Incident], fresh: Collection[str], cause: Cause
) -> list[Change]:
    """Takes up all current statements from the first. What that changed, in the order of incidents.

    `former` is the whole record as it stood, `fresh` the posts that have been read anew since.
    """
    filed = await reports.everything(connection)
    before = {incident.id: incident for incident in former if incident.statements}
    gone = await ended.into(connection)
    record = Record(await decisions.all_rulings(connection), _homes_in(before.values()), gone)
    for post in by_post(one.statement for one in filed):
        record.take(post)
    scene = Scene(before, rows_of(filed), fresh)
    await _number(connection, record, scene, gone)
    await store(connection, scene, cause)
    return scene.changes


async def _replayed(
    connection: Connection,
    boxes: Sequence[Box],
    moving: Sequence[Filed],
    since: Order,
    taken: Collection[str],
    former: Sequence[Incident] = (),
) -> Scene:
    """The part of the record that `boxes` and the posts `taken` can touch, before and after these are placed anew.

    Of what else is `moving`, the posts that these would move are named as touched.
    """
    statements = [one.statement for one in moving if one.statement.post_id in taken]
    homes = await incidents.homes(connection, sorted(_posts_of(moving)))
    stale = {incident.id for incident in former}
    ids = {number for (post_id, _), home in homes.items() if post_id in taken for number in home}
    reach = hulls([*boxes, *(box_of(statement) for statement in statements)])
    near = await _near(connection, reach, statements, ids | stale | await _named(connection, sorted(taken)))
    past = await _past_homes(connection, sorted(taken), {incident.id for incident in near})
    gone = await ended.into(connection)
    rulings = await _rulings(connection, near, sorted(taken), *gone, *(one for home in past.values() for one in home))
    record = Record(rulings, _joined(past, _joined(homes, _homes_in(former))), gone)
    for incident in near:
        record.start(incident, since, is_stale=incident.id in stale)
    scene = Scene({incident.id: incident for incident in (*near, *former)}, rows_of(moving), ())
    deviations = Deviations(record, {incident.id: incident for incident in near}, homes)
    scene.touched = _run(record, [one.statement for one in moving], taken, near, since, deviations)
    record.settle({} if former or rulings else scene.before)
    await _number(connection, record, scene, gone)
    return scene


async def _moving(connection: Connection, boxes: Sequence[Box], since: Order, own: str) -> list[Filed]:
    """The statements of the post `own`, of all posts from `since` on of which one can touch `boxes`, and of the answers
    to them."""
    later = {post_id for box in boxes for post_id in await reports.posts_since(connection, since[:2], *box)}
    filed = await reports.of_posts(connection, sorted(later | {own}))
    reaching = [one.statement for one in filed if any(meets(box_of(one.statement), box) for box in boxes)]
    posts = {own, *(statement.post_id for statement in reaching)}
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
    record: Record,
    moving: Sequence[Statement],
    taken: Collection[str],
    near: Iterable[Incident],
    since: Order,
    deviations: Deviations,
) -> set[str]:
    """Takes up the statements of `taken` posts, and puts those of all others where they stood, in their order. The
    moving posts that would go elsewhere if they were taken up too."""
    fixed: dict[Order, tuple[Statement, list[Link]]] = {}
    for incident in near:
        for statement, link in zip(incident.statements, incident.links, strict=True):
            if statement.post_id not in taken and order_of(statement) >= since:
                fixed.setdefault(order_of(statement), (statement, []))[1].append(link)
    told = {order_of(one): one for one in (*(statement for statement, _ in fixed.values()), *moving)}
    others, touched = {one.post_id for one in moving} - {*taken}, set()
    for post in by_post(told.values()):
        if post[0].post_id in taken:
            deviations.note(record.take(post))
            continue
        if post[0].post_id in others and deviations.touch(post):
            touched.add(post[0].post_id)
        for statement in post:
            record.hold(*fixed.get(order_of(statement), (statement, ())))
    return touched


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
    return await decisions.rulings_as_made(connection, [*ids, *(one.id for one in near)], sorted({*told, *posts}))


async def _past_homes(connection: Connection, posts: Sequence[str], near: Collection[int]) -> Homes:
    """Where statements stood first, without the incidents that stand somewhere else: their ids are not free."""
    past = await incidents.past_homes(connection, posts)
    away = sorted({number for home in past.values() for number in home} - {*near})
    taken = {one.id for one in await incidents.by_ids(connection, away) if one.statements} if away else set()
    return {key: tuple(number for number in home if number not in taken) for key, home in past.items()}


async def _number(connection: Connection, record: Record, scene: Scene, into: Mapping[int, int]) -> None:
    """Gives the incidents of a record lasting ids, and puts them into its scene; `into` are the ended ids that went
    into others before."""
    before = scene.before
    record.renumber(await _lasting_ids(connection, before, record.incidents), into)
    left = {number: one for number, one in before.items() if number not in record.incidents}
    heirs = {number: heir_of(keys_of(one), record.incidents) for number, one in left.items()}
    gone = {number: heir for number, heir in heirs.items() if heir is not None}
    scene.led = await _led(connection, record.incidents, losing(before, record.incidents), {**into, **gone})
    standing = {old: scene.led.get(old, heir) for old, heir in into.items() if old not in record.incidents}
    record.renumber({}, resolved({**standing, **gone}))
    scene.after = record.incidents


async def _lasting_ids(
    connection: Connection, before: Mapping[int, Incident], after: Mapping[int, Incident]
) -> dict[int, int]:
    """The ids of incidents by those that they were founded under: the ended one where that is given back, their old one
    by overlap, else the one that is free or a new one in the order of founding."""
    back = given_back(before, after)
    ids = {number: number for number in back} | match_ids(
        {number: keys_of(incident) for number, incident in before.items()},
        {number: keys_of(incident) for number, incident in after.items() if number not in back},
    )
    taken = set(ids.values())
    ids |= {number: number for number in after.keys() - ids.keys() if number > 0 and number not in taken}
    founded = sorted(after.keys() - ids.keys(), reverse=True)
    first = await incidents.next_id(connection) if founded else 0
    return ids | {number: first + offset for offset, number in enumerate(founded)}


async def _led(
    connection: Connection, after: Mapping[int, Incident], lost: Collection[int], into: Mapping[int, int]
) -> dict[int, int]:
    """The ended numbers of which the statements have left the incident that they lead to, with where these are now."""
    last = await ended.last_held(connection, sorted(lost)) if lost else {}
    heirs = {old: heir_of(keys, after) for old, keys in last.items() if old not in after}
    now = {old: heir for old, heir in heirs.items() if heir is not None}
    return {old: heir for old, heir in now.items() if resolved(into).get(old) != heir}


def _posts_of(filed: Iterable[Filed]) -> set[str]:
    return {one.statement.post_id for one in filed}


def _start(post: StoredPost) -> Order:
    return post.published, post.id, 0


def _homes_in(found: Iterable[Incident]) -> Homes:
    return {key: (incident.id,) for incident in found for key in keys_of(incident)}


def _joined(first: Homes, second: Homes) -> Homes:
    return {key: (*first.get(key, ()), *second.get(key, ())) for key in {*first, *second}}


def _moved(scene: Scene) -> list[Box]:
    """Where incidents lie, or lay at some time, that gained or lost statements."""
    both = scene.before.keys() | scene.after.keys()
    pairs = [(scene.before.get(number), scene.after.get(number)) for number in both]
    changed = [pair for pair in pairs if pair[0] is None or pair[1] is None or keys_of(pair[0]) != keys_of(pair[1])]
    return [box for pair in changed for incident in pair if incident is not None for box in traces_of(incident)]
