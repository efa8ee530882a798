"""Tokens -> numbers: digits with their grouping and scale, words, collective numerals, ranges; ordinals kept apart."""

from typing import NamedTuple

from bot.extract.text.tokens import Document, Shape, Token
from bot.lexicon import APOSTROPHES
from bot.model import Bound

_MOST_COLLECTIVE = 10
_UNCOUNTED = 1000
_LETTERS_OF_CODE = 3
_SIMPLE = frozenset({"number.cardinal", "number.scale", "number.half"})
_RISE = 7
_SPEAKING = frozenset({"moment.said", "flag.data", "casualty.exist", "casualty.says", "sum.earlier"})
_NUMBERS = _SIMPLE | {"number.ordinal"}


class Number(NamedTuple):
    """A number at tokens `first`..`last`; `bound` by the hedge before it, `hedge` the index of that hedge's first
    token (or `first`); an `ordinal` ("2-й", "third") is no count."""

    first: int
    last: int
    value: int
    bound: Bound = Bound.EXACT
    hedge: int = -1
    ordinal: bool = False
    words: bool = False


def find_numbers(document: Document) -> list[Number]:
    """All numbers of a document in the order of the text."""
    tokens, last = document.tokens, -1
    found: list[Number] = []
    for index in sorted({*document.digits, *document.having(_NUMBERS)}):
        number = _number_at(tokens, index) if index > last else None
        if number is not None:
            found.append(_hedged(document, number))
            last = number.last
    return found


def _number_at(tokens: list[Token], index: int) -> Number | None:
    token = tokens[index]
    if token.shape is Shape.NUMBER:
        return None if _is_of_code(tokens, index) else _digits(tokens, index)
    if token.sense in _SIMPLE:
        return None if _is_abbreviation(tokens, index) or _is_family(tokens, index) else _words(tokens, index)
    if token.sense == "number.ordinal":
        return Number(index, token.reach, int(token.value or 0), hedge=index, ordinal=True, words=True)
    return None


def _is_of_code(tokens: list[Token], index: int) -> bool:
    """Whether digits only name a model or a number plate, written in one with capitals: "ракета 9М723", "3М22"."""
    behind = _letters(tokens, index - 1)
    if behind is not None and behind.end == tokens[index].start:
        return True
    ahead = _letters(tokens, index + 1)
    follow = tokens[index + 2] if ahead is not None and index + 2 < len(tokens) else None
    if ahead is None or follow is None or ahead.start != tokens[index].end:
        return False
    return follow.shape is Shape.NUMBER and follow.start == ahead.end


def _letters(tokens: list[Token], index: int) -> Token | None:
    """The token there if it is a few capitals that are no preposition: the "М" of "9М723", not the "О" of "О15:30"."""
    token = tokens[index] if 0 <= index < len(tokens) else None
    if token is None or token.shape is not Shape.WORD or len(token.text) > _LETTERS_OF_CODE or not token.text.isupper():
        return None
    return None if (token.sense or "").startswith("preposition.") else token


def _is_abbreviation(tokens: list[Token], index: int) -> bool:
    """Whether capitals within plain text spell an abbreviation that reads like a number: "дах СТО", a garage."""
    token, around = tokens[index], tokens[max(0, index - 1) : index + 2]
    hundred = token.upper and token.value == 100
    return hundred and not any(one.upper for one in around if one is not token)


def _is_family(tokens: list[Token], index: int) -> bool:
    """Whether the Russian instrumental of seven, with no instrumental behind it, is the accusative of "family"."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return "family" in tokens[index].classes and (after is None or "instrumental_many" not in after.classes)


def _digits(tokens: list[Token], index: int) -> Number | None:
    token = tokens[index]
    if token.value is None:
        return None
    value, last = float(token.value), index
    while len(tokens[index].text) <= 3 and _groups(tokens, last):
        last += 1 if tokens[last + 1].shape is Shape.NUMBER else 2
        value = value * 1000 + (tokens[last].value or 0)
    if _is_decimal(tokens, last):
        value += (tokens[last + 2].value or 0) / 10 ** len(tokens[last + 2].text)
        last += 2
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.sense == "number.scale":
        return Number(index, last + 1, round(value * (after.value or 1)), hedge=index)
    half = _half_behind(tokens, last)
    if value != int(value) or half is not None:
        return _years_and_half(tokens, index, half or last, value)
    if after is not None and after.text == "+" and after.start == tokens[last].end:
        return Number(index, last + 1, int(value), Bound.AT_LEAST, index)
    collective_end = _collective_end(tokens, last) if 1 < value <= _MOST_COLLECTIVE else None
    if collective_end is not None:
        return Number(index, collective_end, int(value), hedge=index)
    ordinal_end = _ordinal_end(tokens, last)
    return Number(index, ordinal_end or last, int(value), hedge=index, ordinal=ordinal_end is not None)


def _groups(tokens: list[Token], last: int) -> bool:
    if last + 1 >= len(tokens):
        return False
    after = tokens[last + 1]
    if after.text in APOSTROPHES + "'," and after.start == tokens[last].end and last + 2 < len(tokens):
        after = tokens[last + 2]
    return after.shape is Shape.NUMBER and len(after.text) == 3 and after.start == tokens[last].end + 1


def _is_decimal(tokens: list[Token], last: int) -> bool:
    if last + 2 >= len(tokens):
        return False
    mark, after = tokens[last + 1], tokens[last + 2]
    glued = mark.start == tokens[last].end and after.start == mark.end
    follows = last + 3 < len(tokens) and tokens[last + 3].text == mark.text and tokens[last + 3].start == after.end
    return glued and mark.text in ",." and after.shape is Shape.NUMBER and not follows


def _collective_end(tokens: list[Token], last: int) -> int | None:
    """Where a number of people ends that is written with the ending of its word: "2-х людей", "3-є", "4-ро"."""
    ending = tokens[last + 2] if last + 2 < len(tokens) else None
    if ending is None or tokens[last + 1].text not in "-–" or ending.start != tokens[last].end + 1:
        return None
    if "collective_ending" in ending.classes:
        return last + 2
    behind = tokens[last + 3 : last + 5]
    harmed = last > 0 and _is_of_people(tokens[last - 1]) and not (behind and behind[0].shape is Shape.WORD)
    counts = "counting_ending" in ending.classes and (harmed or any(map(_is_of_people, behind)))
    return last + 2 if counts else None


def _is_of_people(token: Token) -> bool:
    return (token.sense or "").startswith(("person.", "injured.", "killed."))


def _ordinal_end(tokens: list[Token], last: int) -> int | None:
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or after.start != tokens[last].end:
        return None
    if after.text in "-–" and last + 2 < len(tokens):
        ending = tokens[last + 2]
        return last + 2 if ending.start == after.end and "ordinal_ending" in ending.classes else None
    return last + 1 if "ordinal_glued" in after.classes else None


def _words(tokens: list[Token], index: int) -> Number | None:
    """The number that words make; None for "thousands" alone, which count nobody: "сотням тисяч людей"."""
    if tokens[index].sense == "number.scale" and (tokens[index].value or 0) >= _UNCOUNTED:
        return None
    total, current, last = 0.0, 0.0, index - 1
    while last + 1 < len(tokens) and tokens[last + 1].sense in _SIMPLE:
        token = tokens[last + 1]
        value = token.value or 0.0
        if token.sense == "number.scale":
            total, current = (total + (current or 1) * value, 0.0) if value >= 100 else (total, (current or 1) * value)
        elif (
            current and (value >= _rank(current) or token.sense == "number.half") and _half_behind(tokens, last) is None
        ):
            break
        else:
            current += value
        last = token.reach
    value = total + current
    if value != int(value):
        return _years_and_half(tokens, index, last, value)
    return Number(index, last, round(value), hedge=index, words=True)


def _half_behind(tokens: list[Token], last: int) -> int | None:
    """The last token of "and a half" right behind a number."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    joined = after is not None and after.sense == "number.half" and after.reach > after.index
    return after.reach if after is not None and joined else None


def _years_and_half(tokens: list[Token], first: int, last: int, value: float) -> Number | None:
    """The whole years or months of a number with a fraction, which counts no people: "півтора року", "полутора
    месяцев", "якій три з половиною"."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    ends = after is None or after.shape is not Shape.WORD or "joining" in after.classes
    halved = ends and _half_behind(tokens, first) is not None
    years = after is not None and after.sense in ("unit.year", "unit.month")
    return Number(first, last, int(value), hedge=first) if halved or years else None


def _rank(current: float) -> int:
    """The smallest round number that may no longer follow: after 20 only units, after 100 only tens."""
    if current % 100 == 0:
        return 100
    return 10 if current % 10 == 0 and current >= 20 else 1


def _hedged(document: Document, number: Number) -> Number:
    tokens, before = document.tokens, number.first - 1
    while before in document.inside or _is_article_of_scale(tokens, before):
        before -= 1
    sense = tokens[before].sense if before >= 0 else None
    if sense == "hedge.at_least":
        return number._replace(bound=Bound.AT_LEAST, hedge=before)
    if sense == "hedge.about" and not (_rises(tokens, before, number.last) or _speaks_of(tokens, before)):
        return number._replace(bound=Bound.ABOUT, hedge=before)
    return number


def _is_article_of_scale(tokens: list[Token], index: int) -> bool:
    """Whether an article stands before a round number: "more than a dozen people"."""
    article = index > 0 and tokens[index].sense == "preposition.the"
    return article and tokens[index + 1].sense == "number.scale"


def _rises(tokens: list[Token], index: int, last: int) -> bool:
    """Whether the hedge is the "to" of "зросла до 11", "до 11 зросла", "з 9 до 11"."""
    if index > 1 and tokens[index - 1].value is not None and tokens[index - 2].sense == "preposition.from":
        return True
    near = (*range(max(0, index - _RISE), index), *range(last + 1, min(last + 4, len(tokens))))
    return any(tokens[step].sense == "sum.risen" for step in near)


def _speaks_of(tokens: list[Token], index: int) -> bool:
    """Whether the "about" of a hedge only names a subject: "it is known about five victims", "wrote about 12 hurt"."""
    before = tokens[index - 1] if index else None
    return before is not None and (before.sense in _SPEAKING or "known" in before.classes)
