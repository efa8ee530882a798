"""Loops that outlive their errors, and naps that news ends."""

import asyncio

import pytest

from bot.tasks import keep_on, nap, take_turn


@pytest.mark.parametrize("is_news", [True, False])
async def test_a_nap_ends_by_news_which_is_then_known_or_by_its_time(is_news: bool) -> None:
    news = asyncio.Event()
    if is_news:
        news.set()
    async with asyncio.timeout(59):
        await nap(news, 60 if is_news else 0.01)
    assert not news.is_set()


async def test_other_tasks_go_on_between_the_turns_of_many() -> None:
    turns, done = asyncio.Lock(), list[str]()

    async def work(name: str) -> None:
        await take_turn(turns)
        done.append(name)
        asyncio.get_running_loop().call_soon(done.append, f"after {name}")

    await asyncio.gather(*(work(name) for name in "abc"))
    await asyncio.sleep(0)
    assert done == ["a", "after a", "b", "after b", "c", "after c"]


async def test_a_step_that_fails_is_taken_again_until_the_loop_is_stopped() -> None:
    stopping, taken = asyncio.Event(), []

    async def step() -> float:
        taken.append(len(taken))
        if len(taken) == 1:
            raise OSError("no disk")
        stopping.set()
        return 0.0

    async with asyncio.timeout(60):
        await keep_on(step, asyncio.Event(), stopping, "no step")
    assert taken == [0, 1]
