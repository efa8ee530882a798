"""Numbers of houses, hours and days, which count nobody."""

from bot.extract.text.numbers import Number
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape, Token

_ADDRESS = 8


def is_of_address(tokens: list[Token], number: Number) -> bool:
    """Whether a number before a mark, a word of harm or a preposition is that of a house: "на вул. Соборній, 5
    загинув", "на вулиці Миру, 15 у Сумах", "у будинку 15"."""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if number.words or not number.first or after is None or "of_many" in after.classes:
        return False
    if after.shape is Shape.WORD and not (tells_harm(after.sense) or (after.sense or "").startswith("preposition.")):
        return False
    if "house" in tokens[number.first - 1].classes:
        return True
    for index in range(number.first - 1, max(0, number.first - _ADDRESS), -1):
        token = tokens[index]
        if "street" in token.classes:
            return True
        abbreviated = token.text == "." and tokens[index - 1].abbreviation and "street" in tokens[index - 1].classes
        if not (token.capital or token.text == "," or abbreviated):
            return False
    return False


def is_of_clock(tokens: list[Token], number: Number) -> bool:
    """Whether a number is the last of a clock time or a date: "о 14:20 чоловік загинув", "20.11 жінка"."""
    if number.first < 2 or number.words:
        return False
    hour, mark = tokens[number.first - 2 : number.first]
    joined = hour.end == mark.start and mark.end == tokens[number.first].start
    return joined and mark.text in ":." and hour.shape is Shape.NUMBER
