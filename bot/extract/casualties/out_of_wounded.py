"""Those who died of a number of wounded that the same sentence tells before: "one of the three people injured in X has
died". By the GUIDE they leave the injured."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Shape, Token
from bot.model import Outcome

_OUT_OF = frozenset({"preposition.of", "preposition.from", "preposition.the", "age.range"})
_WHOSE = 3
_BESIDE = 2

Owners = list[tuple[Group, Harm | None]]


def with_the_dead_of_wounded(tokens: list[Token], owners: Owners, harms: Sequence[Harm]) -> Owners:
    """The groups with their words of harm; a number out of another, which is told as wounded right there, has the word
    of death behind or right before it, and is told behind the wounded."""
    for index in range(len(owners) - 1):
        part, whole = owners[index][0], owners[index + 1][0]
        if not _is_out_of(tokens, part, whole):
            continue
        wound = next((harm for harm in harms if _is_of(tokens, whole, harm)), None)
        death = _death_before(harms, part, wound)
        death = death or next((harm for harm in harms if wound and harm.first > max(wound.last, whole.last)), None)
        if wound is None or death is None or not _is_death(death) or _is_counted(owners, death, whole):
            continue
        dead = part.but(first=death.first, last=death.last, told=(part.first, part.last), among=True)
        owners = [*owners[:index], (dead, death), (whole, wound), *owners[index + 2 :]]
    return owners


def _death_before(harms: Sequence[Harm], part: Group, wound: Harm | None) -> Harm | None:
    """The word of death right before a number, as if it stood behind the wounded: "погибли двое из семи раненых"."""
    death = next((harm for harm in harms if 0 < part.first - harm.last <= _BESIDE and _is_death(harm)), None)
    return None if death is None or wound is None else replace(death, first=wound.last + 1, last=wound.last + 1)


def _is_out_of(tokens: list[Token], part: Group, whole: Group) -> bool:
    """Whether nothing but "of" leads from a bare number to a greater one."""
    between = tokens[part.last + 1 : whole.first]
    smaller = 0 < (part.count or 0) < (whole.count or 0)
    return smaller and part.bare and bool(between) and all(token.sense in _OUT_OF for token in between)


def _is_of(tokens: list[Token], whole: Group, harm: Harm) -> bool:
    """Whether a word of wounding says of a number who they are, right behind it or its noun."""
    near = whole.first < harm.first <= whole.last + _WHOSE and harm.outcome is Outcome.INJURED and not harm.negated
    return near and all(token.shape is Shape.WORD for token in tokens[whole.last + 1 : harm.first])


def _is_death(harm: Harm) -> bool:
    return harm.outcome is Outcome.KILLED and not (harm.negated or harm.asked)


def _is_counted(owners: Owners, death: Harm, whole: Group) -> bool:
    """Whether others stand between the wounded and the word of death, whom it may tell of."""
    return any(whole.last < group.first < death.first and group.count for group, _ in owners)
