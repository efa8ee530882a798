"""Words of harm that only say of whom somebody is one: "one of the wounded"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.casualties.words import Harm
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.tokens import Token


def told_words(tokens: Sequence[Token], harms: list[Harm]) -> list[Harm]:
    """The words of harm that people may belong to; "one of the wounded" names whom, not what, where another word
    of its clause or behind it tells what happened: "two of the wounded died", but not "none of the dead is a child;
    two of the wounded are"."""
    told = [harm for harm in harms if not harm.negated and not harm.asked]
    plain = [harm for harm in told if not harm.partitive]
    if not plain:
        return told
    own = [harm for harm in told if harm.partitive and _is_of_own_clause(tokens, harm, plain[-1])]
    return [replace(harm, partitive=False) if harm in own else harm for harm in told if harm in own or harm in plain]


def _is_of_own_clause(tokens: Sequence[Token], harm: Harm, last: Harm) -> bool:
    """Whether the last word that tells what happened stands before, and a mark ends its clause."""
    if last.first > harm.first or last.outcome is harm.outcome:
        return False
    return any(token.text == "," or token.text in CLAUSE_ENDS for token in tokens[last.last + 1 : harm.first])
