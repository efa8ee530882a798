"""People told by their number, or as a couple, and right behind that once more by age, who are the same people."""

from bot.extract.people.groups import Group
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Token

_CLAUSE = 9
_ARTICLE = 2
_A_COUPLE_TOLD = 3
_MARKS = DASHES | {",", ":", "("}


def with_couples_told(tokens: list[Token], run: list[Group]) -> list[Group]:
    """The people of a list, a couple and the man and woman who they are as one where others stand beside them: "a
    couple, a man aged 77 and a woman aged 75, and their neighbour"."""
    return _with_couples(tokens, run, listed=False) if len(run) > _A_COUPLE_TOLD else run


def with_couples_listed(tokens: list[Token], groups: list[Group]) -> list[Group]:
    """The groups, a couple that ends a list and the man and woman who they are as one: "a driver and a couple whom he
    took along — a man of 77 and his 74-year-old wife"."""
    return _with_couples(tokens, groups, listed=True)


def _with_couples(tokens: list[Token], groups: list[Group], *, listed: bool) -> list[Group]:
    kept: list[Group] = []
    index = 0
    while index < len(groups):
        told = groups[index : index + 3]
        if len(told) == _A_COUPLE_TOLD and _is_couple(tokens, told[0], listed) and _is_couple_told(tokens, *told):
            kept.append(told[0].but(last=told[2].last, described=told[1].described + told[2].described))
            index += _A_COUPLE_TOLD
        else:
            kept.append(groups[index])
            index += 1
    return kept


def with_numbers_told(tokens: list[Token], run: list[Group]) -> list[Group]:
    """The people of a list, a number of them and these by age as one where others stand beside them: "two volunteers,
    men of 28 and 45 years, and a nurse"."""
    kept: list[Group] = []
    for group in run:
        if len(run) > 2 and kept and _is_number_told(tokens, kept[-1], group):
            kept[-1] = kept[-1].but(last=group.last, described=group.described)
        else:
            kept.append(group)
    return kept


def _is_couple(tokens: list[Token], group: Group, listed: bool) -> bool:
    """Whether a couple is told without ages, and behind "and" if it is to be `listed`."""
    if group.count != 2 or group.described:
        return False
    if not any(token.sense == "person.couple" for token in tokens[group.first : group.last + 1]):
        return False
    lead = tokens[max(0, group.first - _ARTICLE) : group.first]
    return not listed or any("and" in token.classes for token in lead)


def _is_couple_told(tokens: list[Token], couple: Group, one: Group, two: Group) -> bool:
    """Whether a mark and somebody of either sex, both told by age, stand behind a couple, over a clause at most that
    tells no harm: "a couple whom they evacuated — a man of 77 and his 74-year-old wife"."""
    sexes = {person.sex for group in (one, two) for person in group.described if person.age is not None}
    alone = one.count == two.count == 1 and not (one.added or two.added)
    between = tokens[couple.last + 1 : one.first]
    marked = len(between) <= _CLAUSE and any(token.text in _MARKS for token in between[-_ARTICLE:])
    harmed = any(tells_harm(token.sense) for token in (*between, *tokens[one.last + 1 : two.first]))
    return alone and marked and not harmed and two.first - one.last <= _CLAUSE and len(sexes - {None}) == 2


def _is_number_told(tokens: list[Token], whole: Group, people: Group) -> bool:
    """Whether a comma and the ages of as many people, without a number of their own, stand right behind a number."""
    if whole.described or whole.bare or (whole.count or 0) < 2:
        return False
    aged = [person for person in people.described if person.age is not None]
    alike = all(whole.sex in (None, person.sex) for person in aged) and (whole.young is people.young)
    counted = (tokens[people.first].sense or "").startswith("number.") or people.added
    comma = [token.text for token in tokens[whole.last + 1 : people.first]] == [","]
    return comma and alike and not counted and len(aged) == people.count == whole.count
