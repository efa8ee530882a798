"""People whom medics only looked at and found unhurt: "ще п'ятьох сусідів оглянули на місці, ушкоджень не мають"."""

from itertools import takewhile

from bot.extract.people.groups import Group
from bot.extract.text.punctuation import SENTENCE_ENDS
from bot.extract.text.tokens import Document, Token

_WOUNDS = frozenset({"damage.harm", "injured.wound", "injured.deed"})
_NO = frozenset({"negation.not", "negation.none"})
_CLAUSE, _REACH, _NEAR = 8, 16, 4


def are_found_unhurt(document: Document, group: Group) -> bool:
    """Whether people are told to have been examined, and a denial of wounds follows in their sentence."""
    said = document.said[document.sentence_of[group.first]]
    if group.count is None or said.isdisjoint(_NO | {"casualty.unhurt"}):
        return False
    tokens = document.tokens
    ahead = takewhile(_goes_on, tokens[max(0, group.first - _CLAUSE) : group.first][::-1])
    behind = list(takewhile(_goes_on, tokens[group.last + 1 : group.last + 1 + _REACH]))
    seen = any("examined" in token.classes for token in (*ahead, *behind[:_CLAUSE]))
    return seen and any(_denies(behind, step) for step in range(len(behind)))


def _goes_on(token: Token) -> bool:
    return token.text not in SENTENCE_ENDS


def _denies(words: list[Token], step: int) -> bool:
    """Whether a word tells that nobody is hurt: "unhurt", or wounds beside a "no"."""
    token = words[step]
    if token.sense == "casualty.unhurt":
        return True
    near = words[max(0, step - _NEAR // 2) : step + _NEAR]
    return token.sense in _WOUNDS and any(other.sense in _NO for other in near)
