"""Summary, incident card, digest and every other text that people read: values in, Telegram HTML out.

Every `render_*` returns messages for parse mode HTML: each at most 4096 UTF-16 units of visible text and 100
entities, well-formed, with nothing from a post able to bring markup, mentions, links or commands. An `Edition` says
whom a text is made for: language ("uk" or "en"), names of places, sources of posts, the bot's username.
"""

from bot.render.card import render_card
from bot.render.dates import clock_name
from bot.render.digest import render_digest
from bot.render.edition import Edition, PlaceTitle, Source, plain_title
from bot.render.history import render_history
from bot.render.reasons import reasons_line
from bot.render.records import render_sources
from bot.render.review import (
    Excerpt,
    render_act,
    render_matter,
    render_reports,
    render_stands_under,
    render_ticks,
    report_name,
    short_name,
    slot_label,
    value_words,
)
from bot.render.split import split
from bot.render.summaries import render_region, render_summary
from bot.render.texts import (
    ListedChannel,
    command_menu,
    label,
    render_as_of,
    render_channels,
    render_no_incident,
    render_subscriptions,
    render_text,
)
from bot.render.told_reasons import reason_code, reason_words
from bot.render.why import render_why

__all__ = [
    "Edition", "Excerpt", "ListedChannel", "PlaceTitle", "Source", "clock_name", "command_menu", "label",
    "plain_title", "reason_code", "reason_words", "reasons_line", "render_act", "render_as_of", "render_card",
    "render_channels",
    "render_digest", "render_history", "render_matter", "render_no_incident", "render_region", "render_reports",
    "render_sources", "render_stands_under", "render_subscriptions", "render_summary", "render_text", "render_ticks",
    "render_why", "report_name", "short_name", "slot_label", "split", "value_words",
]  # fmt: skip
