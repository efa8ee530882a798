"""The sentence of a post that a figure was read from, with the words themselves marked."""

import re
from collections.abc import Sequence

from bot.model import Span, Statement

SENTENCE_LIMIT = 400
WORDS_LIMIT = 120
END = re.compile(r"\n|(?<=[.!?…])(?<!\b[А-ЯІЇЄҐA-Zа-яіїєґa-z]\.)\s+(?=[^\W\d_a-zа-яіїєґ]|\d|[«\"“–—•])")
"""Where a sentence ends: a line, or a stop that is not an abbreviation of one letter, before a beginning."""


def sentence(text: str, spans: Sequence[Span], around: Sequence[Span] = ()) -> tuple[str, str, str]:
    """Returns what stands before the words at `spans`, these words, and what stands after them in their sentence.

    The sentence is that of the first span; `around` are sentences known to the reader, the one that holds the words is
    taken, else one is found by its ends. Without spans: three empty strings. A long one is cut around the words.
    """
    inside = sorted(span for span in spans if 0 <= span.start < span.end <= len(text))
    if not inside:
        return "", "", ""
    first, last = inside[0]
    known = (span for span in around if span.start <= first and last <= span.end <= len(text))
    start, end = next(known, None) or _ends(text, first, last)
    last = max(span.end for span in inside if span.end <= min(end, first + WORDS_LIMIT) or span is inside[0])
    return _shorten(text[start:first].lstrip(), text[first:last], text[last:end].rstrip())


def _ends(text: str, first: int, last: int) -> tuple[int, int]:
    """The end of the last gap between sentences before the words, and the start of the first one after them."""
    gaps = [found.span() for found in END.finditer(text)]
    start = max((end for _, end in gaps if end <= first), default=0)
    return start, min((begin for begin, _ in gaps if begin >= last), default=len(text))


def _shorten(before: str, words: str, after: str) -> tuple[str, str, str]:
    room = SENTENCE_LIMIT // 2
    if len(words) > SENTENCE_LIMIT:
        words = words[:SENTENCE_LIMIT] + "…"
    if len(before) > room:
        before = "…" + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + "…"
    return before, words, after


def quoted(statement: Statement, spans: Sequence[Span]) -> tuple[str, str, str]:
    """Returns the sentence of a statement's post around `spans`, as `sentence` does."""
    return sentence(statement.text, spans, statement.report.spans)
