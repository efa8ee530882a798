"""Marks between words: dashes, quotes, and what ends a sentence or a clause."""

from collections.abc import Sequence

from bot.extract.text.tokens import Token

DASHES = frozenset("—–‒-")
OPENING_QUOTES = frozenset("«\"“„'")
CLOSING_QUOTES = frozenset("»”“\"'")
SENTENCE_ENDS = frozenset(".!?\n")
"""Texts of the tokens that no sentence goes on behind; a line break is one of them."""
CLAUSE_ENDS = SENTENCE_ENDS | {";"}


def opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token opens the text, a line or a sentence."""
    return not index or tokens[index - 1].text in SENTENCE_ENDS
