"""Undoing: a ruling is taken back with those of its act and those that only keep what it moved.

It stays where it is as long as nothing would change by that because of a later ruling on the same.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import takewhile

from bot.errors import InputError, StandsUnderError
from bot.linking import Act, Ruling, anchor_of
from bot.linking.rulings import STAYS
from bot.model import Change, Incident, Outcome
from bot.relink import Cause
from bot.review.folding import Decided, fold, in_words, known
from bot.review.queue import undone_why
from storage import decisions, incidents, reviews
from storage.database import Connection, Database

MOVES = (Act.LINK, Act.SPLIT, Act.MERGE)


async def undo(database: Database, ruling_id: int, by: str, at: datetime, why: str = "") -> Decided:
    """Takes a ruling back for a reason, with those of its act and those that rest on it, and reopens what it settled.

    Without a reason it is told whether whoever had decided did so. Raises InputError if there is none that stands, and
    StandsUnderError, with all as it was, if nothing would change by it because of a later ruling on the same.
    """
    async with database.write() as connection:
        ruling = await decisions.ruling(connection, ruling_id)
        if ruling is None or ruling.undone:
            raise InputError(f"no decision {ruling_id} stands: `review list --decisions` shows those that do")
        involved, taken = await _involved(connection, ruling), await taken_back_with(connection, ruling)
        for one in taken:
            await decisions.undo_ruling(connection, one.id, by, at)
        cause = Cause(why or undone_why(by, ruling.by), at, by, ruling.post_id)
        changed, later = await fold(connection, involved, cause), await _later_acts(connection, ruling, taken)
        if later and not changed:
            raise StandsUnderError(_under(ruling_id, later[-1]), later[-1].id)
        own = Change(ruling.incident_id, at, by, "decision", in_words(ruling), None, cause.why, ruling.post_id)
        await decisions.note(connection, [own])
        await reviews.reopen(connection, ruling.by, ruling.at)
        return Decided(ruling_id, ruling.incident_id, changed, later)


async def _later_acts(connection: Connection, ruling: Ruling, taken: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """The acts since one that is taken back on what that decided about, oldest first, each by one of its rulings."""
    acts = [await _act_of(connection, one) for one in await _later_on(connection, ruling, taken)]
    return tuple({(one.by, one.at, one.act): one for one in acts}.values())


def _under(ruling_id: int, later: Ruling) -> str:
    told = f"{in_words(later)} by {later.by}, {later.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return f"decision {ruling_id} stands under decision {later.id} ({told}): undo that one first"


async def _involved(connection: Connection, ruling: Ruling) -> list[Incident]:
    """The incident of a ruling, where its statement stands now, and where the statement that it names does."""
    posts = [ruling.post_id] if ruling.post_id else []
    if ruling.act in (Act.MERGE, Act.LINK, Act.SPLIT) and ruling.value and "#" in ruling.value:
        posts.append(ruling.value.rpartition("#")[0])
    homes = await incidents.homes(connection, posts) if posts else {}
    numbers = {number for home in homes.values() for number in home}
    first = await known(connection, ruling.incident_id)
    return [first, *await incidents.by_ids(connection, sorted(numbers - {first.id}))]


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


async def _later_on(connection: Connection, ruling: Ruling, taken: Sequence[Ruling]) -> list[Ruling]:
    """The standing rulings, oldest first, that decided later about what those of an act had decided about."""
    posts = sorted({one.post_id for one in taken if one.post_id})
    found = [await incidents.get(connection, number) for number in sorted({one.incident_id for one in taken})]
    numbers = sorted({one.id for one in found if one is not None})
    subjects = {subject for one in taken for subject in _subjects(one)}
    standing = await decisions.rulings_on(connection, numbers, posts)
    return [one for one in standing if one.id > ruling.id and one.slot != STAYS and _subjects(one) & subjects]


def _subjects(ruling: Ruling) -> set[str]:
    """What a ruling decides about: where a statement belongs, slots of an incident, or whether it is one."""
    anchor = anchor_of(ruling)
    if anchor is not None:
        return {anchor}
    if ruling.act is Act.CORRECT:
        return {ruling.slot or ""}
    if ruling.slot is not None:
        return {ruling.slot}
    figures = {name for slot in Outcome for name in (slot.value, f"{slot}_children")}
    return {"status", *figures} if ruling.act is Act.CONFIRM else {"status"}


async def _act_of(connection: Connection, ruling: Ruling) -> Ruling:
    """The ruling that names the act which a ruling is of: a merge carries corrections and confirms."""
    about = await decisions.rulings_on(connection, [ruling.incident_id])
    merges = [one for one in about if one.act is Act.MERGE and (one.by, one.at) == (ruling.by, ruling.at)]
    return merges[-1] if merges else ruling
