"""Places that only say where the hurt were brought or are treated, whose hospital they are in, or where people found
shelter."""

from itertools import takewhile

from bot.extract.places.ground import Ground
from bot.extract.places.values import PlaceMention
from bot.extract.text.senses import tells_harm

_CARRYING = frozenset(("carried", "treated"))
_AROUND = 40
_CARE, _SHELTER, _STILL, _PHRASE = 3, 7, 2, 6
_DEEDS = ("strike.", "damage.hit", "killed.", "injured.", "weapon.")
_EVENTS = ("killed.", "injured.deed", "damage.harm", "damage.hit", "strike.")
_BEING = frozenset({"age.was", "damage.degree", "part.all", "pronoun.both"})
_OF_HITS, _ASIDE = ("damage.", "strike.verb"), frozenset({"damage.aside", "damage.degree"})


def is_taken_to(mention: PlaceMention, ground: Ground) -> bool:
    """Whether people were only brought to a place, are treated there or found shelter there."""
    if "housed" in ground.present and is_housed(mention, ground):
        return True
    treated = "treated" in ground.present and is_treated(mention, ground)
    return treated or is_brought_to(mention, ground) or _is_of_deathbed(mention, ground)


def is_brought_to(mention: PlaceMention, ground: Ground) -> bool:
    """ "двох вивезли на Дніпро", "перевезли в Полтаву": where the hurt were brought, the hospital not being named."""
    at = mention.first - 1
    if "carried" not in ground.present or "into" not in ground.classes(at):
        return False
    words = range(at - 1, at - 1 - _CARE, -1)
    verb = next((index for index in words if not ground.is_word(index) or ground.kind(index) == "carried"), -1)
    if ground.kind(verb) != "carried":
        return False
    first, end = ground.document.sentences[ground.document.sentence_of[mention.first]]
    if any(tells_harm(token.sense) for token in ground.tokens[first:verb]):
        first, end = ground.clause_around(verb, mention.last)
    senses = (token.sense or "" for token in ground.tokens[first:end] if token.sense not in _ASIDE)
    return not any(sense.startswith(("weapon.", *_OF_HITS)) for sense in senses)


def is_treated(mention: PlaceMention, ground: Ground) -> bool:
    """ "обоє лікуються в Харкові": where the hurt are treated, the hospital not being named."""
    at = mention.first - 1
    if ground.kind(at) != "locative":
        return False
    while at > mention.first - _CARE and ground.is_word(at - 1) and ground.kind(at) != "treated":
        at -= 1
    return ground.kind(at) == "treated" and not is_hit(mention, ground)


def _is_of_deathbed(mention: PlaceMention, ground: Ground) -> bool:
    """ "died in intensive care in Sumy", "died during surgery in Lviv": where somebody wounded died later."""
    at = mention.first - 1
    if ground.kind(at) != "locative":
        return False
    heads = ground.tokens[max(0, at - _PHRASE) : at - 1]
    return any(token.sense == "killed.died" and token.reach == at - 1 for token in heads)


def is_housed(mention: PlaceMention, ground: Ground) -> bool:
    """ "людей з розбитих квартир розмістили в Дружківці", "housed in Lozova": where people found shelter."""
    first = ground.document.sentences[ground.document.sentence_of[mention.first]][0]
    for at in range(mention.first - 1, max(first, mention.first - _SHELTER) - 1, -1):
        if ground.kind(at) == "housed":
            return True
        if not ground.is_word(at) or (ground.sense(at) or "").startswith(_DEEDS):
            return False
    return False


def is_in_hospital(mention: PlaceMention, ground: Ground, before: str | None, ahead: str | None) -> bool:
    """Whether a place only says whose hospital the hurt are in, by the kinds of the words beside it."""
    if before == "hospital" and not mention.name.isascii() and not is_hit(mention, ground):
        return True
    theirs = "hospital" in (before, ahead) or _has_hospital(mention, ground)
    lies = theirs and (_lies_in(mention, ground) or _is_carried(mention, ground))
    return lies or _ends_in_hospital(mention, ground)


def _lies_in(mention: PlaceMention, ground: Ground) -> bool:
    """ "is in a Mykolaiv hospital", "are now in hospital in X", "all in the X hospital": where somebody is, and nothing
    was struck."""
    at = mention.first - 1
    while ground.kind(at) != "locative" and at > mention.first - _CARE:
        at -= 1
    at -= 2 if ground.kind(at - 1) == "hospital" else 0
    if ground.kind(at) != "locative":
        return False
    before = range(at - 1, at - 1 - _STILL, -1)
    between = takewhile(lambda step: not (ground.sense(step) or "").startswith(_EVENTS), before)
    return any("is" in ground.classes(step) or ground.sense(step) in _BEING for step in between)


def _ends_in_hospital(mention: PlaceMention, ground: Ground) -> bool:
    """ "троє поранених у Сумах, у лікарні.": a hospital, of which nothing more is told."""
    if ground.text(mention.last + 1) != ",":
        return False
    return ground.kind(mention.last + 3) == "hospital" and not ground.is_word(mention.last + 4)


def _has_hospital(mention: PlaceMention, ground: Ground) -> bool:
    """ "У Сумах в обласній лікарні", "у лікарні в Сумах": a hospital behind or before a preposition."""
    if ground.kind(mention.first - 1) == "locative" and ground.kind(mention.first - 2) == "hospital":
        return True
    at = mention.last + 1 + (ground.text(mention.last + 1) == ",")
    return ground.kind(at) == "locative" and "hospital" in ground.kinds[at + 1 : at + 4]


def is_hit(mention: PlaceMention, ground: Ground) -> bool:
    """Whether the sentence tells of damage or of a strike."""
    first, end = ground.document.sentences[ground.document.sentence_of[mention.first]]
    near = ground.tokens[max(first, mention.first - _AROUND) : min(end, mention.last + _AROUND)]
    return any((token.sense or "").startswith(_OF_HITS) for token in near if token.sense not in _ASIDE)


def _is_carried(mention: PlaceMention, ground: Ground) -> bool:
    """Whether the sentence tells that somebody was brought to a hospital or is in one."""
    first, end = ground.document.sentences[ground.document.sentence_of[mention.first]]
    return not _CARRYING.isdisjoint(
        ground.kinds[max(first, mention.first - _AROUND) : min(end, mention.last + _AROUND)]
    )
