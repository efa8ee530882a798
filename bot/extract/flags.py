"""What a post says of its figures: preliminary, final, corrected, withdrawn, a death of somebody wounded, a recap.

The words stand in the lexicons under [flag] and [update].
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.signals import HARMED, STRUCK
from bot.extract.tokens import Document

_PRELIMINARY = frozenset({"flag.preliminary", "flag.searching", "flag.still"})
_WARD = frozenset({"injured.care", "update.ward", "injured.deed"})
_HOSPITAL = frozenset({"update.hospital", "killed.unsaved"})
_GENERAL_WORDS = 7


@dataclass(frozen=True, slots=True)
class Flags:
    """The marks of a report, as `bot.model.Report` has them."""

    preliminary: bool = False
    final: bool = False
    correction: bool = False
    withdrawn: bool = False
    death_of_injured: bool = False
    recap: bool = False


def report_flags(document: Document, first: int, end: int) -> Flags:
    """The flags of a report that is told by the tokens from `first` up to `end`.

    By the GUIDE figures are preliminary if the post calls them so, says that they are being established or that the
    search goes on; a short sentence of the post that says so of everything ("Дані уточнюються") counts for each report.
    """
    told = [_senses(document, *bounds) for bounds in _sentences(document, first, end)]
    return Flags(
        preliminary=any(_is_preliminary(senses) for senses in told) or _is_open(document),
        final=any("update.finished" in senses for senses in told),
        correction=any(_is_correction(senses) for senses in told),
        withdrawn=_is_withdrawn(told),
        death_of_injured=any(_is_later_death(senses) for senses in told),
        recap=any("flag.recap" in senses for senses in told),
    )


def _sentences(document: Document, first: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of the sentences that lie in a range of tokens."""
    for low, high in document.sentences:
        if low < end and high > first:
            yield max(low, first), min(high, end)


def _senses(document: Document, first: int, end: int) -> set[str]:
    return {sense for sense in (token.sense for token in document.tokens[first:end]) if sense is not None}


def _is_preliminary(senses: set[str]) -> bool:
    return bool(senses & _PRELIMINARY) or ("flag.established" in senses and "weapon_cue.type" not in senses)


def _is_open(document: Document) -> bool:
    """Whether a short sentence without a place or figure says that the data are being established."""
    return any(_says_open(document, first, end) for first, end in document.sentences if end - first <= _GENERAL_WORDS)


def _says_open(document: Document, first: int, end: int) -> bool:
    senses = _senses(document, first, end)
    return "flag.established" in senses and "flag.data" in senses


def _is_correction(senses: set[str]) -> bool:
    if senses & {"flag.wrong", "update.clarified"}:
        return True
    return "flag.withdrawn" in senses and bool(senses & HARMED)


def _is_withdrawn(told: list[set[str]]) -> bool:
    """Whether a sentence takes back a strike that it or one of the two sentences before it names."""
    return any(
        "flag.withdrawn" in senses and not senses & HARMED and any(map(_names_strike, senses.union(*before)))
        for senses, before in ((told[number], told[max(0, number - 2) : number]) for number in range(len(told)))
    )


def _names_strike(sense: str) -> bool:
    return sense in STRUCK or sense.startswith(("weapon.", "make."))


def _is_later_death(senses: set[str]) -> bool:
    return bool(senses & _HOSPITAL) or ("killed.died" in senses and bool(senses & _WARD))
