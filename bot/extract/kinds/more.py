"""Whether people are told as more than those of an earlier post: "ще двоє загинули", "загинуло ще двоє", "+1 dead"."""

from itertools import takewhile

from bot.extract.text.senses import is_number
from bot.extract.text.tokens import Document, Shape, Token

_AFTER, _BODIES, _CARE, _NEAR = 3, 4, 9, 4
_AMONG, _OPENING = 12, 2
_DESCRIBING = {"adjective", "adjective_many"}
_REACHES = {"injured.care": _CARE, "killed.body": _BODIES}


def has_more(document: Document, around: tuple[int, int, int, int]) -> bool:
    """Whether "more" stands before or behind the word at tokens `start`..`last`, within `first` and `end`; `around` is
    `first, start, last, end`. "Also" behind it tells of another place: "deaths also reported in the south"."""
    first, start, last, end = around
    if any(not counts_things(document, at) for at in range(first, start) if _is_more(document.tokens[at])):
        return True
    reach = _REACHES.get(document.tokens[start].sense or "", _AMONG if _is_among(document, first, start) else _AFTER)
    words = takewhile(_goes_on, document.tokens[last + 1 : min(end, last + reach)])
    more = (token.index for token in words if _is_more(token) and "also" not in token.classes)
    return any(not counts_things(document, at) for at in more) or _is_plus(document, first, start)


def counts_things(document: Document, index: int) -> bool:
    """Whether the number right behind a word counts things and no people: "зачепило ще п'ять багатоповерхівок"."""
    near = document.tokens[index + 1 : index + _NEAR]
    number = next((token.index for token in near if is_number(token)), None)
    if number is None:
        return False
    following = document.tokens[number + 1 : number + _AFTER]
    described = [token for token in following[:1] if token.classes & _DESCRIBING]
    return any((token.sense or "").startswith("object_") for token in following[: 1 + len(described)])


def _is_among(document: Document, first: int, index: int) -> bool:
    """Whether the clause opens with those who were hurt and tells who is among them: "среди раненых при ударе по X
    оказалось ещё двое"."""
    return any(token.sense == "part.among" for token in document.tokens[max(first, index - _OPENING) : index])


def _is_more(token: Token) -> bool:
    return token.sense == "part.more"


def _goes_on(token: Token) -> bool:
    """Whether a word can stand between what happened and its people: "двоє загинули й ще троє поранені" begins anew."""
    return token.shape is not Shape.MARK and "and" not in token.classes


def _is_plus(document: Document, first: int, index: int) -> bool:
    """Whether a number with a plus stands before the word at a token ("+1 wounded")."""
    return any(
        token.text == "+" and document.tokens[token.index + 1].shape is Shape.NUMBER
        for token in document.tokens[max(first, index - _AFTER) : index]
    )
