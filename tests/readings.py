"""What tests of the reader share: posts, their documents and readings, and what these say as plain tuples."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.extract import Reader
from bot.extract.text.tokenizer import Tokenizer
from bot.extract.text.tokens import Document
from bot.lexicon import Lexicon
from bot.model import Figure, Language, Post, Reading, Report, Total

PUBLISHED = datetime.fromisoformat("2025-11-17T10:00:00+02:00")
"""When posts without a date of their own were published: a Monday."""

POSTS = Path(__file__).parent / "cases" / "posts"
Told = tuple[str | None, str, int | None, int | None]
"""Place, last day as "11-17", killed, injured."""


TOKENIZER = Tokenizer({language: Lexicon.load(language) for language in Language})


def document_of(text: str, published: datetime = PUBLISHED, region: str | None = None) -> Document:
    return TOKENIZER.document(Post("p", published, text, region=region))


def read(reader: Reader, text: str, region: str | None = None) -> Reading:
    return reader(Post("p", PUBLISHED, text, None, region))


def number(figure: Figure | None) -> int | None:
    return figure.total if figure else None


def told(report: Report) -> Told:
    place = report.place.settlement or report.place.raion or report.place.oblast
    return place, report.when.end.isoformat()[5:], number(report.killed), number(report.injured)


def summed(total: Total) -> tuple[str | None, str | None, int | None, int | None]:
    """Oblast, raion, killed, injured."""
    return total.place.oblast, total.place.raion, number(total.killed), number(total.injured)


def own_posts() -> list[dict[str, Any]]:
    """The project's own labelled posts."""
    return [json.loads(line) for path in sorted(POSTS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def as_read(reader: Reader, post: dict[str, Any], text: str | None = None) -> Reading:
    """What a labelled post says, or would say with another text."""
    published = datetime.fromisoformat(post["date"])
    return reader(Post(post["id"], published, post["text"] if text is None else text, post["source"], post["region"]))
