"""People whose noun may be one person's or several's, and whose verb tells that they are several: "ранены женщины"."""

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.tokens import Token

Owner = tuple[Group, Harm | None]


def with_several(tokens: list[Token], owners: list[Owner]) -> list[Owner]:
    """The groups with the word of harm that governs each, nobody counted where a verb in the plural has but one such
    noun; "ранены спасатель и водитель" are two people."""
    kept = []
    for group, harm in owners:
        several = group.either and not is_aged(group) and harm is not None and _suffer(tokens, harm, owners)
        kept.append((group.but(count=None, described=(), several=True) if several else group, harm))
    return kept


def _suffer(tokens: list[Token], harm: Harm, owners: list[Owner]) -> bool:
    """Whether a verb in the plural governs no more than one person who is counted."""
    if "many_suffer" not in tokens[harm.first].classes:
        return False
    return sum(group.count or 0 for group, other in owners if other is not None and other.first == harm.first) == 1
