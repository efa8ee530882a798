"""The soak in short: a kill and a sending to a few, and a table that tells of what is wrong."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.migrate import migrate
from tests.fake_telegram import FakeTelegram
from tests.soak import clock, digests, judged, kills, latency, stops


async def test_a_short_night_goes_well(tmp_path: Path) -> None:
    lines = await kills(tmp_path / "kills.db", forwards=10, times=1, seed=1)
    lines += await digests(tmp_path / "digests.db", subscribers=40)
    lines += await clock(tmp_path / "clock.db", forwards=2, jumps=(-1,))
    assert [line for line in lines if not line.is_well] == []


async def test_how_long_a_reply_takes_and_the_end_of_the_process_is_told(tmp_path: Path) -> None:
    at_once, rate, spread, _ = await latency(tmp_path / "latency.db", chats=3, most=120)
    assert at_once.is_well
    assert spread.is_well
    assert "posts/s" in rate.found
    end, lost = await stops(tmp_path / "stops.db", forwards=5)
    assert "status 0" in end.found
    assert lost.is_well


async def test_what_is_lost_doubled_or_put_aside_is_told(tmp_path: Path) -> None:
    path = tmp_path / "z.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = "update_id, raw, received, state, attempts, next_try"
        connection.execute(f"INSERT INTO inbox ({columns}) VALUES (1, '{{}}', '', 'aside', 6, '')")
    telegram = FakeTelegram()
    telegram.sent = [{"reply_parameters": {"message_id": 5}}] * 2
    wrong = {line.what for line in judged(path, telegram, 1) if not line.is_well}
    assert wrong == {"posts stored once", "incidents right", "replies sent twice", "updates put aside"}
