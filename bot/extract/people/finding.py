"""Tokens -> groups of people: "троє людей", "чоловіки 34 і 47 років", "a 12-year-old boy", "ще двоє".

A group says how many and who; what happened to them is found in `bot.extract.casualties`.
"""

from functools import cache
from itertools import takewhile

from bot.extract.people.apposition import in_apposition
from bot.extract.people.coordination import coordinated
from bot.extract.people.groups import PRONOUN_SEX, Group, is_aged
from bot.extract.people.marks import is_step, marked, the_other
from bot.extract.people.nth_victims import nth_victim
from bot.extract.people.outcomes import OUTCOMES
from bot.extract.people.parts_of_whole import with_parts
from bot.extract.people.readings import group_at
from bot.extract.people.youths import with_youths
from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Document, Shape, Token

_OPENING = frozenset({"number", "age", "vague", "person", "pronoun", "sum", "part"})
_SINGLE = frozenset({"killed.dead", "injured.deed", "damage.also"})
_BEHIND = 12
_STEP, _AMONG_ALL, _PAIR = 7, 4, 2
_HARMED = frozenset({"injured.deed", "killed.dead"})
_OF_A = [["preposition.of"], ["preposition.of", "preposition.the"]]
_ALL = frozenset({"part.all", "pronoun.both"})


def find_groups(document: Document, numbers: list[Number]) -> list[Group]:
    """All groups of people in the order of the text, none overlapping."""
    tokens = document.tokens
    number_at = {number.first: number for number in numbers if not number.ordinal or _is_age(tokens, number)}
    ordinals = {number.first: number for number in numbers if number.ordinal}
    groups: list[Group] = []
    last = -1
    for index in _openings(document):
        if index <= last:
            continue
        group = (
            group_at(document, tokens, index, number_at)
            or nth_victim(tokens, ordinals.get(index))
            or the_other(tokens, index, ordinals.get(index))
        )
        if group is not None and _rises_by(tokens, group):
            last = group.first + (not group.bare)
        elif group is not None and not _is_rise(tokens, group):
            _join(tokens, groups, marked(document, group))
            last = group.last
    groups = with_parts(document, groups)
    if not document.senses.keys().isdisjoint(_ALL):
        groups = _with_sexes(tokens, groups)
    groups = with_youths(document, _with_pronouns(document, groups))
    return coordinated(document, _with_young(tokens, groups) if any(group.young for group in groups) else groups)


def _openings(document: Document) -> list[int]:
    """The indices of the tokens that a group may begin at; most of a text's words can't."""
    opening = [indices for sense, indices in document.senses.items() if _may_open(sense)]
    return sorted(set(document.digits).union(*opening))


@cache
def _may_open(sense: str) -> bool:
    return sense in _SINGLE or sense.partition(".")[0] in _OPENING


def _is_age(tokens: list[Token], number: Number) -> bool:
    """Whether an ordinal is written for an age: "8-ми лет", "женщина 65-ти"."""
    if number.words:
        return False
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    person = number.first > 0 and (tokens[number.first - 1].sense or "").startswith("person.")
    closed = after is None or after.shape is not Shape.WORD or "joining" in after.classes
    return (person and closed) or (after is not None and after.sense in ("unit.year", "age.born"))


def _is_rise(tokens: list[Token], group: Group) -> bool:
    """Whether a number only says by how much the one before it has risen: "injured: 13 (+3)"."""
    if not group.bare or group.first == 0 or tokens[group.first - 1].text != "+":
        return False
    before = tokens[max(0, group.first - 3) : group.first]
    return [token.text for token in before[1:]] == ["(", "+"] and (
        before[0].value is not None or (before[0].sense or "").startswith(("killed.", "injured.", "person."))
    )


def _rises_by(tokens: list[Token], group: Group) -> bool:
    """Whether a number tells the step to another behind it: "зросла на двох — до 9", "has risen by one to nine"."""
    if not is_step(tokens, group.first - 1):
        return False
    behind = takewhile(lambda token: token.text not in ".;", tokens[group.first + 1 : group.first + _STEP])
    return any("to" in token.classes for token in behind)


def _with_sexes(tokens: list[Token], groups: list[Group]) -> list[Group]:
    """Reads "24, 31 і 47 років, усі чоловіки" as three men."""
    kept: list[Group] = []
    for group in groups:
        before = kept[-1] if kept else None
        if before is not None and len(before.described) > 1 and _sums_up(tokens, before, group):
            sexed = tuple(person._replace(sex=person.sex or group.sex) for person in before.described)
            kept[-1] = before.but(last=group.last, described=sexed)
        else:
            kept.append(group)
    return kept


def _with_pronouns(document: Document, groups: list[Group]) -> list[Group]:
    """The groups with the sex of those of whom the words right behind say "his" or "her": "an electrician, 39, has
    wounds to his arm"."""
    ends = [*(group.first for group in groups[1:]), len(document.tokens)]
    return [_with_pronoun(document, group, end) for group, end in zip(groups, ends, strict=False)]


def _with_pronoun(document: Document, group: Group, end: int) -> Group:
    if len(group.described) != 1 or group.described[0].sex is not None or group.described[0].age is None or group.young:
        return group
    stop = min(end, document.sentences[document.sentence_of[group.last]][1], group.last + _BEHIND)
    senses = (document.tokens[step].sense for step in range(group.last + 1, stop))
    sex = next((PRONOUN_SEX[sense] for sense in senses if sense in PRONOUN_SEX), None)
    return group.but(described=(group.described[0]._replace(sex=sex),)) if sex else group


def _sums_up(tokens: list[Token], before: Group, group: Group) -> bool:
    """Whether a group only says of all those told before it that they are men or women."""
    alike = group.sex is not None and (group.several or group.either or (group.count or 0) > 1)
    between = tokens[before.last + 1 : group.last]
    return alike and not is_aged(group) and len(between) <= 5 and any(token.sense in _ALL for token in between)


def _with_young(tokens: list[Token], groups: list[Group]) -> list[Group]:
    """Reads "п'ятеро — діти" and "двоє з них діти" as five and two young people."""
    kept: list[Group] = []
    for group in groups:
        before = kept[-1] if kept else None
        whole = len(kept) > 1 and before is not None and _is_whole_of(tokens, kept[-2], before)
        if whole and before is not None and _tells_young(tokens, before.but(count=kept[-2].count), group):
            kept[-2] = _young_part(kept[-2], group)
        elif before is not None and _counts_young(tokens, before, group):
            kept[-1] = group.but(first=before.first, young=True, among=True, bare=False)
        elif before is not None and before.count and _tells_young(tokens, before, group):
            described = before.described or group.described
            kept[-1] = before.but(last=group.last, young=True, among=True, bare=False, described=described)
        else:
            kept.append(group)
    return kept


def _young_part(part: Group, young: Group) -> Group:
    """A number out of a whole as the children that it counts, described if they are: "one of the 9 is a boy of 5"."""
    if not young.described:
        return part.but(young=True)
    return part.but(young=True, bare=False, described=young.described, told=(part.first, young.last))


def _is_whole_of(tokens: list[Token], part: Group, whole: Group) -> bool:
    """Whether a number is what another is a part of: "двоє з п'яти", "two of the five"."""
    article = tokens[whole.first - 1].sense == "preposition.the"
    return part.among and part.bare and part.last + 2 + article == whole.first


def _counts_young(tokens: list[Token], before: Group, group: Group) -> bool:
    """Reads "діти — двоє", "дітей троє" and "дітей серед усіх поранених четверо" as so many young people."""
    if not (before.young and before.count is None and group.bare):
        return False
    between = tokens[before.last + 1 : group.first]
    if between and between[0].sense == "part.among" and len(between) <= _AMONG_ALL:
        return all(token.shape is Shape.WORD and token.sense not in OUTCOMES.keys() - _HARMED for token in between)
    return len(between) <= 2 and all(
        token.text in "—–-:" or (token.shape is Shape.WORD and token.sense not in OUTCOMES) for token in between
    )


def _tells_young(tokens: list[Token], before: Group, group: Group) -> bool:
    if (
        not group.young
        or (group.described and len(group.described) != before.count)
        or (group.count is not None and group.count > 1)
        or before.young
        or (group.count == 1 and before.count != 1)
    ):
        return False
    between = tokens[before.last + 1 : group.first]
    if len(between) > 5 or any(token.shape in (Shape.LINE, Shape.NUMBER) or token.text in ".;,:" for token in between):
        return False
    if any("and" in token.classes for token in between):
        return False
    return before.among or any(token.text in DASHES or "being" in token.classes for token in between)


def _join(tokens: list[Token], groups: list[Group], group: Group) -> None:
    """Adds a group, or melts it into the one before: "водій, місцевий житель 1974 р.н.", "двоє, їм 20 і 30"."""
    before = groups[-1] if groups else None
    pair = _pair_told(tokens, groups, group)
    if pair is not None:
        groups[-(1 if groups[-1].count == _PAIR else _PAIR) :] = [pair]
    elif before is not None and group.pronoun and before.count == group.count and not is_aged(before):
        sexed = tuple(person._replace(sex=person.sex or before.sex) for person in group.described)
        groups[-1] = before.but(last=group.last, described=sexed)
    elif before is not None and group.pronoun and _are_several(before, group) and _is_close(tokens, before, group):
        sexed = tuple(person._replace(sex=before.sex) for person in group.described)
        groups[-1] = before.but(last=group.last, count=group.count, described=sexed, several=False, either=False)
    elif before is not None and _is_nth(tokens, before, group):
        groups[-1] = before.but(last=group.last, described=group.described)
    elif before is not None and _is_offspring_of(tokens, before, group):
        groups[-1] = before.but(last=group.last)
    elif before is not None and in_apposition(tokens, before, group):
        told, other = (group, before) if is_aged(group) else (before, group)
        described = tuple(person._replace(sex=person.sex or other.sex) for person in told.described)
        groups[-1] = before.but(
            last=group.last, described=described or group.described, young=group.young, office=group.office
        )
    else:
        groups.append(group)


def _pair_told(tokens: list[Token], groups: list[Group], group: Group) -> Group | None:
    """Two people joined by "and" as one group, the first of whom "he" or "she" means, the second of the other sex:
    "a father and daughter were cut: he is 48, she is 12"; or such a pair with the age of its second."""
    relative = "of_that_one" in tokens[group.first].classes
    if not group.pronoun or relative or len(group.described) != 1 or not groups:
        return None
    aged, last = group.described[0], groups[-1]
    if last.count == _PAIR and len(last.described) == _PAIR and aged.sex is not None:
        first, second = last.described
        open_ = first.age is not None and second.age is None and second.sex is aged.sex
        return last.but(last=group.last, described=(first, second._replace(age=aged.age))) if open_ else None
    if len(groups) < _PAIR or not _are_joined(tokens, *groups[-2:]):
        return None
    (one,), (two,) = groups[-2].described, groups[-1].described
    told = one.sex is aged.sex is not None and two.sex not in (None, aged.sex) and one.age is None and two.age is None
    both = (one._replace(age=aged.age), two)
    return groups[-2].but(last=group.last, count=_PAIR, described=both, sex=None, young=False) if told else None


def _are_joined(tokens: list[Token], first: Group, second: Group) -> bool:
    """Whether "and" joins two single people, with a word for whose the second is at most."""
    between = tokens[first.last + 1 : second.first]
    owned = all((token.sense or "").startswith(("pronoun.", "preposition.the")) for token in between[1:])
    single = len(first.described) == len(second.described) == 1 and first.count == second.count == 1
    return single and owned and bool(between) and "and" in between[0].classes


def _is_nth(tokens: list[Token], before: Group, group: Group) -> bool:
    """Whether somebody behind a comma or dash is the one who was counted on right before: "a fourth victim, a woman of
    31", "третя жертва – жінка"."""
    between = tokens[before.last + 1 : group.first]
    if not before.nth or group.count != 1 or not group.described or len(between) > 4:
        return False
    return any(_parts(token) for token in between) and all(
        _parts(token) or token.sense in (None, "injured.either", "killed.dead", "preposition.the") for token in between
    )


def _parts(token: Token) -> bool:
    return token.text == "," or token.text in DASHES


def _is_offspring_of(tokens: list[Token], before: Group, group: Group) -> bool:
    """Whether children right behind somebody only say whose parent he is: "отец троих детей", "мама 5-летней
    девочки", "the mother of a boy of 8"."""
    between = tokens[before.last + 1 : group.first]
    of = "parent" in tokens[before.last].classes and [token.sense for token in between] in _OF_A
    single = of or (before.count == 1 and before.sex is not None and not between)
    return single and not (group.bare or group.pronoun or group.named) and (group.young or (group.count or 0) > 1)


def _are_several(before: Group, group: Group) -> bool:
    """Whether a noun of one sex is that of the people whose ages a pronoun takes up: "поранені чоловіки, яким 34 і
    44"."""
    several = before.several or (before.either and not before.described) or (before.either and (group.count or 0) > 1)
    return several and before.sex is not None


def _is_close(tokens: list[Token], before: Group, group: Group) -> bool:
    """Whether a few words lead from people to their ages: "the men who died were 29 and 46"."""
    between = tokens[before.last + 1 : group.first]
    return len(between) <= 4 and all(token.shape is Shape.WORD or token.text == "," for token in between)
