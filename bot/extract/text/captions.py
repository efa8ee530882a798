"""Captions of pictures ("(Photo: a house damaged on March 2, 2024)"), which tell of another day than the post."""

from dataclasses import replace

from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Post


def without_captions(document: Document) -> Post | None:
    """The post with its captions blanked, so that all offsets stay; None if there are none, or nothing else."""
    lines = _lines(document.tokens)
    captions = [line for line in lines if _is_caption(line)]
    if not captions or len(captions) == len(lines):
        return None
    text = document.post.text
    for line in captions:
        start, end = line[0].start, line[-1].end
        text = text[:start] + " " * (end - start) + text[end:]
    return replace(document.post, text=text)


def _lines(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of each line that has any."""
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.shape is Shape.LINE:
            lines.append([])
        else:
            lines[-1].append(token)
    return [line for line in lines if line]


def _is_caption(line: list[Token]) -> bool:
    """Whether a line begins with a word for a picture and a colon, or ends with who took one ("(Name/Telegram)")."""
    first = next((step for step, token in enumerate(line) if token.shape is Shape.WORD), len(line))
    led = line[first + 1 : first + 2]
    named = bool(led) and "picture" in line[first].classes and led[0].text == ":"
    return named or _ends_with_credit(line)


def _ends_with_credit(line: list[Token]) -> bool:
    """Whether names with a slash between them stand in brackets at the end of a line."""
    opened = next((token.index for token in reversed(line) if token.text == "("), None)
    inside = [token for token in line if opened is not None and token.index > opened]
    words = [token for token in inside if token.shape is Shape.WORD]
    slash = any(token.text == "/" for token in inside)
    closed = line[-1].text == ")" and not any(token.shape is Shape.NUMBER for token in inside)
    return slash and closed and len(words) > 1 and words[0].capital and words[-1].capital
