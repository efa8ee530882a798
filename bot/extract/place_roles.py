"""The part that a named place plays: where something came from or was heading, or whose hospital it is.

Each rule is a small function over a mention and what stands around it; a list ("з Курська, Орла та Криму") shares the
part of its first name.
"""

import re
from dataclasses import replace

from bot.extract.place_ground import DASHES, Ground
from bot.extract.place_values import PlaceMention
from bot.extract.tokens import Shape
from bot.model import Level

_INSTRUMENTAL = re.compile(r"(?:ом|ем|єм|ою|ею|єю|ами|ями|им)$")
_PASSED_OVER = frozenset(
    ("city", "townlet", "village", "settlement", "settlement_adjective", "between", "raion", "direction", "joiner")
)
_DATELINE = 9
_AROUND = 40


def with_roles(mentions: list[PlaceMention], ground: Ground) -> list[PlaceMention]:
    """The mentions with `origin`, `toward` and `beside` set."""
    told: list[PlaceMention] = []
    for number, mention in enumerate(mentions):
        before = told[-1] if told else None
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        told.append(_with_role(mention, before, following, ground))
    return told


def _with_role(
    mention: PlaceMention, before: PlaceMention | None, following: PlaceMention | None, ground: Ground
) -> PlaceMention:
    governor = _governor(mention, ground)
    kind = ground.kind(governor)
    directed = "direction" in ground.kinds[governor + 1 : mention.first]
    if kind == "from" and not (_INSTRUMENTAL.search(mention.name) and ground.text(governor).lower() != "from"):
        return replace(mention, origin=True)
    if kind == "toward" or directed:
        return replace(mention, toward=True)
    if _is_beside(mention, ground) or _is_route(mention, before, following, ground) or _is_dateline(mention, ground):
        return replace(mention, beside=True)
    if before is not None and _goes_on(mention, before, ground):
        return replace(mention, origin=before.origin, toward=before.toward)
    return mention


def _governor(mention: PlaceMention, ground: Ground) -> int:
    """The index of the preposition before a name: "з боку Курська", "from the direction of Kursk"."""
    index = mention.first - 1
    for _ in range(4):
        if ground.kind(index) not in _PASSED_OVER and ground.text(index) not in ("of", "the"):
            break
        if ground.kind(index) == "joiner":
            break
        index -= 1
    return index


def _goes_on(mention: PlaceMention, before: PlaceMention, ground: Ground) -> bool:
    """Whether a mention goes on the list of the one before it."""
    between = range(before.last + 1, mention.first)
    return 0 < len(between) <= 3 and all(ground.kind(at) == "joiner" or ground.text(at) in ",/" for at in between)


def _is_beside(mention: PlaceMention, ground: Ground) -> bool:
    """ "у лікарні Харкова", "Kharkiv regional police", "мер Дніпра": whose body it is."""
    if mention.level not in (Level.SETTLEMENT, Level.RAION, Level.DISTRICT):
        return False
    before, ahead = ground.kind(mention.first - 1), ground.kind(mention.last + 1)
    if ground.text(mention.first - 1) == "of":
        before = ground.kind(mention.first - 2)
    latin = mention.name.isascii()
    if before in ("title", "body") or (latin and ahead in ("body", "title", "regional")):
        return True
    return (before == "hospital" or (latin and ahead == "hospital")) and _is_carried(mention, ground)


def _is_carried(mention: PlaceMention, ground: Ground) -> bool:
    """Whether the sentence tells that somebody was brought to a hospital or is in one."""
    first, end = ground.document.sentences[ground.document.sentence_of[mention.first]]
    return "carried" in ground.kinds[max(first, mention.first - _AROUND) : min(end, mention.last + _AROUND)]


def _is_route(
    mention: PlaceMention, before: PlaceMention | None, following: PlaceMention | None, ground: Ground
) -> bool:
    """ "потяг № 87 Ковель – Харків", "the Kyiv - Kharkiv highway": ends of a way."""
    linked = (before is not None and _joined_by_dash(before, mention, ground)) or (
        following is not None and _joined_by_dash(mention, following, ground)
    )
    if not linked:
        return False
    kinds = ground.kinds[max(mention.first - 8, 0) : mention.last + 8]
    return "route" in kinds or "street" in kinds


def _joined_by_dash(first: PlaceMention, second: PlaceMention, ground: Ground) -> bool:
    return second.first == first.last + 2 and ground.text(first.last + 1) in DASHES


def _is_dateline(mention: PlaceMention, ground: Ground) -> bool:
    """ "КИЇВ. 20 вересня. УКРІНФОРМ": where an agency wrote from."""
    if ground.text(mention.last + 1) not in ".,(" or not ground.begins_line(mention.first):
        return False
    ahead = range(mention.last + 1, min(mention.last + _DATELINE, len(ground.tokens)))
    line = next((at for at in ahead if ground.tokens[at].shape is Shape.LINE), ahead.stop)
    return any(ground.kinds[at] == "agency" for at in range(ahead.start, line))
