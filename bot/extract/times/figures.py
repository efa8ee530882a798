"""Times of a figure: when so many people were known of, not when an attack was: "О 17:00 кількість поранених зросла до
5", "к вечеру их уже шестеро"."""

from datetime import date

from bot.extract.text.senses import HARMING, is_number
from bot.extract.text.tokens import Document
from bot.extract.times.clauses import ATTACKS, clause_of
from bot.extract.times.dates import Days
from bot.extract.times.values import Role, TimeMention

_STRIKING = (ATTACKS - HARMING) | {"strike.enemy", "sequence.again"}
_VERBS = frozenset({"sequence.again", "strike.verb", "damage.hit", "damage.harm", "strike.enemy", "moment.happened"})
_COUNTED = frozenset({"injured.deed", "injured.either", "killed.dead", "flag.data", "pronoun.of_them"})
_RISING = frozenset({"sum.risen", "sum.already"})
_STANDING = _RISING | {"age.was"}


def is_of_figure(document: Document, days: Days) -> bool:
    """Whether a clock time or a part of a day stands before a number of people that has risen by then, and no blow in
    its clause before it."""
    if days.end is not None or days.period or days.future:
        return False
    first, end = clause_of(document, days)
    tokens = document.tokens
    ahead = {tokens[place].sense for place in range(first, days.first)}
    behind = {tokens[place].sense for place in range(days.last + 1, end)}
    if not ahead.isdisjoint(_STRIKING) or not (ahead | behind).isdisjoint(_VERBS):
        return False
    return _is_figure(document, days.last + 1, end) and not behind.isdisjoint(_COUNTED | {"number.cardinal"})


def _is_figure(document: Document, first: int, end: int) -> bool:
    """Whether words tell that a figure has risen, or how many "they" are or were."""
    if document.says(first, end, "sum.risen"):
        return True
    return document.says(first, end, "pronoun.of_them") and document.says(first, end, *_STANDING)


def without_days_of_figures(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions, those of a later day on which a figure stood so, where another sentence dates the blow: "Учора було
    9 постраждалих. Сьогодні вже 11. Удар стався 14 листопада"."""
    struck = min((one.end for one in mentions if one.end and _is_of_blow(document, one)), default=date.max)
    return [
        one._replace(role=Role.OTHER, heading=False)
        if one.role is Role.EVENT and one.end and one.end > struck and _only_counts(document, one)
        else one
        for one in mentions
    ]


def _is_of_blow(document: Document, mention: TimeMention) -> bool:
    striking = not document.said[document.sentence_of[mention.first]].isdisjoint(_STRIKING)
    return mention.role is Role.EVENT and mention.start == mention.end and striking


def _only_counts(document: Document, mention: TimeMention) -> bool:
    """Whether a sentence names no place, no blow and no weapon, and tells how many people there were or are."""
    number = document.sentence_of[mention.first]
    first, end = document.sentences[number]
    said = document.said[number]
    if not said.isdisjoint(_STRIKING) or any(sense.startswith("weapon.") for sense in said):
        return False
    named = any(token.capital for token in document.tokens[first + 1 : end])
    counted = any(is_number(token) for token in document.tokens[mention.last + 1 : end])
    return counted and not named and not said.isdisjoint(_STANDING)
