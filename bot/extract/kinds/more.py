"""Whether people are told as more than those of an earlier post: "ще двоє загинули", "загинуло ще двоє", "+1 dead"."""

from itertools import takewhile

from bot.extract.kinds.signals import Signals
from bot.extract.text.tokens import Document, Shape, Token

_AFTER, _BODIES, _CARE = 3, 4, 9
_REACHES = {"injured.care": _CARE, "killed.body": _BODIES}


def has_more(document: Document, found: Signals, around: tuple[int, int, int, int]) -> bool:
    """Whether "more" stands before or behind the word at tokens `start`..`last`, within `first` and `end`; `around` is
    `first, start, last, end`."""
    first, start, last, end = around
    if found.between(first, start, "part.more"):
        return True
    reach = _REACHES.get(document.tokens[start].sense or "", _AFTER)
    words = takewhile(_goes_on, document.tokens[last + 1 : min(end, last + reach)])
    return any(token.sense == "part.more" for token in words) or _is_plus(document, first, start)


def _goes_on(token: Token) -> bool:
    """Whether a word can stand between what happened and its people: "двоє загинули й ще троє поранені" begins anew."""
    return token.shape is not Shape.MARK and "and" not in token.classes


def _is_plus(document: Document, first: int, index: int) -> bool:
    """Whether a number with a plus stands before the word at a token ("+1 wounded")."""
    return any(
        token.text == "+" and document.tokens[token.index + 1].shape is Shape.NUMBER
        for token in document.tokens[max(first, index - _AFTER) : index]
    )
