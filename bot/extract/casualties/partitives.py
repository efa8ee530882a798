"""Words of harm and numbers that only say of whom somebody is one: "one of the wounded", "two of the 19"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.punctuation import CLAUSE_ENDS, DASHES
from bot.extract.text.tokens import Shape, Token
from bot.model import Outcome

_IS = frozenset({"age.was", "casualty.exist"})
_PLACED = 4
_ARTICLE = 2
_OUT_OF = frozenset({"preposition.of", "preposition.from", "part.among"})


def told_words(tokens: Sequence[Token], harms: list[Harm]) -> list[Harm]:
    """The words of harm that people may belong to; "one of the wounded" names whom, not what, where another word
    of its clause or behind it tells what happened: "two of the wounded died", but not "none of the dead is a child;
    two of the wounded are"."""
    told = [harm for harm in harms if not harm.negated and not harm.asked]
    plain = [harm for harm in told if not harm.partitive]
    if not plain:
        return told
    own = [harm for harm in told if harm.partitive and _tells_own(tokens, harm, plain[-1])]
    return [replace(harm, partitive=False) if harm in own else harm for harm in told if harm in own or harm in plain]


def _tells_own(tokens: Sequence[Token], harm: Harm, last: Harm) -> bool:
    return _is_of_own_clause(tokens, harm, last) or _who_died_at(tokens, harm) is not None


def bind_who_died(
    tokens: Sequence[Token], harms: Sequence[Harm], groups: Sequence[Group], costs: Sequence[list[float]]
) -> None:
    """Gives whoever "one of the dead" is to the dead: "one of the dead in X is a man of 60, two women were wounded"."""
    for number, harm in enumerate(harms):
        link = _who_died_at(tokens, harm) if _is_out_of_dead(tokens, harm) else None
        for group, row in zip(groups, costs, strict=True):
            if link is not None and 0 < group.first - link <= _ARTICLE:
                row[number] = 0.0


def _is_out_of_dead(tokens: Sequence[Token], harm: Harm) -> bool:
    """Whether "of" leads to a word for the dead: "one of the dead", "один із загиблих"."""
    lead = tokens[max(0, harm.first - _ARTICLE) : harm.first]
    return harm.sense == "killed.dead" and any(token.sense in _OUT_OF for token in lead)


def _who_died_at(tokens: Sequence[Token], harm: Harm) -> int | None:
    """Where a dash or "is" leads from "one of the dead" to who it was, so that words behind tell of others: "один із
    загиблих — лікар, а серед поранених є підліток"; None if nothing does."""
    behind = tokens[harm.last + 1 : harm.last + 1 + _PLACED]
    link = next((token for token in behind if _links(token)), None)
    who = tokens[link.index + 1] if link is not None and link.index + 1 < len(tokens) else None
    if link is None or who is None or harm.outcome is not Outcome.KILLED:
        return None
    placed = all(token.shape is Shape.WORD and token.value is None for token in tokens[harm.last + 1 : link.index])
    told = who.value is not None or (who.sense or "").startswith(("person.", "preposition.the", "age."))
    return link.index if placed and told else None


def _links(token: Token) -> bool:
    return token.text in DASHES or token.text == "," or "being" in token.classes or token.sense in _IS


def _is_of_own_clause(tokens: Sequence[Token], harm: Harm, last: Harm) -> bool:
    """Whether the last word that tells what happened stands before, and a mark ends its clause."""
    if last.first > harm.first or last.outcome is harm.outcome:
        return False
    return any(token.text == "," or token.text in CLAUSE_ENDS for token in tokens[last.last + 1 : harm.first])


def told_of_whole(groups: Sequence[Group], before: Sequence[Mention]) -> Mention | None:
    """The mention of the people of whom a sentence only says how many are children: "19 were injured and 3 killed. …
    Two of the 19 are children"."""
    pairs = pairwise(groups)
    whole = next((two for one, two in pairs if one.among and one.young and one.bare and two.bare and two.count), None)
    if whole is None:
        return None
    return next((mention for mention in reversed(before) if mention.number == whole.count), None)
