"""Whether a post revises an attack told before: the signs of an update (the GUIDE's `update`)."""

from collections.abc import Sequence

from bot.extract.kinds.corrections import found_missing, has_changed, is_alive_after_all, is_over, sets_right
from bot.extract.kinds.more import has_more
from bot.extract.kinds.signals import HARMED, STRUCK, Signals, counts
from bot.extract.text.tokens import Document, Shape, Token

_BEFORE, _AFTER = 6, 3
_SUBJECT = 6
_TITLE = 4
_UNITS = frozenset({"unit.year", "unit.month", "time.month", "age.of"})
_DYING = frozenset({"killed.deed", "killed.died", "killed.lost"})
_DEAD = ("killed.dead", "killed.body", "injured.either", *sorted(_DYING))
_WARD = ("injured.care", "update.ward")
_BLOWS = ("strike.noun", "weapon.shelling", "weapon.airstrike", "weapon.artillery")
_OUT_OF = 2
_BACK_REFERENCES = (
    "time.adjective_night",
    "time.adjective_morning",
    "time.adjective_day",
    "time.adjective_evening",
    "time.adjective_offset",
)


def revision(document: Document, found: Signals, age: int | None) -> int:
    """How much speaks for a post that revises an attack told before; 3 and more decides."""
    return sum(weight for applies, weight in _revisions(document, found, age) if applies)


def _revisions(document: Document, found: Signals, age: int | None) -> Sequence[tuple[bool, int]]:
    return (
        (_has_risen(document, found), 3),
        (_says_updated(document, found), 3),
        (found.in_head("update.clarified"), 3),
        (found.in_head("update.hospital", "killed.unsaved", "update.known", "update.found"), 3),
        (_died_later(document, found) and not (age == 0 and _tells_blow_first(document, found)), 3),
        (found.in_head("flag.withdrawn") and found.count(*HARMED) > 0, 3),
        ((age or 0) > 1 and _opens_with_death(document, found), 3),
        (_was_hurt_before(document, found, age), 3),
        (_counts_on(document, found), 3),
        (_has_joined(document, found), 3),
        (_begins_with_more(document, found), 3),
        (sets_right(document, found), 3),
        (found.in_head("update.finished") and found.in_head("update.search") and found.count(*HARMED) > 0, 3),
        (found.in_head("update.finished") and found.count(*HARMED) > 0 and (age or 0) > 0, 3),
        (found.in_head("update.finished") and _recalls_figure(document, found), 3),
        (found.in_head("update.search") and found.count("time.as_of") * found.count(*HARMED) > 0 and (age or 0) > 0, 3),
        (_counts_anew(document, found), 3),
        (found.in_head("sum.earlier"), 1),
        (found.count("sum.earlier", "time.as_of") > 1 and (age or 0) > 0, 2),
        (_counts_known(document, found, age), 3),
        (has_changed(document, found), 3),
        (is_alive_after_all(document, found), 3),
        (found_missing(document, found), 3),
        (is_over(found), 3),
        (found.in_head("sum.already") and _refers_back(found), 2),
        (_refers_back(found), 1),
    )


def _recalls_figure(document: Document, found: Signals) -> bool:
    """Whether a sentence tells how many people were known of before: "раніше повідомляли про 13 поранених"."""
    recalls = ("sum.earlier", "flag.recap")
    return any(
        document.says(first, end, *recalls) and document.says(first, end, *HARMED) and _counts_in(document, first, end)
        for first, end in document.sentences
        if not found.between(first, end, *STRUCK)
    )


def _counts_in(document: Document, first: int, end: int) -> bool:
    return any(_counts_people(document, token) for token in document.tokens[first:end])


def _has_risen(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells of a number of people that has changed."""
    return found.in_head("sum.risen") and any(
        found.between(first, end, "sum.risen") and found.between(first, end, *HARMED, "update.toll")
        for first, end in document.sentences
        if first < found.head
    )


def _died_later(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells of a death in hospital."""
    return found.in_head("killed.died", "killed.lost", "killed.deed") and any(
        _died_in_ward(found, first, end) for first, end in document.sentences if first < found.head
    )


def _tells_blow_first(document: Document, found: Signals) -> bool:
    """Whether the first sentence tells a strike that killed and injured, so that who "died of wounds" died by it."""
    first, end = document.sentences[0]
    blow = any(found.between(first, end, sense) for sense in (*STRUCK, *_BLOWS))
    return blow and found.between(first, end, "killed.deed") and found.between(first, end, "injured.deed")


def _opens_with_death(document: Document, found: Signals) -> bool:
    """Whether a post tells that somebody died before it tells of the strike of an earlier day, by which he was
    wounded."""
    death, blow = found.first(("killed.died", "killed.deed")), found.first((*STRUCK, *_BLOWS))
    if death is None or blow is None or death[0] >= found.head:
        return False
    _, end = document.sentences[document.sentence_of[death[0]]]
    wounded = found.between(*document.sentences[document.sentence_of[blow[0]]], "injured.deed")
    return blow[0] >= end and (wounded or death in found.cues.get("killed.died", ()))


def _died_in_ward(found: Signals, first: int, end: int) -> bool:
    """Whether a sentence tells of a death in hospital, in one phrase or with a ward before it or close to it; who died
    on the way there died of the attack that the post tells."""
    if found.between(first, end, "update.on_way"):
        return False
    if any(last > start for start, last in found.cues.get("killed.died", ()) if first <= start < end):
        return True
    wards = [start for sense in _WARD for start, _ in found.cues.get(sense, ()) if first <= start < end]
    return any(
        found.between(ward, end, "killed.died", "killed.lost")
        or found.between(ward + 1, ward + _AFTER + 1, "killed.deed")
        or found.between(ward - _AFTER, ward, "killed.died")
        or (found.between(ward - 1, ward, "killed.deed") and found.between(first, ward, "injured.deed"))
        for ward in wards
    )


def _was_hurt_before(document: Document, found: Signals, age: int | None) -> bool:
    """Whether one of the first sentences tells of the death of somebody who was wounded on an earlier day."""
    return found.in_head(*_DYING) and any(
        _dies_of_wounds(document, found, first, end, age)
        for first, end in document.sentences
        if first < found.head and not found.between(first, end, "update.on_way")
    )


def _dies_of_wounds(document: Document, found: Signals, first: int, end: int, age: int | None) -> bool:
    later = (age or 0) > 0
    died = (*found.cues.get("killed.died", ()), *found.cues.get("killed.lost", ()))
    deaths = [start for start, _ in died if first <= start < end]
    hurt = (*found.cues.get("injured.deed", ()), *found.cues.get("injured.wound", ()))
    wounds = [start for start, _ in hurt if first <= start < end]
    for death, wound in ((death, wound) for death in deaths for wound in wounds if death < wound):
        between = document.tokens[death + 1 : wound]
        relative = any(token.sense == "damage.relative" for token in between)
        if not any(_counts_people(document, token) for token in between) and (later or relative):
            return True
        if len(between) == _OUT_OF and between[1].sense in ("preposition.from", "part.among", "preposition.of"):
            return True
    return _was_wounded_and_died(document, found, first, end, age)


def _was_wounded_and_died(document: Document, found: Signals, first: int, end: int, age: int | None) -> bool:
    """Whether somebody "wounded in last week's strike has died": nobody else stands between the wound and the death,
    but the strike does; or people died of the wounds of a strike days ago."""
    wounds = [start for start, _ in found.cues.get("injured.deed", ()) if first <= start < end]
    deaths = [start for sense in _DYING for start, _ in found.cues.get(sense, ()) if first <= start < end]
    later = {start for start, _ in found.cues.get("killed.died", ()) if (age or 0) > 1}
    for wound, death in ((wound, death) for wound in wounds for death in deaths if wound < death):
        if death in later:
            return True
        between = document.tokens[wound + 1 : death]
        others = any((token.sense or "").startswith("person.") for token in between) or any(
            _counts_people(document, token) for token in between
        )
        if found.between(wound, death, *_BLOWS) and not others:
            return True
    return False


def _counts_people(document: Document, token: Token) -> bool:
    """Whether a number may count people: neither an age nor the day of a month."""
    around = document.tokens[max(0, token.index - 1) : token.index + 3]
    return counts(token) and not any(near.sense in _UNITS or near.text == "-" for near in around)


def _counts_on(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences counts the dead on: "the fifth body", "тіло другої дитини", "a second person
    has died"."""
    tokens = document.tokens
    dead = (start for sense in _DEAD for start, _ in found.cues.get(sense, ()) if start < found.head)
    return any(
        (start > 0 and _counts_further(tokens[start - 1]))
        or (tokens[start].sense == "killed.body" and _counts_further(tokens[min(start + 1, len(tokens) - 1)]))
        or (start > 2 and tokens[start].sense in _DYING and any(map(_counts_further, tokens[start - 3 : start - 1])))
        for start in dead
    )


def _counts_further(token: Token) -> bool:
    return token.sense == "number.ordinal" and (token.value or 0) > 1


def _has_joined(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences says that people came on a list, or that their number fell."""
    return found.in_head("update.joined") and any(
        found.between(first, end, "update.joined") and found.between(first, end, *HARMED, "injured.care")
        for first, end in document.sentences
        if first < found.head
    )


def _begins_with_more(document: Document, found: Signals) -> bool:
    """Whether the first sentence that tells of people tells of more of them; a title of a few words is no sentence."""
    spans = sorted(span for sense in (*HARMED, "injured.care") for span in found.cues.get(sense, ()))
    for start, last in spans:
        first, end = document.sentences[document.sentence_of[start]]
        more = has_more(document, found, (max(first, start - _BEFORE), start, last, end))
        if more or end - first > _TITLE or document.tokens[end - 1].shape is not Shape.LINE:
            return more and start < found.head
    return False


def _says_updated(document: Document, found: Signals) -> bool:
    """Whether the first sentences say "updated", and not only in brackets behind a headline, nor of timetables."""
    return any(
        first < found.head
        and (first == 0 or document.tokens[first - 1].text != "(")
        and not found.between(first, first + _SUBJECT, "other.service", "other.schedule")
        for first, _ in found.cues.get("update.updated", ())
    )


def _counts_known(document: Document, found: Signals, age: int | None) -> bool:
    """Whether one of the first sentences counts the people of an attack that it takes for known: "as of 13:00, 11 dead
    in yesterday's strike", "already 12 wounded in the evening shelling"."""
    return found.in_head(*HARMED, "injured.care") and any(
        found.between(first, end, *HARMED, "injured.care")
        and _names_known(document, found, first, end)
        and (_counts_again(found, first, end, age) or _brings_more(document, found, first))
        for first, end in document.sentences
        if first < found.head
    )


def _counts_again(found: Signals, first: int, end: int, age: int | None) -> bool:
    already = found.between(first, end, "sum.already")
    return already or (found.between(first, end, "time.as_of") and (age or 0) > 0)


def _brings_more(document: Document, found: Signals, after: int) -> bool:
    """Whether more people are told of in a later one of the first sentences."""
    return any(
        has_more(document, found, (max(first, start - _BEFORE), start, last, end))
        for sense in (*HARMED, "injured.care", "moment.response")
        for start, last in found.cues.get(sense, ())
        for first, end in (document.sentences[document.sentence_of[start]],)
        if after < first < found.head
    )


def _names_known(document: Document, found: Signals, first: int, end: int) -> bool:
    """Whether an attack is named by when it was: "внаслідок нічного удару", "the evening shelling"."""
    if found.between(first, end, "strike.verb", "damage.hit", "weapon_cue.event"):
        return False
    if found.between(first, end, *_BACK_REFERENCES):
        return True
    blows = (start for sense in _BLOWS for start, _ in found.cues.get(sense, ()) if first < start < end)
    return any((document.tokens[start - 1].sense or "").startswith("time.") for start in blows)


def _counts_anew(document: Document, found: Signals) -> bool:
    """Whether the first sentences say how many people there are "as of" an hour or "already", and not what struck them:
    in the first sentences if both are said, in the whole post if not."""
    hour, already = found.in_head("time.as_of"), found.in_head("sum.already")
    if not found.in_head(*HARMED) or not (hour or already):
        return False
    if hour and already and not found.in_head(*STRUCK, "damage.harm", "weapon.shelling"):
        return True
    armed = any(sense.startswith(("weapon.", "make.")) for sense in document.senses)
    return (
        not armed and not found.count(*STRUCK, "sequence.again") and (hour or not found.count("damage.harm", "other."))
    )


def _refers_back(found: Signals) -> bool:
    """Whether the first sentences speak of the attack as of something known ("вчорашнього удару")."""
    return found.in_head(*_BACK_REFERENCES) and not found.in_head("strike.verb", "damage.hit", "weapon_cue.event")
