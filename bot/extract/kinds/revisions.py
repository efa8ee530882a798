"""Whether a post revises an attack told before: the signs of an update (the GUIDE's `update`)."""

from collections.abc import Iterator
from itertools import takewhile

from bot.extract.kinds.corrections import found_missing, has_changed, is_alive_after_all, is_over, sets_right
from bot.extract.kinds.evidence import Evidence
from bot.extract.kinds.late_deaths import DEATHS, counts_people, tells_late_death
from bot.extract.kinds.more import counts_things, has_more
from bot.extract.kinds.signals import HARMED, Signals
from bot.extract.text.senses import BLOWS, STRUCK, is_number
from bot.extract.text.tokens import Document, Shape, Token

_ENOUGH, _DAYS_AFTER = 3, 2
_BEFORE, _SUBJECT, _TITLE, _LONG_TITLE, _COUNTED, _NUMBER = 6, 6, 4, 8, 5, 4
_DEAD = ("killed.dead", "killed.body", "injured.either", *sorted(DEATHS))
_NAMED = frozenset({"killed.dead", "injured.either"})
_BACK_REFERENCES = (
    "time.adjective_night",
    "time.adjective_morning",
    "time.adjective_day",
    "time.adjective_evening",
    "time.adjective_offset",
)


def is_revision(document: Document, found: Signals, evidence: Evidence) -> bool:
    """Whether a post revises an attack told before: one strong sign of it is enough, weak ones decide together."""
    return any(_strong_signs(document, found, evidence)) or _weak_signs(document, found, evidence.age) >= _ENOUGH


def _strong_signs(document: Document, found: Signals, evidence: Evidence) -> Iterator[bool]:
    age = evidence.age
    aged, refers_back = (age or 0) > 0, _refers_back(found)
    yield _has_risen(document, found)
    yield _says_updated(document, found)
    yield found.in_head("update.clarified", "update.hospital", "update.known") or _says_found(document, found)
    yield (age or 0) >= _DAYS_AFTER and _begins_with_body(document, found)
    yield tells_late_death(document, found, evidence)
    yield found.in_head("flag.withdrawn") and found.count(*HARMED) > 0
    yield _counts_on(document, found)
    yield _has_joined(document, found)
    yield _begins_with_more(document, found)
    yield found.in_head("part.more") and _recalls_figure(document)
    yield sets_right(document, found, anywhere=refers_back)
    yield found.in_head("update.finished") and _ends_search(document, found, aged)
    yield found.in_head("update.search") and found.count("time.as_of") * found.count(*HARMED) > 0 and aged
    yield _counts_anew(document, found)
    yield _counts_known(document, found, age)
    yield has_changed(document, found)
    yield is_alive_after_all(document, found)
    yield found_missing(document, found)
    yield is_over(found)


def _weak_signs(document: Document, found: Signals, age: int | None) -> int:
    """The weight of the words that refer to something told earlier."""
    refers_back = _refers_back(found)
    counts_already = refers_back and _counts_already(document, found, age)
    recalls = found.count("sum.earlier", "time.as_of") > 1 and (age or 0) > 0
    return found.in_head("sum.earlier") + 2 * recalls + 2 * counts_already + refers_back


def _says_found(document: Document, found: Signals) -> bool:
    """Whether the first sentences say that somebody missing was found or known again, and not that he was "not yet"."""
    return any(
        first < found.head and (first == 0 or document.tokens[first - 1].sense != "negation.not")
        for first, _ in found.spans("update.found")
    )


def _begins_with_body(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells that a body was found: "Уночі рятувальники дістали тіло чоловіка"."""
    return any(
        document.says(first, end, "killed.body") and document.says(first, end, "moment.found", "update.found")
        for first, end in document.sentences
        if first < found.head
    )


def _ends_search(document: Document, found: Signals, aged: bool) -> bool:
    """Whether work that is finished was the search for people, or on an attack of an earlier day, or known figures are
    recalled."""
    harmed = found.count(*HARMED) > 0
    return (harmed and (aged or found.in_head("update.search"))) or _recalls_figure(document)


def _recalls_figure(document: Document) -> bool:
    """Whether a sentence tells how many people were known of before: "раніше повідомляли про 13 поранених"."""
    recalls = ("sum.earlier", "flag.recap")
    return any(
        document.says(first, end, *recalls) and document.says(first, end, *HARMED) and _counts_in(document, first, end)
        for first, end in document.sentences
        if not document.says(first, end, *STRUCK)
    )


def _counts_in(document: Document, first: int, end: int) -> bool:
    return any(counts_people(document, token) for token in document.tokens[first:end])


def _has_risen(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences tells of a number of people that has changed."""
    sentences = (
        document.sentences[document.sentence_of[start]]
        for start, last in found.spans("sum.risen")
        if start < found.head and not _reaches_place(document, start, last)
    )
    return any(document.says(first, end, *HARMED, "update.toll") for first, end in sentences)


def _reaches_place(document: Document, start: int, last: int) -> bool:
    """Whether "reached" leads to no number, as drones do that reach a town: "дрони сягнули Луцька"."""
    behind = takewhile(lambda token: token.shape is not Shape.MARK, document.tokens[last + 1 : last + 1 + _NUMBER])
    return "reaching" in document.tokens[start].classes and not any(map(is_number, behind))


def _counts_on(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences counts the dead on: "the fifth body", "тіло другої дитини", "a second person
    has died"; not where so many were told before: "three were killed. The third victim is a man"."""
    tokens = document.tokens
    return any(
        _counts_further(document, ordinal, tokens[start])
        for start, last in found.spans(*_DEAD)
        if start < found.head - 1 and not _is_of_blow(tokens[last + 1])
        for ordinal in _ordinals_beside(tokens, start)
    )


def _ordinals_beside(tokens: list[Token], dead: int) -> list[Token]:
    """The words before a word for the dead, and behind one for a body, where an ordinal may count on."""
    if tokens[dead].sense in DEATHS:
        return tokens[max(0, dead - 3) : dead]
    behind = tokens[dead + 1 : dead + 2] if tokens[dead].sense == "killed.body" else []
    return [*tokens[max(0, dead - 1) : dead], *behind]


def _counts_further(document: Document, ordinal: Token, dead: Token) -> bool:
    """Whether a word is an ordinal from the second on, and no earlier sentence told of so many people where it only
    says which of them somebody is."""
    if ordinal.sense != "number.ordinal" or (ordinal.value or 0) <= 1:
        return False
    return dead.sense not in _NAMED or not _is_told_before(document, ordinal)


def _is_told_before(document: Document, ordinal: Token) -> bool:
    """Whether at least so many people were told in an earlier sentence."""
    first = document.sentences[document.sentence_of[ordinal.index]][0]
    return any(
        token.sense != "number.ordinal"
        and (token.value or 0) >= (ordinal.value or 0)
        and counts_people(document, token)
        for token in document.tokens[:first]
    )


def _is_of_blow(token: Token) -> bool:
    """Whether a strike is called deadly by the word before: "the second deadly attack in a month"."""
    return token.sense in STRUCK


def _has_joined(document: Document, found: Signals) -> bool:
    """Whether one of the first sentences says that people came on a list, or that their number fell, and not that they
    did not."""
    return found.in_head("update.joined") and any(
        document.says(first, end, "update.joined") and document.says(first, end, *HARMED, "injured.care")
        for first, end in document.sentences
        if first < found.head and not document.says(first, end, "negation.not")
    )


def _begins_with_more(document: Document, found: Signals) -> bool:
    """Whether the first sentence that tells of people tells of more of them; a title of a few words, or one that counts
    nobody ("Білопілля: поранених більше"), is no sentence."""
    if "part.more" not in document.senses and "+" not in document.text:
        return False
    spans = sorted(found.spans(*HARMED, "injured.care"))
    for start, last in spans:
        first, end = document.sentences[document.sentence_of[start]]
        more = has_more(document, (max(first, start - _BEFORE), start, last, end))
        if more or not _is_title(document, first, end):
            return more and start < found.head and not _follows_somebody(document, found, first, start)
    return False


def _is_title(document: Document, first: int, end: int) -> bool:
    """Whether a sentence is a line of a few words, or of some that count nobody."""
    words = end - first
    few = words <= _TITLE or (words <= _LONG_TITLE and not _counts_in(document, first, end))
    return few and document.tokens[end - 1].shape is Shape.LINE


def _follows_somebody(document: Document, found: Signals, first: int, harmed: int) -> bool:
    """Whether the people told as "more" are so beside those of the clause before: "одну людину врятували, ще одна
    загинула"."""
    more = next((at for at, _ in found.spans("part.more") if first <= at < harmed), first)
    before = document.tokens[first:more]
    counted = any(counts_people(document, token) for token in before)
    return counted and any(token.sense == "casualty.apart" for token in before)


def _says_updated(document: Document, found: Signals) -> bool:
    """Whether the first sentences say "updated", and not only in brackets behind a headline, nor of timetables."""
    return any(
        first < found.head
        and (first == 0 or document.tokens[first - 1].text != "(")
        and not document.says(first, first + _SUBJECT, "other.service", "other.schedule")
        for first, _ in found.spans("update.updated")
    )


def _counts_known(document: Document, found: Signals, age: int | None) -> bool:
    """Whether one of the first sentences counts the people of an attack that it takes for known: "as of 13:00, 11 dead
    in yesterday's strike", "already 12 wounded in the evening shelling"."""
    return found.in_head(*HARMED, "injured.care") and any(
        document.says(first, end, *HARMED, "injured.care")
        and _names_known(document, found, first, end)
        and (_counts_again(found, first, end, age) or _brings_more(document, found, first, end))
        for first, end in document.sentences
        if first < found.head
    )


def _counts_already(document: Document, found: Signals, age: int | None) -> bool:
    """Whether one of the first sentences counts the people "already" known of: "уже 14 поранених"; what else has been
    done already on the day of the attack ("пожежу вже загасили") says nothing of them."""
    if age and found.in_head("sum.already"):
        return True
    tokens = document.tokens
    return any(
        document.says(*document.sentences[document.sentence_of[start]], *HARMED, "injured.care")
        and any(counts_people(document, token) for token in tokens[start + 1 : last + _COUNTED])
        and not counts_things(document, last)
        for start, last in found.spans("sum.already")
        if start < found.head
    )


def _counts_again(found: Signals, first: int, end: int, age: int | None) -> bool:
    already = found.document.says(first, end, "sum.already")
    return already or (found.document.says(first, end, "time.as_of") and (age or 0) > 0)


def _brings_more(document: Document, found: Signals, after: int, until: int) -> bool:
    """Whether more people are told of in a later one of the first sentences than in the one from token `after` up to
    `until`, and as hurt in the same way: "п'ятеро поранені. До медиків звернулися ще двоє"."""
    deaths = tuple(sense for sense in HARMED if sense.startswith("killed"))
    wounds = tuple(HARMED.difference(deaths))
    same = [sense for told in (deaths, wounds) if document.says(after, until, *told) for sense in told]
    return any(
        has_more(document, (max(first, start - _BEFORE), start, last, end))
        for start, last in found.spans(*same, "injured.care", "moment.response")
        for first, end in (document.sentences[document.sentence_of[start]],)
        if after < first < found.head
    )


def _names_known(document: Document, found: Signals, first: int, end: int) -> bool:
    """Whether an attack is named by when it was: "внаслідок нічного удару", "the evening shelling"."""
    if document.says(first, end, "strike.verb", "damage.hit", "weapon_cue.event"):
        return False
    if document.says(first, end, *_BACK_REFERENCES):
        return True
    blows = (start for start, _ in found.spans(*BLOWS) if first < start < end)
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
