"""The part that a named place plays: where something came from or was heading, or whose hospital it is.

Each rule is a small function over a mention and what stands around it; a list ("з Курська, Орла та Криму") shares the
part of its first name.
"""

from collections import Counter
from collections.abc import Sequence

from bot.extract.places.ground import Ground
from bot.extract.places.harmed_elsewhere import governor, is_home
from bot.extract.places.hospitals import is_brought_to, is_hit, is_in_hospital, is_taken_to
from bot.extract.places.offices import is_of_office
from bot.extract.places.values import PlaceMention
from bot.extract.places.words import LEVEL_OF_AREA, name_classes
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Shape, Token
from bot.extract.times.clocks import before as word_before
from bot.model import Level

_DATELINE, _BEHIND_DATELINE = 9, frozenset(".,(•·|/")
_NEAR = frozenset(("damage.near", "hedge.about"))
_BIG = 250_000
_CITY = "M"
_FOLLOWING = 4
_SHARED = ("hospital", "except")
_TOLD = frozenset({"number.cardinal", "part.among"})
_PHRASE, _APPOSITION = 4, 7
_SETTLEMENTS = frozenset({"village", "settlement", "townlet", "city"})
_ASIDE = DASHES | {",", "("}


def with_roles(mentions: list[PlaceMention], ground: Ground) -> list[PlaceMention]:
    """The mentions with `origin`, `toward` and `beside` set."""
    told: list[PlaceMention] = []
    for number, mention in enumerate(mentions):
        before = told[-1] if told else None
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        told.append(_with_role(mention, before, following, ground))
    told = [
        mention._replace(origin=True)
        if is_home(mention, told[number + 1 : number + _FOLLOWING], told[:number], ground)
        else mention
        for number, mention in enumerate(told)
    ]
    towns = Counter(
        mention.units[0].code
        for mention in told
        if mention.level is Level.SETTLEMENT and mention.units and mention.struck
    )
    titled, below = _by_title(told, ground)
    return [
        mention._replace(beside=True, apart=mention.apart or desk)
        if (desk := _is_from_desk(mention, towns, ground)) or _is_near(mention, titled, below, towns, ground)
        else mention
        for mention in told
    ]


def _is_from_desk(mention: PlaceMention, towns: Counter[str], ground: Ground) -> bool:
    """Whether a mention is a dateline and its town, unless it is the capital, is not named as struck elsewhere; `towns`
    counts the mentions of each."""
    if not mention.units or not _is_dateline(mention, ground):
        return False
    again = towns[mention.units[0].code] > 1 and mention.name.isascii()
    return not again or any(unit.category == "K" for unit in mention.units)


def _by_title(told: list[PlaceMention], ground: Ground) -> tuple[list[PlaceMention], list[PlaceMention]]:
    """The struck towns of the first line and those of the lines below."""
    lines, sentence_of = ground.document.lines, ground.document.sentence_of
    titled: list[PlaceMention] = []
    below: list[PlaceMention] = []
    for mention in told:
        speaks = is_of_office(ground.tokens, mention.last + 1)
        if mention.level is Level.SETTLEMENT and mention.struck and not speaks:
            (titled if lines[sentence_of[mention.first]] == lines[0] else below).append(mention)
    return titled, below


def _is_near(
    mention: PlaceMention,
    titled: list[PlaceMention],
    below: list[PlaceMention],
    towns: Counter[str],
    ground: Ground,
) -> bool:
    """ "поблизу Києва … в Обухові": a big city, or the town of a title, that only tells where a smaller place lies."""
    if len(towns) < 2 or mention.level is not Level.SETTLEMENT:
        return False
    near = _is_led_by_near(mention, ground)
    if near and any((unit.population or 0) >= _BIG for unit in mention.units):
        return True
    return (near or _has_suburb(mention, ground)) and _is_in_title(mention, titled, below, ground)


def _has_suburb(mention: PlaceMention, ground: Ground) -> bool:
    """Whether a suburb of a town is spoken of: "Kramatorsk suburb", "у передмісті Краматорська", "a suburb of Lviv"."""
    start = mention.first - 1 - ("of" in ground.classes(mention.first - 1))
    return any("suburb" in ground.classes(at) for at in (start, mention.last + 1))


def _is_led_by_near(mention: PlaceMention, ground: Ground) -> bool:
    return ground.sense(mention.first - 1) in _NEAR or "under" in ground.classes(mention.first - 1)


def _is_in_title(mention: PlaceMention, titled: list[PlaceMention], below: list[PlaceMention], ground: Ground) -> bool:
    """Whether the first line names one town, near which it was, and the text below first a village of its raion."""
    if titled != [mention] or not below:
        return False
    named = {unit.code for unit in mention.units}
    again = any(
        not (_is_led_by_near(other, ground) or named.isdisjoint(u.code for u in other.units)) for other in below
    )
    raions = {(unit.oblast, unit.raion) for unit in mention.units}
    villages = [unit for unit in below[0].units if unit.category != _CITY and unit.code not in named]
    near = any((unit.oblast, unit.raion) in raions for unit in villages)
    return near and not again


def _is_bearing(mention: PlaceMention, before: PlaceMention, ground: Ground) -> bool:
    """ "У Великій Чернеччині під Сумами", "в Циркунах, що біля Харкова", "Lapaivka, a village on the edge of Lviv": a
    town that tells where the one right before it lies."""
    if not (before.struck and before.level is mention.level is Level.SETTLEMENT):
        return False
    between = ground.tokens[before.last + 1 : mention.first]
    if not _leads_to_bearing(mention, ground):
        return _is_suburb(between)
    lead = next((step for step, token in enumerate(between) if token.reach >= mention.first - 1), len(between) - 1)
    joined = between[:lead]
    clause = len(joined) == 2 and joined[0].text == "," and "which" in joined[1].classes
    return not joined or clause or [token.text for token in joined] == ["("] or _is_apposition(joined, ground)


def _leads_to_bearing(mention: PlaceMention, ground: Ground) -> bool:
    """Whether "near", "under" or "on the outskirts of" stands right before a town."""
    at = mention.first - 1
    if ground.sense(at) in _NEAR or "under" in ground.classes(at):
        return True
    phrase = ground.tokens[max(0, at - _PHRASE) : mention.first]
    return any(token.sense == "bearing.near" and token.reach == at for token in phrase)


def _is_apposition(words: Sequence[Token], ground: Ground) -> bool:
    """Whether a comma and a word for a settlement lead on from a town: ", a village just …"."""
    named = any(ground.kind(token.index) in _SETTLEMENTS for token in words)
    return named and _is_aside(words)


def _is_suburb(words: Sequence[Token]) -> bool:
    """Whether a comma and a word for a suburb lead from a town to the next: ", a suburb of …"."""
    return any("suburb" in token.classes for token in words) and _is_aside(words)


def _is_aside(words: Sequence[Token]) -> bool:
    """Whether few words stand behind a comma, a dash or a bracket, and no other mark."""
    opened = words[0].text in _ASIDE and len(words) <= _APPOSITION
    return opened and all(token.shape is Shape.WORD for token in words[1:])


def _is_one_of(governor: int, ground: Ground) -> bool:
    """ "В одному із сіл X-ської громади": one of the villages, and not where something came from."""
    return ground.sense(governor - 1) == "number.cardinal" and ground.kind(governor + 1) in ("village", "settlement")


def _is_where_told(governor: int, ground: Ground) -> bool:
    """ "Троє поранених — з Дергачів", "погана новина з-під Дергачів": people, or news, told by where it happened."""
    if "news" in ground.classes(governor - 1):
        return True
    if ground.text(governor - 1) not in DASHES:
        return False
    sense = ground.sense(governor - 2) or ""
    return sense in _TOLD or sense.startswith(("injured.", "killed.", "person."))


def _with_role(
    mention: PlaceMention, before: PlaceMention | None, following: PlaceMention | None, ground: Ground
) -> PlaceMention:
    at = governor(mention, ground)
    kind = ground.kind(at)
    directed = "direction" in ground.present and "direction" in ground.kinds[at + 1 : mention.first]
    if kind == "from" and (_is_one_of(at, ground) or _is_where_told(at, ground)):
        return mention
    if kind == "from" and not ("instrumental" in name_classes(mention.name) and "from" not in ground.classes(at)):
        return mention._replace(origin=True)
    if kind == "toward" or directed or ground.leads_on(at, by_road=not mention.typed):
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


def _goes_on(mention: PlaceMention, before: PlaceMention, ground: Ground) -> bool:
    """Whether a mention goes on the list of the one before it."""
    between = range(before.last + 1, mention.first)
    if not 0 < len(between) <= 3:
        return False
    return all(ground.kind(at) == "joiner" or ground.text(at) in ",/" for at in between)


def _is_beside(mention: PlaceMention, ground: Ground) -> bool:
    """ "у лікарні Харкова", "Kharkiv regional police", "мер Дніпра": whose body it is."""
    if mention.level not in (Level.SETTLEMENT, Level.RAION, Level.DISTRICT):
        return False
    at = mention.first - 1 - ("of" in ground.classes(mention.first - 1))
    ahead = _ahead(mention, ground)
    if _is_byline(mention, ground, at) or ahead in ("body", "title", "regional") or _is_seat(mention, ground):
        return True
    if ground.kind(at) in ("title", "body"):
        is_object = (ground.sense(at) or "").startswith("object")
        return not (is_object and (is_hit(mention, ground) or _is_where_harmed(at, mention, ground)))
    return "hospital" in ground.present and is_in_hospital(mention, ground, ground.kind(at), ahead)


def _is_where_harmed(thing: int, mention: PlaceMention, ground: Ground) -> bool:
    """ "поранений на ринку Ізюма", "wounded at the market of Izium": at a thing of the place somebody was harmed."""
    at = thing - 1 - ("the" in ground.classes(thing - 1))
    if not (ground.kind(at) == "locative" or "inside" in ground.classes(at)):
        return False
    first, end = ground.clause_around(thing, mention.last)
    return any(tells_harm(token.sense) for token in ground.tokens[first:end])


def _is_byline(mention: PlaceMention, ground: Ground, before: int) -> bool:
    """Whether an agency's branch bears the name: "Суспільне Дніпро"; but not "новини Дніпра"."""
    if ground.kind(before) != "agency":
        return False
    return mention.name.isascii() or any(unit.name.lower() == mention.name for unit in mention.units)


def _ahead(mention: PlaceMention, ground: Ground) -> str | None:
    """The kind of the word behind an English name, over "District": "Derhachi District Prosecutor's Office"."""
    ahead = mention.last + 1
    if not mention.name.isascii() or ground.kind(ahead + 1) == "centre":
        return None
    return ground.kind(ahead + (ground.kind(ahead) in LEVEL_OF_AREA and ground.is_capital(ahead)))


def _is_apart(mention: PlaceMention, ground: Ground) -> bool:
    """Whether a sum leaves a place out ("без урахування Волновахи"), the hurt are treated or people housed there; of an
    area, whether they were brought to it."""
    if mention.level is not Level.SETTLEMENT:
        return is_brought_to(mention, ground)
    if ground.kind(mention.first - 1) == "except":
        return True
    return is_taken_to(mention, ground)


def _is_seat(mention: PlaceMention, ground: Ground) -> bool:
    """ "officials in Kyiv": where those sit who speak."""
    before = mention.first - 1
    return "inside" in ground.classes(before) and word_before(ground.tokens, before) == "bearing.office"


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
    return bool(between) and all(ground.sense(at) == "time.month" or "country" in ground.classes(at) for at in between)
