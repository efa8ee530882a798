"""What tells in words that a sentence counts people, and that it sums up."""

from collections import Counter
from itertools import islice

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.tolls import combine
from bot.extract.facts import Facts
from bot.extract.text.tokens import Document, Shape
from bot.model import Outcome

CONCLUDING = frozenset({"sum.conclude", "sum.cause", "sum.area", "weapon_cue.region", "roundup.word"})
_OVER_AREA = frozenset({"sum.area", "weapon_cue.region"})


def is_count(mention: Mention) -> bool:
    """Whether people are told by their number alone, or that there were none."""
    return mention.zero or (
        mention.group is not None
        and mention.group.count is not None
        and not mention.group.described
        and not (mention.weak and mention.group.among)
    )


def says(facts: Facts, sentence: int, *senses: str) -> bool:
    """Whether a sentence has a word of one of the senses."""
    return not facts.document.said[sentence].isdisjoint(senses)


def concludes(facts: Facts, sentence: int, senses: frozenset[str] = CONCLUDING) -> bool:
    """Whether a sentence has a word that sums up, or begins with "already"."""
    told = facts.document.said[sentence]
    return not told.isdisjoint(senses) or ("sum.already" in told and _begins_with_already(facts.document, sentence))


def _begins_with_already(document: Document, sentence: int) -> bool:
    first, end = document.sentences[sentence]
    words = (token for token in document.tokens[first:end] if token.shape is Shape.WORD)
    return any(token.sense == "sum.already" for token in islice(words, 2))


def speaks_of_area(facts: Facts, sentence: int) -> bool:
    """Whether a sentence calls an oblast by that word: "Загинув один житель області"."""
    first, end = facts.document.sentences[sentence]
    return any("oblast" in token.classes for token in facts.document.tokens[first:end])


def how_many(facts: Facts, mentions: list[Mention]) -> Counter[Outcome]:
    """How many were killed and injured."""
    tolls = combine(facts.document, mentions)
    figures = ((Outcome.KILLED, tolls.killed), (Outcome.INJURED, tolls.injured))
    return Counter({outcome: figure.total for outcome, figure in figures if figure is not None and figure.total})


def speaks_of_country(facts: Facts, sentence: int) -> bool:
    """Whether a sentence tells of the whole country: "усього по країні загинули троє", "across Ukraine"."""
    if not says(facts, sentence, *_OVER_AREA):
        return False
    tokens = facts.document.tokens
    first, end = facts.document.sentences[sentence]
    phrases = (tokens[token.index : token.reach + 1] for token in tokens[first:end] if token.sense in _OVER_AREA)
    return any("whole_country" in token.classes for phrase in phrases for token in phrase)
