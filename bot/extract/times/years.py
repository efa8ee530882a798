"""Years long past, which date no attack of these days."""

from datetime import timedelta
from itertools import takewhile

from bot.extract.text.describing import only_describes
from bot.extract.text.tokens import Document, Token

_FIRST_YEAR, _YEAR_ENDS = 1914, timedelta(days=60)
_LIST = 12
_COUNTABLE = ("strike.", "weapon", "object", "person.")


def is_past_year(document: Document, token: Token) -> bool:
    """Whether a number is a year that ended long before the publication, and neither counts anything nor is anybody's
    year of birth ("1951 та 1964 р.н.", "women born in 1958 and 1971") or tells of a thing that was hit ("a school that
    was closed in 2014")."""
    if not _FIRST_YEAR <= (token.value or 0) < (document.post.published - _YEAR_ENDS).year:
        return False
    after = document.tokens[token.index + 1 : token.index + _LIST]
    if after and (after[0].sense or "").startswith(_COUNTABLE):
        return False
    before = document.tokens[max(0, token.index - _LIST) : token.index][::-1]
    near = (*takewhile(_goes_on, after), *takewhile(_goes_on, before))
    if any(other.sense == "age.born" for other in near):
        return False
    return not only_describes(document.tokens, token.index)


def _goes_on(token: Token) -> bool:
    """Whether a token may stand in a list of years of birth, the word that opens or ends it included."""
    return (
        token.sense == "preposition.in"
        or token.text == ","
        or "joining" in token.classes
        or token.value is not None
        or token.sense == "age.born"
    )
