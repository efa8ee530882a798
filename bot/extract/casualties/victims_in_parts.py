"""Victims told by their number, or as a couple, and then one by one with what became of each: "постраждало подружжя:
чоловік загинув, дружина поранена". By the GUIDE the dead among them are taken out of the injured."""

from dataclasses import replace
from itertools import pairwise

from bot.extract.casualties.mentions import Mention
from bot.extract.text.tokens import Document, Token
from bot.model import Outcome

_NEXT = 2
_REST = 8
_HURT = ("injured.", "update.ward")


def without_wholes(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions without a number of victims that the dead and the injured told right behind it make up; the dead
    out of another such number known as some of these."""
    if len({mention.outcome for mention in mentions}) < 2:
        return mentions
    kept = [
        mention
        for index, mention in enumerate(mentions)
        if not (_is_whole(document.tokens, mention) and _is_made_up(mentions, index))
    ]
    return _with_dead_of_whole(document, kept)


def _is_whole(tokens: list[Token], mention: Mention) -> bool:
    """Whether several people without ages are told as harmed in whatever way, or as a couple."""
    group = mention.group
    if group is None or mention.number < 2 or mention.outcome is not Outcome.INJURED or mention.earlier:
        return False
    plain = not (group.added or group.among or group.denied or group.described)
    couple = tokens[group.last].sense == "person.couple"
    return plain and (couple or "affected" in tokens[mention.harm].classes)


def _is_made_up(mentions: list[Mention], index: int) -> bool:
    """Whether people of both outcomes, told without "more" behind a whole and before any other figure, are as many; and
    no dead were told before."""
    whole, left, outcomes = mentions[index], mentions[index].number, set[Outcome]()
    if any(other.outcome is Outcome.KILLED and other.number for other in mentions[:index]):
        return False
    for part in mentions[index + 1 :]:
        added = part.group is None or part.group.added or part.group.beside
        if added or not 0 < part.number <= left or part.sentence - whole.sentence > _NEXT:
            return False
        left -= part.number
        outcomes.add(part.outcome)
        if not left:
            return len(outcomes) > 1
    return False


def _with_dead_of_whole(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, the dead told right behind a number of victims known as some of these where a colon leads to them
    or the rest are told as hurt: "постраждали семеро: двоє загинули", "five victims, one died, the rest are hurt"."""
    taken = mentions[:1]
    for whole, part in pairwise(mentions):
        group = part.group
        inside = group is not None and _is_dead_of_whole(document, whole, part)
        taken.append(replace(part, group=group.but(among=True)) if group is not None and inside else part)
    return taken


def _is_dead_of_whole(document: Document, whole: Mention, part: Mention) -> bool:
    """Whether fewer dead stand in the sentence of a number of victims, behind a colon or before the rest of them."""
    tokens = document.tokens
    if part.outcome is not Outcome.KILLED or part.sentence != whole.sentence or not _is_whole(tokens, whole):
        return False
    if whole.group is None or part.group is None or part.group.added or not 0 < part.number < whole.number:
        return False
    led = any(token.text == ":" for token in tokens[whole.last + 1 : part.first])
    return led or _are_rest_hurt(document, max(part.last, part.harm) + 1, document.sentences[whole.sentence][1])


def _are_rest_hurt(document: Document, first: int, end: int) -> bool:
    """Whether "the rest" or "others" and a word of a wound or of care stand shortly behind a token."""
    near = document.tokens[first : min(first + _REST, end)]
    rest = next((index for index, token in enumerate(near) if "the_rest" in token.classes), None)
    return rest is not None and any((token.sense or "").startswith(_HURT) for token in near[rest:])
