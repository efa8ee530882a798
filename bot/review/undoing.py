"""Which rulings a person takes back together with one: those of its act, and those that only keep what it moved."""

from collections.abc import Sequence
from itertools import takewhile

from bot.linking import Act, Ruling, anchor_of
from bot.linking.rulings import STAYS
from storage import decisions
from storage.database import Connection

MOVES = (Act.LINK, Act.SPLIT, Act.MERGE)


async def taken_back_with(connection: Connection, ruling: Ruling) -> list[Ruling]:
    """The standing rulings that go with one: those of its act (a split or a merge has one for each report, and a merge
    also the corrections that it carried), and what later acts kept where this one had put it."""
    act = await _same_act(connection, ruling)
    posts = sorted({one.post_id for one in act if one.post_id})
    standing = await decisions.rulings_on(connection, [], posts) if posts else []
    return [*act, *(resting for one in act for resting in _resting_on(one, standing))]


async def _same_act(connection: Connection, ruling: Ruling) -> list[Ruling]:
    if ruling.act not in (Act.SPLIT, Act.MERGE):
        return [ruling]
    standing = await decisions.all_rulings(connection)
    together = [one for one in standing if (one.by, one.at) == (ruling.by, ruling.at)]
    alike = [one for one in together if one.act is ruling.act]
    if ruling.act is Act.SPLIT:
        return alike
    return [*alike, *(one for one in together if one.act in (Act.CORRECT, Act.CONFIRM) and one.id < ruling.id)]


def _resting_on(ruling: Ruling, standing: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that keep a statement where this one had put it, up to the next that puts it elsewhere."""
    if ruling.act not in MOVES or ruling.slot == STAYS:
        return []
    of_same = (one for one in standing if one.act in MOVES and anchor_of(one) == anchor_of(ruling))
    later = (one for one in of_same if one.id > ruling.id)
    return list(takewhile(lambda one: one.slot == STAYS, later))
