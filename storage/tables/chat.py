"""The tables of the chat side: who talks to the bot, what waits to be handled or sent, who may review."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import UtcTime, metadata

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

channels = Table(
    "channels",
    metadata,
    Column("username", String, primary_key=True),
    Column("chat_id", BigInteger, unique=True),
    Column("title", String, nullable=False),
    Column("title_en", String),
    Column("kind", String, nullable=False),
    Column("oblast", String(4)),
    Column("pinned_by", String),
    Column("pinned_at", UtcTime),
    Column("borne", String),
)

refused_channels = Table(
    "refused_channels",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("refused_by", String, nullable=False),
    Column("refused_at", UtcTime, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("language", String(2)),
    Column("area", String),
    Column("paused_since", UtcTime),
    Column("created", UtcTime, nullable=False),
)

chat_refusals = Table(
    "chat_refusals",
    metadata,
    Column("chat_id", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
    PrimaryKeyConstraint("chat_id", "day"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"), nullable=False),
    Column("area", String, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("created", UtcTime, nullable=False),
    UniqueConstraint("chat_id", "area"),
    Index("subscriptions_by_minute", "minute"),
    sqlite_autoincrement=True,
)

digests = Table(
    "digests",
    metadata,
    Column("chat_id", BigInteger, nullable=False),
    Column("subscription_id", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("told", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    PrimaryKeyConstraint("chat_id", "subscription_id", "day"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("raw", Text),
    Column("received", UtcTime, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("next_try", UtcTime, nullable=False),
    Index("inbox_by_state", "state", "next_try"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("what", String, nullable=False),
    Column("day", String(10), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("html", Text, nullable=False),
    Column("reply_to", BigInteger),
    Column("markup", Text),
    Column("state", String, nullable=False),
    Column("error", Text),
    Column("next_try", UtcTime, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("message_id", BigInteger),
    UniqueConstraint("chat_id", "what", "day"),
    Index("outbox_by_state", "state", "priority", "next_try"),
    sqlite_autoincrement=True,
)

reviewers = Table(
    "reviewers",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("added_by", BigInteger, nullable=False),
    Column("added_at", UtcTime, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", String, nullable=False),
    Column("line", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("file", "line", "text"),
)
