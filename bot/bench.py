"""How fast posts are read: one process, one thread, the same posts over and over."""

import importlib
import importlib.util
import resource
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bot.model import Post

RUSSIAN_ONLY = frozenset("ыэёъ")
UKRAINIAN_ONLY = frozenset("іїєґ")


@dataclass(frozen=True, slots=True)
class Speed:
    """What one reader did: `posts` and `words` read in `seconds`."""

    name: str
    posts: int
    words: int
    seconds: float

    @property
    def posts_a_second(self) -> float:
        """Posts read in a second."""
        return self.posts / self.seconds

    @property
    def words_a_second(self) -> float:
        """Words read in a second."""
        return self.words / self.seconds


def measure(name: str, read: Callable[[Post], object], posts: Sequence[Post], seconds: float) -> Speed:
    """Reads the posts in rounds for at least so many seconds, after one round that is not counted."""
    for post in posts:
        read(post)
    rounds, begun, spent = 0, perf_counter(), 0.0
    while spent < seconds or not rounds:
        for post in posts:
            read(post)
        rounds, spent = rounds + 1, perf_counter() - begun
    return Speed(name, rounds * len(posts), rounds * count_words(posts), spent)


def count_words(posts: Iterable[Post]) -> int:
    """The number of words between blanks in all posts."""
    return sum(len(post.text.split()) for post in posts)


def russian(posts: Iterable[Post]) -> list[Post]:
    """The posts written in Russian, told by the letters that only one of the two languages has."""
    return [post for post in posts if _is_russian(set(post.text.casefold()))]


def _is_russian(letters: set[str]) -> bool:
    return bool(letters & RUSSIAN_ONLY) and not letters & UKRAINIAN_ONLY


def natasha_reader() -> Callable[[Post], object] | None:
    """The named-entity step of natasha as a reader of posts, or None where natasha is not installed."""
    if importlib.util.find_spec("natasha") is None:
        return None
    natasha: Any = importlib.import_module("natasha")
    segmenter = natasha.Segmenter()
    tagger = natasha.NewsNERTagger(natasha.NewsEmbedding())

    def read(post: Post) -> object:
        document = natasha.Doc(post.text)
        document.segment(segmenter)
        document.tag_ner(tagger)
        return document.spans

    return read


def peak_memory() -> float:
    """The most memory that the process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024) if sys.platform == "darwin" else peak / 1024
