"""Tokens -> words of harm: what says that people were killed or injured, or that nobody was."""

from dataclasses import dataclass, replace

from bot.extract.tokens import Document, Shape, Token
from bot.model import Outcome

OUTCOMES: dict[str | None, Outcome | None] = {
    "killed.deed": Outcome.KILLED,
    "killed.mortal": Outcome.KILLED,
    "killed.dead": Outcome.KILLED,
    "killed.died": Outcome.KILLED,
    "killed.lives": Outcome.KILLED,
    "killed.body": Outcome.KILLED,
    "injured.deed": Outcome.INJURED,
    "injured.either": Outcome.INJURED,
    "casualty.unhurt": Outcome.INJURED,
    "injured.wound": Outcome.INJURED,
    "injured.care": Outcome.INJURED,
    "injured.stress": None,
}
_HARMS = frozenset({"damage.safe", *(sense for sense in OUTCOMES if sense)})
_VERBS = frozenset({"killed.deed", "killed.died", "injured.deed"})
_SUBJECT_FIRST = frozenset(["died", "die", "dies", "dying", "perished", "succumbed", "suffered", "sustained", "suffer"])
_BUT = frozenset({"but", "але", "но", "проте", "однак", "однако", "however"})
_BE = frozenset(["was", "were", "been", "be", "is", "are", "being", "get", "got", "gets"])
WEAK_MARKS = frozenset({",", "і", "та", "й", "и", "а", "но", "але", "and", "but", "while", "проте", "тоді"})


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


def find_harms(document: Document) -> list[Harm]:
    """All words of harm in the order of the text, each person's fate told by one of them."""
    found: list[Harm] = []
    may_deny = any(sense.startswith("negation.") for sense in document.senses)
    for token in (document.tokens[index] for index in document.having(_HARMS)):
        if token.sense in OUTCOMES:
            _take(document.tokens, token, token.sense or "", found, may_deny)
        elif _is_of_people(document.tokens, token.index):
            found.append(_harm(document.tokens, token, "casualty.unhurt"))
    return found


def _is_of_people(tokens: list[Token], index: int) -> bool:
    """Whether "unharmed" and the like are said of people: "люди неушкоджені", "people there were safe"."""
    for step in range(index - 1, max(-1, index - 4), -1):
        if tokens[step].sense == "person.people":
            return True
        if tokens[step].shape is not Shape.WORD:
            return False
    return False


def _take(tokens: list[Token], token: Token, sense: str, found: list[Harm], may_deny: bool) -> None:
    if sense == "killed.lives" and not _has_before(tokens, token.index, 5, "killed.takes"):
        return
    if sense == "killed.mortal" and found and token.index - found[-1].last <= 2:
        found[-1] = replace(found[-1], sense="killed.deed", outcome=Outcome.KILLED)
        return
    if found and _is_same(found[-1], token):
        found.pop()
    if found and _is_of_the_dying(tokens, found[-1], token):
        return
    if not (sense == "injured.care" and found and _is_deathbed(tokens, found[-1], token)):
        found.append(_harm(tokens, token, sense, may_deny))


def _is_same(before: Harm, token: Token) -> bool:
    """Whether a verb of dying tells what became of the victims named right before it: "two victims died"."""
    dying = token.sense in ("killed.deed", "killed.died")
    return before.sense in ("injured.either", "injured.care") and dying and token.index - before.last <= 2


def _is_of_the_dying(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether "injured" only says who died: "in hospital died one more injured person", "помер ще один поранений"."""
    between = tokens[before.last + 1 : token.index]
    if not before.dying or before.negated or token.sense not in ("injured.deed", "injured.either") or not between:
        return False
    counted = [step for step in between if step.value == 1 and (step.sense or "").startswith("number.")]
    follows = token.reach + 1 < len(tokens) and tokens[token.reach + 1].shape is Shape.NUMBER
    plain = all(step.shape is Shape.WORD and step.folded not in WEAK_MARKS for step in between)
    return bool(counted) and len(between) <= 3 and plain and not follows


def _is_deathbed(tokens: list[Token], before: Harm, token: Token) -> bool:
    """Whether a word of care tells where somebody died: "помер у лікарні", "died on the way to hospital"."""
    between = tokens[before.last + 1 : token.index]
    return before.outcome is Outcome.KILLED and len(between) <= 4 and all(_is_plain(t) for t in between)


def told_words(harms: list[Harm]) -> list[Harm]:
    """The words of harm that people may belong to; "one of the wounded" names whom, not what, where another word
    tells what happened."""
    told = [harm for harm in harms if not harm.negated and not harm.asked]
    plain = [harm for harm in told if not harm.partitive]
    return plain or told


def without_earlier_wounds(harms: list[Harm]) -> list[Harm]:
    """Leaves out the wounds of somebody of whom the same sentence says that he died: "the man, who was wounded in
    May, died in hospital"."""
    dying = any(harm.dying and is_told(harm) for harm in harms)
    return [harm for harm in harms if harm.outcome is Outcome.KILLED or harm.negated] if dying else harms


def is_told(harm: Harm) -> bool:
    return harm.outcome is not None and not harm.negated and not harm.asked


def _is_plain(token: Token) -> bool:
    return token.shape is Shape.WORD and token.value is None and token.folded not in WEAK_MARKS


def _harm(tokens: list[Token], token: Token, sense: str, may_deny: bool = True) -> Harm:
    """The word of harm at a token; `may_deny` tells whether the text has a word that denies anything."""
    negated, asked = (True, False) if sense == "casualty.unhurt" else (False, _asks(tokens, token))
    if may_deny and not negated:
        negated, asked = _negation(tokens, token)
    return Harm(
        first=token.index,
        last=token.reach,
        sense=sense,
        outcome=OUTCOMES[sense],
        negated=negated,
        asked=asked,
        partitive=_is_partitive(tokens, token),
        side=_side(tokens, token),
        dying=sense == "killed.died" or token.folded == "died",
    )


def _side(tokens: list[Token], token: Token) -> int:
    """On which side of an English verb its people stand; Ukrainian and Russian verbs have them on either."""
    if not token.text[0].isascii() or token.sense not in _VERBS:
        return 0
    if token.folded in _SUBJECT_FIRST or _is_passive(tokens, token):
        return -1
    return 1 if token.folded.endswith("ing") or (token.sense == "killed.deed" and not _is_reduced(tokens, token)) else 0


def _is_passive(tokens: list[Token], token: Token) -> bool:
    """Whether a form of "be" or "get" stands right before a verb, or before its adverb."""
    return any(tokens[step].folded in _BE for step in range(max(0, token.index - 2), token.index))


def _is_reduced(tokens: list[Token], token: Token) -> bool:
    """Whether a number or a person noun stands right before a verb: "three killed", "two people killed"."""
    before = tokens[token.index - 1] if token.index else None
    return before is not None and (before.value is not None or (before.sense or "").startswith("person."))


def _has_before(tokens: list[Token], index: int, distance: int, sense: str) -> bool:
    return any(tokens[step].sense == sense for step in range(max(0, index - distance), index))


def _is_partitive(tokens: list[Token], token: Token) -> bool:
    """Whether the word of harm only says of whom somebody is one: "один з поранених", "one of the wounded"."""
    step = token.index - 1
    if step > 0 and tokens[step].folded in ("the", "числа", "тих"):
        step -= 1
    if step < 1 or not (tokens[step].sense == "preposition.from" or tokens[step].folded == "of"):
        return False
    return tokens[step - 1].shape is Shape.NUMBER or (tokens[step - 1].sense or "").startswith("number.")


def _negation(tokens: list[Token], token: Token) -> tuple[bool, bool]:
    """Whether a word of harm is denied ("ніхто не постраждав", "загиблих немає") or only asked about ("дані про
    постраждалих уточнюються", "не надходило")."""
    before = _senses_before(tokens, token.index, 4)
    direct = _senses_before(tokens, token.index, 2)
    window = _clause_senses(tokens, token)
    if "negation.unknown" in window:
        return False, True
    near = [sense for sense in before if sense in ("negation.none", "negation.people")]
    near += [sense for sense in direct if sense == "negation.not" and "part.among" not in direct]
    after = [tokens[step].sense for step in range(token.reach + 1, min(token.reach + 3, len(tokens)))]
    amid = "part.among" in direct[:1]
    negated = bool(near) or _denied_at_once(tokens, token) or (not amid and _denied_behind(tokens, token, after))
    return negated, _asks(tokens, token)


def _asks(tokens: list[Token], token: Token) -> bool:
    return _about(tokens, token) and not _is_counted(tokens, token)


def _denied_behind(tokens: list[Token], token: Token, after: list[str | None]) -> bool:
    return "negation.none" in after or _denied_later(tokens, token)


def _denied_at_once(tokens: list[Token], token: Token) -> bool:
    """Whether an active English verb has nobody for its object: "killed no one"."""
    following = tokens[token.reach + 1] if token.reach + 1 < len(tokens) else None
    return token.text[0].isascii() and following is not None and following.sense == "negation.people"


def _senses_before(tokens: list[Token], index: int, distance: int) -> list[str]:
    """The senses of up to so many tokens before `index`, in its own sentence."""
    senses = []
    for step in range(index - 1, max(-1, index - 1 - distance), -1):
        if tokens[step].shape is Shape.LINE or tokens[step].text in ".!?;,:":
            break
        if tokens[step].folded in _BUT or (tokens[step].sense in OUTCOMES and index - step != 2):
            break
        if tokens[step].sense is not None:
            senses.append(tokens[step].sense)
    return [sense for sense in senses if sense]


def _denied_later(tokens: list[Token], token: Token) -> bool:
    """Whether "немає" comes behind an insertion: "загиблих, на щастя, немає"."""
    commas = 0
    for index in range(token.reach + 1, min(token.reach + 9, len(tokens))):
        after = tokens[index]
        if after.sense == "negation.none" and after.folded not in ("без", "without"):
            return commas != 1
        coordinated = after.sense in OUTCOMES and tokens[index - 1].folded in WEAK_MARKS
        if after.shape in (Shape.LINE, Shape.NUMBER) or after.text in ".;:!?":
            return False
        if after.sense in OUTCOMES and not coordinated:
            return False
        commas += after.text == ","
    return False


def _is_counted(tokens: list[Token], token: Token) -> bool:
    """Whether people are told right behind a word of harm: "о гибели двух человек", "про загибель 40-річної жінки"."""
    after = tokens[token.reach + 1 : token.reach + 4]
    return any(other.shape is Shape.NUMBER or (other.sense or "").startswith(("number.", "person.")) for other in after)


def _about(tokens: list[Token], token: Token) -> bool:
    before = tokens[token.index - 1].folded if token.index else ""
    second = tokens[token.index - 2].folded if token.index > 1 else ""
    return before in ("про", "щодо", "о", "об", "about", "чи") or (before == "є" and second == "чи")


def _clause_senses(tokens: list[Token], token: Token) -> set[str | None]:
    senses: set[str | None] = set()
    for step in (-1, 1):
        index = token.index + step
        while 0 <= index < len(tokens) and abs(index - token.index) < 7:
            if tokens[index].shape is Shape.LINE or tokens[index].text in ".;!?,":
                break
            senses.add(tokens[index].sense)
            index += step
    return senses
