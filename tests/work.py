"""How much work a call does, counted rather than timed, so that a slow machine fails no test."""

import sys
from collections.abc import Callable
from types import FrameType

_CALLS = frozenset({"call", "c_call"})


def calls_made(work: Callable[[], object]) -> int:
    """The number of Python and C functions that were called while the work ran, generators' resumptions among them."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in _CALLS

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made
