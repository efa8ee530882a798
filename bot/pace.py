"""How fast messages may go out: Telegram's limits in all, to a chat and to a group, and the pauses it asks for.

Pure: every time is a monotonic clock's seconds, given as an argument. Chats below zero are groups and channels.
"""

from collections import deque
from dataclasses import dataclass, field

MARGIN = 1.05
"""Windows are kept this much longer than Telegram's, as clocks differ."""
MINUTE = 60.0


@dataclass(slots=True)
class Pace:
    """What was sent when; `ready_at` tells when a chat's turn is, `note` and `arrived` are told of each message.

    A message counts from its leaving until a window after its arrival, so that none bunch on their way.
    """

    in_all: int = 30
    a_group: int = 20
    a_chat_seconds: float = 1.0
    _on_way: int = 0
    _sent: deque[float] = field(default_factory=deque)
    _by_chat: dict[int, deque[float]] = field(default_factory=dict)
    """The last moments of each chat, no more than matter; the chat that was sent to last stands last."""
    _held: dict[int, float] = field(default_factory=dict)
    _all_held: float = 0.0

    def ready_at(self, chat_id: int) -> float:
        """When a message to this chat may go at the earliest, as far as the chat is concerned."""
        times = self._by_chat.get(chat_id)
        ready = self._held.get(chat_id, 0.0)
        if not times:
            return ready
        ready = max(ready, times[-1] + self.a_chat_seconds * MARGIN)
        if chat_id < 0 and len(times) >= self.a_group:
            ready = max(ready, times[-self.a_group] + MINUTE * MARGIN)
        return ready

    def room(self, now: float) -> int:
        """How many messages may go out at once now, to whomever."""
        if now < self._all_held:
            return 0
        _forget(self._sent, now - MARGIN)
        return max(0, self.in_all - self._on_way - len(self._sent))

    def room_at(self, now: float) -> float:
        """When there is room for one message more."""
        if self.room(now):
            return now
        oldest = self._sent[0] + MARGIN if self._sent else now
        return max(oldest, self._all_held)

    def note(self, chat_id: int, now: float) -> None:
        """One message goes out now."""
        self._on_way += 1
        self._forget_idle(now)
        self._times(chat_id).append(now)

    def arrived(self, chat_id: int, now: float) -> None:
        """A message that went out is there by now, or lost."""
        self._on_way -= 1
        self._sent.append(now)
        times = self._times(chat_id)
        if times:
            times.pop()
        times.append(now)

    def hold(self, chat_id: int, until: float) -> None:
        """Nothing to this chat before `until`; the others go on."""
        self._held[chat_id] = max(until, self._held.get(chat_id, 0.0))

    def hold_all(self, until: float) -> None:
        """Nothing to anybody before `until`."""
        self._all_held = max(until, self._all_held)

    def held_for(self, now: float) -> float:
        """For how many seconds nothing goes to anybody."""
        return max(0.0, self._all_held - now)

    def _times(self, chat_id: int) -> deque[float]:
        """The chat's moments, put behind those of all others."""
        times = self._by_chat.pop(chat_id, None)
        self._by_chat[chat_id] = deque(maxlen=self.a_group if chat_id < 0 else 1) if times is None else times
        return self._by_chat[chat_id]

    def _forget_idle(self, now: float) -> None:
        """Forgets chats that were sent to so long ago that no limit of theirs matters, and pauses that are over."""
        idle = now - max(MINUTE, self.a_chat_seconds) * MARGIN
        while self._by_chat:
            chat_id, times = next(iter(self._by_chat.items()))
            if times[-1] > idle:
                break
            del self._by_chat[chat_id]
        self._held = {chat_id: until for chat_id, until in self._held.items() if until > now}


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()


@dataclass(slots=True)
class Pauses:
    """Pauses in seconds that double from `first` up to `most`; back to the first after a success."""

    first: float = 1.0
    most: float = 60.0
    _next: float | None = None

    def grow(self) -> float:
        """The pause to make now."""
        pause = self._next or self.first
        self._next = min(self.most, pause * 2)
        return pause

    def reset(self) -> None:
        """All is well again."""
        self._next = None
