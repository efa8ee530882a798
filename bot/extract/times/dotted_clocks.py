"""Clock times with a full stop at the beginning of a line or sentence, which could be dates: "16.30 – обстріл Ізюма".

Minutes that can be no month tell them; others of the text that stand so are then clock times too.
"""

from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.clocks import Clock

_BEHIND = frozenset(":,.") | DASHES
_MONTHS = range(1, 13)


def dotted_clocks(document: Document) -> dict[int, Clock]:
    """The clock times with a full stop that open a line or sentence, by the index of their first token."""
    found = {
        index: Clock(index, index + 2, f"{document.tokens[index].text}:{document.tokens[index + 2].text}")
        for index in document.digits
        if _opens(document, index) and _may_be_clock(document.tokens, index)
    }
    sure = any(document.tokens[index + 2].value not in _MONTHS for index in found)
    return found if sure else {}


def _opens(document: Document, index: int) -> bool:
    """Whether a token begins its sentence, or its line but for marks."""
    if document.sentences[document.sentence_of[index]][0] == index:
        return True
    start = index
    while start > 0 and document.tokens[start - 1].shape is Shape.MARK:
        start -= 1
    return start == 0 or document.tokens[start - 1].shape is Shape.LINE


def _may_be_clock(tokens: list[Token], index: int) -> bool:
    """Whether two digits, a full stop and two digits stand together, and neither a year nor a measure behind them."""
    if index + 3 >= len(tokens) or tokens[index + 1].text != "." or tokens[index + 2].shape is not Shape.NUMBER:
        return False
    hour, minute, after = tokens[index], tokens[index + 2], tokens[index + 3]
    glued = hour.end == tokens[index + 1].start and tokens[index + 1].end == minute.start
    if not glued or len(hour.text) != 2 or len(minute.text) != 2 or (hour.value or 0) > 23 or (minute.value or 0) > 59:
        return False
    if after.text == "." and index + 4 < len(tokens) and tokens[index + 4].shape is Shape.NUMBER:
        return False
    return (
        after.text in _BEHIND or after.capital or (after.sense or "").startswith(("weapon.", "strike.", "preposition."))
    )
