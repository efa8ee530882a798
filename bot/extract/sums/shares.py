"""How many of a whole each of several towns has, by the numbers before or behind their names: "two in X and one in Y",
"in X – 3", "including in X, where four suffered"."""

from collections.abc import Sequence

from bot.extract.facts import Site
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape, Token
from bot.model import Level

_REACH = 7
FAR = 9
"""How many tokens before a town its number may stand in a sentence that does nothing but break down."""
_OF_THEM = 2
_OPENING, _WAY = 4, 16
_PLAIN = ("person.", "part.", "number.", "pronoun.", "preposition.", "age.was", "damage.degree")
_ALL_OF_THEM = 4
_BOTH = "pronoun.both"
_EACH = "part.each"
_BY = "preposition.on"
_STRUCK = ("strike.", "weapon.", "make.", "damage.")
_TREATED = frozenset({"injured.care", "update.ward"})


def shares_of_all(
    tokens: Sequence[Token], towns: list[Site], after: int, size: int, reach: int = _REACH
) -> list[tuple[int, int]] | None:
    """For each town how many of the whole, and the token that says so, within so many tokens before the town; None if
    they don't make it up."""
    told = [_number_before(tokens, site.first, after, reach) for site in towns]
    numbers = [number for number in told if number is not None]
    if len(numbers) == len(towns) and sum(number for number, _ in numbers) == size:
        return numbers
    behind = [number_behind(tokens, site.last) for site in towns]
    shares = [number for number in behind if number is not None]
    if len(shares) == len(towns) and sum(number for number, _ in shares) == size:
        return shares
    if (
        told[0] is not None
        and len(numbers) == 1
        and numbers[0][0] * len(towns) == size
        and is_for_each(tokens, numbers[0][1])
    ):
        return [(numbers[0][0], site.first) for site in towns]
    if towns[0].level is not Level.SETTLEMENT:
        return None
    if not numbers and len(towns) == size and _introduces(tokens, after, towns[0].first):
        return [(1, site.first) for site in towns]
    between = tokens[after : towns[0].first]
    both = size == 2 and _are_both_there(between)
    return [(size, towns[0].first)] if len(towns) == 1 and (both or _are_all_there(between)) else None


def _are_both_there(between: Sequence[Token]) -> bool:
    """Whether "both" and no further harm stands right before a town: "two were killed, both in X", not "two women, both
    in their 70s, died in X"."""
    senses = [token.sense or "" for token in between]
    behind = senses[senses.index(_BOTH) :] if _BOTH in senses else []
    harmed = any(tells_harm(sense) for sense in behind)
    return bool(behind) and not harmed and _TREATED.isdisjoint(senses)


def _are_all_there(between: Sequence[Token]) -> bool:
    """Whether nothing but "all" and "in" leads from a comma to a town: "постраждали четверо, усі — у Валках"."""
    comma = next((at for at, token in enumerate(between) if token.text == ","), len(between))
    words = [token for token in between[comma + 1 :] if token.shape is Shape.WORD]
    led = bool(words) and words[0].sense == "part.all" and words[-1].sense == "preposition.in"
    return led and len(words) <= _ALL_OF_THEM


def shares_of_some(tokens: Sequence[Token], towns: list[Site], after: int, size: int) -> list[tuple[int, int]] | None:
    """For each town how many of the whole, where only some are told: "поранено дев'ятьох, із них чотирьох – в X"."""
    told = [_number_before(tokens, site.first, after) for site in towns]
    numbers = [number for number in told if number is not None]
    if len(numbers) < len(towns):
        return _shares_behind(tokens, towns, after, size)
    if sum(number for number, _ in numbers) >= size:
        return None
    among = any(token.sense == "part.among" for token in tokens[after + 1 : numbers[0][1] + _OF_THEM])
    ways = [tokens[index + 1 : site.first] for site, (_, index) in zip(towns, numbers, strict=True)]
    led = all(
        way
        and (way[0].text in DASHES or way[0].sense == "preposition.in" or "of" in way[0].classes)
        and not {t.sense for t in way} & _TREATED
        for way in ways
    )
    return numbers if among and led else None


def share_that_opens(tokens: Sequence[Token], start: int, town: int) -> tuple[int, int] | None:
    """The number of "them" that a sentence begins with and leads to a town by no word but of being there, and its
    token: "seven of them were in X", "із них семеро — у X"."""
    opening, way = tokens[start : start + _OPENING], tokens[start:town]
    number = next((token for token in opening if token.value is not None and token.sense != "part.among"), None)
    among = any(token.sense == "part.among" for token in opening)
    placed = len(way) > 1 and len(way) <= _WAY and tokens[town - 1].sense == "preposition.in"
    plain = all(token.shape is not Shape.WORD or (token.sense or "").startswith(_PLAIN) for token in _heads(way))
    return (int(number.value or 0), number.index) if number is not None and among and placed and plain else None


def _heads(words: Sequence[Token]) -> list[Token]:
    """The words, and of each phrase the first."""
    heads: list[Token] = []
    for token in words:
        if not heads or token.index > heads[-1].reach:
            heads.append(token)
    return heads


def _shares_behind(tokens: Sequence[Token], towns: list[Site], after: int, size: int) -> list[tuple[int, int]] | None:
    """For each town the number behind it, where "including" leads to the first: "nine were hurt, including in X, where
    four suffered", "семеро поранених, зокрема у X – троє"."""
    told = [number_behind(tokens, site.last) or _number_of_clause(tokens, site.last) for site in towns]
    numbers = [number for number in told if number is not None]
    if len(numbers) < len(towns) or sum(number for number, _ in numbers) >= size:
        return None
    led = any(
        token.sense == "part.among" for token in tokens[max(after + 1, towns[0].first - _OF_THEM - 1) : towns[0].first]
    )
    return numbers if led else None


def _number_of_clause(tokens: Sequence[Token], town: int) -> tuple[int, int] | None:
    """The number that opens the clause about a town: "X, where four were hurt", "X, де поранено чотирьох"."""
    clause = tokens[town + 1 : town + 3 + _OF_THEM]
    if len(clause) < 3 or clause[0].text != "," or clause[1].sense != "conjunction.that":
        return None
    counted = (token for token in clause[2:] if token.shape is Shape.NUMBER or token.sense == "number.cardinal")
    number = next((token for token in counted if token.value is not None), None)
    return (int(number.value or 0), number.index) if number is not None else None


def is_for_each(tokens: Sequence[Token], number: int) -> bool:
    """Whether a number is told of each of several places: "по одному в А та в Б", "one each in A and B"."""
    led = number > 0 and tokens[number - 1].sense == _BY
    return led or any(token.sense == _EACH for token in tokens[max(0, number - 1) : number + 3])


def _introduces(tokens: Sequence[Token], after: int, town: int) -> bool:
    """Whether a colon or dash leads from the whole to the towns, and not to what struck one: "a woman was killed in the
    oblast: a drone hit X"."""
    between = tokens[after + 1 : town]
    struck = any((token.sense or "").startswith(_STRUCK) for token in between)
    return not struck and any(token.text in ":—–-(" for token in between)


def _number_before(tokens: Sequence[Token], town: int, after: int, reach: int = _REACH) -> tuple[int, int] | None:
    for index in range(town - 1, max(after, town - reach), -1):
        token = tokens[index]
        number = token.shape is Shape.NUMBER or token.sense == "number.cardinal"
        if number and token.value is not None:
            return int(token.value), index
        if token.shape is Shape.LINE or token.text in ",;.:":
            return None
    return None


def number_behind(tokens: Sequence[Token], town: int) -> tuple[int, int] | None:
    """The number that a dash or colon right behind a town leads to, and its token: "у Лимані – 3"."""
    mark, number, after = (tokens[town + step] if town + step < len(tokens) else None for step in (1, 2, 3))
    if mark is None or number is None or mark.text not in "—–-:" or number.value is None:
        return None
    counted = number.shape is Shape.NUMBER or number.sense == "number.cardinal"
    ends = after is None or after.shape is not Shape.WORD or (after.sense or "").startswith(("person.", "preposition."))
    return (int(number.value), number.index) if counted and ends else None
