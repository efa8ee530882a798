"""Tokens -> one group of people: "троє людей", "чоловіки 34 і 47 років", "a 12-year-old boy", "several residents"."""

from dataclasses import replace

from bot.extract.ages import Described, age_adjective, ages_after, list_of_ages, suspended_ages
from bot.extract.groups import AND, SEX, YOUNG, Group, is_sense, person_noun
from bot.extract.numbers import Number
from bot.extract.tokens import Document, Shape, Token
from bot.model import Sex

_MASCULINE_NOUNS = frozenset({"person.office", "person.people", "person.soldier"})
_RANGE = frozenset({"preposition.from", "time.between", "age.range"})
_PAIRS = frozenset({"person.couple", "person.twins"})
_ASIDE = frozenset({"age.of", "unit.year", "age.range"})
_BETWEEN = frozenset(
    {"preposition.to", "preposition.of", "preposition.from", "preposition.the", "age.range", "time.between"}
)
_IS = frozenset({"is", "was"})
_BEING = frozenset({"age.was", "damage.degree"})
_AFTER_PEOPLE = frozenset({"killed", "injured", "part", "sum", "casualty", "negation", "hedge", "pronoun"})
_OUT_OF = frozenset({"preposition.from", "preposition.of"})
_PEOPLE = frozenset({"killed", "injured", "pronoun", "person"})
_YEARS = range(1900, 2101)
_PLURAL = ("ні", "них", "ним", "ними", "ие", "их", "им", "ими")
_MASCULINE = ("ий", "ій", "ого", "ому", "им", "ый", "ой", "ым")


def group_at(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    token = tokens[index]
    number = numbers.get(index)
    if number is not None:
        return _counted(document, tokens, number, numbers)
    sense = token.sense
    if sense is None:
        return None
    if sense == "age.word" and (not token.capital or person_noun(tokens, index + 1) is not None):
        return _aged(document, tokens, index, index, int(token.value or 0), numbers)
    if sense.startswith("vague."):
        return _vague(tokens, index)
    if sense.startswith("person."):
        return _noun_group(document, tokens, index, numbers, None)
    if sense == "pronoun.other":
        return Group(index, index, 1)
    if sense.startswith("pronoun."):
        return _pronoun_age(document, tokens, index, numbers)
    return None


def _counted(document: Document, tokens: list[Token], number: Number, numbers: dict[int, Number]) -> Group | None:
    aged = age_adjective(tokens, number)
    if aged is not None:
        return _aged(document, tokens, number.first, aged.last, aged.age, numbers)
    after = number.last + 1
    suspended = suspended_ages(tokens, number, numbers)
    if suspended is not None:
        ages, last = suspended
        return _aged_alike(tokens, number.first, last, ages)
    if after < len(tokens) and (tokens[after].sense or "").startswith("unit."):
        return _age_behind_noun(tokens, number, tokens[after])
    if _is_age_of_somebody(tokens, number):
        return Group(number.first - 2, number.last, 1, described=(Described(number.value, None),), named=True)
    if after < len(tokens) and tokens[after].sense == "part.more":
        after += 1
    second = numbers.get(after)
    inner = age_adjective(tokens, second) if second is not None else None
    if inner is not None:
        group = _aged(document, tokens, after, inner.last, inner.age, numbers)
        return replace(group, first=number.first, count=number.value, described=group.described * min(number.value, 9))
    noun = person_noun(tokens, after)
    if noun is None:
        return _ages_alone(tokens, number, numbers) or _bare(tokens, number)
    group = _noun_group(document, tokens, noun, numbers, number.value)
    return None if group is None else replace(group, first=number.first, bound=number.bound, count=number.value)


def _aged_alike(tokens: list[Token], first: int, last: int, ages: list[int]) -> Group:
    """ "24- і 38-річний чоловіки": several people of one noun."""
    noun = person_noun(tokens, last + 1)
    sex = SEX.get(tokens[noun].sense or "") if noun is not None else None
    end = tokens[noun].reach if noun is not None else last
    described = tuple(Described(age, sex or _sex_of_adjective(tokens[last])) for age in ages)
    return Group(first, end, len(ages), described=described, sex=sex)


def _ages_alone(tokens: list[Token], number: Number, numbers: dict[int, Number]) -> Group | None:
    """Ages that stand behind the verb of the people they tell: "two men were wounded, 30 and 47 years old"."""
    ages, last, unit = list_of_ages(tokens, number.first, numbers, True)
    if not unit or len(ages) < 2:
        return None
    return Group(number.first, last, len(ages), described=tuple(Described(age, None) for age in ages), pronoun=True)


def _is_age_of_somebody(tokens: list[Token], number: Number) -> bool:
    """Whether a number between commas is the age of a named or otherwise unknown somebody: "Halyna, 72,"."""
    if number.words or number.first < 2 or not 1 <= number.value <= 110 or number.last + 1 >= len(tokens):
        return False
    before, noun, after = tokens[number.first - 1], tokens[number.first - 2], tokens[number.last + 1]
    if before.text != "," or noun.shape is not Shape.WORD or noun.sense is not None or not noun.text.isascii():
        return False
    return after.text in (",", ".", ";", ")") or after.folded == "and"


def _age_behind_noun(tokens: list[Token], number: Number, unit: Token) -> Group | None:
    """Somebody told by a noun that no lexicon has and an age between commas: "напарник, 27 років,"."""
    before = tokens[number.first - 1] if number.first else None
    after = tokens[unit.reach + 1] if unit.reach + 1 < len(tokens) else None
    noun = tokens[number.first - 2] if number.first > 1 else None
    closed = after is None or after.text in ",.;)–—" or after.shape is Shape.LINE
    if before is None or noun is None or before.text not in ",(" or not closed or number.value > 110:
        return None
    if unit.sense != "unit.year" or noun.shape is not Shape.WORD or noun.sense is not None:
        return None
    return Group(number.first - 2, unit.reach, 1, described=(Described(number.value, None),))


def _bare(tokens: list[Token], number: Number) -> Group | None:
    """A number without a person noun: people only if what follows can't be the thing that is counted."""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if after is not None and after.shape is Shape.WORD and not _may_follow_bare(tokens, after, number):
        return None
    if _glued(tokens, number) or (after is not None and _continues(tokens, after, number)):
        return None
    if (
        _glued_to_month(tokens, number)
        or _is_in_age_range(tokens, number)
        or (not number.words and number.value in _YEARS)
    ):
        return None
    return Group(number.first, number.last, number.value, number.bound, bare=True)


def _glued_to_month(tokens: list[Token], number: Number) -> bool:
    """Whether a number is the day of "Sept. 3"."""
    before = number.first - 1
    if before > 0 and tokens[before].text == ".":
        before -= 1
    return is_sense(tokens, before, "time.month")


def _is_in_age_range(tokens: list[Token], number: Number) -> bool:
    """Whether a number belongs to ages told before it: "віком від 17 до 80", "between the ages of 19 and 83", "one is
    30"."""
    if not number.words and number.first and tokens[number.first - 1].folded in _IS:
        return True
    for step in range(number.first - 1, max(-1, number.first - 8), -1):
        token = tokens[step]
        if token.sense in _ASIDE and token.sense != "age.range":
            return True
        small = token.shape is Shape.NUMBER or token.text in ",-–" or token.folded in AND
        if not small and token.sense not in _BETWEEN and not (token.sense or "").startswith(("number.", "hedge.")):
            return False
    return False


def _continues(tokens: list[Token], after: Token, number: Number) -> bool:
    if after.shape is Shape.NUMBER or after.text in ("%", "°", "№", "$", "€", "£", "₴"):
        return True
    following = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
    glued = following is not None and following.shape is Shape.NUMBER and following.start == after.end
    return after.text in ":/.-–," and after.start == tokens[number.last].end and glued


def _may_follow_bare(tokens: list[Token], after: Token, number: Number) -> bool:
    following = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
    if after.sense is None and following is not None and (following.sense or "").startswith(("killed.", "injured.")):
        return True
    if after.sense in _BEING or (after.sense or "").split(".")[0] in _AFTER_PEOPLE:
        return True
    if after.sense in _OUT_OF:
        return number.words and following is not None and (following.sense or "").split(".")[0] in _PEOPLE
    preposition = (after.sense or "").startswith("preposition.") or (len(after.folded) <= 3 and after.sense is None)
    return after.folded in AND or (preposition and (number.words or _is_led(tokens, number)))


def _is_led(tokens: list[Token], number: Number) -> bool:
    """Whether a word of harm or of rising leads right to a number: "killed 5 in", "rose to 11 after"."""
    before = [tokens[step].sense or "" for step in range(max(0, number.first - 3), number.first)]
    return bool(before) and (before[-1].startswith(("killed.", "injured.")) or "sum.risen" in before)


def _glued(tokens: list[Token], number: Number) -> bool:
    """Whether the number is a part of something longer: "С-300", "№5", "14:30", "3.5"."""
    before = tokens[number.first - 1] if number.first else None
    if before is None:
        return False
    earlier = tokens[number.first - 2] if number.first > 1 else before
    if (
        "age.of" in (before.sense, earlier.sense)
        or before.sense in _RANGE
        or before.sense == "time.month"
        or before.text in ("№", "#")
    ):
        return True
    return before.text in "-.–,:/" and before.end == tokens[number.first].start


def _aged(
    document: Document, tokens: list[Token], first: int, last: int, age: int, numbers: dict[int, Number]
) -> Group:
    noun = person_noun(tokens, last + 1)
    sex = _sex_of_adjective(tokens[last])
    if noun is None:
        return Group(first, last, 1, described=(Described(age, sex),))
    nouns = _coordinated_nouns(tokens, noun) if tokens[last].folded.endswith(_PLURAL) else []
    if len(nouns) > 1:
        alike = tuple(Described(age, SEX.get(tokens[step].sense or ""), tokens[step].sense in YOUNG) for step in nouns)
        return Group(first, tokens[nouns[-1]].reach, len(alike), described=alike)
    group = _noun_group(document, tokens, noun, numbers, 1)
    if tokens[noun].sense == "person.twins":
        return replace(group, first=first, count=2, described=(Described(age, None, True),) * 2)
    return replace(group, first=first, count=1, described=(Described(age, _sex_with(tokens[noun], sex)),))


def _sex_with(noun: Token, adjective: Sex | None) -> Sex | None:
    """The sex that a noun tells, else that of its adjective; a child's gender is the word's and not the person's."""
    return SEX.get(noun.sense or "") or (None if noun.sense == "person.child" else adjective)


def _sex_of_adjective(token: Token) -> Sex | None:
    word = token.folded
    if word.endswith(_MASCULINE):
        return Sex.MALE
    return Sex.FEMALE if word.endswith(("на", "ну", "ня", "ню", "яя", "юю", "ная", "ную")) else None


def _noun_group(
    document: Document, tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None
) -> Group:
    year = document.post.published.year
    if count is None:
        together = _nouns_together(tokens, index, numbers, year)
        if together is not None:
            return together
    last = _last_noun(tokens, index)
    senses = [tokens[step].sense or "" for step in range(index, last + 1)]
    couple = next((tokens[step] for step in range(index, last + 1) if tokens[step].sense in _PAIRS), None)
    last = tokens[last].reach
    sex = next((SEX[sense] for sense in reversed(senses) if sense in SEX), None)
    young = any(sense in YOUNG or sense == "person.twins" for sense in senses)
    several = _is_plural(tokens[index]) if count is None else count > 1
    if couple is not None and count is None:
        count, several = 2, True
    maybe_several = several or (count is None and tokens[index].value == 0)
    ages, end = ages_after(tokens, last + 1, numbers, maybe_several, year)
    if not ages and count != 0:
        ages, end = _ages_further(tokens, last + 1, numbers, count if maybe_several else 1)
    described = _couple(couple, ages) if couple is not None else tuple(Described(age, sex, young) for age in ages)
    if count is None:
        count = len(ages) if len(ages) > 1 else (None if several else 1)
    if not described and count == 1 and sex is not None:
        described = (Described(None, sex, young),)
    return Group(
        first=index,
        last=end if ages else last,
        count=count,
        described=described,
        young=young,
        soldier="person.soldier" in senses,
        sex=sex,
        office=any(sense.startswith("person.office") for sense in senses),
        several=several and count is None,
        either=tokens[index].value == 0 and count == 1,
    )


def _ages_further(
    tokens: list[Token], index: int, numbers: dict[int, Number], count: int | None
) -> tuple[list[int], int]:
    """The ages of so many people behind words that tell more of them: "two men from the next street, 38 and 66"; one
    person's must be marked: "a resident of Rivne, aged 66"."""
    for step in range(index, min(index + 6, len(tokens))):
        token = tokens[step]
        if token.text == ",":
            if count == 1 and not (is_sense(tokens, step + 1, "unit.year") or is_sense(tokens, step + 1, "age.of")):
                break
            ages, last = ages_after(tokens, step, numbers, True, 0)
            return (ages, last) if len(ages) == count else ([], index)
        if token.shape is not Shape.WORD or (token.sense or "").split(".")[0] in ("killed", "injured", "person"):
            break
    return [], index


def _couple(couple: Token, ages: list[int]) -> tuple[Described, ...]:
    """A couple by its ages; one age stands for both; "husband and wife" (value 2) tells who is who."""
    if couple.sense == "person.twins":
        return tuple(Described(age, None, True) for age in (ages * 2)[:2])
    sexes: tuple[Sex | None, ...] = (Sex.MALE, Sex.FEMALE) if couple.value == 2 else (None, None)
    return tuple(Described(age, sex) for age, sex in zip((ages * 2)[:2], sexes, strict=False))


def _nouns_together(tokens: list[Token], index: int, numbers: dict[int, Number], year: int) -> Group | None:
    """Single people whose ages come in the same order behind the last: "мати і син, 58 та 33 роки"."""
    nouns = _coordinated_nouns(tokens, index)
    if len(nouns) < 2:
        return None
    last = tokens[nouns[-1]].reach
    ages, end = ages_after(tokens, last + 1, numbers, True, year)
    if len(ages) != len(nouns):
        return None
    described = tuple(
        Described(age, SEX.get(tokens[noun].sense or ""), tokens[noun].sense in YOUNG)
        for age, noun in zip(ages, nouns, strict=True)
    )
    return Group(index, end, len(ages), described=described)


def _coordinated_nouns(tokens: list[Token], index: int) -> list[int]:
    nouns, step = [index], tokens[index].reach + 1
    while step < len(tokens) and len(nouns) < 5:
        linked = tokens[step].text == "," or tokens[step].folded in AND
        while step < len(tokens) and (
            tokens[step].text == "," or tokens[step].folded in AND or (tokens[step].sense or "").startswith("pronoun.")
        ):
            step += 1
        if not linked or step >= len(tokens) or not (tokens[step].sense or "").startswith("person."):
            break
        if _is_plural(tokens[step]) or tokens[step].sense in _PAIRS:
            break
        nouns.append(step)
        step = tokens[step].reach + 1
    return nouns if not _is_plural(tokens[index]) and tokens[index].sense not in _PAIRS else []


def _last_noun(tokens: list[Token], index: int) -> int:
    last = index
    while last + 1 < len(tokens):
        after = tokens[tokens[last].reach + 1] if tokens[last].reach + 1 < len(tokens) else None
        if after is None or not (after.sense or "").startswith("person."):
            break
        last = after.index
    return last


def _is_plural(token: Token) -> bool:
    if token.value:
        return token.value == 2
    if token.sense in _MASCULINE_NOUNS and token.folded.endswith(("и", "і", "ї", "ы")):
        return True
    return token.folded.endswith(("ів", "ей", "ам", "ами", "ям", "ями", "их", "ов", "s", "ими", "ых"))


def _vague(tokens: list[Token], index: int) -> Group | None:
    after = tokens[index].reach + 1
    if is_sense(tokens, after, "preposition.of"):
        after += 1
    noun = person_noun(tokens, after)
    if noun is not None:
        return Group(index, tokens[noun].reach, None, vague=True)
    if after < len(tokens) and (tokens[after].sense or "").split(".")[0] in ("killed", "injured"):
        return Group(index, tokens[index].reach, None, vague=True)
    return None


def _pronoun_age(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    sense = tokens[index].sense
    several = sense in ("pronoun.them", "pronoun.both")
    ages, end = ages_after(tokens, index + 1, numbers, several, document.post.published.year, marked=True)
    if not ages:
        return None
    if sense == "pronoun.both" and len(ages) == 1:
        ages = ages * 2
    sex = {"pronoun.him": Sex.MALE, "pronoun.her": Sex.FEMALE}.get(sense or "")
    described = tuple(Described(age, sex) for age in ages)
    return Group(index, end, len(ages), described=described, pronoun=True, sex=sex)
