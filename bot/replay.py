"""The record taken up post by post in the order of publication, whatever the order in which posts arrived.

Pure: statements in, incidents out. A statement is weighed against the incidents that it can reach: those near in
place and day, and those of the post that it answers. The order of their ids never counts, so that a record grown in
any order of arrival is the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.boxes import Box, box_of, days_of, extents_of, meets
from bot.linking import Act, Placement, Ruling, anchor_of, build_incident, key_of, place_statements
from bot.linking.rulings import LASTING, STAYS, bonds
from bot.model import RULES, Incident, Link, Statement
from bot.numbering import Key
from bot.placed import drawn_in, link_of, with_ids

_EVER = datetime.min.replace(tzinfo=UTC)

Order = tuple[datetime, str, int]


def order_of(statement: Statement) -> Order:
    """The place of a statement in the order of publication."""
    return statement.published, statement.post_id, statement.number


def by_post(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """The statements of one post after the other, in the order of publication."""
    groups: dict[tuple[datetime, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.published, statement.post_id].append(statement)
    for moment in sorted(groups):
        yield sorted(groups[moment], key=order_of)


class Record:
    """The incidents so far. `homes` tells where statements stood before: a statement that founds an incident founds
    it under its old id if that is free, else under a negative number. `ended` tells which ids went into which others:
    what people corrected and confirmed of these is read there.
    """

    def __init__(
        self,
        rulings: Sequence[Ruling] = (),
        homes: Mapping[Key, Sequence[int]] | None = None,
        ended: Mapping[int, int] | None = None,
    ) -> None:
        self.incidents: dict[int, Incident] = {}
        self._rulings = rulings
        self._rulings_by: dict[int | str, list[Ruling]] = defaultdict(list)
        for ruling in rulings:
            if ruling.act not in (Act.SPLIT, Act.MERGE):
                self._rulings_by[anchor_of(ruling) or ruling.incident_id].append(ruling)
        self._bonds = bonds(rulings)
        self._merged = {anchor_of(ruling): ruling.at for ruling in rulings if ruling.act is Act.MERGE}
        self._homes = homes or {}
        self._ended = dict(ended or {})
        self._days: dict[tuple[str | None, date], set[int]] = defaultdict(set)
        self._posts: dict[str, set[int]] = defaultdict(set)
        self._groups: dict[str, int] = {}
        self._held: dict[int, list[tuple[Statement, Link]]] = defaultdict(list)
        self._founded = 0

    def take(self, post: Sequence[Statement]) -> list[Placement]:
        """Joins the statements of one post to incidents, or founds new ones. Where each of them went."""
        self.settle()
        reached = sorted(self.reached_by(post), key=_age)
        then = post[0].published
        ids = [incident.id for incident in reached]
        places = {number: place for place, number in enumerate(ids, 1)}
        known = [replace(self._until(incident, then), id=places[incident.id]) for incident in reached]
        others = (*self._uncorrected(reached, then), *self._corrected(reached, post))
        former = [replace(one, id=places[one.id]) for one in others]
        return [self._join(with_ids(placement, ids)) for placement in place_statements(post, known, former)]

    def start(self, incident: Incident, until: Order, is_stale: bool = False) -> None:
        """Takes up an incident as it stood before a moment of the order of publication, if it stood at all.

        A stale one has statements that it was not derived from, or was derived from more.
        """
        stood = self.stood(incident, until, is_stale)
        if stood is not None:
            self._shelve(stood)

    def stood(self, incident: Incident, until: Order, is_stale: bool = False) -> Incident | None:
        """An incident as it stood before a moment of the order of publication; None if it did not."""
        pairs = [pair for pair in zip(incident.statements, incident.links, strict=True) if order_of(pair[0]) < until]
        if len(pairs) == len(incident.statements) and not is_stale:
            return incident
        return self._built(incident.id, [one for one, _ in pairs], [link for _, link in pairs]) if pairs else None

    def hold(self, statement: Statement, links: Sequence[Link]) -> None:
        """Puts a statement where it stood before, undecided anew, as soon as `settle` is called or a post taken."""
        for link in links:
            self._held[link.incident_id].append((statement, link))

    def settle(self, known: Mapping[int, Incident] | None = None) -> None:
        """Puts what is held where it stood. `known` are incidents that need not be derived anew if they come out so."""
        held, self._held = self._held, defaultdict(list)
        for number, pairs in held.items():
            self._put(number, pairs, (known or {}).get(number))

    def now(self, number: int) -> Incident | None:
        """An incident as it is now, with all that is held of it."""
        self._put(number, self._held.pop(number, []))
        return self.incidents.get(number)

    def is_ruled(self, post: Iterable[Statement], incident: Incident | None) -> bool:
        """True if people have decided on statements of a post, or of an incident."""
        if not (self._bonds or self._rulings_by):
            return False
        statements = (*post, *(incident.statements if incident else ()))
        bound = any(key_of(statement) in self._bonds for statement in statements)
        return bound or bool(self._about(incident.id if incident else 0, statements))

    def reached_by(self, post: Sequence[Statement]) -> list[Incident]:
        """The incidents that the statements of one post are weighed against."""
        ids: set[int] = set()
        for statement in post:
            box = box_of(statement)
            ids |= {number for number in self._on_days(box) if self._is_met(box, self.incidents[number])}
            ids |= self._posts.get(statement.reply_to or "", set())
        return [self.incidents[number] for number in ids]

    def renumber(self, ids: Mapping[int, int], ended: Mapping[int, int] | None = None) -> None:
        """Gives incidents other ids, all at once. `ended` are the ids that have gone into others by that."""
        moved = {*self._ended.items()} ^ {*(self._ended if ended is None else ended).items()}
        heirs = {heir for _, heir in moved}
        self._ended = dict(self._ended if ended is None else ended)
        if not heirs and all(ids.get(old, old) == old for old in self.incidents):
            return
        incidents, self.incidents = self.incidents, {}
        self._days.clear()
        self._posts.clear()
        for old, incident in incidents.items():
            new = ids.get(old, old)
            links = tuple(replace(link, incident_id=new) for link in incident.links)
            self._shelve(incident if new == old and new not in heirs else self._built(new, incident.statements, links))

    def _is_met(self, box: Box, incident: Incident) -> bool:
        return any(meets(box, extent) for extent in self._extents(incident))

    def _join(self, placement: Placement) -> Placement:
        statement = placement.statement
        group = self._bonds.get(key_of(statement))
        ids = [placement.incident_id or 0, *placement.also]
        decider = RULES
        if group is not None:
            ids = [self._home_of(group, ids[0])]
            decider = self._decider(statement)
        elif self._is_drawn_in(statement, ids[0]):
            placement = drawn_in(placement)
        ids[0] = ids[0] or self._new_id(statement, group)
        if group is not None:
            self._groups.setdefault(group, ids[0])
        for number in dict.fromkeys(ids):
            self._put(number, [(statement, link_of(number, placement, decider))])
        return replace(placement, incident_id=ids[0], also=tuple(ids[1:]))

    def _home_of(self, group: str, chosen: int) -> int:
        """The incident of a group that people bound together; 0 where it is still to be founded."""
        if group in self._groups:
            return self._groups[group]
        kind, _, number = group.partition(" ")
        if kind == "incident" and number.isdecimal() and int(number) in self.incidents:
            return int(number)
        members = {key for key, name in self._bonds.items() if name == group} | {group}
        for incident in sorted(self.incidents.values(), key=_age):
            if any(key_of(statement) in members for statement in incident.statements):
                return incident.id
        return 0 if kind in ("split", "incident") else chosen

    def _decider(self, statement: Statement) -> str:
        about = [ruling for ruling in self._rulings if anchor_of(ruling) == key_of(statement)]
        return about[-1].by if about and about[-1].slot != STAYS else RULES

    def _is_drawn_in(self, statement: Statement, number: int) -> bool:
        """True for a statement that stood apart while a person merged others, and goes to these by rules alone."""
        known = self.incidents[number].statements if number and self._merged else ()
        return any(statement.known_from < self._merged.get(key_of(one), _EVER) for one in known)

    def _new_id(self, statement: Statement, group: str | None) -> int:
        """The statement's old home if that is free; what a person split off leaves its number to the others."""
        left = (group or "").split(" ")[1:2] if (group or "").startswith("split ") else []
        for home in self._homes.get((statement.post_id, statement.number), ()):
            if home not in self.incidents and str(home) not in left:
                return home
        self._founded -= 1
        return self._founded

    def _put(self, number: int, pairs: Sequence[tuple[Statement, Link]], known: Incident | None = None) -> None:
        """Adds statements with their links to an incident, which is founded with them if there is none."""
        if not pairs:
            return
        before = self.incidents.get(number)
        statements = (*(before.statements if before else ()), *(one for one, _ in pairs))
        links = (*(before.links if before else ()), *(link for _, link in pairs))
        if before is not None:
            self._unshelve(before)
        same = known is not None and (known.statements, known.links) == (statements, links)
        self._shelve(known if same and known is not None else self._built(number, statements, links))
        if before is None and number in self._ended:
            self._give_back(self._ended[number])

    def _give_back(self, heir: int) -> None:
        """Takes from an incident what was decided of a number that had gone into it and stands by itself again."""
        incident = self.incidents.get(heir)
        if incident is not None:
            self._unshelve(incident)
            self._shelve(self._built(heir, incident.statements, incident.links))

    def _built(self, number: int, statements: Sequence[Statement], links: Sequence[Link]) -> Incident:
        return build_incident(number, statements, links, self._about(number, statements))

    def _about(self, number: int, statements: Iterable[Statement]) -> list[Ruling]:
        """The rulings that say something of an incident, under its present id."""
        if not self._rulings_by:
            return []
        keys: list[int | str] = [number, *(key_of(statement) for statement in statements)]
        about = [ruling for key in keys for ruling in self._rulings_by.get(key, ())]
        about += [one for old in self._left_to(number) for one in self._rulings_by.get(old, ()) if one.act in LASTING]
        return [replace(ruling, incident_id=number) for ruling in about]

    def _left_to(self, number: int) -> list[int]:
        """The ended ids that went into an incident."""
        return [old for old, heir in self._ended.items() if heir == number and old not in self.incidents]

    def _until(self, incident: Incident, moment: datetime) -> Incident:
        """The incident without what people decided of it later: a decision never moves what was told before it."""
        about = self._about(incident.id, incident.statements)
        earlier = [ruling for ruling in about if ruling.at < moment]
        if len(earlier) == len(about):
            return incident
        return build_incident(incident.id, incident.statements, incident.links, earlier)

    def _uncorrected(self, reached: Sequence[Incident], moment: datetime) -> Iterator[Incident]:
        """The incidents whose day or place a person had corrected by a moment, as posts alone tell of these."""
        for incident in reached:
            earlier = [one for one in self._about(incident.id, incident.statements) if one.at < moment]
            others = [one for one in earlier if not _moves(one)]
            if len(others) < len(earlier):
                yield build_incident(incident.id, incident.statements, incident.links, others)

    def _corrected(self, reached: Sequence[Incident], post: Sequence[Statement]) -> Iterator[Incident]:
        """The incidents whose day or place a person corrected after a post was published and before it came in."""
        then, known = post[0].published, max(statement.known_from for statement in post)
        for incident in reached:
            about = [one for one in self._about(incident.id, incident.statements) if one.at < known]
            if any(_moves(one) and one.at >= then for one in about):
                yield build_incident(incident.id, incident.statements, incident.links, about)

    def _extents(self, incident: Incident) -> set[Box]:
        """Where the incident is, and where it was before people corrected it."""
        return extents_of(incident) | extents_of(self._until(incident, _EVER))

    def _shelve(self, incident: Incident) -> None:
        self.incidents[incident.id] = incident
        for box in self._extents(incident):
            for day in days_of(box):
                self._days[box.oblast, day].add(incident.id)
        for statement in incident.statements:
            self._posts[statement.post_id].add(incident.id)

    def _unshelve(self, incident: Incident) -> None:
        for box in self._extents(incident):
            for day in days_of(box):
                self._days[box.oblast, day].discard(incident.id)

    def _on_days(self, box: Box) -> set[int]:
        oblasts = {oblast for oblast, _ in self._days} if box.oblast is None else {box.oblast, None}
        found: set[int] = set()
        for day in days_of(box):
            for oblast in oblasts:
                found |= self._days.get((oblast, day), set())
        return found


def _moves(ruling: Ruling) -> bool:
    """True for a correction of the day or the place."""
    return ruling.act is Act.CORRECT and ruling.slot in ("date", "place")


def _age(incident: Incident) -> Order:
    return min(order_of(statement) for statement in incident.statements)
