"""Areas that a sentence names around its places."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Site
from bot.extract.scenes.told import Told
from bot.extract.text.tokens import Document, Shape, Token
from bot.gazetteer import Gazetteer, Unit
from bot.model import AREA_LEVELS, Level

"""The levels of areas that hold several places."""
_CLAUSE = 4
_SHORTEST_NAME = 5
_OFFICE = 5
_BEFORE_AREA = frozenset({"", "preposition.of", "preposition.the"})
_RELATIVE = frozenset({"conjunction.that", "damage.relative"})


def lies_in(gazetteer: Gazetteer, inner: Site, outer: Site) -> bool:
    """Whether the unit of a place lies in the area of another."""
    if outer.level not in AREA_LEVELS or inner.unit.code == outer.unit.code:
        return False
    return gazetteer.contains(outer.unit, inner.unit)


def area_around(gazetteer: Gazetteer, sites: list[Site], anchors: list[Site]) -> Site | None:
    """The area that a sentence names before several places in it, of none of which it tells: "Синельниківщина. Під
    ударом Покровська й Межівська громади"; what the next sentences tell is of the area."""
    before = [site for site in sites if site not in anchors and site.first < anchors[0].first]
    around = [site for site in before if all(lies_in(gazetteer, anchor, site) for anchor in anchors)]
    return around[-1] if around else None


def only_locates(tokens: Sequence[Token], sites: list[Site], area: Site) -> bool:
    """Whether an area only says where the settlement right before it lies: "у Слов'янці, що в Межівській громаді",
    "Липці (Харківський район)"."""
    if area.level not in AREA_LEVELS:
        return False
    near = [site for site in sites if site.last < area.first <= site.last + _CLAUSE]
    before = [site for site in near if site.level is Level.SETTLEMENT]
    if not before:
        return False
    between = tokens[before[-1].last + 1 : area.first]
    if not between or between[0].text not in ",(":
        return False
    return between[0].text == "(" or any(token.sense in _RELATIVE or "which" in token.classes for token in between)


def is_around(gazetteer: Gazetteer, tokens: Sequence[Token], site: Site, place: Unit) -> bool:
    """Whether an area only says where the line's place lies: it holds it, or stands as "село X-ської громади"."""
    if site.level not in AREA_LEVELS:
        return False
    village = site.first > 0 and tokens[site.first - 1].sense == "sequence.settlement"
    return village or gazetteer.contains(site.unit, place)


def is_beside_denial(tokens: Sequence[Token], told: Told) -> bool:
    """Whether a sentence says that nobody was hurt and then, behind a comma, names a place of which it tells no harm:
    "There were no casualties, but some consumers in Kalush are left without power"."""
    if told.damage or told.weapons or told.times or not all(mention.zero for mention in told.casualties):
        return False
    last, first = (max((m.last for m in told.casualties), default=-1), min((s.first for s in told.sites), default=-1))
    return 0 <= last < first and any(token.text == "," for token in tokens[last + 1 : first])


def is_of_speaker(gazetteer: Gazetteer, tokens: Sequence[Token], site: Site, place: Unit) -> bool:
    """Whether an oblast only says whose governor speaks, in a text that has told of a place in it: "said Oleh Kiper,
    governor of the Odesa region"."""
    if site.level is not Level.OBLAST or not gazetteer.contains(site.unit, place):
        return False
    before = tokens[max(0, site.first - _OFFICE) : site.first][::-1]
    led = takewhile(lambda token: token.shape is Shape.WORD and (token.sense or "") in _BEFORE_AREA, before)
    office = before[sum(1 for _ in led) :]
    return bool(office) and office[0].sense == "bearing.office"


def is_itself(tokens: Sequence[Token], site: Site) -> bool:
    """Whether a place is set apart from the area around it: "у самому Запоріжжі", "in the city itself"."""
    near = (*tokens[max(0, site.first - 2) : site.first], *tokens[site.last + 1 : site.last + 2])
    return any("itself" in token.classes for token in near)


def is_listed(tokens: Sequence[Token], site: Site) -> bool:
    """Whether a place is only named among others: "including the regional centre"."""
    return any(token.sense == "part.among" for token in tokens[max(0, site.first - 3) : site.first])


def names_the_town(document: Document, told: Told, place: Unit) -> bool:
    """Whether a sentence without a place of its own tells of "the city", by which the town told before it is meant; a
    name behind that word is a place that the gazetteer lacks."""
    if place.level is not Level.SETTLEMENT or told.sites or "sequence.settlement" not in told.senses:
        return False
    first, end = document.sentences[told.sentence]
    return any(
        one.sense == "sequence.settlement" and two.sense != "preposition.of" and not two.capital
        for one, two in pairwise(document.tokens[first:end])
    )


def tells_whence(told: Told) -> bool:
    """Whether a sentence only says where those of the dead told before are from: "Обидва загиблих — жителі Ізюма"."""
    return bool(told.casualties) and not told.is_struck and all(map(_is_only_death, told.casualties))


def _is_only_death(mention: Mention) -> bool:
    """Whether the word for the dead is all that tells of them: "The fatality", "Both deaths"."""
    return mention.amid and mention.group is not None and mention.group.first == mention.harm


def names_unknown_place(document: Document, told: Told) -> bool:
    """Whether a sentence that tells people begins with a place that the gazetteer lacks ("В Камышевке двое ранены"):
    what it tells is not of the place before."""
    first, end = document.sentences[told.sentence]
    words = [token for token in document.tokens[first:end] if token.shape is Shape.WORD][:2]
    if not told.casualties or len(words) < 2 or "moment.said" in told.senses:
        return False
    preposition, name = words
    named = name.capital and not name.upper and name.sense is None and len(name.text) >= _SHORTEST_NAME
    return preposition.sense == "preposition.in" and named
