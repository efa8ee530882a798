"""What has been read so far of one outcome of one incident: its number, the people described, the words of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.extract.casualties.mentions import Mention
from bot.extract.people.ages import Described
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document, Token
from bot.model import Bound, Figure, Outcome, Person, Sex, Span

_NEARLY_ALL = 0.8

ADULT_AGE = 18
"""The age from which a person is no child (GUIDE: killed, injured)."""


@dataclass(slots=True)
class Count:
    """What has been read so far of one outcome."""

    outcome: Outcome
    total: int | None = None
    bound: Bound = Bound.EXACT
    counted: bool = False
    added: int | None = None
    children: int | None = None
    vague: str | None = None
    many: bool = False
    zero: list[Span] = field(default_factory=list)
    described: list[tuple[Described, Span]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    details: int = 0
    parts: int = 0
    denied: set[int] = field(default_factory=set)
    sentence: int = -9
    harm: int = -1
    left: int = -1
    loose: bool = False
    graded: bool = False
    trades: set[str] = field(default_factory=set)
    sex: Sex | None = None


def set_total(count: Count, total: int, group: Group, span: Span, keep: bool = False) -> None:
    """Makes `total` the number of people; `keep` tells that those told before are among them."""
    count.details = 0 if not keep else count.details
    count.parts = 0
    count.total, count.counted = total, True
    count.sex = None if keep else group.sex
    count.bound = group.bound if not keep or group.bound is not Bound.EXACT else count.bound
    count.spans = [*count.spans, span] if keep else [span]
    if count.described and not keep:
        count.details = min(len(count.described), total)


def is_rest(count: Count, number: int) -> bool:
    """Whether "more" people only complete those told of a number before: "5 were hurt. A man of 40 is in hospital, four
    more were treated"."""
    told = {count.details, count.parts, count.details + count.parts} - {0}
    return count.counted and any(part + number == count.total for part in told)


def are_others(count: Count, group: Group) -> bool:
    """Whether people of the other sex are told than all of those counted: "two men were wounded, a woman of 30 was
    hurt"."""
    sexes = {person.sex for person in group.described} or {group.sex}
    mixed = None in sexes or count.sex is None or count.sex in sexes
    return count.counted and not (mixed or group.among or group.added)


def are_of_other_sex(count: Count, group: Group) -> bool:
    """Whether several people of one sex are told beside those told one by one, who are all of the other: "a man was
    hurt. Two women were wounded in another district"."""
    sexes = {person.sex for person, _ in count.described}
    alone = bool(sexes) and not count.counted and count.total == len(count.described)
    return alone and group.sex is not None and not sexes & {None, group.sex} and not (group.among or group.added)


def strangers(count: Count, group: Group, told: Span) -> list[Described]:
    """The people of a group, told by the words `told`, who are not known already; the third of those told one by one is
    none of the first two."""
    known = len(count.described)
    met: set[int] = set()
    if group.beside or (group.nth and known < (group.count or 0)):
        ages = {person.age for person, _ in count.described}
        return [person for person in group.described if person.age not in ages]
    return [person for person in group.described if not is_known(count, person, told, known, met)]


def is_known(count: Count, person: Described, told: Span, known_before: int, met: set[int]) -> bool:
    """Whether somebody of this age and sex is known already; knowing more of somebody completes the record. `met` are
    those whom others told beside this person turned out to be. Who is told alike comes first."""
    order = sorted(range(known_before), key=lambda index: _unlike(count.described[index][0], person))
    for index in order:
        if index in met:
            continue
        known, span = count.described[index]
        same_sex = known.sex is None or person.sex is None or known.sex is person.sex
        if same_sex and known.age == person.age and person.age is not None:
            merged = Described(known.age, known.sex or person.sex, known.young or person.young)
            count.described[index] = (merged, span)
            met.add(index)
            return True
        if same_sex and (known.age is None or person.age is None) and _may_be_as_young(known, person):
            met.add(index)
            age = person.age if known.age is None else known.age
            young = known.young or person.young
            aged = told if known.age is None and person.age is not None else span
            count.described[index] = (Described(age, person.sex or known.sex, young), aged)
            return True
    return False


def _unlike(one: Described, other: Described) -> tuple[bool, bool]:
    """Whether two people are told with other ages, and with other sexes."""
    return one.age != other.age, one.sex is not other.sex


def _may_be_as_young(one: Described, other: Described) -> bool:
    """Whether two people are both children or both grown up, as far as this is told."""
    young = {_is_young(one), _is_young(other)}
    return None in young or len(young) == 1


def _is_young(person: Described) -> bool | None:
    return person.age < ADULT_AGE if person.age is not None else person.young


def figure_of(count: Count) -> Figure | None:
    """The figure that was read; None where nothing was said of this outcome."""
    if count.added is not None:
        children = _children(count, count.added)
        return Figure(None, children, Bound.EXACT, count.added, spans=tuple(count.spans))
    if count.total is not None and (count.counted or not count.many):
        children = _children(count, count.total)
        return Figure(count.total, children, count.bound, spans=tuple(count.spans))
    if count.vague is not None:
        return Figure(None, count.children, Bound.VAGUE, words=count.vague, spans=tuple(count.spans))
    return Figure(0, spans=tuple(count.zero)) if count.zero else None


def _children(count: Count, total: int) -> int | None:
    told = sum(
        1
        for person, _ in count.described
        if (person.age is not None and person.age < ADULT_AGE) or (person.age is None and person.young)
    )
    most = max(count.children or 0, told)
    return min(most, total) if most else count.children


def people_of(count: Count) -> list[Person]:
    """The people described by age or sex."""
    return [Person(count.outcome, person.age, person.sex, (span,)) for person, span in count.described]


def after_wounded(counts: dict[Outcome, Count], mention: Mention) -> Mention:
    """The mention of somebody counted on from the wounded known as one dead of his own: "three were wounded. A fourth
    victim died on the way"."""
    group, killed, injured = mention.group, counts[Outcome.KILLED], counts[Outcome.INJURED]
    if group is None or not group.nth or mention.outcome is not Outcome.KILLED:
        return mention
    if killed.total is not None or injured.total != (group.count or 0) - 1:
        return mention
    return replace(mention, group=group.but(count=1, nth=False))


def is_next(count: Count, group: Group) -> bool:
    """Whether somebody comes right behind the dead told so far: "two were killed, the third died in hospital"."""
    return group.rank is not None and count.outcome is Outcome.KILLED and count.total == group.rank - 1


def is_young_only(count: Count, new: list[Described]) -> bool:
    """Whether a total counts children only, so that a grown-up is one more: "three children were hurt", "a man of
    41"."""
    return bool(new) and all(_is_grown(person) for person in new) and _is_of_children(count)


def are_grown_beside_children(count: Count, group: Group) -> bool:
    """Whether several grown-ups are told beside children only: "three children were hurt. Two adults were wounded"."""
    told = count.total is not None and not count.added and _children(count, count.total) == count.total
    return group.grown and not (group.among or group.added) and bool(count.total) and told


def is_beside_all(count: Count, group: Group, known: int) -> bool:
    """Whether one more is told with "also" where all of those counted have been described."""
    return group.beside and count.counted and known == count.total


def _is_grown(person: Described) -> bool:
    return person.age >= ADULT_AGE if person.age is not None else person.young is False and person.sex is not None


def _is_of_children(count: Count) -> bool:
    return count.counted and not count.added and bool(count.total) and count.total == count.children


def drop_the_loose(counts: dict[Outcome, Count]) -> None:
    """Takes back "four victims" where the post tells that four were killed: the word meant the dead."""
    killed, injured = counts[Outcome.KILLED], counts[Outcome.INJURED]
    if injured.loose and injured.total and injured.total == killed.total and not injured.described:
        injured.total, injured.counted, injured.spans = None, False, []


def deny_children(document: Document, counts: dict[Outcome, Count], mention: Mention) -> None:
    """Takes "no children among them" as said of the dead and the injured alike where one sentence tells both: "3
    killed, 10 wounded. There are no children among them"."""
    group = mention.group
    if group is None or not group.young or group.count != 0 or mention.amid or mention.harm < 0:
        return
    told = document.sentence_of[mention.harm]
    for count in counts.values():
        if count.total and count.sentence == told and count.children is None:
            count.children = 0


def _is_exact_of(count: Count, group: Group | None) -> bool:
    """Whether a number told exactly is near to one told only roughly before it."""
    if group is None or group.among or group.bound is not Bound.EXACT or count.bound is not Bound.ABOUT:
        return False
    return _NEARLY_ALL * (count.total or 0) <= (group.count or 0)


def corrects(count: Count, mention: Mention) -> bool:
    """Whether a lower count replaces a higher one: a conclusion in a later sentence, the plain word for a vague, or the
    number itself for one told roughly ("almost 100 injured": "the wounded are 96")."""
    return (
        _is_exact_of(count, mention.group)
        or mention.rest
        or (mention.concludes and mention.sentence != count.sentence)
        or (count.loose and not mention.loose)
    )


def joined_on(tokens: Sequence[Token], count: Count, before: Mention | None, mention: Mention) -> Mention:
    """The mention with people whom "and" joins to others, described one by one and all that have been told so far, read
    as more: "дружина (52), невістка (28) та двоє онуків зазнали травм"."""
    group, other = mention.group, before.group if before is not None else None
    if before is None or other is None or group is None or mention.harm != before.harm:
        return mention
    plain = not (group.described or group.added or group.among or group.pronoun or group.bare)
    all_told = not count.counted and bool(count.described) and count.total == len(count.described)
    between = tokens[other.last + 1 : group.first]
    joined = any("and" in token.classes for token in between[-1:]) and all(token.text in ",)" for token in between[:-1])
    return replace(mention, group=group.but(added=True)) if plain and all_told and joined else mention
