"""Stories as channels write them, read by the real reader into a real database: what the record then says.

The shares stand a little under what is reached: a better reader or better linking raises them, a worse one fails.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.channels import Registry
from bot.extract import Reader
from tests.score import exported

FILES = sorted((Path(__file__).parent / "cases" / "stories_read").glob("*.json"))
SLOTS = ("killed", "injured")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A story and what the record made of it, withdrawn incidents left out on both sides."""

    story: Row
    wanted: list[Row]
    found: list[Row]


@cache
def tools() -> tuple[Reader, Registry]:
    return Reader.load(), Registry.load()


async def record(posts: Sequence[dict[str, Any]], file: Path) -> list[Row]:
    return [json.loads(line) for line in await exported(posts, file, *tools())]


@pytest.fixture(scope="module")
async def all_told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    folder = tmp_path_factory.mktemp("stories")
    every = []
    for file in FILES:
        story = told(file)
        found = await record(story["posts"], folder / f"{file.stem}.db")
        wanted = [one for one in story["incidents"] if not one.get("retracted")]
        every.append(Told(story, wanted, [one for one in found if one["status"] != "retracted"]))
    return every


def told(file: Path) -> Row:
    story: Row = json.loads(file.read_text(encoding="utf-8"))
    return story


def town(row: Row) -> tuple[str, str]:
    place = row["place"]
    return place["oblast"], place["settlement"] or place["raion"] or ""


def best(incident: Row, found: Sequence[Row]) -> Row | None:
    """The incident of the same place that shares the most posts."""
    shared = {
        n: len({*one["posts"]} & {*incident["posts"]}) for n, one in enumerate(found) if town(one) == town(incident)
    }
    number = max(shared, key=lambda n: shared[n], default=None)
    return found[number] if number is not None and shared[number] else None


def total(row: Row | None, slot: str) -> int | None:
    return None if row is None or row[slot] is None else row[slot]["total"]


def share(rights: Iterator[bool]) -> float:
    counted = Counter(rights)
    return counted[True] / counted.total()


def links(rows: Sequence[Row]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """Each statement (post and place) with all those that stand in one incident with it."""
    together: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        keys = {(post, *town(row)) for post in row["posts"]}
        for key in keys:
            together[key] |= keys
    return together


def agreement(every: Sequence[Told]) -> float:
    """B-cubed F1 over the statements of all stories."""
    shares: dict[str, list[float]] = {"precision": [], "recall": []}
    for one in every:
        wanted, found = links(one.wanted), links(one.found)
        shares["precision"] += [len(wanted.get(key, set()) & found[key]) / len(found[key]) for key in found]
        shares["recall"] += [len(found.get(key, set()) & wanted[key]) / len(wanted[key]) for key in wanted]
    precision, recall = (sum(values) / len(values) for values in shares.values())
    return 2 * precision * recall / (precision + recall)


def sums(rows: Sequence[Row], day: Row) -> tuple[int, int]:
    of_day = [
        row for row in rows
        if row["place"]["oblast"] == day["oblast"] and row["when"]["to"] == day["date"]
        and day.get("settlement") in (None, row["place"]["settlement"])
    ]  # fmt: skip
    killed, injured = (sum(total(row, slot) or 0 for row in of_day) for slot in SLOTS)
    return killed, injured


def test_posts_come_together_as_they_should(all_told: list[Told]) -> None:
    assert agreement(all_told) >= 0.95


def test_a_story_has_as_many_incidents_as_it_tells_of(all_told: list[Told]) -> None:
    assert share(len(one.wanted) == len(one.found) for one in all_told) >= 0.90


@pytest.mark.parametrize(("slot", "bar"), [("killed", 0.95), ("injured", 0.95)])
def test_the_figures_are_those_after_the_last_post(all_told: list[Told], slot: str, bar: float) -> None:
    pairs = [(incident, best(incident, one.found)) for one in all_told for incident in one.wanted]
    assert share(found is not None and total(found, slot) == total(wanted, slot) for wanted, found in pairs) >= bar


@pytest.mark.parametrize(
    "name", ["kupiansk-died-in-hospital", "nikopol-heart-stopped-ru-en", "voznesensk-toll-has-risen-en"]
)
def test_who_died_of_wounds_leaves_the_injured_for_the_killed(all_told: list[Told], name: str) -> None:
    one = next(one for one in all_told if one.story["story"] == name)
    wanted = [[total(row, slot) for slot in SLOTS] for row in one.wanted]
    assert [[total(row, slot) for slot in SLOTS] for row in one.found] == wanted


def test_nobody_is_counted_twice_in_a_days_sums(all_told: list[Told]) -> None:
    days = [(one.found, day) for one in all_told for day in one.story["days"]]
    assert share(sums(found, day) == (day["killed"], day["injured"]) for found, day in days) >= 0.95


@pytest.mark.parametrize("story", [told(file) for file in FILES], ids=lambda story: story["story"])
async def test_any_order_of_arrival_makes_the_same_record(story: Row, tmp_path: Path) -> None:
    posts = story["posts"]
    shuffled = Random(story["story"]).sample(posts, len(posts))
    in_order = await record(posts, tmp_path / "in_order.db")
    assert shape(await record(shuffled, tmp_path / "shuffled.db")) == shape(in_order)


def shape(rows: Sequence[Row]) -> list[str]:
    """What a record says, whatever numbers its incidents bear."""
    return sorted(json.dumps({slot: row[slot] for slot in row if slot != "id"}, sort_keys=True) for row in rows)
