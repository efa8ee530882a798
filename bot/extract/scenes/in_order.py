"""Several blows told with their clock times together, and then one by one: "об 11:25 та 16:50 бив по громаді. Унаслідок
першої атаки поранено двох. Друга — без постраждалих"."""

from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Document
from bot.extract.times.finding import Role, TimeMention

_ORDINAL, _FIRST, _AGAIN = "number.ordinal", "sequence.first", "sequence.again"
_BLOWS = frozenset({"strike.noun", "weapon.shelling"})
_OF_THINGS = ("person.", "object_", "unit.", "time.")
_OPENING, _NEAR = 4, 4


def with_times_in_order(document: Document, told: list[Told]) -> None:
    """Gives a sentence about the second or a later blow its clock time, out of those told together before."""
    if _ORDINAL not in document.senses:
        return
    for number, entry in enumerate(told):
        clocks = [time for time in entry.times if time.time]
        if len(clocks) > 1 and clocks[0].role is Role.EVENT and not entry.has_facts:
            _hand_out(document, entry, clocks, told[number + 1 : number + 1 + _NEAR])


def _hand_out(document: Document, entry: Told, clocks: list[TimeMention], behind: list[Told]) -> None:
    lines = document.lines
    near = [other for other in behind if lines[other.sentence] == lines[entry.sentence] and not other.times]
    ordered = {_ordinal_of(document, other): other for other in near}
    if any(rank not in ordered for rank in range(1, len(clocks) + 1)):
        return
    for rank, clock in enumerate(clocks[1:], 2):
        other, first = ordered[rank], clocks[0]
        other.times = [clock._replace(start=first.start, end=first.end, role=Role.EVENT, heading=True)]
        other.weapons = other.weapons or list(entry.weapons)
    entry.times = [time for time in entry.times if time not in clocks[1:]]


def _ordinal_of(document: Document, told: Told) -> int | None:
    """Which of several blows a sentence is about: the first by a word for a blow, a later one by one of its first words
    ("Друга обійшлася без постраждалих"); None if it does not say."""
    tokens = document.tokens
    first, end = document.sentences[told.sentence]
    if _FIRST in document.said[told.sentence]:
        return 1
    for token in tokens[first : min(end - 1, first + _OPENING)]:
        behind = tokens[token.index + 1].sense or ""
        if token.sense == _AGAIN:
            return 2
        if token.sense == _ORDINAL and not behind.startswith(_OF_THINGS):
            rank = int(token.value or 0)
            return rank if rank > 1 or behind in _BLOWS else None
    return None
