"""Somebody told as one of so many: "the ninth dead", "тело второго мужчины"."""

from itertools import takewhile

from bot.extract.people.groups import YOUNG, Group
from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import SENTENCE_ENDS
from bot.extract.text.tokens import Token

_SEVERAL = 2
_CLAUSE = 24
_PHRASE = 4
_TAKEN = frozenset({"killed.lives", "killed.takes", "killed.bereft"})


def nth_victim(tokens: list[Token], ordinal: Number | None) -> Group | None:
    """ "П'ята жертва", "the ninth dead", "друга дитина серед загиблих": so many have been killed by now."""
    after = ordinal.last + 1 if ordinal is not None else len(tokens)
    if ordinal is not None and after + 1 < len(tokens) and tokens[after].sense in YOUNG and tokens[after].value == 1:
        among = tokens[after + 1].sense == "part.among"
        return Group(ordinal.first, after, ordinal.value, young=True, among=True) if among else None
    if ordinal is None or after >= len(tokens):
        return None
    if _is_alive(tokens, after):
        definite = ordinal.first > 0 and "the" in tokens[ordinal.first - 1].classes
        return Group(ordinal.first, after, 1, among=definite)
    taken = _taken_at(tokens, after)
    if taken:
        return Group(ordinal.first, taken, ordinal.value, nth=True)
    if _is_body_of(tokens, ordinal.first - 1, after):
        return Group(ordinal.first, tokens[after].reach, ordinal.value, nth=True)
    dead = _is_of_dead(tokens, after) and not (_is_sought(tokens, ordinal.first) or _is_known_body(tokens, after))
    return Group(ordinal.first, ordinal.last, ordinal.value, nth=True) if dead else None


def _is_sought(tokens: list[Token], ordinal: int) -> bool:
    """Whether a search leads to somebody counted on, who is not known to be dead: "are looking for a sixth body"."""
    lead = ordinal - 1 - (ordinal > 0 and "the" in tokens[ordinal - 1].classes)
    near = tokens[max(0, lead - _PHRASE) : lead + 1] if lead >= 0 else []
    return any(token.sense == "flag.searching" and token.reach >= lead for token in near)


def _is_known_body(tokens: list[Token], index: int) -> bool:
    """Whether a body is spoken of again: "the sixth body"."""
    again = any("the" in token.classes for token in tokens[max(0, index - _SEVERAL) : index])
    return again and tokens[index].sense == "killed.body"


def _is_alive(tokens: list[Token], index: int) -> bool:
    """Whether the words behind "victim", which may be either, tell of wounds or care, and of no death."""
    if tokens[index].sense != "injured.either":
        return False
    behind = takewhile(lambda token: token.text not in SENTENCE_ENDS, tokens[index + 1 : index + 1 + _CLAUSE])
    senses = [token.sense or "" for token in behind]
    return any(sense.startswith("injured.") for sense in senses) and not any(s.startswith("killed.") for s in senses)


def _is_body_of(tokens: list[Token], index: int, noun: int) -> bool:
    """Whether a body stands at a token, and whose it is at another: "тело второго мужчины", "тіло третьої жінки"."""
    somebody = (tokens[noun].sense or "").startswith("person.") and tokens[noun].value != _SEVERAL
    return index >= 0 and tokens[index].sense == "killed.body" and somebody


def _is_of_dead(tokens: list[Token], index: int) -> bool:
    """Whether a noun at a token is a word for the dead, or a person of whom a death is told at once."""
    if tokens[index].sense in ("killed.dead", "killed.body", "injured.either"):
        return True
    behind = [token.sense or "" for token in tokens[index + 1 : index + 3]]
    return tokens[index].sense == "person.people" and any(sense.startswith("killed.") for sense in behind)


def _taken_at(tokens: list[Token], index: int) -> int:
    """Where a clause at a token says that somebody's life was taken, 0 if it does not: "the third whose life the strike
    has claimed", "четверта, кого забрав той удар", "третє життя, яке забрала та атака", "the third life claimed"."""
    is_life = tokens[index].sense == "killed.lives"
    index += is_life or tokens[index].sense == "person.people"
    index += index < len(tokens) and tokens[index].text == ","
    if index >= len(tokens) or not (is_life or "taken_one" in tokens[index].classes):
        return 0
    clause = takewhile(lambda token: token.text not in SENTENCE_ENDS, tokens[index : index + _CLAUSE])
    return next((token.reach for token in clause if token.sense in _TAKEN), 0)
