"""Takes in one post: stores it, reads it, links what it says, and stores that, all in one transaction or not at all."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from bot import __version__
from bot.channels import UNKNOWN_AUTHORITY, Registry
from bot.linking import without_wholes
from bot.model import Incident, Link, Post, Reading, Trust, Why
from bot.relink import Cause, link_changed_post, link_new_post
from storage import incidents, posts, reports
from storage.database import Connection, Database
from storage.records import IncomingPost, SavedPost, StoredPost

Reader = Callable[[Post], Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report of a post (`number` from 0): its incident, the link to it, and if it founded it."""

    number: int
    incident: Incident
    is_new_incident: bool
    link: Link


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of a post. Both flags False: it was known as it is, and nothing changed."""

    post_id: str
    is_new: bool
    is_changed: bool
    reading: Reading
    outcomes: tuple[Outcome, ...] = ()


async def ingest_post(
    database: Database, incoming: IncomingPost, reader: Reader, now: datetime, *, is_synced: bool = True
) -> Ingested:
    """Takes in a post as of `now` (aware). The same post again changes nothing and gives the same outcomes.

    Without `is_synced` a power cut may take the post back: for one that a stored update would bring again.
    """
    async with database.write(is_synced=is_synced) as connection:
        saved = await posts.save(connection, _signed(incoming))
        post = await posts.find(connection, saved.id)
        assert post is not None
        known = None if saved.is_new or saved.is_changed else await reports.reading_of(connection, post.id)
        if known is not None:
            return await _ingested(connection, saved, known, {})
        reading = reading_of(post, reader)
        await reports.keep(connection, post, reading, __version__, now)
        changed = await _link(connection, post, saved, now)
        return await _ingested(connection, saved, reading, changed)


async def trust_channel(connection: Connection, origin_chat: int, trust: Trust, cause: Cause) -> list[str]:
    """Trusts all kept posts of a channel as a person has decided, and links them anew; the ids of those it changed."""
    others = await posts.of_other_trust(connection, origin_chat, trust)
    for post_id in others:
        await posts.set_trust(connection, post_id, trust, cause.at)
        post = await posts.find(connection, post_id)
        assert post is not None
        await link_changed_post(connection, post, replace(cause, post_id=post_id))
    return others


async def outcomes_of(connection: Connection, post_id: str) -> tuple[Outcome, ...]:
    """What the reports of a stored post belong to now."""
    homes = await incidents.homes(connection, [post_id])
    ids = sorted({number for home in homes.values() for number in home})
    return _outcomes(post_id, await incidents.by_ids(connection, ids))


def as_read(post: StoredPost) -> Post:
    """A stored post as the reader takes it."""
    return Post(post.id, post.published, post.text, post.source, post.region)


def reading_of(post: StoredPost, reader: Reader) -> Reading:
    """What a stored post says, with sums over an oblast among the totals and never among the incidents."""
    return without_wholes(reader(as_read(post)), post.region)


async def _link(connection: Connection, post: StoredPost, saved: SavedPost, now: datetime) -> dict[int, Incident]:
    if saved.is_new:
        return await link_new_post(connection, post, Cause(Why.POST_ARRIVED, now, post_id=post.id))
    return await link_changed_post(connection, post, Cause(Why.POST_EDITED, now, post_id=post.id))


async def _ingested(
    connection: Connection, saved: SavedPost, reading: Reading, changed: Mapping[int, Incident]
) -> Ingested:
    if saved.is_new:
        alone = {saved.id}
        founded = [number for number, one in changed.items() if {link.post_id for link in one.links} == alone]
        outcomes = _outcomes(saved.id, changed.values(), founded)
    else:
        outcomes = await outcomes_of(connection, saved.id)
    return Ingested(saved.id, saved.is_new, saved.is_changed, reading, outcomes)


def _outcomes(post_id: str, found: Iterable[Incident], founded: Collection[int] = ()) -> tuple[Outcome, ...]:
    """One outcome a report: its first incident where it covers several."""
    outcomes: dict[int, Outcome] = {}
    for incident in sorted(found, key=lambda one: one.id):
        for link in incident.links:
            if link.post_id == post_id:
                outcome = Outcome(link.number, incident, incident.id in founded, link)
                outcomes.setdefault(link.number, outcome)
    return tuple(outcomes[number] for number in sorted(outcomes))


@cache
def _registry() -> Registry:
    return Registry.load()


def _signed(incoming: IncomingPost) -> IncomingPost:
    """The post with its authority, and without halves of characters, which no database keeps."""
    whole = incoming.text.encode("utf-8", "replace").decode()
    return replace(incoming, text=whole, authority=incoming.authority or _authority(incoming))


def _authority(incoming: IncomingPost) -> str:
    """Who speaks: a name that proves nothing speaks for itself alone, whatever authority it sounds like."""
    if incoming.trust is Trust.OFFICIAL:
        return _registry().authority(incoming.source, incoming.region)
    return (incoming.source or UNKNOWN_AUTHORITY).casefold()
