"""Signs that a post sets right what was told before: another number in a number's place, somebody alive after all,
somebody missing found dead, the end of the clearing (the GUIDE's `update`)."""

from itertools import pairwise

from bot.extract.kinds.signals import HARMED, Signals
from bot.extract.text.senses import is_number
from bot.extract.text.tokens import Document

_SWAP = 7


def sets_right(document: Document, found: Signals, *, anywhere: bool) -> bool:
    """Whether the first sentences, or one about people if it may stand `anywhere`, put one number in another's place
    ("not 12 but 15", "three and not four"), and people are told of."""
    tokens = document.tokens
    spans = (span for sense in ("negation.not", "sum.earlier") for span in found.spans(sense))
    return any(
        _is_of_people(document, found, last, anywhere)
        and "not" in tokens[last].classes
        and is_number(tokens[last + 1])
        and any(
            is_number(token) for token in (*tokens[max(0, first - _SWAP) : first], *tokens[last + 2 : last + _SWAP])
        )
        for first, last in spans
    )


def _is_of_people(document: Document, found: Signals, last: int, anywhere: bool) -> bool:
    """Whether people are told of in the sentence of a token, or in the first sentences if it stands there."""
    if last + 1 < found.head and found.in_head(*HARMED):
        return True
    return (
        anywhere
        and last + 1 < len(document.tokens)
        and document.says(*document.sentences[document.sentence_of[last]], *HARMED)
    )


def has_changed(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences names the number of people and says that it is so by now ("the number of the
    wounded is now 9"), or what was reported earlier and what is known now."""
    return found.in_head("sum.already") and any(
        document.says(first, end, *HARMED)
        and document.says(first, end, "sum.already")
        and not document.says(first, end, "flag.established", "flag.still")
        and (document.says(first, end, "sum.earlier") or _names_number(document, first, end))
        for first, end in document.sentences
        if first < found.head
    )


def _names_number(document: Document, first: int, end: int) -> bool:
    """Whether "the number" of people is spoken of, as of something known."""
    return any(
        token.sense == "flag.data" and following.sense in HARMED
        for token, following in pairwise(token for token in document.tokens[first:end] if token.sense)
    )


def is_alive_after_all(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences says that somebody told to be dead is alive."""
    return found.in_head("update.alive") and any(
        document.says(first, end, "update.alive")
        and (
            document.says(first, end, "update.named")
            or any(first <= start < last < end for start, last in found.spans("casualty.apart"))
        )
        for first, end in document.sentences
        if first < found.head
    )


def found_missing(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences says that somebody missing was found dead."""
    return found.in_head("update.missing") and any(
        document.says(first, end, "update.missing")
        and document.says(first, end, "moment.found")
        and document.says(first, end, "killed.body", "killed.dead", "killed.deed")
        for first, end in document.sentences
        if first < found.head
    )


def is_over(found: Signals) -> bool:
    """Whether a post that tells of people opens with the end of the clearing, before it tells of any strike."""
    over = found.first(("update.finished",))
    blow = found.first(("strike.verb", "damage.hit", "weapon_cue.event"))
    if over is None or over[0] >= found.head or not found.count(*HARMED):
        return False
    cleared = found.count("update.search", "damage.rubble", "sum.conclude") > 0
    return cleared and (blow is None or over[0] < blow[0])
