"""What makes a known name no place: a person, a river, a firm, an adjective before its noun, a common word."""

from bot.extract.places.ground import Ground
from bot.extract.places.words import name_classes
from bot.extract.text.punctuation import OPENING_QUOTES
from bot.gazetteer import Unit
from bot.model import Language

_BODIES = ("body", "regional", "hospital")
_CITIES = frozenset("KM")
_OF_THE = frozenset({"of", "the"})


def is_no_place(ground: Ground, first: int, last: int, name: str, units: tuple[Unit, ...]) -> bool:
    """Whether what stands around a bare name of a settlement makes it something else."""
    if ground.is_framed(last):
        return False
    if ground.sense(first) == "time.zone":
        return True
    is_city = _has_city(units)
    if _is_government(ground, first, last, name, units):
        return True
    if _is_quoted_speaker(ground, first, last):
        return True
    if _is_person(ground, first, last, is_city) or ground.is_quoted(first, last):
        return True
    if ground.text(first - 1) in OPENING_QUOTES and not is_city:
        return True
    cross = "cross" in ground.classes(last + 1)
    if cross or (ground.kind(last + 1) in _BODIES and "adjective" in name_classes(name)):
        return True
    if ground.kind(first - 1) == "river" or _is_river_word(ground, last + 1):
        return True
    if last > first:
        return False
    if not is_city and _is_quarter(ground, first, name, units):
        return True
    if _is_people(ground, first, name, units):
        return True
    return (not is_city and _is_attribute(ground, first, last, name)) or _is_common(ground, first, last, is_city)


def is_weak(ground: Ground, first: int, last: int, name: str, units: tuple[Unit, ...]) -> bool:
    """Whether a village's name may as well be a common word."""
    if ground.is_framed(last):
        return False
    if first == last and ground.kind(first) in ("common", "first_name"):
        return True
    if _has_city(units):
        return False
    if first == last and all(ground.kind_of(unit.name.lower(), Language.UK) == "common" for unit in units):
        return True
    if ground.kind(first - 1) == "locative":
        alone = first == last and not ground.is_capital(last + 1) and not ends_phrase(ground, last + 1)
        return alone and "oblique" in name_classes(name)
    return ground.begins_sentence(first) and not ground.is_heading(first, last)


def _is_quarter(ground: Ground, first: int, name: str, units: tuple[Unit, ...]) -> bool:
    """ "Школа на Загребеллі": things stand in villages, but "on" the quarters of a town; "КАБ на Липці" aims at one."""
    standing = "upon" in ground.classes(first - 1) and "locative" in ground.classes(first)
    return standing and all(unit.name.lower() != name for unit in units)


def _has_city(units: tuple[Unit, ...]) -> bool:
    return any(unit.category in _CITIES for unit in units)


def _is_government(ground: Ground, first: int, last: int, name: str, units: tuple[Unit, ...]) -> bool:
    """ "Kyiv did not comment", "Kyiv says": the capital that speaks is the government."""
    if not (name.isascii() and ground.begins_sentence(first) and any(unit.category == "K" for unit in units)):
        return False
    silent = "auxiliary" in ground.classes(last + 1) and "not" in ground.classes(last + 2)
    return silent or ground.kind(last + 1) == "direct_speaker"


def _is_people(ground: Ground, first: int, name: str, units: tuple[Unit, ...]) -> bool:
    """ "Полтавці!": those who live in a town, where a village Полтавка would need a preposition."""
    if (
        "residents" not in name_classes(name)
        or ground.kind(first - 1) in ("locative", "joiner")
        or ground.text(first - 1) == ","
    ):
        return False
    return all("of_residents" in name_classes(unit.name.lower()) for unit in units)


def _is_attribute(ground: Ground, first: int, last: int, name: str) -> bool:
    """ "Західного військового округу": an adjective before its noun, unless a preposition speaks for a place."""
    body = ground.kind(last + 1) in _BODIES
    if not ("oblique" in name_classes(name) and ground.is_word(last + 1) and (body or not ground.is_capital(last + 1))):
        return False
    return body or ground.kind(first - 1) != "locative"


def _is_person(ground: Ground, first: int, last: int, is_city: bool) -> bool:
    before, ahead = ground.kind(first - 1), ground.kind(last + 1)
    if ground.is_capital(first - 1) and (before == "first_name" or (before is None and not is_city)):
        return before == "first_name" or _is_second_name(ground, first)
    if ground.is_capital(last + 1) and (
        ahead == "first_name" or "patronymic" in name_classes(ground.tokens[last + 1].folded)
    ):
        return not is_city or ground.kind(first) == "first_name"
    if before == "title":
        return not is_city or ground.kind(first) == "surname"
    initial = ground.text(first - 1) == "." and len(ground.text(first - 2)) == 1 and ground.is_capital(first - 2)
    return initial and ground.kind(first - 2) is None


def _is_quoted_speaker(ground: Ground, first: int, last: int) -> bool:
    """Whether a name alone stands behind the words that quote somebody: "за словами Берегового"."""
    quoted = "quoting_before" in ground.classes(first - 2) and "quoting" in ground.classes(first - 1)
    return first == last and quoted and "surname" in name_classes(ground.tokens[first].folded)


def _is_second_name(ground: Ground, first: int) -> bool:
    """Whether a capitalised word inside the sentence stands before: "Янини Соколової", but not in a heading."""
    token = ground.tokens[first]
    return not (ground.begins_sentence(first - 1) or token.upper or token.folded.isascii())


def _is_common(ground: Ground, first: int, last: int, is_city: bool) -> bool:
    kind = ground.kind(first)
    if kind == "river_name":
        return _is_river(ground, first - 1)
    placed = ground.kind(first - 1) == "locative"
    heads = ground.is_heading(first, last) or ((is_city or kind == "first_name") and ground.opens_item(first, last))
    if kind == "common":
        return not (placed and _stands_alone(ground, last)) and not heads
    if kind == "first_name":
        return not (placed and not ground.is_capital(last + 1)) and not heads
    return kind == "surname" or (kind is not None and not is_city)


def _stands_alone(ground: Ground, last: int) -> bool:
    """Whether a phrase ends with a name, and no dot of its own shortens it ("under Art. 438")."""
    shortened = ground.tokens[last].abbreviation and ground.text(last + 1) == "."
    return not shortened and ends_phrase(ground, last + 1)


def ends_phrase(ground: Ground, index: int) -> bool:
    """Whether what follows a name goes on with no noun: a mark, a preposition, a verb of attack."""
    if not ground.is_word(index) or ground.kind(index) in ("locative", "joiner", "from"):
        return True
    return (ground.sense(index) or "").startswith(
        ("damage.", "strike.", "weapon.", "make.", "killed.", "injured.", "preposition.", "time.")
    )


def _is_river_word(ground: Ground, index: int) -> bool:
    """Whether a word tells of water behind its name: "Дніпро, річка"; "через" behind a town tells a cause instead."""
    return ground.kind(index) == "river" and "because_of" not in ground.classes(index)


def _is_river(ground: Ground, before: int) -> bool:
    while not _OF_THE.isdisjoint(ground.classes(before)):
        before -= 1
    return ground.kind(before) in ("bank", "river") or "over_river" in ground.classes(before)
