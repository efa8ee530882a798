"""Which of several times of a text are those of the attack: not those of a death, nor of an answer to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile

from bot.extract.text.background import first_of_attacks, is_background
from bot.extract.text.senses import BLOWS, DYING, HITTING, tells_harm
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.clauses import ATTACKS, lead_of
from bot.extract.times.values import ONE_DAY, Role, TimeMention
from bot.model import WIDE_LEVELS, Level

_WOUNDS = frozenset({"injured.deed", "injured.wound"})
_DEATHS = DYING | {"killed.deed"}
_ENDED = frozenset({"moment.future", "update.finished", "other.memorial", "killed.died"})
_JUST_PAST = 2
_NOUN_REACH = 2
_WOUND_REACH, _NEWS = 8, 2


def without_background(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions, those of a sentence that speaks of something else, behind one that tells of an attack, known as
    such, unless they name the day of an attack."""
    begun = first_of_attacks(document)

    def is_of_else(mention: TimeMention) -> bool:
        number = document.sentence_of[mention.first]
        dated = mention.role in (Role.EVENT, Role.PERIOD) and mention.end is not None and number > begun
        return dated and is_background(document, number, mention.first, mention.last)

    others = {mention.first for mention in mentions if is_of_else(mention)}
    told = {(one.start, one.end) for one in mentions if one.role is Role.EVENT and one.first not in others}
    return [
        one._replace(role=Role.OTHER, heading=False)
        if one.first in others and (one.start, one.end) not in told
        else one
        for one in mentions
    ]


def without_deaths(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """A later day right behind a word for dying ("the Dec. 3 attack … died on Dec. 5") is that of the death alone."""
    mentions = _with_wounding(document, mentions)
    first: dict[int, date] = {}
    for mention in mentions:
        if mention.role is Role.EVENT and mention.end is not None:
            first.setdefault(document.sentence_of[mention.first], mention.end)

    def is_of_death(mention: TimeMention) -> bool:
        if mention.role is not Role.EVENT or mention.end is None:
            return False
        later = first[document.sentence_of[mention.first]] < mention.end
        return later and _is_led_by_death(document, mention)

    return [mention._replace(role=Role.OTHER) if is_of_death(mention) else mention for mention in mentions]


def with_wounds(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions with those marked that tell when somebody was wounded."""
    return [mention._replace(wounding=True) if _is_of_wound(document, mention) else mention for mention in mentions]


def _is_of_wound(document: Document, mention: TimeMention) -> bool:
    """Whether a word for a wound leads to a day in its clause, or stands right behind it: "раненный 12 ноября", "який
    дістав поранення ввечері 9 травня", "14 листопада поранений"."""
    behind = document.tokens[mention.last + 1 : mention.last + 1 + _NOUN_REACH]
    dated = mention.role is Role.EVENT and mention.end is not None
    return (dated and any(token.sense in _WOUNDS for token in behind)) or _is_led_by_wound(document, mention)


def _is_led_by_wound(document: Document, mention: TimeMention) -> bool:
    first = max(document.sentences[document.sentence_of[mention.first]][0], mention.first - _WOUND_REACH)
    if not document.says(first, mention.first, *_WOUNDS):
        return False
    before = takewhile(lambda token: token.text != ",", reversed(document.tokens[first : mention.first]))
    sense = next((token.sense for token in before if tells_harm(token.sense)), None)
    return sense in _WOUNDS


def _with_wounding(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """In a sentence of a wound, a death and two days the earlier day is that of the attack, where neither seemed to
    be: "with wounds received on March 8 he died on March 11"."""
    days: dict[int, list[TimeMention]] = {}
    for mention in mentions:
        if mention.end is not None and mention.role in (Role.EVENT, Role.OTHER):
            days.setdefault(document.sentence_of[mention.first], []).append(mention)
    wounding = {
        min(found, key=_last_day).first
        for number, found in days.items()
        if len({mention.end for mention in found}) == 2
        and all(mention.role is Role.OTHER or _is_led_by_death(document, mention) for mention in found)
        and _tells_of_death(document, number)
    }
    return [mention._replace(role=Role.EVENT) if mention.first in wounding else mention for mention in mentions]


def _is_led_by_death(document: Document, mention: TimeMention) -> bool:
    return lead_of(document.tokens, mention.first).startswith("killed.")


def _last_day(mention: TimeMention) -> date:
    return mention.end or date.max


def _tells_of_death(document: Document, number: int) -> bool:
    senses = document.said[number]
    return not senses.isdisjoint(_DEATHS) and not senses.isdisjoint(_WOUNDS)


def with_response_days(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """Where a text names no day of an attack, the day just past on which its fire was fought is that of the attack:
    "вчора вогнеборці гасили хату, що зайнялася від обстрілу"."""
    if any(mention.end is not None and mention.role in (Role.EVENT, Role.PERIOD) for mention in mentions):
        return mentions

    def is_of_response(mention: TimeMention) -> bool:
        senses = document.said[document.sentence_of[mention.first]]
        fought = "moment.response" in senses and senses.isdisjoint(_ENDED) and not senses.isdisjoint(ATTACKS)
        past = mention.end is not None and 0 < (today - mention.end).days <= _JUST_PAST
        return fought and past and mention.start == mention.end and mention.role is Role.OTHER

    return [mention._replace(role=Role.EVENT) if is_of_response(mention) else mention for mention in mentions]


def without_answers(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """Where a sentence calls an attack by its day ("сегодня к врачам пришли трое раненых от вчерашнего удара",
    "Saturday's strike") and tells of no other blow, or names another day than the one on which somebody became known
    ("сьогодні стало відомо про чоловіка, пораненого 3 травня"), its other days are those of the answer."""
    named: dict[int, date] = {}
    known = {document.sentence_of[mention.first]: mention for mention in mentions if _is_of_news(document, mention)}
    for mention in mentions:
        sentence = document.sentence_of[mention.first]
        other = sentence in known and mention is not known[sentence] and mention.role is Role.EVENT
        if mention.end is not None and (other or _is_of_attack(document, mention)):
            named.setdefault(sentence, mention.end)

    def is_of_answer(mention: TimeMention) -> bool:
        day = named.get(document.sentence_of[mention.first])
        return mention.role is Role.EVENT and None not in (day, mention.end) and day != mention.end

    return [mention._replace(role=Role.OTHER) if is_of_answer(mention) else mention for mention in mentions]


def _is_of_news(document: Document, mention: TimeMention) -> bool:
    """Whether "known" stands right beside a day, but for a verb: "сьогодні стало відомо", "became known today"."""
    tokens = document.tokens
    beside = (*range(max(0, mention.first - _NEWS), mention.first), *range(mention.last + 1, mention.last + 1 + _NEWS))
    return mention.end is not None and any("known" in tokens[at].classes for at in beside if at < len(tokens))


def with_day_of_area(
    document: Document, mentions: list[TimeMention], places: Mapping[int, Sequence[Level]], today: date
) -> list[TimeMention]:
    """A day and night told without its date ("killed in one day", "24 times in a day") is the day that the text names
    for its area, or for several towns: "On January 13 Russians killed 2 residents of the region". `places` are the
    levels of the places named in each sentence."""
    dated = [
        mention for mention in mentions if mention.role in (Role.EVENT, Role.PERIOD) and _is_dated(document, mention)
    ]
    told = dated[0] if dated else None
    if told is None or told.start != told.end or told.end != today - ONE_DAY or told.time or told.part:
        return mentions
    named = places.get(document.sentence_of[told.first], ())
    towns = [level for level in named if level is not Level.DISTRICT]
    of_town = len(towns) == 1 and towns[0] not in WIDE_LEVELS
    of_some = not (named or told.heading or told.role is Role.PERIOD)
    if of_town or of_some or any(mention.start == today for mention in dated):
        return mentions
    return [
        mention._replace(start=told.end, end=told.end) if _is_past_day(mention, today) else mention
        for mention in mentions
    ]


def _is_dated(document: Document, mention: TimeMention) -> bool:
    """Whether a mention names a day of the calendar."""
    named = document.tokens[mention.first : mention.last + 1]
    return mention.end is not None and any(token.sense == "time.month" or "." in token.text for token in named)


def _is_past_day(mention: TimeMention, today: date) -> bool:
    whole = mention.time is None and mention.part is None
    return whole and mention.role is Role.PERIOD and mention.end == today and mention.start == today - ONE_DAY


def with_week_of_title(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """A week told without its days ("за тиждень") is the one whose days the text names: "Підсумки тижня, 10–16
    листопада"."""
    days = next((mention for mention in mentions if _is_dated_week(document.tokens, mention, today)), None)
    if days is None:
        return mentions
    return [
        mention._replace(start=days.start, end=days.end) if _is_bare_week(document.tokens, mention, today) else mention
        for mention in mentions
    ]


def _is_dated_week(tokens: Sequence[Token], mention: TimeMention, today: date) -> bool:
    """Whether a mention names the days of a week that has just ended, in digits or by months."""
    if mention.start is None or mention.end is None or mention.role not in (Role.EVENT, Role.PERIOD):
        return False
    dated = any(token.sense == "time.month" or "." in token.text for token in tokens[mention.first : mention.last + 1])
    return dated and 5 <= (mention.end - mention.start).days <= 7 and 0 <= (today - mention.end).days <= 7


def _is_bare_week(tokens: Sequence[Token], mention: TimeMention, today: date) -> bool:
    told = tokens[mention.first : mention.last + 1]
    week = any(token.sense == "time.week" for token in told) and all(token.shape is Shape.WORD for token in told)
    return week and mention.role is Role.PERIOD and mention.end == today


def _is_of_attack(document: Document, mention: TimeMention) -> bool:
    """Whether a word for an attack follows a day at once, in a sentence without a verb for one."""
    tokens = document.tokens
    first, end = document.sentences[document.sentence_of[mention.first]]
    behind = [token.sense for token in tokens[mention.last + 1 : min(mention.last + 1 + _NOUN_REACH, end)]]
    if mention.role is not Role.EVENT or not any(sense in BLOWS for sense in behind):
        return False
    return all(token.sense not in HITTING for token in tokens[first:end])
