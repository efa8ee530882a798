"""Tokens -> things that can be damaged: what they are, how many, and how the words say it.

Sections of the lexicon: [object_one], [object_many] and [object_any] hold the nouns by what they name, in singular
forms, in plural forms, and in forms that may be either; `structure`, `house`, `home`, `depot` and `office_building`
are heads that their adjectives ([quality]) or the post make definite. [piece] holds parts of a thing: `of` and `flat`
speak of the thing itself, `ground` of what lies beside it and of its people; `idiom` holds phrases that name no thing.
"""

from dataclasses import dataclass, replace

from bot.extract.damage.descriptions import QUOTES, Description, describe, is_filler, is_modifier, part_of
from bot.extract.damage.numbers_behind import number_behind
from bot.extract.text.joints import joins
from bot.extract.text.numbers import Number
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import DamageObject

OPEN_HEADS = frozenset({"structure", "house", "home", "depot"})
_HOMES = frozenset({"house", "home", "private_house", "structure"})
_CARRIERS = frozenset({"car", "vehicle", "enterprise"})
_CARRIED = frozenset(
    {"truck", "ambulance", "police_car", "fire_engine", "bus", "farm", "power", "gas", "water", "heating"}
)
_HOUSED = frozenset({"enterprise", "hospital", "hotel", "office", "administration", "farm", "university", "school"})
_SHELLS = frozenset({"structure", "office_building"})
_ELLIPTIC = frozenset({"apartment_building", "private_house", "housing", "car", "truck"})
_OF = frozenset({"preposition.from", "preposition.of", "age.range"})
_ADJECTIVES = frozenset({"adjective_one", "adjective_many"})
_HIGH = 3
_LIST_REACH = 6
_SHARED = 6
_BEFORE_SINGULAR = frozenset({"damage.near", "damage.besides", "damage.rubble", "preposition.from", "hedge.about"})


@dataclass(slots=True, unsafe_hash=True)
class Thing:
    """A thing named at tokens `first`..`last` with its head noun at `head`.

    `name` is an object of the GUIDE, one of OPEN_HEADS, or "flat" for a flat whose building is not named;
    `count` is None for a plural without a number; `told` says that a number stands in the text, `bare` that the thing
    is only a number ("8 more") standing for the thing before it.
    """

    first: int
    last: int
    head: int
    name: str
    count: int | None
    told: bool = False
    bare: bool = False


def find_things(document: Document, numbers: list[Number]) -> list[Thing]:
    """All things named in a document in the order of the text, damaged or not."""
    tokens = document.tokens
    ends = {number.last: number for number in numbers}
    things = []
    found = [(index, part) for sense, places in document.senses.items() if (part := part_of(sense)) for index in places]
    for index, section in sorted(found):
        token = tokens[index]
        if section == "object":
            if not _is_name(tokens, token) and not is_modifier(tokens, token):
                things.append(_thing_at(tokens, token.index, ends))
        elif section == "quality":
            things.extend(_elliptic_at(tokens, token.index, ends))
        elif not _leads_to_thing(tokens, token.index):
            things.append(Thing(token.index, token.reach, token.index, "flat", 1))
    return things


def _thing_at(tokens: list[Token], head: int, ends: dict[int, Number]) -> Thing:
    section, _, name = str(tokens[head].sense).partition(".")
    told = describe(tokens, head, ends)
    last = tokens[head].reach
    if _is_of_private(tokens, last + 1):
        told.qualities.append("private_house")
    if name == "structure":
        other = all(quality == "other" for quality in told.qualities)
        last = _complement(tokens, last, told if other else Description(head, []))
    if _is_shell(name, _sense_behind(tokens, last + 1)) or (not told.number and _is_of_farm(tokens, head)):
        return Thing(told.first, last, head, "structure", 1)
    count, number = _count(tokens, head, section, told, ends)
    if number is None and (after := number_behind(tokens, told.first, last, ends)):
        number, count, last = after, after.value, after.last
    return Thing(told.first, last, head, resolve(name, told.qualities, told.storeys), count, number is not None)


def _is_shell(name: str, follow: str) -> bool:
    """Whether a building is merely what houses the thing named right behind it ("двоповерхівка заводу")."""
    if name in _SHELLS:
        return part_of(follow) == "object"
    return name == "apartment_building" and follow.partition(".")[2] in _HOUSED and part_of(follow) == "object"


def _is_of_private(tokens: list[Token], index: int) -> bool:
    """Whether an adjective right behind homes says that they are private: "житлові будинки приватної забудови"."""
    if index + 1 >= len(tokens) or tokens[index].sense != "quality.private_house":
        return False
    return "of_adjective" in tokens[index].classes and tokens[index + 1].sense is None


def _is_of_farm(tokens: list[Token], head: int) -> bool:
    """Whether a hangar is told by the farm that it is of ("ангар сільгосппідприємства")."""
    return "hangar" in tokens[head].classes and _sense_behind(tokens, tokens[head].reach + 1).endswith(".farm")


def _sense_behind(tokens: list[Token], index: int) -> str:
    """The sense of the word at `index`, over "of the" or an adjective."""
    while index < len(tokens) and tokens[index].sense in ("preposition.of", "preposition.the"):
        index += 1
    if index < len(tokens) and tokens[index].sense is None and "of_adjective" in tokens[index].classes:
        index += 1
    return (tokens[index].sense or "") if index < len(tokens) else ""


def _is_one_of(tokens: list[Token], first: int, ends: dict[int, Number]) -> bool:
    """Whether one of several is spoken of: "в одну з лікарень", "one of the schools"."""
    before = first - 1
    while before > 0 and tokens[before].sense == "preposition.the":
        before -= 1
    one = ends.get(before - 1)
    return one is not None and one.value == 1 and tokens[before].sense in _OF


def _count(
    tokens: list[Token], head: int, section: str, told: Description, ends: dict[int, Number]
) -> tuple[int | None, Number | None]:
    if told.number is not None:
        return told.number.value, told.number
    if section == "object_many" and head > told.first and "adjective_one" in tokens[head - 1].classes:
        return 1, None
    if told.vague or section == "object_many":
        return (1 if _is_one_of(tokens, told.first, ends) else None), None
    if section == "object_any" and not _is_singular(tokens, head, told.first):
        return None, None
    return 1, None


def _is_singular(tokens: list[Token], head: int, first: int) -> bool:
    """Whether a form that is both genitive singular and nominative plural stands in the singular."""
    describing = tokens[head - 1] if head > first else None
    if describing is not None and describing.shape is Shape.WORD:
        return "adjective_many" not in describing.classes
    before = first - 1
    while before >= 0 and tokens[before].text in QUOTES:
        before -= 1
    if before >= 0 and "of_adjective" in tokens[before].classes:
        return "adjective_many" not in tokens[before].classes
    if _goes_on_list_of_ones(tokens, before, tokens[head]):
        return True
    starts = (place for place in range(max(0, before - 3), before + 1) if tokens[place].reach >= before)
    sense = tokens[next(starts, before)].sense if before >= 0 else None
    if sense in ("preposition.in", "preposition.on"):
        return "locative" in tokens[head].classes
    return sense is not None and (sense.startswith(("piece.", "object_")) or sense in _BEFORE_SINGULAR)


def _goes_on_list_of_ones(tokens: list[Token], joint: int, thing: Token) -> bool:
    """Whether a list of things goes on behind a conjunction, the thing before it told by parts of it or by where it is:
    "фасади трьох будинків та амбулаторії", "у двох будинках, ліцеї"."""
    if joint < 1 or not (tokens[joint].text == "," or "joining" in tokens[joint].classes):
        return False
    for token in reversed(tokens[max(0, joint - _LIST_REACH) : joint]):
        sense = token.sense or ""
        if sense.startswith("piece."):
            return "no_genitive" not in thing.classes
        if sense in ("preposition.in", "preposition.on"):
            return True
        if not (sense.startswith(("object_", "quality.", "number.")) or token.text == "," or is_filler(token)):
            return False
    return False


def _is_name(tokens: list[Token], token: Token) -> bool:
    """Whether a head noun is the second word of a proper name ("Біла Церква")."""
    before = tokens[token.index - 1] if token.index else None
    if before is None or not token.capital or token.upper or token.reach > token.index or token.text[0].isascii():
        return False
    if before.text in ".-" and token.index > 1 and tokens[token.index - 2].abbreviation:
        return True
    return before.shape is Shape.WORD and before.capital and not before.upper and before.sense is None


def _leads_to_thing(tokens: list[Token], index: int) -> bool:
    """Whether a thing is named right behind a part of it ("під'їзд житлового будинку")."""
    for token in tokens[index + 1 : index + 6]:
        if token.shape is not Shape.WORD and token.shape is not Shape.NUMBER and token.text != "-":
            return False
        if (token.sense or "").startswith("object_"):
            return True
    return False


def _complement(tokens: list[Token], last: int, told: Description) -> int:
    """Reads "... of critical infrastructure" behind an open head; returns the last token that belongs to it."""
    index, end, qualities = last + 1, last, list[str]()
    while index < len(tokens) and index <= last + 5:
        token = tokens[index]
        sense = token.sense or ""
        if sense.startswith("quality."):
            qualities.append(sense.removeprefix("quality."))
            end = token.reach
        elif sense == "object_many.structure" and (end > last or index == last + 1):
            qualities.extend([] if end > last else ["civil_infrastructure"])
            end = token.reach
        elif not (
            sense in ("preposition.of", "preposition.the") or (sense == "" and is_filler(token) and index == last + 1)
        ):
            break
        index = token.reach + 1
    if index < len(tokens) and (tokens[index].sense or "").startswith("object_"):
        return last
    told.qualities.extend(qualities)
    return end


def _elliptic_at(tokens: list[Token], index: int, ends: dict[int, Number]) -> list[Thing]:
    """ "14 багатоквартирних" in "14 багатоквартирних і 9 приватних будинків": a counted adjective without its noun."""
    name = str(tokens[index].sense).removeprefix("quality.")
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if name not in _ELLIPTIC or after is None:
        return []
    if index - 1 not in ends:
        single = "adjective_one" in tokens[index].classes
        return [Thing(index, index, index, name, 1 if single else None)] if _is_beside(tokens, index, name) else []
    goes_on = joins(after) or (after.text in ".;)\n" and _goes_on_elliptic(tokens, index, ends))
    number = ends[index - 1]
    if number.ordinal or not goes_on:
        return []
    return [Thing(max(0, min(number.hedge, number.first)), index, index, name, number.value, told=True)]


def _is_beside(tokens: list[Token], index: int, name: str) -> bool:
    """Whether an adjective shares its noun with the next: "багатоквартирний та 9 приватних домів", "apartment and
    private houses"."""
    behind = tokens[index + 1 : index + _SHARED]
    adjective = not _ADJECTIVES.isdisjoint(tokens[index].classes) or tokens[index].folded.isascii()
    if not adjective or not behind or "and" not in behind[0].classes:
        return False
    senses = [token.sense or "" for token in behind]
    homes = {sense.removeprefix("quality.") for sense in senses if sense.startswith("quality.")}
    return bool((homes & _ELLIPTIC) - {name}) and any(part_of(sense) == "object" for sense in senses)


def _goes_on_elliptic(tokens: list[Token], index: int, ends: dict[int, Number]) -> bool:
    """Whether a counted adjective ends the list that another began: "будинки: 4 приватні, 2 багатоквартирні"."""
    return any(
        place - 1 in ends and str(tokens[place].sense).removeprefix("quality.") in _ELLIPTIC
        for place in range(max(1, index - _LIST_REACH), index)
    )


def resolve(name: str, qualities: list[str], storeys: int | None) -> str:
    """What a head noun means with its adjectives, the nearest first; an open head stays open where none tells."""
    high = storeys is not None and storeys >= _HIGH
    if name == "office_building":
        return DamageObject.ADMINISTRATION
    if name in _HOMES and (high or "apartment_building" in qualities):
        return DamageObject.APARTMENT_BUILDING
    if name in _HOMES and "private_house" in qualities:
        return DamageObject.PRIVATE_HOUSE
    if name in ("house", "home") and "housing" in qualities:
        return DamageObject.HOUSING
    if name == "depot":
        return next((quality for quality in qualities if quality in ("rail", "transport", "fuel_station")), name)
    if name in _CARRIERS:
        return next((quality for quality in qualities if quality in _CARRIED), name)
    if name == "structure":
        return next((quality for quality in qualities if quality not in ("storeys", "private_house", "car")), name)
    return name


def named(thing: Thing, name: str) -> Thing:
    """The thing under another name."""
    return replace(thing, name=name)
