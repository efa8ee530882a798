"""Parts of a thing that is told beside them: the workshop of a works, the hangar of a farm."""

from bot.extract.damage.objects import Thing
from bot.extract.text.tokens import Document, Shape

_WORKS = frozenset({"enterprise", "rail", "depot"})
_WORKS_REACH = 3


def is_part_of_another(document: Document, thing: Thing, accepted: list[Thing]) -> bool:
    """Whether a thing is only a part of one of those damaged."""
    if _is_workshop(document, thing) and any(_is_works_before(document, one, thing) for one in accepted):
        return True
    return _is_hangar(document, thing) and any(_is_farm_around(document, one, thing) for one in accepted)


def _is_workshop(document: Document, thing: Thing) -> bool:
    """Whether a thing is only a part of a works: "у депо зруйновано ремонтний цех"."""
    words = document.tokens[thing.head : thing.last + 1]
    return thing.name == "enterprise" and any("workshop" in token.classes for token in words)


def _is_works_before(document: Document, one: Thing, thing: Thing) -> bool:
    """Whether a thing is a works told shortly before another."""
    sentences = document.sentence_of[one.head], document.sentence_of[thing.head]
    items = {item_of(document, sentence) for sentence in sentences}
    near = one.last < thing.first and sentences[1] - sentences[0] <= _WORKS_REACH
    return one.name in _WORKS and near and (len(items) == 1 or None in items)


def _is_hangar(document: Document, thing: Thing) -> bool:
    """Whether a thing is a single hangar, which is a part of the farm that it stands on."""
    return not thing.told and "hangar" in document.tokens[thing.head].classes


def _is_farm_around(document: Document, one: Thing, thing: Thing) -> bool:
    """Whether a farm is told in the sentence of a thing: "на території ферми згорів ангар"."""
    return one.name == "farm" and document.sentence_of[one.head] == document.sentence_of[thing.head]


def item_of(document: Document, sentence: int) -> int | None:
    """The sentence that begins the list item which a sentence belongs to; None outside of lists."""
    while sentence > 0 and document.tokens[document.sentences[sentence][0] - 1].shape is not Shape.LINE:
        sentence -= 1
    return sentence if document.tokens[document.sentences[sentence][0]].shape is Shape.MARK else None
