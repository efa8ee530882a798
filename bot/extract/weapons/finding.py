"""What struck: the weapons that a post names with their role there, and how the mentions of one incident join.

Section [weapon_cue] of the lexicon tells a mention's role: `drop` and `munition` (dropped from a drone), `shot_down`,
`threat`, `ours`, `tally` and `region` (counted over a whole region), `event` (a mine went off); `type` and `link`
stand inside a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import OPENING_QUOTES
from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.weapons.bearers import clause_of, is_downed, with_bearers, with_drops
from bot.extract.weapons.names import SPECIFIC, WeaponName, find_names
from bot.model import Span, Weapon, WeaponType


class Role(StrEnum):
    """What a weapon does in the text."""

    STRIKE = "strike"
    SHOT_DOWN = "shot_down"
    THREAT = "threat"
    OTHER = "other"


@dataclass(slots=True, unsafe_hash=True)
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
_SHARERS = {
    WeaponType.ARTILLERY: _GUNS,
    WeaponType.MISSILE: frozenset({WeaponType.MLRS}),
    WeaponType.MINE: frozenset(WeaponType) - {WeaponType.MINE, WeaponType.SHELLING, WeaponType.DEBRIS},
}
_PASSES_NO_COUNT = frozenset({WeaponType.SHELLING, WeaponType.DEBRIS})
_FALLING = frozenset({"strike.verb", "strike.noun", "damage.hit", "damage.harm", "weapon_cue.event"})
_WOUNDING = frozenset({"injured.deed", "killed.deed", "killed.died"})
_EVENTS = frozenset({"weapon_cue.event", "strike.verb", "strike.noun"})
_FIRING = frozenset({"strike.verb", "preposition.on", "sum.area"})
_OURS = frozenset({"weapon_cue.ours", "other.losses"})
_THREATS = frozenset({"weapon_cue.threat", "alert.target"})
_FOUND = frozenset({"moment.found", "moment.response", "damage.aside", "weapon_cue.shot_down"})
_LISTED_TYPES = 3
_COUNT_REACH = 5
_MINE_SENTENCES = 2
_GUESS_REACH, _GUESS_BEHIND = 6, 5
_FIRST_FINDING = 3
_BESIDE = 2
_BLOWS = (*sorted(STRUCK), "injured.deed", "killed.deed", "damage.harm", "damage.hit", "weapon_cue.drop")
_PEOPLE = ("killed.", "injured.", "casualty.")


def find_weapons(document: Document, numbers: list[Number]) -> list[WeaponMention]:
    """Every weapon named in a document in the order of the text, with its role."""
    names = find_names(document)
    if not names:
        return []
    names = with_bearers(document, with_drops(document, names))
    ends = {number.last: number for number in numbers}
    told = {document.sentence_of[index] for index in document.senses.get("weapon_cue.tally", ())}
    regions = {document.sentence_of[index] for index in document.senses.get("weapon_cue.region", ())}
    tallies = _tallies(document, names, told, regions)
    found = []
    for name in names:
        if name.fired and name.type is WeaponType.MINE and _is_fired(document, name, ends):
            name.type = WeaponType.MORTAR
        number = None if name.debris else _number_of(document.tokens, name, ends)
        sentence = document.sentence_of[name.first]
        counted = tallies[sentence] or (sentence in regions and number is not None)
        role = _role(document, name, sentence, counted)
        first = min(number.first, name.first) if number is not None else name.first
        found.append(
            WeaponMention(
                first,
                name.last,
                name.type,
                number.value if number is not None else None,
                document.span(first, name.last),
                role,
                _is_guessed(document, first, name.last),
                name.shared,
            )
        )
    return _without_circling(document, found)


def _without_circling(document: Document, found: list[WeaponMention]) -> list[WeaponMention]:
    """The weapons, a drone that is only told to circle being none of those that struck, where others did: "«Град»
    накрив Лиман. Рятувальники не могли під'їхати: над містом кружляли дрони"."""
    circling = {one for one in found if one.role is Role.STRIKE and _circles(document, one)}
    others = any(one.role is Role.STRIKE and one not in circling for one in found) if circling else False
    return [replace(one, role=Role.OTHER) if one in circling else one for one in found] if others else found


def _circles(document: Document, mention: WeaponMention) -> bool:
    """Whether a word for circling stands right beside a weapon, in a sentence that tells of no blow, harm or drop."""
    near = document.tokens[max(0, mention.first - _BESIDE) : mention.last + 1 + _BESIDE]
    if not any("circling" in token.classes for token in near):
        return False
    first, end = document.sentences[document.sentence_of[mention.first]]
    return not (document.says(first, end, *_BLOWS) or any("dropping" in t.classes for t in document.tokens[first:end]))


def _is_fired(document: Document, name: WeaponName, ends: dict[int, Number]) -> bool:
    """Whether mines are mortar bombs: so many of them on a place ("шість мін по селу")."""
    if name.first - 1 not in ends:
        return False
    if name.last + 1 < len(document.tokens) and document.tokens[name.last + 1].sense == "preposition.on":
        return True
    clause = clause_of(document.tokens, name, *document.sentences[document.sentence_of[name.first]])
    return ends[name.first - 1].value > 1 and bool(clause & _FIRING) and not clause & _FOUND


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
        if tokens[index].text not in OPENING_QUOTES and not _is_adjective(tokens[index]):
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
    return not (number.ordinal or number.value == 0 or clock or after.text in "-–:.")


def _tallies(document: Document, names: list[WeaponName], told: set[int], regions: set[int]) -> list[bool]:
    """For each sentence, whether it counts what was fired at a whole region: by itself, under such a heading, or by
    naming many types with a region."""
    flags = [number in told for number in range(len(document.sentences))]
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


def _role(document: Document, name: WeaponName, sentence: int, counted: bool) -> Role:
    """What a weapon does; `counted` says that its sentence counts what was fired at a whole region."""
    start, end = document.sentences[sentence]
    if document.says(max(start, name.first - 3), name.first, "negation.not") or _is_refuted(document, name, end):
        return Role.OTHER
    clause = clause_of(document.tokens, name, start, end)
    if name.type is WeaponType.MINE:
        end = document.sentences[min(sentence + _MINE_SENTENCES, len(document.sentences) - 1)][1]
        return Role.STRIKE if clause & _WOUNDING or document.says(start, end, *_EVENTS) else Role.OTHER
    if name.type is WeaponType.DEBRIS:
        return Role.STRIKE if document.says(start, end, *_FALLING) else Role.OTHER
    if counted or clause & _OURS:
        return Role.OTHER
    if not name.debris and is_downed(document, name):
        return Role.SHOT_DOWN
    if clause & _THREATS and not clause & {"damage.harm", "strike.verb"}:
        return Role.THREAT
    return Role.STRIKE


def _is_refuted(document: Document, name: WeaponName, end: int) -> bool:
    """Whether somebody denies the weapon behind it in its sentence: "писали про дрон, але ДСНС це спростувала"."""
    return document.says(name.last + 1, end, "flag.withdrawn")


def _is_guessed(document: Document, first: int, last: int) -> bool:
    """Whether a weapon is only supposed: by a word before or right behind it, or as a first finding of its own."""
    tokens = document.tokens
    start, end = document.sentences[document.sentence_of[first]]
    if document.says(max(start, first - _GUESS_REACH), min(end, last + _GUESS_BEHIND), "weapon_cue.guess"):
        return True
    if "flag.preliminary" not in document.said[document.sentence_of[first]]:
        return False
    found = [token.index for token in tokens[start:end] if token.sense == "flag.preliminary"]
    told = any((token.sense or "").startswith(_PEOPLE) for token in tokens[start:end])
    reach = _FIRST_FINDING if told else end - start
    return any(place < first and first - tokens[place].reach <= reach for place in found)


def is_guess(mentions: Sequence[WeaponMention]) -> bool:
    """Whether a weapon of one incident rests on guesses alone: no mention of its type is sure."""
    struck = [mention for mention in mentions if mention.role is Role.STRIKE]
    if not any(mention.guessed for mention in struck):
        return False
    sure = {mention.type for mention in struck if not mention.guessed}
    return any(weapon.type not in sure for weapon in merge_weapons(struck))


def sharpened(mentions: Sequence[WeaponMention], told: Sequence[WeaponMention]) -> list[WeaponMention]:
    """Mentions of one place with the particular type of their family that an introduction tells: "атакували «Геранями»
    та ракетами Х-101. У Сторожинці уламки дрона …"."""
    types = {weapon.type for weapon in told}
    kinds = {mention: types & SPECIFIC.get(mention.type, frozenset()) for mention in mentions}
    sharp = {mention: next(iter(found)) for mention, found in kinds.items() if len(found) == 1}
    return [replace(mention, type=sharp.get(mention, mention.type)) for mention in mentions]


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
