"""Words that set one attack on a town apart from another, from `cues.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from bot.lexicon import Lexicon, fold
from bot.model import Statement

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")


@cache
def _lexicon() -> Lexicon:
    path = Path(__file__).with_name("cues.toml")
    return Lexicon(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def words_of(statement: Statement) -> str:
    """The sentences that a statement was read from; the whole text where the reading has no spans."""
    spans = statement.report.spans
    return " ".join(statement.text[span.start : span.end] for span in spans) if spans else statement.text


@lru_cache(maxsize=4096)
def cues_in(text: str) -> frozenset[str]:
    """The cues of a text: "again", another strike followed; "before", the first of them; "twice", several attacks at
    once; "twice_else", people counted twice or the like; "back", told of before; "more", people added; "found", a
    search after the attack."""
    lexicon, words = _lexicon(), [fold(word) for word in _WORD.findall(text)]
    atoms = [lexicon.atoms(word) for word in words]
    phrases = [lexicon.phrase(lexicon.openings(own), atoms, first) for first, own in enumerate(atoms)]
    senses = [*(lexicon.sense(word) for word in words), *(found[0] for found in phrases if found)]
    return frozenset(sense.name.partition(".")[0] for sense in senses if sense)


def cues_of(statement: Statement) -> frozenset[str]:
    """The cues in a statement's own sentences."""
    return cues_in(words_of(statement)) if statement.text else frozenset()
