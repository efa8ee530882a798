"""Offices that are named by their place and only speak: "the Kramatorsk city military administration"."""

from collections.abc import Sequence

from bot.extract.text.tokens import Token


def is_of_office(tokens: Sequence[Token], after: int) -> bool:
    """Whether an office stands behind a place that ends before a token, be it with "city" between them."""
    senses = (token.sense for token in tokens[after : after + 2])
    return next((sense for sense in senses if sense != "sequence.settlement"), None) == "bearing.office"
