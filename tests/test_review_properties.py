"""Acts and undoings in any order: what is undone leaves no trace, and no decision moves to another incident."""

import asyncio
import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_posts import START, plain, read

from bot import review
from bot.codec import toll_to_json
from bot.errors import InputError
from bot.linking import Act, Ruling, key_of
from bot.model import Incident
from bot.reread import reread
from storage import incidents
from storage.database import Database
from tests.record_steps import take

NOW = START + timedelta(days=2)
POSTS = (
    plain("p0", "Тростянець 2025-03-04 08:40 k=2 i=4", 0),
    plain("p1", "roundup\nТростянець 2025-03-04 k=2\nКролевець 2025-03-04 i=3\nПутивль 2025-03-04", 50, "police_sumy"),
    plain("p2", "update\nТростянець 2025-03-04 08:40 k=3 i=6", 90),
    plain("p3", "Кролевець 2025-03-04 12:10 i=3", 100),
    plain("p4", "Тростянець 2025-03-04 19:30 i=2", 700),
    plain("p5", "update\nТростянець 2025-03-04 19:30 i=3", 720, "police_sumy"),
    plain("p6", "roundup\nТростянець 2025-03-04/2025-03-05 k=3 i=9\nПутивль 2025-03-05 i=1", 1300),
    plain("p7", "update\nТростянець 2025-03-04 undated k=4 i=12", 1310, "police_sumy"),
)
ACTS = ("merge", "merge", "split", "split", "killed", "date", "confirm", "retract", "dismiss", "undo", "undo")


@dataclass(slots=True)
class Desk:
    """One person at a record: acts by chance, each at its own time, and what of them still stands."""

    database: Database
    chance: random.Random
    at: datetime = NOW
    standing: list[int] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    async def incidents(self) -> list[Incident]:
        async with self.database.read() as connection:
            return [one for one in await incidents.everything(connection) if one.statements]

    async def step(self, act: str) -> None:
        """Does an act, or undoes one that stands; what can't be done is passed over."""
        self.at += timedelta(minutes=7)
        try:
            if act == "undo":
                await self.undo(self.chance.choice(self.standing)) if self.standing else None
            else:
                decided = await self._act(act, *self.chance.choices(await self.incidents(), k=2))
                self.standing.append(decided.ruling_id)
        except InputError:
            return

    async def undo(self, number: int) -> None:
        await review.undo(self.database, number, "501", self.at)
        self.standing.remove(number)
        self.done.append(f"undo {number}")

    async def _act(self, act: str, one: Incident, other: Incident) -> review.Decided:
        self.done.append(f"{act} {one.id} {other.id}")
        if act == "merge":
            return await review.merge(self.database, one.id, other.id, "501", self.at, "")
        if act == "split":
            keys = [key_of(told) for told in one.statements]
            leaving = self.chance.sample(keys, self.chance.randint(1, max(1, len(keys) - 1)))
            return await review.split(self.database, one.id, leaving, "501", self.at, "")
        ruling = Ruling(0, one.id, Act.CORRECT, "501", self.at)
        if act in ("killed", "date"):
            value = "77" if act == "killed" else f"2025-03-0{self.chance.randint(2, 5)}"
            return await review.decide(self.database, Ruling(0, one.id, Act.CORRECT, "501", self.at, act, value))
        return await review.decide(self.database, Ruling(0, ruling.incident_id, Act(act), "501", self.at))

    async def undo_all(self) -> None:
        """Undoes what stands in an order by chance; what a later act stands in the way of is tried again."""
        while self.standing:
            before = len(self.standing)
            for number in self.chance.sample(self.standing, before):
                self.at += timedelta(minutes=7)
                try:
                    await self.undo(number)
                except InputError:
                    continue
            assert len(self.standing) < before, "nothing can be undone any more"

    async def told(self) -> list[tuple[object, ...]]:
        """All that is said of every incident."""
        found = await self.incidents()
        return [
            (
                one.id, [key_of(told) for told in one.statements], one.place, one.when, one.status, one.held,
                *(toll and toll_to_json(toll) for toll in (one.killed, one.injured)),
                [(link.status, link.decider) for link in one.links],
            )
            for one in sorted(found, key=lambda one: one.id)
        ]  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the posts."""
    path = tmp_path_factory.mktemp("acts") / "base.db"

    async def fill() -> None:
        database = await Database.open(path)
        await take(database, *POSTS)
        await database.close()

    asyncio.run(fill())
    return path


async def _acts_and_undoings(base: Path, acts: Sequence[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(base, folder))
        database = await Database.open(path)
        desk = Desk(database, random.Random(seed))
        before = await desk.told()
        for act in acts:
            await desk.step(act)
        assert await reread(database, read, dry_run=True, now=desk.at) == [], desk.done
        await desk.undo_all()
        assert await desk.told() == before, desk.done
        assert await reread(database, read, dry_run=True, now=desk.at) == [], desk.done
        await database.close()


@settings(max_examples=30, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=6), seed=st.integers(0, 10**6))
def test_acts_undone_in_any_order_leave_the_record_as_it_was(base: Path, acts: Sequence[str], seed: int) -> None:
    asyncio.run(_acts_and_undoings(base, acts, seed))


@settings(max_examples=15, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=5), seed=st.integers(0, 10**6))
def test_a_correction_stays_where_it_was_made_whatever_is_done_and_undone_around_it(
    base: Path, acts: Sequence[str], seed: int
) -> None:
    asyncio.run(_a_correction_among(base, [act for act in acts if act not in ("killed", "date")], seed))


async def _a_correction_among(base: Path, acts: Sequence[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(shutil.copy(base, folder)))
        desk = Desk(database, random.Random(seed))
        await desk.step("killed")
        corrected = await desk.told()
        desk.standing.clear()
        for act in acts:
            await desk.step(act)
        await desk.undo_all()
        assert await desk.told() == corrected, desk.done
        await database.close()
