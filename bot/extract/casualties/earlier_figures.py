"""Figures of an earlier statement, which newer ones replace (GUIDE: an incident's people are those as of its post).

Each sign of one is asked of a mention among all those told up to the end of its sentence.
"""

from dataclasses import replace

from bot.extract.casualties.mentions import Mention
from bot.extract.casualties.rising import is_figure
from bot.extract.text.tokens import Document
from bot.model import Outcome

EARLIER = frozenset({"sum.earlier", "flag.recap", "weapon_cue.former"})
"""The senses of words that recall an earlier statement."""
_FIRST = frozenset({"sum.earlier", "flag.preliminary", "weapon_cue.former"})
_REPORTED = frozenset({"casualty.exist", "moment.said", "sum.earlier", "weapon_cue.former"})
_CUES = EARLIER | _FIRST | {"sum.then", "age.was"}
_LEADING_ON = frozenset({"preposition.of", "conjunction.that"})
_TODAY = frozenset({"time.offset"})
_DATED = frozenset({"time.offset", "time.month", "time.adjective_offset", "time.weekday"})
_NEAR, _BESIDE, _RECAPPED, _BEFORE = 8, 2, 30, 3


def with_earlier(document: Document, before: list[Mention], found: list[Mention]) -> list[Mention]:
    """The mentions of a sentence, those known as told earlier that bear a sign of it; `before` are those of the
    sentences before."""
    if _CUES.isdisjoint(document.senses):
        return found
    told = [*before, *found]
    places = range(len(before), len(told))
    return [replace(told[at], earlier=True) if _is_earlier(document, told, at) else told[at] for at in places]


def _is_earlier(document: Document, told: list[Mention], at: int) -> bool:
    group = told[at].group
    if group is None or (group.count is None and not group.vague):
        return False
    return any(sign(document, told, at) for sign in _SIGNS)


def _is_recalled(document: Document, told: list[Mention], at: int) -> bool:
    """Whether words of an earlier statement lead to people: "раніше повідомляли про двох", or anywhere in a sentence
    that recalls the attack behind a death of wounds; "not" takes back the number next to it only."""
    number, group = told[at].sentence, told[at].group
    if group is None or is_figure(document, group, "sum.confirmed"):
        return False
    start = document.sentences[number][0]
    died = any("killed.died" in senses for senses in document.said[:number])
    if died and document.says(max(start, group.first - _RECAPPED), group.first, "flag.recap"):
        return True
    lead = document.tokens[max(start, group.first - _NEAR) : group.first]
    words = [token for token in lead if token.sense in EARLIER]
    near = ("not" not in document.tokens[word.reach].classes for word in words)
    return any(near) or (bool(words) and group.first - words[-1].reach <= _BESIDE)


def _is_of_then(document: Document, told: list[Mention], at: int) -> bool:
    """Whether a sentence says that so many were reported "at the time"; one that goes on to say of what ("at the time
    of the strike"), or who was where, recalls no figure."""
    group = told[at].group
    if group is None or "sum.then" not in document.senses or is_figure(document, group, "sum.confirmed"):
        return False
    sentence = document.sentence_of[group.first]
    first, end = document.sentences[sentence]
    then = next((index for index in document.senses["sum.then"] if first <= index < end), None)
    if then is None or document.said[sentence].isdisjoint(_REPORTED):
        return False
    after = document.tokens[then].reach + 1
    return after >= end or document.tokens[after].sense not in _LEADING_ON


def _is_replaced(document: Document, told: list[Mention], at: int) -> bool:
    """Whether people "were" so many and the next of the same outcome "now" are: "поранених було п'ятеро, зараз –
    четверо"."""
    one, other = told[at], told[at + 1] if at + 1 < len(told) else told[at]
    if one is other or one.group is None or other.group is None:
        return False
    if one.outcome is not other.outcome or not other.group.bare:
        return False
    before = document.tokens[max(0, one.group.first - _BEFORE) : one.group.first]
    between = document.tokens[one.group.last + 1 : other.group.first]
    return any(token.sense == "age.was" for token in before) and any("now" in token.classes for token in between)


def _is_passed(document: Document, told: list[Mention], at: int) -> bool:
    """Whether a bare number in a sentence that recalls what was reported first is below one told in a sentence before:
    "four were killed. … The first messages spoke of one dead"."""
    mention = told[at]
    if document.said[mention.sentence].isdisjoint(_FIRST) or not _is_led_by_first(document, mention):
        return False
    alike = (one for one in told[:at] if one.outcome is mention.outcome)
    highest = max(alike, key=_figure, default=mention)
    return 0 < _figure(mention) < _figure(highest) and highest.sentence < mention.sentence


def _is_led_by_first(document: Document, mention: Mention) -> bool:
    """Whether words for the first reports stand before people in their sentence; "a, not b" leads to none."""
    start = document.sentences[mention.sentence][0]
    lead = document.tokens[start : mention.group.first] if mention.group is not None else []
    return any(token.sense in _FIRST and "not" not in document.tokens[token.reach].classes for token in lead)


def _figure(mention: Mention) -> int:
    """The number of people told by nothing else; 0 if others are told."""
    group = mention.group
    if group is None or group.described or group.among or group.added:
        return 0
    return group.count or 0


_SIGNS = (_is_recalled, _is_of_then, _is_replaced, _is_passed)


def with_figures_before(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions of an incident with the figures of an earlier day known as told earlier, where a later sentence
    tells who has died today: "14 листопада загинули п'ятеро, 11 поранено. Сьогодні в лікарні помер чоловік"."""
    dead = {mention.sentence for mention in mentions if mention.died_later and mention.outcome is Outcome.KILLED}
    if len(dead) != 1 or not document.said[min(dead)] & _TODAY or not _says_today(document, min(dead)):
        return mentions
    figures = [mention for mention in mentions if mention.sentence < min(dead) and mention.number > 0]
    told = {mention.sentence for mention in figures}
    if len(told) != 1 or len({mention.outcome for mention in figures}) < len(Outcome):
        return mentions
    if not document.said[min(told)] & _DATED or _says_today(document, min(told)):
        return mentions
    return [replace(mention, earlier=True) if mention.sentence in told else mention for mention in mentions]


def with_newcomers(mentions: list[Mention]) -> list[Mention]:
    """The mentions with the people told as "more" known as counted already, where they and a figure told earlier make
    up the one that stands before them: "5 hurt. One more man came to the doctors. At first four were reported"."""
    more = [mention for mention in mentions if mention.group is not None and mention.group.added]
    if len(more) != 1:
        return mentions
    alike = [mention for mention in mentions if mention.outcome is more[0].outcome]
    whole = {_figure(mention) for mention in alike if not mention.earlier and mention.first < more[0].first}
    made = {_figure(mention) + more[0].number for mention in alike if mention.earlier and _figure(mention)}
    if whole.isdisjoint(made):
        return mentions
    return [replace(mention, explains=True) if mention is more[0] else mention for mention in mentions]


def _says_today(document: Document, sentence: int) -> bool:
    first, end = document.sentences[sentence]
    return any("today" in token.classes for token in document.tokens[first:end])
