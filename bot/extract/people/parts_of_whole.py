"""Numbers out of a whole that a sentence begins with: "of the 61 injured two died", "серед 6 постраждалих – один
загиблий"."""

from bot.extract.people.groups import Group
from bot.extract.text.tokens import Document

_OUT_OF = frozenset({"preposition.from", "preposition.of", "part.among"})


def with_parts(document: Document, groups: list[Group]) -> list[Group]:
    """The groups, those behind a whole that opens their sentence known as parts of it."""
    if document.senses.keys().isdisjoint(_OUT_OF):
        return groups
    kept: list[Group] = []
    whole, of_many = -1, 0
    for group in groups:
        sentence = document.sentence_of[group.first]
        if _opens_whole(document, group, document.sentences[sentence][0]):
            whole, of_many = sentence, group.count or 0
            kept.append(group)
        else:
            part = group.bare or (0 < (group.count or 0) < of_many and not (group.added or group.young))
            kept.append(group.but(among=True) if part and sentence == whole else group)
    return kept


def _opens_whole(document: Document, group: Group, first: int) -> bool:
    """Whether nothing but "of the" or "among", and the place before that, stands before people in their sentence."""
    tokens = document.tokens
    out_of = group.first - (2 if tokens[group.first - 1].sense == "preposition.the" else 1)
    if out_of < first or tokens[out_of].sense not in _OUT_OF:
        return False
    return all(token.capital or token.sense == "preposition.in" for token in tokens[first:out_of])
