"""How many posts a person, and a chat, may bring in a minute and in a day. Pure: times are arguments, in seconds.

The times are those at which the posts were brought, so that what waited while nothing ran is no storm. What an earlier
process took is told with `recall`.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable
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
    _brought: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    _told: set[int] = field(default_factory=set)

    def take(self, ids: Collection[int], moment: float) -> Verdict:
        """Counts a post that a user brought to a chat at a moment, if it is within the limits of both."""
        over = {one for one in ids if not self._has_room(one, moment)}
        if over:
            verdict = Verdict.OVER if over <= self._told else Verdict.FIRST_OVER
            self._told |= over
            return verdict
        for one in set(ids):
            insort(self._brought[one], moment)
            self._told.discard(one)
        return Verdict.TAKEN

    def knows(self, one: int) -> bool:
        """Whether anything was taken from this one, or recalled, in this process."""
        return one in self._brought

    def recall(self, one: int, moments: Iterable[float], now: float) -> None:
        """Counts what an earlier process took; for the day alone, as its moments are those of the taking."""
        self._brought[one] = sorted(min(moment, now - MINUTE) for moment in moments)

    def _has_room(self, one: int, moment: float) -> bool:
        times = self._brought[one] = [time for time in self._brought[one] if time > moment - DAY]
        in_a_minute = sum(moment - MINUTE < time <= moment for time in times)
        return len(times) < self.per_day and in_a_minute < self.per_minute
