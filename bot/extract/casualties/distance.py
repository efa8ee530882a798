"""How far a word of harm stands from people: by the words, marks and conjunctions between them."""

from bot.extract.casualties.listed import is_listed
from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import DASHES, opens_sentence
from bot.extract.text.senses import is_plain_word, tells_harm
from bot.extract.text.tokens import Document, Shape, Token

_LONGEST_INSERTION, _LONGEST_CLAUSE = 9, 14

_STRONG_MARKS = frozenset(";—–:()")
_PENALTY = {"injured.care": 1.0, "injured.stress": 0.0, "injured.wound": 0.3, "killed.body": 0.3}
_PENALTY_BEHIND = {"injured.wound": 0.3}
_HOPELESS = 9.0
"""The distance from which no word of harm is within reach of a group, whatever else speaks for it."""
_LINKING = frozenset("—–-:,()")
_CLAUSE_MARKS = frozenset(",;")
_WRONG_SIDE = 1.6
_ACROSS = 0.8
_LISTED = 2.0
_RELATIVE = frozenset({"conjunction.that", "damage.relative"})


def distance(
    document: Document, harm: Harm, harms: list[Harm], group: Group, inside: dict[int, int], risen: bool
) -> float:
    """How far a word of harm is from a group, with the `harms` near; `risen`: a figure has risen to the group."""
    cost = _way(document.tokens, harm, group, inside, risen) + (3.0 if harm.partitive else 0.0)
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


def _way(tokens: list[Token], harm: Harm, group: Group, inside: dict[int, int], risen: bool) -> float:
    if group.first <= harm.first <= group.last:
        return 0.0
    behind = harm.first > group.last
    if behind and _ends_ellipsis(tokens, group):
        return _HOPELESS + 1
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


def _ends_ellipsis(tokens: list[Token], group: Group) -> bool:
    """Whether a number behind a dash ends its clause, and a cause of other people's harm follows: "від обстрілу –
    п'ятеро, через авіаудар загинула жінка"."""
    after = tokens[group.last + 1 : group.last + 3]
    closed = len(after) == 2 and after[0].text in _CLAUSE_MARKS and "owing_to" in after[1].classes
    return group.bare and closed and group.first > 0 and tokens[group.first - 1].text in DASHES


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
    return opens and len(between) < _LONGEST_INSERTION and all(is_plain_word(token) for token in between)


def _is_clause_between(tokens: list[Token], group: Group, harm: Harm) -> bool:
    """Whether nothing but a relative clause between commas stands between people and a word of harm: "жінку, яка йшла
    поруч, госпіталізували"."""
    between = tokens[group.last + 1 : harm.first]
    if not 3 < len(between) <= _LONGEST_CLAUSE or between[0].text != "," or between[-1].text != ",":
        return False
    opens = between[1].sense in _RELATIVE or "which" in between[1].classes
    return opens and all(is_plain_word(token) and not tells_harm(token.sense) for token in between[1:-1])


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
