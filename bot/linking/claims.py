"""One slot of an incident (its killed or its injured) as claims of authorities, and the figure that leads.

The rules are the corpus GUIDE's: a statement of an authority replaces its earlier one, up or down; the latest
statement leads; among authorities that speak within three hours the highest does. A figure that settles (a
correction, the end of a search, a death in hospital) ends the lead of all before it. The range spans the current
claims. Ten channels that repeat one text are one source.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model import Bound, Outcome, Person, Toll

TOGETHER = timedelta(hours=3)
"""Authorities that speak within this time of each other speak at about the same time."""
ECHO = timedelta(hours=24)
"""For so long somebody else's older figure may be quoted again after it has risen."""
TENFOLD = 10
"""Killed that grow so many times wait for confirmation."""
MOST = {Outcome.KILLED: 100, Outcome.INJURED: 500}
"""More than official sources have told of any one attack's people: such a figure waits for confirmation."""


class Rule(StrEnum):
    """What a statement did to its slot; by AGAIN and those behind it a statement makes no claim."""

    FIRST = "first"
    RAISED = "raised"
    SAME = "same"
    LOWERED = "lowered"
    OUTRANKED = "outranked"
    QUIET = "quiet"
    HELD = "held"
    VAGUE = "vague"
    DIED = "died"
    AGAIN = "again"
    TOGETHER = "together"
    WITHDRAWN = "withdrawn"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Claim:
    """One authority's figure at one time, with increments already added up.

    `leads` is False for a lower figure that only repeats what was known (a round-up's line, a recap, "at least"): it
    widens the range. `settles` ends the lead of all earlier claims. `added` is the increment that was told, `people`
    whom the post described. `firm` marks a figure that the post itself calls corrected. `known_from` is since when the
    record has known it. `key` is its statement's, `source` the channel; `confirmed` tells that a person confirmed it.
    """

    slot: Outcome
    authority: str
    at: datetime
    total: int
    children: int | None = None
    bound: Bound = Bound.EXACT
    soft: bool = False
    firm: bool = False
    settles: bool = False
    derived: bool = False
    added: int | None = None
    people: tuple[Person, ...] = ()
    leads: bool = True
    known_from: datetime | None = None
    key: str = ""
    source: str | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The current claim of each authority in the order of publication, and what else the slot has to keep.

    `told` are all figures ever stated, `children` the last number of children told, `held` the jumps that wait for
    confirmation, one an authority, `vague` the last words without a number.
    """

    claims: tuple[Claim, ...] = ()
    told: tuple[Claim, ...] = ()
    children: int | None = None
    held: tuple[Claim, ...] = ()
    vague: str | None = None
    is_vague: bool = False

    def leader(self) -> Claim | None:
        """The claim whose figure is the headline, or None if nobody gave a number."""
        leading = [claim for claim in self.claims if claim.leads]
        settled = [number for number, claim in enumerate(leading) if claim.settles]
        leading = leading[settled[-1] :] if settled else leading
        recent = [claim for claim in leading if claim.at >= leading[-1].at - TOGETHER]
        return max(recent, key=lambda claim: (claim.total, claim.at), default=None)

    def total(self) -> int | None:
        """The headline figure, or None."""
        leader = self.leader()
        return leader.total if leader else None

    def children_among(self, total: int) -> int | None:
        """The children among a headline figure: its own, else those last told of, never more than the figure."""
        leader = self.leader()
        own = leader.children if leader and leader.children is not None else self.children
        return None if own is None or own > total else own

    def toll(self) -> Toll | None:
        """The slot's toll; None if nothing was ever said of it."""
        total = self.total()
        if total is None:
            return Toll(bound=Bound.VAGUE, vague=self.vague) if self.is_vague else None
        totals = [claim.total for claim in self.claims]
        leader = self.leader()
        bound = leader.bound if leader else Bound.EXACT
        return Toll(total, min(totals), max(totals), self.children_among(total), bound)


def admit(ledger: Ledger, claim: Claim, confirmed: bool = False) -> tuple[Ledger, Rule]:
    """Returns the ledger with a claim taken in, and what that did; `confirmed` lets an impossible jump pass.

    Of figures that differ tenfold the lower leads and the higher is held, whichever was published first.
    """
    claim = replace(claim, confirmed=confirmed)
    shown, asked, ledger = ledger.leader(), ledger.held, _without_jumps(ledger, claim)
    before = ledger.leader()
    if before and _is_known_already(ledger, before, claim):
        return _keep_quietly(ledger, before, replace(claim, leads=False)), Rule.QUIET
    if not confirmed and _is_impossible(ledger, before, claim):
        return replace(ledger, held=_with_held(ledger.held, claim)), Rule.HELD
    children = ledger.children if claim.children is None else claim.children
    held = tuple(jump for jump in ledger.held if jump not in asked or not _is_answered(jump, claim))
    after = Ledger(_current(ledger, claim), (*ledger.told, claim), children, held, ledger.vague, ledger.is_vague)
    return after, _rule(shown, claim, after)


def _without_jumps(ledger: Ledger, claim: Claim) -> Ledger:
    """The ledger before a lower claim: what was told is held if all of it is tenfold and nobody confirmed it."""
    told = [known for known in ledger.told if known.leads]
    if not told or not all(_is_tenfold(known, claim) and not _is_sure(known) for known in told):
        return ledger
    held = ledger.held
    for known in ledger.claims:
        held = _with_held(held, known)
    return Ledger(held=held, vague=ledger.vague, is_vague=ledger.is_vague)


def _with_held(held: tuple[Claim, ...], claim: Claim) -> tuple[Claim, ...]:
    return (*(jump for jump in held if jump.authority != claim.authority), claim)


def _is_tenfold(claim: Claim, lower: Claim) -> bool:
    return claim.slot is Outcome.KILLED and claim.total >= TENFOLD * max(1, lower.total)


def _is_sure(claim: Claim) -> bool:
    return claim.confirmed or claim.firm or claim.settles


def _keep_quietly(ledger: Ledger, before: Claim, claim: Claim) -> Ledger:
    speaks_down = claim.authority == before.authority
    claims = ledger.claims if speaks_down else _current(ledger, claim)
    return replace(ledger, claims=claims, told=(*ledger.told, claim))


def _current(ledger: Ledger, claim: Claim) -> tuple[Claim, ...]:
    return (*(known for known in ledger.claims if known.authority != claim.authority), claim)


def _rule(before: Claim | None, claim: Claim, after: Ledger) -> Rule:
    total = after.total()
    if before is None or total is None:
        return Rule.FIRST
    if total == before.total:
        return Rule.SAME if claim.total == total else Rule.OUTRANKED
    return Rule.RAISED if total > before.total else Rule.LOWERED


def _is_known_already(ledger: Ledger, before: Claim, claim: Claim) -> bool:
    """True for a lower figure that neither corrects nor settles, and for an authority's old figure that others settled
    since."""
    if claim.firm or claim.derived or (claim.settles and claim.total < before.total and not claim.soft):
        return False
    if claim.total > before.total:
        own = [known for known in ledger.claims if known.authority == claim.authority]
        return claim.soft and before.settles and any(known.total == claim.total for known in own)
    if claim.total == before.total or claim.bound in (Bound.AT_LEAST, Bound.ABOUT):
        return claim.total < before.total
    return claim.authority != before.authority and (claim.soft or _is_echo(ledger, before, claim))


def _is_echo(ledger: Ledger, before: Claim, claim: Claim) -> bool:
    """True for a newcomer who gives a figure of the last day that led before the one that leads now was told."""
    if any(known.authority == claim.authority for known in ledger.told):
        return False
    led = [known for known in ledger.told if known.leads and known.at <= before.at]
    return any(known.total == claim.total and claim.at - known.at <= ECHO for known in led)


def _is_answered(held: Claim, claim: Claim) -> bool:
    """True if a claim makes a jump moot: its own authority speaks again, or others reach or exceed it."""
    return claim.authority == held.authority or claim.total >= held.total


def _is_impossible(ledger: Ledger, before: Claim | None, claim: Claim) -> bool:
    """True for a toll beyond what is ever told of one attack, killed tenfold of what leads or was confirmed last, or
    a fall of more than half; no post releases it but one that corrects its figure in words."""
    if claim.total > MOST[claim.slot] and (before is None or before.total <= MOST[claim.slot]):
        return True
    if before is None or claim.firm or (claim.derived and claim.settles):
        return False
    confirmed = [known for known in ledger.told if known.confirmed][-1:]
    return claim.total * 2 < before.total or any(_is_tenfold(claim, known) for known in (before, *confirmed))
