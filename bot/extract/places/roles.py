"""The part that a named place plays: where something came from or was heading, or whose hospital it is.

Each rule is a small function over a mention and what stands around it; a list ("з Курська, Орла та Криму") shares the
part of its first name.
"""

import re
from collections import Counter

from bot.extract.places.ground import DASHES, Ground
from bot.extract.places.values import PlaceMention
from bot.extract.places.words import AREA_LEVELS, SETTLEMENT_CATEGORIES
from bot.extract.text.tokens import Shape
from bot.extract.times.clocks import before as word_before
from bot.model import Level

_INSTRUMENTAL = re.compile(r"(?:ом|ем|єм|ою|ею|єю|ами|ями|им)$")
_PASSED_OVER = frozenset(
    ("city", "townlet", "village", "settlement", "settlement_adjective", "between", "raion", "direction", "joiner")
)
_CARRYING = frozenset(("carried", "treated"))
_DATELINE, _BEHIND_DATELINE = 9, frozenset(".,(•·|/")
_NEAR = frozenset(("damage.near", "hedge.about"))
_UNDER = frozenset(("під", "под"))
_BIG = 250_000
_COUNTRY = "Ukraine"
_AROUND = 40
_LONGEST_PREPOSITION = 7
_FOLLOWING = 4
_DOING = ("killed.", "injured.", "strike.", "damage.hit", "weapon_cue.event")
_OF_HITS, _ASIDE = ("damage.", "strike.verb"), frozenset({"damage.aside", "damage.degree"})
_CARE = 3
_INTO = frozenset(("в", "у", "во", "на", "into", "for"))
_SHARED = ("hospital", "except")


def with_roles(mentions: list[PlaceMention], ground: Ground) -> list[PlaceMention]:
    """The mentions with `origin`, `toward` and `beside` set."""
    told: list[PlaceMention] = []
    for number, mention in enumerate(mentions):
        before = told[-1] if told else None
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        told.append(_with_role(mention, before, following, ground))
    told = [
        mention._replace(origin=True) if _is_home(mention, told[number + 1 : number + _FOLLOWING], ground) else mention
        for number, mention in enumerate(told)
    ]
    towns = Counter(
        mention.units[0].code
        for mention in told
        if mention.level is Level.SETTLEMENT and mention.units and mention.struck
    )
    return [
        mention._replace(beside=True)
        if _is_from_desk(mention, towns, ground) or _is_near(mention, towns, ground)
        else mention
        for mention in told
    ]


def _is_home(mention: PlaceMention, behind: list[PlaceMention], ground: Ground) -> bool:
    """ "Житель Сум загинув у Кияниці": where somebody lives who was harmed elsewhere, in a place told `behind`."""
    at = mention.first - 1
    while ground.kind(at) in SETTLEMENT_CATEGORIES or ground.text(at) in (".", "of", "the"):
        at -= 1
    if (
        not mention.struck
        or mention.level is not Level.SETTLEMENT
        or not (ground.sense(at) or "").startswith("person.")
    ):
        return False
    return any(_is_harmed_at(mention, other, ground) for other in behind)


def _is_harmed_at(home: PlaceMention, other: PlaceMention, ground: Ground) -> bool:
    """Whether the people of a town were harmed in another that the sentence names, and nobody else is told between."""
    sentence_of = ground.document.sentence_of
    if other.level is not Level.SETTLEMENT or not other.struck or sentence_of[home.first] != sentence_of[other.first]:
        return False
    at = _governor(other, ground)
    placed = ground.kind(at) == "locative" and len(ground.text(at)) <= _LONGEST_PREPOSITION
    between = ground.tokens[home.last + 1 : other.first][:_AROUND]
    alone = not any(token.value is not None or (token.sense or "").startswith("person.") for token in between)
    return placed and alone and any((token.sense or "").startswith(_DOING) for token in between)


def _is_from_desk(mention: PlaceMention, towns: Counter[str], ground: Ground) -> bool:
    """Whether a mention is a dateline and its town, unless it is the capital, is not named as struck elsewhere; `towns`
    counts the mentions of each."""
    if not mention.units or not _is_dateline(mention, ground):
        return False
    again = towns[mention.units[0].code] > 1 and mention.name.isascii()
    return not again or any(unit.category == "K" for unit in mention.units)


def _is_near(mention: PlaceMention, towns: Counter[str], ground: Ground) -> bool:
    """ "поблизу Києва … в Обухові": a big city that only tells where a smaller place lies."""
    if len(towns) < 2 or mention.level is not Level.SETTLEMENT or ground.sense(mention.first - 1) not in _NEAR:
        return False
    return any((unit.population or 0) >= _BIG for unit in mention.units)


def _is_bearing(mention: PlaceMention, before: PlaceMention, ground: Ground) -> bool:
    """ "У Великій Чернеччині під Сумами", "в Циркунах, що біля Харкова": a town that tells where the one right before
    it lies."""
    at = mention.first - 1
    if not (before.struck and before.level is mention.level is Level.SETTLEMENT):
        return False
    near = ground.sense(at) in _NEAR or ground.text(at).lower() in _UNDER
    between = [ground.text(index).lower() for index in range(before.last + 1, at)]
    return near and between in ([], ["("], [",", "що"], [",", "что"])


def _is_one_of(governor: int, ground: Ground) -> bool:
    """ "В одному із сіл X-ської громади": one of the villages, and not where something came from."""
    return ground.sense(governor - 1) == "number.cardinal" and ground.kind(governor + 1) in ("village", "settlement")


def _with_role(
    mention: PlaceMention, before: PlaceMention | None, following: PlaceMention | None, ground: Ground
) -> PlaceMention:
    governor = _governor(mention, ground)
    kind = ground.kind(governor)
    directed = "direction" in ground.present and "direction" in ground.kinds[governor + 1 : mention.first]
    if kind == "from" and _is_one_of(governor, ground):
        return mention
    if kind == "from" and not (_INSTRUMENTAL.search(mention.name) and ground.text(governor).lower() != "from"):
        return mention._replace(origin=True)
    if kind == "toward" or directed or (ground.text(governor) == "for" and ground.kind(governor - 1) == "toward"):
        return mention._replace(toward=True)
    if _is_apart(mention, ground):
        return mention._replace(beside=True, apart=True)
    if before is not None and _is_bearing(mention, before, ground):
        return mention._replace(beside=True)
    if _is_beside(mention, ground) or _is_route(mention, before, following, ground):
        return mention._replace(beside=True)
    if before is not None and _goes_on(mention, before, ground):
        shared = before.apart or (before.beside and ground.kind(before.first - 1) in _SHARED)
        return mention._replace(origin=before.origin, toward=before.toward, beside=shared, apart=before.apart)
    return mention


def _governor(mention: PlaceMention, ground: Ground) -> int:
    """The index of the preposition before a name: "з боку Курська", "from the direction of Kursk"."""
    index = mention.first - 1
    for _ in range(4):
        if ground.kind(index) not in _PASSED_OVER and ground.text(index) not in ("of", "the"):
            break
        if ground.kind(index) == "joiner":
            break
        index -= 1
    return index


def _goes_on(mention: PlaceMention, before: PlaceMention, ground: Ground) -> bool:
    """Whether a mention goes on the list of the one before it."""
    between = range(before.last + 1, mention.first)
    return 0 < len(between) <= 3 and all(ground.kind(at) == "joiner" or ground.text(at) in ",/" for at in between)


def _is_beside(mention: PlaceMention, ground: Ground) -> bool:
    """ "у лікарні Харкова", "Kharkiv regional police", "мер Дніпра": whose body it is."""
    if mention.level not in (Level.SETTLEMENT, Level.RAION, Level.DISTRICT):
        return False
    at = mention.first - 1 - (ground.text(mention.first - 1) == "of")
    ahead = _ahead(mention, ground)
    if _is_byline(mention, ground, at) or ahead in ("body", "title", "regional") or _is_seat(mention, ground):
        return True
    if ground.kind(at) in ("title", "body"):
        return not ((ground.sense(at) or "").startswith("object") and _is_hit(mention, ground))
    return "hospital" in ground.present and _is_in_hospital(mention, ground, ground.kind(at), ahead)


def _is_byline(mention: PlaceMention, ground: Ground, before: int) -> bool:
    """Whether an agency's branch bears the name: "Суспільне Дніпро"; but not "новини Дніпра"."""
    named = mention.name.isascii() or any(unit.name.lower() == mention.name for unit in mention.units)
    return named and ground.kind(before) == "agency"


def _ahead(mention: PlaceMention, ground: Ground) -> str | None:
    """The kind of the word behind an English name, over "District": "Derhachi District Prosecutor's Office"."""
    if not mention.name.isascii():
        return None
    ahead = mention.last + 1
    return ground.kind(ahead + (ground.kind(ahead) in AREA_LEVELS and ground.is_capital(ahead)))


def _is_apart(mention: PlaceMention, ground: Ground) -> bool:
    """Whether a sum leaves a place out ("без урахування Волновахи") or the hurt are treated there."""
    if mention.level is not Level.SETTLEMENT:
        return False
    if ground.kind(mention.first - 1) == "except":
        return True
    return _is_brought_to(mention, ground) or ("treated" in ground.present and _is_treated(mention, ground))


def _is_brought_to(mention: PlaceMention, ground: Ground) -> bool:
    """ "двох вивезли на Дніпро", "перевезли в Полтаву": where the hurt were brought, the hospital not being named."""
    at = mention.first - 1
    words = range(at - 1, at - 1 - _CARE, -1) if "carried" in ground.present else ()
    verb = next((index for index in words if not ground.is_word(index) or ground.kind(index) == "carried"), -1)
    if ground.kind(verb) != "carried" or ground.text(at).lower() not in _INTO:
        return False
    first, end = ground.document.sentences[ground.document.sentence_of[mention.first]]
    if any((token.sense or "").startswith(_DOING[:2]) for token in ground.tokens[first:verb]):
        first, end = ground.clause_around(verb, mention.last)
    senses = (token.sense or "" for token in ground.tokens[first:end] if token.sense not in _ASIDE)
    return not any(sense.startswith(("weapon.", *_OF_HITS)) for sense in senses)


def _is_treated(mention: PlaceMention, ground: Ground) -> bool:
    """ "обоє лікуються в Харкові": where the hurt are treated, the hospital not being named."""
    at = mention.first - 1
    if ground.kind(at) != "locative":
        return False
    while at > mention.first - _CARE and ground.is_word(at - 1) and ground.kind(at) != "treated":
        at -= 1
    return ground.kind(at) == "treated" and not _is_hit(mention, ground)


def _is_seat(mention: PlaceMention, ground: Ground) -> bool:
    """ "officials in Kyiv": where those sit who speak."""
    before = mention.first - 1
    return ground.text(before) == "in" and word_before(ground.tokens, before) == "bearing.office"


def _is_in_hospital(mention: PlaceMention, ground: Ground, before: str | None, ahead: str | None) -> bool:
    """Whether a place only says whose hospital the hurt are in, by the kinds of the words beside it."""
    if before == "hospital" and not mention.name.isascii() and not _is_hit(mention, ground):
        return True
    theirs = "hospital" in (before, ahead) or _has_hospital(mention, ground)
    return _ends_in_hospital(mention, ground) or (theirs and _is_carried(mention, ground))


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


def _is_hit(mention: PlaceMention, ground: Ground) -> bool:
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


def _is_route(
    mention: PlaceMention, before: PlaceMention | None, following: PlaceMention | None, ground: Ground
) -> bool:
    """ "потяг № 87 Ковель – Харків", "the Kyiv - Kharkiv highway": ends of a way."""
    if not ("route" in ground.present or "street" in ground.present):
        return False
    linked = (before is not None and _joined_by_dash(before, mention, ground)) or (
        following is not None and _joined_by_dash(mention, following, ground)
    )
    if not linked:
        return False
    kinds = ground.kinds[max(mention.first - 8, 0) : mention.last + 8]
    return "route" in kinds or "street" in kinds


def _joined_by_dash(first: PlaceMention, second: PlaceMention, ground: Ground) -> bool:
    return second.first == first.last + 2 and ground.text(first.last + 1) in DASHES


def _is_dateline(mention: PlaceMention, ground: Ground) -> bool:
    """ "КИЇВ. 20 вересня. УКРІНФОРМ", "KYIV, Ukraine —", "LVIV, Feb 3 -": where an agency wrote from."""
    if ground.text(mention.last + 1) not in _BEHIND_DATELINE or not ground.begins_line(mention.first):
        return False
    ahead = range(mention.last + 1, min(mention.last + _DATELINE, len(ground.tokens)))
    line = next((at for at in ahead if ground.tokens[at].shape is Shape.LINE), ahead.stop)
    if any(ground.kinds[at] == "agency" for at in range(ahead.start, line)):
        return True
    return mention.name.isascii() and _is_dash_led(range(ahead.start, line), ground)


def _is_dash_led(ahead: range, ground: Ground) -> bool:
    """Whether the country or a date, and nothing else, stands before the next dash."""
    dash = next((at for at in ahead if ground.text(at) in DASHES), None)
    between = [at for at in ahead[: dash - ahead.start] if ground.is_word(at)] if dash is not None else []
    return bool(between) and all(ground.sense(at) == "time.month" or ground.text(at) == _COUNTRY for at in between)
