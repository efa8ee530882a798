"""Loops that outlive their errors, and naps that news ends."""

import asyncio

import pytest

from bot.tasks import keep_on, nap


@pytest.mark.parametrize("is_news", [True, False])
async def test_a_nap_ends_by_news_which_is_then_known_or_by_its_time(is_news: bool) -> None:
    news = asyncio.Event()
    if is_news:
        news.set()
    async with asyncio.timeout(5):
        await nap(news, 60 if is_news else 0.01)
    assert not news.is_set()


async def test_a_step_that_fails_is_taken_again_until_the_loop_is_stopped() -> None:
    stopping, taken = asyncio.Event(), []

    async def step() -> float:
        taken.append(len(taken))
        if len(taken) == 1:
            raise OSError("no disk")
        stopping.set()
        return 0.0

    async with asyncio.timeout(10):
        await keep_on(step, asyncio.Event(), stopping, "no step")
    assert taken == [0, 1]
