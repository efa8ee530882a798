"""What the clause of a time speaks of: the attack, an answer to it, a statement, a death, or what is to come."""

from collections.abc import Sequence
from datetime import date

from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import DYING
from bot.extract.text.tokens import Document, Token
from bot.extract.times.clocks import before
from bot.extract.times.dates import Days
from bot.extract.times.values import TimeMention

ATTACKS = frozenset(
    {"strike.noun", "strike.verb", "injured.deed", "killed.deed", "damage.hit", "damage.harm", "weapon_cue.event"}
    | {"weapon.shelling"}
)
"""The senses of words for an attack and for what it did."""
RELATIVE = frozenset({"damage.relative", "pronoun.her", "pronoun.him", "conjunction.that"})
"""The senses of words that a relative clause begins with."""
SKIPPED = frozenset({"preposition.at", "preposition.in", "preposition.on", "preposition.the", "hedge.about"})
"""The senses of words that only introduce a time."""
_ELSE = frozenset(
    {"moment.response", "moment.future", "killed.died", "killed.heart", "other.memorial", "update.finished"}
)
_MAYBE_ELSE = _ELSE | {
    "damage.rubble",
    "moment.said",
    "sum.earlier",
    "moment.found",
    "damage.aside",
    "alert.shelter",
    "injured.care",
}
_CLAUSE_MARKS = frozenset(',;:()«»"“”—–')
_BLOWS = frozenset({"strike.noun", "weapon.shelling", "weapon.airstrike"})
_STRIKING = ATTACKS - {"injured.deed", "killed.deed"}
_HARM = ATTACKS - {"strike.noun"}
_OF = frozenset({"preposition.of", "preposition.from"})
_ENDINGS = frozenset({"update.finished", "moment.response"})
_LATER = frozenset({"moment.response", "killed.died", "killed.heart"})
_UNDER_RUBBLE = frozenset({"killed.body", "damage.rubble"})
_LEAD = 2
_SHELTERED = 5
_CLEARED = 4
_DAY_REACH = 8
_LAUNCHED = 8


def speaks_of_else(document: Document, days: Days, today: date) -> bool:
    """Whether a time's clause tells of an answer to the attack, of a statement, or of what is to come, and no word for
    an attack is nearer."""
    tokens = document.tokens
    first, end = _with_main_clause(document, days, clause_of(document, days))
    if _goes_on_with_figure(document, days, first) or _is_of_fighting(document, days):
        return True
    if not document.says(first, end, *_MAYBE_ELSE):
        return False
    senses = {place: tokens[place].sense for place in range(first, end) if tokens[place].sense is not None}
    senses = {place: sense for place, sense in senses.items() if not _is_launch(document, place)}
    if not any("stops" in token.classes for token in tokens[first:end]):
        senses = {place: sense for place, sense in senses.items() if sense != "killed.heart"}
    found = set(senses.values())
    found |= {"damage.rubble" for place in senses if "rubble" in tokens[place].classes}
    distances = [_distance(days, place) for place, sense in senses.items() if _is_else(sense or "", found, days, place)]
    if not distances:
        return False
    attacks = [place for place, sense in senses.items() if sense in ATTACKS and "rubble" not in tokens[place].classes]
    if days.end is not None and days.end < today and _answers(senses, attacks, days):
        return False
    if days.end is not None and days.end < today and not attacks and _dates_wounding(document, days, first):
        return False
    if days.end is not None and days.end < today and _opens_recap(document.tokens, senses, days):
        return False
    if days.end is not None and days.end < today and _names_blow(tokens, days.first):
        return False
    return not attacks or min(distances) <= min(_distance(days, place) for place in attacks)


def _is_of_fighting(document: Document, days: Days) -> bool:
    """Whether a sentence recalls how many attacks were fought off at the front, and nobody harmed: "As reported, 31
    attacks were repelled in the Pokrovsk sector on Sunday"."""
    senses = document.said[document.sentence_of[days.first]]
    fought = "other.losses" in senses or ("flag.recap" in senses and "sequence.front" in senses)
    return fought and senses.isdisjoint(_HARM) and not any(sense.startswith("weapon.") for sense in senses)


def _is_launch(document: Document, place: int) -> bool:
    """Whether a word for starting something has weapons behind it in its sentence: "ворог запустив 140 дронів", and not
    "енергетики запустили котельню"."""
    if "launching" not in document.tokens[place].classes:
        return False
    end = document.sentences[document.sentence_of[place]][1]
    behind = document.tokens[place + 1 : min(end, place + 1 + _LAUNCHED)]
    return any((token.sense or "").startswith(("weapon.", "make.")) for token in behind)


def _answers(senses: dict[int, str | None], attacks: list[int], days: Days) -> bool:
    """Whether an earlier day stands behind an attack, and before nothing but an answer to it ("після удару вчора
    ввечері до лікарів звернулися двоє") or the death of somebody told before ("a woman hurt in the shelling on May 3
    has died")."""
    rescued = {"moment.found"} if "killed.body" not in senses.values() else set[str]()
    elses = [place for place, sense in senses.items() if sense in _MAYBE_ELSE and sense not in rescued]
    behind = all(place > days.last and senses[place] in _LATER for place in elses)
    ahead = [place for place in attacks if place < days.first]
    if not behind or not ahead or all(senses[place] == "moment.response" for place in elses):
        return behind and bool(ahead)
    return not any((senses.get(place) or "").startswith("person.") for place in range(max(ahead), days.first))


def _dates_wounding(document: Document, days: Days, first: int) -> bool:
    """Whether an earlier day goes on from where somebody was wounded, set off by commas, and his death follows: "a
    woman wounded in the strike on the village of X, Y district, on May 3 has died"."""
    low, _ = document.sentences[document.sentence_of[days.first]]
    wounded = document.says(low, first, "injured.deed") and document.says(low, first, *ATTACKS - {"injured.deed"})
    dies = document.says(days.last + 1, days.last + 1 + _DAY_REACH, *DYING)
    return wounded and dies and not document.says(low, days.first, *DYING, "moment.response")


def _names_blow(tokens: Sequence[Token], index: int) -> bool:
    """Whether a day stands right behind a word for a blow: "на місці удару 19 травня закінчили", "the strike of"."""
    lead = lead_of(tokens, index)
    return (before(tokens, start_before(tokens, index)) if lead in _OF else lead) in _BLOWS


def _opens_recap(tokens: Sequence[Token], senses: dict[int, str | None], days: Days) -> bool:
    """Whether a colon leads from an earlier day of a report to what was reported: "востаннє про поранених повідомляли 4
    червня: у Казанці дрон підпалив склад"."""
    told = not any(sense in _ELSE or sense == "moment.found" for sense in senses.values())
    return told and days.last + 1 < len(tokens) and tokens[days.last + 1].text == ":"


def _distance(days: Days, place: int) -> int:
    return days.first - place if place < days.first else place - days.last


def _is_else(sense: str, found: set[str | None], days: Days, place: int) -> bool:
    if sense == "moment.said" or (sense == "sum.earlier" and _may_date_figure(days, found)):
        return _distance(days, place) <= 5
    if sense == "moment.found":
        return not found.isdisjoint(_UNDER_RUBBLE)
    if sense == "damage.aside":
        return 0 < days.first - place <= 2
    if sense == "damage.rubble":
        return 0 < place - days.last <= _CLEARED and ATTACKS.isdisjoint(found)
    if sense == "injured.care":
        return days.end is None and days.time is None and ATTACKS.isdisjoint(found)
    if sense == "alert.shelter":
        return 0 < days.first - place <= _SHELTERED
    return sense in _ELSE


def _may_date_figure(days: Days, found: set[str | None]) -> bool:
    """Whether a time may be that of an earlier figure: a clock time, or a part of a day beside no blow."""
    return days.time is not None or (days.end is None and days.part is not None and found.isdisjoint(_STRIKING))


def _goes_on_with_figure(document: Document, days: Days, first: int) -> bool:
    """Whether a dash leads from a time to one more of the figures told earlier: "вранці йшлося про 5 поранених, опівдні
    – про 9"."""
    tokens, after = document.tokens, days.last + 1
    low, high = document.sentences[document.sentence_of[days.first]]
    about = after + 1 < high and tokens[after].text in DASHES and "about" in tokens[after + 1].classes
    return about and document.says(low, first, "sum.earlier")


def clause_of(document: Document, days: Days | TimeMention) -> tuple[int, int]:
    """The first token and the end of the clause that a time stands in."""
    tokens = document.tokens
    low, high = document.sentences[document.sentence_of[days.first]]
    first, end = days.first, days.last + 1
    while first > low and not _bounds_clause(tokens[first - 1]):
        first -= 1
    while end < high and not _bounds_clause(tokens[end]):
        end += 1
    return first, end


def _with_main_clause(document: Document, days: Days, clause: tuple[int, int]) -> tuple[int, int]:
    """The clause of a time that a comma sets off at the beginning of its sentence, with the one behind the comma if
    that tells how the answer went on or ended ("At 05:15 on January 19, the rescuers finished their work"), or whose
    body was found: "This morning, rescuers pulled out the body of a man from a house hit on June 30"; what was done
    meanwhile is left out: "О 13:05, вже під час гасіння, по двору прилетів дрон"."""
    tokens = document.tokens
    first, end = clause
    low, high = document.sentences[document.sentence_of[days.first]]
    alone = end == days.last + 1 and days.first - max(first, low) <= _LEAD
    if not alone or end >= high or tokens[end].text != ",":
        return clause
    last = _end_of_clause(tokens, end + 1, high)
    if last < high and document.says(end + 1, last, "preposition.during"):
        end, last = last, _end_of_clause(tokens, last + 1, high)
    told = [tokens[place].sense for place in range(end + 1, last)]
    ended = not _ENDINGS.isdisjoint(told) and ATTACKS.isdisjoint(told)
    acts = next((sense for sense in told if sense in ATTACKS or sense == "moment.found"), None)
    return (first, last) if ended or (acts == "moment.found" and "killed.body" in told) else clause


def _end_of_clause(tokens: Sequence[Token], first: int, high: int) -> int:
    return next((place for place in range(first, high) if _bounds_clause(tokens[place])), high)


def tells_of_duties(document: Document, days: Days) -> bool:
    """Whether a stretch of time says until when something has to be done ("за добу всі вікна мають бути закриті")."""
    first, end = clause_of(document, days)
    senses = {document.tokens[place].sense for place in range(first, end)}
    return "moment.duty" in senses and not senses & ATTACKS


def names_day_of_attack(tokens: Sequence[Token], days: Days) -> bool:
    """Whether what follows a date calls it the day of the attack: "since January 14, the day of the strike", "the toll
    from the January 14 drone attack"."""
    place = days.last + 1
    sense = tokens[place].sense or "" if place < len(tokens) else ""
    if sense == "strike.noun" or sense.startswith("weapon."):
        return True
    if place >= len(tokens) or tokens[place].text not in _CLAUSE_MARKS:
        return False
    senses = [token.sense for token in tokens[place + 1 : place + _DAY_REACH] if token.sense is not None]
    named = [sense for sense in senses if sense != "preposition.the"]
    return named[:1] == ["time.day_unit"] and any(sense in ATTACKS for sense in named)


def begins_attack(document: Document, days: Days) -> bool:
    """Whether "from" a clock time tells when an attack began: "з 19:30 окупанти гатили з гармат"."""
    if days.time is None:
        return False
    first, end = clause_of(document, days)
    return document.says(first, end, *ATTACKS)


def is_quiet(document: Document, mention: TimeMention) -> bool:
    """Whether the sentence of a time tells of no attack."""
    return document.said[document.sentence_of[mention.first]].isdisjoint(ATTACKS)


def _bounds_clause(token: Token) -> bool:
    return token.text in _CLAUSE_MARKS or token.sense in ("conjunction.that", "time.that")


def lead_of(tokens: Sequence[Token], index: int) -> str:
    """The sense of the word before a time, behind prepositions that only introduce it."""
    sense = before(tokens, index)
    while sense in SKIPPED:
        index = start_before(tokens, index)
        sense = before(tokens, index)
    return sense


def start_before(tokens: Sequence[Token], index: int) -> int:
    """The beginning of the word or phrase before a token."""
    index -= 1
    while index > 0 and tokens[index].sense is None:
        index -= 1
    return index
