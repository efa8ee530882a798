"""Sentences whose harm and damage are no attack's."""

from itertools import takewhile

from bot.extract.kinds.signals import HARMED, tells_strike
from bot.extract.text.tokens import Document
from bot.extract.times.long_spans import sentences_over_years

_SINCE = "other.since"
_WARNING = "other.warning"
_MUTING = frozenset({_SINCE, "sum.since", "other.losses"})
_TOLD = HARMED | {"damage.harm", "damage.hit", "other.losses"}
_BEGINNING = 3
_ACCIDENT, _GAS = "other.accident", "other.gas"


def muted_sentences(document: Document, told: set[int]) -> frozenset[int]:
    """The sentences whose harm is no attack's: the whole war's sums, the enemy's losses, accidents, warnings; `told`
    are those with a place or a time, which the others of a line go on from."""
    muted = _accidents(document) | _warnings(document, told)
    over_years = sentences_over_years(document)
    lines, goes_on = document.lines, -1
    for number, senses in enumerate(document.said):
        past = number not in told and "other.past" in senses and _opens_with_past(document, number)
        if (
            past
            or number in over_years
            or not senses.isdisjoint(_MUTING)
            or (goes_on == lines[number] and number not in told)
        ):
            muted.add(number)
        since = _SINCE in senses and any(sense in _TOLD or tells_strike(sense) for sense in senses)
        goes_on = lines[number] if number in muted and (since or goes_on == lines[number]) else -1
    return frozenset(muted)


def _opens_with_past(document: Document, number: int) -> bool:
    """Whether a sentence begins with a year or season gone by: "Торік в області на мінах загинули шестеро"."""
    first = document.sentences[number][0]
    return any(token.sense == "other.past" for token in document.tokens[first : first + _BEGINNING])


def _accidents(document: Document) -> set[int]:
    """The sentences that tell of an accident, those behind them in their line until one tells of a strike, and those
    before them in it that tell of a fire and no strike: the cause of a fire stands behind it."""
    found: set[int] = set()
    if _ACCIDENT not in document.senses and _GAS not in document.senses:
        return found
    line = -1
    for number, senses in enumerate(document.said):
        here = document.lines[number]
        strikes = any(map(tells_strike, senses))
        accident = (_ACCIDENT in senses and not _sets_right(document, number)) or (
            _GAS in senses and not (strikes and _is_struck(document, number))
        )
        if accident and here != line:
            found.update(_burning_before(document, number))
        goes_on = accident or (here == line and not strikes)
        line = here if goes_on else -1
        if goes_on:
            found.add(number)
    return found


def _is_struck(document: Document, number: int) -> bool:
    """Whether a sentence tells of a strike by another word than that for an explosion, which gas makes too."""
    sentence = document.tokens[slice(*document.sentences[number])]
    return any(token.sense and tells_strike(token.sense) and "blast" not in token.classes for token in sentence)


def _sets_right(document: Document, number: int) -> bool:
    """Whether a sentence is about the people told earlier, in it or the one before it: "писали про п'ятьох. Насправді
    їх троє, двоє постраждали в ДТП"."""
    return any("sum.earlier" in senses for senses in document.said[max(0, number - 1) : number + 1])


def _burning_before(document: Document, number: int) -> set[int]:
    """The sentences of a line right before a sentence that tell of no strike, from the first that tells of a fire."""
    before = range(number - 1, -1, -1)
    near = list(
        takewhile(
            lambda one: (
                document.lines[one] == document.lines[number] and not any(map(tells_strike, document.said[one]))
            ),
            before,
        )
    )
    burning = [one for one in near if _burns(document, one)]
    return set(range(min(burning), number)) if burning else set()


def _burns(document: Document, number: int) -> bool:
    return any("burning" in token.classes for token in document.tokens[slice(*document.sentences[number])])


def _warnings(document: Document, told: set[int]) -> set[int]:
    """The sentences that only warn people of what might harm them, and those behind them in their line: "не чіпайте
    знахідок. Один дотик – і людина гине"; `told` are those with a place or a time."""
    found: set[int] = set()
    if _WARNING not in document.senses:
        return found
    line = -1
    for number, senses in enumerate(document.said):
        here = document.lines[number]
        counted = any((token.value or 0) > 1 for token in document.tokens[slice(*document.sentences[number])])
        warns = _WARNING in senses or (here == line and not any(map(tells_strike, senses)))
        line = here if warns and not counted and number not in told else -1
        if line == here:
            found.add(number)
    return found
