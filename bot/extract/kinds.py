"""What a post is: a report of attacks, a revision, a round-up, a warning, or none of these (the GUIDE's `kind`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.extract.signals import HARMED, STRUCK, Signals, signals
from bot.extract.times import Role, TimeMention
from bot.extract.tokens import Document, Shape, Token
from bot.model import Kind

_STRANGE = 3
_REVISED = 3
_SUMMED = 3
_SEVERAL = 3
_OLD = 60
_MANY = 10
_BRIEF = 60
_BEFORE, _AFTER = 6, 3
_MUCH, _LATE = 3, 5
_SWAP = 7
_WEIGHTS = {
    "other.memorial": (1, 1),
    "other.court": (1, 1),
    "other.accident": (2, 1),
    "other.gas": (3, 0),
    "other.drill": (2, 1),
    "other.planned": (3, 0),
    "other.losses": (1, 1),
    "other.own_strike": (1, 2),
    "other.fallen": (1, 1),
    "other.weather": (1, 1),
}
"""For each cue of a post that is no report: what each word adds, and what standing in the first sentences adds."""
_BACK_REFERENCES = (
    "time.adjective_night",
    "time.adjective_morning",
    "time.adjective_day",
    "time.adjective_evening",
    "time.adjective_offset",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the other rooms read in a post, as far as its kind depends on it.

    `places` counts the places with facts of their own, `oblasts` the oblasts these lie in. `period` says that a period
    (a day, a night, a week) is named, `totals` that a sum over an area was read.
    `age` is the number of days from the latest attack to the publication, None if no attack is dated. `foreign` says
    that every place lies outside Ukraine. `facts` are the numbers of the sentences in which harm or damage was read,
    `scenes` counts the scenes, `named` the places that are named with or without facts (settlements and areas within
    oblasts, or oblasts if these are more), `areas` the areas within oblasts among them.
    """

    places: int = 0
    oblasts: int = 0
    casualties: bool = False
    damage: bool = False
    strikes: bool = False
    period: bool = False
    totals: bool = False
    age: int | None = None
    foreign: bool = False
    facts: frozenset[int] = frozenset()
    scenes: int = 0
    named: int = 0
    areas: int = 0


def classify(document: Document, evidence: Evidence) -> Kind:
    """The kind of a post by its words and by what was read in it."""
    found = signals(document, evidence.facts)
    revised = revision(document, found, evidence) >= _REVISED
    if strangeness(found, evidence, revised=revised) >= _STRANGE:
        return Kind.OTHER
    if not _is_report(document, found, evidence, revised=revised):
        return Kind.ALERT if _is_alert(found) else Kind.OTHER
    if summing(document, found, evidence) >= _SUMMED:
        return Kind.ROUNDUP
    return Kind.UPDATE if revised else Kind.INCIDENT


def covers_period(found: Signals, times: Sequence[TimeMention]) -> bool:
    """Whether the first sentences of a post name a period of a day, a night or more that it speaks of."""
    return any(time.role is Role.PERIOD and time.first < found.head for time in times)


def _is_report(document: Document, found: Signals, evidence: Evidence, *, revised: bool) -> bool:
    """Whether a post tells of attacks: of a strike with its consequences, or of a strike on a place right away."""
    told = evidence.scenes > 0 or evidence.totals
    placed = evidence.places > 0 or document.post.region is not None or _is_news(found)
    if evidence.foreign or not (told and placed) or not (evidence.casualties or evidence.damage or evidence.strikes):
        return False
    if found.told or revised or (evidence.totals and evidence.casualties):
        return True
    if _warns(found) or found.count("other.tally", "weapon_cue.shot_down") > 1 or found.count("other.military"):
        return False
    if found.topics > 1:
        return False
    brief = len(document.tokens) <= _BRIEF or found.count("flag.established", "flag.still") > 0
    return brief and evidence.strikes and found.in_head(*STRUCK)


def _is_news(found: Signals) -> bool:
    """Whether a post is about nothing but a strike, so that it counts though it names no place."""
    return found.told > 1 and found.lead <= 1 and not found.topics


def _warns(found: Signals) -> bool:
    return found.count("alert.", "weapon_cue.threat") > 0


def _is_alert(found: Signals) -> bool:
    return _warns(found) and not found.count("other.tally", "weapon_cue.ours", "other.planned")


def strangeness(found: Signals, evidence: Evidence, *, revised: bool = False) -> int:
    """How much speaks for a post that is no report of an attack of these days; 3 and more decides."""
    score = 0
    for sense, (each, at_head) in _WEIGHTS.items():
        count = found.count(sense)
        score += each * min(count, 3) + (at_head if count and found.in_head(sense) else 0)
    if evidence.age is None and found.in_head("other.since"):
        score += 5
    foreign = min(found.count("other.foreign"), 3)
    if foreign and (evidence.places == 0 or (foreign > 1 and found.count("other.ours"))):
        score += foreign + 1
    if found.in_head("other.condolence", "other.sanctions") and not found.count("strike.verb", "damage.hit"):
        score += 2
    if evidence.age is not None and evidence.age > _OLD:
        score += 3
    if found.in_head("roundup.word") or evidence.totals:
        score -= 2
    else:
        score += _aside(found)
    struck = evidence.strikes or found.count(*STRUCK) or revised
    return score + 2 if (evidence.casualties or evidence.damage) and not struck else score


def _aside(found: Signals) -> int:
    """How much a post writes of other things than attacks: news stands at the beginning and fills more than a sentence
    or two of a post that speaks of fighting, aid, art, politics or money too."""
    if not 0 < found.told < _MUCH:
        return 0
    score = min(found.preface, _STRANGE) if found.preface > 1 else 0
    score += _STRANGE * (found.topics > 2 * found.told + 1)
    return score + _STRANGE * (found.lead >= _LATE)


def summing(document: Document, found: Signals, evidence: Evidence) -> int:
    """How much speaks for a post that covers a period over several places; 3 and more decides."""
    return sum(weight for applies, weight in _summings(document, found, evidence) if applies)


def _summings(document: Document, found: Signals, evidence: Evidence) -> Sequence[tuple[bool, int]]:
    opens = _opens_with_period(found)
    return (
        (found.in_head("roundup.word"), 3),
        (found.count("roundup.word") > 0 and evidence.oblasts > 1, 2),
        (evidence.totals, 2),
        (evidence.period and opens, 2),
        (evidence.period != opens, 1),
        (_tells_many(document, found), 2),
        (found.count("roundup.exposed") > 0, 1),
        (evidence.areas >= _SEVERAL, 2),
        (evidence.named > _SEVERAL, 1),
        (evidence.oblasts > 1 and not evidence.period, -1),
        (evidence.named <= 1 and evidence.places <= 1, -3),
    )


def _opens_with_period(found: Signals) -> bool:
    """Whether the first sentences have words that name a period: a unit of time, or a date or night behind "for"."""
    if found.in_head("time.full_day", "time.week", "time.since_midnight", "time.past", "time.day_unit"):
        return True
    return found.in_head("time.month", "time.night") and found.in_head("preposition.for", "preposition.during")


def _tells_many(document: Document, found: Signals) -> bool:
    """Whether the first sentences count many strikes ("27 атак", "понад 20 разів", "all day")."""
    for sense in ("roundup.often", "strike.noun"):
        for first, last in found.cues.get(sense, ()):
            if first < found.head and (last > first or _is_many(document, first)):
                return True
    return False


def _is_many(document: Document, index: int) -> bool:
    """Whether a number of ten or more counts the word at a token, with one word between them at most."""
    before = document.tokens[index - 1] if index else None
    if before is not None and before.shape is Shape.WORD and not _counts(before):
        before = document.tokens[index - 2] if index > 1 else None
    return before is not None and _counts(before) and (before.value or 0) >= _MANY


def _counts(token: Token) -> bool:
    return token.shape is Shape.NUMBER or (token.sense or "").startswith("number.")


def revision(document: Document, found: Signals, evidence: Evidence) -> int:
    """How much speaks for a post that revises an attack told before; 3 and more decides."""
    return sum(weight for applies, weight in _revisions(document, found, evidence) if applies)


def _revisions(document: Document, found: Signals, evidence: Evidence) -> Sequence[tuple[bool, int]]:
    return (
        (_has_risen(document, found), 3),
        (_says_updated(document, found), 3),
        (found.in_head("update.clarified"), 3),
        (found.in_head("update.hospital", "update.known", "update.found"), 3),
        (_died_later(document, found), 3),
        (_begins_with_more(document, found), 3),
        (_sets_right(document, found), 3),
        (found.in_head("update.finished") and found.count(*HARMED) > 0 and (evidence.age or 0) > 0, 3),
        (found.in_head("sum.earlier"), 1),
        (found.count("sum.earlier", "time.as_of") > 1 and (evidence.age or 0) > 0, 2),
        (found.in_head("sum.already") and _refers_back(found), 2),
        (_refers_back(found), 1),
    )


def _has_risen(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells of a number of people that has changed."""
    return any(
        found.between(first, end, "sum.risen") and found.between(first, end, *HARMED)
        for first, end in document.sentences
        if first < found.head
    )


def _died_later(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells of a death in hospital."""
    return any(
        found.between(first, end, "injured.care", "update.ward")
        and (found.between(first, end, "killed.died") or _died_there(found, first, end))
        for first, end in document.sentences
        if first < found.head
    )


def _died_there(found: Signals, first: int, end: int) -> bool:
    """Whether a word for dying stands right behind a ward in a sentence ("in the hospital died")."""
    wards = (last for _, last in found.cues.get("injured.care", ()) if first <= last < end)
    return any(found.between(last + 1, last + 3, "killed.deed") for last in wards)


def _begins_with_more(document: Document, found: Signals) -> bool:
    """Whether the first sentence that tells of people tells of more of them."""
    span = found.first(HARMED | {"injured.care"})
    if span is None or span[0] >= found.head:
        return False
    first, end = document.sentences[document.sentence_of[span[0]]]
    if found.between(max(first, span[0] - _BEFORE), span[0], "part.more"):
        return True
    behind = document.tokens[span[1] + 1 : min(end, span[1] + _AFTER)]
    words = list(takewhile(lambda token: token.shape is not Shape.MARK, behind))
    return any(token.sense == "part.more" for token in words) or _is_plus(document, first, span[0])


def _is_plus(document: Document, first: int, index: int) -> bool:
    """Whether a number with a plus stands before the word at a token ("+1 wounded")."""
    return any(
        token.text == "+" and document.tokens[token.index + 1].shape is Shape.NUMBER
        for token in document.tokens[max(first, index - _AFTER) : index]
    )


def _sets_right(document: Document, found: Signals) -> bool:
    """Whether the first sentences put one number in another's place ("not 12 but 15") and tell of people."""
    return found.in_head(*HARMED) and any(
        sum(_counts(token) for token in document.tokens[first + 1 : first + _SWAP]) > 1
        and _counts(document.tokens[first + 1])
        for first, _ in found.cues.get("negation.not", ())
        if first + 1 < found.head
    )


def _says_updated(document: Document, found: Signals) -> bool:
    """Whether the first sentences say "updated", and not only in brackets behind a headline."""
    return any(
        first < found.head and (first == 0 or document.tokens[first - 1].text != "(")
        for first, _ in found.cues.get("update.updated", ())
    )


def _refers_back(found: Signals) -> bool:
    """Whether the first sentences speak of the attack as of something known ("вчорашнього удару")."""
    return found.in_head(*_BACK_REFERENCES) and not found.in_head("strike.verb", "damage.hit", "weapon_cue.event")
