"""The age of one person behind what befell him, in English: "the man who died was 44", "the woman killed was 51"."""

from bot.extract.text.numbers import Number
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape, Token

_CLAUSE = 9
_OLDEST = 110


def age_of_harmed(tokens: list[Token], index: int, numbers: dict[int, Number]) -> tuple[list[int], int]:
    """The age that "is" or "was" leads to behind a word of harm, with its last token; none where no clause of words
    alone leads there from token `index`, or where the number counts something."""
    harmed = False
    for step in range(index, min(index + _CLAUSE, len(tokens) - 1)):
        token = tokens[step]
        if token.shape is not Shape.WORD:
            break
        number = numbers.get(step + 1)
        if harmed and number is not None and "is" in token.classes and _is_closed(tokens, number.last + 1):
            plain = not number.words and 0 < number.value <= _OLDEST
            return ([number.value], number.last) if plain else ([], index)
        harmed = harmed or tells_harm(token.sense)
    return [], index


def _is_closed(tokens: list[Token], index: int) -> bool:
    """Whether nothing that a number could count stands at a token."""
    return index >= len(tokens) or tokens[index].shape is not Shape.WORD or "joining" in tokens[index].classes
