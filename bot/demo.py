"""The main job on the sample posts: read, linked, stored in a database of its own, and answered from; no network."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.answers import edition_of
from bot.area_answers import Rooms, day_answer, region_answer
from bot.channels import Registry
from bot.digest import digest_of
from bot.extract import Reader
from bot.gazetteer import Gazetteer
from bot.ingest import Ingested, ingest_post
from bot.intake import incoming_from
from bot.model import Incident, Post
from bot.period import KYIV
from bot.post_lines import SAMPLES, post_lines
from bot.render import Edition, render_card
from bot.render.figures import toll_line
from bot.terminal import html_to_text, show
from storage import incidents
from storage.database import Database

AREA = "Харківська"
DAY = date(2025, 11, 17)
EVENING = datetime(2025, 11, 17, 20, 0, tzinfo=KYIV)
FIRST_DIGEST = datetime(2024, 6, 22, 18, 0, tzinfo=KYIV)
SECOND_DIGEST = FIRST_DIGEST + timedelta(days=1)
WORDS_SHOWN = 64

Answers = dict[str, Sequence[str]]


@dataclass(slots=True)
class Stage:
    """What the demonstration is played on; `answers` are the bot's messages by heading, given at their own time."""

    console: Console
    rooms: Rooms
    reader: Reader
    answers: Answers = field(default_factory=dict)
    told: dict[str, Any] | None = None


def sample_posts() -> list[Post]:
    """The sample posts of seeds/posts in the order of publication."""
    lines = [line for path in SAMPLES.glob("*.jsonl") for line in post_lines(path.read_bytes().splitlines())]
    return sorted((line.post for line in lines if line.post), key=lambda post: post.published)


async def play(console: Console, language: str) -> None:
    """Shows on the console what the bot makes of the samples: posts, cards, /today, /region and a digest."""
    gazetteer = Gazetteer.load()
    reader = Reader.load(gazetteer)
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "demo.db")
        try:
            rooms = Rooms(database, gazetteer, Registry.load(), language)
            await _play(Stage(console, rooms, reader))
        finally:
            await database.close()


async def _play(stage: Stage) -> None:
    stage.console.rule("[bold]The posts, as they were forwarded", align="left")
    asked = [(FIRST_DIGEST, _digest), (SECOND_DIGEST, _digest), (EVENING, _today), (EVENING, _region)]
    for post in sample_posts():
        while asked and asked[0][0] <= post.published:
            moment, question = asked.pop(0)
            await question(stage, moment)
        await _forward(stage, post)
    await _cards(stage)
    for heading, messages in sorted(stage.answers.items(), key=_digest_last):
        stage.console.print()
        stage.console.rule(f"[bold]{heading}", align="left")
        stage.console.print()
        show(stage.console, messages, indent=2)


def _digest_last(answer: tuple[str, Sequence[str]]) -> bool:
    return answer[0].startswith("The digest")


async def _forward(stage: Stage, post: Post) -> None:
    incoming = incoming_from(post, stage.rooms.registry, post.published)
    done = await ingest_post(stage.rooms.database, incoming, stage.reader, post.published)
    head = f"{post.published.astimezone(KYIV):%d.%m.%Y %H:%M}  @{post.source}"
    stage.console.print(Text.assemble("\n", (head, "bold"), "  ", (_first_words(post.text), "dim")))
    for line in _outcomes(stage, done):
        stage.console.print(Text.assemble(("    → ", "green"), line))


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS_SHOWN else line[:WORDS_SHOWN].rsplit(" ", 1)[0] + " …"


def _outcomes(stage: Stage, done: Ingested) -> list[str]:
    if not done.outcomes:
        return [f"{done.reading.kind}: no incident"]
    return [_outcome(stage, one.incident, one.is_new_incident) for one in done.outcomes]


def _outcome(stage: Stage, incident: Incident, is_new: bool) -> str:
    edition = _edition(stage, [incident])
    tolls = html_to_text(toll_line(edition.words, incident))
    where = f"{incident.when.end:%d.%m}, {edition.title(incident.place)}"
    return f"{'new' if is_new else 'added to'} №{incident.id}, {where}: {tolls}"


def _edition(stage: Stage, shown: Sequence[Incident]) -> Edition:
    rooms = stage.rooms
    return edition_of(rooms.gazetteer, rooms.registry, rooms.language, None, shown)


async def _digest(stage: Stage, now: datetime) -> None:
    area = stage.rooms.gazetteer.search(AREA)[0].unit.code
    digest = await digest_of(stage.rooms, area, stage.rooms.language, now, stage.told)
    if stage.told:
        stage.answers[f"The digest of {now:%d.%m.%Y, %H:%M}, a day after the one before"] = digest.texts
    stage.told = digest.told


async def _today(stage: Stage, now: datetime) -> None:
    stage.answers[f"/today {DAY}, asked at {now:%H:%M} of that day"] = await day_answer(stage.rooms, DAY, None, now)


async def _region(stage: Stage, now: datetime) -> None:
    unit = stage.rooms.gazetteer.search(AREA)[0].unit
    heading = f"/region {AREA}, asked on {now:%d.%m.%Y at %H:%M}"
    stage.answers[heading] = await region_answer(stage.rooms, unit, now)


async def _cards(stage: Stage) -> None:
    async with stage.rooms.database.read() as connection:
        found = await incidents.everything(connection)
    edition = _edition(stage, found)
    cards = [message for incident in found for message in render_card(incident, edition)]
    stage.answers = {"The record in the end: a card an incident": cards, **stage.answers}
