"""Captions of pictures ("(Photo: a house damaged on March 2, 2024)"), which tell of another day than the post."""

from dataclasses import replace

from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Post


def without_captions(document: Document) -> Post | None:
    """The post with its captions blanked, so that all offsets stay; None if there are none, or nothing else."""
    lines = _lines(document)
    captions = [line for line in lines if _is_caption(document.tokens, *line)]
    if not captions or len(captions) == len(lines):
        return None
    text = document.post.text
    for first, end in captions:
        start, stop = document.span(first, end - 1)
        text = text[:start] + " " * (stop - start) + text[stop:]
    return replace(document.post, text=text)


def _lines(document: Document) -> list[tuple[int, int]]:
    """The (first, end) tokens of each line that has words, without the line breaks."""
    ends = [end - 1 for _, end in document.sentences if document.tokens[end - 1].shape is Shape.LINE]
    ends.append(len(document.tokens))
    starts = [0, *(end + 1 for end in ends)]
    return [(first, end) for first, end in zip(starts, ends, strict=False) if first < end]


def _is_caption(tokens: list[Token], first: int, end: int) -> bool:
    """Whether a line begins with a word for a picture and a colon, or ends with who took one ("(Name/Telegram)")."""
    head = first
    while head < end and tokens[head].shape is not Shape.WORD:
        head += 1
    named = head + 1 < end and "picture" in tokens[head].classes and tokens[head + 1].text == ":"
    return named or (tokens[end - 1].text == ")" and _ends_with_credit(tokens[first:end]))


def _ends_with_credit(line: list[Token]) -> bool:
    """Whether names with a slash between them stand in brackets at the end of a line."""
    opened = next((step for step in range(len(line) - 1, -1, -1) if line[step].text == "("), len(line))
    inside = line[opened + 1 : -1]
    words = [token for token in inside if token.shape is Shape.WORD]
    slash = any(token.text == "/" for token in inside)
    counted = any(token.shape is Shape.NUMBER for token in inside)
    return slash and not counted and len(words) > 1 and words[0].capital and words[-1].capital
