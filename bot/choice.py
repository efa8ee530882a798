"""Which of the places that a typed name may mean is meant: one, or several to choose from. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.gazetteer import Gazetteer, Match, Unit
from bot.gazetteer.forms import fold
from bot.model import Level

NEAR_ENOUGH = 85.0
LEAD = 4.0
NEAREST = 2
BIG = ("K", "M")
MOST_NAMESAKES = 300
"""More places than bear any one name."""
CODE = re.compile(r"UA\d{2}(?:\d{15})?")
COUNTRY = re.compile(r"(?:(?:all|of|the|whole|[ву]с[яюієї]й?|всей?|по|[ву]) )*(?:україн[аіиу]|украин[аеуы]|ukraine)")


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that is meant, and `others` that may be; without `unit` all of them may be meant, or none was found.

    `exact` tells whether they bear the very name that was typed, and not one like it.
    """

    unit: Unit | None = None
    others: tuple[Unit, ...] = ()
    exact: bool = False


def is_country(typed: str) -> bool:
    """Whether all of Ukraine is meant, in Ukrainian, Russian or English, and so no place in it."""
    return COUNTRY.fullmatch(fold(" ".join(typed.split()))) is not None


def named(gazetteer: Gazetteer, typed: str, limit: int) -> list[Match]:
    """The places that a typed name or code may mean, best first, at most `limit`.

    "Левківка, Ізюмський район" means those of the first name that lie in the second, if it is known in any form; so
    does "Балаклія Харківська область", in either order, unless one place bears all the words.
    """
    if CODE.fullmatch(typed.strip()):
        return _coded(gazetteer, typed.strip())
    parts = [part for part in typed.split(",") if part.strip() and not is_country(part)]
    if len(parts) > 1:
        return (_inside(gazetteer, parts) or _inside(gazetteer, parts[::-1]))[:limit]
    found = gazetteer.search(typed, limit=limit)
    if found and found[0].exact:
        return found
    return _in_two(gazetteer, typed.split())[:limit] or found


def _coded(gazetteer: Gazetteer, code: str) -> list[Match]:
    try:
        return [Match(gazetteer.unit(code), 100.0, exact=True)]
    except KeyError:
        return []


def _inside(gazetteer: Gazetteer, parts: Sequence[str]) -> list[Match]:
    """The places of the first name that lie in one of each of the others."""
    found = gazetteer.search(parts[0], limit=MOST_NAMESAKES)
    for part in parts[1:]:
        around = [match.unit for match in gazetteer.search(part, limit=MOST_NAMESAKES)]
        found = [one for one in found if any(gazetteer.contains(unit, one.unit) for unit in around)]
    return found


def _in_two(gazetteer: Gazetteer, words: Sequence[str]) -> list[Match]:
    """The places of some of the words that lie in one of the rest, which are names as they stand."""
    for cut in range(1, len(words)):
        halves = [" ".join(words[:cut]), " ".join(words[cut:])]
        are_names = all(_is_name(gazetteer, half) for half in halves)
        if are_names and (found := _inside(gazetteer, halves) or _inside(gazetteer, halves[::-1])):
            return found
    return []


def _is_name(gazetteer: Gazetteer, typed: str) -> bool:
    return any(match.exact for match in gazetteer.search(typed, limit=1))


def titles_apart(gazetteer: Gazetteer, units: Sequence[Unit], language: str) -> list[str]:
    """The titles of units, with the hromada where two would read alike."""
    plain = [gazetteer.title(unit, language) for unit in units]
    return [
        _with_hromada(gazetteer, unit, language) if plain.count(title) > 1 else title
        for unit, title in zip(units, plain, strict=True)
    ]


def _with_hromada(gazetteer: Gazetteer, unit: Unit, language: str) -> str:
    title = gazetteer.title(unit, language)
    around = [gazetteer.title(gazetteer.unit(code), language) for code in unit.parents[:1]]
    return ", ".join([title.partition(", ")[0], *around])


def choose(matches: Sequence[Match]) -> Choice:
    """The choice among the matches of a name, best first.

    A name of its own kind (an oblast, the one city) is taken; of villages of one name none is; a typo is taken for the
    nearest name if no other is as near.
    """
    units = tuple(match.unit for match in matches)
    exact = bool(matches) and matches[0].exact
    if not matches or not (_is_the_one(units) if exact else _is_nearest(matches)):
        return Choice(None, units, exact)
    return Choice(units[0], units[1:] if exact else units[1 : 1 + NEAREST], exact)


def _is_the_one(units: Sequence[Unit]) -> bool:
    """Whether the first is an oblast, or the only city, or the only one that is no village of the name."""
    first = units[0]
    if first.level is Level.OBLAST:
        return True
    if first.category in BIG:
        return not any(unit.category in BIG for unit in units[1:])
    return all(first.code in unit.parents or unit.level is Level.HROMADA for unit in units[1:])


def _is_nearest(matches: Sequence[Match]) -> bool:
    if matches[0].score < NEAR_ENOUGH:
        return False
    leads = len(matches) == 1 or matches[0].score - matches[1].score >= LEAD
    return leads or _is_the_one([match.unit for match in matches])
