"""Tokens -> one group of people: "троє людей", "a 12-year-old boy", "їй 66", "several residents"."""

from functools import cache

from bot.extract.people.addresses import is_of_address, is_of_clock
from bot.extract.people.ages import Described, age_adjective, ages_after, suspended_ages
from bot.extract.people.ages_alone import ages_alone
from bot.extract.people.bare_numbers import WHEN, bare_number
from bot.extract.people.codes import counts_things_of
from bot.extract.people.groups import (
    PRONOUN_SEX,
    SEX,
    YOUNG,
    Group,
    is_attribute,
    lone_victim,
    past_compound,
    person_noun,
)
from bot.extract.people.marks import is_at_place
from bot.extract.people.named_ages import is_age_in_brackets, is_age_of_somebody
from bot.extract.people.nouns import coordinated_nouns, noun_group
from bot.extract.people.one_of_several import one_of_two, past_whom
from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import opens_sentence
from bot.extract.text.senses import is_sense, tells_harm
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Sex

_BEFORE_SO_MANY = 7
_SUBJECTS = frozenset({"pronoun.he", "pronoun.she"})
_FATES, _PASSED = frozenset({"injured.either", "killed.deed", "age.was"}), frozenset({"preposition.of", "age.was"})
_OF_PEOPLE = frozenset(
    {"age", "casualty", "hedge", "injured", "killed", "negation", "number", "part", "person"}
    | {"preposition", "pronoun", "sum", "unit"}
)
_BEHIND_PEOPLE = WHEN | {"conjunction.that", "damage.degree", "damage.near", "moment.found", "weapon_cue.link"}


def group_at(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    """The group of people that begins at token `index`, or None; `numbers` by the index of their first token."""
    token = tokens[index]
    number = numbers.get(index)
    if number is not None and "to_one" in token.classes:
        aged = one_of_two(document, tokens, index, numbers)
        if aged is not None:
            return aged
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
        return None if is_attribute(tokens, index) else noun_group(document, tokens, index, numbers, None)
    if sense == "sum.so_many":
        return _so_many(tokens, index, numbers)
    if sense == "pronoun.other" or (sense == "part.more" and token.value == 1):
        return _another(tokens, index)
    if sense.startswith("pronoun."):
        return _pronoun_age(document, tokens, index, numbers)
    if "to_one" in token.classes or "other_one" in token.classes:
        return one_of_two(document, tokens, index, numbers)
    if sense == "age.of" and "superlative" in token.classes:
        return _oldest(document, tokens, index, numbers)
    told = "dative_one" in token.classes or (index + 1 < len(tokens) and tokens[index + 1].text == ",")
    return _victim_aged(document, tokens, index, numbers) if told else None


def _victim_aged(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    """The age told of the killed or injured one: "загиблому було 45 років", "пострадавшей 54 года", "загиблий,
    45 років,"."""
    victim = lone_victim(tokens[index])
    if victim is None:
        return None
    ages, end = ages_after(tokens, index + 1, numbers, False, document.post.published.year, marked=True)
    if not ages or not (is_sense(tokens, end, "unit.year") or is_sense(tokens, index + 1, "age.was")):
        return None
    sex = victim.described[0].sex if victim.described else None
    return Group(index, end, 1, described=(Described(ages[0], sex),))


def _oldest(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    """The oldest or youngest of those told, by age: "наймолодшому — 3 роки", "самой старшей из раненых 82"."""
    after = tokens[index].reach + 1
    if any((token.sense or "").startswith("person.") for token in tokens[after : after + 1]):
        return None
    ages, end = ages_after(tokens, past_whom(tokens, after), numbers, False, document.post.published.year, marked=True)
    if not ages:
        return None
    word = tokens[tokens[index].reach].classes
    least = Sex.MALE if tokens[index].reach > index or "most" in word else None
    sex = Sex.FEMALE if "of_her" in word else least
    return Group(index, end, 1, described=(Described(ages[0], sex),), among=True)


def _another(tokens: list[Token], index: int) -> Group | None:
    """One more person told by "another" alone: "killed a man and wounded another", "another was injured"."""
    after = tokens[index].reach + 1
    if tokens[index].sense == "pronoun.other":
        return Group(index, index, 1)
    sense = tokens[after].sense or "" if after < len(tokens) else ""
    harmed = sense in ("killed.deed", "injured.deed")
    ends = after >= len(tokens) or tokens[after].shape is not Shape.WORD or sense.startswith("preposition.")
    hurt = index > 0 and tells_harm(tokens[index - 1].sense)
    if is_at_place(tokens, index):
        return Group(index, index, 1, added=True)
    return Group(index, index, 1) if harmed or (ends and hurt) else None


def _so_many(tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    """The number told right before "so many": "27. Уже стільки поранених", "31 — that is how many were hurt"."""
    ahead = (numbers[step] for step in range(index - 1, max(-1, index - _BEFORE_SO_MANY), -1) if step in numbers)
    number = next(ahead, None)
    return number and Group(index, tokens[index].reach, number.value, number.bound, bare=True)


@cache
def _may_follow_people(sense: str) -> bool:
    """Whether a word of the sense may stand right behind a number of people; most are what the number counts."""
    return sense in _BEHIND_PEOPLE or sense.partition(".")[0] in _OF_PEOPLE


def _counted(document: Document, tokens: list[Token], number: Number, numbers: dict[int, Number]) -> Group | None:
    behind = past_compound(tokens, number.last + 1)
    follow = tokens[behind] if behind < len(tokens) else None
    if follow is not None and follow.sense and not _may_follow_people(follow.sense) and "joining" not in follow.classes:
        return None
    aged = age_adjective(tokens, number)
    if is_of_clock(tokens, number) or (aged is None and is_of_address(tokens, number)):
        return None
    if aged is not None:
        return _aged(document, tokens, number.first, aged.last, aged.age, numbers)
    after = number.last + 1
    suspended = suspended_ages(tokens, number, numbers)
    if suspended is not None:
        ages, last = suspended
        return _aged_alike(tokens, number.first, last, ages)
    if after < len(tokens) and (tokens[after].sense or "").startswith("unit."):
        return _age_behind_noun(tokens, number, tokens[after])
    bracketed = number.first > 0 and tokens[number.first - 1].text == "("
    if is_age_of_somebody(tokens, number) or (bracketed and is_age_in_brackets(tokens, number)):
        somebody = Group(number.first - 2, number.last, 1, described=(Described(number.value, None),), named=True)
        return ages_alone(tokens, number, numbers) or somebody
    if after < len(tokens) and tokens[after].sense == "part.more":
        after += 1
    second = numbers.get(after)
    inner = age_adjective(tokens, second) if second is not None else None
    group = _aged(document, tokens, after, inner.last, inner.age, numbers) if inner is not None else None
    if group is not None:
        return group.but(first=number.first, count=number.value, described=group.described * min(number.value, 9))
    noun = person_noun(tokens, after) or _friends_of(tokens, after)
    if noun is None or counts_things_of(tokens, number, noun):
        return ages_alone(tokens, number, numbers) or bare_number(tokens, number)
    counted = noun_group(document, tokens, noun, numbers, number.value)
    among = any(token.sense == "part.among" for token in tokens[after:noun])
    return counted.but(first=number.first, bound=number.bound, count=number.value, among=counted.among or among)


def _friends_of(tokens: list[Token], index: int) -> int | None:
    """The person noun of "two of his colleagues", which counts others than him."""
    whose = is_sense(tokens, index, "preposition.of") and index + 1 < len(tokens)
    if not whose or not (tokens[index + 1].sense in PRONOUN_SEX or "whose" in tokens[index + 1].classes):
        return None
    return person_noun(tokens, index + 2)


def _aged_alike(tokens: list[Token], first: int, last: int, ages: list[int]) -> Group:
    """ "24- і 38-річний чоловіки": several people of one noun."""
    noun = person_noun(tokens, last + 1)
    sex = SEX.get(tokens[noun].sense or "") if noun is not None else None
    end = tokens[noun].reach if noun is not None else last
    described = tuple(Described(age, sex or _sex_of_adjective(tokens[last])) for age in ages)
    return Group(first, end, len(ages), described=described, sex=sex)


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


def _aged(
    document: Document, tokens: list[Token], first: int, last: int, age: int, numbers: dict[int, Number]
) -> Group | None:
    if last + 1 < len(tokens) and "tenure" in tokens[last + 1].classes:
        return None
    noun = person_noun(tokens, last + 1)
    sex = _sex_of_adjective(tokens[last])
    if noun is None:
        return Group(first, last, 1, described=(Described(age, sex),))
    nouns = coordinated_nouns(tokens, noun) if "adjective_people" in tokens[last].classes else []
    if len(nouns) > 1:
        alike = tuple(Described(age, SEX.get(tokens[step].sense or ""), tokens[step].sense in YOUNG) for step in nouns)
        return Group(first, tokens[nouns[-1]].reach, len(alike), described=alike)
    group = noun_group(document, tokens, noun, numbers, 1)
    if tokens[noun].sense == "person.couple" and tokens[noun].value == 2:
        wife = group.described[-1].age if group.described else None
        return group.but(first=first, count=2, described=(Described(age, Sex.MALE), Described(wife, Sex.FEMALE)))
    if tokens[noun].sense == "person.twins":
        return group.but(first=first, count=2, described=(Described(age, None, True),) * 2)
    return group.but(first=first, count=1, described=(Described(age, _sex_with(tokens[noun], group.sex, sex)),))


def _sex_with(noun: Token, told: Sex | None, adjective: Sex | None) -> Sex | None:
    """The sex that the nouns tell, else that of their adjective; a child's gender is the word's and not the
    person's. "Онука" may be a granddaughter or, in another case, a grandson."""
    if adjective is not None and "grandchild" in noun.classes:
        return adjective
    return told or (None if noun.sense == "person.child" else adjective)


def _sex_of_adjective(token: Token) -> Sex | None:
    if "adjective_woman" in token.classes:
        return Sex.FEMALE
    return Sex.MALE if "adjective_man" in token.classes else None


def _vague(tokens: list[Token], index: int) -> Group | None:
    after = tokens[index].reach + 1
    while after < len(tokens) and tokens[after].sense in _PASSED:
        after += 1
    noun = person_noun(tokens, after)
    if noun is not None:
        return Group(index, tokens[noun].reach, None, vague=True)
    harmed = ("killed", "injured")
    if after < len(tokens) and (tokens[after].sense or "").split(".")[0] in harmed:
        return Group(index, tokens[index].reach, None, vague=True)
    closed = after >= len(tokens) or tokens[after].text in ".,;" or tokens[after].shape is Shape.LINE
    if closed and index and (tokens[index - 1].sense or "").split(".")[0] in harmed:
        return Group(index, tokens[index].reach, None, vague=True)
    return None


def _both(tokens: list[Token], index: int) -> Group | None:
    """ "Both died": two people, those told before if any were; "both are wounded" that opens a sentence."""
    after = tokens[index + 1].sense or "" if index + 1 < len(tokens) else ""
    told = after in _FATES or (after == "injured.deed" and opens_sentence(tokens, index))
    return Group(index, index, 2, bare=True) if told else None


def _pronoun_age(document: Document, tokens: list[Token], index: int, numbers: dict[int, Number]) -> Group | None:
    """Somebody taken up again by age: "їй 66", "both aged 40"; "він 33 роки" tells how long he did something."""
    sense = tokens[index].sense
    if sense in _SUBJECTS and index + 1 in numbers and is_sense(tokens, numbers[index + 1].last + 1, "unit.year"):
        return None
    several = sense in ("pronoun.them", "pronoun.of_them", "pronoun.both")
    ages, end = ages_after(tokens, index + 1, numbers, several, document.post.published.year, marked=True)
    if sense == "pronoun.both" and not ages:
        noun = person_noun(tokens, index + 1)
        if noun is not None:
            return noun_group(document, tokens, noun, numbers, 2).but(first=index)
        return _both(tokens, index)
    if not ages or (sense == "pronoun.of_them" and not is_sense(tokens, end, "unit.year")):
        return None
    if sense == "pronoun.both" and len(ages) == 1:
        ages = ages * 2
    sex = PRONOUN_SEX.get(sense)
    described = tuple(Described(age, sex) for age in ages)
    return Group(index, end, len(ages), described=described, pronoun=True, sex=sex)
