"""People who only speak: officials and witnesses."""

from itertools import takewhile

from bot.extract.people.groups import Group, is_aged
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Shape, Token

_QUOTES = frozenset("\"»”“’',")
_SAYING = frozenset({"moment.said", "casualty.says"})
_TELLING = frozenset({"moment.said", "sum.confirmed"})
_BESIDE = 3


def is_witness(document: Document, group: Group) -> bool:
    """Whether somebody only speaks: "said Olha, 38", "34-річний Ігор розповів", "the mayor said"."""
    if _is_official(document.tokens, group):
        return True
    if group.count != 1 or not is_aged(group) or not document.says(group.first - 4, group.last + 3, *_SAYING):
        return False
    tokens = document.tokens
    before = [token for token in tokens[max(0, group.first - 4) : group.first] if token.shape is not Shape.LINE]
    said = any(_says(token) and tokens[token.index - 1].text in _QUOTES | {"—", "–", "-"} for token in before)
    if said and not _is_subject_of_harm(tokens, group):
        return True
    after = tokens[group.last + 1 : group.last + 3]
    return any(_says(token) for token in after) and all(token.shape is Shape.WORD for token in after[:1])


def _is_official(tokens: list[Token], group: Group) -> bool:
    """Whether the verb behind somebody in office, and his name, says that he speaks, and not how he came to harm: "the
    mayor said", "Mayor Koval later put the toll at six"."""
    if not group.office or group.count != 1 or is_aged(group):
        return False
    name = takewhile(
        lambda token: token.capital and token.sense is None, tokens[group.last + 1 : group.last + 1 + _BESIDE]
    )
    at = group.last + 1 + len(list(name))
    at += at < len(tokens) and "later" in tokens[at].classes
    if at >= len(tokens):
        return False
    verb = tokens[at]
    after = tokens[verb.reach + 1].sense if verb.reach + 1 < len(tokens) else None
    return verb.sense in _TELLING and not tells_harm(after)


def _is_subject_of_harm(tokens: list[Token], group: Group) -> bool:
    """Whether a word of harm goes on right from somebody: "the mayor, X, said a 45-year-old driver had died"."""
    behind = takewhile(lambda token: token.shape is Shape.WORD, tokens[group.last + 1 : group.last + 1 + _BESIDE])
    return any(tells_harm(token.sense) for token in behind)


def _says(token: Token) -> bool:
    return token.sense in _SAYING and token.index > 0
