"""How much work a call does, counted rather than timed, so that a slow machine fails no test."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_made(work: Callable[[], object]) -> int:
    """The number of lines of Python that ran, each round of a loop or comprehension among them; C code is not seen."""
    made = 0

    def count(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal made
        made += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return made
