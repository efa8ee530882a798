"""Mentions of one incident -> its killed, its injured and the people described.

The mentions are gone through in the order of the text. A count sets the total; a higher one replaces it, a lower one is
a part of it unless it corrects. "Two more" adds. People described one by one add up where no count covers them.
"""

from dataclasses import dataclass, replace

from bot.extract.casualties.by_things import with_things_apart
from bot.extract.casualties.counts import (
    Count,
    after_wounded,
    are_grown_beside_children,
    are_of_other_sex,
    are_others,
    corrects,
    deny_children,
    drop_the_loose,
    figure_of,
    is_beside_all,
    is_next,
    is_rest,
    is_young_only,
    joined_on,
    people_of,
    set_total,
    strangers,
)
from bot.extract.casualties.earlier_figures import with_figures_before, with_newcomers
from bot.extract.casualties.figures_of_then import with_figures_of_then
from bot.extract.casualties.further import comes_later, completes, counted_on
from bot.extract.casualties.grades import adds, inside_all, is_graded_apart, tells_more
from bot.extract.casualties.later_deaths import (
    after_deaths,
    is_late_death,
    leave_the_injured,
    with_known_dead,
    with_this_one,
    with_those_left,
)
from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.victims_in_parts import without_wholes
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.senses import ONE_PERSON
from bot.extract.text.tokens import Document
from bot.model import Figure, Outcome, Person, Span

_OUTCOMES = tuple(Outcome)
_HIM = 2


@dataclass(slots=True, unsafe_hash=True)
class Tolls:
    """The figures of one incident; `summed`: a total was added up from parts, `late`: somebody wounded has died."""

    killed: Figure | None
    injured: Figure | None
    people: tuple[Person, ...]
    summed: bool = False
    late: bool = False


_NOTHING = Tolls(None, None, ())


def combine(document: Document, mentions: list[Mention]) -> Tolls:
    """The figures that the mentions of one incident make together."""
    if not mentions:
        return _NOTHING
    counts = {outcome: Count(outcome) for outcome in _OUTCOMES}
    before: Mention | None = None
    taken = with_things_apart(document, with_figures_before(document, with_figures_of_then(document, mentions)))
    taken = with_known_dead(document, taken)
    taken = with_this_one(document, without_wholes(document, taken))
    taken = _without_weak(_without_earlier(with_newcomers(with_those_left(after_deaths(taken)))))
    for mention in sorted(taken, key=lambda m: m.zero and m.both):
        count = counts[mention.outcome]
        more = joined_on(document.tokens, count, before, counted_on(document.tokens, before, mention, count.total))
        whole = after_wounded(counts, more)
        other = before is not None and before.outcome is not mention.outcome
        _take(document, counts, whole, other)
        before = mention
    drop_the_loose(counts)
    killed, injured = (figure_of(counts[outcome]) for outcome in (Outcome.KILLED, Outcome.INJURED))
    people = tuple(person for outcome in _OUTCOMES for person in people_of(counts[outcome]))
    summed = any(not count.counted and (count.total or 0) > 1 for count in counts.values())
    return Tolls(killed, injured, people, summed, any(map(is_late_death, taken)))


def _without_earlier(mentions: list[Mention]) -> list[Mention]:
    """Leaves out the figures that a post says were told earlier where it gives others."""
    told = [m for m in mentions if not m.earlier]
    if len(told) == len(mentions):
        return mentions
    now = {m.outcome for m in told if m.zero or (m.group is not None and m.group.count is not None)}
    return [m for m in mentions if not (m.earlier and m.outcome in now) or (m.group is not None and is_aged(m.group))]


def _without_weak(mentions: list[Mention]) -> list[Mention]:
    """Leaves out people told only by care or a wound where the same outcome is told in plain words with a count."""
    if len(mentions) < 2:
        return mentions
    most: dict[Outcome, int] = {}
    covered: dict[Outcome, int] = {}
    for m in mentions:
        if not m.weak and m.group is not None and m.group.count is not None:
            most[m.outcome] = max(most.get(m.outcome, 0), m.group.count)
            whole = not m.group.among and m.group.count > 1 and not _is_description(m.group)
            covered[m.outcome] = max(covered.get(m.outcome, 0), m.group.count * whole)
    inside = (inside_all(m, covered.get(m.outcome, 0)) for m in mentions)
    marked = [replace(m, rest=True) if completes(m, mentions) else m for m in inside]
    graded = {m.sentence for m in mentions if m.graded and not m.weak}
    return [
        m
        for m in marked
        if m.rest
        or not m.weak
        or m.outcome not in most
        or tells_more(m, most[m.outcome], covered[m.outcome])
        or adds(m, graded)
    ]


def _take(document: Document, counts: dict[Outcome, Count], mention: Mention, beside_other: bool) -> None:
    """Takes one mention in; `beside_other`: the other outcome was told before, so "six more" adds nothing."""
    count = counts[mention.outcome]
    no_more = (beside_other and not mention.beside) or mention.explains
    if no_more and mention.group is not None and mention.group.added:
        mention = replace(mention, group=mention.group.but(added=False))
    told = mention.group.told if mention.group is not None else None
    span = document.span(*(told or (mention.first, mention.last)))
    if mention.zero:
        some = any(count.total or count.vague for count in counts.values())
        if not (mention.both and some and _is_of_one(document, mention)):
            _take_zero(counts, mention, span, _is_alive(document, mention))
    elif mention.group is None or mention.group.count is None:
        count.vague = count.vague or document.text[span.start : span.end]
        count.many = count.many or _is_of_many(document, mention)
        count.spans.append(span)
    elif mention.group.denied or mention.group.count in count.denied:
        count.denied.add(mention.group.count)
    elif is_next(count, mention.group):
        _take_people(count, mention.group, span)
        set_total(count, (count.total or 0) + 1, mention.group, span, keep=True)
    elif _is_part_of_untold(counts, mention):
        _take_part(document, count, mention.group, span)
    elif comes_later(document, mention, count.sentence, count.counted):
        _take_people(count, mention.group, span)
        set_total(count, (count.total or 0) + (mention.group.count or 0), mention.group, span, keep=True)
    elif _is_description(mention.group):
        if not mention.stress or (count.counted and count.details < (count.total or 0)):
            _take_described(count, counts, mention.group, span)
            count.sentence, count.harm = count.sentence if count.counted else mention.sentence, mention.harm
    else:
        _take_count(count, counts, mention, span)
    leave_the_injured(document, counts, mention)
    deny_children(document, counts, mention)


def _is_part_of_untold(counts: dict[Outcome, Count], mention: Mention) -> bool:
    """Whether several children are told as a part of people whose number is untold."""
    group = mention.group
    some = group is not None and group.among and group.young and not group.described and (group.count or 0) > 1
    return some and all(count.total is None for count in counts.values())


def _take_part(document: Document, count: Count, group: Group, span: Span) -> None:
    """Takes people told as a part of others whose number is untold: "є поранені, серед них двоє дітей"."""
    count.vague = count.vague or document.text[span.start : span.end]
    count.spans.append(span)
    count.children = max(count.children or 0, group.count or 0)


def _is_of_many(document: Document, mention: Mention) -> bool:
    """Whether a mention tells of dozens, to whom a person described adds nothing."""
    group, tokens = mention.group, document.tokens
    if group is None or tokens[group.first].sense not in ("vague.many", "vague.some"):
        return False
    after = tokens[group.last + 1].sense if group.last + 1 < len(tokens) else None
    return not (after or "").startswith("injured.")


def _is_of_one(document: Document, mention: Mention) -> bool:
    """Whether only "he" or "she" is told to be unhurt, which says nothing of others where some were hurt."""
    before = document.tokens[max(0, mention.harm - _HIM) : mention.harm]
    return any(token.sense in ONE_PERSON for token in before)


def _is_alive(document: Document, mention: Mention) -> bool:
    """Whether all are told to be alive, which denies deaths even where people were hurt."""
    return document.tokens[mention.harm].sense == "casualty.alive"


def _take_zero(counts: dict[Outcome, Count], mention: Mention, span: Span, alive: bool) -> None:
    """Takes a denial in; that nobody suffered is of others where some did: "є поранені. Екіпаж не постраждав"."""
    injured = counts[Outcome.INJURED]
    hurt = bool(injured.total or injured.vague)
    if mention.both and hurt and alive and counts[Outcome.KILLED].total is None:
        counts[Outcome.KILLED].zero.append(span)
    if mention.both and hurt:
        return
    for outcome, count in counts.items():
        if (outcome is mention.outcome or mention.both) and count.total is None:
            count.zero.append(span)


def _is_description(group: Group) -> bool:
    return bool(group.described) and group.count == len(group.described)


def _take_described(count: Count, counts: dict[Outcome, Count], group: Group, span: Span) -> None:
    if group.added and all(other.total is None for other in counts.values()):
        count.added = len(group.described)
    known = len(count.described)
    full = count.counted and known >= (count.total or 0) and not group.added
    sexes = {person.sex for person, _ in count.described} if full else set()
    new = [person for person in strangers(count, group, span) if person.age is not None or person.sex not in sexes]
    count.described.extend((person, span) for person in new)
    if is_young_only(count, new) or (new and (are_others(count, group) or is_beside_all(count, group, known))):
        set_total(count, (count.total or 0) + len(new), group, span, keep=True)
        return
    if count.counted and (count.details + len(new) <= (count.total or 0)) and not (group.added and not count.details):
        count.details += len(new)
        return
    if count.counted and not group.added:
        return
    count.total = (count.total or 0) + len(new)
    count.details += len(new)
    if new:
        count.spans.append(span)


def _take_count(count: Count, counts: dict[Outcome, Count], mention: Mention, span: Span) -> None:
    group = mention.group
    if group is None or _take_young(count, group):
        return
    number = group.count or 0
    _take_people(count, group, span)
    others = _is_another(count, mention) or (number == 1 and are_others(count, group))
    if others or are_of_other_sex(count, group) or are_grown_beside_children(count, group):
        set_total(count, (count.total or 0) + number, group, span, keep=True)
        return
    if is_graded_apart(mention, count.sentence if count.graded else None):
        set_total(count, (count.total or 0) + number, group, span, keep=True)
        return
    if (count.added == number and mention.weak) or (group.among and count.many and count.total is None):
        return
    inside = (group.among and not (mention.rest and group.rank)) or (
        mention.body and mention.sentence == count.sentence and not mention.concludes
    )
    if count.total is not None and inside:
        return
    if count.total is None:
        alone = group.added and all(other.total is None for other in counts.values())
        count.added = number if alone else None
        set_total(count, number, group, span)
    elif group.added and not count.added:
        if is_rest(count, number):
            return
        set_total(count, count.total + number, group, span, keep=True)
    elif number >= count.total or corrects(count, mention):
        set_total(count, number, group, span)
        count.added = None
    else:
        count.parts += number
        return
    count.sentence, count.loose = mention.sentence, mention.loose
    count.graded = mention.graded and not group.among


def _is_another(count: Count, mention: Mention) -> bool:
    """Whether one more person is told by trade beside those whom the same sentence told by theirs, or described: "the
    driver was wounded and his assistant contused", "жінка 47 років поранена, водій контужений"."""
    trade = mention.group.trade if mention.group is not None else None
    described = 0 if count.counted or mention.weak or mention.harm == count.harm else len(count.described)
    alone = count.total == len(count.trades) + described and mention.sentence == count.sentence
    another = bool(trade) and bool(count.total) and alone and trade not in count.trades
    count.trades = count.trades | {trade} if trade and (another or count.total is None) else set()
    return another


def _take_young(count: Count, group: Group) -> bool:
    """Takes the children of a group; True if they are a part of the people told before and so are all of it."""
    number = group.count or 0
    if group.youngsters:
        count.children = max(count.children or 0, group.youngsters)
    if not group.young:
        return False
    count.children = max(count.children or 0, number)
    inside = count.total is not None and (group.among or number <= count.total) and not group.added
    return not number or inside


def _take_people(count: Count, group: Group, span: Span) -> None:
    """Takes the people whom a counted group describes ("a nurse of 44 and three patients")."""
    count.described.extend([(person, span) for person in strangers(count, group, span)])
