"""Numbers that a toll has come to: "the number has risen to 37", "уже 17 людей", "Total: 8"."""

from itertools import takewhile

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document, Shape, Token

SUMMING = frozenset({"sum.conclude", "sum.already"})
_RISING = SUMMING | {"sum.risen"}
_LEAD, _TO_RISEN, _ALREADY = 5, 8, 4
_STRONG_ENDS = frozenset(",;.!?")


def is_now(document: Document, group: Group) -> bool:
    """Whether a number that ends its clause is the figure of now: "Тепер їх 13.", "Total: 8", "уже 17 людей"."""
    if not (group.bare or _is_of_people(document.tokens, group)) or not document.says(
        group.first - _LEAD, group.first, *SUMMING
    ):
        return False
    tokens = document.tokens
    after = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
    if after is not None and after.shape is Shape.WORD and after.sense != "part.among":
        return False
    before = tokens[max(0, group.first - _LEAD) : group.first][::-1]
    leading = next((token for token in before if not _is_light(token)), None)
    return leading is not None and any(token.sense in SUMMING and token.reach == leading.index for token in before)


def _is_of_people(tokens: list[Token], group: Group) -> bool:
    """Whether a number counts people and says no more of them: "семеро людей", "12 человек"."""
    plain = not (group.described or group.young or group.among or group.sex)
    return plain and group.last == group.first + 1 and tokens[group.last].sense == "person.people"


def _is_light(token: Token) -> bool:
    """Whether a token may stand between "now" or "in all" and its number: "їх", "there are", a colon or dash."""
    return (token.sense or "").startswith(("pronoun.", "hedge.", "damage.degree", "casualty.exist")) or (
        token.text in ":—–-,"
    )


def is_figure(document: Document, group: Group, sense: str) -> bool:
    """Whether a word of rising or confirming stands right before a number or, confirming, right behind it."""
    if sense not in document.senses:
        return False
    if document.says(group.first - 4, group.first, sense):
        return True
    if sense != "sum.confirmed" or not document.says(group.last + 1, group.last + 4, sense):
        return False
    behind = takewhile(lambda token: token.shape is Shape.WORD, document.tokens[group.last + 1 : group.last + 4])
    return any(token.sense == sense for token in behind)


def risen_to(document: Document, group: Group) -> bool:
    """Whether a word of rising stands shortly before a number, within one clause."""
    if document.senses.keys().isdisjoint(_RISING):
        return False
    if is_now(document, group):
        return True
    tokens, first = document.tokens, max(0, group.first - _TO_RISEN)
    if not document.says(first, group.first, "sum.risen"):
        return False
    before = tokens[first : group.first][::-1]
    clause = takewhile(lambda token: not _ends_figure(tokens, token), before)
    return any(token.sense == "sum.risen" for token in clause)


def concludes_by_rising(document: Document, group: Group) -> bool:
    """Whether a number is what a toll has come to; one that it had "already" come to may be older than another, while
    "bringing the total toll to 12" tells the newest."""
    if not risen_to(document, group):
        return False
    before = range(group.first - 1, max(-1, group.first - 1 - _TO_RISEN), -1)
    risen = next((place for place in before if document.tokens[place].sense == "sum.risen"), group.first)
    return not document.says(group.first - _ALREADY, risen, "sum.already")


def is_only_risen(document: Document, group: Group, harms: list[Harm]) -> bool:
    """Whether a number is what a toll has risen to, and no word of harm of its own stands right behind it."""
    return risen_to(document, group) and not any(harm.first == group.last + 1 for harm in harms)


def _ends_figure(tokens: list[Token], token: Token) -> bool:
    """Whether a mark ends what a word of rising leads to: a comma, or the colon behind its number."""
    counted = token.index > 0 and tokens[token.index - 1].value is not None
    return token.text in _STRONG_ENDS or (token.text == ":" and counted)
