"""People told as more than those of another town or hour: "two in X, two more in Y" (GUIDE: `added` is an increment
of one incident, so that Y has two)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts
from bot.extract.scenes.scene import Scene
from bot.extract.text.tokens import Document, Token
from bot.extract.weapons.names import are_others
from bot.gazetteer import Unit

_STRIKES = frozenset({"strike.noun", "weapon.shelling", "weapon.artillery", "weapon.airstrike", "weapon.mortar"})
_ATTRIBUTES = ("weapon.", "time.")
_REACH = 3


def told_apart(facts: Facts, scenes: list[Scene]) -> list[Scene]:
    """The scenes, each with numbers of its own where its first people are only more than those of another place."""
    for scene in scenes:
        first = min((mention for mention in scene.casualties if not mention.zero), key=_start, default=None)
        if first is None or not _is_more(first) or _is_of_known_strike(facts, scene, first):
            continue
        if any(_precedes(other, scene, first) for other in scenes):
            own = replace(first, group=first.group.but(added=False) if first.group else None)
            scene.casualties = [own if mention is first else mention for mention in scene.casualties]
    return scenes


def _is_of_known_strike(facts: Facts, scene: Scene, mention: Mention) -> bool:
    """Whether a scene begins a paragraph, and tells up to its first people of a strike at its hour, to which more
    people come: "Ще одна постраждала після ранкового удару по Херсону"."""
    number = min(scene.sentences)
    if not number or facts.paragraphs[number - 1] == facts.paragraphs[number]:
        return False
    return any(_names_hour_of_strike(facts.document, told) for told in scene.sentences if told <= mention.sentence)


def _names_hour_of_strike(document: Document, sentence: int) -> bool:
    if _STRIKES.isdisjoint(document.said[sentence]):
        return False
    tokens = document.tokens[slice(*document.sentences[sentence])]
    strikes = [index for index, token in enumerate(tokens) if token.sense in _STRIKES]
    return any(_is_at_hour(tokens[max(0, index - _REACH) : index]) for index in strikes)


def _is_at_hour(before: Sequence[Token]) -> bool:
    """Whether the words right before a strike say when it was: "the evening drone attack", "вчорашнього обстрілу"."""
    kinds = takewhile(lambda token: token.sense is None or token.sense.startswith(_ATTRIBUTES), reversed(before))
    return any((token.sense or "").startswith("time.") for token in kinds)


def _start(mention: Mention) -> int:
    """Where people are told; their word of harm may stand before those of another place too."""
    return max(mention.first, mention.group.first) if mention.group is not None else mention.first


def _is_more(mention: Mention) -> bool:
    return mention.group is not None and mention.group.added and not mention.died_later


def _precedes(other: Scene, scene: Scene, first: Mention) -> bool:
    """Whether people of another place were harmed in words before `first`."""
    if other.place is None or scene.place is None:
        return False
    if _holds(other.place, scene.place) and not (_are_at_other_hours(other, scene) or _are_by_others(other, scene)):
        return False
    return any(not mention.zero and _start(mention) < _start(first) for mention in other.casualties)


def _are_at_other_hours(one: Scene, other: Scene) -> bool:
    """Whether two strikes on a place are told apart by their clock times or parts of the day."""
    clocks = ({time.time for time in scene.times if time.time} for scene in (one, other))
    parts = ({time.part for time in scene.times if time.part} for scene in (one, other))
    return any(bool(first and second) and first.isdisjoint(second) for first, second in (clocks, parts))


def _are_by_others(one: Scene, other: Scene) -> bool:
    """Whether two strikes on a place were made with weapons that no name makes the same."""
    first, second = ([weapon.type for weapon in scene.weapons] for scene in (one, other))
    return bool(first and second) and are_others(first, second)


def _holds(one: Unit, other: Unit) -> bool:
    """Whether two places are one, or one lies in the other."""
    return one.code == other.code or one.code in other.parents or other.code in one.parents
