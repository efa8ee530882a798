"""Numbers that count nothing: telephone numbers, codes, the days of dates; and those that count things of people."""

from bot.extract.text.numbers import Number
from bot.extract.text.senses import is_sense
from bot.extract.text.tokens import Shape, Token

_HOTLINES = frozenset({101, 102, 103, 104, 112})


def is_code(tokens: list[Token], number: Number) -> bool:
    """Whether a number is none: digits with a leading zero or behind other digits, as in a telephone number."""
    text = tokens[number.first].text
    behind = number.first > 0 and tokens[number.first - 1].shape is Shape.NUMBER
    if text.isdigit() and number.value in _HOTLINES and _is_dialled(tokens, number):
        return True
    return text.isdigit() and (behind or (len(text) > 1 and text.startswith("0")))


def _is_dialled(tokens: list[Token], number: Number) -> bool:
    """Whether a plain word stands before a number and nobody behind it: "телефонуйте 102"."""
    before = tokens[number.first - 1] if number.first else None
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    plain = before is not None and before.shape is Shape.WORD and before.sense is None
    return plain and (after is None or after.shape is not Shape.WORD)


def is_day_of_month(tokens: list[Token], number: Number) -> bool:
    """Whether a number is the day of "Sept. 3"."""
    if number.words:
        return False
    before = number.first - 1
    if before > 0 and tokens[before].text == ".":
        before -= 1
    return is_sense(tokens, before, "time.month") and not ends_day(tokens[before], tokens[max(0, before - 1)])


def ends_day(month: Token, before: Token) -> bool:
    """Whether a month behind its day ends a date, so that the number behind it counts: "17 листопада 3 загиблих"."""
    return before.shape is Shape.NUMBER and not month.text.isascii()


def counts_things_of(tokens: list[Token], number: Number, person: int) -> bool:
    """Whether a number of several counts things of the people, or for the people, named at a token: "24 скарг
    мешканців", "56 заявлений от жителей"; only adjectives in the plural may stand between."""
    between = tokens[number.last + 1 : person]
    return number.value > 1 and any(_is_thing(token, number) for token in between)


def _is_thing(token: Token, number: Number) -> bool:
    if token.sense is not None or token.shape is not Shape.WORD or token.text.isascii():
        return False
    return "adjective" not in token.classes or (number.value % 10 != 1 and "adjective_one" in token.classes)


def is_owner(token: Token) -> bool:
    """Whether a word for those hurt stands in a case in which things may be theirs: "постраждалим", not "поранені"."""
    return "adjective_people" in token.classes and "plural_office" not in token.classes
