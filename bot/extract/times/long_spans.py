"""Sums over years, which are no attack's: "з березня 2022 року загинули 40 людей", "за три роки поранено 300"."""

from bot.extract.text.senses import FROM
from bot.extract.text.tokens import Document, Shape, Token

_OPENING = 5
_FIRST_YEAR = 2014
_DAYS, _MONTHS = 31, 3
_SPAN = 6
_MOST_YEARS = 30
_UNITS = frozenset({"unit.year", "unit.month"})
_FILLING = ("hedge.", "time.past", "number.", "damage.degree")


def sentences_over_years(document: Document) -> set[int]:
    """The sentences that open with a month or year since which they count, or with years for which they do."""
    told = {index for sense in _UNITS for index in document.senses.get(sense, ())}
    told |= {index for index in document.digits if (document.tokens[index].value or 0) >= _FIRST_YEAR}
    return {number for number in {document.sentence_of[index] for index in told} if _spans_years(document, number)}


def _spans_years(document: Document, number: int) -> bool:
    first, end = document.sentences[number]
    tokens = document.tokens
    colon = next((token.index + 1 for token in tokens[first:end] if token.text == ":"), first)
    return any(
        _begins_year(document, token) or _lasts_years(tokens, token)
        for start in {first, colon}
        for token in tokens[start : min(end, start + _OPENING)]
    )


def _begins_year(document: Document, token: Token) -> bool:
    """Whether "since" leads to a year, with a month and a day or without."""
    if token.sense not in FROM and "from" not in token.classes:
        return False
    month = day = False
    for after in document.tokens[token.index + 1 : token.index + _SPAN]:
        value = after.value or 0
        if after.sense == "time.month" and not month:
            month = True
        elif after.shape is Shape.NUMBER and value >= _FIRST_YEAR:
            return value < document.post.published.year or (month and not day and value == document.post.published.year)
        elif after.shape is Shape.NUMBER and 0 < value <= _DAYS and not day:
            day = True
        elif after.text != ",":
            return False
    return False


def _lasts_years(tokens: list[Token], token: Token) -> bool:
    """Whether "over" leads to a number of years, or of several months."""
    if token.sense != "preposition.for" and "for" not in token.classes:
        return False
    count: int | float | None = None
    for after in tokens[token.index + 1 : token.index + _SPAN]:
        if after.sense in _UNITS:
            few = _MONTHS if after.sense == "unit.month" else 0
            return few <= (count or 0) <= _MOST_YEARS
        count = after.value if after.value is not None else count
        if after.value is None and not (after.sense or "").startswith(_FILLING):
            return False
    return False
