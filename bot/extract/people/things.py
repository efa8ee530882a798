"""Numbers that count the things named before them: "пошкоджених будинків уже понад 30"."""

from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Token


def counts_things_before(tokens: list[Token], number: Number) -> bool:
    """Whether "already", "more than" or a dash leads from several things to their number."""
    index = (number.hedge if 0 <= number.hedge < number.first else number.first) - 1
    while index > 0 and _leads_to_number(tokens[index]):
        index -= 1
    several = index >= 0 and (tokens[index].sense or "").startswith("object_many")
    return several and index < number.first - 1


def _leads_to_number(token: Token) -> bool:
    return token.sense == "sum.already" or token.text in DASHES or (token.sense or "").startswith("hedge.")
