"""Ages beside people: "52-річний", "віком 3 і 9 років", "1974 р.н.", ", 44,", "їй було 46"."""

from itertools import takewhile
from typing import NamedTuple

from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import is_sense, tells_harm
from bot.extract.text.tokens import Shape, Token
from bot.model import Sex

_OLDEST = 115
_MOST = 12
_HOME = 5
_DETERMINED = 2
_SINCE_YEARS, _SINCE_AGE = 4, 5
_EARLIEST_BIRTH = 1900
_UNITS = frozenset({"unit.year", "unit.month", "age.of"})
_AGE_UNITS = frozenset({"unit.year", "unit.month", "age.infant"})
_HARM = ("killed.", "injured.", "person.", "number.")
_BEFORE_AGE = frozenset({"age.of", "age.was", "unit.year", "hedge.about", "hedge.just"})
_BEFORE_PEOPLE = frozenset({None, "part.more"})
_TELLING = frozenset({"age.of", "unit.year"})
_SAID_BY_THE_WAY = frozenset({"sum.already", "flag.preliminary", "weapon_cue.guess"})
_LINKS = frozenset({",", "(", "–", "—", "-", ":"})


class Described(NamedTuple):
    """A person told by age (whole years) or sex; `young` if the word itself says a child, None if the word ("son",
    "granddaughter") leaves that open."""

    age: int | None
    sex: Sex | None
    young: bool | None = False


class AgeAdjective(NamedTuple):
    """An age as an adjective ("52-річний", "12-year-old") ending at token `last`."""

    age: int
    last: int


def age_adjective(tokens: list[Token], number: Number) -> AgeAdjective | None:
    """The age if a number is followed by "-річний", "-year-old" or the like, else None; infants are 0."""
    last = number.last + 1
    if last >= len(tokens):
        return None
    token = tokens[last]
    hyphen = token.text in "-–—‑" and token.start == tokens[number.last].end
    if hyphen:
        last += 1
        if last >= len(tokens):
            return None
        token = tokens[last]
    infant = hyphen and (token.sense == "age.infant" or "days_old" in token.classes)
    if token.sense not in _AGE_UNITS and not infant:
        return None
    adjective = hyphen or len(token.folded) > 5 or token.reach > token.index
    elderly = number.words and not hyphen and not token.text.isascii()
    if not adjective or elderly or number.value > _OLDEST:
        return None
    if token.reach > token.index and "year_letter" in token.classes and not hyphen:
        end = _past_abbreviation(tokens, token)
        return AgeAdjective(number.value, end) if end is not None else None
    if token.sense == "unit.year":
        return AgeAdjective(number.value, last) if hyphen or "years" not in token.classes else None
    if token.sense == "unit.month" and not hyphen and "of_months" not in token.classes:
        return None
    if token.sense == "unit.month" or infant:
        return AgeAdjective(number.value // 12 if token.sense == "unit.month" else 0, last)
    return None


def _past_abbreviation(tokens: list[Token], unit: Token) -> int | None:
    """The last token of "y.o." if this stands before somebody ("a 40 y.o. man"), None if behind ("women 31 and 58
    y.o., a man 62 y.o.")."""
    last = unit.reach + (unit.reach + 1 < len(tokens) and tokens[unit.reach + 1].text == ".")
    words = takewhile(lambda token: token.shape is Shape.WORD, tokens[last + 1 : last + 1 + _DETERMINED])
    return last if any((token.sense or "").startswith("person.") for token in words) else None


def suspended_ages(tokens: list[Token], number: Number, numbers: dict[int, Number]) -> tuple[list[int], int] | None:
    """The ages of "29-, 45-, 71-річна" and the last token of their adjective; None if there is no such list."""
    ages: list[int] = []
    adjective = None
    while adjective is None:
        hyphen = number.last + 1
        if hyphen >= len(tokens) or tokens[hyphen].text not in "-–‑" or tokens[hyphen].start != tokens[number.last].end:
            return None
        following = numbers.get(_past_comma_or_and(tokens, hyphen + 1))
        if following is None or following.first == hyphen + 1:
            return None
        ages.append(number.value)
        number = following
        adjective = age_adjective(tokens, number)
    return [*ages, adjective.age], adjective.last


def ages_after(
    tokens: list[Token], index: int, numbers: dict[int, Number], several: bool, year: int, marked: bool = False
) -> tuple[list[int], int]:
    """The ages told right behind a person noun and the index of the last token that tells them."""
    start, linked = _skip_links(tokens, index, marked)
    marked = marked or linked
    births = _born_before(tokens, index, numbers)
    if births:
        return [year - born.value for born in births], births[-1].last
    number = numbers.get(start)
    at_home = number or _behind_home(tokens, index, numbers)
    years = _years_of_birth(tokens, at_home, numbers) if at_home is not None else None
    if years is not None:
        return [year - born for born in years[0]], years[1]
    if number is None:
        return [], index
    ages, last, unit = list_of_ages(tokens, start, numbers, several)
    told = any("of" in tokens[step].classes or tokens[step].sense in _TELLING for step in range(index, start))
    further = _follows_years(tokens, index) or (not several and _is_said_of_one(tokens, index, start))
    closed = (not number.words or further) and _is_closed(tokens, last, len(ages) > 1)
    direct = start == index and closed and (further or not several or len(ages) > 1)
    if ages and (unit or direct or (marked and (told or closed))):
        return ages, last
    return [], index


def _follows_years(tokens: list[Token], index: int) -> bool:
    """Whether years were told of the person before, so that they may be left out: "девочка четырёх лет и мальчик
    девяти"."""
    return any(is_sense(tokens, step, "unit.year") for step in range(index - _SINCE_YEARS, index - 1))


def _is_said_of_one(tokens: list[Token], index: int, start: int) -> bool:
    """Whether "was" leads from one person to a number, or a pronoun of one does, so that words may tell the age
    without "years": "дівчинці було дев'ять, її братові два", "ему сорок", "she was seven"."""
    before = tokens[index - 1].classes if index else ()
    said = (is_sense(tokens, step, "age.was") for step in range(max(0, index - _SINCE_AGE), start))
    return any(said) or "dative_one" in before


def _born_before(tokens: list[Token], index: int, numbers: dict[int, Number]) -> list[Number]:
    """The years of "born in 1980", ", born 1980", "born in 1958 and 1971"."""
    step = index + 1 if index < len(tokens) and tokens[index].text in _LINKS else index
    if not is_sense(tokens, step, "age.born"):
        return []
    found: list[Number] = []
    number = numbers.get(tokens[step].reach + 1) or numbers.get(tokens[step].reach + 2)
    while number is not None and number.value > _EARLIEST_BIRTH and len(found) < _MOST:
        found.append(number)
        following = _past_comma_or_and(tokens, number.last + 1)
        number = numbers.get(following) if following > number.last + 1 else None
    return found


def _behind_home(tokens: list[Token], index: int, numbers: dict[int, Number]) -> Number | None:
    """The number behind the words that say where people live: "жительницы города Ромны 1958 и 1963 г.р."."""
    for step in range(index, index + _HOME):
        if step >= len(tokens) or step in numbers:
            return numbers.get(step) if step < len(tokens) else None
        if tokens[step].shape is not Shape.WORD or (tokens[step].sense or "").startswith(_HARM):
            return None
    return None


def _years_of_birth(tokens: list[Token], number: Number, numbers: dict[int, Number]) -> tuple[list[int], int] | None:
    """The years of "1988 и 1990 г.р." or "1988 г.р. и 1990 г.р." and the last token of them."""
    years: list[int] = []
    end = -1
    following: Number | None = number
    while following is not None and following.value > _EARLIEST_BIRTH and len(years) < _MOST:
        years.append(following.value)
        after = following.last + 1
        if is_sense(tokens, after, "age.born"):
            end, told = tokens[after].reach, len(years)
            after = end + 1
        step = _past_comma_or_and(tokens, after)
        following = numbers.get(step) if step > after else None
    return (years[:told], end) if end >= 0 else None


def _skip_links(tokens: list[Token], index: int, marked: bool) -> tuple[int, bool]:
    """Past ", віком", "(", "of", "було", "всего"; tells whether something there or before (`marked`) marks an age."""
    for _ in range(4):
        if index >= len(tokens):
            break
        token = tokens[index]
        if token.text in _LINKS:
            marked = True
        elif (
            token.sense in _BEFORE_AGE
            or "being" in token.classes
            or ("aged" in token.classes and token.sense != "part.among")
        ):
            marked = True
            index = token.reach
        elif marked and (token.sense in _SAID_BY_THE_WAY or "who" in token.classes):
            index = token.reach
        elif not marked and _leads_to_dash(tokens, index):
            index += 1
        else:
            break
        index += 1
    return index, marked


def _leads_to_dash(tokens: list[Token], index: int) -> bool:
    """Whether two plain words and a dash stand between a person and a number ("чоловікові за кермом — 64")."""
    between = tokens[index : index + 3]
    if len(between) < 3 or between[2].text not in "–—":
        return False
    plain = [token for token in between[:2] if token.shape is Shape.WORD and not token.capital]
    return len(plain) == 2 and not any((token.sense or "").startswith(_HARM) for token in plain)


def list_of_ages(
    tokens: list[Token], index: int, numbers: dict[int, Number], several: bool
) -> tuple[list[int], int, bool]:
    """The ages of a list from token `index` on, its last token, and whether "years" or the like is told."""
    ages: list[int] = []
    last, unit = index - 1, False
    while index in numbers and numbers[index].value <= _OLDEST and len(ages) < _MOST:
        number = numbers[index]
        if (not several and ages) or age_adjective(tokens, number) or suspended_ages(tokens, number, numbers):
            break
        after = number.last + 1
        if _is_range(tokens, number, numbers) or (after < len(tokens) and tokens[after].text == "%"):
            return [], last, False
        divisor = 12 if is_sense(tokens, after, "unit.month") else 1
        ages.append(number.value // divisor)
        last = number.last
        if after < len(tokens) and (tokens[after].sense in _UNITS or _is_short_year(tokens, after)):
            unit, last = True, tokens[after].reach
            after = last + 1
        index = _past_comma_or_and(tokens, after)
        if index == after or _counts_people(tokens, numbers.get(index)):
            break
    return ages, last, unit


def may_list_ages(tokens: list[Token], index: int) -> bool:
    """Whether a list of ages may go on at the token behind its first number: a unit, a comma or "and" stands there."""
    if index + 1 >= len(tokens):
        return False
    token = tokens[index]
    return (
        token.text == ","
        or not token.classes.isdisjoint(("and", "joining"))
        or token.sense in _UNITS
        or _is_short_year(tokens, index)
    )


def _counts_people(tokens: list[Token], number: Number | None) -> bool:
    """Whether a number counts the people of the noun behind it, and so is no further age: "and four elderly men"."""
    behind = tokens[number.last + 1 : number.last + 3] if number is not None else []
    if behind and behind[0].shape is Shape.WORD and behind[0].sense in _BEFORE_PEOPLE:
        behind = behind[1:]
    return bool(behind) and (behind[0].sense or "").startswith("person.")


def _is_range(tokens: list[Token], number: Number, numbers: dict[int, Number]) -> bool:
    """Whether a number is the lower end of "2 to 16", "17–80"."""
    after = number.last + 1
    if after + 1 not in numbers:
        return False
    return tokens[after].text in "-–—" or "to" in tokens[after].classes


def _past_comma_or_and(tokens: list[Token], index: int) -> int:
    step = index
    while step < len(tokens) and (tokens[step].text == "," or "and" in tokens[step].classes) and step - index < 2:
        step += 1
    return step


def _is_short_year(tokens: list[Token], index: int) -> bool:
    return "year_letter" in tokens[index].classes


def _is_closed(tokens: list[Token], last: int, several: bool) -> bool:
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if not several and _leads_to_others(tokens, last + 1):
        return False
    if after is None or after.shape in (Shape.MARK, Shape.LINE) or "and" in after.classes or after.sense == "part.each":
        return True
    return several and (tells_harm(after.sense) or after.sense == "age.was")


def _leads_to_others(tokens: list[Token], index: int) -> bool:
    """Whether a dash leads to what became of several, whom the number before it counts: "загинула 1 людина, 4 –
    поранені"."""
    if index + 1 >= len(tokens) or tokens[index].text not in DASHES:
        return False
    return tells_harm(tokens[index + 1].sense) and "plural_office" in tokens[index + 1].classes
