"""The night when it matters, on loopback: `python -m tests.soak`, with a table of what happened at its end.

The bot is a real process that is killed over and over; this process is Telegram, with its faults and its limits.
Exit status 1 if anything was lost, doubled or over a limit.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.period import KYIV
from storage.migrate import migrate
from tests.bot_process import process
from tests.fake_telegram import FakeTelegram
from tests.fuzz import fuzz
from tests.soak_world import FIRST_DAY, NEW, OPEN, UNKNOWN, UNSENT, Line, injured, number, post, rows, until
from tests.telegram_faults import Fault, Limits, dropped, error, garbage, hang, not_ok, too_many

END_SECONDS = 5.0


def storm(telegram: FakeTelegram, chance: random.Random) -> None:
    """One fault of each kind for the next calls, some of them."""
    sending: tuple[Fault, ...] = (
        too_many(1),
        error(500),
        error(502),
        dropped(),
        dropped(acted=True),
        not_ok(),
        garbage(),
        hang(0.5),
        hang(0.5, acted=True),
    )
    polling = (error(401), error(404), error(409), error(500), dropped(), not_ok(), garbage(), hang(0.5))
    telegram.fail("sendMessage", *chance.sample(sending, 2))
    telegram.fail("getUpdates", chance.choice(polling))


async def kills(path: Path, forwards: int, times: int, seed: int) -> list[Line]:
    """The bot is killed at random moments while posts, some of them twice, arrive through a storm of faults."""
    chance = random.Random(seed)
    updates = [post(place, 1000 + place % 50) for place in range(forwards)]
    chance.shuffle(updates)
    share = -(-forwards // times)
    started, ended = time.monotonic(), list[int]()
    async with FakeTelegram(limits=Limits(in_all=10_000)) as telegram:
        for turn in range(times):
            ids = telegram.push(*updates[turn * share : (turn + 1) * share])
            telegram.push(*({**updates[turn * share], "update_id": ids[0]} for _ in ids[:1]))
            storm(telegram, chance)
            polls = telegram.count()["getUpdates"]
            async with process(telegram, path) as bot:
                await until(lambda polls=polls: telegram.count()["getUpdates"] > polls, 120)  # type: ignore[misc]
                await asyncio.sleep(chance.random() * 0.8)
                if bot.returncode is None:
                    bot.kill()
                else:
                    ended.append(bot.returncode)
        telegram.recover()
        async with process(telegram, path):
            in_time = await until(lambda: path.exists() and not telegram.waiting and not number(path, OPEN), 600)
            in_time = in_time and await until(lambda: not number(path, UNSENT), 120)
        return [
            Line("kill -9, posts", f"{times}, {forwards} in {time.monotonic() - started:.0f} s", in_time),
            Line("ended by itself", str(len(ended)), not ended),
            *judged(path, telegram, forwards),
        ]


def judged(path: Path, telegram: FakeTelegram, forwards: int) -> list[Line]:
    """What must be true after the kills."""
    stored = number(path, "SELECT count(*) FROM posts")
    wanted = Counter((place // 5, injured(place)) for place in range(forwards))
    found = Counter(
        (((date.fromisoformat(day) - FIRST_DAY).days // 8), hurt)
        for day, hurt in rows(path, "SELECT date_to, injured FROM incidents WHERE status = 'reported'")
    )
    replies = Counter(sent["reply_parameters"]["message_id"] for sent in telegram.sent if "reply_parameters" in sent)
    states = dict(rows(path, "SELECT state, count(*) FROM outbox GROUP BY state"))
    aside = number(path, "SELECT count(*) FROM inbox WHERE state = 'aside'")
    return [
        Line("posts stored once", f"{stored} of {forwards}", stored == forwards),
        Line("incidents right", f"{(found & wanted).total()} of {forwards}, {found.total()} in all", found == wanted),
        Line("replies sent twice", str(sum(count > 1 for count in replies.values())), max(replies.values()) == 1),
        Line("replies of unknown fate", f"{states.get('unknown', 0)} of {sum(states.values())}", True),
        Line("updates put aside", str(aside), aside == 0),
    ]


async def clock(path: Path, forwards: int, jumps: Sequence[int]) -> list[Line]:
    """The clock jumps by so many hours, each time between a kill and the next start, while updates wait.

    All moments that the database holds are shifted: to the next process that is the same as another clock.
    """
    async with FakeTelegram(limits=Limits(in_all=10_000)) as telegram:
        in_time = True
        for turn, hours in enumerate(jumps):
            telegram.push(*(post(turn * forwards + place, 100 + turn * forwards + place) for place in range(forwards)))
            polls = telegram.count()["getUpdates"]
            async with process(telegram, path) as bot:
                await until(lambda polls=polls: telegram.count()["getUpdates"] > polls + 1, 120)  # type: ignore[misc]
                bot.kill()
                await bot.wait()
            shift(path, -hours)
            async with process(telegram, path):
                in_time = in_time and await until(lambda: not number(path, OPEN) and not number(path, UNSENT), 120)
        lost = len(jumps) * forwards - number(path, "SELECT count(*) FROM posts")
        return [Line(f"clock set by {jumps} hours: posts lost", str(lost), in_time and not lost)]


def shift(path: Path, hours: int) -> None:
    """Moves every moment by which the bot decides what is due."""
    moments = {"inbox": ("received", "next_try"), "outbox": ("created", "next_try")}
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        for table, columns in moments.items():
            for column in columns:
                moved = f"strftime('%Y-%m-%d %H:%M:%f', {column}, '{hours:+} hours') || '000'"
                connection.execute(f"UPDATE {table} SET {column} = {moved}")


async def time_outs(path: Path) -> list[Line]:
    """Telegram takes a message and a poll and says nothing until the bot gives up."""
    async with FakeTelegram(limits=Limits(in_all=10_000)) as telegram, process(telegram, path):
        telegram.fail("sendMessage", hang(60, acted=True))
        telegram.push(post(0, 1))
        await telegram.until_sent(1, timeout=60)
        telegram.fail("getUpdates", hang(60))
        telegram.push(post(1, 2))
        await telegram.until_sent(2, timeout=60)
        telegram.push(post(2, 1))
        in_time = await until(lambda: len(telegram.sent) >= 3, 120)
        in_time = in_time and await until(lambda: number(path, UNKNOWN) == 1, 30)
        twice = len(telegram.sent) - 3
        return [Line("time-outs: replies sent twice", str(twice), in_time and not twice)]


async def latency(path: Path, chats: int, most: float) -> list[Line]:
    """Each chat forwards a post: all at one instant, then, other chats, within three seconds.

    The 95th percentile of both is judged (`most`, in seconds). The processor's time for a post is told beside them.
    """
    lines = []
    async with FakeTelegram(limits=Limits(in_all=10_000)) as telegram, process(telegram, path) as bot:
        telegram.push(post(0, 1))
        await telegram.until_sent(1, timeout=60)
        for spread, name in ((0.0, "all at once"), (3.0, "within 3 s")):
            used = processor_seconds(bot.pid)
            began = await _send(telegram, chats, spread)
            used = (processor_seconds(bot.pid) - used) / chats * 1000
            last = telegram.sent[-chats:]
            waits = sorted(sent["at"] - began[sent["reply_parameters"]["message_id"]] for sent in last)
            p95 = waits[int(len(waits) * 0.95)]
            text = f"p50 {statistics.median(waits) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
            rate = chats / (max(sent["at"] for sent in last) - min(began.values()))
            lines.append(Line(f"{chats} chats {name}, update to reply", text, p95 <= most))
            lines.append(Line(f"{chats} chats {name}", f"{rate:.0f} posts/s, {used:.1f} ms of processor a post", True))
    return lines


def processor_seconds(pid: int) -> float:
    """The time that all threads of a process have run on a processor; 0 where the system does not tell."""
    tasks = Path(f"/proc/{pid}/task")
    return sum(int(one.read_text().split()[0]) for one in tasks.glob("*/schedstat")) / 1e9


async def _send(telegram: FakeTelegram, chats: int, spread: float) -> dict[int, float]:
    before, began = len(telegram.sent), {}
    for place in range(chats):
        update = post(before + place, 5000 + before + place)
        began[update["message"]["message_id"]] = time.monotonic()
        telegram.push(update)
        await asyncio.sleep(spread / chats)
    await telegram.until_sent(before + chats, timeout=120)
    return began


async def stops(path: Path, forwards: int) -> list[Line]:
    """A SIGTERM in the midst of posts: the process ends by itself, and the next one finds them all."""
    async with FakeTelegram(limits=Limits(in_all=10_000)) as telegram:
        async with process(telegram, path) as bot:
            telegram.push(post(0, 1))
            await telegram.until_sent(1)
            telegram.push(*(post(place, 1 + place) for place in range(1, forwards)))
            await asyncio.sleep(0.1)
            started = time.monotonic()
            bot.terminate()
            status = await bot.wait()
            seconds = time.monotonic() - started
        async with process(telegram, path):
            in_time = await until(lambda: not telegram.waiting and not number(path, OPEN), 120)
            in_time = in_time and await until(lambda: not number(path, UNSENT), 120)
        lost = forwards - number(path, "SELECT count(*) FROM posts")
        return [
            Line("SIGTERM to the end", f"{seconds:.1f} s, status {status}", status == 0 and seconds <= END_SECONDS),
            Line("SIGTERM: posts lost", str(lost), in_time and not lost),
        ]


async def digests(path: Path, subscribers: int) -> list[Line]:
    """A digest to many subscribers at Telegram's limits, which the server checks."""
    now = datetime.now(KYIV)
    stamp = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    await asyncio.to_thread(migrate, path)
    people = [(chat, stamp) for chat in range(1, subscribers + 1)]
    wishes = [(chat, now.hour * 60 + now.minute, now.date().isoformat(), stamp) for chat, _ in people]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO chats (id, kind, language, created) VALUES (?, 'private', 'uk', ?)", people)
        columns = "chat_id, area, minute, first_day, created"
        connection.executemany(f"INSERT INTO subscriptions ({columns}) VALUES (?, '', ?, ?, ?)", wishes)
    started = time.monotonic()
    async with FakeTelegram() as telegram, process(telegram, path, BOT_MESSAGES_PER_SECOND="30"):
        in_time = await until(lambda: len(telegram.sent) >= subscribers, 120 + subscribers / 20)
        await asyncio.sleep(1)
        twice = len(telegram.sent) - len({sent["chat"]["id"] for sent in telegram.sent})
        rate = len(telegram.sent) / (time.monotonic() - started)
        over = telegram.limits.violations
    return [
        Line("digests sent", f"{len(telegram.sent)} of {subscribers}, {rate:.1f}/s", in_time),
        Line("digests sent twice", str(twice), twice == 0),
        Line("messages over Telegram's limits", f"{len(over)} {over[:1] or ''}", not over),
    ]


async def fuzzed(path: Path, count: int) -> list[Line]:
    """Updates as nobody sends them, to the real process."""
    async with FakeTelegram(limits=Limits(in_all=100_000, a_chat=100_000)) as telegram, process(telegram, path) as bot:
        started = time.monotonic()
        telegram.push(*(json.loads(json.dumps(update)) for update in fuzz(count)))
        in_time = await until(
            lambda: path.exists() and not telegram.waiting and not number(path, NEW), 120 + count / 20
        )
        rate, is_alive = count / (time.monotonic() - started), bot.returncode is None
        unreadable = number(path, "SELECT count(*) FROM inbox WHERE state = 'aside'")
        unforeseen = rows(path, "SELECT error FROM inbox WHERE error NOT LIKE 'UnreadableError%'")
    return [
        Line("fuzzed updates", f"{count}, {unreadable} put aside as unreadable, {rate:.0f}/s", in_time and is_alive),
        Line("unforeseen errors", f"{len(unforeseen)} {unforeseen[:1] or ''}", not unforeseen),
    ]


async def soak(given: argparse.Namespace) -> list[Line]:
    """All parts, one after another; each line is told as soon as it is found."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for part in (
            kills(place / "kills.db", given.forwards, given.kills, given.seed),
            fuzzed(place / "fuzzed.db", given.fuzzed),
            stops(place / "stops.db", given.chats),
            clock(place / "clock.db", given.chats, (-1, 1)),
            latency(place / "latency.db", given.chats, given.p95 / 1000),
            digests(place / "digests.db", given.subscribers),
            time_outs(place / "timeouts.db"),
        ):
            found = await part
            lines += found
            for line in found:
                print(f"{line.what}: {line.found}", file=sys.stderr, flush=True)
    return lines


def arguments() -> argparse.ArgumentParser:
    """How much of everything, by name."""
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = {
        "kills": 200,
        "forwards": 2000,
        "fuzzed": 10_000,
        "chats": 50,
        "subscribers": 20_000,
        "seed": 1,
        "p95": 300,
    }
    for name, default in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser


def main() -> None:
    """Runs the soak and prints its table."""
    given = arguments().parse_args()
    lines = asyncio.run(soak(given))
    table = Table("what", "found", "", title=json.dumps(vars(given)))
    for line in lines:
        table.add_row(line.what, line.found, "[green]ok[/]" if line.is_well else "[red]NOT OK[/]")
    Console(width=110).print(table)
    raise SystemExit(0 if all(line.is_well for line in lines) else 1)


if __name__ == "__main__":
    main()
