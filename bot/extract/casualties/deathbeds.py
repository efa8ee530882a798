"""Who of the dead was wounded before: the one room that knows whether a death is told as that of somebody wounded, who
"has died in hospital", "of his wounds", "whom doctors fought for". Figures, flags and the kind of a post ask it."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.extract.casualties.mentions import Mention
from bot.extract.people.groups import is_aged
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.senses import DYING, ONE_PERSON, STRUCK
from bot.extract.text.tokens import Document, Token
from bot.model import Outcome

_TO_WARD, _SOON, _NEXT, _BESIDE, _TO_SPOT, _CLAUSE = 6, 3, 2, 3, 5, 40
_SURE = frozenset({"killed.save", "killed.unsaved", "killed.heart"})
_BEDS = frozenset({"injured.care", "update.ward", "update.hospital", "object_one.hospital", "object_any.hospital"})
_WOUNDS = frozenset({"injured.deed", "injured.either", "injured.wound"})
_DYING_BEDS = frozenset({"killed.died"})
_AT_BEDS = _BEDS | _WOUNDS | _DYING_BEDS
_RELATIVE = frozenset({"damage.relative", "conjunction.that"})
_DAYS = frozenset({"time.month", "time.offset", "time.weekday"})
_ARMS = ("weapon.", "make.")
_INTRODUCING = DASHES | {":"}


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a death: the mentions of each sentence, and the first sentence that tells of a blow."""

    near: Mapping[int, Sequence[Mention]]
    blow: int | None


def with_deathbeds(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, `died_later` marking those who are told to have been wounded and to have died since, and no
    others whom a word for dying tells of."""
    if not any(_may_be_late(document, mention) for mention in mentions):
        return mentions
    joined = _with_the_dying(document, mentions)
    near: dict[int, list[Mention]] = {}
    for mention in joined:
        near.setdefault(mention.sentence, []).append(mention)
    around = _Around(near, next((n for n, said in enumerate(document.said) if _tells_blow(said)), None))
    return [
        replace(mention, died_later=_is_late(document, mention, around)) if _may_be_late(document, mention) else mention
        for mention in joined
    ]


def _may_be_late(document: Document, mention: Mention) -> bool:
    """Whether the dead are told of by a word for dying, and not only by one for being killed."""
    if mention.outcome is not Outcome.KILLED or mention.group is None or mention.harm < 0:
        return False
    return mention.died_later or mention.group.nth or _dying_word(document, mention) is not None


def _dying_word(document: Document, mention: Mention) -> Token | None:
    """The word for dying that tells of somebody: the one that governs him, else one beside him, as where a toll "has
    risen to four after a woman died"."""
    tokens, group = document.tokens, mention.group
    if _is_of_dying(tokens[mention.harm]) or group is None:
        return tokens[mention.harm] if _is_of_dying(tokens[mention.harm]) else None
    first, end = document.sentences[mention.sentence]
    behind = tokens[group.last + 1 : min(end, group.last + _BESIDE)]
    beside = (*behind, *tokens[max(first, group.first - 1) : group.first])
    return next((token for token in beside if _is_of_dying(token)), None)


def _is_of_dying(token: Token) -> bool:
    return token.sense in DYING or "died" in token.classes


def _is_late(document: Document, mention: Mention, around: _Around) -> bool:
    token = _dying_word(document, mention)
    if mention.died_later and not _is_of_dying(document.tokens[mention.harm]):
        return True
    if token is None:
        return _is_told_of_around(document, mention, around)
    if any("spot" in behind.classes for behind in document.tokens[token.reach + 1 : token.reach + _TO_SPOT]):
        return False
    if token.sense in _SURE or (token.sense == "killed.died" and token.reach > token.index):
        return True
    if mention.died_later and token.sense not in DYING:
        return True
    return (
        _dies_in_bed(document, mention, token, around)
        or _dies_of_wounds(document, mention, around)
        or _was_struck_before(document, mention, token)
        or _follows_the_wounded(document, mention, token, around)
        or _is_told_of_around(document, mention, around)
        or (token.sense == "killed.died" and _adds_to_toll(document, mention))
        or (token.sense in ("killed.died", "killed.lost") and _comes_before_blow(document, mention, around))
    )


def _dies_in_bed(document: Document, mention: Mention, harm: Token, around: _Around) -> bool:
    """Whether a ward stands in the sentence of a death, close to it where others than the dead were wounded: "водій
    помер у лікарні, двоє пасажирів поранені"."""
    said = document.said[mention.sentence]
    if said.isdisjoint(_BEDS):
        return False
    if not _others_hurt(around.near.get(mention.sentence, ())):
        return True
    beside = document.tokens[max(0, harm.index - _TO_WARD) : harm.reach + 1 + _TO_WARD]
    wards = (token for token in beside if token.sense in _BEDS)
    return any(not _is_parted(document.tokens, harm, ward) for ward in wards)


def _is_parted(tokens: Sequence[Token], one: Token, other: Token) -> bool:
    low, high = sorted((one.index, other.index))
    between = tokens[low + 1 : high]
    return any(token.text == "," or token.text in CLAUSE_ENDS or "joining" in token.classes for token in between)


def _dies_of_wounds(document: Document, mention: Mention, around: _Around) -> bool:
    """Whether a word for wounds stands in the sentence of a death, and of nobody else, or the dead are some of those
    whom it calls wounded: "a man wounded on May 3 has died", "троє поранених, один з них помер"."""
    if document.said[mention.sentence].isdisjoint(_WOUNDS):
        return False
    part = mention.group is not None and (mention.group.among or mention.group.bare)
    return part or not _others_hurt(around.near.get(mention.sentence, ()))


def _was_struck_before(document: Document, mention: Mention, harm: Token) -> bool:
    """Whether a clause behind the dead tells what had befallen them: "помер чоловік, який потрапив під обстріл"."""
    if harm.sense != "killed.died":
        return False
    start = max(mention.last, harm.reach) + 1
    end = min(document.sentences[mention.sentence][1], start + _CLAUSE)
    behind = document.tokens[start:end]
    clause = next((token.index for token in behind if token.sense in _RELATIVE), None)
    return clause is not None and document.says(clause, end, *STRUCK)


def _follows_the_wounded(document: Document, mention: Mention, harm: Token, around: _Around) -> bool:
    """Whether some of those told as wounded right before have died, or he or she: "поранено двох чоловіків. Один із них
    помер"."""
    group = mention.group
    hurt = any(_others_hurt(around.near.get(mention.sentence - back, ())) for back in range(1, _NEXT + 1))
    if group is None or not hurt:
        return False
    part = group.told is not None or ((group.bare or group.among) and harm.sense in DYING)
    taken = not document.said[mention.sentence].isdisjoint(ONE_PERSON)
    return part or taken or (harm.sense == "killed.died" and not is_aged(group))


def _is_told_of_around(document: Document, mention: Mention, around: _Around) -> bool:
    """Whether a sentence beside the death, which tells of nobody else, tells of his or her wounds: "Doctors fought for
    her life", "померла жінка. Її поранило 12 листопада"."""
    close = range(max(0, mention.sentence - 1), min(len(document.said), mention.sentence + _NEXT + 1))
    others = (document.said[number] for number in close if number != mention.sentence and not around.near.get(number))
    beds = _DYING_BEDS if _dying_word(document, mention) is None else _AT_BEDS
    return any(
        "update.hospital" in said or not (said.isdisjoint(beds) or said.isdisjoint(ONE_PERSON) or "moment.said" in said)
        for said in others
    )


def _adds_to_toll(document: Document, mention: Mention) -> bool:
    """Whether a death, told as that of one more or beside a toll that has risen, is none of the attack's first."""
    more = mention.group is not None and (mention.group.added or mention.group.nth)
    around = range(max(0, mention.sentence - 1), min(len(document.said), mention.sentence + 2))
    return more or any("sum.risen" in document.said[number] for number in around)


def _comes_before_blow(document: Document, mention: Mention, around: _Around) -> bool:
    """Whether a death stands before all that struck, and the day of that behind it: "помер майстер, 51 рік. 8 березня
    дрон ударив по його бригаді"."""
    blow = around.blow
    return blow is not None and blow > mention.sentence and not document.said[blow].isdisjoint(_DAYS)


def _tells_blow(said: Set[str]) -> bool:
    return not said.isdisjoint(STRUCK) or any(sense.startswith(_ARMS) for sense in said)


def _others_hurt(mentions: Collection[Mention]) -> bool:
    return any(mention.outcome is Outcome.INJURED and not mention.zero for mention in mentions)


def _with_the_dying(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Knows the one who died by what is told behind: "a girl has died. The 6-year-old was in intensive care", "another
    person has died: a woman of 40 who was wounded", "a fourth person has died. The woman was in hospital"."""
    dying, at = None, 0
    kept: list[Mention] = []
    for mention in mentions:
        group = mention.group
        if kept and _is_told_again(document, kept[-1], mention):
            kept[-1] = replace(kept[-1], died_later=True)
            continue
        if dying is not None and group is not None and _may_be_the_dying(document, dying, mention):
            dead = replace(mention, outcome=Outcome.KILLED, weak=False, died_later=True, group=group.but(added=False))
            if dying.sentence == mention.sentence:
                del kept[at]
                dead = replace(dead, group=group.but(added=dying.group is not None and dying.group.added))
            else:
                kept[at] = replace(dying, died_later=True)
            kept.append(dead)
            dying = None
            continue
        if group is not None and mention.outcome is Outcome.KILLED:
            one = (group.count == 1 or group.nth) and not is_aged(group)
            dying, at = (mention if one and _may_be_late(document, mention) else None), len(kept)
        kept.append(mention)
    return kept


def _is_told_again(document: Document, dying: Mention, mention: Mention) -> bool:
    """Whether the sentence behind a death begins with the same noun and tells of the wounds: "помер 44-річний чоловік.
    Чоловіка поранило 12 листопада"."""
    group, other = mention.group, dying.group
    if group is None or other is None or not group.count == other.count == 1 or is_aged(group) or group.added:
        return False
    if mention.outcome is not Outcome.INJURED or not 0 < mention.sentence - dying.sentence <= _NEXT:
        return False
    if not (_may_be_late(document, dying) and _opens_sentence(document, mention.sentence, group.first)):
        return False
    if group.young and not group.sex:
        return (other.children or 0) > 0
    return group.sex is not None and group.sex is other.sex


def _opens_sentence(document: Document, sentence: int, index: int) -> bool:
    """Whether a sentence begins with the noun at a token, or with "the" and that noun."""
    tokens, start = document.tokens, document.sentences[sentence][0]
    if "other_one" in tokens[index].classes:
        return False
    return index == start or (index == start + 1 and "the" in tokens[start].classes)


def _may_be_the_dying(document: Document, dying: Mention, mention: Mention) -> bool:
    group, other = mention.group, dying.group
    if group is None or other is None or len(group.described) != 1 or group.count != 1:
        return False
    if "other_one" in document.tokens[group.first].classes or mention.outcome is not Outcome.INJURED or group.added:
        return False
    before = document.tokens[group.first - 1] if group.first else None
    if dying.sentence == mention.sentence:
        led = document.tokens[dying.last + 1 : group.first]
        return not other.described and any(token.text in _INTRODUCING for token in led[-2:])
    if before is not None and (before.sense or "").startswith("pronoun."):
        return False
    the = before is not None and "the" in before.classes
    if not (the or (mention.weak and is_aged(group))):
        return False
    alike = other.sex is None or group.sex is None or other.sex is group.sex
    return alike and mention.sentence - dying.sentence <= _SOON
