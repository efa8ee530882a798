"""What goes wrong at Telegram: scripted wrong answers, and the sending limits that it sets."""

import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong answer: an HTTP status with a body, a dropped connection or a silence of `seconds`.

    `acted` lets the method take effect before the answer goes wrong, as when a reply is lost on its way.
    """

    status: int = 200
    body: bytes | None = b""
    seconds: float = 0.0
    acted: bool = False


def error(status: int, description: str = "", **parameters: int) -> Fault:
    """The answer Telegram gives with this error status; `parameters` as retry_after or migrate_to_chat_id."""
    answer: Json = {"ok": False, "error_code": status, "description": description or f"Error {status}"}
    if parameters:
        answer["parameters"] = parameters
    return Fault(status, json.dumps(answer).encode())


def too_many(retry_after: int) -> Fault:
    """429 with its pause in seconds."""
    return error(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def forbidden() -> Fault:
    """403, as for a chat that blocked the bot."""
    return error(403, "Forbidden: bot was blocked by the user")


def migrated(new_chat: int) -> Fault:
    """400 of a group that became a supergroup."""
    return error(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new_chat)


def not_ok() -> Fault:
    """HTTP 200 whose JSON says that it is not."""
    return Fault(200, b'{"ok": false, "error_code": 500, "description": "Internal"}')


def garbage() -> Fault:
    """HTTP 200 that is not JSON."""
    return Fault(200, b"<html>{ ok: ")


def dropped(acted: bool = False) -> Fault:
    """The connection closes with no answer."""
    return Fault(body=None, acted=acted)


def hang(seconds: float, acted: bool = False) -> Fault:
    """No answer for so long, then a closed connection."""
    return Fault(body=None, seconds=seconds, acted=acted)


@dataclass(slots=True)
class Limits:
    """Telegram's sending limits and the times of what was sent, to tell what went over them."""

    in_all: int = 30
    a_chat: int = 1
    a_group: int = 20
    sent: deque[float] = field(default_factory=deque)
    by_chat: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    violations: list[str] = field(default_factory=list)

    def note(self, chat: int, now: float) -> None:
        """Records one message and each limit that it goes over; a window may hold one second's burst of a chat."""
        self._window(self.sent, now, 1.0, self.in_all, "in all")
        if chat < 0:
            self._window(self.by_chat[chat], now, 60.0, self.a_group, f"group {chat}")
        else:
            self._window(self.by_chat[chat], now, 1.0, self.a_chat, f"chat {chat}")

    def _window(self, times: deque[float], now: float, seconds: float, most: int, name: str) -> None:
        while times and now - times[0] > seconds * 0.95:
            times.popleft()
        times.append(now)
        if len(times) > most:
            self.violations.append(f"{name}: {len(times)} in {seconds:g} s")
