"""Deaths of people wounded before: in hospital, of their wounds, days after the strike; and who died by the strike that
a post tells first."""

from bot.extract.kinds.evidence import Evidence
from bot.extract.kinds.signals import Signals
from bot.extract.text.senses import BLOWS, HITTING, STRUCK, is_number
from bot.extract.text.tokens import Document, Token

_UNITS = frozenset({"unit.year", "unit.month", "time.month", "age.of"})
DEATHS = frozenset({"killed.deed", "killed.died", "killed.lost"})
"""The senses of words for a death that is told as a deed or a dying."""
"""The senses of words that name a strike."""
_HURT = ("injured.deed", "injured.wound", "injured.either", "killed.dead", "killed.unsaved")
_OF_WAR = (*STRUCK, *_HURT, "weapon.", "make.")
_MOURNING = ("other.funeral", "other.memorial")
_LATER_DEATHS = ("killed.died", "killed.lost", "killed.unsaved")


def tells_late_death(document: Document, found: Signals, evidence: Evidence) -> bool:
    """Whether one of the first sentences tells that somebody wounded has died since the attack, which the post does not
    tell of first."""
    if not found.count(*_OF_WAR) or (found.count(*_MOURNING) and not found.count(*STRUCK, *BLOWS)):
        return False
    aged = (evidence.age or 0) > 0
    heads = [document.sentences[number] for number in evidence.deathbeds if document.sentences[number][0] < found.head]
    died = any(not document.says(first, end, "update.on_way") for first, end in heads)
    return (died or found.in_head("killed.unsaved")) and (aged or not _tells_blow_first(document, found, evidence))


def _tells_blow_first(document: Document, found: Signals, evidence: Evidence) -> bool:
    """Whether a post tells a strike and those whom it harmed before a death in hospital, so that who "died of wounds"
    is one of a first report's people: "Дрон влучив в авто. Загинув водій, пасажирка померла в лікарні"."""
    deaths = [number for number in evidence.deathbeds if document.sentences[number][0] < found.head]
    unsaved = found.first(("killed.unsaved",))
    death = min([*deaths, *([document.sentence_of[unsaved[0]]] if unsaved else [])])
    blow = found.first((*HITTING, *BLOWS))
    first, end = document.sentences[death]
    if blow is None or blow[0] >= end:
        return False
    if blow[0] < first and (unsaved is not None or document.says(blow[0], first, "injured.deed", "killed.deed")):
        return True
    words = document.tokens[first:end]
    dying = next((word.index for word in words if word.sense in _LATER_DEATHS or "died" in word.classes), end)
    hurt = any(blow[0] < place < dying for place in evidence.hurt)
    return blow[0] < dying and (hurt or document.says(blow[0], dying, "killed.deed"))


def counts_people(document: Document, token: Token) -> bool:
    """Whether a number may count people: neither an age nor the day of a month."""
    around = document.tokens[max(0, token.index - 1) : token.index + 3]
    return is_number(token) and not any(near.sense in _UNITS or near.text == "-" for near in around)
