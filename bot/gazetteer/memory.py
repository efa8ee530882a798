"""Answers to words, each worked out once."""

from collections.abc import Callable
from typing import TypeVar

_MOST = 50_000
Answer = TypeVar("Answer")


class Memory(dict[str, Answer]):
    """Word -> answer, asked for where it is missing; with 50,000 words in it all are forgotten."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, word: str) -> Answer:
        if len(self) >= _MOST:
            self.clear()
        answer = self[word] = self._answer(word)
        return answer
