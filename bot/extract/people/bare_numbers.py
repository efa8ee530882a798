"""Numbers without a person noun that may count people: "двоє загинули", "injured 37", "killed 5 in"."""

from itertools import dropwhile

from bot.extract.people.addresses import is_of_address
from bot.extract.people.codes import counts_things_of, ends_day, is_code, is_day_of_month, is_owner
from bot.extract.people.groups import Group
from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES, SENTENCE_ENDS, opens_sentence
from bot.extract.text.senses import is_sense, tells_harm
from bot.extract.text.tokens import Shape, Token

_NIGHTS = {"time.night_to", "time.night_between", "time.offset_night", "time.same_night", "time.noon", "time.midnight"}
_DAYS = {"time.weekday", "time.offset", "time.same_day", "time.other_hour", "time.next_day", "time.whole_day"}
WHEN = frozenset(
    {"time.night", "time.morning", "time.day", "time.evening", "time.past", "time.this", "time.that", "time.as_of"}
    | (_NIGHTS | _DAYS | {"weapon_cue.region", "sum.area"})
)
"""The senses of words for a time, or for a whole area, that may stand right behind a number of people: "injuring 14
overnight on", "injuring 14 across the country", "ранил троих минувшей ночью"."""
_RANGE = frozenset({"preposition.from", "time.between", "age.range"})
_QUOTES = frozenset("«“„")
_ASIDE = frozenset({"age.of", "unit.year", "age.range"})
_BETWEEN = frozenset(
    {"preposition.to", "preposition.of", "preposition.from", "preposition.the", "age.range", "time.between"}
)
_FIGURES = frozenset({"flag.data", "sum.already", "sum.conclude", "sum.risen"})
_COMING_TO = frozenset({"sum.risen", "sum.confirmed"})
_FAR = 14
_DETERMINED = 2
_BEING = frozenset({"age.was", "damage.degree"})
_BESIDE_COUNT, _FEW = _BEING | {"part.more"}, 4
_AFTER_PEOPLE = frozenset({"killed", "injured", "part", "sum", "casualty", "negation", "hedge", "pronoun"})
_BEFORE_FIGURE, _TO_RISEN = frozenset({"preposition.to", "preposition.in"}), 7
_OUT_OF = frozenset({"preposition.from", "preposition.of"})
_PEOPLE = frozenset({"killed", "injured", "pronoun", "person"})
_HARMED = frozenset({"killed.dead", "injured.deed", "injured.either"})
_PARTS = frozenset({"part.among", "part.more"})
_OF_THINGS = frozenset({"damage.harm", "weapon_cue.shot_down"})
_YEARS = range(1900, 2101)


def bare_number(tokens: list[Token], number: Number) -> Group | None:
    """A number without a person noun: people only if what follows can't be the thing that is counted."""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if after is not None and after.shape is Shape.WORD and not _may_follow_bare(tokens, after, number):
        return None
    if after is not None and after.text in _QUOTES and not _is_harmed_at(tokens, number.last + 2):
        return None
    if is_code(tokens, number) or _glued(tokens, number) or (after is not None and _continues(tokens, after, number)):
        return None
    if (
        is_day_of_month(tokens, number)
        or _is_in_age_range(tokens, number)
        or is_of_address(tokens, number)
        or _is_of_one(tokens, number)
        or (not number.words and number.value in _YEARS)
        or _is_age_of_those_told(tokens, number)
        or is_sense(tokens, number.last + 1, "casualty.animal")
    ):
        return None
    return Group(number.first, number.last, number.value, number.bound, bare=True)


def _is_age_of_those_told(tokens: list[Token], number: Number) -> bool:
    """Whether a number is an age told of people by a pronoun or between commas: "обом за 50", "the owner, 65, died"."""
    before = number.first - 1
    if not number.words and before > 0 and tokens[before].text == "," and tokens[before - 1].shape is Shape.WORD:
        after = number.last + 1
        if after < len(tokens) and tokens[after].text == ",":
            return _is_of_age(tokens[before - 1])
        return (after == len(tokens) or tokens[after].text in SENTENCE_ENDS) and _is_told_of_one(tokens, before - 1)
    while before >= 0 and ("beyond" in tokens[before].classes or (tokens[before].sense or "").startswith("hedge.")):
        before -= 1
    return before >= 0 and before < number.first - 1 and (tokens[before].sense or "").startswith("pronoun.")


def _is_told_of_one(tokens: list[Token], index: int) -> bool:
    """Whether harm ends what is told of people, so that a number behind it is an age: "a doctor was hurt, 44."."""
    return tells_harm(tokens[index].sense) and (tokens[index - 1].sense or "").startswith(("age.was", "person."))


def _is_of_age(token: Token) -> bool:
    """Whether a number between commas behind a noun tells an age: "the owner, 65,", "the victim, 58,"."""
    sense = token.sense or ""
    return sense.startswith("object") or (sense in ("injured.either", "killed.dead") and token.text.isascii())


def _is_in_age_range(tokens: list[Token], number: Number) -> bool:
    """Whether a number belongs to ages told before it: "віком від 17 до 80", "between the ages of 19 and 83", "one is
    30"."""
    if not number.words and number.first and "is" in tokens[number.first - 1].classes:
        return not (_is_harmed(tokens, number) or _tells_figure(tokens, number.first))
    if _counts_harmed(tokens, number):
        return False
    for step in range(number.first - 1, max(-1, number.first - 8), -1):
        token = tokens[step]
        if token.sense in _ASIDE and token.sense != "age.range":
            return True
        small = token.shape is Shape.NUMBER or token.text in ",-–—" or "joining" in token.classes
        if (
            not small
            and not _is_one_of(tokens, step)
            and tokens[step - 1].reach < step
            and token.sense not in _BETWEEN
            and not (token.sense or "").startswith(("number.", "hedge."))
        ):
            return False
    return False


def _is_harmed(tokens: list[Token], number: Number) -> bool:
    """Whether a word of harm stands right behind a number."""
    return _is_harmed_at(tokens, number.last + 1)


def _is_harmed_at(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tells_harm(tokens[index].sense)


def _counts_harmed(tokens: list[Token], number: Number) -> bool:
    """Whether a number behind a comma counts the people of the word of harm behind it: "a man of 42, 19 injured", "a
    child of two years, 7 more are injured"."""
    behind = dropwhile(lambda token: token.sense in _BESIDE_COUNT, tokens[number.last + 1 : number.last + 1 + _FEW])
    after = next(behind, None)
    parted = number.first > 0 and tokens[number.first - 1].text == ","
    return parted and after is not None and after.sense in _HARMED


def _is_one_of(tokens: list[Token], index: int) -> bool:
    """Whether a noun tells among whom somebody is the oldest or youngest: "старшему из мужчин 80"."""
    among = index > 0 and tokens[index - 1].sense in _OUT_OF
    return among and (tokens[index].sense or "").startswith(("person.", "killed.", "injured."))


def _tells_figure(tokens: list[Token], index: int) -> bool:
    """Whether "is" leads from a number of people to its figure: "the number of those killed is 2"."""
    before = [token.sense for token in tokens[max(0, index - _FAR) : index]]
    return any(sense in _FIGURES for sense in before)


def _continues(tokens: list[Token], after: Token, number: Number) -> bool:
    if after.shape is Shape.NUMBER:
        return not (number.words and is_sense(tokens, after.index + 1, "time.month"))
    if after.text in ("%", "°", "№", "$", "€", "£", "₴"):
        return True
    following = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
    glued = following is not None and following.start == after.end and after.start == tokens[number.last].end
    if not glued or following is None:
        return False
    return following.shape is Shape.NUMBER if after.text in ":/.–," else _is_compound(after, following)


def _is_compound(mark: Token, following: Token) -> bool:
    """Whether a hyphen makes a number part of a word."""
    return mark.text == "-" and following.shape in (Shape.NUMBER, Shape.WORD)


def _may_follow_bare(tokens: list[Token], after: Token, number: Number) -> bool:
    following = tokens[after.index + 1] if after.index + 1 < len(tokens) else None
    harmed = following is not None and tells_harm(following.sense)
    if "measure" in after.classes:
        return False
    if after.sense == "part.among" and is_sense(tokens, number.first - 1, "preposition.in"):
        return False
    if after.sense in _PARTS and _tells_of_things(tokens, after.reach + 1):
        return False
    if after.sense == "part.more" and _counts_things(tokens, after.reach + 1):
        return False
    if after.sense in (None, "moment.found", "moment.response") and harmed and following is not None:
        return not (is_owner(following) and counts_things_of(tokens, number, following.index))
    if after.sense == "weapon_cue.link":
        return any(tells_harm(token.sense) for token in tokens[after.index + 1 : after.index + 1 + _DETERMINED])
    if "ours" in after.classes and number.words:
        return True
    if after.sense in _BEING or (after.sense or "").split(".")[0] in _AFTER_PEOPLE:
        return True
    if after.sense == "damage.near":
        return following is not None and following.value is not None
    if after.sense in _OUT_OF:
        return _is_out_of_people(tokens, after.index + 1)
    preposition = (after.sense or "").startswith("preposition.") or (len(after.folded) <= 3 and after.sense is None)
    led = _is_led(tokens, number)
    if led and (after.sense == "conjunction.that" or after.sense in WHEN or "early" in after.classes):
        return True
    led = led or (_is_further(tokens, number) and following is not None and following.capital)
    preposition = preposition or after.sense in _RANGE
    return (
        "joining" in after.classes
        or (preposition and (number.words or led))
        or (led and number.words and after.sense is None)
    )


def _tells_of_things(tokens: list[Token], index: int) -> bool:
    """Whether damage, or a target shot down, is told right behind "of them" or "more": "9 з них збили", "16 more were
    damaged"."""
    near = [token.sense for token in tokens[index : index + _DETERMINED]]
    return bool(near) and (near[0] in _OF_THINGS or (near[0] in _BEING and near[-1] in _OF_THINGS))


def _counts_things(tokens: list[Token], index: int) -> bool:
    """Whether things are what "more" of is told, with an adjective before them at most: "six more private houses"."""
    named = [token for token in tokens[index : index + _DETERMINED] if token.shape is Shape.WORD]
    return any((token.sense or "").startswith("object_") for token in named)


def _is_out_of_people(tokens: list[Token], index: int) -> bool:
    """Whether people are told right behind "of", but for a word or number before them: "six of our colleagues", "двоє
    з п'яти поранених"; or what those are who are so many out of a number: "two of the nine are children"."""
    counted = any(token.value is not None for token in tokens[index : index + _DETERMINED])
    whole = next((token.reach for token in tokens[index : index + _DETERMINED] if token.value is not None), -1)
    if counted and _tells_who(tokens, whole + 1):
        return True
    for token in tokens[index : index + _DETERMINED + counted]:
        if (token.sense or "").split(".")[0] in _PEOPLE:
            return True
        if token.value is not None:
            continue
        if token.shape is not Shape.WORD or (token.sense or "preposition.the") != "preposition.the":
            return False
    return False


def _tells_who(tokens: list[Token], index: int) -> bool:
    """Whether a dash or "are" leads from a number to a noun for people: "— діти", "are children"."""
    linked = index < len(tokens) and (tokens[index].text in DASHES or tokens[index].sense in _BEING)
    return linked and index + 1 < len(tokens) and (tokens[index + 1].sense or "").startswith("person.")


def _is_further(tokens: list[Token], number: Number) -> bool:
    """Whether "more" or, in a list, a comma or "and" stands right before a number that "in" follows: "один загиблий у
    Сумах, ще 1 в Охтирці", "wounded 4 people in X, 2 in Y"."""
    before = tokens[number.first - 1] if number.first else None
    listed = before is not None and (before.text == "," or "joining" in before.classes)
    return is_sense(tokens, number.first - 1, "part.more") or (
        listed and is_sense(tokens, number.last + 1, "preposition.in")
    )


def _is_led(tokens: list[Token], number: Number) -> bool:
    """Whether a word of harm or of rising leads right to a number: "killed 5 in", "rose to 11 after"."""
    first = number.hedge if 0 <= number.hedge < number.first else number.first
    before = [tokens[step].sense or "" for step in range(max(0, first - 3), first)]
    while before and (before[-1] == "part.more" or before[-1].startswith("hedge.")):
        before.pop()
    if bool(before) and (tells_harm(before[-1]) or not _COMING_TO.isdisjoint(before)):
        return True
    lead = tokens[max(0, number.first - _TO_RISEN) : number.first]
    return bool(lead) and lead[-1].sense in _BEFORE_FIGURE and any(token.sense == "sum.risen" for token in lead)


def _glued(tokens: list[Token], number: Number) -> bool:
    """Whether the number is a part of something longer: "С-300", "№5", "No. 5", "14:30", "3.5"."""
    before = tokens[number.first - 1] if number.first else None
    if before is None:
        return False
    earlier = tokens[number.first - 2] if number.first > 1 else before
    if (
        "age.of" in (before.sense, earlier.sense)
        or (before.sense in _RANGE and not _is_whole(tokens, number))
        or (before.sense == "time.month" and not number.words and not ends_day(before, earlier))
        or before.text in ("№", "#")
        or (before.text == "." and earlier.sense == "negation.none" and "before_name" in earlier.classes)
    ):
        return True
    return (before.text in "-.–,:/" and before.end == tokens[number.first].start) or _is_bracketed(tokens, number)


def _is_of_one(tokens: list[Token], number: Number) -> bool:
    """Whether the verb behind several tells of one person, so that they are none of its people: "12 загинула жінка"."""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if after is None or number.value % 10 == 1 or not tells_harm(after.sense):
        return False
    return "one_suffers" in after.classes and after.sense != "killed.body"


def _is_bracketed(tokens: list[Token], number: Number) -> bool:
    """Whether a number alone in brackets tells something of a name before them, mostly an age: "Ivan (29)"."""
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    if number.first < 2 or tokens[number.first - 1].text != "(" or after is None or after.text != ")":
        return False
    name = tokens[number.first - 2]
    return name.shape is Shape.WORD and name.capital and not name.upper and name.sense is None


def _is_whole(tokens: list[Token], number: Number) -> bool:
    """Whether a number is the whole that another is a part of: "двоє з 14 поранених"."""
    before = tokens[number.first - 2] if number.first > 1 else None
    opens = before is None or before.value is not None or before.capital or before.text == ","
    told = _is_harmed(tokens, number) or _tells_who(tokens, number.last + 1)
    return (opens or opens_sentence(tokens, number.first - 1)) and told
