"""The record taken up again around a decision, and what that changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.boxes import traces_of
from bot.errors import InputError
from bot.linking import Ruling
from bot.model import Incident
from bot.relink import Cause, fold_again
from bot.waiting import matters
from storage import incidents, reviews
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did: its number, for taking it back, its incident, and the incidents that it changed, by id.

    `later` are, of one that was taken back, the decisions made since about the same, which still stand.
    """

    ruling_id: int
    incident_id: int
    changed: Mapping[int, Incident]
    later: tuple[Ruling, ...] = ()


async def known(connection: Connection, number: int) -> Incident:
    """The incident of an id, or of what it went into. Raises InputError if there never was one."""
    incident = await incidents.get(connection, number)
    if incident is None:
        raise InputError(f"there is no incident №{number}")
    return incident


async def fold(connection: Connection, involved: Sequence[Incident], cause: Cause) -> Mapping[int, Incident]:
    """Takes up anew all that some incidents can touch, with what waits by that. The changed ones, by id."""
    told = [one for incident in involved for one in incident.statements]
    if not told:
        return {}
    first = min((one.published, one.post_id, 0) for one in told)
    places = [box for incident in involved for box in traces_of(incident)]
    changed = await fold_again(connection, places, first, cause)
    for matter in matters(changed.values(), cause.at):
        await reviews.put(connection, matter)
    return changed


def in_words(ruling: Ruling) -> str:
    """A ruling as the history keeps it: "correct killed", "link" and the id of a post."""
    return " ".join(part for part in (ruling.act.value, ruling.slot, ruling.post_id) if part)
