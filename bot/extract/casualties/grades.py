"""How badly people were hurt: "двоє — легко, один — тяжко", "two in serious condition, three in moderate".

People told side by side by different grades are different people, so that their numbers add up.
"""

from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Shape, Token

_REACH = 7
_ENDS = frozenset(".!?;,:")


def is_graded(tokens: list[Token], group: Group) -> bool:
    """Whether the words behind a number, in its own clause, tell how badly its people were hurt; that they turned to
    doctors tells it not."""
    for token in tokens[group.last + 1 : group.last + 1 + _REACH]:
        if token.sense == "casualty.grade":
            return True
        if token.sense == "injured.care":
            return "turning" not in token.classes
        if token.text in _ENDS or token.shape is Shape.LINE:
            return False
    return False


def adds(mention: Mention, graded: set[int]) -> bool:
    """Whether people told by their state only stand beside others told so in one of the `graded` sentences: "two hurt
    gravely, three moderately"."""
    whole = mention.group is not None and not mention.group.among
    return mention.graded and whole and mention.sentence in graded


def is_graded_apart(mention: Mention, sentence: int | None) -> bool:
    """Whether people hurt in one degree are told beside those of another in the same sentence, and so are others."""
    group = mention.group
    apart = group is not None and not group.among and not group.added and not group.young and not mention.explains
    return apart and mention.graded and mention.sentence == sentence


def inside_all(mention: Mention, covered: int) -> Mention:
    """Children told with grown-ups in care as some of the injured, whom a number covers (`covered`): "six were hurt.
    Two children and a woman are in hospital"."""
    group = mention.group
    if group is None or not mention.weak or not group.youngsters or not 0 < (group.count or 0) <= covered:
        return mention
    return replace(mention, group=group.but(added=False, among=True))


def tells_more(mention: Mention, told: int, covered: int) -> bool:
    """Whether people in care, wounds or bodies tell more than the plain words: people described, several bodies, a
    number of people higher than the plain one (`told`), or beside some told one by one or as a part of all, which no
    count of all (`covered`) holds."""
    group = mention.group
    if group is None or group.described or group.young or (group.youngsters and group.among):
        return True
    number = group.count or 0
    if group.added and (number > told or (number == told and not group.bare)):
        return True
    higher = number > told or (group.added and number > 0)
    if not covered and group.bare and not group.among and higher:
        return True
    return (mention.body and number > 1 and not group.added) or (number > told and not group.bare)
