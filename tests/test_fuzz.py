"""No update, however broken, brings an error that the bot does not foresee."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, build
from bot.inbox import UnreadableError, chat_of, group_of, keep
from handlers.gateway import dispatcher
from handlers.soundness import faults
from tests.bot_under_test import gazetteer, opened, read, registry, settings_for
from tests.fake_telegram import FakeTelegram
from tests.fuzz import fuzz
from tests.telegram_updates import message, user

COUNT = 300


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with FakeTelegram() as telegram:
        database = await opened(tmp_path / "z.db")
        one = build(settings_for(telegram, tmp_path / "z.db"), database, gazetteer(), registry(), read)
        await one.application.initialize()
        one.services.username = "zvedennia_test_bot"
        yield one
        await one.application.shutdown()
        await database.close()


async def test_broken_updates_are_handled_or_called_unreadable(app: App) -> None:
    dispatch = dispatcher(app.application, app.services)
    unreadable = 0
    for update in fuzz(COUNT):
        raw = json.loads(json.dumps(update))
        chat_of(raw)
        group_of(raw)
        try:
            await dispatch([raw], False)
        except UnreadableError:
            unreadable += 1
    assert unreadable < COUNT * 0.9


async def test_an_update_of_a_kind_that_was_not_asked_for_is_let_pass(app: App) -> None:
    moved = {**message(-7, migrate_from_chat_id={"id": None})["message"]}
    assert await dispatcher(app.application, app.services)([{"update_id": 1, "business_message": moved}], False) == []


async def test_broken_updates_are_all_stored(app: App) -> None:
    batch = [json.loads(json.dumps(update)) for update in fuzz(COUNT)]
    assert await keep(app.services.database, batch, app.services.now()) == COUNT + 1


def test_what_telegram_may_add_is_no_fault() -> None:
    raw = {**message(5, text="x", rich_message={"blocks": [{"text": {"bold": 1}, "date": "x"}]}), "update_id": 1}
    assert list(faults(raw)) == []


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (message(5, text=7), "text"),
        (message(5, entities=[{"type": "bold", "offset": "0", "length": 1}]), "entities"),
        ({"message": {**message(5)["message"], "chat": {"id": True, "type": "private"}}}, "chat"),
        ({"callback_query": {"id": 5, "from": user(5)}}, "callback_query"),
        ({"message": {**message(5)["message"], "message_id": 2**63}}, "message"),
    ],
)
def test_a_fault_is_named_by_its_field(raw: dict, fault: str) -> None:
    assert fault in set(faults(raw))
