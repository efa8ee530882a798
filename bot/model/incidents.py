"""What many posts say together: statements, the links between them, and the incidents that they make."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from bot.model.readings import Damage, Person, Place, Report, Weapon, When
from bot.model.terms import RULES, Bound, IncidentStatus, Kind, LinkStatus, Trust


@dataclass(frozen=True, slots=True)
class Statement:
    """One report of one post with what linking must know of the post.

    `number` is the report's place in its reading (from 0). `authority` names who speaks, one string an authority
    ("ses", "governor:UA63", a channel's username where the registry does not know it): channels that quote one
    authority are one. `text_hash` is the SHA-256 of the post's folded text. `reply_to` is the id of the post that
    this one answers or links to. `received` is when its present text came in, None where that is not told.
    """

    post_id: str
    number: int
    published: datetime
    authority: str
    report: Report
    kind: Kind = Kind.INCIDENT
    source: str | None = None
    trust: Trust = Trust.OFFICIAL
    text_hash: str = ""
    text: str = field(default="", repr=False)
    reply_to: str | None = None
    received: datetime | None = None

    @property
    def known_from(self) -> datetime:
        """Since when the record has known this: a decision made earlier did not see it."""
        return self.received or self.published


class Reason(NamedTuple):
    """Why a report was linked: the feature's name, what it added to the score, and what it saw.

    What it saw is a code with the values that belong to it, put into words where it is read; rows of older databases
    have English words instead of the code.
    """

    feature: str
    score: float
    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A stored decision that a statement belongs to an incident; `decider` is `RULES` or a person's id."""

    incident_id: int
    post_id: str
    number: int
    score: float
    status: LinkStatus
    reasons: tuple[Reason, ...] = ()
    decider: str = RULES


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed or injured of an incident, derived from its claims.

    `total` is the headline (None if nobody gave a number), `low` and `high` the range of the authorities' current
    statements, `children` those under 18 among the total, `vague` the words where no number was given.
    """

    total: int | None = None
    low: int | None = None
    high: int | None = None
    children: int | None = None
    bound: Bound = Bound.EXACT
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One attack on one place at one time: statements joined by links, and all that is derived from them.

    `held` names slots that wait for a person: a jump that is not shown, or posts that differ from what a person put
    (then "place", "when", "weapons" and "status" too).
    """

    id: int
    place: Place
    when: When
    killed: Toll | None = None
    injured: Toll | None = None
    weapons: tuple[Weapon, ...] = ()
    damage: tuple[Damage, ...] = ()
    people: tuple[Person, ...] = ()
    status: IncidentStatus = IncidentStatus.REPORTED
    preliminary: bool = False
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an incident: what slot, from what, to what (JSON values), by whom, why, and when.

    `who` is a person's id or `RULES`; `why` the code of a `Why`, or the words of whoever decided.
    """

    incident_id: int
    at: datetime
    who: str
    slot: str
    before: Any
    after: Any
    why: str
    post_id: str | None = None
