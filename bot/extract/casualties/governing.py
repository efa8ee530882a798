"""Which word of harm a group of people belongs to.

It is the nearest one, counted by the marks and conjunctions between them; a verb draws the people on its own side
("two were killed" before it, "killing two" behind it). A word of harm that is left with nobody takes over a group
that stands nearly as near to it as to a word that has several.
"""

from bot.extract.casualties.attributes import (
    CARE,
    OUT_OF_SIGHT,
    RESCUING,
    bind_attributes,
    bind_objects,
    bind_patients,
    bind_rescued,
    bind_wounds,
)
from bot.extract.casualties.carrying import inside_those_told
from bot.extract.casualties.distance import distance
from bot.extract.casualties.governed import (
    end_in_dash,
    go_on,
    reach_over,
    share_behind,
    stay_joined,
    take_turns,
)
from bot.extract.casualties.partitives import bind_who_died
from bot.extract.casualties.rising import risen_to
from bot.extract.casualties.told_in_parts import follow, leave, leave_wholes, stay_inside, unfold
from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.senses import ONE_PERSON
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Outcome

_LENDING = frozenset({"killed.deed", "killed.dead", "killed.died", "injured.deed", "injured.either"})
_FAR = 7.0
_NEARLY = 2.5
_NEAR = 1.6
_SIGHT = 80
_MOST = 12
_AMONG = 4


def govern(document: Document, harms: list[Harm], groups: list[Group], inside: dict[int, int]) -> list[Harm | None]:
    """The word of harm of each group of a sentence, None where all are too far."""
    if not groups:
        return []
    costs = [_costs(document, harms, group, inside) for group in groups]
    bind_attributes(document.tokens, harms, groups, costs)
    bind_who_died(document.tokens, harms, groups, costs)
    if "injured.wound" in document.senses:
        bind_wounds(document.tokens, harms, groups, costs)
    if not document.senses.keys().isdisjoint(RESCUING):
        bind_rescued(document.tokens, harms, groups, costs)
    bind_objects(document.tokens, harms, groups, costs)
    if not document.senses.keys().isdisjoint(CARE):
        bind_patients(document.tokens, harms, groups, costs)
    chosen = [_nearest(document, harms, group, row) for group, row in zip(groups, costs, strict=True)]
    if len(groups) > 1:
        among = inside_those_told(document, harms, groups)
        if len(harms) > 1:
            _lend(document, harms, groups, costs, chosen, among)
        follow(document, harms, groups, chosen)
        unfold(document.tokens, harms, groups, chosen)
        leave_wholes(document.tokens, harms, groups, chosen)
        leave(harms, groups, chosen)
        stay_inside(chosen, among)
        go_on(document.tokens, groups, chosen)
        share_behind(document.tokens, harms, groups, chosen)
        stay_joined(document.tokens, harms, groups, chosen)
        take_turns(document.tokens, harms, groups, chosen)
        reach_over(document.tokens, harms, groups, chosen)
        end_in_dash(document.tokens, harms, groups, chosen)
    return [None if number is None else harms[number] for number in chosen]


def _costs(document: Document, harms: list[Harm], group: Group, inside: dict[int, int]) -> list[float]:
    """How far each word of harm is from a group; those out of sight are infinitely far."""
    near = [harm for harm in harms if -_SIGHT < harm.first - group.first < _SIGHT]
    if len(near) > _MOST:
        near = sorted(near, key=lambda harm: abs(harm.first - group.first))[:_MOST]
    near = [harm for harm in near if not _is_of_some(document.tokens, group, harm)]
    own = any(group.bare and harm.first == group.last + 1 for harm in near)
    risen = not own and risen_to(document, group)
    costs = {harm.first: distance(document, harm, near, group, inside, risen) for harm in near}
    return [costs.get(harm.first, OUT_OF_SIGHT) for harm in harms]


def _is_of_some(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether a word of harm only says that some of the people before it were hurt: "860 refugees, among them those
    wounded in shelling"."""
    if group.described or group.bare or (group.count or 0) < _AMONG or harm.outcome is not Outcome.INJURED:
        return False
    lead = tokens[max(group.last + 1, harm.first - _AMONG) : harm.first]
    them = (token for token in lead[:-1] if token.sense == "part.among" and tokens[token.index - 1].text in ",(—–-")
    return any(all("those" in other.classes for other in tokens[one.reach + 1 : harm.first]) for one in them)


def _nearest(document: Document, harms: list[Harm], group: Group, row: list[float]) -> int | None:
    if not row:
        return None
    number = min(range(len(row)), key=row.__getitem__)
    reach = _reach(document, group)
    if group.count == 1 and harms[number].sense == "injured.care" and not is_aged(group) and not group.bare:
        reach = reach if _is_taken_up(document.tokens, harms[number]) else _NEAR
    return number if row[number] < reach else None


def _is_taken_up(tokens: list[Token], harm: Harm) -> bool:
    """Whether a pronoun right before a word of care takes somebody up: "дістали жінку, її госпіталізували"."""
    return any((token.sense or "") in ONE_PERSON for token in tokens[max(0, harm.first - 2) : harm.first])


def _lend(
    document: Document,
    harms: list[Harm],
    groups: list[Group],
    costs: list[list[float]],
    chosen: list[int | None],
    inside: set[int],
) -> None:
    """Gives a word of harm that nobody belongs to a counted group of a word that has several."""
    held = [0] * len(harms)
    for index, number in enumerate(chosen):
        if number is not None and index not in inside and groups[index].count is not None:
            held[number] += 1
    if max(held) < 2:
        return
    for number, harm in enumerate(harms):
        if held[number] or harm.negated or harm.sense not in _LENDING:
            continue
        best = _best_loan(document, harms, groups, costs, chosen, held, number, inside)
        if best is not None:
            owner = chosen[best]
            chosen[best] = number
            held[number] += 1
            if owner is not None:
                held[owner] -= 1


def _best_loan(
    document: Document,
    harms: list[Harm],
    groups: list[Group],
    costs: list[list[float]],
    chosen: list[int | None],
    held: list[int],
    number: int,
    inside: set[int],
) -> int | None:
    loans = []
    for index, group in enumerate(groups):
        owner, cost = chosen[index], costs[index][number]
        if (
            owner is None
            or held[owner] < 2
            or index in inside
            or group.count is None
            or _is_joined(document.tokens, group, harms[owner])
            or cost >= _reach(document, group)
        ):
            continue
        loans.append((cost - costs[index][owner], index))
    return min(loans)[1] if loans and min(loans)[0] < _NEARLY else None


def _is_joined(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether a number stands right before its word of harm and behind a comma or "and": "one dead and 14 wounded"."""
    before = tokens[group.first - 1] if group.first else None
    apart = before is not None and (before.text == "," or "joining" in before.classes)
    return apart and group.bare and harm.first == group.last + 1


def _reach(document: Document, group: Group) -> float:
    if risen_to(document, group):
        return _FAR
    if not group.bare:
        if group.count == 1 and not is_aged(group) and not (group.among and group.young):
            return 3.2 if group.described else 2.5
        return _FAR
    return 5.0 if document.tokens[group.first].shape is Shape.WORD else 3.2
