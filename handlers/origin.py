"""Where a message comes from, as far as Telegram itself states it.

Only a forward's channel origin (or a post in a channel whose member the bot is) proves anything: Telegram's server
fills it and nobody can edit it. Titles, usernames alone, hidden senders, quotes of a channel and pasted text prove
nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from telegram import Chat, Message, MessageOriginChannel

from bot.answers import address_of
from bot.channels import NO_TITLES, Registry
from bot.model import Trust
from storage.records import RegisteredChannel


@dataclass(frozen=True, slots=True)
class Origin:
    """A channel's post that a message is, or is a forward of; `published` is aware, in UTC."""

    chat_id: int
    message_id: int
    published: datetime
    username: str | None = None
    title: str | None = None

    @property
    def link(self) -> str | None:
        """The post's address at t.me; one of a channel without username opens for its members only."""
        return address_of(f"{self.chat_id}/{self.message_id}", self.username)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an origin: its trust, and the registry's channel where it is one (or pretends to be).

    `waits` is the username of a listed channel that no reviewer has bound to its number yet.
    """

    trust: Trust
    username: str | None = None
    oblast: str | None = None
    authority: str | None = None
    resembles: str | None = None
    waits: str | None = None


def origin_of(message: Message) -> Origin | None:
    """The channel's post that Telegram states as the message's origin; None for anything else.

    A reply that quotes a channel (`external_reply`) is the user's own text and has no origin.
    """
    stated = message.forward_origin
    if isinstance(stated, MessageOriginChannel):
        chat = stated.chat
        return Origin(chat.id, stated.message_id, stated.date.astimezone(UTC), chat.username, chat.title)
    if stated is None and message.chat.type == Chat.CHANNEL:
        chat = message.chat
        return Origin(chat.id, message.message_id, message.date.astimezone(UTC), chat.username, chat.title)
    return _legacy_origin(message) if stated is None else None


def _legacy_origin(message: Message) -> Origin | None:
    """The origin as Bot API servers before 7.0 gave it."""
    fields = message.api_kwargs
    chat = fields.get("forward_from_chat")
    number, date = fields.get("forward_from_message_id"), fields.get("forward_date")
    if not (isinstance(chat, dict) and chat.get("type") == Chat.CHANNEL and number and date):
        return None
    published = datetime.fromtimestamp(int(date), UTC)
    return Origin(int(chat["id"]), int(number), published, chat.get("username"), chat.get("title"))


def is_forward(message: Message) -> bool:
    """Whether the message is a forward of anything."""
    return message.forward_origin is not None or "forward_date" in message.api_kwargs


def standing_of(
    origin: Origin | None,
    registry: Registry,
    pinned: RegisteredChannel | None,
    pinned_name: RegisteredChannel | None,
    is_refused: bool = False,
    borne: Mapping[str, str] = NO_TITLES,
) -> Standing:
    """What the origin proves.

    `pinned` is the channel that a reviewer pinned to the origin's numeric id, `pinned_name` the one of its username,
    `borne` the titles that pinned channels bear, by their usernames.
    A pinned id is official whatever its name is by now; a registered username is official until it is pinned to
    another id, but unproven if nobody has checked the registry's spelling of it; a name or title that only looks like
    a registered one is an impostor's, and so is a channel that a reviewer refused.
    """
    if origin is None:
        return Standing(Trust.UNPROVEN)
    if pinned is not None:
        return _listed(registry, pinned.username, pinned.oblast)
    named = registry.by_username(origin.username)
    taken = is_refused or (pinned_name is not None and pinned_name.chat_id is not None)
    if named and not taken:
        trust = Trust.OFFICIAL if named.checked else Trust.UNPROVEN
        return replace(_listed(registry, named.username, named.oblast), trust=trust, waits=named.username)
    if is_refused and named is None:
        return Standing(Trust.IMPOSTOR, origin.username)
    resembled = named if taken else registry.lookalike(origin.username, origin.title, borne)
    if resembled:
        return Standing(Trust.IMPOSTOR, origin.username, resembles=resembled.username)
    return Standing(Trust.UNPROVEN, origin.username)


def _listed(registry: Registry, username: str, oblast: str | None) -> Standing:
    return Standing(Trust.OFFICIAL, username, oblast, registry.authority(username, oblast))
