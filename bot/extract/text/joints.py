"""What joins words of one kind to a list: commas and conjunctions."""

from bot.extract.text.tokens import Token

_CONJUNCTIONS = frozenset({"joining", "and", "or"})


def is_conjunction(token: Token) -> bool:
    """Whether a token is "and", "but", "or" and the like."""
    return not _CONJUNCTIONS.isdisjoint(token.classes)


def joins(token: Token) -> bool:
    """Whether a token is a comma or a conjunction."""
    return token.text == "," or is_conjunction(token)
