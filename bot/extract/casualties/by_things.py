"""People counted thing by thing of one town, who add up: "у гуртожитку поранено двох, на вокзалі — трьох", "six were
wounded in the strike on a dormitory and two in the strike on a boiler house"."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.extract.casualties.mentions import Mention
from bot.extract.text.senses import is_preposition
from bot.extract.text.tokens import Document, Token

_THINGS = ("object_one.", "object_any.", "object_many.")
_WARDS = ("hospital", "ambulance")
_ARTICLES = 1
_REACH = 14


def with_things_apart(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, each number told of another thing than the number right before it as one that adds to that."""
    together = [pair for pair in pairwise(mentions) if _are_together(*pair)]
    adding = {id(two) for one, two in together if _is_of_another_thing(document, one, two)}
    if not adding:
        return mentions
    return [
        replace(one, group=one.group.but(added=True)) if id(one) in adding and one.group is not None else one
        for one in mentions
    ]


def _are_together(one: Mention, two: Mention) -> bool:
    """Whether two mentions are numbers of one fate in one sentence, or in two."""
    near = one.outcome is two.outcome and 0 <= two.sentence - one.sentence <= 1
    return near and _is_number(one) and _is_number(two)


def _is_of_another_thing(document: Document, one: Mention, two: Mention) -> bool:
    """Whether the clauses of two numbers place each in a thing of its own."""
    first, second = _thing_of(document, one), _thing_of(document, two)
    return first is not None and second is not None and first.index != second.index and first.sense != second.sense


def _is_number(mention: Mention) -> bool:
    group = mention.group
    return group is not None and mention.number > 0 and not (group.among or group.added or group.young or mention.zero)


def _thing_of(document: Document, mention: Mention) -> Token | None:
    """The thing with a preposition in a mention's clause; None if there is none, if it is a ward, or if there are
    several."""
    assert mention.group is not None
    things = [token for token in _clause(document, mention.group.first) if _is_placed_thing(document.tokens, token)]
    return things[0] if len(things) == 1 and not (things[0].sense or "").endswith(_WARDS) else None


def _is_placed_thing(tokens: list[Token], token: Token) -> bool:
    if not (token.sense or "").startswith(_THINGS) or not token.index:
        return False
    before = tokens[token.index - 1]
    if "the" in before.classes and token.index > _ARTICLES:
        before = tokens[token.index - 1 - _ARTICLES]
    return is_preposition(before)


def _clause(document: Document, index: int) -> Iterator[Token]:
    """The words of a sentence around a token, between commas, semicolons and conjunctions."""
    tokens = document.tokens
    first, end = document.sentences[document.sentence_of[index]]
    for at in range(index - 1, max(first, index - _REACH) - 1, -1):
        if _parts(tokens[at]):
            break
        yield tokens[at]
    for at in range(index + 1, min(end, index + _REACH)):
        if _parts(tokens[at]):
            break
        yield tokens[at]


def _parts(token: Token) -> bool:
    return token.text in ",;:" or "joining" in token.classes
