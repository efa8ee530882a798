"""What tests do to a record, step by step: take posts in, look at an incident and its figures."""

from bot.ingest import Ingested, ingest_post
from bot.model import Incident
from storage import incidents
from storage.database import Database
from storage.records import IncomingPost
from tests.plain_posts import read


async def take(database: Database, *posts: IncomingPost) -> list[Ingested]:
    """Takes plain posts in, each when it was received."""
    return [await ingest_post(database, post, read, post.received) for post in posts]


async def incident(database: Database, number: int = 1) -> Incident:
    """The incident of a number."""
    async with database.read() as connection:
        found = await incidents.get(connection, number)
    assert found is not None
    return found


async def killed(database: Database, number: int = 1) -> int | None:
    """The headline of killed of an incident."""
    toll = (await incident(database, number)).killed
    return None if toll is None else toll.total
