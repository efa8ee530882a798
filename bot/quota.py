"""How many posts one person may bring in a minute and in a day. Pure: times are arguments, in seconds."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum

MINUTE, DAY = 60.0, 86_400.0


class Verdict(StrEnum):
    """Whether a post is taken; FIRST_OVER is the first one refused in a row, and the only one that is told so."""

    TAKEN = "taken"
    FIRST_OVER = "first_over"
    OVER = "over"


@dataclass(slots=True)
class Quota:
    """What each user brought lately."""

    per_minute: int
    per_day: int
    _brought: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _told: set[int] = field(default_factory=set)

    def take(self, user_id: int, now: float) -> Verdict:
        """Counts a post of the user's, if it is within the limits."""
        times = self._brought[user_id]
        while times and times[0] <= now - DAY:
            times.popleft()
        if len(times) < self.per_day and sum(moment > now - MINUTE for moment in times) < self.per_minute:
            times.append(now)
            self._told.discard(user_id)
            return Verdict.TAKEN
        verdict = Verdict.OVER if user_id in self._told else Verdict.FIRST_OVER
        self._told.add(user_id)
        return verdict
