"""Somebody told twice, side by side: by trade or relation and by age or sex."""

from itertools import takewhile

from bot.extract.people.groups import Group, is_aged
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape, Token

_TO_HARM = 3


def in_apposition(tokens: list[Token], before: Group, group: Group) -> bool:
    """Whether somebody behind a comma or dash is who was told right before: "водій, чоловік 40 років"."""
    if before.count != 1 or group.count != 1 or before.bare or group.bare or group.added or _lists_on(tokens, group):
        return False
    between = tokens[before.last + 1 : group.first]
    if group.named and not is_aged(before) and all(token.capital for token in between):
        return True
    if before.either and not before.described and is_aged(group) and between and all(t.text in DASHES for t in between):
        return True
    if _is_relative(tokens, before, group, between):
        return True
    told = before.office or group.office or (is_aged(group) and _is_somebody(before))
    if not told or (before.sex and group.sex and before.sex is not group.sex):
        return False
    if (is_aged(before) and is_aged(group)) or (not is_aged(group) and _is_harmed_next(tokens, group)):
        return False
    words = [token for token in between if token.shape is Shape.WORD and not (_is_article(token) and is_aged(group))]
    comma = any(token.text in ",(–—" for token in between)
    return comma and len(between) <= 3 and all(word.sense is None and len(word.text) > 3 for word in words)


def _is_somebody(group: Group) -> bool:
    """Whether a noun tells neither sex nor age of the one who it means: "пасажира, хлопця 19 років"."""
    return group.sex is None and not (group.described or group.young)


def _is_article(token: Token) -> bool:
    """Whether a word is an article, as before who somebody told by trade is: "a nurse, a woman of 31,"."""
    return token.sense == "preposition.the"


def _is_harmed_next(tokens: list[Token], group: Group) -> bool:
    """Whether a word of harm stands behind people, with a word or two that tell whose they are at most: "загинув водій,
    пасажирку поранено", "загинула жінка, водій автобуса поранений"."""
    near = tokens[group.last + 1 : group.last + 1 + _TO_HARM]
    return any(tells_harm(token.sense) for token in takewhile(lambda token: token.shape is Shape.WORD, near))


def _is_relative(tokens: list[Token], before: Group, group: Group, between: list[Token]) -> bool:
    """Whether the age of somebody told as another's stands behind: "їхню онуку, десятирічну дівчинку,", "його сусід,
    45-річний чоловік"."""
    alike = before.sex is not None and before.sex is group.sex and not before.young and not is_aged(before)
    owned = before.first > 0 and "owning" in tokens[before.first - 1].classes
    mere = "mere" in tokens[group.last].classes
    closed = group.last + 1 < len(tokens) and tokens[group.last + 1].text in ",."
    told = group.young or (owned and mere)
    return alike and closed and told and is_aged(group) and [token.text for token in between] == [","]


def _lists_on(tokens: list[Token], group: Group) -> bool:
    """Whether a list of people goes on right behind a group: "a cook, a cleaner and a nurse"."""
    after = tokens[group.last + 1 : group.last + 4]
    joined = bool(after) and "joining" in after[0].classes
    return joined and any((token.sense or "").startswith("person.") for token in after[1:])
