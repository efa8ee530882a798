"""Which unit a name means: the areas named near it, the post's other places, the channel's region, its size."""

from bisect import bisect_left
from collections.abc import Iterator

from bot.extract.places.values import PlaceMention, ResolvedMention
from bot.extract.places.words import name_classes
from bot.extract.text.tokens import Document
from bot.gazetteer import Gazetteer, Unit
from bot.model import Doubt, DoubtReason, Level

__all__ = ["ResolvedMention", "resolve"]

_APPOSITION, _SENTENCE, _POST, _PRECEDING = 12.0, 5.0, 2.5, 1.0
_NEXT_LINE = 1.0
_FINE = 2.0
_ONLY = 3.5
_HEADING = 4.5
_NAMESAKE, _MOST_NAMESAKES = 2.0, 4
_AROUND = 6
_REGION, _ELSEWHERE = 4.0, -6.0
_OF_TYPE, _NOT_OF_TYPE = 3.0, -2.0
_BY_CATEGORY = {"K": 6.0, "M": 4.0, "X": 1.0, "C": 0.0, "P": 2.0, "H": 0.0, "B": 0.0, "O": 0.0}
_SAME_RAION, _SAME_HROMADA = 1.5, 2.0
_FORMER_NAME, _NOT_IN_CASE, _NOMINATIVE, _VOCATIVE = -0.5, -2.0, 1.0, -8.0
_CLOSE_CALL, _MOST_OPTIONS = 1.5, 12
_BIGGEST, _FEW = 4.0, 4
_OBLAST = 4
_NEAR = 2
_AREAS_BEFORE = 8


def resolve(
    mentions: list[PlaceMention], document: Document, gazetteer: Gazetteer, region: str | None = None
) -> list[ResolvedMention]:
    """Each mention with its unit, in the order given; `region` is the channel's own oblast ("UA63")."""
    context = _Context(mentions, document, gazetteer, region)
    return [context.resolve(mention) for mention in mentions]


class _Context:
    """What the whole post says of where it is."""

    def __init__(
        self, mentions: list[PlaceMention], document: Document, gazetteer: Gazetteer, region: str | None
    ) -> None:
        self._document = document
        self._gazetteer = gazetteer
        self._region = region
        self._areas = [(mention, {unit.code for unit in units}) for mention in mentions if (units := _framing(mention))]
        self._starts = [mention.first for mention, _ in self._areas]
        self._wide = [area for area in self._areas if area[0].level is not Level.SETTLEMENT]
        self._named_anywhere = {code for _, codes in self._areas for code in codes}
        self._oblasts: dict[str, set[str]] = {}
        for mention, codes in self._areas:
            if len(codes) == 1:
                self._oblasts.setdefault(next(iter(codes))[:_OBLAST], set()).add(mention.name)
        self._told = {code for mention, codes in self._wide if mention.level is Level.OBLAST for code in codes}
        self._namesakes: dict[tuple[str, Level], list[PlaceMention]] = {}
        for mention in mentions:
            self._namesakes.setdefault((mention.name, mention.level), []).append(mention)
        self._ranked: dict[tuple[object, ...], list[tuple[float, Unit]]] = {}
        self._framed = {mention.last + 1: mention.units for mention in mentions if mention.level is Level.SETTLEMENT}
        sure = [mention.units[0] for mention in mentions if len(mention.units) == 1]
        self._raions = {(unit.oblast, unit.raion or ""): unit.code for unit in sure if unit.raion}
        self._in_case = _in_case(mentions, document)
        self._hromadas = {(unit.raion, unit.hromada) for unit in sure if unit.hromada}

    def resolve(self, mention: PlaceMention) -> ResolvedMention:
        """The mention with the unit of the highest score, unless that is not to be believed."""
        if not mention.units:
            return ResolvedMention(mention, None)
        if len(mention.units) == 1:
            unit = mention.units[0]
            return ResolvedMention(mention, unit if self._believed(mention, unit) else None)
        scored = self._rank(mention)
        best, unit = scored[0]
        if not self._believed(mention, unit):
            return ResolvedMention(mention, None)
        close = tuple(other.code for score, other in scored[1:_MOST_OPTIONS] if score > best - _CLOSE_CALL)
        doubt = Doubt("place", DoubtReason.PLACE_HOMONYM, (unit.code, *close)) if close else None
        return ResolvedMention(mention, unit, close, doubt)

    def _rank(self, mention: PlaceMention) -> list[tuple[float, Unit]]:
        """The units with their scores, best first; worked out once for mentions that nothing tells apart."""
        near = self._nearnesses(mention)
        in_case = mention.first in self._in_case and not mention.typed
        key = (mention.name, mention.level, mention.categories, in_case, self._frames(mention), *near.items())
        ranked = self._ranked.get(key)
        if ranked is None:
            scored = [(self._score(mention, unit, near, in_case), unit) for unit in self._likely(mention.units)]
            ranked = self._ranked[key] = sorted(scored, key=lambda pair: (-pair[0], pair[1].code))
        return ranked

    def _frames(self, mention: PlaceMention) -> frozenset[str]:
        """The areas of the settlement that stands right before an area: "Одноробівка Золочівської громади"."""
        if mention.level is Level.SETTLEMENT:
            return frozenset()
        return frozenset(code for unit in self._framed.get(mention.first, ()) for code in unit.parents)

    def _likely(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Those of many namesakes that lie in an oblast spoken of, and cities anywhere; all if there are none."""
        if len(units) <= _FEW:
            return units
        oblasts = self._oblasts
        likely = tuple(u for u in units if u.oblast == self._region or u.oblast in oblasts or u.category in "KMO")
        return likely or units

    def _believed(self, mention: PlaceMention, unit: Unit) -> bool:
        """A weak name only in a region that the post or the channel speaks of, and so a village without type word."""
        if unit.oblast == self._region or unit.oblast in self._oblasts:
            return True
        if mention.weak:
            return False
        return mention.typed or unit.category in "KMOP" or (mention.placed and self._region is None)

    def _nearnesses(self, mention: PlaceMention) -> dict[str, float]:
        """Code of an area named near the mention -> how much it speaks for the units in it.

        An area beside another mention of the same name counts too, a little less.
        """
        near: dict[str, float] = {}
        for code, weight in self._areas_near(mention):
            near[code] = max(weight, near.get(code, 0.0))
        for other in self._namesakes[mention.name, mention.level][:_MOST_NAMESAKES]:
            if other is not mention:
                for code, weight in self._areas_near(other):
                    near[code] = max(weight - _NAMESAKE, near.get(code, 0.0))
        return near

    def _areas_near(self, mention: PlaceMention) -> Iterator[tuple[str, float]]:
        """The areas from the weakest to the strongest: the one that the mention stands under, those around it."""
        begin = bisect_left(self._starts, mention.first - _AROUND)
        end = bisect_left(self._starts, mention.last + _AROUND)
        before = bisect_left(self._starts, mention.first)
        if before:
            city = mention.level is Level.DISTRICT and self._areas[before - 1][0].level is Level.SETTLEMENT
            yield from ((code, _HEADING + city) for code in self._areas[before - 1][1])
            yield from ((code, _HEADING) for code in self._area_of_line(mention) | self._raion_before(mention))
            yield from ((code, _SENTENCE + _PRECEDING) for code in self._oblast_of_sentence(mention))
        weighed = [
            (self._nearness(mention, area), codes) for area, codes in self._areas[begin:end] if area is not mention
        ]
        for weight, codes in sorted(weighed, key=lambda pair: pair[0]):
            yield from ((code, weight) for code in codes)

    def _area_of_line(self, mention: PlaceMention) -> set[str]:
        """The last oblast, raion or hromada that the mention's line has named before it, behind whatever city, and the
        last oblast: "In X Oblast, two were killed. One died in the city of Y, the other in Z"."""
        document = self._document
        line = document.lines[document.sentence_of[mention.first]]
        at = bisect_left(self._wide, mention.first, key=lambda area: area[0].first)
        here = [
            area
            for area in self._wide[max(0, at - _AREAS_BEFORE) : at]
            if document.lines[document.sentence_of[area[0].first]] == line
        ]
        oblast = next((codes for area, codes in reversed(here) if area.level is Level.OBLAST), set[str]())
        return here[-1][1] | oblast if here else set()

    def _oblast_of_sentence(self, mention: PlaceMention) -> set[str]:
        """The last oblast that the mention's sentence has named before it, however far: "In X Oblast, a drone hit a
        farm in the village of Y"."""
        sentence_of = self._document.sentence_of
        at = bisect_left(self._wide, mention.first, key=lambda area: area[0].first)
        here = reversed(self._wide[max(0, at - _AREAS_BEFORE) : at])
        own = ((area, codes) for area, codes in here if sentence_of[area.first] == sentence_of[mention.first])
        return next((codes for area, codes in own if area.level is Level.OBLAST), set())

    def _raion_before(self, mention: PlaceMention) -> set[str]:
        """The last raion named before a hromada, of which raions may have namesakes: "Синельниківський район. У
        Васильківській громаді … У Покровській громаді"."""
        if mention.level is not Level.HROMADA:
            return set()
        before = self._wide[: bisect_left(self._wide, mention.first, key=lambda area: area[0].first)]
        return next((codes for area, codes in reversed(before) if area.level is Level.RAION), set())

    def _nearness(self, mention: PlaceMention, area: PlaceMention) -> float:
        gap = area.first - mention.last if area.first > mention.last else mention.first - area.last
        own, others = self._document.sentence_of[mention.first], self._document.sentence_of[area.first]
        if own == others and area.level is not mention.level and gap - self._oblast_between(mention, area) <= _NEAR:
            return _APPOSITION
        if area.first < mention.first:
            return (_SENTENCE if own == others else _POST) + _PRECEDING
        if own == others:
            return _SENTENCE
        return _POST if self._document.lines[own] == self._document.lines[others] else _NEXT_LINE

    def _oblast_between(self, mention: PlaceMention, area: PlaceMention) -> int:
        """How many words tell the oblast between a settlement and its area: "Ivankiv in Kyiv Oblast's Boryspil
        district"."""
        at = bisect_left(self._wide, area.first, key=lambda wide: wide[0].first)
        before = self._wide[at - 1][0] if at else None
        if (
            before is None
            or before.level is not Level.OBLAST
            or not mention.last < before.first <= mention.last + _NEAR
        ):
            return 0
        return area.first - before.first

    def _score(self, mention: PlaceMention, unit: Unit, near: dict[str, float], in_case: bool) -> float:
        if mention.centre:
            own = max(_POST, near[unit.code]) if unit.code in near else 0.0
            return own + self._by_region(unit) + self._by_areas(unit, near, self._only(mention))
        score = _BY_CATEGORY[unit.category] + min(self._size(unit) / 100_000, _BIGGEST)
        score += self._by_region(unit) + _by_case(mention.name, unit, in_case) + self._by_neighbours(unit)
        if mention.categories:
            score += _OF_TYPE if unit.category in mention.categories else _NOT_OF_TYPE
        if mention.weak and unit.code in near:
            score += max(_POST, near[unit.code])
        if unit.code in self._frames(mention):
            score += _APPOSITION
        return score + self._by_areas(unit, near, self._only(mention)) if self._areas else score

    def _size(self, unit: Unit) -> int:
        """The population; that of its centre for a hromada, of which there may be two of one name."""
        if unit.level is not Level.HROMADA or unit.base is None:
            return unit.population or 0
        centres = self._gazetteer.settlements(unit.base.lower())
        return max((centre.population or 0 for centre in centres if unit.code in centre.parents), default=0)

    def _only(self, mention: PlaceMention) -> set[str]:
        """The oblast that is told and that all other names lie in; a name is no witness of where it lies itself."""
        named = [oblast for oblast, names in self._oblasts.items() if names != {mention.name}]
        return self._told if len(named) == 1 else set()

    def _by_areas(self, unit: Unit, near: dict[str, float], only: set[str]) -> float:
        best = 0.0
        for code in unit.parents:
            weight = near.get(code) or (_ONLY if code in only else _POST if code in self._named_anywhere else 0.0)
            best = max(best, weight)
        fine = max((near.get(code, 0.0) for code in unit.parents[:-1]), default=0.0)
        return best + _FINE * (0.0 < best == fine)

    def _by_region(self, unit: Unit) -> float:
        if unit.oblast == self._region:
            return _REGION
        if self._region is None or unit.category in "KMO" or unit.oblast in self._oblasts:
            return 0.0
        return _ELSEWHERE

    def _by_neighbours(self, unit: Unit) -> float:
        if self._raions.get((unit.oblast, unit.raion or ""), unit.code) == unit.code:
            return 0.0
        return _SAME_HROMADA if (unit.raion, unit.hromada) in self._hromadas else _SAME_RAION


def _by_case(written: str, unit: Unit, in_case: bool) -> float:
    """A nominative is likelier in a heading, another case after a preposition; a former name is less likely."""
    name = unit.name.lower()
    if unit.old_names and any(written[:4] == old[:4].lower() != name[:4] for old in unit.old_names):
        return _FORMER_NAME
    if written != name:
        return _VOCATIVE if _is_vocative(written, name) and not in_case else 0.0
    return _NOT_IN_CASE if in_case else _NOMINATIVE


def _in_case(mentions: list[PlaceMention], document: Document) -> set[int]:
    """The first tokens of the mentions behind a preposition, or in a list of which the first stands behind one: "в
    Изюме и Чугуеве"."""
    tokens, found, ends = document.tokens, set[int](), set[int]()
    for mention in sorted(mentions, key=lambda one: one.first):
        before = tokens[mention.first - 1] if mention.first else None
        listed = before is not None and (before.text == "," or "joining" in before.classes)
        if before is not None and ("before_case" in before.classes or (listed and mention.first - 2 in ends)):
            found.add(mention.first)
            ends.add(mention.last)
    return found


def _is_vocative(written: str, name: str) -> bool:
    """Whether a name is written as one calls somebody ("Львове" of "Львів"), which no report does with a town; behind
    a preposition it is Russian."""
    alike = written[:-3] == name[:-2] and "called" in name_classes(name)
    return alike and "vocative" in name_classes(written)


def _framing(mention: PlaceMention) -> tuple[Unit, ...]:
    """The units of a mention that others may lie in: areas, and cities for their districts."""
    if mention.level is Level.SETTLEMENT:
        return tuple(unit for unit in mention.units if unit.category in "KM")
    return mention.units
