"""What struck: the weapons that a post names with their role there, and how the mentions of one incident join.

Section [weapon_cue] of the lexicon tells a mention's role: `drop` and `munition` (dropped from a drone), `shot_down`,
`threat`, `ours`, `tally` and `region` (counted over a whole region), `event` (a mine went off); `type` and `link`
stand inside a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.extract.numbers import Number
from bot.extract.tokens import Document, Shape, Token
from bot.extract.weapon_names import FROM, SPECIFIC, WeaponName, find_names
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
    launched or heard, OTHER for tallies, losses and finds that harmed nobody. `shared` marks a word that several types
    share ("снаряд").
    """

    first: int
    last: int
    type: WeaponType
    count: int | None
    span: Span
    role: Role = Role.STRIKE
    guessed: bool = False
    shared: bool = False


_GUNS = frozenset({WeaponType.MLRS, WeaponType.TANK, WeaponType.MORTAR})
_SHARERS = {WeaponType.ARTILLERY: _GUNS, WeaponType.MISSILE: frozenset({WeaponType.MLRS})}
_LAUNCHERS = _GUNS | {WeaponType.ARTILLERY}
_PASSES_NO_COUNT = frozenset({WeaponType.SHELLING, WeaponType.DEBRIS})
_DRONES = frozenset({WeaponType.DRONE, WeaponType.FPV_DRONE})
_FALLING = frozenset({"strike.verb", "strike.noun", "damage.hit", "damage.harm", "weapon_cue.event"})
_WOUNDING = frozenset({"injured.deed", "killed.deed", "killed.died"})
_EVENTS = frozenset({"weapon_cue.event", "strike.verb", "strike.noun"})
_BOMBS = frozenset({"weapon.guided_bomb", "weapon.airstrike"})
_MUNITION = frozenset({"weapon_cue.munition", "weapon.mine"})
_THREATS = frozenset({"weapon_cue.threat", "alert.target"})
_COUNTING = frozenset({"weapon_cue.tally", "weapon_cue.region"})
_LISTED_TYPES = 3
_BACKWARD = 2
_BREAKS = frozenset(",;:—–")
_OPENING = frozenset("«\"“„'")
_DROP_REACH = 8
_COUNT_REACH = 5
_MINE_SENTENCES = 2
_GUESS_REACH = 6


def find_weapons(document: Document, numbers: list[Number]) -> list[WeaponMention]:
    """Every weapon named in a document in the order of the text, with its role."""
    names = find_names(document.tokens)
    if not names:
        return []
    names = _with_bearers(document, _with_drops(document, names))
    ends = {number.last: number for number in numbers}
    tallies = _tallies(document, names)
    found = []
    for name in names:
        if name.fired and name.type is WeaponType.MINE and _is_fired(document, name, ends):
            name.type = WeaponType.MORTAR
        number = None if name.debris else _number_of(document.tokens, name, ends)
        role = _role(document, name, number is not None, tallies)
        first = min(number.first, name.first) if number is not None else name.first
        found.append(
            WeaponMention(
                first,
                name.last,
                name.type,
                number.value if number is not None else None,
                document.span(first, name.last),
                role,
                _is_guessed(document, first),
                name.shared,
            )
        )
    return found


def _with_drops(document: Document, names: list[WeaponName]) -> list[WeaponName]:
    """The names with drones that dropped a munition told as such, and the munition itself left out."""
    dropped = set()
    for name in names:
        if name.type in _DRONES and _drops(document, name):
            name.type = WeaponType.DRONE_DROP
            dropped.add(document.sentence_of[name.first])
    kept = []
    for name in names:
        if name.type is not WeaponType.MINE:
            kept.append(name)
        elif document.sentence_of[name.first] not in dropped:
            if _is_dropped(document, name):
                name.type = WeaponType.DRONE_DROP
            kept.append(name)
    return kept


def _with_bearers(document: Document, names: list[WeaponName]) -> list[WeaponName]:
    """The names with debris of what the sentence before shot down, and shells of the guns named before, told so."""
    for place, name in enumerate(names):
        if name.type is WeaponType.DEBRIS:
            before = {one.type for one in _before(document, names[:place], name, 1) if _is_downed(document, one)}
        elif name.shared and name.type is WeaponType.ARTILLERY:
            before = {one.type for one in _before(document, names[:place], name, _BACKWARD) if not one.shared}
            before = before if before <= _LAUNCHERS else set()
        else:
            continue
        if len(before) == 1:
            name.type = before.pop()
    return names


def _before(document: Document, names: list[WeaponName], name: WeaponName, reach: int) -> list[WeaponName]:
    """The names of one line that stand up to `reach` sentences before a name."""
    sentence = document.sentence_of[name.first]
    line = document.lines[sentence]
    near = ((one, document.sentence_of[one.first]) for one in names)
    return [one for one, place in near if sentence - place <= reach and document.lines[place] == line]


def _is_downed(document: Document, name: WeaponName) -> bool:
    start, end = document.sentences[document.sentence_of[name.first]]
    return "weapon_cue.shot_down" in _clause(document.tokens, name, start, end)


def _is_fired(document: Document, name: WeaponName, ends: dict[int, Number]) -> bool:
    """Whether mines are mortar bombs: so many of them on a place ("шість мін по селу")."""
    if name.last + 1 >= len(document.tokens) or name.first - 1 not in ends:
        return False
    return document.tokens[name.last + 1].sense == "preposition.on"


def _drops(document: Document, drone: WeaponName) -> bool:
    senses = _senses_near(document, drone)
    if senses & _BOMBS:
        return False
    index = drone.first - 1
    if index >= 0 and document.tokens[index].sense == "preposition.the":
        index -= 1
    source = index >= 0 and document.tokens[index].sense in FROM
    munition = bool(senses & _MUNITION)
    return "weapon_cue.drop" in senses or (source and munition) or ("strike.verb" in senses and (source or munition))


def _is_dropped(document: Document, munition: WeaponName) -> bool:
    """Whether a munition was dropped, the drone not being named ("поранено скидом вибухівки")."""
    senses = _senses_near(document, munition)
    return "weapon_cue.drop" in senses and not senses & _BOMBS


def _senses_near(document: Document, name: WeaponName) -> set[str | None]:
    start, end = document.sentences[document.sentence_of[name.first]]
    near = document.tokens[max(start, name.first - _DROP_REACH) : min(end, name.last + 1 + _DROP_REACH)]
    return {token.sense for token in near}


def _number_of(tokens: list[Token], name: WeaponName, ends: dict[int, Number]) -> Number | None:
    """The number that counts a weapon: before it, or in brackets behind it ("КАБ (понад 30)")."""
    before = _number_before(tokens, name.first, ends)
    if before is not None or name.last + 1 >= len(tokens) or tokens[name.last + 1].text != "(":
        return before
    inside = (ends[index] for index in range(name.last + 2, min(name.last + 5, len(tokens) - 1)) if index in ends)
    return next((number for number in inside if tokens[number.last + 1].text == ")" and not number.ordinal), None)


def _number_before(tokens: list[Token], first: int, ends: dict[int, Number]) -> Number | None:
    """The number that counts a weapon: right before it, or over adjectives and quotation marks."""
    index = first - 1
    while index >= 0 and first - index <= _COUNT_REACH:
        if index in ends:
            return ends[index] if _is_count(tokens, ends[index]) else None
        if tokens[index].text not in _OPENING and not _is_adjective(tokens[index]):
            return None
        index -= 1
    return None


def _is_adjective(token: Token) -> bool:
    sense = token.sense or ""
    known = sense == "" or sense.startswith(("weapon_quality.", "weapon_cue.link", "quality."))
    return token.shape is Shape.WORD and not token.capital and known and len(token.text) > 3


def _is_count(tokens: list[Token], number: Number) -> bool:
    """Whether a number counts what follows: no clock time, ordinal or model."""
    before, after = tokens[number.first - 1] if number.first else None, tokens[number.last + 1]
    glued = before is not None and before.text in ":.-" and before.end == tokens[number.first].start
    dated = any(token.sense == "time.month" for token in tokens[max(0, number.first - 2) : number.first])
    clock = glued or dated or (before is not None and before.sense == "preposition.at")
    return not (
        number.ordinal or number.value == 0 or clock or after.text in "-–:." or after.sense == "time.clock_half"
    )


def _tallies(document: Document, names: list[WeaponName]) -> list[bool]:
    """For each sentence, whether it counts what was fired at a whole region: by itself, under such a heading, or by
    naming many types with a region."""
    cues = [token for token in document.tokens if token.sense in _COUNTING]
    told = {document.sentence_of[token.index] for token in cues if token.sense == "weapon_cue.tally"}
    flags = [number in told for number in range(len(document.sentences))]
    regions = {document.sentence_of[token.index] for token in cues if token.sense == "weapon_cue.region"}
    for number in regions:
        types = {name.type for name in names if document.sentence_of[name.first] == number}
        flags[number] = flags[number] or len(types) >= _LISTED_TYPES
    return _with_lists(document, flags) if told else flags


def _with_lists(document: Document, flags: list[bool]) -> list[bool]:
    """The flags with those of a heading passed on to the list under it."""
    under, passed = False, []
    for (first, end), telling in zip(document.sentences, flags, strict=True):
        last = end - 1 - (document.tokens[end - 1].shape is Shape.LINE)
        if last >= first and document.tokens[first].shape is Shape.WORD:
            under = False
        passed.append(under or telling)
        if last >= first and document.tokens[last].text == ":" and telling:
            under = True
    return passed


def _role(document: Document, name: WeaponName, counted: bool, tallies: list[bool]) -> Role:
    sentence = document.sentence_of[name.first]
    start, end = document.sentences[sentence]
    if any(token.sense == "negation.not" for token in document.tokens[max(start, name.first - 3) : name.first]):
        return Role.OTHER
    clause = _clause(document.tokens, name, start, end)
    if name.type is WeaponType.MINE:
        end = document.sentences[min(sentence + _MINE_SENTENCES, len(document.sentences) - 1)][1]
    senses = {token.sense for token in document.tokens[start:end]}
    if name.type is WeaponType.MINE:
        return Role.STRIKE if senses & _EVENTS or clause & _WOUNDING else Role.OTHER
    if name.type is WeaponType.DEBRIS:
        return Role.STRIKE if senses & _FALLING else Role.OTHER
    if tallies[sentence] or "weapon_cue.ours" in clause or ("weapon_cue.region" in senses and counted):
        return Role.OTHER
    if "weapon_cue.shot_down" in clause and not name.debris:
        return Role.SHOT_DOWN
    if clause & _THREATS and not clause & {"damage.harm", "strike.verb"}:
        return Role.THREAT
    return Role.STRIKE


def _clause(tokens: list[Token], name: WeaponName, start: int, end: int) -> set[str | None]:
    first, last = name.first, name.last
    while first > start and tokens[first - 1].text not in _BREAKS:
        first -= 1
    while last + 1 < end and tokens[last + 1].text not in _BREAKS:
        last += 1
    return {token.sense for token in tokens[first : last + 1]}


def _is_guessed(document: Document, first: int) -> bool:
    start, _ = document.sentences[document.sentence_of[first]]
    return any(token.sense == "weapon_cue.guess" for token in document.tokens[max(start, first - _GUESS_REACH) : first])


def merge_weapons(mentions: Sequence[WeaponMention]) -> tuple[Weapon, ...]:
    """The weapons of one incident from its mentions: one of a type with the highest number told; a general word gives
    way to a more particular type of its family, which takes over its number."""
    types: dict[WeaponType, list[WeaponMention]] = {}
    for mention in mentions:
        if mention.role is Role.STRIKE:
            types.setdefault(mention.type, []).append(mention)
    for kind, sharers in _SHARERS.items():
        if kind in types and types.keys() & sharers and all(mention.shared for mention in types[kind]):
            del types[kind]
    for general in [kind for kind in types if types.keys() & SPECIFIC.get(kind, frozenset())]:
        particular = [kind for kind in types if kind in SPECIFIC[general]]
        passed = types.pop(general)
        if len(particular) == 1 and general not in _PASSES_NO_COUNT:
            types[particular[0]].extend(replace(mention, type=particular[0]) for mention in passed)
    return tuple(_weapon(kind, found) for kind, found in types.items())


def _weapon(kind: WeaponType, found: list[WeaponMention]) -> Weapon:
    counts = [mention.count for mention in found if mention.count is not None]
    return Weapon(kind, max(counts, default=None), tuple(mention.span for mention in found))
