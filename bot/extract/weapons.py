"""What struck: every weapon that a post names, its role there, and how the mentions of one incident join.

Sections of the lexicon: [weapon] holds names by type; [make] names that are common words too and count only with a
capital or in quotation marks («Град»); [weapon_quality] adjectives that make a type definite ("балістична ракета") or
name it beside a word of attack ("ракетний удар"); [weapon_cue] the words that tell a mention's role: `drop` and
`munition` (dropped from a drone), `shot_down`, `threat`, `ours`, `tally`, `event` (a mine went off), `type`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.extract.numbers import Number
from bot.extract.tokens import Document, Shape, Token
from bot.model import Span, Weapon, WeaponType


class Role(StrEnum):
    """What a weapon does in the text."""

    STRIKE = "strike"
    SHOT_DOWN = "shot_down"
    THREAT = "threat"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon named at tokens `first`..`last`.

    `count` is the number that the post gives for it, None for a mere singular or plural; `guessed` that the post only
    supposes it ("ймовірно"). `role` is STRIKE for what hit, SHOT_DOWN for what was intercepted, THREAT for what was
    launched or heard, OTHER for tallies, losses and finds that harmed nobody.
    """

    first: int
    last: int
    type: WeaponType
    count: int | None
    span: Span
    role: Role = Role.STRIKE
    guessed: bool = False


_SPECIFIC = {
    WeaponType.MISSILE: frozenset(
        {WeaponType.BALLISTIC_MISSILE, WeaponType.CRUISE_MISSILE, WeaponType.AIR_DEFENCE_MISSILE}
    ),
    WeaponType.DRONE: frozenset({WeaponType.STRIKE_DRONE, WeaponType.FPV_DRONE, WeaponType.DRONE_DROP}),
    WeaponType.AIRSTRIKE: frozenset({WeaponType.GUIDED_BOMB}),
    WeaponType.SHELLING: frozenset(WeaponType) - {WeaponType.SHELLING, WeaponType.DEBRIS, WeaponType.MINE},
    WeaponType.DEBRIS: frozenset(WeaponType) - {WeaponType.DEBRIS, WeaponType.SHELLING},
    WeaponType.MINE: frozenset({WeaponType.MORTAR, WeaponType.DRONE_DROP}),
}
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
_DRONES = frozenset({WeaponType.DRONE, WeaponType.FPV_DRONE})
_ALONE = frozenset(
    {
        WeaponType.MISSILE,
        WeaponType.ARTILLERY,
        WeaponType.TANK,
        WeaponType.AIRSTRIKE,
        WeaponType.BALLISTIC_MISSILE,
        WeaponType.SMALL_ARMS,
    }
)
_FILLERS = frozenset({"weapon_cue.type", "preposition.of", "preposition.the", "preposition.from"})
_QUOTES = frozenset("«»\"“”„'’()-–/")
_BREAKS = frozenset(",;:—–")
_OPENING = frozenset("«\"“„'")
_FALLING = frozenset({"strike.verb", "strike.noun", "damage.hit", "damage.harm", "weapon_cue.event"})
_DROPPING = frozenset({"weapon_cue.drop", "strike.verb"})
_MUNITION = frozenset({"weapon_cue.munition", "weapon.mine"})
_DROP_REACH = 8
_TALLY = 5


@dataclass(slots=True)
class _Name:
    """A run of tokens that names one weapon."""

    first: int
    last: int
    type: WeaponType
    debris: bool = False


def find_weapons(document: Document, numbers: list[Number]) -> list[WeaponMention]:
    """Every weapon named in a document in the order of the text, with its role."""
    names = _names(document.tokens)
    if not names:
        return []
    ends = {number.last: number for number in numbers}
    tallies = _tallies(document)
    found = []
    for name in _with_drops(document, names):
        number = None if name.debris else _number_before(document.tokens, name.first, ends)
        role = _role(document, name, number, tallies)
        first = number.first if number is not None else name.first
        guessed = _is_guessed(document, first)
        count = number.value if number is not None else None
        found.append(WeaponMention(first, name.last, name.type, count, document.span(first, name.last), role, guessed))
    return found


def _names(tokens: list[Token]) -> list[_Name]:
    names: list[_Name] = []
    for token in tokens:
        kind = _type_at(tokens, token)
        if kind is None:
            continue
        debris = kind is WeaponType.DEBRIS
        previous = names[-1] if names else None
        if previous is not None and _joins(tokens, previous, token, kind):
            previous.debris = previous.debris or previous.type is WeaponType.DEBRIS or debris
            previous.last, previous.type = token.reach, _sharper(previous.type, kind)
        else:
            names.append(_Name(token.index, _model_end(tokens, token.reach), kind, debris))
    return names


def _type_at(tokens: list[Token], token: Token) -> WeaponType | None:
    if token.sense is None:
        return None
    section, _, key = token.sense.partition(".")
    if section == "weapon":
        return _plain(tokens, token, WeaponType(key))
    if section == "make":
        quoted = token.index > 0 and tokens[token.index - 1].text in _OPENING
        return WeaponType(key) if token.capital or quoted else None
    if section == "weapon_quality" and _is_headed(tokens, token, WeaponType(key)):
        return WeaponType(key)
    return None


def _plain(tokens: list[Token], token: Token, kind: WeaponType) -> WeaponType | None:
    before = tokens[token.index - 1] if token.index else None
    if kind is WeaponType.TANK:
        fired = before is not None and (before.sense == "preposition.from" or before.folded == "from")
        return kind if fired or " " in token.text or token.reach > token.index else None
    if token.reach + 2 < len(tokens) and tokens[token.reach + 1].text == "." and not token.capital:
        glued = tokens[token.reach + 1].start == token.end and tokens[token.reach + 2].shape is Shape.NUMBER
        if glued and len(token.text) <= 3:
            return None
    if kind is WeaponType.DEBRIS and before is not None and _is_rubble(tokens, token.index):
        return None
    return kind


def _is_rubble(tokens: list[Token], index: int) -> bool:
    """Whether the debris is rubble that people are dug out of, or fragments that were collected."""
    before = tokens[index - 1]
    return before.folded in ("з-під", "із-під", "из-под", "під", "под", "тонн", "under", "of", "метрів", "куб", "tons")


def _is_headed(tokens: list[Token], token: Token, kind: WeaponType) -> bool:
    """Whether an adjective stands before a weapon, or, if it tells the type by itself, before a word of attack."""
    for after in tokens[token.index + 1 : token.index + 4]:
        sense = after.sense or ""
        if sense.startswith(("weapon.", "make.")):
            return True
        if kind in _ALONE and sense in ("strike.noun", "damage.hit"):
            return True
        if after.shape is not Shape.WORD:
            return after.text in _QUOTES
        if (
            sense
            and not sense.startswith(("weapon_quality.", "quality."))
            and after.folded not in ("та", "і", "й", "и", "and")
        ):
            return False
    return False


def _joins(tokens: list[Token], previous: _Name, token: Token, kind: WeaponType) -> bool:
    """Whether a weapon's word goes on naming the weapon before it ("ударний БпЛА типу «Герань-2»")."""
    between = tokens[previous.last + 1 : token.index]
    if len(between) > 5 or any(one.shape is Shape.LINE for one in between):
        return False
    if previous.type is kind or WeaponType.DEBRIS in (previous.type, kind):
        return all(_is_filler(one) for one in between)
    related = (
        kind in _SPECIFIC.get(previous.type, ())
        or previous.type in _SPECIFIC.get(kind, ())
        or _is_form(previous.type, kind)
    )
    return related and all(_is_filler(one) for one in between)


def _is_form(first: WeaponType, second: WeaponType) -> bool:
    pair = {first, second}
    drones = {WeaponType.STRIKE_DRONE, WeaponType.FPV_DRONE}
    rockets = {WeaponType.MLRS, WeaponType.MISSILE}
    cruise = {WeaponType.CRUISE_MISSILE, WeaponType.BALLISTIC_MISSILE}
    bombs = {WeaponType.MISSILE, WeaponType.AIRSTRIKE}
    return pair in (drones, rockets, cruise, bombs, {WeaponType.GUIDED_BOMB, WeaponType.STRIKE_DRONE})


def _is_filler(token: Token) -> bool:
    if token.shape is Shape.MARK:
        return token.text in _QUOTES
    if token.shape is Shape.NUMBER or token.sense in _FILLERS:
        return True
    sense = token.sense or ""
    known = sense.startswith(("weapon_quality.", "weapon_cue.shot_down", "quality."))
    return token.shape is Shape.WORD and (known or token.folded in _LINKS or (sense == "" and len(token.text) <= 2))


_LINKS = frozenset(
    {"модулем", "модулями", "with", "from", "system", "systems", "ворожого", "ворожих", "вражеского", "російських"}
)


def _sharper(first: WeaponType, second: WeaponType) -> WeaponType:
    return second if _RANK.get(second, 3) >= _RANK.get(first, 3) else first


def _model_end(tokens: list[Token], last: int) -> int:
    """The last token of a model number that follows ("КАБ-250", "Shahed-136/131")."""
    while last + 2 < len(tokens) and tokens[last + 1].text in ("-", "/") and tokens[last + 2].shape is Shape.NUMBER:
        last += 2
    return last


def _with_drops(document: Document, names: list[_Name]) -> list[_Name]:
    """The names with drones that dropped a munition told as such, and the munition itself left out."""
    tokens = document.tokens
    drones = [name for name in names if name.type in _DRONES]
    munitions = [name for name in names if name.type is WeaponType.MINE]
    taken: list[int] = []
    for drone in drones:
        if _drops(document, drone):
            drone.type = WeaponType.DRONE_DROP
            taken.append(document.sentence_of[drone.first])
    kept = [name for name in names if name not in munitions or document.sentence_of[name.first] not in taken]
    for token in tokens:
        if token.sense == "weapon_cue.drop" and document.sentence_of[token.index] not in taken:
            kept.extend(_lone_drop(document, token, kept))
    return sorted(kept, key=lambda name: name.first)


def _drops(document: Document, drone: _Name) -> bool:
    start, end = document.sentences[document.sentence_of[drone.first]]
    near = document.tokens[max(start, drone.first - _DROP_REACH) : min(end, drone.last + 1 + _DROP_REACH)]
    senses = {token.sense for token in near}
    if senses & {"weapon.guided_bomb", "weapon.airstrike"}:
        return False
    before = document.tokens[drone.first - 1] if drone.first else None
    from_it = before is not None and (before.sense == "preposition.from" or before.folded == "from")
    if "weapon_cue.drop" in senses:
        return True
    return bool(senses & _DROPPING) and (from_it or bool(senses & _MUNITION))


def _lone_drop(document: Document, token: Token, names: list[_Name]) -> list[_Name]:
    """A dropped munition whose drone is not named ("поранено скидом вибухівки")."""
    sentence = document.sentence_of[token.index]
    for name in names:
        if document.sentence_of[name.first] == sentence and abs(name.first - token.index) <= _DROP_REACH:
            if name.type is WeaponType.MINE:
                name.type = WeaponType.DRONE_DROP
            return []
    return []


def _number_before(tokens: list[Token], first: int, ends: dict[int, Number]) -> Number | None:
    """The number that counts a weapon: right before it, or over adjectives and quotation marks."""
    index = first - 1
    while index >= 0 and first - index <= 5:
        if index in ends:
            number = ends[index]
            return number if _is_count(tokens, number) else None
        token = tokens[index]
        sense = token.sense or ""
        quiet = (
            token.shape is Shape.WORD
            and not token.capital
            and (sense == "" or sense.startswith(("weapon_", "quality.")))
        )
        if token.text not in _OPENING and not (quiet and len(token.text) > 2):
            return None
        index -= 1
    return None


def _is_count(tokens: list[Token], number: Number) -> bool:
    """Whether a number counts what follows: no clock time, ordinal or model."""
    before, after = tokens[number.first - 1] if number.first else None, tokens[number.last + 1]
    clock = before is not None and (
        before.sense == "preposition.at" or (before.text in ":." and before.end == tokens[number.first].start)
    )
    return not (number.ordinal or number.value == 0 or clock or after.text in "-–:." or after.folded in ("a.m", "p.m"))


def _tallies(document: Document) -> list[bool]:
    """For each sentence, whether it counts what was fired at a whole region."""
    flags, under = [], False
    for first, end in document.sentences:
        tokens = document.tokens[first:end]
        words = [token for token in tokens if token.shape is not Shape.LINE]
        if words and words[0].shape is Shape.WORD:
            under = False
        telling = any(token.sense == "weapon_cue.tally" for token in tokens)
        flags.append(under or (telling and _counts_places(tokens)))
        if words and words[-1].text == ":" and telling:
            under = True
    return flags


def _counts_places(tokens: list[Token]) -> bool:
    return any(token.sense == "weapon_cue.tally" for token in tokens)


def _role(document: Document, name: _Name, number: Number | None, tallies: list[bool]) -> Role:
    sentence = document.sentence_of[name.first]
    start, end = document.sentences[sentence]
    near = document.sentences[min(sentence + 2, len(document.sentences) - 1)][1]
    senses = {token.sense for token in document.tokens[start : near if name.type is WeaponType.MINE else end]}
    clause = _clause(document.tokens, name, start, end)
    if any(token.sense == "negation.not" for token in document.tokens[max(start, name.first - 3) : name.first]):
        return Role.OTHER
    if name.type is WeaponType.MINE:
        return Role.STRIKE if "weapon_cue.event" in senses or _goes_off(senses) else Role.OTHER
    if name.type is WeaponType.DEBRIS:
        return Role.STRIKE if senses & _FALLING else Role.OTHER
    if tallies[sentence] or "weapon_cue.ours" in clause:
        return Role.OTHER
    if "weapon_cue.shot_down" in clause and not name.debris:
        return Role.SHOT_DOWN
    if "weapon_cue.threat" in clause and not clause & {"damage.harm", "strike.verb"}:
        return Role.THREAT
    return Role.STRIKE


def _goes_off(senses: set[str | None]) -> bool:
    return bool(senses & {"strike.verb", "strike.noun"})


def _clause(tokens: list[Token], name: _Name, start: int, end: int) -> set[str | None]:
    first, last = name.first, name.last
    while first > start and tokens[first - 1].text not in _BREAKS:
        first -= 1
    while last + 1 < end and tokens[last + 1].text not in _BREAKS:
        last += 1
    return {token.sense for token in tokens[first : last + 1]}


def _is_guessed(document: Document, first: int) -> bool:
    start, _ = document.sentences[document.sentence_of[first]]
    return any(token.sense == "hedge.guess" for token in document.tokens[max(start, first - 6) : first])


def merge_weapons(mentions: Sequence[WeaponMention]) -> tuple[Weapon, ...]:
    """The weapons of one incident from its mentions: one of a type, the highest number told, general words dropped
    where a more particular type of their family is named (their number goes over to it)."""
    types: dict[WeaponType, list[WeaponMention]] = {}
    for mention in mentions:
        if mention.role is Role.STRIKE:
            types.setdefault(mention.type, []).append(mention)
    for general in [kind for kind in types if types.keys() & _SPECIFIC.get(kind, frozenset())]:
        particular = [kind for kind in types if kind in _SPECIFIC[general]]
        passed = types.pop(general)
        if len(particular) == 1 and general not in (WeaponType.SHELLING, WeaponType.DEBRIS):
            types[particular[0]].extend(replace(mention, type=particular[0]) for mention in passed)
    return tuple(_weapon(kind, found) for kind, found in types.items())


def _weapon(kind: WeaponType, found: list[WeaponMention]) -> Weapon:
    counts = [mention.count for mention in found if mention.count is not None]
    return Weapon(kind, max(counts, default=None), tuple(mention.span for mention in found))
