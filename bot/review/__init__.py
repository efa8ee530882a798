"""Shell: people's decisions about the record: kept, weighed in at once, taken back again; and what waits for them."""

from bot.review.acts import decide, merge, split
from bot.review.answering import decide_matter, proposed, proposed_children, standing
from bot.review.folding import Decided
from bot.review.queue import ORIGINS, Opened, next_matter, reopen, settle
from bot.review.twins import twins_of
from bot.review.undoing import undo
from bot.review.values import COUNTS, SLOTS, mark_of, objection, place_value, value_of

__all__ = [
    "COUNTS", "ORIGINS", "SLOTS", "Decided", "Opened", "decide", "decide_matter", "mark_of", "merge", "next_matter",
    "objection", "place_value", "proposed", "proposed_children",
    "reopen", "settle", "split", "standing", "twins_of", "undo", "value_of",
]  # fmt: skip
