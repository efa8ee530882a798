"""Shell: files of JSON lines -> the database, line by line; bad lines are kept apart with their reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.channels import Registry
from bot.errors import InputError
from bot.ingest import Reader, ingest_post
from bot.model import Post, Trust
from bot.post_lines import PostLine, guarded, post_lines
from storage import quarantine
from storage.database import Database
from storage.records import BadLine, IncomingPost

LONGEST_KEPT = 20_000


@dataclass(slots=True)
class Count:
    """What became of the lines so far; `incidents` are the new ones."""

    new: int = 0
    changed: int = 0
    known: int = 0
    bad: int = 0
    incidents: int = 0

    def add(self, other: "Count") -> None:
        """Adds another count to this one."""
        for name in ("new", "changed", "known", "bad", "incidents"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


async def take_in(
    database: Database,
    name: str,
    lines: Iterable[bytes],
    reader: Reader,
    registry: Registry,
    now: datetime,
    on_line: Callable[[PostLine], None] = lambda _: None,
) -> Count:
    """Takes every post of a file called `name` into the record and returns the count; the same file again adds nothing.

    What the operator hands over counts as official. `on_line` is called after each line. Raises StorageError.
    """
    count, careful = Count(), guarded(reader)
    for line in post_lines(lines):
        try:
            count.add(await _take_line(database, line, careful, registry, now))
        except InputError as error:
            count.add(await _keep_bad(database, BadLine(name, line.number, line.text[:LONGEST_KEPT], str(error), now)))
        on_line(line)
    return count


def incoming_from(post: Post, registry: Registry, now: datetime) -> IncomingPost:
    """The post as the operator brings it; a listed channel speaks for its own oblast where the line names none."""
    region = post.region or registry.region(post.source)
    return IncomingPost(
        text=post.text,
        published=post.published,
        received=now,
        id=post.id,
        source=post.source,
        region=region,
        authority=registry.authority(post.source, region),
        trust=Trust.OFFICIAL,
        reply_to=post.reply_to,
    )


async def _take_line(database: Database, line: PostLine, reader: Reader, registry: Registry, now: datetime) -> Count:
    if line.post is None:
        raise InputError(line.fault or "not readable")
    done = await ingest_post(database, incoming_from(line.post, registry, now), reader, now)
    fresh = sum(outcome.is_new_incident for outcome in done.outcomes) if done.is_new else 0
    if done.is_new:
        return Count(new=1, incidents=fresh)
    return Count(changed=1) if done.is_changed else Count(known=1)


async def _keep_bad(database: Database, line: BadLine) -> Count:
    async with database.write() as connection:
        await quarantine.put(connection, line)
    return Count(bad=1)
