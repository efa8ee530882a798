"""Which later posts a late one can move: those that an incident which stands otherwise than before may be joined by."""

from collections.abc import Iterable, Mapping, Sequence

from bot.linking import Placement, may_join
from bot.model import Incident, Statement
from bot.numbering import Key
from bot.replay import Order, Record, order_of


class Deviations:
    """What stands otherwise in a record that is taken up again from a moment on than it stood `before`.

    A post that no such incident can be joined by, neither as it is nor as it was at that time, stays where it stood.
    """

    def __init__(self, record: Record, before: Mapping[int, Incident], homes: Mapping[Key, Sequence[int]]) -> None:
        self._record, self._before, self._homes = record, before, homes
        self._others: set[int] = set()
        self._stood: dict[tuple[int, int], Incident | None] = {}

    def note(self, placements: Iterable[Placement]) -> None:
        """Takes note of where the statements of a post went."""
        for placement in placements:
            statement = placement.statement
            homes = set(self._homes.get((statement.post_id, statement.number), ()))
            new = {number for number in (placement.incident_id, *placement.also) if number is not None}
            if homes != new:
                self._others |= homes | new

    def touch(self, post: Sequence[Statement]) -> bool:
        """True if a post may go elsewhere than it went before, because of what has been noted."""
        moment = order_of(post[0])
        return any(self._is_open_to(post, state) for number in self._others for state in self._states(number, moment))

    def _states(self, number: int, moment: Order) -> Iterable[Incident | None]:
        yield self._record.now(number)
        if number in self._before:
            yield self._as_it_stood(self._before[number], moment)

    def _as_it_stood(self, incident: Incident, moment: Order) -> Incident | None:
        told = sum(order_of(statement) < moment for statement in incident.statements)
        key = incident.id, told
        if key not in self._stood:
            self._stood[key] = self._record.stood(incident, moment)
        return self._stood[key]

    def _is_open_to(self, post: Sequence[Statement], incident: Incident | None) -> bool:
        if self._record.is_ruled(post, incident):
            return True
        return incident is not None and any(may_join(statement, incident) for statement in post)
