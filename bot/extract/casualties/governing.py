"""Which word of harm a group of people belongs to.

It is the nearest one, counted by the marks and conjunctions between them; a verb draws the people on its own side
("two were killed" before it, "killing two" behind it). A word of harm that is left with nobody takes over a group
that stands nearly as near to it as to a word that has several.
"""

from bot.extract.casualties.attributes import (
    OUT_OF_SIGHT,
    RESCUING,
    bind_attributes,
    bind_objects,
    bind_rescued,
    bind_wounds,
)
from bot.extract.casualties.carrying import inside_those_told, risen_to
from bot.extract.casualties.governed import (
    end_in_dash,
    follow,
    go_on,
    leave,
    leave_wholes,
    reach_over,
    share_behind,
    stay_inside,
    stay_joined,
    take_turns,
    unfold,
)
from bot.extract.casualties.listed import is_listed
from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import opens_sentence
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Outcome

_STRONG_MARKS = frozenset(";—–:()")
_PENALTY = {"injured.care": 1.0, "injured.stress": 0.0, "injured.wound": 0.3, "killed.body": 0.3}
_PENALTY_BEHIND = {"injured.wound": 0.3}
_LENDING = frozenset({"killed.deed", "killed.dead", "killed.died", "injured.deed", "injured.either"})
_TAKEN_UP = frozenset({"pronoun.he", "pronoun.she", "pronoun.him", "pronoun.her"})
_FAR = 7.0
_NEARLY = 2.5
_NEAR = 1.6
_SIGHT = 80
_MOST = 12
_HOPELESS = 9.0
"""The cost from which no word of harm is within reach of a group, whatever else speaks for it."""
_LINKING = frozenset("—–-:,()")
_WRONG_SIDE = 1.6
_ACROSS = 0.8
_LISTED = 2.0
_LONGEST_INSERTION, _LONGEST_CLAUSE, _AMONG = 9, 14, 4
_RELATIVE = frozenset({"conjunction.that", "damage.relative"})


def govern(document: Document, harms: list[Harm], groups: list[Group], inside: dict[int, int]) -> list[Harm | None]:
    """The word of harm of each group of a sentence, None where all are too far."""
    if not groups:
        return []
    costs = [_costs(document, harms, group, inside) for group in groups]
    bind_attributes(document.tokens, harms, groups, costs)
    if "injured.wound" in document.senses:
        bind_wounds(document.tokens, harms, groups, costs)
    if not RESCUING.isdisjoint(document.senses):
        bind_rescued(document.tokens, harms, groups, costs)
    bind_objects(document.tokens, harms, groups, costs)
    chosen = [_nearest(document, harms, group, row) for group, row in zip(groups, costs, strict=True)]
    if len(groups) > 1:
        among = inside_those_told(document, harms, groups)
        if len(harms) > 1:
            _lend(document, harms, groups, costs, chosen, among)
        follow(document, groups, chosen)
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
    costs = {harm.first: _full_cost(document, harm, near, group, inside, risen) for harm in near}
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
    return any((token.sense or "") in _TAKEN_UP for token in tokens[max(0, harm.first - 2) : harm.first])


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


def _full_cost(
    document: Document, harm: Harm, harms: list[Harm], group: Group, inside: dict[int, int], risen: bool
) -> float:
    cost = _cost(document.tokens, harm, group, inside, risen) + (3.0 if harm.partitive else 0.0)
    if is_listed(document.tokens, harm, harms, group):
        return min(cost, _LISTED)
    if cost > _HOPELESS:
        return cost
    cost += _PENALTY.get(harm.sense, 0.0) if harm.first < group.first else _PENALTY_BEHIND.get(harm.sense, 0.0)
    if harm.sense == "injured.care" and any(other.outcome is None for other in harms):
        cost += 2.0
    if harm.negated and harm.first > group.last and _has_other_subject(document.tokens, group, harm):
        cost += 2.0
    if group.first <= harm.first <= group.last:
        return cost
    if len(harms) < 2:
        return cost
    low, high = min(group.last, harm.last), max(group.first, harm.first)
    return cost + _ACROSS * any(
        low < other.first < high and other.outcome is not harm.outcome and other.outcome for other in harms
    )


def _has_other_subject(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether a comma and somebody else stand between people and a denial: "ранена мать (34), отец не пострадал"."""
    between = tokens[group.last + 1 : harm.first]
    comma = max((step for step, token in enumerate(between) if token.text == ","), default=None)
    return comma is not None and any((token.sense or "").startswith("person.") for token in between[comma + 1 :])


def _cost(tokens: list[Token], harm: Harm, group: Group, inside: dict[int, int], risen: bool) -> float:
    if group.first <= harm.first <= group.last:
        return 0.0
    behind = harm.first > group.last
    low, high = (group.last + 1, harm.first) if behind else (harm.last + 1, group.first)
    if behind and _is_clause_between(tokens, group, harm):
        low = high - 1
    cost = 0.3 if behind and harm.side >= 0 else 0.0
    if harm.side and (harm.side < 0) is not behind and not group.among:
        cost += _WRONG_SIDE
    if group.among and not behind and not group.young:
        cost += 1.5
    blank = 0.4 if group.bare and not risen else 0.0
    for index in range(low, high):
        if index not in inside:
            token = tokens[index]
            is_word = token.shape is Shape.WORD
            linked = token.text in _LINKING and (
                _links(tokens, index, group, harm, behind) or _closes_age(tokens, index)
            )
            linked = linked or (index == low and not behind and _takes_up(tokens, index, harm))
            cost += 0.1 if linked else _weight(token, inside, group.bare)
            if is_word and token.sense is None:
                cost += blank
            if cost > _HOPELESS:
                break
    if not risen:
        return cost
    return cost + (3.0 if behind else -2.0)


def _links(tokens: list[Token], index: int, group: Group, harm: Harm, behind: bool) -> bool:
    """Whether a mark joins a group to a word of harm: a dash or colon beside the group, commas round an insertion."""
    text = tokens[index].text
    end = group.last + 1 + _closes_age(tokens, min(group.last + 1, index))
    beside = index == end if behind else index == group.first - 1
    if text == "(":
        return not behind and beside and harm.last + 1 == index
    if text in "—–-:":
        return beside and (behind or text != ":")
    if text == "," and behind and harm.sense == "injured.care" and is_aged(group):
        return True
    if text == "," and not behind and harm.last + 1 < group.first - 1 <= harm.last + _LONGEST_INSERTION:
        return index in (harm.last + 1, group.first - 1) and tokens[harm.last + 1].text == tokens[group.first - 1].text
    if text != "," or not behind:
        return False
    return beside or index == harm.first - 1 or (harm.dying and _closes_relative(tokens, index, group, harm))


def _takes_up(tokens: list[Token], index: int, harm: Harm) -> bool:
    """Whether "and" behind a word of harm that opens its sentence means "also": "Поранено й двох дорослих"."""
    return opens_sentence(tokens, harm.first) and "and" in tokens[index].classes


def _closes_relative(tokens: list[Token], index: int, group: Group, harm: Harm) -> bool:
    """Whether a comma closes the relative clause that a group opens, shortly before its verb: "чоловік, якого поранили
    вчора, сьогодні помер"."""
    opens = group.last + 2 < index and tokens[group.last + 2].sense == "conjunction.that"
    between = tokens[index + 1 : harm.first]
    return opens and len(between) < _LONGEST_INSERTION and all(_is_plain_word(token) for token in between)


def _is_clause_between(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether nothing but a relative clause between commas stands between people and a word of harm: "жінку, яка йшла
    поруч, госпіталізували"."""
    between = tokens[group.last + 1 : harm.first]
    if not 3 < len(between) <= _LONGEST_CLAUSE or between[0].text != "," or between[-1].text != ",":
        return False
    opens = between[1].sense in _RELATIVE or "which" in between[1].classes
    return opens and all(_is_plain_word(token) and not tells_harm(token.sense) for token in between[1:-1])


def _is_plain_word(token: Token) -> bool:
    return token.shape is Shape.WORD and not (token.sense or "").startswith("person.")


def _closes_age(tokens: list[Token], index: int) -> bool:
    """Whether a bracket closes an age: "her husband (82 years)"."""
    before = tokens[index - 1]
    return tokens[index].text == ")" and (before.shape is Shape.NUMBER or (before.sense or "").startswith("unit."))


def _weight(token: Token, inside: dict[int, int], bare: bool) -> float:
    index = token.index
    if token.text in _STRONG_MARKS:
        return 2.5 if token.text == ";" else 1.2
    if token.sense == "conjunction.that" and not bare:
        return 1.5
    if token.text == "," or "joining" in token.classes:
        return 0.4 if index - 1 in inside and {index + 1, index + 2} & inside.keys() else 1.0
    return 0.12 if token.shape is Shape.WORD else 0.0
