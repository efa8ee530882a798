"""Paragraphs: what an empty line parts."""

from itertools import accumulate

from bot.extract.text.tokens import Document, Shape, Token


def paragraphs_of(document: Document) -> list[int]:
    """For each sentence the number of its paragraph."""
    parted = [_is_empty_line(document, document.tokens[end - 1]) for _, end in document.sentences]
    return [*accumulate(parted[:-1], initial=0)]


def paragraph_starts(document: Document) -> list[int]:
    """The first token of each paragraph."""
    parted = (end for _, end in document.sentences[:-1] if _is_empty_line(document, document.tokens[end - 1]))
    return [0, *parted]


def are_parted(document: Document, first: int, end: int) -> bool:
    """Whether an empty line stands between two tokens."""
    return any(_is_empty_line(document, token) for token in document.tokens[first:end])


def _is_empty_line(document: Document, token: Token) -> bool:
    return token.shape is Shape.LINE and document.text.count("\n", token.start, token.end) > 1
