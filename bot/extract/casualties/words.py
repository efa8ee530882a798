"""Tokens -> words of harm: what says that people were killed or injured, or that nobody was."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from bot.extract.casualties.conditions import CONDITIONS, follows_kin
from bot.extract.casualties.denials import asks, negation
from bot.extract.casualties.unhurt import is_of_people
from bot.extract.casualties.wards import is_in_ward
from bot.extract.people.groups import lone_victim
from bot.extract.people.outcomes import OUTCOMES
from bot.extract.text.punctuation import opens_sentence
from bot.extract.text.senses import DYING, FROM
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Outcome

_SAFE = frozenset({"damage.safe", "spared.whole"})
_HARMS = _SAFE.union(sense for sense in OUTCOMES if sense)
_BESIDE, _WHOSE = 2, 6
_WOUNDS = frozenset({"injured.wound", "injured.deed"})
_CLAUSE_ENDS = frozenset(",;:—–.")
_SAYING_UNHURT = frozenset({"casualty.unhurt", "casualty.alive"})
_HELPED = frozenset({"injured.care", "injured.deed", "injured.either", "injured.stress"})
HELPING = frozenset({"comforting", "supporting"})
_LEAD = 8
_VERBS = frozenset({"killed.deed", "killed.died", "injured.deed"})
_BY_BODY = frozenset({"damage.near", "casualty.over", "hedge.about", "hedge.at_least"})


@dataclass(slots=True, unsafe_hash=True)
class Harm:
    """A word of harm at tokens `first`..`last`; `outcome` None for stress, which is no injury by itself; `side` tells
    where its people stand: -1 before it ("were killed"), 1 behind it ("killing"), 0 on either side."""

    first: int
    last: int
    sense: str
    outcome: Outcome | None
    negated: bool = False
    asked: bool = False
    partitive: bool = False
    side: int = 0
    dying: bool = False


def speaks_of_harm(document: Document) -> bool:
    """Whether a document has any word that may tell of harm."""
    return not document.senses.keys().isdisjoint(_HARMS)


def find_harms(document: Document) -> list[Harm]:
    """All words of harm in the order of the text, each person's fate told by one of them."""
    found: list[Harm] = []
    may_deny = any(map(_denies, document.senses))
    for index in document.having(_HARMS):
        token = document.tokens[index]
        if token.sense in OUTCOMES:
            _take(document, token, token.sense or "", found, may_deny)
        elif is_of_people(document.tokens, token):
            found.append(_harm(document, token, "casualty.unhurt"))
    return found


@cache
def _denies(sense: str) -> bool:
    return sense.startswith("negation.")


def _take(document: Document, token: Token, sense: str, found: list[Harm], may_deny: bool) -> None:
    tokens = document.tokens
    if sense in CONDITIONS and not CONDITIONS[sense](tokens, token):
        return
    if sense in _HELPED and _is_comfort(tokens, token):
        return
    if sense == "killed.dead" and "update.named" in document.senses and _is_only_named(tokens, token):
        return
    if sense == "killed.mortal" and found and _may_be_mortal(tokens, found[-1], token):
        wound = found.pop()
        suffered = found.pop() if found and _suffers(tokens, found[-1], wound.first) else wound
        found.append(replace(suffered, last=wound.last, sense="killed.deed", outcome=Outcome.KILLED))
        return
    if sense == "killed.deed" and found and _suffers(tokens, found[-1], token.index):
        found[-1] = replace(found[-1], last=token.reach, sense=sense, outcome=Outcome.KILLED)
        return
    if found and sense.startswith("injured.") and _is_mortal(found[-1], token):
        found[-1] = replace(found[-1], last=token.reach, sense="killed.deed")
        return
    before = found[-1] if found else None
    if before is not None and (
        _is_same(tokens, before, token) or _is_cause(tokens, before, token) or _is_of_stress(tokens, before, token)
    ):
        found.pop()
    if found and _is_of_the_dying(tokens, found[-1], token):
        return
    if not (sense == "injured.care" and found and _is_deathbed(tokens, found[-1], token)):
        found.append(_harm(document, token, sense, may_deny))


def _is_comfort(tokens: list[Token], token: Token) -> bool:
    """Whether those who comfort the frightened, or who give money or a roof, stand before a word for help, or for those
    helped, in its clause: "психологічну допомогу надано 47 мешканцям", "aid was paid to 12 victims"."""
    lead = tokens[max(0, token.index - _LEAD) : token.index]
    before = list(takewhile(lambda other: other.text not in _CLAUSE_ENDS, reversed(lead)))
    return any(not HELPING.isdisjoint(other.classes) for other in before)


def _is_only_named(tokens: list[Token], token: Token) -> bool:
    """Whether somebody was only called or believed dead: "якого вранці назвали загиблим"."""
    before = takewhile(lambda other: other.shape is Shape.WORD, reversed(tokens[max(0, token.index - 3) : token.index]))
    return any(other.sense == "update.named" for other in before)


def _may_be_mortal(tokens: list[Token], wound: Harm, token: Token) -> bool:
    """Whether a word behind a wound says that it was deadly: right behind it, or behind whose wound it was."""
    between = tokens[wound.last + 1 : token.index]
    of_somebody = len(between) <= _WHOSE and all(step.text not in _CLAUSE_ENDS for step in between)
    return len(between) < _BESIDE or (wound.sense in _WOUNDS and token.reach > token.index and of_somebody)


def _suffers(tokens: list[Token], before: Harm, wound: int) -> bool:
    """Whether a wound named at a token is the object of the verb of suffering right before it: "sustained injuries",
    and not "two were wounded. Killed: one"."""
    if any(token.text in _CLAUSE_ENDS for token in tokens[before.last + 1 : wound]):
        return False
    return before.sense == "injured.deed" and before.side < 0 and 0 < wound - before.last <= _BESIDE


def _is_mortal(before: Harm, token: Token) -> bool:
    """Whether a word right before a wound makes it a death: "смертельних травм зазнала", "fatal shrapnel wounds"."""
    return before.sense == "killed.mortal" and token.index - before.last <= _BESIDE


def _is_same(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether a verb of dying tells what became of the victims named right before it: "two victims died", unless they
    are the whole that the dead are a part of: "one of the three victims died"."""
    dying = token.sense in ("killed.deed", "killed.died")
    same = before.sense in ("injured.either", "injured.care") and dying and token.index - before.last <= 2
    return same and not _is_of_number(tokens, before.first - 1)


def _is_cause(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether wounds named before a death are what somebody died of: "от полученных ранений мужчина погиб"."""
    if before.sense != "injured.wound" or token.sense not in ("killed.deed", "killed.died"):
        return False
    led = any(step.sense in FROM for step in tokens[max(0, before.first - _BESIDE) : before.first])
    return led and all(step.shape is Shape.WORD for step in tokens[before.last + 1 : token.index])


def _is_of_number(tokens: list[Token], index: int) -> bool:
    """Whether a number at a token is one that another is a part of: "of the three"."""
    before = index - 2 if index > 1 and tokens[index - 1].sense == "preposition.the" else index - 1
    out_of = before > 0 and tokens[before].sense in ("preposition.of", "preposition.from")
    return out_of and tokens[index].value is not None and tokens[before - 1].value is not None


def _is_of_stress(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether a verb of suffering has only stress for its object: "suffered acute stress reactions"."""
    suffers = "subject_first" in tokens[before.first].classes and before.sense == "injured.deed"
    return token.sense == "injured.stress" and suffers and token.index - before.last <= _BESIDE


def _is_of_the_dying(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether "injured" only says who died: "in hospital died one more injured person", "помер ще один поранений"."""
    if not before.dying or before.negated or token.sense not in ("injured.deed", "injured.either"):
        return False
    between = tokens[before.last + 1 : token.index]
    if not between:
        return False
    counted = [step for step in between if step.value is not None and (step.sense or "").startswith("number.")]
    follows = token.reach + 1 < len(tokens) and tokens[token.reach + 1].shape is Shape.NUMBER
    plain = all(step.shape is Shape.WORD and "joining" not in step.classes for step in between)
    one = bool(counted) and all(step.value == 1 for step in counted)
    return one and len(between) <= 3 and plain and not follows


def _is_deathbed(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether a word of care tells where somebody died: "помер у лікарні", "died on the way to hospital"."""
    between = tokens[before.last + 1 : token.index]
    return before.outcome is Outcome.KILLED and len(between) <= 4 and all(_is_plain(t) for t in between)


def without_earlier_wounds(harms: list[Harm]) -> list[Harm]:
    """Leaves out the wounds of somebody of whom the same sentence says that he died: "the man, who was wounded in
    May, died in hospital"."""
    dying = any(harm.dying and is_told(harm) for harm in harms)
    return [harm for harm in harms if harm.outcome is Outcome.KILLED or harm.negated] if dying else harms


def exists(tokens: list[Token], harm: Harm) -> bool:
    """Whether "there are" leads to a word of harm, through another one at most: "є загиблі та поранені", "один загиблий
    і поранена"."""
    passed = False
    if _stands_for_one(tokens, harm):
        return True
    for step in range(harm.first - 1, max(-1, harm.first - 7), -1):
        token = tokens[step]
        if token.sense == "casualty.exist" or _ends_existence(tokens, step):
            return True
        if token.shape is not Shape.WORD or (token.value is not None and not passed):
            return False
        passed = passed or (token.sense in OUTCOMES and lone_victim(tokens[harm.first]) is not None)
    return False


def _stands_for_one(tokens: list[Token], harm: Harm) -> bool:
    """Whether a word for one victim is all that a dash leads to ("Оріхів – загиблий, Комишуваха – поранена"), or opens
    a sentence before a number of others: "Загиблий і двоє поранених"."""
    before, after = harm.first - 1, harm.last + 1
    led = before > 0 and tokens[before].text in "—–-:"
    if not (led or opens_sentence(tokens, harm.first)) or lone_victim(tokens[harm.first]) is None:
        return False
    ends = after >= len(tokens) or tokens[after].shape is not Shape.WORD
    return (ends and led) or _leads_to_other_victims(tokens, after)


def _leads_to_other_victims(tokens: list[Token], index: int) -> bool:
    """Whether "and" or a comma and a number of killed or injured stand at a token."""
    near = tokens[index : index + 5]
    joined = bool(near) and ("and" in near[0].classes or near[0].text == ",")
    counted = next((at for at, token in enumerate(near[1:3], 1) if token.value is not None), None)
    return joined and counted is not None and any(token.sense in OUTCOMES for token in near[counted + 1 : counted + 2])


def _ends_existence(tokens: list[Token], index: int) -> bool:
    """Whether a phrase of existence that holds a mark ends at a token: "на жаль, є"."""
    heads = tokens[max(0, index - 3) : index]
    return any(head.sense == "casualty.exist" and head.reach == index for head in heads)


def is_told(harm: Harm) -> bool:
    return harm.outcome is not None and not harm.negated and not harm.asked


def _is_plain(token: Token) -> bool:
    return token.shape is Shape.WORD and token.value is None and "joining" not in token.classes


def _harm(document: Document, token: Token, sense: str, may_deny: bool = True) -> Harm:
    """The word of harm at a token; `may_deny` tells whether the text has a word that denies anything."""
    tokens = document.tokens
    if sense == "killed.deed" and is_in_ward(tokens, token):
        sense = "killed.died"
    if sense in _SAYING_UNHURT:
        negated, asked = True, False
    else:
        negated, asked = negation(document, token) if may_deny else (False, asks(document, token))
    return Harm(
        first=token.index,
        last=token.reach,
        sense=sense,
        outcome=OUTCOMES[sense],
        negated=negated,
        asked=asked,
        partitive=_is_partitive(tokens, token),
        side=_side(tokens, token),
        dying=sense in DYING or "died" in token.classes,
    )


def _side(tokens: list[Token], token: Token) -> int:
    """On which side of an English verb its people stand; Ukrainian and Russian verbs have them on either."""
    if token.sense == "killed.bereft" or (token.sense == "killed.body" and _is_mourned(tokens, token)):
        return 1
    if token.sense == "killed.dead" and follows_kin(tokens, token):
        return 1
    if not token.text[0].isascii() or token.sense not in _VERBS:
        return 0
    if "subject_first" in token.classes or _is_passive(tokens, token):
        return -1
    return 1 if "ing" in token.classes or (token.sense == "killed.deed" and not _is_reduced(tokens, token)) else 0


def _is_mourned(tokens: list[Token], token: Token) -> bool:
    """Whether a preposition before a body tells of somebody beside it: "над телом внука", "рядом с телом"."""
    heads = tokens[max(0, token.index - 3) : token.index]
    return any(head.sense in _BY_BODY and head.reach == token.index - 1 for head in heads)


def _is_passive(tokens: list[Token], token: Token) -> bool:
    """Whether a form of "be" or "get" stands right before a verb, or before its adverb."""
    return any("being" in tokens[step].classes for step in range(max(0, token.index - 2), token.index))


def _is_reduced(tokens: list[Token], token: Token) -> bool:
    """Whether a number or a person noun stands right before a verb: "three killed", "two people killed"."""
    before = tokens[token.index - 1] if token.index else None
    return before is not None and (before.value is not None or (before.sense or "").startswith("person."))


def _is_partitive(tokens: list[Token], token: Token) -> bool:
    """Whether the word of harm only says of whom somebody is one: "один з поранених", "one of the wounded"."""
    step = token.index - 1
    if step > 0 and "those" in tokens[step].classes:
        step -= 1
    if step < 1 or not (tokens[step].sense == "preposition.from" or "of" in tokens[step].classes):
        return False
    return tokens[step - 1].shape is Shape.NUMBER or (tokens[step - 1].sense or "").startswith("number.")
