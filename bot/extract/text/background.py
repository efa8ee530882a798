"""Sentences about something else than the attacks that a post tells of: "Вчора наші спортсмени вибороли три медалі",
"Russia lost 980 troops in the past day". Their days date no attack, and their places are not where one was."""

from collections.abc import Set
from functools import cache

from bot.extract.text.tokens import Document, Shape, Token

_OF_ATTACKS = (
    *("strike.", "weapon.", "make.", "killed.", "injured.", "flag.", "roundup.", "alert.", "spared.", "update."),
    *("weapon_cue.event", "weapon_cue.same", "casualty.unhurt", "casualty.exist", "moment.happened", "moment.wish"),
    *("damage.harm", "damage.hit", "damage.rubble", "sequence.again"),
    *("sum.area", "sum.cause", "sum.since"),
)
"""The beginnings of the senses of words for an attack, for what it did, and for what is known of it."""
_NOT_OF_ATTACKS = frozenset({"injured.care", "killed.bereft"})
_OF_ARMIES = frozenset({"other.military", "other.losses", "other.tally"})
_OF_CIVILIANS = frozenset(
    {"strike.noun", "strike.verb", "damage.harm", "damage.hit", "injured.deed", "injured.either"}
    | {"killed.deed", "killed.dead", "killed.died"}
)
_SURELY_OF_ATTACKS = _OF_CIVILIANS - {"damage.hit", "strike.verb"}
_NAMED = ("person.", "object_", "piece.")
_WORDS, _SHORTEST = 2, 3


def first_of_attacks(document: Document) -> int:
    """The first sentence that tells of an attack; the number of sentences if none does."""
    return next((number for number, senses in enumerate(document.said) if _is_of_attacks(senses)), len(document.said))


def is_background(document: Document, number: int, first: int, last: int) -> bool:
    """Whether a sentence tells of no attack and opens no account of one, but says something beside what is named at
    tokens `first`..`last`."""
    if _is_of_attacks(document.said[number]) or _opens_account(document, number):
        return False
    return _says_something(document, number, first, last)


def leads_to_attacks(document: Document, number: int) -> bool:
    """Whether the sentence behind one, on the same line, tells of an attack."""
    after = number + 1
    goes_on = after < len(document.lines) and document.lines[after] == document.lines[number]
    return goes_on and _is_of_attacks(document.said[after])


def _opens_account(document: Document, number: int) -> bool:
    """Whether a sentence begins a paragraph that goes on with an attack: "Учора патруль повертався з виклику. Просто
    перед авто вибухнув дрон"."""
    opens = number == 0 or document.lines[number - 1] != document.lines[number]
    return opens and leads_to_attacks(document, number)


def _is_of_attacks(senses: Set[str]) -> bool:
    if not _OF_ARMIES.isdisjoint(senses):
        return not _OF_CIVILIANS.isdisjoint(senses)
    if "other.economy" in senses:
        return not _SURELY_OF_ATTACKS.isdisjoint(senses)
    return any(map(_tells_attack, senses))


@cache
def _tells_attack(sense: str) -> bool:
    return sense.startswith(_OF_ATTACKS) and sense not in _NOT_OF_ATTACKS


def _says_something(document: Document, number: int, first: int, last: int) -> bool:
    """Whether a sentence is more than a heading: it has words of its own beside times and names."""
    words = [token for token in document.tokens[slice(*document.sentences[number])] if not first <= token.index <= last]
    told = sum(map(_is_content, words))
    if any(token.sense == "damage.aside" for token in words):
        return True
    return told > 0 and told + sum((token.sense or "").startswith(_NAMED) for token in words) >= _WORDS


def _is_content(token: Token) -> bool:
    of_other = (token.sense or "").startswith("other.")
    unknown = token.sense is None and not token.capital and len(token.text) >= _SHORTEST
    return token.shape is Shape.WORD and (of_other or unknown)
