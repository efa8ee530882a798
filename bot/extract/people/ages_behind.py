"""The ages told behind a noun for people: "чоловік, 34 роки", "жінки 38 та 70", "the woman killed, 67, was"."""

from itertools import takewhile

from bot.extract.people.ages import ages_after
from bot.extract.people.ages_of_harmed import age_of_harmed
from bot.extract.people.groups import YOUNG
from bot.extract.text.numbers import Number
from bot.extract.text.senses import HARMING, is_sense, tells_harm
from bot.extract.text.tokens import Document, Shape, Token

_MOST_ALIKE = 9
_COMPLEMENT = 3
_COUNTING = frozenset("—–-:")


def ages_behind(
    document: Document,
    noun: tuple[int, int],
    numbers: dict[int, Number],
    count: int | None,
    several: bool,
    couple: Token | None,
) -> tuple[list[int], int, int]:
    """The ages told behind the first and last word of a noun, where they end, and where the noun does, with the child
    whose kin it names."""
    tokens, (first, last) = document.tokens, noun
    of_child = is_kin_of_child(tokens, first, last)
    last = tokens[last].reach
    last += 2 * _is_parent_of(tokens, first, last, numbers)
    most = count if several or (count is None and tokens[first].value == 0) else 1
    ages, end = _all_ages(tokens, last + 1, numbers, most, document.post.published.year)
    if of_child or (several and couple is None and _is_their_number(tokens, last + 1, ages, end)):
        return [], last, end if of_child else last
    if count is not None and len(ages) == 1 and _is_of_each(tokens, last + 1, end):
        ages = ages * min(count, _MOST_ALIKE)
    return ages, end, last


def is_kin_of_child(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a noun tells of whose kin somebody is, so that the age right behind is the child's: "матір хлопчика 8
    років", but "мати хлопчика, 27 років"."""
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    if last == first or behind is None or behind.shape is Shape.MARK:
        return False
    return "kin_of" in tokens[first].classes and tokens[last].sense in YOUNG


def _is_parent_of(tokens: list[Token], index: int, last: int, numbers: dict[int, Number]) -> bool:
    """Whether a number only says how many children a parent has: "a mother of three"."""
    number = numbers.get(last + 2)
    led = "parent" in tokens[index].classes and is_sense(tokens, last + 1, "preposition.of")
    return led and number is not None and number.words


def _is_their_number(tokens: list[Token], index: int, ages: list[int], end: int) -> bool:
    """Whether one number behind several people and a dash or colon counts them: "із них діти — 2", "children: 7"."""
    return len(ages) == 1 and end == index + 1 and tokens[index].text in _COUNTING


def _is_of_each(tokens: list[Token], first: int, end: int) -> bool:
    """Whether the one age of some tokens is that of each of several people: "двоє юнаків по 17 років", "boys, 17
    each,"."""
    return is_sense(tokens, end + 1, "part.each") or any("apiece" in token.classes for token in tokens[first : end + 1])


def _all_ages(
    tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None, year: int
) -> tuple[list[int], int]:
    """The ages told of so many people (None: of several) right behind them, or further on, and the last token."""
    ages, end = ages_after(tokens, index, numbers, count != 1, year)
    if not ages and count == 1 and tokens[index - 1].text.isascii():
        ages, end = age_of_harmed(tokens, index, numbers)
    return (ages, end) if ages else _ages_further(tokens, index, numbers, count, year)


def _ages_further(
    tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None, year: int
) -> tuple[list[int], int]:
    """The ages of so many people behind words that tell more of them: "two men from the next street, 38 and 66"; one
    person's must be marked: "a resident of Rivne, aged 66"."""
    for step in range(index, min(index + 6, len(tokens))):
        token = tokens[step]
        if step == index and token.sense in HARMING and _is_inserted(tokens, index + 1):
            return ages_after(tokens, index + 1, numbers, count != 1, year)
        if step == index and tells_harm(token.sense) and _is_listed(tokens, token.reach + 1, count):
            ages, last = ages_after(tokens, token.reach + 2, numbers, True, year)
            return (ages, last) if len(ages) == count and is_sense(tokens, last, "unit.year") else ([], index)
        if token.text == ",":
            if count == 1 and not _marks_age(tokens, step + 1, numbers):
                break
            ages, last = ages_after(tokens, step, numbers, True, year)
            return (ages, last) if len(ages) == count else ([], index)
        if count == 1 and step in numbers and index < step <= index + _COMPLEMENT:
            return _ages_directly(tokens, step, numbers, year)
        if token.shape is not Shape.WORD or (token.sense or "").split(".")[0] in ("killed", "injured", "person"):
            break
    return [], index


def _is_inserted(tokens: list[Token], index: int) -> bool:
    """Whether a comma opens ages that a second one closes: "the woman killed, 67, was", "the two hurt, 34 and 56,"."""
    inserted = list(takewhile(lambda token: token.text != "," or token.index == index, tokens[index : index + 5]))
    closed = index + len(inserted)
    numbers = [token for token in inserted[1:] if token.shape is Shape.NUMBER or "and" in token.classes]
    ends = closed < len(tokens) and tokens[closed].text == ","
    return ends and tokens[index].text == "," and 0 < len(numbers) == len(inserted) - 1


def _is_listed(tokens: list[Token], index: int, count: int | None) -> bool:
    """Whether a colon or dash leads from the harm of several to their ages: "двоє жінок поранені: 71 рік та 54"."""
    return count is not None and count > 1 and index + 1 < len(tokens) and tokens[index].text in _COUNTING


def _marks_age(tokens: list[Token], index: int, numbers: dict[int, Number]) -> bool:
    """Whether an age or a year of birth is told by word at a token: "aged 66", "1961 year of birth"."""
    number = numbers.get(index)
    after = number.last + 1 if number is not None else -1
    told = is_sense(tokens, after, "age.born") or is_sense(tokens, after, "unit.year")
    return told or is_sense(tokens, index, "unit.year") or is_sense(tokens, index, "age.of")


def _ages_directly(tokens: list[Token], step: int, numbers: dict[int, Number], year: int) -> tuple[list[int], int]:
    """One person's age or year of birth right behind the words that tell more of him: "жителька села 1968 р.н."."""
    ages, last = ages_after(tokens, step, numbers, False, year)
    told = last > step and any(tokens[at].sense in ("age.born", "unit.year") for at in range(step, last + 1))
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    closed = after is None or after.shape is not Shape.WORD or "joining" in after.classes
    return (ages, last) if told and closed and len(ages) == 1 else ([], step)
