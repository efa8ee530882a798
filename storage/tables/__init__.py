"""The tables, in SQLAlchemy Core. Times are stored in UTC, days are days in Europe/Kyiv, ids of chats are Telegram's.

A change here needs a migration beside it; a test compares the two.
"""

from storage.tables.base import metadata
from storage.tables.chat import (
    channels,
    chat_refusals,
    chats,
    digests,
    inbox,
    meta,
    outbox,
    quarantine,
    refused_channels,
    reviewers,
    subscriptions,
)
from storage.tables.record import (
    answers,
    claims,
    former_trusts,
    history,
    incidents,
    links,
    post_parts,
    post_versions,
    posts,
    readings,
    reports,
    reviews,
    rulings,
    ticks,
    totals,
)

__all__ = [
    "answers",
    "channels",
    "chat_refusals",
    "chats",
    "claims",
    "digests",
    "former_trusts",
    "history",
    "inbox",
    "incidents",
    "links",
    "meta",
    "metadata",
    "outbox",
    "post_parts",
    "post_versions",
    "posts",
    "quarantine",
    "readings",
    "refused_channels",
    "reports",
    "reviewers",
    "reviews",
    "rulings",
    "subscriptions",
    "ticks",
    "totals",
]
