"""Titles and openings by which a post presents itself as a round-up."""

from bot.extract.kinds.signals import HARMED, Signals
from bot.extract.text.senses import STRUCK, is_number
from bot.extract.text.tokens import Document, Shape

COUNTED = ("weapon.shelling", "weapon.airstrike", "weapon.artillery")
TELLING_STRIKES = (*sorted(STRUCK), *COUNTED, "sequence.again", "roundup.exposed")
"""The senses of words that tell strikes, or count them."""
_SEVERAL = 3
_MANY = 10
_TITLE = 9


def is_titled(document: Document, *, placed: bool = False) -> bool:
    """Whether the first words name a time and tell nothing: the title of a list ("Ніч на Сумщині"). If `placed`, a
    name must stand in them too, as "Херсонська громада, 25 листопада" begins with one."""
    return any(_is_title(document, end, placed) for _, end in document.sentences if end <= _TITLE)


def _is_title(document: Document, end: int, placed: bool) -> bool:
    words = document.tokens[:end]
    timed = any((token.sense or "").startswith("time.") for token in words)
    named = any(token.capital and token.sense is None for token in words[1:])
    named = named or any("place_or_case" in token.classes for token in words[1:2])
    return timed and (named or not placed) and not document.says(0, end, *STRUCK, *HARMED, "damage.harm")


def tells_many(document: Document, found: Signals, *, areas: bool = False) -> bool:
    """Whether the first sentences count many strikes ("27 атак", "понад 20 разів", "all day"); in a post that goes
    through `areas` a few are many ("attacked the district eight times")."""
    often = found.spans("roundup.often")
    counted = (first for sense in ("roundup.often", "strike.noun", *COUNTED) for first, _ in found.spans(sense))
    return any(first < found.head and last > first for first, last in often) or any(
        first < found.head and _is_many(document, first, _SEVERAL if areas else _MANY) for first in counted
    )


def is_headed_roundup(document: Document, found: Signals) -> bool:
    """Whether the first sentences call the post a round-up, or go through areas ("по громадах"), unless these are
    what was struck."""
    by_area = (start for start, _ in found.spans("roundup.by_area") if start < found.head)
    return found.in_head("roundup.word") or any(
        not document.says(*document.sentences[document.sentence_of[start]], *TELLING_STRIKES) for start in by_area
    )


def counts_places(document: Document, found: Signals) -> bool:
    """Whether the first sentences count the places that were struck: "29 населених пунктів"."""
    return any(
        first < found.head and _is_many(document, first, _SEVERAL) for first, _ in found.spans("weapon_cue.tally")
    )


def _is_many(document: Document, index: int, least: int = _MANY) -> bool:
    """Whether a number of at least `least` counts the word at a token, with one word between them at most."""
    before = document.tokens[index - 1] if index else None
    if before is not None and before.shape is Shape.WORD and not is_number(before):
        before = document.tokens[index - 2] if index > 1 else None
    if before is None or not is_number(before) or (before.value or 0) < least:
        return False
    return before.index == 0 or document.tokens[before.index - 1].sense != "time.month"


def begins_later_line(found: Signals, sense: str) -> bool:
    """Whether the first sentence with a word of a sense begins a line behind the first sentences of a post."""
    document, spans = found.document, found.spans(sense)
    number = document.sentence_of[spans[0][0]] if spans else 0
    return number > 0 and document.lines[number - 1] != document.lines[number] and not found.in_head(sense)
