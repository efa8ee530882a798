"""The sample posts: sound lines of listed channels, the figures that they end with, and what the README shows."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers import edition_of, summary_edition, summary_of
from bot.channels import Registry
from bot.demo import sample_posts
from bot.extract import Reader
from bot.gazetteer import Gazetteer
from bot.ingest import ingest_post
from bot.intake import incoming_from, take_in
from bot.model import Incident, Toll
from bot.period import KYIV, Period
from bot.post_lines import SAMPLES, post_lines
from bot.render import render_card, render_summary, render_why
from bot.render.plain import visible
from storage import incidents
from storage.database import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)

NIGHT, MORNING = (datetime(2025, 11, 17, hour, 0, tzinfo=KYIV) for hour in (1, 7))

EXPECTED: dict[tuple[date, str | None], tuple[int | None, int | None, int | None]] = {
    (date(2024, 6, 22), "Харків"): (2, 52, None),
    (date(2024, 6, 23), "Харків"): (1, 11, None),
    (date(2025, 11, 12), "Харків"): (None, 5, None),
    (date(2025, 11, 14), None): (1, None, None),
    (date(2025, 11, 17), "Балаклія"): (3, 13, 4),
}
"""Killed, injured, and children among the injured, as the last posts leave them."""


def test_every_sample_line_is_a_post_of_a_listed_channel() -> None:
    registry = Registry.load()
    lines = [line for path in SAMPLES.glob("*.jsonl") for line in post_lines(path.read_bytes().splitlines())]
    assert [line.fault for line in lines if line.fault] == []
    assert all(line.post and registry.by_username(line.post.source) for line in lines)


def test_the_samples_have_ids_of_their_own_and_all_three_languages() -> None:
    posts = sample_posts()
    assert len({post.id for post in posts}) == len(posts) >= 15
    assert any("ы" in post.text for post in posts)
    assert any(post.text.isascii() for post in posts)


@pytest.fixture
async def record(tmp_path: Path) -> AsyncIterator[list[Incident]]:
    database = await Database.open(tmp_path / "record.db")
    reader, registry = Reader.load(), Registry.load()
    for path in sorted(SAMPLES.glob("*.jsonl")):
        await take_in(database, path.name, path.read_bytes().splitlines(), reader, registry, NOW)
    async with database.read() as connection:
        yield await incidents.everything(connection)
    await database.close()


async def test_the_samples_end_with_the_figures_of_the_events_they_retell(record: list[Incident]) -> None:
    found = {(one.when.end, one.place.settlement): figures(one) for one in record}
    assert found == EXPECTED


def figures(incident: Incident) -> tuple[int | None, int | None, int | None]:
    killed, injured = incident.killed or Toll(), incident.injured or Toll()
    return killed.total, injured.total, injured.children


async def test_an_answer_names_every_post_once(record: list[Incident]) -> None:
    told = [(one.post_id, one.number) for incident in record for one in incident.statements]
    assert len(told) == len(set(told))


@pytest.fixture
async def answers(tmp_path: Path) -> AsyncIterator[str]:
    """What the bot says in the README's conversation, as people see it."""
    database = await Database.open(tmp_path / "talk.db")
    registry, gazetteer = Registry.load(), Gazetteer.load()
    reader, said = Reader.load(gazetteer), []
    for post in (post for post in sample_posts() if NIGHT <= post.published <= MORNING):
        done = await ingest_post(database, incoming_from(post, registry, post.published), reader, post.published)
        for one in done.outcomes:
            shown = edition_of(gazetteer, registry, "en", None, [one.incident])
            doubts = done.reading.reports[one.number].doubts
            said += render_card(one.incident, shown, is_new=one.is_new_incident, doubts=doubts)
            said += render_why(one.incident, shown)
    summary = await summary_of(database, gazetteer, Period.day(MORNING.date()), None, MORNING)
    said += render_summary(summary, summary_edition(gazetteer, registry, "en", None, summary))
    yield "\n".join(visible(message).replace("\u2060", "") for message in said)
    await database.close()


async def test_the_readmes_conversation_is_what_the_bot_says(answers: str) -> None:
    readme = (SAMPLES.parent.parent / "README.md").read_text(encoding="utf-8")
    posts = " ".join(" ".join(post.text.split()) for post in sample_posts())
    shown = [re.sub(r"[*“”]|<br>", "", line[1:]).strip() for line in readme.splitlines() if line.startswith(">")]
    untrue = [line for line in shown if line not in answers and line not in posts and not line.startswith("`")]
    assert len(shown) > 40
    assert untrue == []
