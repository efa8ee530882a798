"""People told beside others of the same fate: "a rescuer was wounded. Two civilians were also injured"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.extract.casualties import Mention
    from bot.extract.tokens import Token

_BESIDE = 4


def counted_on(tokens: list[Token], before: Mention | None, mention: Mention, total: int | None) -> Mention:
    """The mention with "also" behind its people read as "more", where those told right before it are all that have
    been told so far."""
    group, other = mention.group, before.group if before is not None else None
    if before is None or other is None or group is None or not group.count or other.count != total:
        return mention
    if group.added or group.among or mention.sentence - before.sentence != 1:
        return mention
    if before.outcome is not mention.outcome or not 0 < mention.harm - group.last <= _BESIDE:
        return mention
    also = any(token.sense == "part.more" for token in tokens[group.last + 1 : mention.harm])
    return replace(mention, group=group.but(added=True)) if also else mention
