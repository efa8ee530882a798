"""What every handler is given: the rooms behind the chat, joined once by the composition root."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from telegram.ext import CallbackContext, ExtBot

from bot.area_answers import Rooms
from bot.channels import Registry
from bot.gazetteer import Gazetteer
from bot.ingest import Reader
from bot.quota import Quota
from bot.settings import Settings
from bot.updates import Json
from storage.database import Database
from storage.records import OutboxMessage

Bag = dict[str, Any]


@dataclass(slots=True)
class Services:
    """The rooms; `wake` tells the delivery of a queued message, `now` is the clock (aware, UTC).

    `repeated` holds the ids of updates in hand that an earlier try may have handled in part, `asked_to_pin` the
    channels that this process has put on the review list.
    """

    settings: Settings
    database: Database
    gazetteer: Gazetteer
    registry: Registry
    reader: Reader
    wake: Callable[[], None]
    now: Callable[[], datetime]
    quota: Quota
    username: str | None = None
    repeated: set[int] = field(default_factory=set)
    asked_to_pin: set[int] = field(default_factory=set)

    def rooms(self, language: str | None = None) -> Rooms:
        """What answers in a language, or in that of the settings, are made from."""
        settings = self.settings
        chosen = language or settings.bot_language
        return Rooms(self.database, self.gazetteer, self.registry, chosen, self.username, settings.zone)


ANSWERS: ContextVar[list[OutboxMessage]] = ContextVar("answers")
"""What the update in hand is answered with; queued once its handling has succeeded."""

RAW: ContextVar[Mapping[int, Json]] = ContextVar("raw")
"""The messages of the update or album in hand as Telegram's JSON gave them, by their ids."""


class BotContext(CallbackContext[ExtBot[None], Bag, Bag, Bag]):
    """The context of an update, with the services."""

    @property
    def services(self) -> Services:
        """The rooms behind the chat."""
        return cast(Services, self.application.bot_data["services"])
