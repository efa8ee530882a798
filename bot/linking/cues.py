"""Words that set one attack on a town apart from another, from `cues.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from bot.model import Statement

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")

_APOSTROPHES = str.maketrans("’ʼ", "''")


@cache
def _rows() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    told = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    return {
        cue: tuple(tuple(entry.split()) for entries in languages.values() for entry in entries)
        for cue, languages in told.items()
    }


def words_of(statement: Statement) -> str:
    """The sentences that a statement was read from; the whole text where the reading has no spans."""
    spans = statement.report.spans
    return " ".join(statement.text[span.start : span.end] for span in spans) if spans else statement.text


def has_cue(text: str, cue: str) -> bool:
    """True if a text has one of a cue's entries.

    "again": another strike followed; "before": the first of them; "twice": several attacks at once;
    "back": told of before; "more": people added.
    """
    words = _WORD.findall(text.casefold().translate(_APOSTROPHES))
    starts: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        starts.setdefault(word[:4], []).append(number)
    return any(_stands_at(words, number, row) for row in _rows()[cue] for number in starts.get(row[0][:4], ()))


def _stands_at(words: list[str], number: int, row: tuple[str, ...]) -> bool:
    found = words[number : number + len(row)]
    return len(found) == len(row) and all(word.startswith(part) for word, part in zip(found, row, strict=True))


@lru_cache(maxsize=4096)
def _cues(text: str) -> frozenset[str]:
    return frozenset(cue for cue in _rows() if has_cue(text, cue))


def cues_of(statement: Statement) -> frozenset[str]:
    """The cues in a statement's own sentences."""
    return _cues(words_of(statement)) if statement.text else frozenset()
