"""Every text of the catalogues is asked for somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from bot.render.catalogue import LOCALES

ROOT = Path(__file__).resolve().parent.parent
BY_TAIL = ("button.", "text.")
"""Families whose texts are asked for by the rest of their name: `label("next")`, `render_text("done")`."""


def keys() -> list[str]:
    with (LOCALES / "en.po").open("rb") as file:
        return [one.id if isinstance(one.id, str) else one.id[0] for one in read_po(file) if one.id]


def trees() -> Iterator[ast.Module]:
    for folder in ("bot", "handlers", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def written() -> tuple[set[str], set[str]]:
    """All strings of the code, and patterns of those with something filled in: "damage.{kind}.some"."""
    nodes = [node for tree in trees() for node in ast.walk(tree)]
    strings = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return strings, {pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)}


def pattern(node: ast.JoinedStr) -> str:
    parts = [str(one.value) if isinstance(one, ast.Constant) else None for one in node.values]
    said = "".join(part or "" for part in parts)
    is_name = re.fullmatch(r"[a-z_.]{3,}", said) and said not in BY_TAIL
    return "".join(r"[\w.]+" if part is None else re.escape(part) for part in parts) if is_name else ""


def unused(names: list[str]) -> list[str]:
    strings, patterns = written()
    templates = " ".join(path.read_text(encoding="utf-8") for path in LOCALES.parent.rglob("*.html"))
    made = re.compile("|".join(sorted(filter(None, patterns))))
    tails = {name: name.partition(".")[2] if name.startswith(BY_TAIL) else name for name in names}
    asked = {one for one in {*names, *tails.values()} if one in strings or made.fullmatch(one)}
    return [name for name in names if not {name, tails[name]} & asked and name not in templates]


def test_every_text_is_used() -> None:
    assert unused(keys()) == []
