"""Which of several times of a text are those of the attack: not those of the report, of a death, of an answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile

from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.clauses import ATTACKS, RELATIVE, clause_of, lead_of
from bot.extract.times.values import ONE_DAY, Role, TimeMention
from bot.model import WIDE_LEVELS, DayPart, Level

_WOUNDS = frozenset({"injured.deed", "injured.wound"})
_DYING = frozenset({"killed.died", "killed.lost", "killed.deed"})
_BLOWS = frozenset({"strike.noun", "weapon.shelling", "weapon.airstrike", "weapon.artillery"})
_ENDED = frozenset({"moment.future", "update.finished", "other.memorial", "killed.died"})
_JUST_PAST = 2
_HARMING = ATTACKS - {"damage.harm", "strike.noun", "weapon.shelling"}
_DATELINE = 8
_TITLED = 3
_NOUN_REACH = 2
_WOUND_REACH = 8


def without_headline(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The last day of a period ("over the past day") in a headline that tells of no attack ("Головне за ранок 25
    вересня") is the day of the report."""
    ends = {mention.end for mention in mentions if mention.role is Role.PERIOD and mention.start != mention.end}
    high = document.sentences[0][1]
    if not ends or not document.said[0].isdisjoint(ATTACKS):
        return mentions
    return [
        mention._replace(role=Role.AS_OF, heading=False) if mention.first < high and _heads(mention, ends) else mention
        for mention in mentions
    ]


def _heads(mention: TimeMention, ends: set[date | None]) -> bool:
    single = mention.start == mention.end and mention.end in ends
    return mention.role is Role.EVENT and single and mention.time is None and mention.part is not DayPart.NIGHT


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
    return not senses.isdisjoint(_DYING) and not senses.isdisjoint(_WOUNDS)


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


def without_dateline(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The day of publication that opens a text behind a town's name ("LVIV, Nov 17 (Agency) - …") is that of the
    report, where the text goes on to name the day of the attack."""
    place = next((at for at, one in enumerate(mentions[:_TITLED]) if _is_of_today(one, today)), 0)
    first = mentions[place]
    told = any(one.role is Role.EVENT and one.end not in (None, today) for one in mentions[place + 1 :])
    dateline = (told and _is_dateline(document.tokens, first)) or (
        not place and _is_agency_line(document.tokens, first)
    )
    if not (dateline and _is_of_today(first, today)):
        return mentions
    return [*mentions[:place], first._replace(role=Role.AS_OF, heading=False), *mentions[place + 1 :]]


def without_title_of_today(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The day of publication in a title that tells of no attack ("Kryvyi Rih. Morning of March 9") is that of the
    report, where the text goes on to name an earlier day of an attack."""
    first = mentions[0]
    titled = document.lines[document.sentence_of[first.first]] == 0 and first.role is Role.EVENT and not first.time
    if not titled or not (first.start == first.end == today) or not _is_quiet(document, first):
        return mentions
    told = [one for one in mentions[1:] if one.role is Role.EVENT and one.end is not None]
    if not told or any(one.end == today for one in told) or _is_quiet(document, told[0]):
        return mentions
    return [first._replace(role=Role.AS_OF, heading=False), *mentions[1:]]


def _is_quiet(document: Document, mention: TimeMention) -> bool:
    """Whether the sentence of a time tells of no attack."""
    return document.said[document.sentence_of[mention.first]].isdisjoint(ATTACKS)


def _is_of_today(mention: TimeMention, today: date) -> bool:
    """Whether a mention names the day of publication and nothing more."""
    bare = mention.time is None and mention.part is None
    return mention.role is Role.EVENT and mention.start == mention.end == today and bare


def _is_dateline(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Whether nothing but names of places stands before a day, and a dash or an agency in brackets behind it."""
    line = next((at for at in range(mention.first, 0, -1) if tokens[at - 1].shape is Shape.LINE), 0)
    lead = tokens[line : mention.first]
    if not 0 < len(lead) <= _DATELINE or tokens[min(mention.last + 1, len(tokens) - 1)].text not in DASHES | {"("}:
        return False
    return all(token.capital or (token.shape is Shape.MARK and token.text in ".,") for token in lead)


def _is_agency_line(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Whether a town, a day and an agency open a text as sentences of their own: "ЛУЦЬК. 3 травня. Укрінформ."."""
    lead = [token for token in tokens[: mention.first] if token.shape is not Shape.LINE]
    start = max((token.index for token in lead if token.text in ".!?"), default=-1)
    town = [token for token in lead[:-1] if token.index > start - _DATELINE][-2:]
    behind = tokens[mention.last + 1 : mention.last + 3]
    return (
        bool(lead)
        and lead[-1].text == "."
        and any(token.capital for token in town[-1:])
        and len(behind) == 2
        and behind[0].text == "."
        and behind[1].capital
        and behind[1].sense is None
    )


def without_answers(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """Where a sentence calls an attack by its day ("сегодня к врачам пришли трое раненых от вчерашнего удара",
    "Saturday's strike") and tells of no other blow, its other days are those of the answer."""
    named: dict[int, date] = {}
    for mention in mentions:
        if mention.end is not None and _is_of_attack(document, mention):
            named.setdefault(document.sentence_of[mention.first], mention.end)

    def is_of_answer(mention: TimeMention) -> bool:
        day = named.get(document.sentence_of[mention.first])
        return mention.role is Role.EVENT and None not in (day, mention.end) and day != mention.end

    return [mention._replace(role=Role.OTHER) if is_of_answer(mention) else mention for mention in mentions]


def without_earlier_harm(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """A day in a clause that only tells what was damaged earlier ("Сьогодні дрон ударив по бригаді. Люди лагодили
    лінію, яку обірвало вчора"), where another sentence names a later day, is not that of the attack."""
    events = (one for one in mentions if one.role is Role.EVENT and not _is_quiet(document, one))
    last = max((one.end for one in events if one.end is not None), default=None)

    def is_earlier(mention: TimeMention) -> bool:
        if mention.role is not Role.EVENT or last is None or mention.end is None or mention.end >= last:
            return False
        first, end = clause_of(document, mention)
        senses = [token.sense for token in document.tokens[max(0, first - 1) : end]]
        relative = not RELATIVE.isdisjoint(senses[:3])
        return relative and "damage.harm" in senses and _HARMING.isdisjoint(senses)

    return [mention._replace(role=Role.OTHER) if is_earlier(mention) else mention for mention in mentions]


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
    if mention.role is not Role.EVENT or not any(sense in _BLOWS for sense in behind):
        return False
    return all(token.sense not in ("strike.verb", "damage.hit") for token in tokens[first:end])
