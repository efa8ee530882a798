"""What a damaged thing is where its own words leave it open: told by the rest of the post."""

from bot.extract.damage.objects import OPEN_HEADS, Thing
from bot.extract.text.tokens import Document
from bot.model import DamageObject

_SCHOOLS = frozenset({"school", "kindergarten", "university"})
_NEIGHBOURHOOD = 2
_UNCLEAR = OPEN_HEADS | {"car", "vehicle", "transport", "bus", "truck", "other", "outbuilding", "port", "flat"}
_BESIDE, _OWNER = 2, 6


def private_cues(document: Document, things: list[Thing]) -> list[int]:
    """The tokens that speak of private houses."""
    private = [token.index for token in document.tokens if token.sense == "quality.private_house"]
    return private + [thing.head for thing in things if thing.name == "private_house"]


def school_before(things: list[Thing], thing: Thing) -> DamageObject | None:
    """The kind of a school that a text named before it speaks of "the educational institution"."""
    kinds = {one.name for one in things if one.last < thing.first and one.name in _SCHOOLS and one.count == 1}
    return DamageObject(kinds.pop()) if len(kinds) == 1 else None


def is_vocational(document: Document, things: list[Thing], thing: Thing) -> bool:
    """Whether "the lyceum" takes up a vocational lyceum named before it; one with a number is another."""
    if thing.count != 1 or thing.told or not _is_lyceum(document, thing):
        return False
    numbered = thing.last + 1 < len(document.tokens) and document.tokens[thing.last + 1].text == "№"
    before = (one for one in things if one.last < thing.first and one.name == "university")
    return not numbered and any(_is_lyceum(document, one) for one in before)


def _is_lyceum(document: Document, thing: Thing) -> bool:
    return "lyceum" in document.tokens[thing.last].classes


def resolved(
    document: Document, thing: Thing, names: set[str], private: list[int], by_police: bool
) -> DamageObject | None:
    """What a thing is, open heads told by the rest of the post; None for what stays untold. The service cars that the
    police speak of are their own."""
    if thing.name == "flat":
        return DamageObject.APARTMENT_BUILDING
    single = thing.count == 1 and not thing.told
    if single and thing.name in ("house", "housing") and _has_flats(document, thing):
        return DamageObject.APARTMENT_BUILDING
    if thing.name == "service_car":
        return DamageObject.POLICE_CAR if by_police else DamageObject.CAR
    if thing.name not in OPEN_HEADS:
        return DamageObject(thing.name)
    if thing.name == "structure":
        return DamageObject.OTHER if thing.told and not thing.bare else None
    if thing.name == "depot":
        return DamageObject.RAIL if "rail" in names else DamageObject.TRANSPORT
    sentence = document.sentence_of[thing.head]
    if thing.name == "home" or any(_is_near(document, document.sentence_of[cue], sentence) for cue in private):
        return DamageObject.PRIVATE_HOUSE
    return DamageObject.APARTMENT_BUILDING if single and "apartment_building" in names else DamageObject.HOUSING


def _is_near(document: Document, one: int, other: int) -> bool:
    """Whether two sentences stand in one line, with hardly anything between them."""
    return abs(one - other) <= _NEIGHBOURHOOD and document.lines[one] == document.lines[other]


def _has_flats(document: Document, thing: Thing) -> bool:
    """Whether the entrances of a house are told right behind it ("дом на четыре подъезда")."""
    return any(token.sense == "piece.flat" for token in document.tokens[thing.last + 1 : thing.last + 4])


def building_before(document: Document, things: list[Thing], accepted: list[Thing], thing: Thing) -> str | None:
    """The name of what lay near and turns out to be damaged itself: "біля школи … у приміщенні вибило вікна", "у двір
    школи. … Будівлю пошкоджено"."""
    if thing.name != "structure" or thing.count != 1 or thing.told:
        return None
    before = next((one for one in reversed(things) if one.last < thing.first), None)
    if before is None or before in accepted or before.count != 1 or before.name in _UNCLEAR:
        return None
    there, here = document.sentence_of[before.head], document.sentence_of[thing.head]
    return before.name if there == here or _is_near(document, there, here) else None


def broken_near(document: Document, things: list[Thing], accepted: list[Thing]) -> list[Thing]:
    """What lay near where something fell, and had parts of it broken: "впали на подвір'я ліцею, вибило шибки"."""
    told = {document.sentence_of[thing.head] for thing in accepted}
    heads = {thing.head for thing in things}
    found: dict[int, Thing] = {}
    phrases = [index for index in document.senses.get("damage.harm", []) if document.tokens[index].reach > index]
    for index in [*document.senses.get("piece.of", []), *phrases]:
        owned = document.sentence_of[index] in told or _is_of_thing(document, index, heads)
        if owned or not _is_broken(document, index):
            continue
        near = lying_near(document, things, accepted, index)
        if near is not None:
            found[near.head] = near
    return list(found.values())


def lying_near(document: Document, things: list[Thing], accepted: list[Thing], index: int) -> Thing | None:
    """The single thing that a sentence names last before a token without telling that it was hit."""
    sentence = document.sentence_of[index]
    before = [thing for thing in things if thing.last < index and document.sentence_of[thing.head] == sentence]
    if not before or before[-1] in accepted or before[-1].count != 1 or before[-1].name in _UNCLEAR:
        return None
    return before[-1]


def _is_broken(document: Document, index: int) -> bool:
    around = document.tokens[max(0, index - _BESIDE) : index + _BESIDE + 1]
    return any(token.sense == "damage.harm" for token in around)


def _is_of_thing(document: Document, index: int, heads: set[int]) -> bool:
    """Whether the thing that a part is of is named beside it ("вікна школи", "у школі вікна")."""
    before = document.tokens[max(0, index - _BESIDE) : index]
    apart = any(token.text == "," for token in before)
    return any(place in heads for place in range(index + 1 if apart else index - _BESIDE, index + _OWNER))
