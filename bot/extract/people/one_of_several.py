"""One of several people told before, by age: "одному — 33, іншому — 57", "наймолодшому з поранених 3 роки",
"второму, 35 лет, ампутировали ногу"."""

from bot.extract.people.ages import Described, ages_after
from bot.extract.people.groups import Group
from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import is_sense, tells_harm
from bot.extract.text.tokens import Document, Token
from bot.model import Sex

_OUT_OF = frozenset({"preposition.from", "preposition.of", "part.among"})


def one_of_two(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    """One of those told before, by age: "одному — 33 роки, іншому — 57", "одной было 40, другой 61"."""
    after = past_whom(tokens, index + 1)
    parted = after + 1 in numbers and tokens[after].text in ",("
    after += parted
    marked = not parted and after < len(tokens) and (tokens[after].text in DASHES or tokens[after].sense == "age.was")
    if not marked and after not in numbers:
        return None
    ages, end = ages_after(tokens, after, numbers, False, document.post.published.year)
    if not ages or not (marked or is_sense(tokens, end, "unit.year")):
        return None
    sex = Sex.FEMALE if "of_her" in tokens[index].classes else Sex.MALE
    if parted and "other_one" in tokens[index].classes:
        described = (Described(ages[0], None if sex is Sex.FEMALE else sex),)
        return Group(index, end, 1, described=described)
    return Group(index, end, 1, described=(Described(ages[0], sex),), among=True, pronoun=True)


def past_whom(tokens: list[Token], after: int) -> int:
    """The token behind "of the wounded", "из погибших" or "з них" at a token, else that token itself."""
    whose = [token.sense or "" for token in tokens[after : after + 2]]
    if len(whose) > 1 and whose[0] in _OUT_OF and tells_harm(whose[1]):
        return tokens[after + 1].reach + 1
    told = bool(whose) and (tells_harm(whose[0]) or whose[0] == "part.among")
    return tokens[after].reach + 1 if told else after
