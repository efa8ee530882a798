"""What a post is: a report of attacks, a revision, a round-up, a warning, or none of these (the GUIDE's `kind`)."""

from dataclasses import replace

from bot.extract.kinds.bare_tolls import BRIEF, is_bare_toll, is_of_fire
from bot.extract.kinds.evidence import Evidence
from bot.extract.kinds.repairs import is_of_repairs
from bot.extract.kinds.revisions import is_revision
from bot.extract.kinds.signals import HARMED, Signals
from bot.extract.kinds.summing import SUMMED, summing
from bot.extract.kinds.titles import COUNTED, TELLING_STRIKES, begins_later_line
from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Document
from bot.model import Kind

_STRANGE = 3
_SEVERAL = 3
_OLD, _LONG_WOUNDED = 60, 365
_MANY, _MUCH, _LATE, _STALE = 2, 3, 5, 7
_LONG, _SPARSE = 15, 8
_CALL = 25
_MOST = 3
_FINDING = frozenset({"sapper"})
_STRUCK = (*TELLING_STRIKES, "sum.cause")
_WEIGHTS = {
    "other.memorial": (1, 1),
    "other.court": (1, 1),
    "other.demining": (1, 1),
    "other.drill": (2, 1),
    "other.appeal": (2, 0),
    "other.planned": (3, 0),
    "other.losses": (1, 1),
    "other.own_strike": (1, 2),
    "other.culture": (1, 1),
    "time.each": (1, 1),
    "other.fallen": (1, 1),
    "other.funeral": (1, 2),
    "other.handover": (2, 1),
    "other.slang": (1, 0),
    "other.weather": (1, 1),
    "other.schedule": (1, 1),
}
"""For each cue of a post that is no report: what each word adds, and what standing in the first sentences adds."""


def classify(document: Document, found: Signals, evidence: Evidence) -> Kind:
    """The kind of a post by its words (`found`, with the sentences in which harm or damage was read) and by what was
    read in it."""
    revised = not evidence.timeline and is_revision(document, found, evidence)
    summed = summing(document, found, evidence) >= SUMMED
    if strangeness(found, evidence, revised=revised, summed=summed) >= _STRANGE:
        return Kind.OTHER
    if not _is_report(document, found, evidence, revised=revised, summed=summed):
        return Kind.ALERT if _is_alert(found, evidence) or _is_call(document, found, evidence) else Kind.OTHER
    if summed:
        return Kind.ROUNDUP
    return Kind.UPDATE if revised else Kind.INCIDENT


def is_idle(document: Document, found: Signals) -> bool:
    """Whether a post in which nobody was read to be hurt, no damage and no weapon can only be of another kind: it
    neither warns nor takes anything back."""
    return not _warns(found) and "flag.withdrawn" not in document.senses


def _is_report(document: Document, found: Signals, evidence: Evidence, *, revised: bool, summed: bool) -> bool:
    """Whether a post tells of attacks: of a strike with its consequences, or of a strike on a place right away."""
    told = evidence.scenes > 0 or evidence.totals
    placed = (
        evidence.places > 0
        or evidence.named > 0
        or document.post.region is not None
        or (evidence.totals and evidence.period and _is_of_country(found))
        or (evidence.armed and _is_news(found))
    )
    if evidence.foreign or not (told and placed) or not (evidence.casualties or evidence.damage or evidence.armed):
        return False
    struck = evidence.armed or found.count(*_STRUCK, "damage.rubble", "update.found", "update.search") > 0
    quiet = not found.topics and not found.elsewhere
    if evidence.harmless and found.count("other.tally", "weapon_cue.shot_down"):
        return False
    if _is_of_finds(found, evidence):
        return False
    if not (struck or revised or summed) and is_of_fire(document):
        return False
    follows = revised or (evidence.casualties and found.in_head("sum.already"))
    listed = evidence.totals or (summed and evidence.places > 1)
    if found.told or (revised and struck) or (follows and quiet) or (listed and evidence.casualties):
        return True
    if (
        quiet
        and evidence.harmed
        and found.count("other.") == bool(evidence.hurt) * found.count("other.condolence")
        and is_bare_toll(document, found, named=evidence.named > 0, damage=evidence.damage, summed=summed)
    ):
        return not _warns(found)
    if _warns(found) or found.count("other.tally", "weapon_cue.shot_down") > 1 or found.count("other.military"):
        return False
    if found.topics > 1 or found.elsewhere:
        return False
    brief = len(document.tokens) <= BRIEF or found.count("flag.established", "flag.still") > 0
    return brief and evidence.armed and found.in_head(*STRUCK)


def _is_of_finds(found: Signals, evidence: Evidence) -> bool:
    """Whether explosives were only found, by those who search for them or by somebody who came upon them, and harmed
    nobody and nothing: that is no attack (the GUIDE)."""
    if evidence.damage or evidence.harmed or found.count(*STRUCK):
        return False
    finding = _FINDING if evidence.armed else _FINDING | {"coming_upon"}
    return any(not finding.isdisjoint(token.classes) for token in found.document.tokens)


def _is_of_country(found: Signals) -> bool:
    """Whether a sum that names no area is the country's: it says so, or that attacks caused it, and not of armies."""
    if found.count("other.losses", "other.military"):
        return False
    return found.count("sum.area", "weapon_cue.region", *STRUCK, *COUNTED) > 0


def _is_news(found: Signals) -> bool:
    """Whether a post is about nothing but a strike, so that it counts though it names no place."""
    return found.told > 1 and found.lead <= 1 and not found.topics and not found.elsewhere


def _warns(found: Signals) -> bool:
    return found.count("alert.", "weapon_cue.threat") > 0


def _is_alert(found: Signals, evidence: Evidence) -> bool:
    tally = found.count("other.tally", "weapon_cue.ours", "other.planned") > 0
    return _warns(found) and not tally and not (evidence.harmless and found.count("weapon_cue.shot_down"))


def _is_call(document: Document, found: Signals, evidence: Evidence) -> bool:
    """Whether a short post names nothing but weapons and places, with no word of what they did ("КАБи на Сумщину!")."""
    if evidence.casualties or evidence.damage or found.count(*_STRUCK, *HARMED, "damage.harm", "weapon_cue.shot_down"):
        return False
    other = found.count("other.") - found.count("other.foreign") + len(document.senses.get("moment.said", ()))
    return evidence.armed and evidence.named > 0 and not other and len(document.tokens) <= _CALL


def strangeness(found: Signals, evidence: Evidence, *, revised: bool, summed: bool) -> int:
    """How much speaks for a post that is no report of an attack of these days; 3 and more decides."""
    struck = _is_struck(found, evidence) or revised or summed
    overall = found.in_head("roundup.word", "roundup.bulletin", "roundup.by_area") or evidence.totals
    itemised = summed and found.told >= _SEVERAL and evidence.places > 1
    mourns = found.in_head("other.condolence", "other.sanctions") and not evidence.hurt
    armed = evidence.armed and found.told > _MANY and not found.in_head("other.accident")
    beside_accidents = armed or _tells_attacks(found)
    counted = found if evidence.armed or evidence.harmed else replace(found, digressions=frozenset())
    return (
        sum(_weight(counted, sense, *_WEIGHTS[sense]) for sense in found.document.senses.keys() & _WEIGHTS.keys())
        + 5 * (evidence.age is None and not evidence.totals and found.in_head("other.since"))
        + _abroad(counted, evidence)
        + (0 if _is_beside_attacks(found, evidence, "other.gas") else _weight(found, "other.gas", 3, 0))
        + (0 if _is_struck(found, evidence) else _weight(found, "other.fire", 2, 1))
        + (0 if beside_accidents or (revised and struck) else _weight(found, "other.accident", 2, 1))
        + 2 * (mourns and not found.count("strike.verb", "damage.hit"))
        + _STRANGE * (not evidence.recalled and (evidence.age or 0) > (_LONG_WOUNDED if revised else _OLD))
        + _STRANGE * (found.bygone and evidence.age is None)
        + _STRANGE * (_is_of_aftermath(found, evidence) and not revised)
        + _STRANGE * (not (revised or evidence.casualties) and is_of_repairs(found))
        + (-2 if overall else _digression(found) if summed else _aside(found))
        - 4 * (itemised and found.lead < _LATE)
        + 2 * ((evidence.casualties or evidence.damage) and not struck)
    )


def _is_of_aftermath(found: Signals, evidence: Evidence) -> bool:
    """Whether a post names an attack of a week ago in one of its sentences, hurts nobody, and speaks of aid or the
    like: "чиї будинки пошкодив удар 10 листопада, отримали плівку"."""
    return (evidence.age or 0) >= _STALE and found.told <= 1 and found.topics > 0 and not evidence.casualties


def _is_struck(found: Signals, evidence: Evidence) -> bool:
    """Whether a post has a word of a strike or a weapon."""
    return evidence.armed or found.count(*_STRUCK) > 0


def _tells_attacks(found: Signals) -> bool:
    """Whether a post tells news of attacks in several sentences, or begins with one, so that an accident is only told
    beside them."""
    accidents = sum("other.accident" in senses for senses in found.document.said)
    return (found.told > max(1, accidents) and found.count(*STRUCK) > 1) or (not found.lead and found.told >= accidents)


def _is_beside_attacks(found: Signals, evidence: Evidence, sense: str) -> bool:
    return evidence.armed and begins_later_line(found, sense) and _tells_attacks(found)


def _weight(found: Signals, sense: str, each: int, at_head: int) -> int:
    places = found.to_the_point(sense)
    return each * min(len(places), _MOST) + at_head * (bool(places) and places[0] < found.head)


def _abroad(found: Signals, evidence: Evidence) -> int:
    """How much speaks for a strike outside Ukraine; a warning names the places that drones come from."""
    places = found.to_the_point("other.foreign") if evidence.places else found.document.senses.get("other.foreign", [])
    words = min(len(places), _MOST)
    if not words or (_warns(found) and not found.told):
        return 0
    if evidence.places == 0:
        return words + 2
    return words + 1 if words > 1 and found.count("other.ours") else 0


def _aside(found: Signals) -> int:
    """How much a post writes of other things than attacks: news stands at the beginning and fills more than a sentence
    or two of a post that speaks of fighting, aid, art, politics or money too."""
    if found.sentences > _LONG and found.told * _SPARSE < found.sentences:
        return _STRANGE
    if not 0 < found.told < _MUCH:
        return 0
    score = min(found.preface, _STRANGE) if found.preface > 1 else 0
    score += _STRANGE * (found.topics > found.told + 2)
    return score + _STRANGE * (found.lead >= _LATE)


def _digression(found: Signals) -> int:
    """How much an essay that counts attacks over a period speaks of politics and the war at large."""
    return _STRANGE * (found.topics > 2 * found.told + 2)
