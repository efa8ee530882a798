"""The values that queries take and give where the record's own nouns (`bot.model`) do not reach."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from bot.model import Statement, Trust


@dataclass(frozen=True, slots=True)
class IncomingPost:
    """A post as it was brought, before it is stored.

    Its identity is `id` where the one who brings it has one (a line of JSONL), else the origin that Telegram proves
    (`origin_chat`, `origin_message`), else its folded text. `source` is the channel's username without @.
    `authority` names who speaks, one string an authority; None takes the source. `media_group` joins the messages of
    an album into one post. `raw` is Telegram's JSON of the message. `reply_to` is the id of the post that it answers.
    """

    text: str
    published: datetime
    received: datetime
    id: str | None = None
    source: str | None = None
    region: str | None = None
    authority: str | None = None
    origin_chat: int | None = None
    origin_message: int | None = None
    trust: Trust = Trust.UNPROVEN
    link: str | None = None
    media_group: str | None = None
    reply_to: str | None = None
    forwarder_chat: int | None = None
    forwarder_user: int | None = None
    raw: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post as it is kept, with the text of its newest version (`version`, from 1)."""

    id: str
    text: str
    published: datetime
    received: datetime
    version: int
    trust: Trust
    source: str | None = None
    region: str | None = None
    authority: str | None = None
    link: str | None = None
    media_group: str | None = None
    reply_to: str | None = None
    origin_chat: int | None = None
    origin_message: int | None = None
    forwarder_user: int | None = None
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class SavedPost:
    """What saving did: a new post, a new version of a known one (`is_changed`), or nothing."""

    id: str
    is_new: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Filed:
    """A statement as it is stored, with its row's id; `version` is that of its post's text."""

    report_id: int
    version: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class SourceActivity:
    """A source with the number of its posts and the publications of its first and its last one."""

    source: str
    posts: int
    first_published: datetime
    last_published: datetime


class InboxState(StrEnum):
    """Where a stored update stands; ASIDE waits for the owner after too many attempts."""

    NEW = "new"
    HANDLED = "handled"
    FAILED = "failed"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update of Telegram as its raw JSON."""

    update_id: int
    raw: str = field(repr=False)
    received: datetime
    attempts: int = 0


class OutboxState(StrEnum):
    """Where a message stands; UNKNOWN is one whose sending was cut off."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


class Priority(IntEnum):
    """The order of sending: the lowest first."""

    REPLY = 0
    CORRECTION = 1
    DIGEST = 2


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message to send at most once for each (`chat_id`, `what`, `day`); `markup` is Telegram's reply markup."""

    chat_id: int
    what: str
    html: str
    day: date | None = None
    priority: Priority = Priority.REPLY
    reply_to: int | None = None
    markup: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """A message that the sender has taken."""

    id: int
    message: OutboxMessage


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that talks to the bot; `area` is the KATOTTG code chosen as its own, None is all Ukraine."""

    id: int
    kind: str
    language: str | None
    area: str | None
    paused_since: datetime | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Subscription:
    """A daily digest of an area (a KATOTTG code, None is all Ukraine) at a minute of the local day (0 to 1439)."""

    id: int
    chat_id: int
    area: str | None
    minute: int
    first_day: date


@dataclass(frozen=True, slots=True)
class DigestRecord:
    """A line of the ledger; `told` holds the figures that the digest gave, for "changed since"."""

    chat_id: int
    subscription_id: int
    day: date
    told: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class RegisteredChannel:
    """A channel of the registry; `chat_id` is None until a reviewer has pinned it.

    `borne` is the title that the pinned channel bore when it was seen last.
    """

    username: str
    title: str
    kind: str
    oblast: str | None = None
    title_en: str | None = None
    chat_id: int | None = None
    borne: str | None = None


class ReviewKind(StrEnum):
    """Why something waits for a person."""

    LINK = "link"
    ORIGIN = "origin"
    HELD = "held"
    DOUBT = "doubt"
    TOLD_WRONG = "told_wrong"
    IMPOSTOR = "impostor"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Review:
    """Something that waits for a person; `id` is 0 before it is stored, `closed_by` who had answered it."""

    kind: ReviewKind
    why: str
    opened: datetime
    incident_id: int | None = None
    post_id: str | None = None
    number: int | None = None
    slot: str | None = None
    id: int = 0
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a JSONL file that could not be read."""

    file: str
    line: int
    text: str
    reason: str
    at: datetime
