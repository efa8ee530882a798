"""Phrases that mean another thing by the words around them: "since the war began", and years, that sum nothing up, in
clauses that only describe what a strike hit ("a hotel that has been closed since 2022") and behind a superlative; and
calls ("KAB on X!") that tell of a strike with its consequences."""

from collections.abc import Sequence, Set
from itertools import takewhile
from typing import Protocol


class Plain(Protocol):
    """A token, as far as it matters here."""

    @property
    def text(self) -> str: ...

    @property
    def sense(self) -> str | None: ...

    @property
    def classes(self) -> Set[str]: ...


_SINCE = frozenset({"other.since", "sum.since"})
UNSETTLED = _SINCE | {"alert.guided_bomb", "alert.ballistic_missile"}
"""The senses that `settled` is to be asked about."""
_REACH = 30
_COMPARING = 4
_CONSEQUENCES = ("killed.", "injured.deed", "damage.harm")
_TELLING = ("killed.", "injured.", "strike.", "weapon.", "make.", "damage.harm", "damage.hit")
_ENDS = frozenset(".!?;:\n")
_RELATIVE = frozenset({"which", "who"})
_CONJOINING = frozenset({"conjunction.that", "damage.relative"})
_BEING = frozenset({"age.was", "damage.degree"})


def settled(sense: str, tokens: Sequence[Plain], first: int, last: int) -> str | None:
    """The sense that a phrase of `UNSETTLED` at tokens `first`..`last` has by the words around it; None for none."""
    if sense in _SINCE:
        return None if _is_compared(tokens, first) or only_describes(tokens, first) else sense
    line = takewhile(lambda token: "\n" not in token.text, tokens[last + 1 : last + 1 + _REACH])
    return sense.replace("alert.", "weapon.") if any(_tells(token, _CONSEQUENCES) for token in line) else sense


def _is_compared(tokens: Sequence[Plain], index: int) -> bool:
    """Whether a superlative stands shortly before "since the war began", which then sums nothing up: "найважча ніч від
    початку війни", "the biggest attack since the invasion"."""
    return any("foremost" in token.classes for token in tokens[max(0, index - _COMPARING) : index])


def only_describes(tokens: Sequence[Plain], index: int) -> bool:
    """Whether a year stands in a clause about a thing or somebody, behind the news of its sentence: "влучив у школу,
    яка не працює з 2022 року", but not "Kherson, which Russia has shelled since 2022"."""
    before = tokens[max(0, index - _REACH) : index]
    for at in range(len(before) - 1, -1, -1):
        if before[at].text in _ENDS or _tells(before[at], _TELLING):
            return False
        if _opens(before, at):
            news = takewhile(lambda token: token.text not in _ENDS, reversed(before[:at]))
            return any(_tells(token, _TELLING) for token in news)
    return False


def _tells(token: Plain, senses: tuple[str, ...]) -> bool:
    return (token.sense or "").startswith(senses)


def _opens(before: Sequence[Plain], at: int) -> bool:
    """Whether a relative pronoun or, right before the year, a participle opens a clause."""
    token = before[at]
    if at + 1 == len(before):
        return "describing" in token.classes or token.sense == "damage.aside"
    if token.sense == "time.that":
        return before[at + 1].sense in _BEING
    return token.sense in _CONJOINING or not _RELATIVE.isdisjoint(token.classes)
