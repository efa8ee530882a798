"""Tokens -> groups of people: "троє людей", "чоловіки 34 і 47 років", "a 12-year-old boy", "ще двоє".

A group says how many and who; what happened to them is found in `casualties`.
"""

from dataclasses import dataclass, replace

from bot.extract.ages import Described, age_adjective, ages_after, suspended_ages
from bot.extract.numbers import Number
from bot.extract.tokens import Document, Shape, Token
from bot.model import Bound, Sex

_SEX = {
    "person.man": Sex.MALE,
    "person.boy": Sex.MALE,
    "person.woman": Sex.FEMALE,
    "person.girl": Sex.FEMALE,
    "person.office_woman": Sex.FEMALE,
}
_YOUNG = frozenset({"person.child", "person.boy", "person.girl"})
_ADULT_AGE = 18
_AND = frozenset({"і", "та", "й", "и", "а", "and", "but", "але", "но"})
_MASCULINE_NOUNS = frozenset({"person.office", "person.people", "person.soldier"})
_RANGE = frozenset({"preposition.from", "time.between", "age.range"})
_MASCULINE = ("ий", "ій", "ого", "ому", "им", "ый", "ой", "ым")


@dataclass(frozen=True, slots=True)
class Group:
    """People at tokens `first`..`last`.

    `count` is how many (None: nobody said), `described` those told by age or sex, `children` how many of them are
    under 18 by word or age (None: not told). `added` marks "two more", `among` a part of those told before, `bare` a
    number without a noun, `vague` "several", `named` a noun that tells people by word.
    """

    first: int
    last: int
    count: int | None
    bound: Bound = Bound.EXACT
    described: tuple[Described, ...] = ()
    young: bool = False
    added: bool = False
    among: bool = False
    bare: bool = False
    vague: bool = False
    soldier: bool = False
    pronoun: bool = False
    sex: Sex | None = None
    office: bool = False
    denied: bool = False
    nth: bool = False

    @property
    def children(self) -> int | None:
        """How many of the group are known to be under 18."""
        by_age = sum(1 for person in self.described if person.age is not None and person.age < _ADULT_AGE)
        unaged = sum(1 for person in self.described if person.age is None and person.young)
        if self.young and not self.described:
            return self.count
        return (by_age + unaged) or None


def find_groups(document: Document, numbers: list[Number]) -> list[Group]:
    """All groups of people in the order of the text, none overlapping."""
    tokens = document.tokens
    number_at = {number.first: number for number in numbers if not number.ordinal}
    ordinals = {number.first: number for number in numbers if number.ordinal}
    groups: list[Group] = []
    index = 0
    while index < len(tokens):
        group = _group_at(document, tokens, index, number_at) or _nth_victim(tokens, ordinals.get(index))
        if group is None:
            index += 1
        else:
            _join(tokens, groups, _marked(tokens, group))
            index = group.last + 1
    return _with_young(tokens, groups)


def _with_young(tokens: list[Token], groups: list[Group]) -> list[Group]:
    """Reads "п'ятеро — діти" and "двоє з них діти" as five and two young people."""
    kept: list[Group] = []
    for group in groups:
        before = kept[-1] if kept else None
        if before is not None and _counts_young(tokens, before, group):
            kept[-1] = replace(group, first=before.first, young=True, among=True, bare=False)
        elif before is not None and before.count and _tells_young(tokens, before, group):
            kept[-1] = replace(before, last=group.last, young=True, among=True, bare=False)
        else:
            kept.append(group)
    return kept


def _counts_young(tokens: list[Token], before: Group, group: Group) -> bool:
    """Reads "діти — двоє" and "дітей троє" as two and three young people."""
    if not (before.young and before.count is None and group.bare):
        return False
    between = tokens[before.last + 1 : group.first]
    return all(token.text in "—–-:" for token in between)


def _tells_young(tokens: list[Token], before: Group, group: Group) -> bool:
    if not group.young or group.described or group.count is not None and group.count > 1 or before.young:
        return False
    if group.count == 1 and before.count != 1:
        return False
    between = tokens[before.last + 1 : group.first]
    if len(between) > 5 or any(token.shape in (Shape.LINE, Shape.NUMBER) or token.text in ".;,:" for token in between):
        return False
    return before.among or any(token.text in "—–-" or token.folded in ("are", "were", "is") for token in between)


def _join(tokens: list[Token], groups: list[Group], group: Group) -> None:
    """Adds a group, or melts it into the one before: "водій, місцевий житель 1974 р.н.", "двоє, їм 20 і 30"."""
    before = groups[-1] if groups else None
    if before is not None and group.pronoun and before.count == group.count and not _aged_already(before):
        sexed = tuple(person._replace(sex=person.sex or before.sex) for person in group.described)
        groups[-1] = replace(before, last=group.last, described=sexed)
    elif before is not None and _in_apposition(tokens, before, group):
        described = group.described if any(p.age is not None for p in group.described) else before.described
        groups[-1] = replace(before, last=group.last, described=described or group.described, young=group.young)
    else:
        groups.append(group)


def _aged_already(group: Group) -> bool:
    return any(person.age is not None for person in group.described)


def _in_apposition(tokens: list[Token], before: Group, group: Group) -> bool:
    if before.count != 1 or group.count != 1 or before.bare or group.bare or group.added:
        return False
    if not (before.office or group.office) or (before.sex and group.sex and before.sex is not group.sex):
        return False
    if _aged_already(before) and _aged_already(group):
        return False
    between = tokens[before.last + 1 : group.first]
    words = [token for token in between if token.shape is Shape.WORD]
    comma = any(token.text in ",(–—" for token in between)
    return comma and len(between) <= 3 and all(word.sense is None and len(word.text) > 3 for word in words)


def _nth_victim(tokens: list[Token], ordinal: Number | None) -> Group | None:
    """ "П'ята жертва", "the ninth dead": so many have been killed by now."""
    after = ordinal.last + 1 if ordinal is not None else len(tokens)
    if ordinal is None or after >= len(tokens) or tokens[after].sense not in ("killed.dead", "injured.either"):
        return None
    return Group(ordinal.first, ordinal.last, ordinal.value, nth=True)


def _group_at(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    token = tokens[index]
    number = numbers.get(index)
    if number is not None:
        return _counted(document, tokens, number, numbers)
    sense = token.sense
    if sense is None:
        return None
    if sense == "age.word" and (not token.capital or _person_noun(tokens, index + 1) is not None):
        return _aged(document, tokens, index, index, int(token.value or 0), numbers)
    if sense.startswith("vague."):
        return _vague(tokens, index)
    if sense.startswith("person."):
        return _noun_group(document, tokens, index, numbers, None)
    if sense.startswith("pronoun."):
        return _pronoun_age(document, tokens, index, numbers)
    return None


def _counted(document: Document, tokens: list[Token], number: Number, numbers: dict[int, Number]) -> Group | None:
    aged = age_adjective(tokens, number)
    if aged is not None:
        return _aged(document, tokens, number.first, aged.last, aged.age, numbers)
    after = number.last + 1
    suspended = suspended_ages(tokens, number, numbers)
    if suspended is not None:
        ages, last = suspended
        return _aged_alike(tokens, number.first, last, ages)
    if after < len(tokens) and (tokens[after].sense or "").startswith("unit."):
        return _age_behind_noun(tokens, number, tokens[after])
    if _is_age_of_somebody(tokens, number):
        return Group(number.first - 2, number.last, 1, described=(Described(number.value, None),))
    if after < len(tokens) and tokens[after].sense == "part.more":
        after += 1
    second = numbers.get(after)
    inner = age_adjective(tokens, second) if second is not None else None
    if inner is not None:
        group = _aged(document, tokens, after, inner.last, inner.age, numbers)
        return replace(group, first=number.first, count=number.value, described=group.described * min(number.value, 9))
    noun = _person_noun(tokens, after)
    if noun is None:
        return _bare(tokens, number)
    group = _noun_group(document, tokens, noun, numbers, number.value)
    return None if group is None else replace(group, first=number.first, bound=number.bound, count=number.value)


def _aged_alike(tokens: list[Token], first: int, last: int, ages: list[int]) -> Group:
    """ "24- і 38-річний чоловіки": several people of one noun."""
    noun = _person_noun(tokens, last + 1)
    sex = _SEX.get(tokens[noun].sense or "") if noun is not None else None
    end = tokens[noun].reach if noun is not None else last
    described = tuple(Described(age, sex or _sex_of_adjective(tokens[last])) for age in ages)
    return Group(first, end, len(ages), described=described, sex=sex)


def _is_age_of_somebody(tokens: list[Token], number: Number) -> bool:
    """Whether a number between commas is the age of a named or otherwise unknown somebody: "Halyna, 72,"."""
    if number.words or number.first < 2 or not 1 <= number.value <= 110 or number.last + 1 >= len(tokens):
        return False
    before, noun, after = tokens[number.first - 1], tokens[number.first - 2], tokens[number.last + 1]
    if before.text != "," or noun.shape is not Shape.WORD or noun.sense is not None or not noun.text.isascii():
        return False
    return after.text in (",", ".", ";", ")") or after.folded == "and"


def _age_behind_noun(tokens: list[Token], number: Number, unit: Token) -> Group | None:
    """Somebody told by a noun that no lexicon has and an age between commas: "напарник, 27 років,"."""
    before = tokens[number.first - 1] if number.first else None
    after = tokens[unit.reach + 1] if unit.reach + 1 < len(tokens) else None
    noun = tokens[number.first - 2] if number.first > 1 else None
    closed = after is None or after.text in ",.;)–—" or after.shape is Shape.LINE
    if before is None or noun is None or before.text not in ",(" or not closed or number.value > 110:
        return None
    if unit.sense != "unit.year" or noun.shape is not Shape.WORD or noun.sense is not None:
        return None
    return Group(number.first - 2, unit.reach, 1, described=(Described(number.value, None),))


def _person_noun(tokens: list[Token], index: int) -> int | None:
    """The index of a person noun at `index` or behind up to two plain words or further person nouns."""
    for step in range(index, min(index + 3, len(tokens))):
        token = tokens[step]
        if token.shape is not Shape.WORD:
            return None
        if token.sense is not None and token.sense.startswith("person."):
            return step
        if token.sense is not None and token.sense.split(".")[0] not in ("age", "pronoun", "part"):
            return None
        if token.capital and step > index:
            return None
    return None


def _bare(tokens: list[Token], number: Number) -> Group | None:
    """A number without a person noun: people only if what follows can't be the thing that is counted."""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if after is not None and after.shape is Shape.WORD and not _may_follow_bare(tokens, after, number):
        return None
    if _glued(tokens, number) or (after is not None and _continues(tokens, after, number)):
        return None
    return Group(number.first, number.last, number.value, number.bound, bare=True)


def _continues(tokens: list[Token], after: Token, number: Number) -> bool:
    if after.shape is Shape.NUMBER or after.text in ("%", "°", "№"):
        return True
    following = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
    glued = following is not None and following.shape is Shape.NUMBER and following.start == after.end
    return after.text in ":/.-–," and after.start == tokens[number.last].end and glued


def _may_follow_bare(tokens: list[Token], after: Token, number: Number) -> bool:
    following = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
    if after.sense is None and following is not None and (following.sense or "").startswith(("killed.", "injured.")):
        return True
    family = (after.sense or "").split(".")[0]
    if after.sense == "age.was" or family in ("killed", "injured", "part", "sum", "casualty", "negation", "hedge", "pronoun"):
        return True
    preposition = after.sense in ("preposition.from", "preposition.of") or (len(after.folded) <= 3 and after.sense is None)
    return after.folded in _AND or (number.words and preposition)


def _glued(tokens: list[Token], number: Number) -> bool:
    """Whether the number is a part of something longer: "С-300", "№5", "14:30", "3.5"."""
    before = tokens[number.first - 1] if number.first else None
    if before is None:
        return False
    earlier = tokens[number.first - 2] if number.first > 1 else before
    if "age.of" in (before.sense, earlier.sense) or before.sense in _RANGE or before.sense == "time.month" or before.text in ("№", "#"):
        return True
    return before.text in "-.–,:/" and before.end == tokens[number.first].start


def _aged(
    document: Document, tokens: list[Token], first: int, last: int, age: int, numbers: dict[int, Number]
) -> Group:
    noun = _person_noun(tokens, last + 1)
    sex = _sex_of_adjective(tokens[last])
    if noun is None:
        return Group(first, last, 1, described=(Described(age, sex),))
    group = _noun_group(document, tokens, noun, numbers, 1)
    if tokens[noun].sense == "person.twins":
        return replace(group, first=first, count=2, described=(Described(age, None, True),) * 2)
    noun_sex = _SEX.get(tokens[noun].sense or "")
    return replace(group, first=first, count=1, described=(Described(age, noun_sex or sex),))


def _sex_of_adjective(token: Token) -> Sex | None:
    word = token.folded
    if word.endswith(_MASCULINE):
        return Sex.MALE
    return Sex.FEMALE if word.endswith(("на", "ну", "ня", "ню", "яя", "юю", "ная", "ную")) else None


def _noun_group(
    document: Document, tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None
) -> Group:
    last = _last_noun(tokens, index)
    senses = [tokens[step].sense or "" for step in range(index, last + 1)]
    sex = next((_SEX[sense] for sense in reversed(senses) if sense in _SEX), None)
    young = any(sense in _YOUNG for sense in senses)
    last = tokens[last].reach
    couple = "person.couple" in senses or "person.twins" in senses
    young = young or "person.twins" in senses
    several = _is_plural(tokens[index]) if count is None else count > 1
    if couple and count is None:
        count, several = 2, True
    maybe_several = several or (count is None and tokens[index].value == 0)
    ages, end = ages_after(tokens, last + 1, numbers, maybe_several, document.post.published.year)
    described = tuple(Described(age, None if couple else sex, young) for age in ages)
    if count is None:
        count = len(ages) if len(ages) > 1 else (None if several else 1)
    if not described and count == 1 and sex is not None:
        described = (Described(None, sex, young),)
    soldier = "person.soldier" in senses
    office = any(sense.startswith("person.office") for sense in senses)
    end = end if ages else last
    return Group(index, end, count, described=described, young=young, soldier=soldier, sex=sex, office=office)


def _last_noun(tokens: list[Token], index: int) -> int:
    last = index
    while last + 1 < len(tokens):
        after = tokens[tokens[last].reach + 1] if tokens[last].reach + 1 < len(tokens) else None
        if after is None or not (after.sense or "").startswith("person."):
            break
        last = after.index
    return last


def _is_plural(token: Token) -> bool:
    if token.value:
        return token.value == 2
    if token.sense in _MASCULINE_NOUNS and token.folded.endswith(("и", "і", "ї", "ы")):
        return True
    return token.folded.endswith(("ів", "ей", "ам", "ами", "ям", "ями", "их", "ов", "s", "ими", "ых"))


def _vague(tokens: list[Token], index: int) -> Group | None:
    after = tokens[index].reach + 1
    noun = _person_noun(tokens, after)
    if noun is not None:
        return Group(index, tokens[noun].reach, None, vague=True)
    if after < len(tokens) and (tokens[after].sense or "").split(".")[0] in ("killed", "injured"):
        return Group(index, tokens[index].reach, None, vague=True)
    return None


def _pronoun_age(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    sense = tokens[index].sense
    several = sense in ("pronoun.them", "pronoun.both")
    ages, end = ages_after(tokens, index + 1, numbers, several, document.post.published.year, marked=True)
    if not ages:
        return None
    if sense == "pronoun.both" and len(ages) == 1:
        ages = ages * 2
    sex = {"pronoun.him": Sex.MALE, "pronoun.her": Sex.FEMALE}.get(sense or "")
    described = tuple(Described(age, sex) for age in ages)
    return Group(index, end, len(ages), described=described, pronoun=True, sex=sex)


def _marked(tokens: list[Token], group: Group) -> Group:
    """The group with "more" and "among" read from the words beside it."""
    before = group.first - 1
    while before >= 0 and (tokens[before].sense or "").startswith("hedge."):
        before -= 1
    added = _is(tokens, before, "part.more") or any(
        _is(tokens, step, "part.more") for step in range(group.first, group.last + 2)
    )
    after = group.last + 2 if _is(tokens, group.last + 1, "age.was") else group.last + 1
    among = _is(tokens, after, "part.among") or _follows_among(tokens, group.first)
    denied = _is(tokens, before, "negation.not")
    return replace(group, added=added, among=among, denied=denied)


def _follows_among(tokens: list[Token], index: int) -> bool:
    """Whether "серед них" and the like stand before a group with nothing but marks, hedges and plain words between."""
    for step in range(index - 1, max(-1, index - 6), -1):
        token = tokens[step]
        if token.sense == "part.among":
            return True
        if token.shape is Shape.LINE or token.text in ";.!?":
            return False
    return False


def _is(tokens: list[Token], index: int, sense: str) -> bool:
    return 0 <= index < len(tokens) and tokens[index].sense == sense
