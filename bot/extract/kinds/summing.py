"""How much speaks for a post that covers a period over several places: a round-up (the GUIDE's `kind`)."""

from collections.abc import Sequence

from bot.extract.kinds.evidence import Evidence
from bot.extract.kinds.signals import Signals
from bot.extract.kinds.titles import TELLING_STRIKES, counts_places, is_headed_roundup, is_titled, tells_many
from bot.extract.text.tokens import Document

SUMMED = 3
"""The score from which on a post is a round-up."""
_SEVERAL, _FOR = 3, 4
_PERIODS = ("preposition.for", "preposition.during")


def summing(document: Document, found: Signals, evidence: Evidence) -> int:
    """How much speaks for a post that covers a period over several places; 3 and more decides."""
    return sum(weight for applies, weight in _summings(document, found, evidence) if applies)


def _summings(document: Document, found: Signals, evidence: Evidence) -> Sequence[tuple[bool, int]]:
    opens = _opens_with_period(found)
    many = tells_many(document, found, areas=evidence.areas > 0 and evidence.named >= _SEVERAL)
    wide = (
        (many and (evidence.areas > 0 or (evidence.headed > 0 and opens)))
        or counts_places(document, found)
        or (evidence.period and evidence.totals)
    )
    return (
        (is_headed_roundup(document, found), 3),
        (found.count("roundup.word") > 0 and evidence.oblasts > 1, 2),
        (found.in_head("roundup.bulletin"), 2),
        (evidence.totals, 2),
        (evidence.period and opens, 2),
        (evidence.period and not opens, 1),
        (many, 2),
        (evidence.areas > 0 and evidence.named <= 1 and many, 1),
        (counts_places(document, found), 2),
        (evidence.lined >= _SEVERAL, 2),
        (evidence.lined > _SEVERAL, 1),
        (evidence.parted > 1 and is_titled(document), 2),
        (found.count("roundup.exposed") > 0 and evidence.named != evidence.places, 1),
        (evidence.areas > _SEVERAL and (evidence.period or evidence.age is not None), 2),
        (evidence.headed >= _SEVERAL and evidence.oblasts >= _SEVERAL, 3),
        (evidence.headed > 1 and evidence.totals, 1),
        (evidence.headed > 0 and evidence.named >= _SEVERAL and is_titled(document), 2),
        (not evidence.headed and evidence.places >= _SEVERAL and is_titled(document, placed=True), 2),
        (evidence.places > 1 and _introduces_list(found, evidence), 2),
        (evidence.named >= _SEVERAL, 1),
        (evidence.oblasts > 1 and not evidence.period, -1),
        (_tells_one_attack(found, evidence) and not opens, -SUMMED),
        (evidence.named <= 1 and evidence.places <= 1 and not wide, -3),
    )


def _tells_one_attack(found: Signals, evidence: Evidence) -> bool:
    """Whether a post begins with an attack on the only place that it tells facts of, so that what it counts over
    others stands beside it."""
    return evidence.places == 1 and not (found.lead or evidence.totals or evidence.headed)


def _opens_with_period(found: Signals) -> bool:
    """Whether the first sentences have words that name a period: a unit of time, or a date or night behind "for"."""
    if found.in_head("time.full_day", "time.week", "time.since_midnight", "time.past", "time.day_unit"):
        return True
    dated = (first for sense in ("time.month", "time.night") for first, _ in found.spans(sense))
    return any(found.document.says(first - _FOR, first, *_PERIODS) for first in dated if first < found.head)


def _introduces_list(found: Signals, evidence: Evidence) -> bool:
    """Whether a post begins with a time, an area and a colon, and with no strike: "Сумщина, 11 березня: у Шостці …"."""
    return evidence.introduction > 0 and not found.document.says(
        0, evidence.introduction, *TELLING_STRIKES, "sum.cause"
    )
