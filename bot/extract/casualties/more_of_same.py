"""More people of what was told before, behind whom others have a word of harm of their own: "утром ранены двое, днём
ещё трое, вечером один погибший"."""

from dataclasses import replace

from bot.extract.casualties.words import Harm
from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document

Owners = list[tuple[Group, Harm | None]]


def with_more_of_same(document: Document, owners: Owners, carried: Harm | None) -> Owners:
    """The groups of a sentence with their words of harm; "more", which shares that of a number told apart right behind
    it, has that of whoever was told before it, in the sentence or, `carried`, in the one before."""
    before = None if carried is None or carried.negated else replace(carried, sense="")
    behind = [*owners[1:], None]
    found: Owners = []
    for (group, own), after in zip(owners, behind, strict=False):
        harm = own
        if before is not None and before.outcome is not None and after is not None and own is not None:
            shared = own is after[1] and before.outcome is not own.outcome
            harm = before if shared and _is_more_beside(document, group, after[0], own) else own
        found.append((group, harm))
        before = harm if harm is not None and not harm.negated else before
    return found


def _is_more_beside(document: Document, group: Group, other: Group, harm: Harm) -> bool:
    """Whether "three more" without a noun is parted by a comma or "and" from a number that a word of harm stands right
    behind."""
    if not (group.added and group.bare and other.bare) or other.added or harm.first != other.last + 1:
        return False
    between = document.tokens[group.last + 1 : other.first]
    return any(token.text == "," or "and" in token.classes for token in between)
