"""Whole stories: many posts in, the record out, whatever the order of arrival."""

import random

import pytest

from bot.model import Incident, LinkStatus, Statement
from tests import stories


def made(statements: list[Statement], expected: list[dict]) -> list[dict]:
    slots = {slot for row in expected for slot in row}
    return ordered([stories.told(incident, slots) for incident in stories.record(statements)])


def ordered(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: (row["place"], row["posts"], row["day"]))


def filled(rows: list[dict]) -> list[dict]:
    if any("status" in row for row in rows):
        rows = [{"status": "reported", **row} for row in rows]
    return ordered(rows)


@pytest.mark.parametrize("name", stories.NAMES)
def test_a_story_makes_its_incidents(name: str) -> None:
    story = stories.load(name)
    assert made(story.statements, story.expected) == filled(story.expected)


@pytest.mark.parametrize("name", stories.NAMES)
def test_any_order_of_arrival_makes_the_same_record(name: str) -> None:
    story = stories.load(name)
    in_order = stories.record(story.statements)
    for seed in range(3):
        shuffled = story.statements[:]
        random.Random(seed).shuffle(shuffled)
        assert stories.record(shuffled) == in_order


@pytest.mark.parametrize("name", stories.NAMES)
def test_every_link_tells_its_reasons(name: str) -> None:
    for incident in stories.record(stories.load(name).statements):
        assert [(link.post_id, link.number) for link in incident.links] == keys(incident)
        assert all(link.reasons and all(reason.code for reason in link.reasons) for link in incident.links)


def keys(incident: Incident) -> list[tuple[str, int]]:
    return [(statement.post_id, statement.number) for statement in incident.statements]


def test_an_unproven_post_is_linked_provisionally_only() -> None:
    (incident,) = stories.record(stories.load("rivne-unproven").statements)
    assert [(link.post_id, link.status) for link in incident.links] == [
        ("1", LinkStatus.PROVISIONAL),
        ("2", LinkStatus.CERTAIN),
    ]
    assert incident.killed is None


def test_a_town_sum_counts_in_neither_attack() -> None:
    first, second = stories.record(stories.load("izmail-town-sum").statements)
    assert [(i.injured.low, i.injured.high) for i in (first, second) if i.injured] == [(4, 4), (5, 5)]
