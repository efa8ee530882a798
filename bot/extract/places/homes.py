"""Homes that stand for where people were hurt: "two were injured over the day: a woman from X and a man from Y".

Where a post of a whole day tells several people by where they come from, and its line names no other place, each was
hurt at home; a single one ("a man from X") may have been hurt anywhere.
"""

from collections.abc import Sequence

from bot.extract.places.ground import Ground
from bot.extract.places.values import PlaceMention
from bot.model import WIDE_LEVELS

_REACH = 7
_DAYS = ("time.full_day", "time.full_days", "time.past", "roundup.word")
_SPEAKING = frozenset({"person.office", "person.staff", "person.soldier"})


def with_homes(mentions: Sequence[PlaceMention], ground: Ground) -> list[PlaceMention]:
    """The mentions, those that tell people by their homes as places where they were hurt."""
    if not any(sense in ground.document.senses for sense in _DAYS):
        return list(mentions)
    homes: dict[int, set[str]] = {}
    others: set[int] = set()
    behind = -1
    for mention in mentions:
        line = _line(mention, ground)
        if _is_home(mention, ground):
            homes.setdefault(line, set()).add(mention.name)
            behind = mention.last + 1
        elif mention.struck and mention.level not in WIDE_LEVELS and mention.first != behind:
            others.add(line)
    told = {line for line, names in homes.items() if len(names) > 1} - others
    return [
        mention._replace(origin=False) if _line(mention, ground) in told and _is_home(mention, ground) else mention
        for mention in mentions
    ]


def _line(mention: PlaceMention, ground: Ground) -> int:
    return ground.document.lines[ground.document.sentence_of[mention.first]]


def _is_home(mention: PlaceMention, ground: Ground) -> bool:
    """Whether "from" leads from somebody, with an age or without, to a place: "чоловік, 67 років, із X"."""
    if not mention.origin or mention.level in WIDE_LEVELS:
        return False
    low = max(mention.first - _REACH, 0)
    start = next((at for at in range(mention.first - 1, low, -1) if ground.kind(at) == "from"), None)
    if start is None:
        return False
    before = (ground.sense(at) or "" for at in range(start - 1, max(start - _REACH, -1), -1))
    person = next((sense for sense in before if sense.startswith(("person.", "killed.", "injured.", "strike."))), "")
    return person.startswith("person.") and person not in _SPEAKING
