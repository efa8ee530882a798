"""Years, and "since the war began", that sum nothing up: in clauses that only describe what a strike hit or whom it
hurt ("a hotel that has been closed since 2022"), and behind a superlative."""

from collections.abc import Sequence, Set
from itertools import takewhile

Plain = tuple[str, str | None, Set[str]]
"""The text, the sense and the classes of a word."""

REACH = 30
"""How many words before a year or "since the war began" are looked at."""
_COMPARING = 4
_TELLING = ("killed.", "injured.", "strike.", "weapon.", "make.", "damage.harm", "damage.hit")
_ENDS = frozenset(".!?;:\n")
_RELATIVE = frozenset({"which", "who"})
_CONJOINING = frozenset({"conjunction.that", "damage.relative"})
_BEING = frozenset({"age.was", "damage.degree"})


def sums_nothing(before: Sequence[Plain]) -> bool:
    """Whether "since the war began" behind these words counts nothing: a superlative stands shortly before ("найважча
    ніч від початку війни"), or a clause that only describes."""
    return any("foremost" in classes for _, _, classes in before[-_COMPARING:]) or only_describes(before)


def only_describes(before: Sequence[Plain]) -> bool:
    """Whether the words before a year stand in a clause about a thing or somebody, behind the news of the sentence:
    "влучив у школу, яка не працює з 2022 року", but not "Kherson, which Russia has shelled since 2022"."""
    for at in range(len(before) - 1, -1, -1):
        text, sense, _ = before[at]
        if text in _ENDS or (sense or "").startswith(_TELLING):
            return False
        if _opens(before, at):
            news = takewhile(lambda word: word[0] not in _ENDS, reversed(before[:at]))
            return any((sense or "").startswith(_TELLING) for _, sense, _ in news)
    return False


def _opens(before: Sequence[Plain], at: int) -> bool:
    """Whether a relative pronoun or, right before the year, a participle opens a clause."""
    _, sense, classes = before[at]
    if at + 1 == len(before):
        return "describing" in classes or sense == "damage.aside"
    if sense == "time.that":
        return before[at + 1][1] in _BEING
    return sense in _CONJOINING or not _RELATIVE.isdisjoint(classes)
