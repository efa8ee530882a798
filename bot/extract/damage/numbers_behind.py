"""The number of things told behind them: "пошкоджених будинків – 38", "the number of damaged houses rose to 38"."""

from bot.extract.text.numbers import Number
from bot.extract.text.senses import is_preposition
from bot.extract.text.tokens import Shape, Token

_BEING = frozenset({"damage.degree", "age.was"})


def number_behind(tokens: list[Token], first: int, last: int, ends: dict[int, Number]) -> Number | None:
    """The count in "пошкоджених будинків – 38": a dash or the like, and a number that nothing is counted by."""
    lead = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].sense in _BEING)
    if lead + 1 >= len(tokens) or not _leads_to_number(tokens, first, lead):
        return None
    number = next((ends[index] for index in range(lead + 1, min(lead + 4, len(tokens))) if index in ends), None)
    if number is None or number.ordinal or tokens[lead + 1].shape is Shape.LINE:
        return None
    if "counting_people" in tokens[number.first].classes:
        return None
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    ended = after is None or after.shape is Shape.LINE or after.text in ".,;)"
    ended = ended and not is_cut_short(tokens, number.last)
    to = _is_to(tokens, lead) or tokens[lead + 1].sense == "sum.already"
    return number if ended and number.hedge <= lead + 1 + to else None


def _is_to(tokens: list[Token], index: int) -> bool:
    """Whether "to" leads from a word of rising to a number, and no number stands there: "зросла до 64"."""
    after = tokens[index + 1]
    return tokens[index].sense == "sum.risen" and (after.value is None or (after.sense or "").startswith("hedge."))


def is_cut_short(tokens: list[Token], last: int) -> bool:
    """Whether a number ends in an abbreviation and goes on with what it counts: "4 тис. кв. метрів"."""
    if last + 2 >= len(tokens) or tokens[last + 1].text != "." or not tokens[last].abbreviation:
        return False
    return tokens[last + 2].shape is Shape.WORD and not tokens[last + 2].capital


def _is_place_of(tokens: list[Token], first: int) -> bool:
    """Whether a preposition leads to one thing, so that a number behind counts people there: "удар по школі — двоє"."""
    before = tokens[first - 1] if first else None
    if before is None or not (tokens[first].sense or "").startswith("object_one"):
        return False
    return is_preposition(before)


def _leads_to_number(tokens: list[Token], first: int, index: int) -> bool:
    """Whether a dash behind a thing leads to its number, or "already", "more than" or "has risen to" behind several
    things that begin at `first`: "пошкоджених будинків уже понад 30"."""
    if tokens[index].text in ("–", "—", "-", ":"):
        return not _is_place_of(tokens, first)
    several = any((token.sense or "").startswith("object_many") for token in tokens[max(first, index - 3) : index])
    before = tokens[first - 1].sense or "" if first else ""
    sense = tokens[index].sense or ""
    told = sense in ("sum.already", "sum.risen") or sense.startswith("hedge.")
    return told and several and (before == "preposition.of" or not before.startswith("preposition."))
