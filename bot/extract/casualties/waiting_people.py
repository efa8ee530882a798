"""People told in one sentence whose fate the next one tells, and the groups without those set apart.

"A 30-year-old driver ran over a mine. The man died": the second sentence is about the driver.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.extract.casualties.set_apart import FREED, behind_age, is_apart, leads_to_state
from bot.extract.casualties.words import Harm, is_told
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Sex

_LATEST = 2
_OPENING = 4
_HE = {
    "pronoun.he": Sex.MALE,
    "pronoun.him": Sex.MALE,
    "pronoun.she": Sex.FEMALE,
    "pronoun.her": Sex.FEMALE,
}
_BESIDE = 3
_FAR = 10
_HURT = frozenset({"injured.wound", "injured.care"})
_STATES = frozenset({"damage.aside", "casualty.apart", "update.alive"})


@dataclass(slots=True)
class Waiting:
    """People told by age, of whom nothing has been said yet, with the sentence that told them; `counted` are those told
    by number only, whom "both" or the same number takes up, but not the children among those led out."""

    people: list[Group] = field(default_factory=list)
    counted: list[Group] = field(default_factory=list)
    sentence: int = -1
    someone: Group | None = None

    def resolved(self, document: Document, number: int, harms: list[Harm], groups: list[Group]) -> list[Group]:
        """The groups of a sentence, with those that mean the people who wait put in their place."""
        near = self.someone is not None and number - self.sentence <= _LATEST
        if near and self.someone is not None and not groups and any(map(is_told, harms)):
            place = _taken_up(document, number, harms, self.someone, number == self.sentence + 1)
            told = (self.someone.first, self.someone.last)
            return groups if place is None else [self.someone.but(first=place, last=place, told=told)]
        told_of = any(is_told(harm) and not _is_number_of(document, harm) for harm in harms)
        if number - self.sentence > _LATEST or not told_of:
            return groups
        if self.counted:
            young = [other for other in self.counted if other.young]
            return [
                _meant(group, self.counted if group.bare else young) if group.bare or _are_children(group) else group
                for group in groups
            ]
        if not self.people:
            return groups
        if all(_is_bystander(group) for group in groups):
            return [*self.people, *groups]
        waiting = list(self.people)
        return [group if _is_kin(document.tokens, group) else _meant(group, waiting) for group in groups]

    def keep(self, number: int, groups: list[Group], found: Sequence[object]) -> None:
        """Remembers the people of a sentence that says nothing of what happened to them."""
        people = [group for group in groups if is_aged(group) and not group.named]
        alone = groups[0] if len(groups) == 1 and groups[0].described and groups[0].count == 1 else None
        self.someone = None if found or people or alone is None or alone.soldier else alone
        counted = [group for group in groups if (group.count or 0) > 1 and not (group.bare or group.soldier)]
        counted = [group for group in counted if not group.among]
        if found or people or self.someone is not None:
            self.people, self.counted, self.sentence = ([] if found or self.someone else people), [], number
        elif counted:
            self.people, self.counted, self.sentence = [], counted, number


def _is_number_of(document: Document, harm: Harm) -> bool:
    """Whether a word of harm only says what a number counts: "the number of wounded is not known"."""
    before = [token.sense for token in document.tokens[max(0, harm.first - 2) : harm.first]]
    return before == ["flag.data", "preposition.of"]


def _meant(group: Group, waiting: list[Group]) -> Group:
    """The group with what was told before of whoever it means, who then waits no more: "the father died, the son is in
    hospital"."""
    meant = [other for other in waiting if _means(group, other)]
    if not meant:
        return group
    other = meant[-1]
    waiting.remove(other)
    described = tuple(person._replace(sex=person.sex or group.sex) for person in other.described)
    return group.but(count=other.count, described=described, young=other.young, told=(other.first, other.last))


def _is_kin(tokens: list[Token], group: Group) -> bool:
    """Whether a pronoun right before somebody tells that he is another's: "Her mother was killed"."""
    owned = group.first > 0 and (tokens[group.first - 1].sense or "").startswith("pronoun.")
    return owned and bool(group.described) and not group.bare


def _are_children(group: Group) -> bool:
    """Whether children are told without a number, as those told before are: "діти поранені"."""
    return group.young and group.several and group.count is None


def _is_bystander(group: Group) -> bool:
    """Whether nobody is counted or described, at most people in office: "he died before the medics came"."""
    return group.count is None and not group.described and (group.office or not group.several)


def _taken_up(document: Document, number: int, harms: list[Harm], someone: Group, follows: bool) -> int | None:
    """The "he", "she" or name that takes up somebody told before: right before a word of harm ("травми тяжкі, він
    загинув"), or, in the sentence that `follows` at once, one at its beginning."""
    starts = [harm.first for harm in harms if is_told(harm) and harm.outcome is not None]
    places = [place for start in starts for place in range(max(0, start - 2), start)]
    first = document.sentences[number][0]
    opening = range(first, min(first + _OPENING, len(document.tokens))) if follows else ()
    sex, name = someone.described[0].sex, document.tokens[someone.first].folded if someone.named else None
    said = ((place, document.tokens[place]) for place in (*opening, *places))
    he = {sense for sense in _HE if sex in (None, _HE[sense])}
    return next((place for place, token in said if token.sense in he or token.folded == name), None)


def is_of_the_dying(document: Document, number: int, harms: list[Harm], group: Group | None) -> bool:
    """Whether a sentence tells the death of the one person told as injured right before it: "поранено жінку. Вона
    померла в лікарні"."""
    if group is None or group.count != 1 or len(group.described) != 1 or not any(h.dying and is_told(h) for h in harms):
        return False
    return _taken_up(document, number, harms, group, True) is not None


def _means(group: Group, other: Group) -> bool:
    """Whether a group without age, as "the man" or "the residents", takes up somebody told before."""
    if is_aged(group) or group.added or group.among:
        return False
    if group.bare:
        return group.count == other.count and (group.count or 0) > 1
    alike = group.sex is None or other.sex is None or group.sex is other.sex
    plural = group.several or group.either
    return alike and (group.count == other.count == 1 or (plural and (other.count or 0) > 1))


def without_apart(document: Document, groups: list[Group], told: list[Harm]) -> list[Group]:
    """The groups without the people set apart and the children among them, of whom nothing else is told: "18 led out,
    5 children among them"."""
    kept: list[Group] = []
    apart = beside = False
    for number, group in enumerate(groups):
        apart = (apart and group.among and _goes_on_apart(document.tokens, groups[number - 1], group, told)) or (
            (is_apart(document, group) or _is_told_otherwise(document.tokens, group, told))
            and not _is_harmed(document, group, _before_next(document.tokens, groups, group, told))
        )
        if not apart:
            kept.append(group.but(added=False) if beside and group.added else group)
        beside = apart
    return kept


def _goes_on_apart(tokens: list[Token], before: Group, group: Group, told: list[Harm]) -> bool:
    """Whether neither a semicolon before a group nor a word of harm beside it parts it from the people set apart."""
    parted = any(token.text == ";" for token in tokens[before.last : group.first])
    return not parted and not any(0 <= harm.first - group.last <= _BESIDE for harm in told)


def _before_next(tokens: list[Token], groups: list[Group], group: Group, told: list[Harm]) -> list[Harm]:
    """The words of harm before the next group."""
    behind = min((other.first for other in groups if other.first > group.last), default=len(tokens))
    return [harm for harm in told if harm.first < behind]


def _is_harmed(document: Document, group: Group, told: list[Harm]) -> bool:
    """Whether another word than the one that sets people apart tells what became of them, maybe a sentence later."""
    end = document.sentences[document.sentence_of[group.first]][1]
    if _is_busy(document.tokens, group) and any(
        0 < harm.first - group.last <= _FAR or harm.first >= end for harm in told
    ):
        return True
    if _is_found_alive(document.tokens, group) and any(harm.sense in _HURT for harm in told):
        return True
    return any(harm.sense == "killed.lives" and harm.first == group.last + 1 for harm in told)


def _is_found_alive(tokens: list[Token], group: Group) -> bool:
    """Whether a word before somebody says that he was found alive: "дістали живою жінку з переломами"."""
    before = group.first - 1
    return before > 0 and group.count == 1 and tokens[before].sense == "casualty.apart"


def _is_told_otherwise(tokens: list[Token], group: Group, told: list[Harm]) -> bool:
    """Whether people behind words of harm are told to live, or something that has nothing to do with harm."""
    if _is_alive(tokens, group):
        return any(harm.first < group.first for harm in told)
    return _has_own_predicate(tokens, group) and bool(told) and all(harm.last < group.first for harm in told)


def _is_alive(tokens: list[Token], group: Group) -> bool:
    """Whether the word behind somebody says that he lives: "погибла бабушка, внук жив"."""
    return group.last + 1 < len(tokens) and tokens[group.last + 1].sense == "update.alive"


def _has_own_predicate(tokens: list[Token], group: Group) -> bool:
    """Whether several people are told to be or to have been something that no lexicon knows as harm: "three hurt, 15
    residents were resettled"."""
    if (group.count or 0) < 2 or group.described or group.among:
        return False
    after = tokens[group.last + 1 : group.last + 4]
    if not after or after[0].sense != "age.was":
        return False
    words = [token for token in after[1:] if "been" not in token.classes]
    return bool(words) and words[0].shape is Shape.WORD and words[0].sense is None


def _is_busy(tokens: list[Token], group: Group) -> bool:
    """Whether the word behind a person only tells what he was doing, or how he came out: "a man waiting in the line
    was killed", "a woman was rescued with injuries"."""
    after = behind_age(tokens, group, group.last + 1)
    if after + 1 < len(tokens) and tokens[after].sense == "age.was":
        after += 1
        if tokens[after].sense not in FREED:
            return group.count == 1 and tokens[after].sense == "damage.aside"
    while after < len(tokens) and tokens[after].sense not in _STATES and leads_to_state(tokens[after]):
        after = tokens[after].reach + 1
    return group.count == 1 and after < len(tokens) and tokens[after].sense in _STATES
