"""What a post says of its figures: preliminary, final, corrected, withdrawn, a recap.

The words stand in the lexicons under [flag] and [update].
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.kinds.signals import HARMED
from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Document

_PRELIMINARY = frozenset({"flag.preliminary", "flag.searching", "flag.still"})
_CORRECTING = frozenset({"flag.wrong", "update.clarified"})
_FLAGGING = _PRELIMINARY.union(_CORRECTING, ("flag.established", "flag.withdrawn", "flag.recap", "update.finished"))
"""The senses without which a post says nothing of its figures."""
_GENERAL_WORDS = 7


@dataclass(frozen=True, slots=True)
class Flags:
    """The marks of a report, as `bot.model.Report` has them."""

    preliminary: bool = False
    final: bool = False
    correction: bool = False
    withdrawn: bool = False
    recap: bool = False


_UNMARKED = Flags()


def report_flags(document: Document, first: int, end: int) -> Flags:
    """The flags of a report that is told by the tokens from `first` up to `end`.

    By the GUIDE figures are preliminary if the post calls them so, says that they are being established or that the
    search goes on; a short sentence of the post that says so of everything ("Дані уточнюються") counts for each report.
    """
    if document.senses.keys().isdisjoint(_FLAGGING):
        return _UNMARKED
    told = list(_told(document, first, end))
    said = set[str]().union(*told)
    return Flags(
        preliminary=not said.isdisjoint(_PRELIMINARY) or any(map(_is_being_established, told)) or _is_open(document),
        final="update.finished" in said,
        correction=not said.isdisjoint(_CORRECTING)
        or ("flag.withdrawn" in said and any(map(_takes_people_back, told))),
        withdrawn="flag.withdrawn" in said and _is_withdrawn(told),
        recap="flag.recap" in said,
    )


def _told(document: Document, first: int, end: int) -> Iterator[set[str]]:
    """The senses of the parts of the sentences that lie in a range of tokens."""
    for (low, high), senses in zip(document.sentences, document.said, strict=True):
        if first <= low and high <= end:
            yield senses
        elif low < end and high > first:
            yield {token.sense for token in document.tokens[max(low, first) : min(high, end)] if token.sense}


def _is_being_established(senses: set[str]) -> bool:
    return "flag.established" in senses and "weapon_cue.type" not in senses


def _is_open(document: Document) -> bool:
    """Whether a short sentence without a place or figure says that the data are being established."""
    places = document.senses.get("flag.established", ())
    return any(_says_open(document, document.sentence_of[index]) for index in places)


def _says_open(document: Document, sentence: int) -> bool:
    first, end = document.sentences[sentence]
    return end - first <= _GENERAL_WORDS and "flag.data" in document.said[sentence]


def _takes_people_back(senses: set[str]) -> bool:
    return "flag.withdrawn" in senses and not senses.isdisjoint(HARMED)


def _is_withdrawn(told: list[set[str]]) -> bool:
    """Whether a sentence takes back a strike that it or one of the two sentences before it names."""
    return any(
        "flag.withdrawn" in senses and not senses & HARMED and any(map(_names_strike, senses.union(*before)))
        for senses, before in ((told[number], told[max(0, number - 2) : number]) for number in range(len(told)))
    )


def _names_strike(sense: str) -> bool:
    return sense in STRUCK or sense.startswith(("weapon.", "make."))
