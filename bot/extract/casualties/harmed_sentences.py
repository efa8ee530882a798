"""The words of harm and the people of each sentence of a document."""

from dataclasses import replace
from itertools import takewhile

from bot.extract.casualties.words import Harm, find_harms
from bot.extract.people.groups import Group
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Document, Token

_LONGEST = 250
_SUBJECT, _OBJECT = 8, 5
_ENEMY = frozenset({"strike.enemy", "person.soldier"})


def harmed_sentences(document: Document, groups: list[Group]) -> list[tuple[int, list[Harm], list[Group]]]:
    """The words of harm and the groups of each sentence that has any, with the sentence's number; a sentence that is
    longer than any written by hand comes in pieces, so that time grows with the text only."""
    found: dict[tuple[int, int], tuple[list[Harm], list[Group]]] = {}
    harms = find_harms(document)
    for harm in harms:
        found.setdefault(_piece(document, harm.first), ([], []))[0].append(harm)
    for group in _with_enemys_losses(document, groups) if harms else ():
        found.setdefault(_piece(document, group.first), ([], []))[1].append(group)
    return [(sentence, *found[sentence, piece]) for sentence, piece in sorted(found)]


def _piece(document: Document, index: int) -> tuple[int, int]:
    sentence = document.sentence_of[index]
    return sentence, (index - document.sentences[sentence][0]) // _LONGEST


def _with_enemys_losses(document: Document, groups: list[Group]) -> list[Group]:
    """The groups, those whom the enemy is told to have lost marked as soldiers, with the parts of them that a sentence
    names behind: "окупанти втратили 210 осіб вбитими", "the occupiers lost 74 men, 39 of them killed"."""
    places = [place for place in document.senses.get("killed.bereft", ()) if _is_of_enemy(document, place)]
    if not places:
        return groups
    firsts = {group.first for group in groups}
    lost: dict[int, int] = {}
    for place in places:
        if any(index in firsts for index in range(place + 1, place + 1 + _OBJECT)):
            lost.setdefault(document.sentence_of[place], place)
    never = len(document.tokens)
    return [
        replace(group, soldier=True) if group.first > lost.get(document.sentence_of[group.first], never) else group
        for group in groups
    ]


def _is_of_enemy(document: Document, index: int) -> bool:
    """Whether the enemy is the subject of a verb: it stands before it, in its clause."""
    before = document.tokens[max(0, index - _SUBJECT) : index][::-1]
    return any(token.sense in _ENEMY for token in takewhile(lambda token: token.text not in CLAUSE_ENDS, before))


def is_of_soldiers(tokens: list[Token], harm: Harm, groups: list[Group]) -> bool:
    """Whether a word of harm stands right beside combatants, whose losses are not counted (GUIDE); they are its
    subject, not its victims, where people follow ("росіяни вбили трьох жителів")."""
    if not any(group.soldier for group in groups):
        return False
    if any(not group.soldier and group.count and group.first > harm.last for group in groups):
        groups = [group for group in groups if group.first > harm.last]
    if any(group.soldier and group.first <= harm.first <= group.last for group in groups):
        return True
    return any(_is_beside(tokens, harm, group) for group in groups if group.soldier)


def _is_beside(tokens: list[Token], harm: Harm, group: Group) -> bool:
    """Whether next to nothing stands between a word of harm and combatants: a dash behind the harm begins a sentence
    of its own ("двоє поранених — росіяни вдарили дроном"), and so does a comma before those who strike."""
    is_before = group.last < harm.first
    start, end = (group.last + 1, harm.first) if is_before else (harm.last + 1, group.first)
    strikes = any(token.sense in STRUCK for token in tokens[group.last + 1 : group.last + 2])
    marks = ",-—–" if is_before else "" if strikes else ","
    return start <= end <= start + 1 and all(token.text in marks for token in tokens[start:end])


def inside_groups(groups: list[Group]) -> dict[int, int]:
    """Token index -> number of the group that it stands in."""
    return {index: number for number, group in enumerate(groups) for index in range(group.first, group.last + 1)}
