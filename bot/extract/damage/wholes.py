"""Parts of a thing that is told beside them: the workshop of a works, the hangar of a farm."""

from bisect import bisect_left

from bot.extract.damage.objects import Thing
from bot.extract.text.sentences import start_of
from bot.extract.text.tokens import Document, Shape

_WORKS = frozenset({"enterprise", "rail", "depot"})
_WORKS_REACH = 3
_NETWORKS = frozenset({"power", "gas", "water", "heating", "telecom", "port"})
_INSIDE = frozenset({"preposition.in", "preposition.on"})
_NEAR = 12
_WHOSE = 1
_TRUCKS = frozenset({"truck", "bus", "ambulance", "fire_engine", "police_car"})


def is_part_of_another(document: Document, thing: Thing, accepted: list[Thing]) -> bool:
    """Whether a thing is only a part of one of those damaged, which stand in the order of the text."""
    if thing.name == "car":
        return _is_truck_again(document, thing, accepted)
    if thing.name in _NETWORKS:
        return _is_inside_alike(document, thing, accepted)
    workshop, hangar = _is_workshop(document, thing), _is_hangar(document, thing)
    if not (workshop or hangar):
        return False
    place = bisect_left(accepted, thing.first, key=start_of)
    near = accepted[max(0, place - _NEAR) : place + _NEAR]
    if workshop and any(_is_works_before(document, one, thing) for one in near):
        return True
    return hangar and any(_is_farm_around(document, one, thing) for one in near)


def _is_inside_alike(document: Document, thing: Thing, accepted: list[Thing]) -> bool:
    """Whether one thing stands in another of its kind right behind it: "горит трансформатор на подстанции"."""
    if thing.told or thing.count != 1:
        return False
    after = thing.last + 1
    inside = after < len(document.tokens) and document.tokens[after].sense in _INSIDE
    after += 1 + (after + 1 < len(document.tokens) and document.tokens[after + 1].sense == "preposition.the")
    place = bisect_left(accepted, after, key=start_of)
    whole = accepted[place] if place < len(accepted) else None
    return inside and whole is not None and whole.first == after and whole.name == thing.name


def _is_truck_again(document: Document, thing: Thing, accepted: list[Thing]) -> bool:
    """Whether a car that opens a sentence is the one truck or bus told in the sentence before: "дрон влучив у
    вантажівку. Автомобіль знищено"."""
    sentence = document.sentence_of[thing.head]
    described = document.tokens[min(thing.last + 1, len(document.tokens) - 1)].text == ","
    if thing.told or described or thing.count != 1 or thing.first - document.sentences[sentence][0] > _WHOSE:
        return False
    place = bisect_left(accepted, thing.first, key=start_of)
    before = [one for one in accepted[max(0, place - _NEAR) : place] if one.name in _TRUCKS]
    again = len(before) == 1 and before[0].count == 1 and document.sentence_of[before[0].head] == sentence - 1
    return again and "damage.also" not in document.said[sentence]


def _is_workshop(document: Document, thing: Thing) -> bool:
    """Whether a thing is only a part of a works: "у депо зруйновано ремонтний цех"."""
    words = document.tokens[thing.head : thing.last + 1]
    return thing.name == "enterprise" and any("workshop" in token.classes for token in words)


def _is_works_before(document: Document, one: Thing, thing: Thing) -> bool:
    """Whether a thing is a works told shortly before another."""
    sentences = document.sentence_of[one.head], document.sentence_of[thing.head]
    if one.name not in _WORKS or one.last >= thing.first or sentences[1] - sentences[0] > _WORKS_REACH:
        return False
    items = {item_of(document, sentence) for sentence in sentences}
    return len(items) == 1 or None in items


def _is_hangar(document: Document, thing: Thing) -> bool:
    """Whether a thing is a single hangar, which is a part of the farm that it stands on."""
    return not thing.told and "hangar" in document.tokens[thing.head].classes


def _is_farm_around(document: Document, one: Thing, thing: Thing) -> bool:
    """Whether a farm is told in the sentence of a thing: "на території ферми згорів ангар"."""
    return one.name == "farm" and document.sentence_of[one.head] == document.sentence_of[thing.head]


def item_of(document: Document, sentence: int) -> int | None:
    """The sentence that begins the list item which a sentence belongs to; None outside of lists."""
    first = bisect_left(document.lines, document.lines[sentence])
    return first if document.tokens[document.sentences[first][0]].shape is Shape.MARK else None
