"""The age behind the name of somebody: "Halyna, 72,", "Ivan Koval (54)"."""

from bot.extract.text.numbers import Number
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape, Token

_NO_NAMES = frozenset({"killed", "injured", "person", "object_one", "object_many", "weapon"})
_MAY_BE_SOMEBODY = ("object", "piece.", "other.", "damage.aside")


def is_age_of_somebody(tokens: list[Token], number: Number) -> bool:
    """Whether a number between commas is the age of a named or otherwise unknown somebody: "Halyna, 72,"."""
    if number.words or number.first < 2 or not 1 <= number.value <= 110 or number.last + 1 >= len(tokens):
        return False
    before, noun, after = tokens[number.first - 1], tokens[number.first - 2], tokens[number.last + 1]
    if before.text != "," or noun.shape is not Shape.WORD or not noun.text.isascii():
        return False
    following = tokens[after.index + 1 : after.index + 3]
    harmed = any(tells_harm(token.sense) for token in following)
    victim = noun.sense in ("injured.either", "killed.dead")
    if noun.sense is not None and not victim and not (noun.sense.startswith(_MAY_BE_SOMEBODY) and harmed):
        return False
    return after.text in (",", ".", ";", ")") or "and" in after.classes


def is_age_in_brackets(tokens: list[Token], number: Number) -> bool:
    """Whether a number in brackets is the age of somebody told by name: "сержантка Ірина (29)", "Ivan Koval (54)"."""
    if number.words or number.first < 3 or not 1 <= number.value <= 110 or number.last + 1 >= len(tokens):
        return False
    title, name = _title(tokens, number.first - 3), tokens[number.first - 2]
    named = name.capital and name.shape is Shape.WORD and (name.sense or "").split(".")[0] not in _NO_NAMES
    known = (title.sense or "").startswith(("person.", "other.fallen")) or (title.capital and title.sense is None)
    return named and known and tokens[number.last + 1].text == ")"


def _title(tokens: list[Token], index: int) -> Token:
    """The word that ends at `index`, or the first of the phrase that does."""
    heads = (tokens[step] for step in range(max(0, index - 3), index) if tokens[step].reach >= index)
    return next(heads, tokens[index])
