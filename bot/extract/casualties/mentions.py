"""Mentions of people killed or injured, made of a group and its word of harm."""

from dataclasses import dataclass, replace

from bot.extract.casualties.words import Harm, exists
from bot.extract.people.groups import Group, lone_victim
from bot.extract.text.senses import DYING
from bot.extract.text.tokens import Document, Token
from bot.model import Outcome

_EITHER = frozenset(
    {"casualty.unhurt", "casualty.alive", "injured.deed", "injured.either", "injured.care", "injured.wound"}
)
_HURT = frozenset({"injured.care", "injured.wound", "injured.deed"})
_PLAIN = frozenset({"killed.deed", "injured.deed"})
WEAK = frozenset({"injured.care", "injured.stress", "injured.wound", "killed.body"})
"""Senses of words that alone may not mean harm by the attack: care, stress, a wound, a body."""


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """People who were killed or injured, as one group tells it; `zero` says that nobody was, `both` that this holds
    for killed and injured alike, `vague` that some were, without a number, `rest` that with the dead they make up a
    figure told before, `graded` that the words beside it tell how badly they were hurt, `amid` that they are some of
    the dead or the injured told before, `explains` that an addition is inside the last figure, `beside` that not."""

    sentence: int
    first: int
    last: int
    outcome: Outcome
    group: Group | None = None
    zero: bool = False
    both: bool = False
    vague: bool = False
    died_later: bool = False
    weak: bool = False
    earlier: bool = False
    concludes: bool = False
    stress: bool = False
    loose: bool = False
    harm: int = -1
    rest: bool = False
    body: bool = False
    amid: bool = False
    explains: bool = False
    graded: bool = False
    beside: bool = False

    @property
    def number(self) -> int:
        """How many people it tells; 0 if it says no number."""
        return (self.group.count or 0) if self.group is not None else 0


def zero_of(number: int, harm: Harm) -> Mention:
    either, outcome = harm.sense in _EITHER, harm.outcome or Outcome.INJURED
    return Mention(number, harm.first, harm.last, outcome, zero=True, both=either, harm=harm.first)


def mentions_of(number: int, group: Group, harm: Harm, concludes: bool = False, graded: bool = False) -> list[Mention]:
    if group.nth and harm.sense not in _HURT:
        harm = replace(harm, outcome=Outcome.KILLED)
    stress = harm.outcome is None
    if stress and not any(person.age is not None for person in group.described):
        return []
    first, last = min(group.first, harm.first if harm.sense else group.first), group.last
    if group.count is None and not group.vague:
        return []
    return [
        Mention(
            number,
            first,
            last,
            harm.outcome or Outcome.INJURED,
            group,
            vague=group.count is None,
            died_later=harm.sense in DYING,
            weak=harm.sense in WEAK,
            concludes=concludes,
            stress=stress,
            loose=harm.sense == "injured.either",
            harm=harm.first,
            body=harm.sense == "killed.body",
            graded=graded,
        )
    ]


def unnumbered(document: Document, number: int, told: list[Harm], used: set[int]) -> list[Mention]:
    """Vague mentions: "є поранені" and other words of harm that no group belongs to but an existence verb does."""
    tokens = document.tokens
    found = []
    for harm in told:
        weak = harm.first in used or harm.outcome is None or harm.sense in WEAK
        if not weak and harm.outcome is not None and exists(tokens, harm):
            one = lone_victim(tokens[harm.first])
            vague = Mention(number, harm.first, harm.last, harm.outcome, vague=True, harm=harm.first)
            found.append(replace(vague, vague=False, group=one) if one is not None else vague)
    return found


def people_untold(tokens: list[Token], number: int, owners: list[tuple[Group, Harm | None]]) -> list[Mention]:
    """Vague mentions of people without a number beside their word of harm, as "загинули люди"; no English headline."""
    if any(group.count is not None or tokens[group.first].text.isascii() for group, _ in owners):
        return []
    return [
        Mention(number, harm.first, harm.last, harm.outcome, vague=True, harm=harm.first)
        for group, harm in owners
        if harm is not None and harm.outcome is not None and group.several and _stands_beside(group, harm)
    ]


def _stands_beside(group: Group, harm: Harm) -> bool:
    plain = harm.sense in _PLAIN and not (harm.side or harm.negated)
    return plain and 1 in (group.first - harm.last, harm.first - group.last)
