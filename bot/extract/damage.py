"""What was damaged: the things that a word of damage governs, and how the mentions of one incident add up.

Section [damage] of the lexicon: `harm` (damaged, burnt, a fire), `hit` (struck: only what stands behind its
preposition or as its object), `safe` (not damaged), `near` (prepositions of what merely lies nearby), `aside` (other
predicates, which end the reach of a word of damage), `pair` ("both buildings").
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extract.numbers import Number
from bot.extract.objects import OPEN_HEADS, Thing, find_things, named
from bot.extract.tokens import Document, Shape, Token
from bot.model import Damage, DamageObject, Language, Span

_HARM, _HIT, _SAFE, _ASIDE, _WEAPON = "harm", "hit", "safe", "aside", "weapon"
_RUBBLE, _HURT, _PAIR = "rubble", "hurt", "pair"
_STOPS = frozenset({_SAFE, _ASIDE, _HURT})
_KINDS = {
    "damage.harm": _HARM,
    "damage.hit": _HIT,
    "damage.safe": _SAFE,
    "casualty.unhurt": _SAFE,
    "damage.aside": _ASIDE,
    "damage.rubble": _RUBBLE,
    "damage.pair": _PAIR,
    "injured.deed": _HURT,
    "casualty.unhurt": _SAFE,
    "other.accident": _ASIDE,
    "strike.verb": _HIT,
    "strike.noun": _HIT,
    "weapon.shelling": _HIT,
    "weapon_cue.drop": _HIT,
    "moment.said": _ASIDE,
    "moment.response": _ASIDE,
    "moment.found": _ASIDE,
    "moment.future": _ASIDE,
    "weapon_cue.shot_down": _ASIDE,
    "negation.unknown": _ASIDE,
}
_FAMILIES = {"weapon": _WEAPON, "make": _WEAPON, "killed": _ASIDE, "injured": _ASIDE}
_NEAR = frozenset(
    {"damage.near", "hedge.about", "time.between", "part.among", "preposition.before", "preposition.during"}
)
_INTO = frozenset({"preposition.in", "preposition.on", "preposition.to"})
_BREAKS = frozenset(",;:—–()")
_RELATIVE = frozenset({"damage.relative", "conjunction.that", "time.that"})
_SPECIFIC_HOMES = frozenset({DamageObject.APARTMENT_BUILDING, DamageObject.PRIVATE_HOUSE, DamageObject.DORMITORY})
_VEHICLES = frozenset("car bus truck ambulance fire_engine police_car tram".split())
_NETWORKS = frozenset("power gas water heating telecom fuel_station rail port".split())


@dataclass(frozen=True, slots=True)
class DamageMention:
    """A damaged thing at tokens `first`..`last`.

    `count` is None where the post gives no number; `told` says that a number stands in the text, `added` that it
    comes on top of what was said before ("8 more"), `part` that it is among them ("two of them"). `sentence` is the
    index of its sentence, `headline` whether that is the post's first line, `item` the list item that it stands in.
    """

    first: int
    last: int
    object: DamageObject
    count: int | None
    span: Span
    sentence: int
    told: bool = False
    added: bool = False
    part: bool = False
    headline: bool = False
    item: int | None = None


def find_damage(document: Document, numbers: list[Number]) -> list[DamageMention]:
    """Every thing that the post says was hit, damaged, destroyed or burnt, in the order of the text."""
    things = find_things(document, numbers)
    if not things and not numbers:
        return []
    scan = _Scan(document, things)
    accepted: list[Thing] = []
    for thing in sorted(things + _bare_numbers(document, numbers, scan), key=lambda thing: thing.first):
        if thing.bare:
            accepted.extend(_standing_for(document, thing, accepted, things))
        elif scan.governs(thing):
            accepted.append(thing)
    names = _resolved(document, accepted, things)
    return [_mention(document, thing, name) for thing, name in zip(accepted, names, strict=True) if name is not None]


class _Scan:
    """The words of damage of a document, by clause."""

    def __init__(self, document: Document, things: list[Thing]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.events = _events(self.tokens)
        self.places = [index for index, _ in self.events]
        self.heads = {thing.last: thing for thing in things}
        self.headers = _headers(document, self.events)
        self._rejected: set[int] = set()

    def governs(self, thing: Thing) -> bool:
        """Whether a word of damage governs the thing."""
        near = self._is_beside(thing) or self._is_complement(thing)
        accepted = not near and self._is_reached(thing)
        if near:
            self._rejected.add(thing.last)
        return accepted

    def _before(self, thing: Thing) -> int:
        index = thing.first - 1
        while index >= 0 and (
            self.tokens[index].text in "«\"“„'"
            or self.tokens[index].sense in ("preposition.the", "preposition.of", "part.more")
        ):
            index -= 1
        return index

    def _phrase_start(self, index: int) -> int:
        """The first token of the phrase that covers a token."""
        while (
            index > 0
            and self.tokens[index].sense is None
            and any(self.tokens[start].reach >= index for start in range(max(0, index - 4), index))
        ):
            index -= 1
        return index

    def _is_beside(self, thing: Thing) -> bool:
        index = self._before(thing)
        if index < 0:
            return False
        token = self.tokens[self._phrase_start(index)]
        if token.sense in _NEAR or (token.sense or "").startswith(("piece.ground", "person.")):
            return not self._is_struck_after(thing)
        joined = index - 1 in self._rejected and self.tokens[index].shape is Shape.WORD and len(token.text) <= 3
        return joined and token.sense is None

    def _is_struck_after(self, thing: Thing) -> bool:
        """Whether a clause behind the thing says that it was struck ("цеху, куди влучила ракета", "both damaged")."""
        after = self.tokens[thing.last + 1 : thing.last + 3]
        relative = len(after) == 2 and after[0].text == "," and after[1].sense in _RELATIVE
        end = self.document.sentences[self.document.sentence_of[thing.head]][1]
        ahead = self.events[bisect_left(self.places, thing.last + 1) :][:2]
        kinds = [kind for place, kind in ahead if place < end]
        return (relative and kinds[:1] in ([_HIT], [_HARM])) or kinds == [_PAIR, _HARM]

    def _is_complement(self, thing: Thing) -> bool:
        """Whether the thing merely describes the one before it ("гуртожиток коледжу")."""
        if thing.told:
            return False
        index = self._before(thing)
        of = self.document.language is not Language.EN or self.tokens[thing.first - 1].sense in (
            "preposition.of",
            "preposition.the",
        )
        before = self.heads.get(index)
        return (
            before is not None and of and before.name not in ("structure",) and self.tokens[index].shape is Shape.WORD
        )

    def _is_reached(self, thing: Thing) -> bool:
        sentence = self.document.sentence_of[thing.head]
        first, end = self.document.sentences[sentence]
        at = bisect_left(self.places, thing.first) - 1
        left = None
        while at >= 0 and self.places[at] >= first:
            left = left or self.events[at][1]
            if self._by(at, thing):
                return True
            if self.events[at][1] in _STOPS:
                break
            at -= 1
        right = bisect_left(self.places, thing.last + 1)
        if right < len(self.places) and self.places[right] < end and left != _SAFE:
            return self._from_right(thing, right, left) or (left is None and self.headers[sentence])
        return left is None and self.headers[sentence]

    def _by(self, at: int, thing: Thing) -> bool:
        """Whether the event before a thing governs it."""
        place, kind = self.events[at]
        between = self.tokens[self.tokens[place].reach + 1 : thing.first]
        if kind == _HARM:
            return True
        if kind in (_RUBBLE, _HURT):
            return len(between) <= (2 if kind == _RUBBLE else 0)
        if kind not in (_HIT, _WEAPON):
            return False
        steps = [token for token in between if token.sense in _INTO or token.folded in ("into", "at")]
        if steps:
            behind = self.tokens[steps[-1].index + 1 : thing.first]
            plain = all(token.text not in _BREAKS and token.sense != "preposition.of" for token in behind)
            return plain and len(behind) <= 3 and (kind == _HIT or len(between) <= 4)
        return kind == _HIT and (len(between) <= 3 or self.document.language is Language.EN)

    def _from_right(self, thing: Thing, at: int, left: str | None) -> bool:
        """Whether the event after a thing governs it."""
        place, kind = self.events[at]
        between = self.tokens[thing.last + 1 : place]
        if between and between[0].text == "," and len(between) > 1 and between[1].sense in _RELATIVE:
            return kind in (_HIT, _HARM) and len(between) <= 8
        if kind == _HURT:
            return not between and not self._has_preposition(thing)
        if kind == _HIT:
            return left is None and not self._has_preposition(thing) and len(between) <= 2
        if kind != _HARM:
            return False
        if left in _STOPS and not any(
            token.text in _BREAKS for token in self.tokens[max(0, thing.first - 4) : thing.first]
        ):
            return len(between) <= 1
        return not any(token.text in ";()" for token in between) and not any(token.text == ":" for token in between[1:])

    def _has_preposition(self, thing: Thing) -> bool:
        before = self._before(thing)
        return before >= 0 and (self.tokens[before].sense or "").startswith("preposition.")


def _events(tokens: list[Token]) -> list[tuple[int, str]]:
    """The predicates of a document with what they mean for damage, in the order of the text."""
    events = []
    for token in tokens:
        if token.sense is None:
            continue
        kind = _KINDS.get(token.sense) or _FAMILIES.get(token.sense.partition(".")[0])
        if kind is None:
            continue
        if kind in (_HARM, _HURT) and token.index and (tokens[token.index - 1].sense or "").startswith("negation."):
            kind = _SAFE
        events.append((token.index, kind))
    return events


def _headers(document: Document, events: list[tuple[int, str]]) -> list[bool]:
    """For each sentence, whether it is a list's line under a heading of damage ("Пошкоджено:")."""
    harmed = {document.sentence_of[index] for index, kind in events if kind == _HARM}
    under, flags, fresh = False, [], True
    for number, (first, end) in enumerate(document.sentences):
        words = [token for token in document.tokens[first:end] if token.shape is not Shape.LINE]
        if fresh and words and words[0].shape is Shape.WORD:
            under = False
        flags.append(under)
        if words and words[-1].text == ":":
            under = number in harmed
        if end > first and document.tokens[end - 1].shape is Shape.LINE:
            fresh = True
        elif words:
            fresh = False
    return flags


def _bare_numbers(document: Document, numbers: list[Number], scan: _Scan) -> list[Thing]:
    """Numbers that stand for things named before: "ще шість пошкоджено", "destroying one and damaging 16 more"."""
    tokens, found = document.tokens, []
    for number in numbers:
        if number.ordinal or number.value == 0:
            continue
        after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
        if after is not None and after.sense == "part.more" and number.last + 2 < len(tokens):
            after = tokens[number.last + 2]
        before = tokens[number.first - 1] if number.first else None
        ended = (
            after is None
            or after.shape is Shape.LINE
            or after.text in ".,;—–"
            or after.folded in ("and", "та", "і", "и")
        )
        more = before is not None and before.sense == "part.more"
        harm_before = any(token.sense == "damage.harm" for token in tokens[max(0, number.first - 2) : number.first])
        if (after is not None and after.sense == "damage.harm") or (
            ended and harm_before and (more or after is None or True)
        ):
            found.append(Thing(number.first, number.last, number.first, "", number.value, told=True, bare=True))
    return found


def _standing_for(document: Document, bare: Thing, accepted: list[Thing], things: list[Thing]) -> list[Thing]:
    """The bare number as the thing that it counts: the last one of its sentence, or the last damaged one."""
    sentence = document.sentence_of[bare.head]
    before = [thing for thing in things if thing.last < bare.first and document.sentence_of[thing.head] == sentence]
    before = before or [one for one in accepted if sentence - document.sentence_of[one.head] <= 1]
    return [named(bare, before[-1].name)] if before else []


def _resolved(document: Document, accepted: list[Thing], things: list[Thing]) -> list[DamageObject | None]:
    """What each accepted thing is, open heads told by the rest of the post; None for what stays untold."""
    names = {thing.name for thing in things}
    cues = [token.index for token in document.tokens if token.sense == "quality.private_house"]
    cues += [thing.head for thing in things if thing.name == "private_house"]
    colleges = {document.tokens[thing.last].folded[:5] for thing in things if thing.name == "university"}
    return [_resolve(document, thing, names, cues, colleges) for thing in accepted]


def _resolve(
    document: Document, thing: Thing, names: set[str], cues: list[int], colleges: set[str]
) -> DamageObject | None:
    if thing.name == "structure":
        return DamageObject.OTHER if thing.told and not thing.bare else None
    if thing.name == "depot":
        return DamageObject.RAIL if "rail" in names else DamageObject.TRANSPORT
    if thing.name == "school" and document.tokens[thing.last].folded[:5] in colleges:
        return DamageObject.UNIVERSITY
    if thing.name not in OPEN_HEADS:
        return DamageObject(thing.name)
    sentence = document.sentence_of[thing.head]
    near = any(abs(document.sentence_of[cue] - sentence) <= 2 for cue in cues)
    if thing.name == "home" or near or (cues and "apartment_building" not in names):
        return DamageObject.PRIVATE_HOUSE
    single = thing.count == 1 and not thing.told
    return DamageObject.APARTMENT_BUILDING if single and "apartment_building" in names else DamageObject.HOUSING


def _mention(document: Document, thing: Thing, name: DamageObject) -> DamageMention:
    tokens, sentence = document.tokens, document.sentence_of[thing.head]
    around = tokens[max(0, thing.first - 2) : thing.last + 3]
    more = any(token.sense in ("part.more", "damage.also") for token in around)
    part = any(token.sense == "part.among" for token in around) and thing.bare
    return DamageMention(
        thing.first,
        thing.last,
        name,
        thing.count,
        document.span(thing.first, thing.last),
        sentence,
        thing.told,
        more or thing.bare,
        part,
        sentence == 0,
        _item(document, sentence),
    )


def _item(document: Document, sentence: int) -> int | None:
    """The sentence that begins the list item which a sentence belongs to; None outside of lists."""
    while sentence > 0 and document.tokens[document.sentences[sentence][0] - 1].shape is not Shape.LINE:
        sentence -= 1
    return sentence if document.tokens[document.sentences[sentence][0]].shape is Shape.MARK else None


def merge_damage(mentions: Sequence[DamageMention]) -> tuple[Damage, ...]:
    """The damage of one incident from its mentions in the order of the text.

    Things of one kind add up, repeats and parts do not; a kind not told gives way to the kinds that are.
    """
    kinds: dict[DamageObject, list[DamageMention]] = {}
    for mention in mentions:
        kinds.setdefault(mention.object, []).append(mention)
    return tuple(
        Damage(kind, _total(found), tuple(mention.span for mention in found))
        for kind, found in kinds.items()
        if not _gives_way(kind, kinds)
    )


def _gives_way(kind: DamageObject, kinds: dict[DamageObject, list[DamageMention]]) -> bool:
    others = {str(other) for other in kinds if other is not kind}
    if kind is DamageObject.HOUSING:
        return bool(_SPECIFIC_HOMES & others)
    if kind is DamageObject.VEHICLE:
        return bool(_VEHICLES & others) and all(mention.count is None for mention in kinds[kind])
    if kind in (DamageObject.CIVIL_INFRASTRUCTURE, DamageObject.OTHER):
        return bool(others)
    return kind is DamageObject.CRITICAL_INFRASTRUCTURE and bool(_NETWORKS & others)


def _total(mentions: list[DamageMention]) -> int | None:
    total: int | None = None
    told: list[DamageMention] = []
    for mention in mentions:
        if mention.part or mention.count is None:
            continue
        repeated = any(earlier.count == mention.count for earlier in told) or mention.count == total
        together = bool(told) and told[-1].sentence == mention.sentence
        if total is None:
            total = mention.count
        elif mention.added or (together and (mention.told or told[-1].told)) or _apart(mention, told[-1]):
            total += mention.count
        elif mention.told and not repeated:
            total = total + mention.count if any(one.told and not one.headline for one in told) else mention.count
        told.append(mention)
    return total


def _apart(mention: DamageMention, before: DamageMention) -> bool:
    return None not in (mention.item, before.item) and mention.item != before.item
