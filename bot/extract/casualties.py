"""Groups and words of harm -> mentions: how many people were killed or injured, sentence by sentence."""

from dataclasses import dataclass, replace

from bot.extract.casualty_words import Harm, find_harms, is_told
from bot.extract.governing import govern
from bot.extract.groups import Group
from bot.extract.tokens import Document, Shape, Token
from bot.model import Outcome

_WEAK = frozenset({"injured.care", "injured.stress", "injured.wound", "killed.body"})


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
    harms = find_harms(document)
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
            sentence_groups = loose if any(is_told(harm) for harm in sentence_harms) else sentence_groups
        loose = [] if sentence_harms else [group for group in sentence_groups if _is_somebody(group)][:1]
        found = _mentions_of(document, number, sentence_harms, sentence_groups, carried, inside)
        mentions.extend(found)
        carried = _carried(sentence_harms, carried, found)
    return mentions


def _is_somebody(group: Group) -> bool:
    """Whether a group is one person told by age, of whom the next sentence may say what happened."""
    return group.count == 1 and any(person.age is not None for person in group.described)


def _carried(harms: list[Harm], before: Harm | None, found: list[Mention]) -> Harm | None:
    """The harm that people told in the next sentence, without a word of harm of their own, may belong to."""
    told = [harm for harm in harms if harm.outcome is not None and not harm.asked]
    if told:
        return told[-1]
    return before if found else None


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
        harm = governing(document, told, group, inside) if told else None
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


def _mention(number: int, group: Group, harm: Harm, earlier: bool = False, concludes: bool = False) -> list[Mention]:
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
