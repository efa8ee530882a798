"""Days of sentences about something else than the attacks: "Вчора наші спортсмени вибороли три медалі", "Russia lost
980 troops in the past day". They date nothing that the post tells of attacks."""

from collections.abc import Set
from functools import cache

from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.values import Role, TimeMention

_OF_ATTACKS = (
    *("strike.", "weapon.", "make.", "killed.", "injured.", "flag.", "roundup.", "alert.", "spared.", "update."),
    *("weapon_cue.event", "weapon_cue.same", "casualty.unhurt", "casualty.exist", "moment.happened", "moment.wish"),
    *("moment.response", "damage.harm", "damage.hit", "damage.rubble", "sequence.again"),
    *("sum.area", "sum.cause", "sum.since"),
)
"""The beginnings of the senses of words for an attack, for what it did, and for what is known of it."""
_NOT_OF_ATTACKS = frozenset({"injured.care", "killed.bereft"})
_OF_ARMIES = frozenset({"other.military", "other.losses", "other.tally"})
_OF_CIVILIANS = frozenset(
    {"strike.noun", "strike.verb", "damage.harm", "damage.hit", "injured.deed", "injured.either"}
    | {"killed.deed", "killed.dead", "killed.died"}
)
_WORDS, _SHORTEST = 2, 3


def without_background(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions, those of a sentence that speaks of no attack and stands behind one that does known as of something
    else."""
    begun = next((number for number, senses in enumerate(document.said) if _is_of_attacks(senses)), None)
    if begun is None:
        return mentions

    def is_background(mention: TimeMention) -> bool:
        number = document.sentence_of[mention.first]
        dated = mention.role in (Role.EVENT, Role.PERIOD) and number > begun
        if not dated or _is_of_attacks(document.said[number]) or _opens_account(document, number):
            return False
        return _says_something(document, number, mention)

    others = [mention for mention in mentions if is_background(mention)]
    of_attacks = {(one.start, one.end) for one in mentions if one.role is Role.EVENT and one not in others}
    firsts = {one.first for one in others if one.end is not None and (one.start, one.end) not in of_attacks}
    return [one._replace(role=Role.OTHER, heading=False) if one.first in firsts else one for one in mentions]


def _opens_account(document: Document, number: int) -> bool:
    """Whether a sentence begins a paragraph that goes on with an attack: "Учора патруль повертався з виклику. Просто
    перед авто вибухнув дрон"."""
    lines, after = document.lines, number + 1
    opens = number == 0 or lines[number - 1] != lines[number]
    return opens and after < len(lines) and lines[after] == lines[number] and _is_of_attacks(document.said[after])


def _is_of_attacks(senses: Set[str]) -> bool:
    if not _OF_ARMIES.isdisjoint(senses):
        return not _OF_CIVILIANS.isdisjoint(senses)
    return any(map(_tells_attack, senses))


@cache
def _tells_attack(sense: str) -> bool:
    return sense.startswith(_OF_ATTACKS) and sense not in _NOT_OF_ATTACKS


def _says_something(document: Document, number: int, mention: TimeMention) -> bool:
    """Whether a sentence is more than a heading: it has words of its own beside the time and names."""
    first, end = document.sentences[number]
    words = [token for token in document.tokens[first:end] if not mention.first <= token.index <= mention.last]
    told = sum(map(_is_content, words))
    return told > 0 and told + sum((token.sense or "").startswith("person.") for token in words) >= _WORDS


def _is_content(token: Token) -> bool:
    of_other = token.sense == "damage.aside" or (token.sense or "").startswith("other.")
    unknown = token.sense is None and not token.capital and len(token.text) >= _SHORTEST
    return token.shape is Shape.WORD and (of_other or unknown)
