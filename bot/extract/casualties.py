"""Groups and words of harm -> mentions: how many people were killed or injured, sentence by sentence.

Each group of people goes to the word of harm that governs it: the nearest one, counted by the marks and
conjunctions between them, a word before the group winning over one behind it when both are as near.
"""

from dataclasses import dataclass, replace

from bot.extract.people import Group
from bot.extract.tokens import Document, Shape, Token
from bot.model import Outcome

_OUTCOMES = {
    "killed.deed": Outcome.KILLED,
    "killed.mortal": Outcome.KILLED,
    "killed.dead": Outcome.KILLED,
    "killed.died": Outcome.KILLED,
    "killed.lives": Outcome.KILLED,
    "killed.body": Outcome.KILLED,
    "injured.deed": Outcome.INJURED,
    "injured.either": Outcome.INJURED,
    "casualty.unhurt": Outcome.INJURED,
    "injured.wound": Outcome.INJURED,
    "injured.care": Outcome.INJURED,
    "injured.stress": None,
}
_WEAK = frozenset({"injured.care", "injured.stress", "injured.wound", "killed.body"})
_STRONG_MARKS = frozenset(";—–:()")
_WEAK_MARKS = frozenset({",", "і", "та", "й", "и", "а", "но", "але", "and", "but", "while", "проте", "тоді"})
_PENALTY = {"injured.care": 1.0, "injured.stress": 0.0, "injured.wound": 0.3, "killed.body": 0.3}
_FAR = 7.0


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm at tokens `first`..`last`; `outcome` None for stress, which is no injury by itself."""

    first: int
    last: int
    sense: str
    outcome: Outcome | None
    negated: bool = False
    asked: bool = False
    partitive: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """People who were killed or injured, as one group tells it; `zero` says that nobody was, `both` that this holds
    for killed and injured alike, `vague` that some were, without a number."""

    sentence: int
    first: int
    last: int
    outcome: Outcome
    group: Group | None = None
    zero: bool = False
    both: bool = False
    vague: bool = False
    died_later: bool = False
    weak: bool = False
    earlier: bool = False
    concludes: bool = False
    stress: bool = False
    loose: bool = False
    harm: int = -1


def find_casualties(document: Document, groups: list[Group]) -> list[Mention]:
    """All mentions of killed and injured people in the order of the text."""
    inside = _inside_groups(document, groups)
    harms = _find_harms(document)
    by_sentence: dict[int, tuple[list[Harm], list[Group]]] = {}
    for harm in harms:
        by_sentence.setdefault(document.sentence_of[harm.first], ([], []))[0].append(harm)
    for group in groups:
        by_sentence.setdefault(document.sentence_of[group.first], ([], []))[1].append(group)
    mentions: list[Mention] = []
    carried: Harm | None = None
    loose: list[Group] = []
    for number in sorted(by_sentence):
        sentence_harms, sentence_groups = by_sentence[number]
        if loose and not any(group.count is not None for group in sentence_groups):
            sentence_groups = loose if any(_is_told(harm) for harm in sentence_harms) else sentence_groups
        loose = [] if sentence_harms else [group for group in sentence_groups if _is_somebody(group)][:1]
        found = _mentions_of(document, number, sentence_harms, sentence_groups, carried, inside)
        mentions.extend(found)
        carried = _carried(sentence_harms, carried, found)
    return mentions


def _is_told(harm: Harm) -> bool:
    return harm.outcome is not None and not harm.negated and not harm.asked


def _is_somebody(group: Group) -> bool:
    """Whether a group is one person told by age, of whom the next sentence may say what happened."""
    return group.count == 1 and any(person.age is not None for person in group.described)


def _carried(harms: list[Harm], before: Harm | None, found: list[Mention]) -> Harm | None:
    """The harm that people told in the next sentence, without a word of harm of their own, may belong to."""
    told = [harm for harm in harms if harm.outcome is not None and not harm.asked]
    if told:
        return told[-1]
    return before if found else None


def _find_harms(document: Document) -> list[Harm]:
    tokens = document.tokens
    found = []
    for token in tokens:
        sense = token.sense
        if sense is not None and sense in _OUTCOMES:
            if sense == "killed.lives" and not _has_before(tokens, token.index, 5, "killed.takes"):
                continue
            if sense == "killed.mortal" and found and token.index - found[-1].last <= 2:
                found[-1] = replace(found[-1], sense="killed.deed", outcome=Outcome.KILLED)
                continue
            found.append(_harm(tokens, token, sense))
    return found


def _harm(tokens: list[Token], token: Token, sense: str) -> Harm:
    negated, asked = (True, False) if sense == "casualty.unhurt" else _negation(tokens, token)
    return Harm(token.index, token.reach, sense, _OUTCOMES[sense], negated, asked, _is_partitive(tokens, token))


def _has_before(tokens: list[Token], index: int, distance: int, sense: str) -> bool:
    return any(tokens[step].sense == sense for step in range(max(0, index - distance), index))


def _is_partitive(tokens: list[Token], token: Token) -> bool:
    """Whether the word of harm only says of whom somebody is one: "один з поранених", "one of the wounded"."""
    step = token.index - 1
    if step > 0 and tokens[step].folded in ("the", "числа", "тих"):
        step -= 1
    if step < 1 or not (tokens[step].sense == "preposition.from" or tokens[step].folded == "of"):
        return False
    return tokens[step - 1].value is not None


def _negation(tokens: list[Token], token: Token) -> tuple[bool, bool]:
    """Whether a word of harm is denied ("ніхто не постраждав", "загиблих немає") or only asked about ("дані про
    постраждалих уточнюються", "не надходило")."""
    before = _senses_before(tokens, token.index, 4)
    direct = _senses_before(tokens, token.index, 2)
    window = _clause_senses(tokens, token)
    if "negation.unknown" in window:
        return False, True
    near = [sense for sense in before if sense in ("negation.none", "negation.people")]
    near += [sense for sense in direct if sense == "negation.not" and "part.among" not in direct]
    after = [tokens[step].sense for step in range(token.reach + 1, min(token.reach + 3, len(tokens)))]
    negated = bool(near) or "negation.none" in after or _denied_later(tokens, token)
    return negated, _about(tokens, token)


def _senses_before(tokens: list[Token], index: int, distance: int) -> list[str]:
    """The senses of up to so many tokens before `index`, in its own sentence."""
    senses = []
    for step in range(index - 1, max(-1, index - 1 - distance), -1):
        if tokens[step].shape is Shape.LINE or tokens[step].text in ".!?;,:":
            break
        if tokens[step].sense is not None:
            senses.append(tokens[step].sense)
    return [sense for sense in senses if sense]


def _denied_later(tokens: list[Token], token: Token) -> bool:
    """Whether "немає" comes behind an insertion: "загиблих, на щастя, немає"."""
    commas = 0
    for index in range(token.reach + 1, min(token.reach + 9, len(tokens))):
        after = tokens[index]
        if after.sense == "negation.none" and after.folded not in ("без", "without"):
            return commas != 1
        coordinated = after.sense in _OUTCOMES and tokens[index - 1].folded in _WEAK_MARKS
        if after.shape in (Shape.LINE, Shape.NUMBER) or after.text in ".;:!?":
            return False
        if after.sense in _OUTCOMES and not coordinated:
            return False
        commas += after.text == ","
    return False


def _about(tokens: list[Token], token: Token) -> bool:
    before = tokens[token.index - 1].folded if token.index else ""
    second = tokens[token.index - 2].folded if token.index > 1 else ""
    return before in ("про", "щодо", "о", "об", "about", "чи") or (before == "є" and second == "чи")


def _clause_senses(tokens: list[Token], token: Token) -> set[str | None]:
    senses: set[str | None] = set()
    for step in (-1, 1):
        index = token.index + step
        while 0 <= index < len(tokens) and abs(index - token.index) < 7:
            if tokens[index].shape is Shape.LINE or tokens[index].text in ".;!?,":
                break
            senses.add(tokens[index].sense)
            index += step
    return senses


def _mentions_of(
    document: Document,
    number: int,
    harms: list[Harm],
    groups: list[Group],
    carried: Harm | None,
    inside: dict[int, int],
) -> list[Mention]:
    mentions = [_zero(document, number, harm) for harm in harms if harm.negated and not harm.asked]
    told = [harm for harm in harms if not harm.negated and not harm.asked]
    used: set[int] = set()
    stranger = False
    for group in groups:
        if group.soldier:
            continue
        if group.young and group.count is None and _is_denied(document.tokens, group):
            group = replace(group, count=0, among=True)
        harm = _governing(document, told, group, inside) if told else None
        if harm is not None:
            if group.count is not None or group.vague:
                used.add(harm.first)
            earlier = _said_before(document, number, group, "sum.earlier", 8)
            concludes = _said_before(document, number, group, "sum.conclude", 40)
            mentions.extend(_mention(number, group, harm, earlier, concludes))
        elif not told and carried is not None and _may_carry(group) and not stranger:
            mentions.extend(_mention(number, group, replace(carried, sense="")))
        elif not told and group.count is not None:
            stranger = True
    mentions.extend(_unnumbered(document, number, told, used))
    return sorted(mentions, key=lambda mention: mention.first)


def _said_before(document: Document, number: int, group: Group, sense: str, distance: int) -> bool:
    """Whether a sense ("раніше повідомляли про") stands before a group in its sentence, within so many tokens."""
    first, _ = document.sentences[number]
    tokens = document.tokens
    return any(tokens[step].sense == sense for step in range(max(first, group.first - distance), group.first))


def _zero(document: Document, number: int, harm: Harm) -> Mention:
    outcome = harm.outcome or Outcome.INJURED
    both = harm.sense in ("casualty.unhurt", "injured.deed", "injured.either", "injured.care")
    return Mention(number, harm.first, harm.last, outcome, zero=True, both=both, harm=harm.first)


def _is_denied(tokens: list[Token], group: Group) -> bool:
    """Whether a post says that no children are among them."""
    near = range(max(0, group.first - 3), min(group.last + 7, len(tokens)))
    return any(tokens[step].sense == "negation.none" for step in near)


def _may_carry(group: Group) -> bool:
    aged = any(person.age is not None for person in group.described)
    return aged or group.pronoun or (group.young and group.among and group.count is not None)


def _mention(
    number: int, group: Group, harm: Harm, earlier: bool = False, concludes: bool = False
) -> list[Mention]:
    if group.nth:
        harm = replace(harm, outcome=Outcome.KILLED)
    stress = harm.outcome is None
    if stress and not any(person.age is not None for person in group.described):
        return []
    first, last = min(group.first, harm.first if harm.sense else group.first), group.last
    if group.count is None and not group.vague:
        return []
    return [
        Mention(
            number,
            first,
            last,
            harm.outcome or Outcome.INJURED,
            group,
            vague=group.count is None,
            died_later=harm.sense == "killed.died",
            weak=harm.sense in _WEAK,
            earlier=earlier,
            concludes=concludes,
            stress=stress,
            loose=harm.sense == "injured.either",
            harm=harm.first,
        )
    ]


def _unnumbered(document: Document, number: int, told: list[Harm], used: set[int]) -> list[Mention]:
    """Vague mentions: "є поранені" and other words of harm that no group belongs to but an existence verb does."""
    tokens = document.tokens
    found = []
    for harm in told:
        if harm.first in used or harm.outcome is None or harm.sense in _WEAK:
            continue
        if _exists(tokens, harm):
            found.append(Mention(number, harm.first, harm.last, harm.outcome, vague=True, harm=harm.first))
    return found


def _exists(tokens: list[Token], harm: Harm) -> bool:
    return any(tokens[step].sense == "casualty.exist" for step in range(max(0, harm.first - 3), harm.first))


def _inside_groups(document: Document, groups: list[Group]) -> dict[int, int]:
    """Token index -> number of the group that it stands in."""
    return {index: number for number, group in enumerate(groups) for index in range(group.first, group.last + 1)}


def _governing(document: Document, harms: list[Harm], group: Group, inside: dict[int, int]) -> Harm | None:
    """The word of harm that a group belongs to, or None if all are too far."""
    stressed = any(harm.outcome is None for harm in harms)
    costs = [
        (_cost(document.tokens, harm, group, inside) + (2.0 if stressed and harm.sense == "injured.care" else 0.0), harm)
        for harm in harms
    ]
    cost, harm = min(costs, key=lambda pair: pair[0])
    return harm if cost < _reach(document, group) else None


def _reach(document: Document, group: Group) -> float:
    if not group.bare:
        return _FAR if group.count != 1 or group.described else 2.5
    return 5.0 if document.tokens[group.first].shape is Shape.WORD else 3.2


def _cost(tokens: list[Token], harm: Harm, group: Group, inside: dict[int, int]) -> float:
    if group.first <= harm.first <= group.last:
        return 0.0
    behind = harm.first > group.last
    low, high = (group.last + 1, harm.first) if behind else (harm.last + 1, group.first)
    cost = 0.3 if behind else _after_verb(tokens, harm, group)
    if group.among and not behind and not group.young:
        cost += 1.5
    for index in range(low, high):
        if index not in inside:
            cost += 0.3 if _links(tokens, index, group, harm, behind) else _weight(tokens, index, inside)
            if group.bare and tokens[index].shape is Shape.WORD and tokens[index].sense is None:
                cost += 0.4
    if _risen_to(tokens, group):
        cost -= 2.0
    return cost + _PENALTY.get(harm.sense, 0.0) + (3.0 if harm.partitive else 0.0)


def _links(tokens: list[Token], index: int, group: Group, harm: Harm, behind: bool) -> bool:
    """Whether a mark joins a group to a word of harm: a dash or colon beside the group, commas round an insertion."""
    text = tokens[index].text
    beside = index == group.last + 1 if behind else index == group.first - 1
    if text in "—–-:":
        return beside and (behind or not text == ":")
    return text == "," and behind and (beside or index == harm.first - 1)


def _after_verb(tokens: list[Token], harm: Harm, group: Group) -> float:
    """What speaks against people behind a verb whose subject stands before it: "died", "were injured"."""
    passive = harm.first > 0 and tokens[harm.first - 1].sense == "age.was" and tokens[harm.first].text.isascii()
    comma = harm.last + 1 < len(tokens) and tokens[harm.last + 1].text == ","
    return 0.8 if comma and (passive or tokens[harm.first].folded == "died") and not group.among else 0.0


def _weight(tokens: list[Token], index: int, inside: dict[int, int]) -> float:
    token = tokens[index]
    if token.text in _STRONG_MARKS:
        return 1.2
    if token.folded in _WEAK_MARKS:
        return 0.4 if index - 1 in inside and {index + 1, index + 2} & inside.keys() else 1.0
    return 0.12 if token.shape is Shape.WORD else 0.0


def _risen_to(tokens: list[Token], group: Group) -> bool:
    return any(tokens[step].sense == "sum.risen" for step in range(max(0, group.first - 4), group.first))
