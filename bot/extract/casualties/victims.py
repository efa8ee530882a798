"""Whom "the victims" means: those killed, where a post has told as many dead as it describes victims.

English posts call the dead so: "killed two people and injured 14. The victims were a woman of 43 and a man of 26".
"""

from collections import defaultdict
from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.rising import risen_to
from bot.extract.text.tokens import Document
from bot.model import Outcome

_BEHIND, _NEAR = 3, 3


def with_dead_victims(document: Document, mentions: "list[Mention]") -> "list[Mention]":
    """The mentions, those of victims told one by one as killed where the dead told before are as many."""
    if not any(mention.loose for mention in mentions):
        return mentions
    mentions = [mention for mention in mentions if mention is mentions[0] or not _only_says_who(document, mention)]
    victims = {index for index, mention in enumerate(mentions) if _is_victim(document, mention)}
    dead = _dead(document, mentions, victims)
    told = {index for index in victims if mentions[index].sentence in dead}
    words = {mentions[index].harm for index in told}
    told |= {index for index, mention in enumerate(mentions) if mention.loose and mention.harm in words}
    told |= _singled_out(document, mentions)
    told |= _counted_on(mentions)
    told |= {index for index in range(1, len(mentions)) if _are_children_among(document, mentions, index)}
    for index in told | {index for index in range(1, len(mentions)) if _is_toll(document, mentions, index)}:
        mentions[index] = replace(mentions[index], outcome=Outcome.KILLED, loose=False)
    return mentions


def _only_says_who(document: Document, mention: "Mention") -> bool:
    """Whether "the victim was" leads to no age or sex of somebody told before: "the victim was a resident of X"."""
    return _is_of(document, mention) and _opens(document, mention) and not _described(mention)


def _opens(document: Document, mention: "Mention") -> bool:
    """Whether the word for one victim begins with its article: "the victim was a"."""
    return "the" in document.tokens[mention.harm].classes


def _counted_on(mentions: "list[Mention]") -> set[int]:
    """Those whom the word for victims itself counts on: "a woman became the fourth victim"."""
    nth = {mention.harm for mention in mentions if mention.group is not None and mention.group.nth}
    return {index for index, one in enumerate(mentions) if one.loose and one.harm in nth and one.number == 1}


def _is_toll(document: Document, mentions: "list[Mention]", index: int) -> bool:
    """Whether a figure of victims that has risen right behind a death is that of the dead."""
    mention, before = mentions[index], mentions[index - 1]
    group = mention.group
    if group is None or not _is_of(document, mention):
        return False
    follows = before.outcome is Outcome.KILLED and before.died_later and mention.sentence - before.sentence <= 1
    return follows and risen_to(document, group)


def _are_children_among(document: Document, mentions: "list[Mention]", index: int) -> bool:
    """Whether children are told "among the victims" right behind a figure of the dead alone: "The death toll rose to
    33. Six children are among the victims"."""
    mention, group = mentions[index], mentions[index].group
    if group is None or not group.count or group.children != group.count or not _is_of(document, mention):
        return False
    near = [one for one in mentions[:index] if mention.sentence - one.sentence <= 1 and not (one.loose or one.zero)]
    dead = {one.outcome for one in near} == {Outcome.KILLED} and near[-1].number >= group.count
    first = min(mention.first, group.first, mention.harm)
    return dead and document.says(first - _NEAR, max(group.last, mention.harm) + 1, "part.among")


def _singled_out(document: Document, mentions: "list[Mention]") -> set[int]:
    """Those described as "one of the victims" in a post that tells of dead and of nobody who was injured."""
    told = {mention.outcome for mention in mentions if not mention.loose and not mention.zero}
    if told != {Outcome.KILLED}:
        return set()
    singled = {mention.sentence for mention in mentions if _is_described(document, mention)}
    return {
        index for index, mention in enumerate(mentions) if mention.sentence in singled and _is_of(document, mention)
    }


def _is_described(document: Document, mention: "Mention") -> bool:
    return bool(_described(mention)) and _is_of(document, mention)


def _is_of(document: Document, mention: "Mention") -> bool:
    """Whether the word for victims governs people."""
    word = document.tokens[mention.harm]
    return mention.loose and any("victim" in token.classes for token in document.tokens[word.index : word.reach + 1])


def _is_victim(document: Document, mention: "Mention") -> bool:
    """Whether "the victim", "the other victim" or "the victims" governs people who are described."""
    if not _is_described(document, mention):
        return False
    tokens, before = document.tokens, mention.harm - 1
    before -= before > 0 and "remaining" in tokens[before].classes
    return _opens(document, mention) or (before >= 0 and tokens[before].sense == "preposition.the")


def _dead(document: Document, mentions: "list[Mention]", victims: set[int]) -> set[int]:
    """The sentences whose victims are as many as the dead told shortly before, and as nobody else was told; one victim
    is the one who died, though one was injured too."""
    found: set[int] = set()
    described: dict[int, list[Mention]] = defaultdict(list)
    for index in sorted(victims):
        described[mentions[index].sentence].append(mentions[index])
    told: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if not mention.loose:
            told[mention.sentence].append(mention)
    injured = (m.sentence for m in mentions if m.outcome is Outcome.INJURED and not (m.loose or m.zero))
    first_injured = min(injured, default=max(m.sentence for m in mentions))
    for sentence, here in described.items():
        number = sum(len(_described(mention)) for mention in here)
        counts = _counts_before(told, here[0])
        alone = max((n for n in counts[Outcome.KILLED] if n), default=0) >= number and sentence <= first_injured
        one = number not in counts[Outcome.INJURED] or any(_opens(document, mention) for mention in here)
        if alone or (number in counts[Outcome.KILLED] and one):
            found.add(sentence)
    return found


def _counts_before(told: "dict[int, list[Mention]]", victim: Mention) -> dict[Outcome, set[int | None]]:
    """The numbers of killed and of injured told shortly before a mention of victims; `told` by sentence."""
    near = range(victim.sentence - _BEHIND, victim.sentence + 1)
    before = [m for number in near for m in told.get(number, ()) if m.first < victim.first]
    return {outcome: {m.group.count for m in before if m.group and m.outcome is outcome} for outcome in Outcome}


def _described(mention: "Mention") -> tuple[object, ...]:
    return mention.group.described if mention.group is not None else ()
