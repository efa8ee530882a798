"""How fast posts are read: one process, one thread, the same posts over and over."""

import importlib
import importlib.util
import resource
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import Any

from bot.model import Post

RUSSIAN_ONLY = frozenset("ыэёъ")
UKRAINIAN_ONLY = frozenset("іїєґ")
HOSTILE = {
    "digits": "1234567890 ",
    "one number": "1",
    "emoji": "🔥",
    "one letter": "а",
    "brackets": "(",
    "commas": ",",
    "line breaks": "\n",
    "apostrophes": "'",
    "hyphens": "а-",
    "people": "чоловік 40 років, ",
    "counts": "5 людей загинули, ",
    "clauses": "о 10:00 поранено 2; ",
    "dates": "17 листопада 2025 ",
    "damage": "пошкоджено 5 будинків, ",
    "weapons": "дрон ракета КАБ ",
    "negations": "не ",
    "parts": "серед них 2 ",
    "towns near": "під Чугуєвом у Кочетку. ",
    "centres": "У райцентрі Лубни горить. ",
    "victims": "The victims were a woman of 43. ",
    "sentences": "Поранено 5 людей. ",
    "workshops": "пошкоджено цех заводу. ",
}
"""Pieces that long texts are made of by which a reader might be slowed down."""
_PUBLISHED = datetime(2025, 11, 17, 8, tzinfo=UTC)


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


def hostile_posts(size: int, names: Iterable[str] = ()) -> dict[str, Post]:
    """A post of so many bytes of each hostile piece, and one that lists the `names` of places."""
    texts = {name: piece * (size // len(piece.encode())) for name, piece in HOSTILE.items()}
    texts["places"] = ", ".join(names).encode()[:size].decode(errors="ignore")
    return {name: Post(name, _PUBLISHED, text, None, "UA63") for name, text in texts.items()}


def slowest(read: Callable[[Post], object], posts: dict[str, Post]) -> list[tuple[str, float]]:
    """The names of the posts with the processor's seconds that each took to read, the slowest first."""
    took = []
    for name, post in posts.items():
        begun = process_time()
        read(post)
        took.append((name, process_time() - begun))
    return sorted(took, key=lambda one: -one[1])


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
