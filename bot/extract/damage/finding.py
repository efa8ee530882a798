"""What was damaged: the mentions of damaged things, and how those of one incident add up."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.extract.damage.harm import Reach
from bot.extract.damage.kinds import broken_near, building_before, is_vocational, private_cues, resolved, school_before
from bot.extract.damage.numbers_behind import is_cut_short
from bot.extract.damage.objects import OPEN_HEADS, Thing, find_things, named
from bot.extract.damage.wholes import is_part_of_another, item_of
from bot.extract.text.numbers import Number
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Damage, DamageObject, Span

_SPECIFIC_HOMES = frozenset({"apartment_building", "private_house", "dormitory"})
_SEVERAL = frozenset({"vehicle", "ship", "outbuilding", "transport", "shop", "culture", "sport", "truck"})
_HOMES = _SPECIFIC_HOMES | {"housing"}
_VEHICLES = frozenset(["car", "bus", "truck", "ambulance", "fire_engine", "police_car", "tram"])
_SPECIAL_CARS = frozenset({"ambulance", "police_car", "fire_engine"})
_NETWORKS = frozenset(["power", "gas", "water", "heating", "telecom", "fuel_station", "rail", "port"])
_RENEWING = frozenset(
    {"damage.renewed", "sum.risen", "sum.already", "update.updated", "update.clarified", "time.as_of"}
)
_MORE = frozenset({"part.more", "damage.also"})
_AFTER_COUNT = _MORE | {"preposition.the", "preposition.of", "part.among", "damage.degree", "age.was"}
_AFTER_NUMBER = _AFTER_COUNT | {"damage.harm", "preposition.to"}
_LISTED = 2


@dataclass(slots=True, unsafe_hash=True)
class DamageMention:
    """A damaged thing at tokens `first`..`last`.

    `count` is None where the post gives no number; `told` says that a number stands in the text, `added` that it
    comes on top of what was said before ("8 more"), `part` that it is among them ("two of them"). `sentence` is the
    index of its sentence, `headline` whether that is the post's first line, `item` the list item that it stands in,
    `implied` whether only a flat or an entrance was named, `renewed`
    whether its sentence gives a newer state of things, `word` the head noun as it is written, `district` the city
    district that it stands in.
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
    implied: bool = False
    renewed: bool = False
    word: str = ""
    district: str | None = None


def find_damage(document: Document, numbers: list[Number], *, by_police: bool = False) -> list[DamageMention]:
    """Every thing that the post says was hit, damaged, destroyed or burnt, in the order of the text; `by_police` says
    that the police speak."""
    things = find_things(document, numbers)
    if not things:
        return []
    reach = Reach(document, things)
    accepted: list[Thing] = []
    bare = _bare_numbers(document, numbers)
    for thing in sorted(things + bare, key=_place) if bare else things:
        if thing.bare:
            accepted.extend(_standing_for(document, thing, accepted, things))
        elif reach.governs(thing):
            accepted.append(thing)
    accepted = sorted(accepted + broken_near(document, things, accepted), key=_place)
    return _mentions(document, accepted, things, by_police)


def _place(thing: Thing) -> int:
    return thing.first


def _bare_numbers(document: Document, numbers: list[Number]) -> list[Thing]:
    """Numbers that stand for things named before: "ще шість пошкоджено", "destroying one and damaging 16 more"."""
    if "damage.harm" not in document.senses:
        return []
    return [
        Thing(number.first, number.last, number.first, "", number.value, told=True, bare=True)
        for number in numbers
        if number.value > 0 and not number.ordinal and _stands_alone(document.tokens, number)
    ]


def _stands_alone(tokens: list[Token], number: Number) -> bool:
    place = number.last + 1
    if place < len(tokens) and tokens[place].shape is Shape.WORD and tokens[place].sense not in _AFTER_NUMBER:
        return False
    while place < len(tokens) and place <= number.last + 3 and _is_passed(tokens[place]):
        place += 1
    after = tokens[place] if place < len(tokens) else None
    if after is not None and after.sense == "damage.harm":
        return not _is_measure(tokens, number) and not _is_subject(tokens, after)
    ended = after is None or after.shape is Shape.LINE or after.text in ".,;—–" or after.sense == "preposition.to"
    ended = ended and not is_cut_short(tokens, number.last)
    return ended and any(token.sense == "damage.harm" for token in tokens[max(0, number.first - 2) : number.first])


def _is_subject(tokens: list[Token], harm: Token) -> bool:
    """Whether what stands before a word of damage did it ("одна зруйнувала крамницю")."""
    after = tokens[harm.reach + 1] if harm.reach + 1 < len(tokens) else None
    return after is not None and (after.sense or "").startswith(("object_", "quality."))


def _is_passed(token: Token) -> bool:
    return token.sense in _AFTER_COUNT


def _is_measure(tokens: list[Token], number: Number) -> bool:
    """Whether the number is a clock time, an address or somebody's age ("a woman of 51 was cut")."""
    before = tokens[number.first - 1] if number.first else None
    somebody = number.first > 1 and (tokens[number.first - 2].sense or "").startswith("person.")
    if somebody and before is not None and "aged" in before.classes:
        return True
    return before is not None and (before.sense == "preposition.at" or before.text in (":", ".", "№", "/"))


def _standing_for(document: Document, bare: Thing, accepted: list[Thing], things: list[Thing]) -> list[Thing]:
    """The bare number as the thing that it counts: the last one of its sentence, or the last damaged one."""
    sentence = document.sentence_of[bare.head]
    before = [thing for thing in things if thing.last < bare.first and document.sentence_of[thing.head] == sentence]
    before = before or [one for one in accepted if sentence - document.sentence_of[one.head] <= 1]
    if not before or (before[-1].count == 1 and not before[-1].told and not _is_more(document.tokens, bare)):
        return []
    return [named(bare, before[-1].name)]


def _is_more(tokens: list[Token], bare: Thing) -> bool:
    """Whether a number is told to come on top: "будинок зруйновано, ще шість пошкоджено", but not "дві пожежі"."""
    around = tokens[max(0, bare.first - 2) : bare.last + 3]
    follows = bare.last + 1 < len(tokens) and tokens[bare.last + 1].sense == "damage.harm"
    return not follows or any(token.sense in _MORE for token in around)


def _mentions(document: Document, accepted: list[Thing], things: list[Thing], by_police: bool) -> list[DamageMention]:
    names = {thing.name for thing in things}
    private = private_cues(document, things) if any(thing.name in OPEN_HEADS for thing in accepted) else []
    found = []
    for thing in accepted:
        if is_part_of_another(document, thing, accepted):
            continue
        name = resolved(document, thing, names, private, by_police)
        if name is None and (near := building_before(document, things, accepted, thing)):
            name = DamageObject(near)
        if name is DamageObject.EDUCATION and thing.count == 1 and not thing.told:
            name = school_before(things, thing) or name
        if name is DamageObject.SCHOOL and is_vocational(document, things, thing):
            name = DamageObject.UNIVERSITY
        if name is not None:
            found.append(_mention(document, thing, name))
    return found


def _mention(document: Document, thing: Thing, name: DamageObject) -> DamageMention:
    sentence = document.sentence_of[thing.head]
    end = thing.last + (3 if thing.told else 1)
    around = {token.sense for token in document.tokens[max(0, thing.first - 2) : end]}
    article = thing.first > 0 and document.tokens[thing.first - 1].sense == "preposition.the"
    return DamageMention(
        thing.first - article,
        thing.last,
        name,
        thing.count,
        document.span(thing.first, thing.last),
        sentence,
        told=thing.told,
        added=thing.bare or bool(around & _MORE),
        part=_is_one_of(document, thing) or (thing.bare and "part.among" in around),
        headline=sentence == 0,
        item=item_of(document, sentence),
        implied=thing.name == "flat",
        renewed=thing.told and _is_renewed(document, sentence),
        word=document.tokens[thing.head].folded,
    )


def _is_one_of(document: Document, thing: Thing) -> bool:
    """Whether a thing is one of several ("в одній із шкіл")."""
    return thing.count == 1 and not thing.told and str(document.tokens[thing.head].sense).startswith("object_many.")


def _is_renewed(document: Document, sentence: int) -> bool:
    return not document.said[sentence].isdisjoint(_RENEWING)


def merge_damage(mentions: Sequence[DamageMention]) -> tuple[Damage, ...]:
    """The damage of one incident from its mentions in the order of the text.

    Things of one kind add up, repeats and parts do not; a kind not told gives way to the kinds that are.
    """
    kinds: dict[DamageObject, list[DamageMention]] = {}
    housed = any(mention.object in _HOMES and not mention.implied for mention in mentions)
    for mention in mentions:
        if housed and mention.implied:
            continue
        kinds.setdefault(mention.object, []).append(mention)
    return tuple(
        Damage(kind, _total(found), tuple(mention.span for mention in found))
        for kind, found in kinds.items()
        if not _gives_way(kind, kinds)
    )


def _gives_way(kind: DamageObject, kinds: dict[DamageObject, list[DamageMention]]) -> bool:
    others = {str(other) for other in kinds if other is not kind}
    if kind is DamageObject.HOUSING:
        homes = [mention for name in _SPECIFIC_HOMES & others for mention in kinds[DamageObject(name)]]
        beside = any(_stands_beside(mention, homes) for mention in kinds[kind])
        dormitory = all(home.object is DamageObject.DORMITORY for home in homes)
        return bool(homes) and not beside and not (dormitory and any(mention.told for mention in kinds[kind]))
    if kind is DamageObject.CAR:
        return bool(_SPECIAL_CARS & others) and not any(mention.told or mention.added for mention in kinds[kind])
    if kind is DamageObject.VEHICLE:
        first = min((one.sentence for other in _VEHICLES & others for one in kinds[DamageObject(other)]), default=None)
        return first is not None and not any(one.told or (one.count and one.sentence <= first) for one in kinds[kind])
    if kind in (DamageObject.CIVIL_INFRASTRUCTURE, DamageObject.OTHER):
        return bool(others)
    return kind is DamageObject.CRITICAL_INFRASTRUCTURE and bool(_NETWORKS & others)


def _stands_beside(mention: DamageMention, homes: list[DamageMention]) -> bool:
    """Whether homes of a kind not told are others than the ones told: so many of the neighbouring ones."""
    return mention.told and mention.added and not mention.part and all(not home.told for home in homes)


def _total(mentions: list[DamageMention]) -> int | None:
    """The number of things of one kind: additions and parts of a list add up, a later full number stands for all."""
    total: int | None = None
    counted: list[DamageMention] = []
    for mention in mentions:
        if mention.count is None or (mention.part and (mention.told or total is not None)):
            continue
        if total is None or (mention.told and not mention.added and not _adds(mention, counted, total)):
            total = mention.count if total is None or not _repeats(mention, counted, total) else total
        elif mention.added or _adds(mention, counted, total):
            total += mention.count
        counted.append(mention)
    return None if total == 1 and mentions[0].object is DamageObject.PORT and _is_of_several(mentions) else total


def _is_of_several(mentions: list[DamageMention]) -> bool:
    """Whether things that are also told in an uncounted plural are singled out by words alone: "удар по порту,
    пошкоджено портову інфраструктуру"."""
    return any(mention.count is None for mention in mentions) and not any(mention.told for mention in mentions)


def _repeats(mention: DamageMention, counted: list[DamageMention], total: int) -> bool:
    return mention.count == total or any(earlier.count == mention.count for earlier in counted)


def _adds(mention: DamageMention, counted: list[DamageMention], total: int) -> bool:
    """Whether a number comes on top of the ones before it, without saying so."""
    last = counted[-1]
    if _is_elsewhere(mention, counted):
        return True
    if last.sentence == mention.sentence:
        other = mention.object in _SEVERAL and mention.word not in {earlier.word for earlier in counted}
        return mention.told or last.told or other or mention.first - last.last <= _LISTED
    if mention.renewed:
        return False
    if None not in (mention.item, last.item) and mention.item != last.item:
        return mention.told or last.told or mention.word != last.word or mention.object is not DamageObject.VEHICLE
    body = any(earlier.told and not earlier.headline for earlier in counted)
    return mention.told and body and not _repeats(mention, counted, total)


def _is_elsewhere(mention: DamageMention, counted: list[DamageMention]) -> bool:
    """Whether a house stands in another district of the city than all those before it."""
    if mention.object not in _HOMES or mention.district is None or mention.renewed:
        return False
    return all(earlier.district not in (None, mention.district) for earlier in counted)
