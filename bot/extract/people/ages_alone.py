"""Ages that stand apart from the noun of the people they tell: "two women were hurt, 33 and 58 years old"."""

from bot.extract.people.ages import Described, list_of_ages, may_list_ages
from bot.extract.people.groups import Group
from bot.extract.text.numbers import Number
from bot.extract.text.senses import HARMING, is_sense
from bot.extract.text.tokens import Shape, Token

_TELLING = ("unit.year", "age.of")
_CLAUSE = 4
_VICTIMS = ("killed.", "injured.", "person.")


def ages_alone(tokens: list[Token], number: Number, numbers: dict[int, Number]) -> Group | None:
    """The people of several ages told behind their verb, or right behind a word for victims; the one of whom a clause
    tells the harm before the age."""
    if _is_of_one_harmed(tokens, number):
        return Group(number.first, number.last, 1, described=(Described(number.value, None),), pronoun=True)
    listed = may_list_ages(tokens, number.last + 1)
    ages, last, unit = list_of_ages(tokens, number.first, numbers, True) if listed else ([], 0, False)
    if len(ages) < 2:
        return None
    told = unit or any(is_sense(tokens, number.first - 1, sense) for sense in _TELLING)
    if not (told or (not number.words and _are_of_victims(tokens, number.first, last))):
        return None
    if len(ages) == 2 and _is_one_of_them(tokens, number):
        return Group(number.first, last, 1, described=(Described(ages[1], None),))
    people = tuple(Described(age, None) for age in ages)
    return Group(number.first, last, len(ages), described=people, pronoun=True)


def _is_one_of_them(tokens: list[Token], number: Number) -> bool:
    """Whether a number is the word for one person, behind whose comma the age stands: "один, 50 років, загинув"."""
    return number.words and number.value == 1 and tokens[number.last + 1].text == ","


def _is_of_one_harmed(tokens: list[Token], number: Number) -> bool:
    """Whether a number between commas is the age of somebody whose clause of harm ends before it: "the man who was
    killed, 44, was driving", "a woman who died, 67, lived there"."""
    first, after = number.first, tokens[number.last + 1 : number.last + 2]
    parted = first > _CLAUSE and tokens[first - 1].text == "," and [token.text for token in after] in ([","], ["."])
    if number.words or not parted or tokens[first - 2].sense not in HARMING:
        return False
    who = first - 3 - ("being" in tokens[first - 3].classes)
    return "who" in tokens[who].classes and (tokens[who - 1].sense or "").startswith("person.")


def _are_of_victims(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a word for victims and a comma or "were" stand right before some numbers, and nothing that these could
    count behind: "those injured, 34, 56 and 71, were", "the dead are 38 and 40"."""
    mark = tokens[first - 1] if first > 1 else None
    if mark is None or not (mark.text == "," or "being" in mark.classes):
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    closed = after is None or after.shape in (Shape.MARK, Shape.LINE) or "being" in after.classes
    return closed and (tokens[first - 2].sense or "").startswith(_VICTIMS)
