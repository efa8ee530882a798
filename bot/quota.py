"""How many posts a person, and a chat, may bring in a minute and in a day. Pure: times are arguments, in seconds."""

from collections import defaultdict, deque
from collections.abc import Collection
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
    """What each user and chat brought lately, by Telegram's ids; a private chat and its user share one."""

    per_minute: int
    per_day: int
    _brought: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _told: set[int] = field(default_factory=set)

    def take(self, ids: Collection[int], now: float) -> Verdict:
        """Counts a post of a user in a chat, if it is within the limits of both."""
        over = {one for one in ids if not self._has_room(one, now)}
        if over:
            verdict = Verdict.OVER if over <= self._told else Verdict.FIRST_OVER
            self._told |= over
            return verdict
        for one in set(ids):
            self._brought[one].append(now)
            self._told.discard(one)
        return Verdict.TAKEN

    def _has_room(self, one: int, now: float) -> bool:
        times = self._brought[one]
        while times and times[0] <= now - DAY:
            times.popleft()
        return len(times) < self.per_day and sum(moment > now - MINUTE for moment in times) < self.per_minute
