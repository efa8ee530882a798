"""Things found in a document, sorted by the sentence that they begin in."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from bot.extract.text.tokens import Document


class Placed(Protocol):
    """Anything that begins at a token."""

    @property
    def first(self) -> int:
        """The index of its first token."""


T = TypeVar("T", bound=Placed)


def start_of(thing: Placed) -> int:
    """The index of the first token of a thing, by which things are sorted."""
    return thing.first


def sentences_of(document: Document, *things: Iterable[Placed]) -> set[int]:
    """The sentences that any of the things begin in."""
    return {document.sentence_of[thing.first] for some in things for thing in some}


def by_sentence(document: Document, things: Iterable[T]) -> dict[int, list[T]]:
    """Sentence -> the things that begin in it, in their order."""
    found: dict[int, list[T]] = {}
    for thing in things:
        found.setdefault(document.sentence_of[thing.first], []).append(thing)
    return found
