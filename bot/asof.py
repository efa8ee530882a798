"""The record as it stood at a moment: what the posts that it had then make, under the ids that they had then."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.model import Incident
from bot.numbering import Key, keys_of, match_ids
from bot.replay import Record, by_post
from storage import decisions, ended, incidents
from storage.database import Connection
from storage.then import Then, homes_then, statements_then

LEAD = timedelta(days=50)
"""So many days before the asked ones are taken up too, so that incidents are joined as they were."""


async def record_at(
    connection: Connection, then: Then, start: date, end: date, oblast: str | None = None
) -> list[Incident]:
    """Incidents whose last day lies from start to end, by day, as the posts that the record had then made them.

    Of a post that was edited later its earlier text counts; people's decisions count if they stood then. An incident
    that was under no id then, nor is today, has a negative one.
    """
    filed = await statements_then(connection, then, start - LEAD, end + LEAD)
    statements = [one.statement for one in filed]
    rulings = await decisions.rulings_at(connection, then.moment)
    told = sorted({statement.post_id for statement in statements})
    homes = await incidents.homes(connection, told) | await homes_then(connection, then, told)
    record = Record(rulings, homes, await ended.into(connection, then.moment))
    for post in by_post(statements):
        record.take(post)
    record.renumber(_ids(homes, record.incidents.values()))
    found = [incident for incident in record.incidents.values() if start <= incident.when.end <= end]
    return sorted(
        (incident for incident in found if oblast is None or incident.place.oblast == oblast),
        key=lambda incident: (incident.when.end, incident.id),
    )


def _ids(homes: Mapping[Key, Sequence[int]], then: Iterable[Incident]) -> dict[int, int]:
    """The ids of the incidents of then where their statements stood; those without one move out of the others' way."""
    before: dict[int, set[Key]] = {}
    for key, home in homes.items():
        for number in home:
            before.setdefault(number, set()).add(key)
    after = {incident.id: keys_of(incident) for incident in then}
    kept = match_ids({number: frozenset(keys) for number, keys in before.items()}, after)
    lost = sorted(after.keys() - kept.keys())
    return {**kept, **{number: -(place + len(after)) for place, number in enumerate(lost, 1)}}
