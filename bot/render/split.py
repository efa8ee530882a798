"""Parts of an answer into messages that Telegram takes: 4096 UTF-16 units of visible text, 100 entities, closed tags.

Limits: Bot API, sendMessage ("1-4096 characters after entities parsing"; at most 100 entities are kept).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.render.plain import units, visible

LIMIT = 4096
ENTITIES = 100
TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]|[<&]", re.DOTALL)


def split(parts: Sequence[str], limit: int = LIMIT, glue: str = "\n\n") -> list[str]:
    """Returns messages made of well-formed HTML parts, in order, joined by `glue`; empty parts are left out.

    A part stays whole if it fits into a message of its own; else it is cut at a line or a word, its tags closed and
    opened again.
    """
    messages: list[str] = []
    for part in _fitting(parts, limit):
        joined = f"{messages[-1]}{glue}{part}" if messages else part
        if messages and _fits(joined, limit):
            messages[-1] = joined
        else:
            messages.append(part)
    return messages


def _fitting(parts: Iterable[str], limit: int) -> Iterator[str]:
    for part in parts:
        rest = str(part).strip()
        while rest and not _fits(rest, limit):
            first, rest = _cut(rest, limit)
            if visible(first).strip():
                yield first
        if visible(rest).strip():
            yield rest


def _fits(markup: str, limit: int) -> bool:
    return units(visible(markup)) <= limit and _entities(markup) <= ENTITIES


def _entities(markup: str) -> int:
    return len(re.findall(r"<[a-z]", markup))


def _cut(markup: str, limit: int) -> tuple[str, str]:
    """The longest beginning that fits and the rest, both with their tags closed."""
    tokens = _reach(markup, limit)
    tokens = tokens[: _place(tokens)]
    tags, rest = _open_at(tokens), markup[sum(map(len, tokens)) :].lstrip()
    first = "".join(tokens).rstrip() + "".join(f"</{_name(tag)}>" for tag in reversed(tags))
    return first, "".join(tags) + rest


def _reach(markup: str, limit: int) -> list[str]:
    """The tags and characters that fit, at least one that is seen."""
    found: list[str] = []
    length = opened = 0
    for token in (match[0] for match in TOKEN.finditer(markup)):
        length += units(visible(token))
        opened += _entities(token)
        if (length > limit or opened > ENTITIES) and visible("".join(found)):
            break
        found.append(token)
    return found


def _place(tokens: Sequence[str]) -> int:
    """Where to cut: after the last line, else the last blank, in the second half of what fits; else at its end."""
    for blank in ("\n", " "):
        for place in range(len(tokens), len(tokens) // 2, -1):
            if tokens[place - 1] == blank:
                return place
    return len(tokens)


def _open_at(tokens: Iterable[str]) -> list[str]:
    tags: list[str] = []
    for token in tokens:
        if token.startswith("</"):
            tags.pop()
        elif len(token) > 2 and token.startswith("<"):
            tags.append(token)
    return tags


def _name(tag: str) -> str:
    return tag[1:-1].split(maxsplit=1)[0]
