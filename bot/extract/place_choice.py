"""Which unit a name means: the areas named near it, the post's other places, the channel's region, its size."""

from bot.extract.place_values import PlaceMention, ResolvedMention
from bot.extract.tokens import Document
from bot.gazetteer import Gazetteer, Unit
from bot.model import Doubt, DoubtReason, Level

__all__ = ["ResolvedMention", "resolve"]

_APPOSITION, _SENTENCE, _POST, _PRECEDING = 12.0, 5.0, 2.5, 1.0
_NAMESAKE = 2.0
_REGION, _ELSEWHERE = 4.0, -6.0
_OF_TYPE, _NOT_OF_TYPE = 3.0, -2.0
_BY_CATEGORY = {"K": 6.0, "M": 4.0, "X": 1.0, "C": 0.0, "P": 2.0, "H": 0.0, "B": 0.0, "O": 0.0}
_SAME_RAION, _SAME_HROMADA = 1.5, 2.0
_FORMER_NAME, _NOT_IN_CASE, _NOMINATIVE = -2.0, -2.0, 1.0
_CLOSE_CALL = 1.5
_NEAR = 2
_BEFORE_A_CASE = frozenset(("у", "в", "біля", "до", "з", "із", "поблизу", "неподалік", "с", "из", "возле", "около"))


def resolve(
    mentions: list[PlaceMention], document: Document, gazetteer: Gazetteer, region: str | None = None
) -> list[ResolvedMention]:
    """Each mention with its unit, in the order given; `region` is the channel's own oblast ("UA63")."""
    del gazetteer
    context = _Context(mentions, document, region)
    return [context.resolve(mention) for mention in mentions]


class _Context:
    """What the whole post says of where it is."""

    def __init__(self, mentions: list[PlaceMention], document: Document, region: str | None) -> None:
        self._mentions = mentions
        self._document = document
        self._region = region
        self._areas = [(mention, {unit.code for unit in units}) for mention in mentions if (units := _framing(mention))]
        self._oblasts = {mention.units[0].oblast for mention, codes in self._areas if len(codes) == 1}
        sure = [mention.units[0] for mention in mentions if len(mention.units) == 1]
        self._raions = {(unit.oblast, unit.raion or ""): unit.code for unit in sure if unit.raion}
        self._hromadas = {(unit.raion, unit.hromada) for unit in sure if unit.hromada}

    def resolve(self, mention: PlaceMention) -> ResolvedMention:
        """The mention with the unit of the highest score, unless that is not to be believed."""
        if not mention.units:
            return ResolvedMention(mention, None)
        if len(mention.units) == 1:
            unit = mention.units[0]
            return ResolvedMention(mention, unit if self._believed(mention, unit) else None)
        near = self._nearnesses(mention)
        scored = [(self._score(mention, unit, near), unit) for unit in mention.units]
        best, unit = max(scored, key=lambda pair: (pair[0], pair[1].code))
        if not self._believed(mention, unit):
            return ResolvedMention(mention, None)
        close = tuple(other.code for score, other in scored if other is not unit and score > best - _CLOSE_CALL)
        doubt = Doubt("place", DoubtReason.PLACE_HOMONYM, (unit.code, *close)) if close else None
        return ResolvedMention(mention, unit, close, doubt)

    def _believed(self, mention: PlaceMention, unit: Unit) -> bool:
        """A weak name only in a region that the post or the channel speaks of, and so a village without type word."""
        if unit.oblast == self._region or unit.oblast in self._oblasts:
            return True
        if mention.weak:
            return False
        return (
            mention.typed or unit.category in "KMOP" or (mention.placed and self._region is None and not self._oblasts)
        )

    def _nearnesses(self, mention: PlaceMention) -> dict[str, float]:
        """Code of an area named in the post -> how much it speaks for the units in it.

        An area beside another mention of the same name counts too, a little less.
        """
        near: dict[str, float] = {}
        for other in self._mentions:
            if other is not mention and other.units is not mention.units:
                continue
            loss = 0.0 if other is mention else _NAMESAKE
            for area, codes in self._areas:
                if (area is not other and area.name != mention.name) or area.level is not mention.level:
                    weight = self._nearness(other, area) - loss
                    near.update((code, weight) for code in codes if weight > near.get(code, 0.0))
        return near

    def _nearness(self, mention: PlaceMention, area: PlaceMention) -> float:
        gap = area.first - mention.last if area.first > mention.last else mention.first - area.last
        sentences = self._document.sentence_of
        together = sentences[area.first] == sentences[mention.first]
        if together and gap <= _NEAR:
            return _APPOSITION
        return (_SENTENCE if together else _POST) + (_PRECEDING if area.first < mention.first else 0.0)

    def _score(self, mention: PlaceMention, unit: Unit, near: dict[str, float]) -> float:
        score = _BY_CATEGORY[unit.category] + self._by_region(unit) + self._by_case(mention, unit)
        score += min((unit.population or 0) / 100_000, 2.0)
        if mention.categories:
            score += _OF_TYPE if unit.category in mention.categories else _NOT_OF_TYPE
        if near:
            score += max((near.get(code, 0.0) for code in unit.parents), default=0.0)
        return score + self._by_neighbours(unit)

    def _by_region(self, unit: Unit) -> float:
        if unit.oblast == self._region:
            return _REGION
        if self._region is None or unit.category in "KMO" or unit.oblast in self._oblasts:
            return 0.0
        return _ELSEWHERE

    def _by_case(self, mention: PlaceMention, unit: Unit) -> float:
        """A nominative is likelier in a heading, another case after a preposition; a former name is less likely."""
        name = unit.name.lower()
        if any(mention.name[:4] == old[:4].lower() != name[:4] for old in unit.old_names):
            return _FORMER_NAME
        if mention.name != name:
            return 0.0
        before = self._document.tokens[mention.first - 1].folded if mention.first else ""
        return _NOT_IN_CASE if before in _BEFORE_A_CASE else _NOMINATIVE

    def _by_neighbours(self, unit: Unit) -> float:
        if self._raions.get((unit.oblast, unit.raion or ""), unit.code) == unit.code:
            return 0.0
        return _SAME_HROMADA if (unit.raion, unit.hromada) in self._hromadas else _SAME_RAION


def _framing(mention: PlaceMention) -> tuple[Unit, ...]:
    """The units of a mention that others may lie in: areas, and cities for their districts."""
    if mention.level is Level.SETTLEMENT:
        return tuple(unit for unit in mention.units if unit.category in "KM")
    return mention.units
