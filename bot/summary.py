"""Incidents of an area and a period, as sums and groups without markup; and what changed since a digest was sent.

Rules (corpus GUIDE, casualty recording): an incident belongs to the day of its `to`; unknown is not zero; vague
figures are counted apart; a round-up's total stands beside the itemised sum and is never added to it; retracted,
merged and dismissed incidents leave every sum; what rests on an unproven origin alone enters no sum until a person
has confirmed it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.model import Incident, IncidentStatus, LinkStatus, Place, Statement, Toll, Trust
from bot.period import KYIV, Period, first_published, moment
from bot.stated import Itemised, StatedTotal, compared, earliest_told, is_inside, is_of, latest, speaks_of
from bot.sums import Sum, add_up, is_vague

__all__ = [
    "KYIV", "Change", "ChangeKind", "Group", "Heard", "Itemised", "Period", "StatedTotal", "Sum", "Summary", "add_up",
    "changes", "earliest_told", "first_published", "heard_in", "is_unproven", "is_waiting", "moment", "summarize",
    "told", "vouched",
]  # fmt: skip

COUNTED = frozenset({IncidentStatus.REPORTED, IncidentStatus.CONFIRMED})
TOLD_DAYS = 60
"""For so many days a digest's figures are remembered, so that a later change of them can be told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer rests on: how many authorities, how many posts, and when the last of them spoke (UTC)."""

    sources: int = 0
    posts: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The counted incidents of one oblast (None: place not found), biggest harm first, with the round-ups' sums."""

    oblast: str | None
    incidents: tuple[Incident, ...]
    killed: Sum
    injured: Sum
    officials: tuple[StatedTotal, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a period and an area say: sums, groups by oblast with the biggest harm first, and what it rests on.

    `officials` are the totals said of the area itself (None: all of Ukraine); those of its oblasts stand in the
    groups. `unproven` incidents are in no sum. `waiting` counts the counted incidents with a provisional link or a
    held figure. `as_of` is the moment of the answer; `is_before_record` if the record began only after it, so that
    what had been published by then is told.
    """

    period: Period
    area: Place | None
    groups: tuple[Group, ...]
    killed: Sum
    injured: Sum
    officials: tuple[StatedTotal, ...]
    unproven: tuple[Incident, ...]
    waiting: int
    heard: Heard
    as_of: datetime
    is_before_record: bool = False

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """All counted incidents, in the order of the groups."""
        return tuple(incident for group in self.groups for incident in group.incidents)


def summarize(
    incidents: Iterable[Incident],
    period: Period,
    area: Place | None,
    totals: Iterable[StatedTotal],
    now: datetime,
) -> Summary:
    """Returns the summary of a period and an area.

    `incidents` are those of the area, of the period and of the days of its totals (`earliest_told`): the oblast is
    checked here, a raion or a settlement is the caller's choice. `totals` may hold any round-up's sums. What it rests
    on are the posts on the counted incidents.
    """
    near = [i for i in incidents if i.status in COUNTED and is_inside(area, i.place)]
    known = [i for i in near if period.contains(i)]
    counted = sorted((i for i in known if not is_unproven(i)), key=_by_harm)
    proven = [i for i in near if not is_unproven(i)]
    said = [compared(one, proven, period.zone) for one in latest(totals) if speaks_of(one, period)]
    return Summary(
        period=period,
        area=area,
        groups=_groups(counted, said, area),
        killed=add_up(i.killed for i in counted),
        injured=add_up(i.injured for i in counted),
        officials=tuple(one for one in said if is_of(one, area)),
        unproven=tuple(i for i in known if is_unproven(i)),
        waiting=sum(is_waiting(i) for i in counted),
        heard=heard_in(counted),
        as_of=now.astimezone(UTC),
    )


def is_unproven(incident: Incident) -> bool:
    """True if no post of proven origin speaks of the incident and no person has confirmed it."""
    if incident.status is IncidentStatus.CONFIRMED or not incident.statements:
        return False
    return all(statement.trust is not Trust.OFFICIAL for statement in incident.statements)


def is_waiting(incident: Incident) -> bool:
    """True if a link or a figure of the incident waits for a person."""
    provisional = any(link.status is LinkStatus.PROVISIONAL for link in incident.links)
    return bool(incident.held) or provisional


def _by_harm(incident: Incident) -> tuple[int, int, int, int, int, int]:
    killed, injured = incident.killed or Toll(), incident.injured or Toll()
    vague = is_vague(killed) * 2 + is_vague(injured)
    harm = (-(killed.total or 0), -(injured.total or 0), -vague, -len(incident.damage))
    return (*harm, -incident.when.end.toordinal(), incident.id)


def _groups(counted: Sequence[Incident], said: Sequence[StatedTotal], area: Place | None) -> tuple[Group, ...]:
    oblasts = dict.fromkeys(incident.place.oblast for incident in counted)
    groups = (_group(oblast, counted, [] if area and area.oblast else said) for oblast in oblasts)
    return tuple(sorted(groups, key=_group_by_harm))


def _group(oblast: str | None, counted: Sequence[Incident], said: Sequence[StatedTotal]) -> Group:
    own = tuple(incident for incident in counted if incident.place.oblast == oblast)
    officials = tuple(one for one in said if oblast and is_of(one, Place(oblast)))
    return Group(oblast, own, add_up(i.killed for i in own), add_up(i.injured for i in own), officials)


def _group_by_harm(group: Group) -> tuple[int, int, int, int, str]:
    vague = group.killed.vague * 2 + group.injured.vague
    return (-group.killed.total, -group.injured.total, -vague, -len(group.incidents), group.oblast or "~")


def vouched(incident: Incident) -> list[Statement]:
    """Returns the statements of proven origin, and the others that a person has accepted: their links are certain."""
    certain = {(one.post_id, one.number) for one in incident.links if one.status is LinkStatus.CERTAIN}
    return [one for one in incident.statements if one.trust is Trust.OFFICIAL or (one.post_id, one.number) in certain]


def heard_in(incidents: Iterable[Incident]) -> Heard:
    """Returns what these incidents rest on; channels that quote one authority are one source."""
    statements = [statement for incident in incidents for statement in vouched(incident)]
    return Heard(
        sources=len({statement.authority for statement in statements}),
        posts=len({statement.post_id for statement in statements}),
        last=max((statement.published.astimezone(UTC) for statement in statements), default=None),
    )


class ChangeKind(StrEnum):
    """What happened to an incident since a digest told of it."""

    FIGURES = "figures"
    RETRACTED = "retracted"
    MERGED = "merged"
    DISMISSED = "dismissed"
    RESTORED = "restored"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """A told incident that has changed, or an older one that was not known then (ADDED).

    `killed`, `injured` and the children among them are the numbers that were told (None: no number); the new ones are
    the incident's own.
    """

    kind: ChangeKind
    incident: Incident
    killed: int | None = None
    injured: int | None = None
    killed_children: int | None = None
    injured_children: int | None = None


def told(summary: Summary, changed: Iterable[Change] = (), before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Returns, as JSON values, what a chat has been told once this digest is sent: its moment and figures by incident.

    Figures of earlier digests (`before`) are kept for TOLD_DAYS days of the incident, so that a late change is told.
    """
    oldest = (summary.as_of.date() - timedelta(days=TOLD_DAYS)).isoformat()
    earlier = (before or {}).get("incidents", {})
    kept = {number: line for number, line in earlier.items() if line["day"] >= oldest}
    fresh = [*summary.incidents, *(change.incident for change in changed)]
    return {"at": summary.as_of.isoformat(), "incidents": kept | {str(one.id): _line(one) for one in fresh}}


def _line(incident: Incident) -> dict[str, Any]:
    return {"day": incident.when.end.isoformat(), "status": incident.status.value, **_numbers(incident)}


def _numbers(incident: Incident) -> dict[str, int | None]:
    """The numbers of an incident that digests tell, by the names that they have in a `Change`."""
    killed, injured = incident.killed or Toll(), incident.injured or Toll()
    return {
        "killed": killed.total,
        "injured": injured.total,
        "killed_children": killed.children,
        "injured_children": injured.children,
    }


def changes(
    before: Mapping[str, Any] | None,
    incidents: Sequence[Incident],
    current: Collection[int] = (),
    fresh: Collection[int] | None = None,
) -> list[Change]:
    """Returns what changed since the digest that `told` recorded as `before`, biggest harm first.

    `incidents` are those that were told, of any status, and those that may be new. `current` names the ids that the
    new digest lists anyway, which are not told a second time as late additions; `fresh` the ids that came into the
    record since (None: those first published since). Without `before`: [].
    """
    if not before:
        return []
    since, lines = datetime.fromisoformat(before["at"]), before["incidents"]
    found = [_change(incident, lines[str(incident.id)]) for incident in incidents if str(incident.id) in lines]
    late = (i for i in incidents if str(i.id) not in lines and i.id not in current)
    found += [Change(ChangeKind.ADDED, i) for i in late if _is_fresh(i, since, fresh)]
    return sorted((change for change in found if change), key=lambda change: _by_harm(change.incident))


def _change(incident: Incident, line: Mapping[str, Any]) -> Change | None:
    now = _numbers(incident)
    before = {name: line.get(name, number) for name, number in now.items()}
    counted, was_counted = incident.status in COUNTED, line["status"] in COUNTED
    if counted != was_counted:
        kind = ChangeKind.RESTORED if counted else ChangeKind(incident.status.value)
        return Change(kind, incident, **before)
    if counted and before != now:
        return Change(ChangeKind.FIGURES, incident, **before)
    return None


def _is_fresh(incident: Incident, since: datetime, fresh: Collection[int] | None) -> bool:
    if incident.status not in COUNTED or is_unproven(incident):
        return False
    first = first_published(incident)
    return incident.id in fresh if fresh is not None else bool(first and first > since)
