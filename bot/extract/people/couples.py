"""A couple in a list of people, told once more as a man and a woman."""

from bot.extract.people.groups import Group
from bot.extract.text.tokens import Token


def with_couples_told(tokens: list[Token], run: list[Group]) -> list[Group]:
    """The people of a list, a couple and the man and woman who they are as one: "a couple, a man aged 77 and a woman
    aged 75, and their neighbour"."""
    kept: list[Group] = []
    index = 0
    while index < len(run):
        pair = run[index : index + 3]
        if len(pair) == 3 and _is_couple_told(tokens, *pair):
            kept.append(pair[0].but(last=pair[2].last, described=pair[1].described + pair[2].described))
            index += 3
        else:
            kept.append(run[index])
            index += 1
    return kept


def _is_couple_told(tokens: list[Token], couple: Group, one: Group, two: Group) -> bool:
    """Whether a comma and somebody of either sex, both told by age, stand behind a couple."""
    pair = tokens[couple.last].sense == "person.couple" and couple.count == 2 and not couple.described
    sexes = {person.sex for group in (one, two) for person in group.described if person.age is not None}
    alone = one.count == two.count == 1 and not (one.added or two.added)
    return (
        pair
        and alone
        and len(sexes - {None}) == 2
        and any(token.text == "," for token in tokens[couple.last + 1 : one.first])
    )
