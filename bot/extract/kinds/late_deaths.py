"""Deaths of people wounded before: in hospital, of their wounds, days after the strike; and who died by the strike that
a post tells first."""

from bot.extract.kinds.signals import STRUCK, Signals
from bot.extract.text.joints import is_conjunction
from bot.extract.text.senses import is_number
from bot.extract.text.tokens import Document, Token

_AFTER, _OUT_OF = 3, 2
_UNITS = frozenset({"unit.year", "unit.month", "time.month", "age.of"})
DYING = frozenset({"killed.deed", "killed.died", "killed.lost"})
"""The senses of words for a death that is told as a deed or a dying."""
BLOWS = ("strike.noun", "weapon.shelling", "weapon.airstrike", "weapon.artillery")
"""The senses of words that name a strike."""
_WARD = ("injured.care", "update.ward")
_RELATIVE = ("damage.relative", "conjunction.that")
_OTHERS = ("person.", "number.", "part.")
_LATER_DEATHS = ("killed.died", "killed.lost", "killed.unsaved")


def died_later(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells of a death in hospital."""
    return found.in_head("killed.died", "killed.lost", "killed.deed") and any(
        _died_in_ward(found, first, end) for first, end in document.sentences if first < found.head
    )


def tells_blow_first(document: Document, found: Signals) -> bool:
    """Whether a post tells a strike and others whom it harmed before a death in hospital, so that who "died of wounds"
    is one of a first report's people: "Дрон влучив в авто. Загинув водій, пасажирка померла в лікарні"."""
    death = found.first(_LATER_DEATHS)
    blow = found.first(("strike.verb", "damage.hit", *BLOWS))
    if death is None or blow is None or blow[0] > death[0]:
        return False
    told = document.sentence_of[blow[0]] < document.sentence_of[death[0]]
    if told and death in found.spans("killed.unsaved"):
        return True
    first, end = document.sentences[0]
    others = document.says(blow[0], death[0], "killed.deed") or (
        document.says(first, end, "killed.deed") and document.says(first, end, "injured.deed")
    )
    return others and (told or document.sentence_of[death[0]] == 0)


def opens_with_death(document: Document, found: Signals) -> bool:
    """Whether a post tells that somebody died before it tells of the strike of an earlier day, by which he was
    wounded."""
    death, blow = found.first(("killed.died", "killed.deed")), found.first((*STRUCK, *BLOWS))
    if death is None or blow is None or death[0] >= found.head:
        return False
    _, end = document.sentences[document.sentence_of[death[0]]]
    died = death in found.spans("killed.died")
    if died and blow[0] < end and document.says(death[1] + 1, blow[0], *_RELATIVE):
        return True
    wounded = document.says(*document.sentences[document.sentence_of[blow[0]]], "injured.deed")
    return blow[0] >= end and (wounded or died)


def _died_in_ward(found: Signals, first: int, end: int) -> bool:
    """Whether a sentence tells of a death in hospital, in one phrase or with a ward before it or close to it; who died
    on the way there died of the attack that the post tells."""
    if found.document.says(first, end, "update.on_way"):
        return False
    if any(last > start for start, last in found.spans("killed.died") if first <= start < end):
        return True
    wards = [start for start, _ in found.spans(*_WARD) if first <= start < end]
    return any(
        found.document.says(ward, end, "killed.died", "killed.lost")
        or found.document.says(ward + 1, ward + _AFTER + 1, "killed.deed")
        or found.document.says(ward - _AFTER, ward, "killed.died")
        or (found.document.says(ward - 1, ward, "killed.deed") and found.document.says(first, ward, "injured.deed"))
        for ward in wards
    )


def was_hurt_before(document: Document, found: Signals, age: int | None) -> bool:
    """Whether one of the first sentences tells of the death of somebody who was wounded on an earlier day."""
    return found.in_head(*DYING) and any(
        _dies_of_wounds(document, found, first, end, age)
        for first, end in document.sentences
        if first < found.head and not document.says(first, end, "update.on_way")
    )


def _dies_of_wounds(document: Document, found: Signals, first: int, end: int, age: int | None) -> bool:
    wounds = [start for start, _ in found.spans("injured.deed", "injured.wound") if first <= start < end]
    if not wounds:
        return False
    later = (age or 0) > 0
    plain = _dyings(found, later) - _starts(found, "killed.died")
    died = (*_starts(found, "killed.died"), *_starts(found, "killed.lost"), *plain)
    deaths = [start for start in died if first <= start < end]
    for death, wound in ((death, wound) for death in deaths for wound in wounds if death < wound):
        between = document.tokens[death + 1 : wound]
        if death in plain and _harms_others(document, death, wound):
            continue
        relative = any(token.sense == "damage.relative" for token in between)
        if not any(counts_people(document, token) for token in between) and (later or relative):
            return True
        if len(between) == _OUT_OF and between[1].sense in ("preposition.from", "part.among", "preposition.of"):
            return True
    return _was_wounded_and_died(document, found, first, end, age)


def _harms_others(document: Document, death: int, wound: int) -> bool:
    """Whether others than the dead are told between a death and a wound behind it, or right behind that: "a woman died
    in a strike, which injured two others"."""
    between = document.tokens[death + 1 : wound]
    near = (*between, *document.tokens[wound + 1 : wound + 1 + _AFTER])
    return any(map(is_conjunction, between)) or any((token.sense or "").startswith(_OTHERS) for token in near)


def _was_wounded_and_died(document: Document, found: Signals, first: int, end: int, age: int | None) -> bool:
    """Whether somebody "wounded in last week's strike has died": nobody else stands between the wound and the death,
    but the strike does; or people died of the wounds of a strike days ago."""
    wounds = [start for start, _ in found.spans("injured.deed") if first <= start < end]
    deaths = [start for start, _ in found.spans(*DYING) if first <= start < end]
    died = _starts(found, "killed.died")
    later = _dyings(found, later=True) if (age or 0) > 1 else set()
    for wound, death in ((wound, death) for wound in wounds for death in deaths if wound < death):
        between = document.tokens[wound + 1 : death]
        people = sum((token.sense or "").startswith("person.") for token in between)
        if death in later and (death in died or not people):
            return True
        timed = death in died and any((token.sense or "").startswith("time.") for token in between)
        counted = any(counts_people(document, token) for token in (*between, *_behind_blow(document, wound, death)))
        if (document.says(wound, death, *BLOWS) or timed) and not counted and people <= timed:
            return True
    return False


def _behind_blow(document: Document, wound: int, death: int) -> list[Token]:
    """What a word of killing counts that has a clause of its own behind a wound: "16 were injured in X, where fire
    killed two"."""
    own = document.says(wound, death, "conjunction.that") and document.tokens[death].sense == "killed.deed"
    return document.tokens[death + 1 : death + 2] if own else []


def _starts(found: Signals, sense: str) -> set[int]:
    return {start for start, _ in found.spans(sense)}


def _dyings(found: Signals, later: bool) -> set[int]:
    """Where somebody is told to die: by a word that says so of the wounded, or, `later` than the attack, by any verb of
    dying ("died", "passed away")."""
    tokens = found.document.tokens
    plain = {start for start in _starts(found, "killed.deed") if later and "died" in tokens[start].classes}
    return _starts(found, "killed.died") | plain


def counts_people(document: Document, token: Token) -> bool:
    """Whether a number may count people: neither an age nor the day of a month."""
    around = document.tokens[max(0, token.index - 1) : token.index + 3]
    return is_number(token) and not any(near.sense in _UNITS or near.text == "-" for near in around)
