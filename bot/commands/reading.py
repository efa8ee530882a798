"""Commands that read posts without keeping them: parse and bench."""

import asyncio
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import BinaryIO

import click
from rich.table import Table

from bot.bench import Speed, hostile_posts, measure, natasha_reader, peak_memory, russian, slowest
from bot.bench_record import LinkingSpeed, measure_linking
from bot.channels import Registry
from bot.codec import reading_to_json
from bot.commands.context import err, out, published_at, write_line
from bot.errors import InputError
from bot.extract import Reader
from bot.model import Post
from bot.post_lines import SAMPLES, PostLine, Reads, guarded, post_lines, region_from


@click.command()
@click.argument("file", type=click.File("rb"), required=False)
@click.option("--text", help="One text instead of a file.")
@click.option("--date", "published", help="When it was published, such as 2025-11-17T06:40 (Kyiv); now if left out.")
@click.option("--region", help="The channel's own oblast, such as UA63.")
@click.option("--source", help="The channel's username.")
def parse(
    file: BinaryIO | None, text: str | None, published: str | None, region: str | None, source: str | None
) -> None:
    """Read posts and write what each says, a JSON object a line.

    The posts are JSON objects, one a line, in FILE or on standard input.

    A bad line is reported with its number, and {"error": ...} stands in its place; the exit status is 1 then.
    """
    if text is not None and file is not None:
        raise click.UsageError("give either --text or FILE")
    reader, registry = Reader.load(), Registry.load()
    if text is not None:
        post = Post("text", published_at(published), text, source, region_from(region))
        write_line(_reading(reader, registry, post))
    elif _parse_lines(guarded(reader), registry, post_lines(file or sys.stdin.buffer)):
        raise SystemExit(1)


def _parse_lines(reader: Reads, registry: Registry, lines: Iterable[PostLine]) -> int:
    """Writes a line for each line read; returns how many were bad."""
    bad = 0
    for line in lines:
        try:
            write_line(_line_read(reader, registry, line))
        except InputError as error:
            bad += 1
            click.echo(f"line {line.number}: {error}", err=True)
            known = line.post.id if line.post else line.id
            write_line(json.dumps({"id": known, "error": str(error)}, ensure_ascii=False))
    return bad


def _line_read(reader: Reads, registry: Registry, line: PostLine) -> str:
    """The reading of a line as JSON. Raises InputError where there is none."""
    if line.post is None:
        raise InputError(line.fault or "not readable")
    return _reading(reader, registry, line.post)


def _reading(reader: Reads, registry: Registry, post: Post) -> str:
    """The reading as JSON; a listed channel speaks for its own oblast where the post names none."""
    post = replace(post, region=post.region or registry.region(post.source))
    return json.dumps({"id": post.id} | reading_to_json(reader(post)), ensure_ascii=False)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--seconds", default=5.0, show_default=True, help="How long each reader reads.")
@click.option("--incidents", default=10_000, show_default=True, help="How long the record is to link in; 0 for none.")
@click.option("--hostile", default=100, show_default=True, help="How many kB the hostile texts have; 0 for none.")
def bench(files: tuple[Path, ...], seconds: float, incidents: int, hostile: int) -> None:
    """Measure how fast posts are read, and how fast a report is linked in a long record.

    The posts are those of FILES (JSON lines), or the samples that come with the program.

    Beside it stands, where it is installed, the named-entity step of natasha on the Russian posts. Hostile texts, such
    as one of nothing but brackets, show that time grows with the length of a text only.
    """
    begun = perf_counter()
    reader = Reader.load()
    loaded = perf_counter() - begun
    posts = _posts(files or sorted(SAMPLES.glob("*.jsonl")))
    speeds = [measure("zvedennia", reader, posts, seconds)]
    memory = peak_memory()
    in_russian, natasha = russian(posts), natasha_reader()
    if in_russian and natasha:
        speeds.append(measure("zvedennia, Russian posts", reader, in_russian, seconds))
        speeds.append(measure("natasha NER, Russian posts", natasha, in_russian, seconds))
    out.print(_table(speeds))
    out.print(f"load {loaded:.2f} s, peak memory {memory:.0f} MB, {len(posts)} posts")
    if hostile:
        out.print(_hostile_words(reader, hostile))
    if not natasha:
        err.print("natasha is not installed: nothing to compare with")
    if incidents:
        err.print(f"a record of {incidents:,} incidents is being made; that takes a minute or two")
        for speed in _linking(incidents):
            out.print(_linking_words(speed))


def _linking(incidents: int) -> list[LinkingSpeed]:
    with TemporaryDirectory() as folder:
        return asyncio.run(measure_linking(Path(folder) / "bench.db", incidents))


def _linking_words(speed: LinkingSpeed) -> str:
    times = f"median {speed.median_ms:.1f} ms ({speed.processor_ms:.1f} of the processor)"
    slowest = f"slowest {speed.slowest_ms:.1f} ms of {speed.timed}"
    late = f", {speed.days_late} {'day' if speed.days_late == 1 else 'days'} late" if speed.days_late else ""
    return f"linking a report at {speed.on_file:,} incidents{late}: {times}, {slowest}"


def _hostile_words(reader: Reader, size: int) -> str:
    posts = hostile_posts(size * 1000, (unit.name for unit in reader.gazetteer.all_units()))
    took = [f"{seconds:.2f} s ({name})" for name, seconds in slowest(reader, posts)[:3]]
    return f"slowest of {len(posts)} hostile texts of {size} kB: {', '.join(took)}"


def _posts(files: Sequence[Path]) -> list[Post]:
    posts: list[Post] = []
    for path in files:
        with path.open("rb") as lines:
            posts += [line.post for line in post_lines(lines) if line.post]
    if not posts:
        raise InputError("there is no post to read: give files of JSON lines")
    return posts


def _table(speeds: Iterable[Speed]) -> Table:
    table = Table("reader", "posts/s", "words/s", "posts read", "seconds")
    for column in table.columns[1:]:
        column.justify = "right"
    for speed in speeds:
        rates = f"{speed.posts_a_second:,.0f}", f"{speed.words_a_second:,.0f}"
        table.add_row(speed.name, *rates, f"{speed.posts:,}", f"{speed.seconds:.1f}")
    return table
