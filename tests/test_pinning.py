"""A channel's name is bound to its number by a reviewer, in the chat."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.model import Trust
from storage import posts, reviews
from storage.records import ReviewKind
from tests.bot_under_test import OWNER, Bot, registry, running
from tests.fake_telegram import FakeTelegram
from tests.telegram_updates import channel_origin, command, message, pressed

READER, NUMBER, OTHER = 61, -1001234500777, -1001234500778
EVENING = int(datetime(2024, 5, 6, 17, 0, tzinfo=UTC).timestamp())
CHECKED = "synegubov"
UNCHECKED = next(one.username for one in registry().channels if not one.checked and one.oblast)


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with FakeTelegram() as telegram, running(telegram, tmp_path / "z.db") as one:
        yield one


def forward(number: int, username: str, chat_id: int = NUMBER) -> dict[str, Any]:
    origin = channel_origin(chat_id, number, EVENING + number * 60, username)
    return message(READER, text=f"Охтирка: {number} поранених", forward_origin=origin)


async def trust_of(bot: Bot, post_id: str) -> Trust:
    async with bot.database.read() as connection:
        post = await posts.find(connection, post_id)
    assert post is not None
    return post.trust


async def matter(bot: Bot) -> int:
    async with bot.database.read() as connection:
        [found] = [one for one in await reviews.waiting(connection) if one.kind is ReviewKind.CHANNEL]
    return found.id


async def test_a_listed_channel_that_nobody_checked_counts_once_a_reviewer_has_bound_it(bot: Bot) -> None:
    await bot.send(forward(3, UNCHECKED))
    assert await trust_of(bot, f"{NUMBER}/3") is Trust.UNPROVEN
    number = await matter(bot)
    await bot.send(pressed(OWNER, f"rv:yes:{number}"))
    assert await trust_of(bot, f"{NUMBER}/3") is Trust.OFFICIAL
    await bot.send(forward(4, UNCHECKED))
    assert await trust_of(bot, f"{NUMBER}/4") is Trust.OFFICIAL
    assert await bot.count("channels", f"chat_id = {NUMBER} AND pinned_by = '{OWNER}'") == 1


async def test_a_bound_name_at_another_number_is_an_impostors(bot: Bot) -> None:
    await bot.send(forward(3, CHECKED))
    await bot.send(pressed(OWNER, f"rv:yes:{await matter(bot)}"))
    (told,) = await bot.send(forward(5, CHECKED, OTHER))
    assert await trust_of(bot, f"{OTHER}/5") is Trust.IMPOSTOR
    assert "лише схожий на офіційний" in told["text"]
    assert f"t.me/{CHECKED}/5" not in told["text"]


async def test_the_title_that_a_bound_channel_really_bears_is_an_impostors_at_another_number(bot: Bot) -> None:
    def titled(number: int, title: str, chat_id: int, username: str | None = CHECKED) -> dict[str, Any]:
        origin = channel_origin(chat_id, number, EVENING + number * 60, username, title)
        return message(READER, text=f"Охтирка: {number} поранених", forward_origin=origin)

    await bot.send(titled(3, "Степан з Харкова", NUMBER))
    await bot.send(titled(4, "Степан з Харкова", OTHER, "somebody_else"))
    assert await trust_of(bot, f"{OTHER}/4") is Trust.UNPROVEN
    await bot.send(pressed(OWNER, f"rv:yes:{await matter(bot)}"))
    await bot.send(titled(5, "Степан  з  Харкова", OTHER, "somebody_else"))
    assert await trust_of(bot, f"{OTHER}/5") is Trust.IMPOSTOR
    await bot.send(titled(6, "Очільник області", NUMBER))
    await bot.send(titled(7, "Очільник области", OTHER, None))
    assert await trust_of(bot, f"{OTHER}/7") is Trust.IMPOSTOR
    await bot.send(titled(8, "Степан з Харкова", OTHER, "somebody_else"))
    assert await trust_of(bot, f"{OTHER}/8") is Trust.UNPROVEN


async def test_a_refused_channel_stops_counting_and_what_it_said_leaves_the_sums(bot: Bot) -> None:
    await bot.send(forward(3, CHECKED))
    assert await trust_of(bot, f"{NUMBER}/3") is Trust.OFFICIAL
    await bot.send(pressed(OWNER, f"rv:no:{await matter(bot)}"))
    assert await trust_of(bot, f"{NUMBER}/3") is Trust.IMPOSTOR
    await bot.send(forward(4, CHECKED))
    assert await trust_of(bot, f"{NUMBER}/4") is Trust.IMPOSTOR


@pytest.mark.parametrize(("said", "before"), [("yes", Trust.UNPROVEN), ("no", Trust.UNPROVEN)])
async def test_an_answer_about_a_channel_can_be_undone(bot: Bot, said: str, before: Trust) -> None:
    await bot.send(forward(3, UNCHECKED))
    number = await matter(bot)
    (done,) = await bot.send(pressed(OWNER, f"rv:{said}:{number}"))
    assert f"rv:undo:{number}" in str(done["reply_markup"])
    assert await trust_of(bot, f"{NUMBER}/3") is not before
    await bot.send(pressed(OWNER, f"rv:undo:{number}"))
    assert await trust_of(bot, f"{NUMBER}/3") is before
    assert await matter(bot) == number
    await bot.send(forward(4, UNCHECKED))
    assert await trust_of(bot, f"{NUMBER}/4") is before


@pytest.mark.parametrize(("said", "why"), [("yes", "канал справді належить цій установі"), ("no", "не належить")])
async def test_why_a_channel_was_bound_or_refused_stands_in_the_history_of_its_posts(
    bot: Bot, said: str, why: str
) -> None:
    await bot.send(forward(3, CHECKED if said == "no" else UNCHECKED))
    await bot.send(pressed(OWNER, f"rv:{said}:{await matter(bot)}"))
    (told,) = await bot.send(command(OWNER, "/history 1"))
    assert why in told["text"]
    async with bot.database.read() as connection:
        ((answered, by, stored, *_),) = await reviews.answers_to(connection, 1)
    assert (answered, by, stored.startswith("reason.")) == (said, str(OWNER), True)


async def test_who_bore_a_name_before_it_was_bound_to_another_counts_no_more_until_that_is_undone(bot: Bot) -> None:
    await bot.send(forward(3, CHECKED))
    number = await matter(bot)
    await bot.send(forward(5, CHECKED, OTHER))
    assert await trust_of(bot, f"{OTHER}/5") is Trust.OFFICIAL
    await bot.send(pressed(OWNER, f"rv:yes:{number}"))
    assert await trust_of(bot, f"{NUMBER}/3") is Trust.OFFICIAL
    assert await trust_of(bot, f"{OTHER}/5") is Trust.IMPOSTOR
    await bot.send(pressed(OWNER, f"rv:undo:{number}"))
    assert await trust_of(bot, f"{OTHER}/5") is Trust.OFFICIAL


async def test_an_undone_refusal_gives_no_trust_to_a_name_that_is_bound_elsewhere(bot: Bot) -> None:
    await bot.send(forward(3, CHECKED))
    first = await matter(bot)
    await bot.send(forward(5, CHECKED, OTHER))
    second = first + 1
    await bot.send(pressed(OWNER, f"rv:no:{second}"))
    await bot.send(pressed(OWNER, f"rv:yes:{first}"))
    await bot.send(pressed(OWNER, f"rv:undo:{second}"))
    assert await trust_of(bot, f"{OTHER}/5") is Trust.IMPOSTOR


async def test_a_channel_is_asked_about_once_and_only_reviewers_answer(bot: Bot) -> None:
    await bot.send(forward(3, CHECKED))
    await bot.send(forward(4, CHECKED))
    number = await matter(bot)
    bot.telegram.push(pressed(READER, f"rv:yes:{number}"))
    await bot.settle()
    assert await matter(bot) == number
    (asked,) = await bot.send(command(OWNER, "/review"))
    assert f"t.me/{CHECKED}" in asked["text"].replace("\u2060", "")
    await bot.send(pressed(OWNER, f"rv:yes:{number}"))
    await bot.send(forward(5, CHECKED))
    assert not await bot.count("reviews", "kind = 'channel' AND closed_at IS NULL")
