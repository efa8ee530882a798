"""Posts as JSON lines, in the form of the record contract: {"id", "date", "source", "region", "text"}.

Beyond it, "reply_to" may name the post that one answers.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import InputError, first_line
from bot.model import Post, Reading

SAMPLES = Path(__file__).resolve().parent.parent / "seeds" / "posts"
"""The folder of the sample posts that come with the program."""
OBLASTS = frozenset(
    {
        "UA01", "UA05", "UA07", "UA12", "UA14", "UA18", "UA21", "UA23", "UA26", "UA32", "UA35", "UA44", "UA46", "UA48",
        "UA51", "UA53", "UA56", "UA59", "UA61", "UA63", "UA65", "UA68", "UA71", "UA73", "UA74", "UA80", "UA85",
    }
)  # fmt: skip
"""The codes of all oblasts, of Crimea, Kyiv and Sevastopol."""
_SHOWN = 40

Reads = Callable[[Post], Reading]


@dataclass(frozen=True, slots=True)
class PostLine:
    """One line of a file: its number (from 1), its text, and either the post or what is wrong with it."""

    number: int
    text: str
    post: Post | None = None
    fault: str | None = None
    id: str | None = None


def post_lines(lines: Iterable[bytes]) -> Iterator[PostLine]:
    """Every line that is not blank, read or with its fault; never raises for what a line holds."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _post_line(number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def post_from_json(line: str) -> Post:
    """The post of one JSON line. Raises InputError, which says what is wrong and what it should be."""
    return _post(_object(line))


def guarded(reader: Reads) -> Reads:
    """The reader with whatever it breaks on as InputError, so that one post of a file stops no other."""

    def read(post: Post) -> Reading:
        try:
            return reader(post)
        except Exception as error:
            raise InputError(f"the reader broke on it: {first_line(error)}") from error

    return read


def published_from(given: object) -> datetime:
    """The aware moment of an ISO 8601 text with offset. Raises InputError."""
    if not isinstance(given, str):
        raise InputError('"date" is missing: it should be like "2025-11-17T06:40:00+02:00"')
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise InputError(f'"date" is {_short(given)}: it should be like "2025-11-17T06:40:00+02:00"') from None
    if moment.tzinfo is None:
        raise InputError(f'"date" is {_short(given)}: its offset from UTC is missing, such as +02:00')
    return moment


def region_from(given: object) -> str | None:
    """An oblast's code ("UA63") or None. Raises InputError."""
    if given is None or given == "":
        return None
    if not isinstance(given, str) or given not in OBLASTS:
        raise InputError(f'"region" is {_short(given)}: it should be the code of an oblast, such as "UA63", or null')
    return given


def _post_line(number: int, line: bytes) -> PostLine:
    text = line.decode("utf-8", errors="replace").rstrip("\r\n")
    try:
        given = _object(line.decode("utf-8"))
    except UnicodeDecodeError:
        return PostLine(number, text, fault="the line is not UTF-8")
    except InputError as error:
        return PostLine(number, text, fault=str(error))
    try:
        return PostLine(number, text, post=_post(given))
    except InputError as error:
        return PostLine(number, text, fault=str(error), id=_id_if_any(given))


def _object(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the line is not JSON: {error}") from None
    if not isinstance(given, dict):
        raise InputError("the line is not a JSON object: it should be one post in braces")
    return given


def _post(given: dict[str, Any]) -> Post:
    return Post(
        id=_id(given.get("id")),
        published=published_from(given.get("date")),
        text=_text(given.get("text")),
        source=_source(given.get("source")),
        region=region_from(given.get("region")),
        reply_to=None if given.get("reply_to") is None else _id(given["reply_to"], "reply_to"),
    )


def _id(given: object, key: str = "id") -> str:
    if isinstance(given, bool) or not isinstance(given, str | int) or given == "":
        raise InputError(f'"{key}" is missing: it should be a text or a number')
    return _encodable(key, str(given))


def _id_if_any(given: dict[str, Any]) -> str | None:
    try:
        return _id(given.get("id"))
    except InputError:
        return None


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise InputError('"text" is missing: it should be the post\'s words')
    return _encodable("text", given)


def _source(given: object) -> str | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise InputError(f'"source" is {_short(given)}: it should be a channel\'s username or null')
    return _encodable("source", given.removeprefix("@"))


def _encodable(key: str, text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(f'"{key}" holds half of a character (a lone surrogate)') from None
    return text


def _short(given: object) -> str:
    shown = json.dumps(given, ensure_ascii=False, default=str)[:_SHOWN]
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")
