"""Homes of people who were harmed elsewhere: "a resident of Kherson was wounded in Komyshany"."""

from bot.extract.places.ground import Ground
from bot.extract.places.values import PlaceMention
from bot.extract.places.words import SETTLEMENT_CATEGORIES
from bot.extract.text.tokens import Shape, Token
from bot.model import Level

_PASSED_OVER = frozenset(
    ("city", "townlet", "village", "settlement", "settlement_adjective", "between", "raion", "direction", "joiner")
)
_NEAR = frozenset(("damage.near", "hedge.about"))
_OF_THE = frozenset({"of", "the"})
_BETWEEN, _APPOSITION = 40, 10
_LONGEST_PREPOSITION = 7
_DOING = ("killed.", "injured.", "strike.", "damage.hit", "weapon_cue.event")


def is_home(mention: PlaceMention, behind: list[PlaceMention], ahead: list[PlaceMention], ground: Ground) -> bool:
    """ "Житель Сум загинув у Кияниці": where somebody lives who was harmed elsewhere, in a place told `behind`, or
    right `ahead`: "a drone hit a car near Orikhiv, killing a resident of Zaporizhzhia"."""
    if not (behind or ahead) or mention.level is not Level.SETTLEMENT or not mention.struck:
        return False
    person = _dweller(mention, ground)
    if person is None:
        return False
    return any(_is_harmed_at(mention, other, ground) for other in behind) or (
        bool(ahead) and _is_harmed_there(person, ahead[-1], ground)
    )


def _dweller(mention: PlaceMention, ground: Ground) -> int | None:
    """Where the person stands whose home a place is: "a resident of Sumy", "two Sumy residents"."""
    if _is_before_dwellers(mention, ground):
        return mention.first
    at = mention.first - 1
    while (
        ground.kind(at) in SETTLEMENT_CATEGORIES or ground.text(at) == "." or not _OF_THE.isdisjoint(ground.classes(at))
    ):
        at -= 1
    return at if (ground.sense(at) or "").startswith("person.") else None


def _is_before_dwellers(mention: PlaceMention, ground: Ground) -> bool:
    """Whether an English name stands right before those who live there: "two Sumy residents"."""
    return mention.name.isascii() and "dweller" in ground.classes(mention.last + 1)


def _is_harmed_there(person: int, place: PlaceMention, ground: Ground) -> bool:
    """Whether a strike on a place told of in the same sentence harmed a person: "near Orikhiv, killing a resident"."""
    tokens, at = ground.tokens, place.last + 2
    if place.level is not Level.SETTLEMENT or not place.struck or ground.text(place.last + 1) != "," or at >= person:
        return False
    harming = "ing" in ground.classes(at) and (ground.sense(at) or "").startswith(("killed.", "injured."))
    alone = not any(token.shape is Shape.MARK or "and" in token.classes for token in tokens[at:person])
    return harming and alone


def _is_harmed_at(home: PlaceMention, other: PlaceMention, ground: Ground) -> bool:
    """Whether the people of a town were harmed in another that the sentence names, and nobody else is told between."""
    if other.level is not Level.SETTLEMENT or not other.struck or not _goes_on_with_him(home, other, ground):
        return False
    at = governor(other, ground)
    near = ground.sense(at) in _NEAR
    placed = near or (ground.kind(at) == "locative" and len(ground.text(at)) <= _LONGEST_PREPOSITION)
    between = ground.tokens[_behind_apposition(home, ground) : other.first][:_BETWEEN]
    alone = not any(_counts_people(ground, token) for token in between)
    return placed and alone and any((token.sense or "").startswith(_DOING) for token in between)


def _behind_apposition(home: PlaceMention, ground: Ground) -> int:
    """Where a sentence goes on behind what it says of the residents between commas: "residents of X, aged 20 and 29,
    were"; right behind the town if it says nothing."""
    first = home.last + 1 + _is_before_dwellers(home, ground)
    if ground.text(first) != ",":
        return first
    inside = ground.tokens[first + 1 : first + _APPOSITION]
    end = next((token.index for token in reversed(inside) if token.text == ","), first)
    plain = not any((token.sense or "").startswith(_DOING) for token in ground.tokens[first:end])
    return end if plain and "being" in ground.classes(end + 1) else first


def _goes_on_with_him(home: PlaceMention, other: PlaceMention, ground: Ground) -> bool:
    """Whether two places stand in one sentence, or the next one begins with "he" or "she" and tells of the second."""
    sentence_of = ground.document.sentence_of
    number = sentence_of[other.first]
    first, _ = ground.document.sentences[number]
    return sentence_of[home.first] == number or (
        sentence_of[home.first] == number - 1 and ground.sense(first) in ("pronoun.he", "pronoun.she")
    )


def _counts_people(ground: Ground, token: Token) -> bool:
    """Whether a word tells of other people: a person, or a number that is no day of a month."""
    if token.value is not None:
        return not (token.sense or "").startswith("time.") and ground.sense(token.index + 1) != "time.month"
    return (token.sense or "").startswith("person.")


def governor(mention: PlaceMention, ground: Ground) -> int:
    """The index of the preposition before a name: "з боку Курська", "from the direction of Kursk"."""
    index = mention.first - 1
    for _ in range(4):
        kind = ground.kinds[index]
        if kind == "joiner" or (kind not in _PASSED_OVER and _OF_THE.isdisjoint(ground.classes(index))):
            break
        index -= 1
    return index
