"""The words before a thing's noun: adjectives, storeys and the number that counts it."""

from dataclasses import dataclass
from functools import cache

from bot.extract.people.groups import is_attribute
from bot.extract.text.numbers import Number
from bot.extract.text.tokens import Shape, Token

_SERVING = frozenset({"car", "vehicle", "truck", "fire_engine", "police_car", "ambulance"})
QUOTES = frozenset("«»\"“”„'")
_LONGEST_DESCRIPTION = 7


@cache
def part_of(sense: str) -> str:
    """Whether a word of the sense is a thing's head, an adjective or a flat: "object", "quality", "flat" or ""."""
    if sense.startswith("object_"):
        return "object"
    return "quality" if sense.startswith("quality.") else "flat" if sense == "piece.flat" else ""


@dataclass(slots=True)
class Description:
    """What stands before a head noun, from token `first` on: its adjectives' keys, the nearest first, its storeys, and
    its number or a vague word in its place."""

    first: int
    qualities: list[str]
    storeys: int | None = None
    number: Number | None = None
    vague: bool = False


def is_modifier(tokens: list[Token], token: Token) -> bool:
    """Whether an English noun stands before the noun that it describes ("company bus", "hospital building")."""
    if token.reach + 1 >= len(tokens) or not token.text[0].isascii():
        return False
    after = tokens[token.reach + 1]
    return after.text[0].isascii() and after.shape is Shape.WORD and part_of(after.sense or "") == "object"


def describe(tokens: list[Token], head: int, ends: dict[int, Number]) -> Description:
    """Walks left from a head over its adjectives to its number."""
    told = Description(head, [])
    index, participle = head - 1, 0
    while index >= 0 and head - index <= _LONGEST_DESCRIPTION:
        token = tokens[index]
        if index in ends:
            if not _takes_number(tokens, index, ends[index], told):
                break
            index = ends[index].first
        elif token.sense is not None and token.sense.startswith("quality."):
            told.qualities.append(token.sense.removeprefix("quality."))
        elif token.sense == "person.people" and not token.text.isascii() and is_attribute(tokens, index):
            told.qualities.append("civil_infrastructure")
        elif token.sense in ("vague.many", "vague.some"):
            told.vague = True
            told.first = index
            break
        elif part_of(token.sense or "") == "object" and is_modifier(tokens, token):
            told.qualities.append(str(token.sense).partition(".")[2])
        elif _is_participle(token, _is_counted(tokens, index, ends)):
            participle = index
        elif not (is_filler(token) or _is_cut_short(tokens, index) or _is_adjective(tokens, index, head)):
            break
        if token.shape is Shape.WORD:
            told.first = index
        index -= 1
    told.first = max(told.first, participle + 1) if participle else told.first
    return told


def _takes_number(tokens: list[Token], index: int, number: Number, told: Description) -> bool:
    """Takes a number as storeys (and says so by True) or as the count, which ends the description."""
    after = tokens[index + 1]
    storeyed = after.sense == "quality.storeys" or tokens[min(index + 2, len(tokens) - 1)].sense == "quality.storeys"
    glued = after.text in "-–" and after.start == tokens[index].end
    if number.ordinal or glued or (storeyed and "storeys" in told.qualities):
        told.storeys = number.value if storeyed or glued else told.storeys
        told.first = number.first
        return storeyed or glued or number.ordinal
    if index < number.last or number.value == 0 or _is_label(tokens, number.first):
        return False
    told.number = number
    told.first = number.hedge if 0 <= number.hedge <= number.first else number.first
    return False


def _is_label(tokens: list[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].text in ("№", "#", "/", ":") and tokens[first - 1].end == tokens[first].start


def _is_participle(token: Token, counted: bool) -> bool:
    """Whether a word of damage stands as an adjective behind a number: "про дві пошкоджені підстанції"."""
    return counted and token.sense == "damage.harm" and "harmed_things" in token.classes


def _is_counted(tokens: list[Token], index: int, ends: dict[int, Number]) -> bool:
    """Whether a number stands before a token, with "more" between at most: "four more damaged houses"."""
    return index - 1 in ends or (index > 0 and tokens[index - 1].sense == "part.more" and index - 2 in ends)


def _is_cut_short(tokens: list[Token], index: int) -> bool:
    """Whether a token is the dot of a shortened adjective ("36 жит. будинків")."""
    before = tokens[index - 1] if index else None
    return tokens[index].text == "." and before is not None and part_of(before.sense or "") == "quality"


def _is_adjective(tokens: list[Token], index: int, head: int) -> bool:
    """Whether a word for people stands as an adjective before a vehicle ("дві пожежні машини")."""
    carrier = (tokens[head].sense or "").partition(".")[2] in _SERVING
    return carrier and index == head - 1 and tokens[index].sense == "person.office"


def is_filler(token: Token) -> bool:
    """Whether a token may stand between a number and its noun: an unknown adjective, a quotation mark, a hyphen."""
    if token.shape is Shape.MARK:
        return token.text in QUOTES or token.text == "-"
    if token.shape is not Shape.WORD or token.capital:
        return False
    if token.sense is None:
        return len(token.text) > 3 and (token.text[0].isascii() or "adjective" in token.classes)
    adjective = token.sense.startswith("moment.") and "adjective" in token.classes
    people = token.sense == "person.people" and (token.text[0].isascii() or "adjective" in token.classes)
    return adjective or people or token.sense in ("part.more", "damage.also")
