"""Tokens -> the names of weapons: several words that name one weapon are one name of the most particular type.

Sections of the lexicon: [weapon] holds names by type (`shell`, `rocket` and `bomb_or_mine` are words that
several types share);
[make] names that are common words too and count only with a capital or in quotation marks («Град»);
[weapon_quality] adjectives that make a type definite ("балістична ракета") or name it beside a word of attack
("ракетний удар").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.extract.text.joints import joins
from bot.extract.text.punctuation import OPENING_QUOTES
from bot.extract.text.senses import FROM
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import WeaponType

SPECIFIC = {
    WeaponType.MISSILE: frozenset(
        {WeaponType.BALLISTIC_MISSILE, WeaponType.CRUISE_MISSILE, WeaponType.AIR_DEFENCE_MISSILE}
    ),
    WeaponType.DRONE: frozenset({WeaponType.STRIKE_DRONE, WeaponType.FPV_DRONE, WeaponType.DRONE_DROP}),
    WeaponType.AIRSTRIKE: frozenset({WeaponType.GUIDED_BOMB}),
    WeaponType.SHELLING: frozenset(WeaponType) - {WeaponType.SHELLING, WeaponType.DEBRIS, WeaponType.MINE},
    WeaponType.DEBRIS: frozenset(WeaponType) - {WeaponType.DEBRIS, WeaponType.SHELLING},
    WeaponType.MINE: frozenset({WeaponType.MORTAR, WeaponType.DRONE_DROP}),
}
_SHARED = {"shell": WeaponType.ARTILLERY, "rocket": WeaponType.MISSILE, "bomb_or_mine": WeaponType.MINE}
_RANK = {
    WeaponType.DEBRIS: 0,
    WeaponType.SHELLING: 0,
    WeaponType.MINE: 1,
    WeaponType.MISSILE: 1,
    WeaponType.AIRSTRIKE: 1,
    WeaponType.DRONE: 1,
    WeaponType.STRIKE_DRONE: 2,
    WeaponType.ARTILLERY: 2,
}
_HIGHEST_RANK = 3
_FORMS = (
    frozenset({WeaponType.STRIKE_DRONE, WeaponType.FPV_DRONE}),
    frozenset({WeaponType.MLRS, WeaponType.MISSILE}),
    frozenset({WeaponType.CRUISE_MISSILE, WeaponType.BALLISTIC_MISSILE}),
    frozenset({WeaponType.MISSILE, WeaponType.AIRSTRIKE}),
    frozenset({WeaponType.ARTILLERY, WeaponType.MLRS}),
    frozenset({WeaponType.ARTILLERY, WeaponType.TANK}),
    frozenset({WeaponType.ARTILLERY, WeaponType.MORTAR}),
    frozenset({WeaponType.MINE, WeaponType.MORTAR}),
)
_ALONE = frozenset(["missile", "artillery", "tank", "airstrike", "ballistic_missile", "small_arms"])
_FILLERS = frozenset({"weapon_cue.type", "preposition.of", "preposition.the", "weapon_cue.shot_down", *FROM})
_MARKS = frozenset("«»\"“”„'’()-–/")
_UNFIT = {
    "guided_bomb": frozenset(["missile", "rocket", "cruise_missile", "ballistic_missile", "air_defence_missile"]),
    "mlrs": frozenset(["drone", "strike_drone", "fpv_drone"]),
}
"""What the adjective of a weapon means nothing particular of: a guided missile, a jet drone."""
_CALLED = frozenset(["guided_bomb", "ballistic_missile"])
_LONGEST_GAP = 5


@dataclass(slots=True)
class WeaponName:
    """A run of tokens `first`..`last` that names one weapon; `debris` of it, `shared` if only by a word that several
    types share, `fired` if by one that is a mortar bomb or a mine."""

    first: int
    last: int
    type: WeaponType
    debris: bool = False
    shared: bool = False
    fired: bool = False


def find_names(document: Document) -> list[WeaponName]:
    """The names of weapons in the order of the text."""
    tokens, names = document.tokens, list[WeaponName]()
    for token, named in _naming(document):
        if not _is_named(tokens, token, named[0], named[1]):
            continue
        _, key, kind = named
        debris, shared = kind is WeaponType.DEBRIS, key in _SHARED or "any_munition" in token.classes
        previous = names[-1] if names else None
        if previous is None or not _joins(tokens, previous, token, kind):
            last = _model_end(tokens, token.reach)
            names.append(WeaponName(token.index, last, kind, debris, shared, key == "bomb_or_mine"))
            continue
        previous.debris = previous.debris or debris
        previous.shared = previous.shared and shared
        previous.last, previous.type = _model_end(tokens, token.reach), _sharper(previous.type, kind)
    return names


def _naming(document: Document) -> list[tuple[Token, tuple[str, str, WeaponType]]]:
    """The words that can name a weapon, with what `_named_by` tells of them, in the order of the text."""
    found = [
        (index, named) for sense, places in document.senses.items() if (named := _named_by(sense)) for index in places
    ]
    return [(document.tokens[index], named) for index, named in sorted(found)]


@cache
def _named_by(sense: str) -> tuple[str, str, WeaponType] | None:
    """The section and key of a sense that can name a weapon, with the type that it names."""
    section, _, key = sense.partition(".")
    if section not in ("weapon", "make", "weapon_quality") and not (section == "alert" and key in _CALLED):
        return None
    return section, key, _SHARED.get(key) or WeaponType(key)


def _is_named(tokens: list[Token], token: Token, section: str, key: str) -> bool:
    """Whether a word names a weapon where it stands."""
    if section == "weapon":
        return not _is_other(tokens, token, key)
    if section == "alert":
        return _is_used(tokens, token.index)
    if section == "make":
        return token.capital or (token.index > 0 and tokens[token.index - 1].text in OPENING_QUOTES)
    return _is_headed(tokens, token, key)


def _is_used(tokens: list[Token], index: int) -> bool:
    """Whether the words of a call ("КАБи на Суми!") tell of a strike: "скинули три КАБи на село"."""
    before = (tokens[index - 1].sense or "") if index else ""
    counted = index > 0 and tokens[index - 1].shape is Shape.NUMBER
    return counted or before.startswith(
        ("number.", "strike.", "damage.hit", "weapon_cue.drop", "preposition.", "hedge.")
    )


def _is_other(tokens: list[Token], token: Token, key: str) -> bool:
    """Whether a weapon's word means something else here: a tank that fired at nobody, rubble, "каб. 14"."""
    before = tokens[token.index - 1] if token.index else None
    if key == "tank" and token.reach == token.index:
        if before is not None and before.sense == "preposition.the" and before.index:
            before = tokens[before.index - 1]
        fires = before is not None and (before.sense in FROM or before.sense == "strike.noun")
        return before is None or not (fires or _goes_on_list(tokens, before.index))
    if key == "debris":
        return before is not None and before.sense in ("damage.rubble", "preposition.from")
    follow = tokens[token.reach + 1 : token.reach + 3]
    dotted = len(follow) == 2 and follow[0].text == "." and follow[0].start == token.end
    return dotted and follow[1].shape is Shape.NUMBER and len(token.text) <= 3 and not token.capital


def _goes_on_list(tokens: list[Token], index: int) -> bool:
    """Whether a comma or a conjunction joins what follows to a weapon before it ("з мінометів і танків")."""
    joint, before = tokens[index], tokens[index - 1] if index else None
    return joins(joint) and before is not None and (before.sense or "").startswith("weapon.")


def _is_headed(tokens: list[Token], token: Token, key: str) -> bool:
    """Whether an adjective stands before a weapon, or, if it tells the type by itself, before a word of attack."""
    for after in tokens[token.index + 1 : token.index + 4]:
        sense = after.sense or ""
        if sense.startswith(("weapon.", "make.")):
            return sense.partition(".")[2] not in _UNFIT.get(key, ())
        if key in _ALONE and sense in ("strike.noun", "damage.hit"):
            return True
        passed = not sense or sense.startswith(("weapon_quality.", "quality.", "preposition.to"))
        if not passed or (after.shape is not Shape.WORD and after.text not in _MARKS):
            return False
    return False


def _joins(tokens: list[Token], previous: WeaponName, token: Token, kind: WeaponType) -> bool:
    """Whether a weapon's word goes on naming the weapon before it ("ударний БпЛА типу «Герань-2»")."""
    if token.index - previous.last > _LONGEST_GAP + 1 or not _is_filled(tokens, previous.last + 1, token.index):
        return False
    if previous.type is kind or WeaponType.DEBRIS in (previous.type, kind):
        return True
    related = kind in SPECIFIC.get(previous.type, ()) or previous.type in SPECIFIC.get(kind, ())
    return related or frozenset({previous.type, kind}) in _FORMS


def _is_filled(tokens: list[Token], index: int, end: int) -> bool:
    while index < end and _is_filler(tokens, tokens[index]):
        index = tokens[index].reach + 1
    return index >= end


def _is_filler(tokens: list[Token], token: Token) -> bool:
    if token.shape is Shape.MARK:
        return token.text in _MARKS
    if token.shape is Shape.NUMBER:
        return tokens[token.index - 1].text in "-/" and tokens[token.index - 1].end == token.start
    return token.sense in _FILLERS or (token.sense or "").startswith(("weapon_quality.", "weapon_cue.link"))


def _sharper(first: WeaponType, second: WeaponType) -> WeaponType:
    return second if _RANK.get(second, _HIGHEST_RANK) >= _RANK.get(first, _HIGHEST_RANK) else first


def _model_end(tokens: list[Token], last: int) -> int:
    """The last token of a model number that follows ("КАБ-250", "Shahed-136/131")."""
    while last + 2 < len(tokens) and tokens[last + 1].text in ("-", "/") and tokens[last + 2].shape is Shape.NUMBER:
        last += 2
    return last


def are_others(one: Iterable[WeaponType], other: Iterable[WeaponType]) -> bool:
    """Whether none of some types may mean the same weapon as one of the others, by its own or a general name."""
    first, second = _particular(set(one)), _particular(set(other))
    if not first.isdisjoint(second):
        return False
    return not any(a in SPECIFIC.get(b, ()) or b in SPECIFIC.get(a, ()) for a in first for b in second)


def _particular(types: set[WeaponType]) -> set[WeaponType]:
    """The types without the general names of others among them: "обстріл із РСЗВ" is rocket artillery."""
    return {kind for kind in types if types.isdisjoint(SPECIFIC.get(kind, ()))}
