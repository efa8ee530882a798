"""`make score`: the reader's table and the record's, by the scorers that come with a corpus of labelled posts.

    python -m tests.score CORPUS

CORPUS is a folder with `dev.jsonl` and `score.py` (single posts), and `stories/*.json` and `score_links.py` (sequences
of posts, each taken into an empty record of its own). Exit status 2 if it is not there.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.channels import Registry
from bot.codec import reading_to_json
from bot.export import export_lines
from bot.extract import Reader
from bot.intake import incoming_from, take_in
from bot.post_lines import post_from_json
from storage.database import Database
from tests.bot_under_test import gazetteer

NEEDED = ("dev.jsonl", "score.py", "score_links.py", "stories")
MISSING = 2


def main(arguments: Sequence[str]) -> int:
    """Prints both tables; returns the exit status."""
    corpus = Path(arguments[0] if arguments else "corpus")
    missing = [name for name in NEEDED if not (corpus / name).exists()]
    if missing:
        print(f"there is no corpus to score by in {corpus}: {', '.join(missing)} missing")
        print("give its folder: make score CORPUS=path/to/corpus")
        return MISSING
    reader, registry = Reader.load(), Registry.load()
    with TemporaryDirectory() as made:
        print("What single posts say (dev.jsonl)", flush=True)
        read = written(Path(made) / "dev.jsonl", readings(corpus / "dev.jsonl", reader, registry))
        status = scored(corpus / "score.py", corpus / "dev.jsonl", read, "--by", "lang")
        print("\nWhat the record makes of many posts (stories)", flush=True)
        pairs = asyncio.run(records(sorted((corpus / "stories").glob("*.json")), Path(made), reader, registry))
        return scored(corpus / "score_links.py", *pairs) or status


def readings(file: Path, reader: Reader, registry: Registry) -> Iterator[str]:
    """What each post of a file says, a JSON line each."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            incoming = incoming_from(post_from_json(line), registry, datetime.now(UTC))
            post = post_from_json(json.dumps(json.loads(line) | {"region": incoming.region}))
            yield json.dumps({"id": post.id} | reading_to_json(reader(post)), ensure_ascii=False)


async def records(stories: Sequence[Path], folder: Path, reader: Reader, registry: Registry) -> list[Path]:
    """Each story's file, and behind it what the record exports once its posts were taken in."""
    pairs = []
    for story in stories:
        posts = json.loads(story.read_text(encoding="utf-8"))["posts"]
        lines = await exported(posts, folder / f"{story.stem}.db", reader, registry)
        pairs += [story, written(folder / f"{story.stem}.jsonl", lines)]
    return pairs


async def exported(posts: Sequence[dict[str, Any]], file: Path, reader: Reader, registry: Registry) -> list[str]:
    """The lines that `export` writes of a new record made of these posts, taken in as they are given."""
    database = await Database.open(file)
    lines = [json.dumps(post).encode() for post in posts]
    await take_in(database, file.stem, lines, reader, registry, datetime.now(UTC))
    found = await export_lines(database, gazetteer())
    await database.close()
    return found


def written(file: Path, lines: Iterator[str] | Sequence[str]) -> Path:
    """The file, with the lines in it."""
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def scored(scorer: Path, *arguments: Path | str) -> int:
    """Runs a scorer of the corpus, which prints its table; its exit status."""
    return subprocess.run([sys.executable, scorer, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
