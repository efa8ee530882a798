"""Days on which something was only said, and nothing struck: that of the report itself, or of an earlier statement.

"LVIV, Nov 17 (Agency) - …", "Число погибших сегодня выросло до трёх. Удар был нанесён 15 ноября", "the day before, the
mayor spoke of 12 wounded": a text that names the attack's day elsewhere dates its own news by such a day.
"""

from collections.abc import Sequence, Set
from datetime import date
from itertools import takewhile

from bot.extract.text.punctuation import DASHES
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.clauses import ATTACKS, clause_of, is_quiet, lead_of
from bot.extract.times.values import Role, TimeMention
from bot.model import DayPart

_EARLIER = "sum.earlier"
_HAPPENED = ATTACKS | {"moment.happened", "strike.enemy"}
_BLOWS = ("strike.", "weapon.")
_SAID = frozenset({"moment.said", "casualty.says"})
_QUOTES = frozenset('«»"“”')
_REACH = 3
_DATELINE = 8
_MARKS = frozenset(".!?,")
_SPEAKER = 10
_TITLED = 3
_BAR, _BYLINE = "|", 16


def without_statements(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The mentions, those of a day on which only something was said known as none of the attack."""
    mentions = _without_byline(document, _without_earlier(document, mentions), today)
    mentions = _without_dateline(document, mentions, today)
    mentions = _without_title(document, _without_news(document, mentions, today), today)
    return _without_headline(document, mentions)


def _without_earlier(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """A day told of an earlier statement, where another tells an attack, of a day not after it unless nothing but the
    figure is told in its clause: "at 32, up from 29 given a day earlier"."""
    if _EARLIER not in document.senses:
        return mentions
    events = [one for one in mentions if one.role is Role.EVENT and one.end is not None]
    spoken = {one.first for one in events if document.says(*clause_of(document, one), _EARLIER)}
    first = min((one.end for one in events if one.end and one.first not in spoken), default=date.max)
    return [
        one._replace(role=Role.OTHER)
        if one.first in spoken and one.end and (first <= one.end or (first < date.max and _is_calm(document, one)))
        else one
        for one in mentions
    ]


def _is_calm(document: Document, mention: TimeMention) -> bool:
    """Whether the clause of a time tells neither of a blow nor of whom it harmed."""
    return not document.says(*clause_of(document, mention), *ATTACKS)


def _without_byline(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The day of publication in the line of an author or agency, between bars: "ІА «Сейм» | 15 квітня 2025, 11:40"."""
    if _BAR not in document.text:
        return mentions
    return [
        _of_report(one) if one.start == one.end == today and _is_in_byline(document.tokens, one) else one
        for one in mentions
    ]


def _is_in_byline(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Whether the line around a day holds a bar, and no other words than names."""
    ahead = takewhile(_is_in_line, reversed(tokens[max(0, mention.first - _BYLINE) : mention.first]))
    behind = takewhile(_is_in_line, tokens[mention.last + 1 : mention.last + 1 + _BYLINE])
    around = [*ahead, *behind]
    barred = any(token.text == _BAR for token in around)
    return barred and all(token.capital for token in around if token.shape is Shape.WORD)


def _is_in_line(token: Token) -> bool:
    return token.shape is not Shape.LINE


def _without_dateline(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The day of publication that opens a text behind a town's name ("LVIV, Nov 17 (Agency) - …"), where the text or
    its headline names the day of the attack, or that stands with an agency at the beginning."""
    place = next((at for at, one in enumerate(mentions[:_TITLED]) if _is_of_today(one, today)), 0)
    first = mentions[place]
    if not _is_of_today(first, today):
        return mentions
    agency = _is_agency_line(document.tokens, first)
    others = mentions[:place] + mentions[place + 1 :] if agency else mentions[place + 1 :]
    told = any(one.role is Role.EVENT and one.end not in (None, today) for one in others)
    if (told and (agency or _is_dateline(document.tokens, first))) or (agency and not place):
        return [*mentions[:place], _of_report(first), *mentions[place + 1 :]]
    return mentions


def _is_dateline(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Whether nothing but names of places stands before a day, and a dash or an agency in brackets behind it."""
    line = next((at for at in range(mention.first, 0, -1) if tokens[at - 1].shape is Shape.LINE), 0)
    lead = tokens[line : mention.first]
    if not 0 < len(lead) <= _DATELINE or tokens[min(mention.last + 1, len(tokens) - 1)].text not in DASHES | {"("}:
        return False
    return all(token.capital or (token.shape is Shape.MARK and token.text in ".,") for token in lead)


def _is_agency_line(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Whether a town, a day and an agency open a text as sentences of their own, or between commas: "ЛУЦЬК. 3 травня.
    Укрінформ.", "КИЇВ, 3 травня, УНН."."""
    lead = [token for token in tokens[: mention.first] if token.shape is not Shape.LINE]
    start = max((token.index for token in lead if token.text in _MARKS), default=-1)
    town = [token for token in lead[:-1] if token.index > start - _DATELINE][-2:]
    behind = tokens[mention.last + 1 : mention.last + 4]
    return (
        bool(lead)
        and len(behind) > 1
        and behind[0].text in _MARKS
        and any(token.capital for token in town[-1:])
        and behind[1].capital
        and behind[1].sense is None
        and _closes(lead[-1], behind)
    )


def _closes(mark: Token, behind: Sequence[Token]) -> bool:
    """Whether a full stop stands before a day, or a comma and its agency ends with a mark of its own."""
    if mark.text in ".!?":
        return mark.text == "." and behind[0].text == "."
    return mark.text == "," and len(behind) > 2 and behind[1].upper and behind[2].text in "./"


def _without_news(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The day of publication that dates a report or a rise of the figures alone ("Про це у вівторок, 20 червня,
    повідомив мер"), where the text names an earlier day of an attack."""
    earlier = [one.first for one in mentions if one.role is Role.EVENT and one.end is not None and one.end < today]
    if not earlier:
        return mentions
    return [
        one._replace(role=Role.OTHER, heading=False)
        if _is_of_today(one, today) and (_is_of_news(document, one) or _is_of_saying(document, one, earlier))
        else one
        for one in mentions
    ]


def _is_of_saying(document: Document, mention: TimeMention, earlier: Sequence[int]) -> bool:
    """Whether a day leads straight to what somebody said of an `earlier` one, told behind it in its sentence: "On Nov.
    17, prosecutors reported that a drone hit a farm on Nov. 15"."""
    end = document.sentences[document.sentence_of[mention.first]][1]
    if not any(mention.last < first < end for first in earlier):
        return False
    for token in document.tokens[mention.last + 1 : min(end, mention.last + 1 + _SPEAKER)]:
        if token.sense in _SAID:
            return True
        if token.sense in _HAPPENED or (token.sense or "").startswith(("weapon.", "killed.", "injured.")):
            return False
    return False


def _is_of_news(document: Document, mention: TimeMention) -> bool:
    senses = document.said[document.sentence_of[mention.first]]
    if not senses.isdisjoint(_SAID) and _tells_nothing(senses) and not _is_quoted(document, mention):
        return True
    return "sum.risen" in senses and not _names_blow(document, mention)


def _tells_nothing(senses: Set[str]) -> bool:
    """Whether a sentence tells of no attack, and of nothing that it did."""
    return senses.isdisjoint(_HAPPENED) and not any(sense.startswith("weapon.") for sense in senses)


def _is_quoted(document: Document, mention: TimeMention) -> bool:
    first, _ = document.sentences[document.sentence_of[mention.first]]
    return any(token.text in _QUOTES for token in document.tokens[first : mention.first])


def _names_blow(document: Document, mention: TimeMention) -> bool:
    """Whether a day stands beside a word for a blow: "сегодняшнего удара", "the strike on Monday"."""
    tokens = document.tokens
    near = tokens[mention.last + 1 : mention.last + 1 + _REACH]
    behind = takewhile(lambda token: not (token.sense or "").startswith("preposition."), near)
    ahead = lead_of(tokens, mention.first)
    return ahead.startswith(_BLOWS) or any((token.sense or "").startswith(_BLOWS) for token in behind)


def _without_title(document: Document, mentions: list[TimeMention], today: date) -> list[TimeMention]:
    """The day of publication in a title that tells of no attack ("Kryvyi Rih. Morning of March 9"), where the text goes
    on to name an earlier day of an attack."""
    first = mentions[0]
    titled = document.lines[document.sentence_of[first.first]] == 0 and first.role is Role.EVENT and not first.time
    if not titled or not (first.start == first.end == today) or not is_quiet(document, first):
        return mentions
    told = [one for one in mentions[1:] if one.role is Role.EVENT and one.end is not None]
    if not told or any(one.end == today for one in told) or is_quiet(document, told[0]):
        return mentions
    return [_of_report(first), *mentions[1:]]


def _without_headline(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The last day of a period ("over the past day") in a headline that tells of no attack ("Головне за ранок 25
    вересня")."""
    ends = {mention.end for mention in mentions if mention.role is Role.PERIOD and mention.start != mention.end}
    high = document.sentences[0][1]
    if not ends or not document.said[0].isdisjoint(ATTACKS):
        return mentions
    return [_of_report(one) if one.first < high and _heads(one, ends) else one for one in mentions]


def _heads(mention: TimeMention, ends: set[date | None]) -> bool:
    single = mention.start == mention.end and mention.end in ends
    return mention.role is Role.EVENT and single and mention.time is None and mention.part is not DayPart.NIGHT


def _is_of_today(mention: TimeMention, today: date) -> bool:
    """Whether a mention names the day of publication and nothing more."""
    bare = mention.time is None and mention.part is None
    return mention.role is Role.EVENT and mention.start == mention.end == today and bare


def _of_report(mention: TimeMention) -> TimeMention:
    return mention._replace(role=Role.AS_OF, heading=False)
