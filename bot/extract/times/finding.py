"""When: every time that a post names, with its days, its clock time, its part of the day, and what it speaks of.

The rules of a date are the GUIDE's (`when`); days are days in Kyiv, so the publication must be given in Kyiv time.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.extract.text.numbers import Number
from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import FROM
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.choice import (
    with_response_days,
    with_week_of_title,
    with_wounds,
    without_answers,
    without_background,
    without_deaths,
)
from bot.extract.times.clauses import (
    ATTACKS,
    SKIPPED,
    begins_attack,
    clause_of,
    lead_of,
    names_day_of_attack,
    speaks_of_else,
    start_before,
    tells_of_duties,
)
from bot.extract.times.clocks import before
from bot.extract.times.dates import Calendar, Days
from bot.extract.times.figures import is_of_figure, without_days_of_figures
from bot.extract.times.pieces import is_limit, whole_times
from bot.extract.times.recalled import with_recalled
from bot.extract.times.statements import without_statements
from bot.extract.times.values import ONE_DAY, Role, TimeMention
from bot.extract.times.weeks import with_weekdays_of_week
from bot.model import DayPart, DoubtReason

__all__ = ["EVENING_OF_NIGHT", "Role", "TimeMention", "find_times"]
EVENING_OF_NIGHT = "18:00"
"""A clock time of a night from here on lies before midnight."""
_LONG_AGO = timedelta(days=366)
_OPENING = 3
_HALF_A_YEAR = timedelta(days=183)
_DATELINE_MINUTES = 20
_FOR = ("preposition.for", "preposition.during")


def find_times(document: Document, numbers: Sequence[Number], published: datetime) -> list[TimeMention]:
    """All times of a document in the order of the text; `published` is the publication in Kyiv time."""
    calendar = Calendar(document.tokens, {number.first: number for number in numbers}, published.date())
    named = whole_times(document, calendar, published)
    mentions = [
        _mention(document, calendar, _before_midnight(days), published) for days in _based(document, named, published)
    ]
    mentions = with_response_days(document, with_wounds(document, mentions), published.date())
    mentions = without_background(document, mentions)
    if len(mentions) < 2:
        return with_recalled(document, mentions)
    mentions = without_days_of_figures(document, without_statements(document, mentions, published.date()))
    mentions = with_week_of_title(document, mentions, published.date())
    mentions = with_weekdays_of_week(document, mentions)
    mentions = without_answers(document, without_deaths(document, mentions))
    return with_recalled(document, mentions)


def _based(document: Document, pieces: list[Days], published: datetime) -> Iterator[Days]:
    """The pieces, a clock time without a day taking the day that its sentence named before; that of an attack which is
    still to come on the day of publication takes the earlier day told last: "the strike came at 4:40 p.m.", or the day
    that heads a list of clock times."""
    named, sentence = None, -1
    for piece in pieces:
        number = document.sentence_of[piece.first]
        based = named
        if number != sentence and named is not None and _is_of_earlier_day(document, piece, named, published):
            based = named if named.time is None else named._replace(time=None, part=None)
        elif number != sentence:
            based = None
            named = named if named is not None and _goes_on_list(document, piece, named) else None
        sentence = number
        yield _on_day(piece, based)
        if piece.end is not None:
            named = None if piece.period or piece.future else piece


def _is_of_earlier_day(document: Document, piece: Days, named: Days, published: datetime) -> bool:
    """Whether a clock time in a clause on an attack, or set off before one, is later than the publication, and the day
    told last an earlier: "Того ж вечора, близько 21:30, дрон ударив по мікроавтобусу"."""
    later = piece.time is not None and piece.end is None and piece.time > f"{published:%H:%M}"
    earlier = named.end is not None and named.start == named.end and _is_earlier(named, published.date())
    return (
        later
        and earlier
        and (
            _goes_on_list(document, piece, named)
            or document.says(*clause_of(document, piece), *ATTACKS)
            or _leads_to_attack(document, piece)
        )
    )


def _leads_to_attack(document: Document, piece: Days) -> bool:
    """Whether a time opens a sentence, before a comma, that goes on with an attack and with nothing to come."""
    first, end = document.sentences[document.sentence_of[piece.first]]
    opens = piece.first - first <= _OPENING and any(
        t.text == "," for t in document.tokens[piece.last + 1 : piece.last + 2]
    )
    return opens and document.says(piece.last, end, *ATTACKS) and not document.says(first, end, "moment.future")


def _goes_on_list(document: Document, piece: Days, named: Days) -> bool:
    """Whether a clock time begins a line, below a line with a day that tells of no attack and so heads a list."""
    title, number = document.sentence_of[named.first], document.sentence_of[piece.first]
    alone = number > title and document.lines[title] != document.lines[title + 1]
    heads = alone and ATTACKS.isdisjoint(document.said[title])
    return heads and piece.time is not None and _opens_line(document.tokens, piece.first)


def _on_day(piece: Days, named: Days | None) -> Days:
    if named is None or piece.time is None or piece.end is not None or named.time is not None:
        return piece
    return piece._replace(start=named.start, end=named.end, part=piece.part or named.part, night_end=named.night_end)


def _before_midnight(days: Days) -> Days:
    """By the GUIDE a clock time before midnight in a night that is named by its end keeps its own date."""
    if not days.night_end or days.time is None or days.end is None or days.time < EVENING_OF_NIGHT or days.period:
        return days
    day = days.end - ONE_DAY
    return days._replace(start=day, end=day, night_end=False)


def _mention(document: Document, calendar: Calendar, days: Days, published: datetime) -> TimeMention:
    role = _role(document, calendar, days, published)
    guessed = days.rank == 3 and not days.year_told and days.end is not None
    old = days.end is not None and calendar.today - days.end > _HALF_A_YEAR
    return TimeMention(
        days.first,
        days.last,
        days.start,
        days.end,
        days.time,
        days.part,
        role,
        DoubtReason.YEAR_FROM_PUBLICATION if guessed and old else None,
        (days.rank > 0 or days.time is not None) and _opens_line(document.tokens, days.first),
        days.night_end,
    )


def _opens_line(tokens: Sequence[Token], index: int) -> bool:
    while index > 0 and (tokens[index - 1].shape is Shape.MARK or tokens[index - 1].sense in SKIPPED):
        index -= 1
    return index == 0 or tokens[index - 1].shape is Shape.LINE


def _role(document: Document, calendar: Calendar, days: Days, published: datetime) -> Role:
    lead = lead_of(calendar.tokens, days.first)
    if lead == "moment.wish" or (days.first and "each_of" in calendar.tokens[days.first - 1].classes):
        return Role.OTHER
    if (
        (lead != "moment.happened" and _is_state(calendar.tokens, days))
        or (lead == "time.as_of" and not (_is_adjective(calendar.tokens, days) and _is_earlier(days, calendar.today)))
        or (lead == "update.updated" and not _is_earlier(days, calendar.today))
        or is_of_figure(document, days)
    ):
        return Role.AS_OF
    if days.future or (days.end is not None and calendar.today - days.end > _LONG_AGO):
        return Role.EVENT if _recalls_attack(document, days) else Role.OTHER
    if days.period:
        return Role.PERIOD if days.rank and not tells_of_duties(document, days) else Role.OTHER
    if lead in FROM and days.start is not None and days.start != days.end:
        return Role.PERIOD
    if _is_adjective(calendar.tokens, days):
        whole = lead in _FOR and calendar.sense(days.last + 1) in ("time.day_unit", "time.full_day")
        return Role.PERIOD if whole else Role.EVENT
    if lead in FROM and (_is_of_attack(calendar.tokens, days.first) or names_day_of_attack(calendar.tokens, days)):
        return Role.EVENT
    if (
        (lead in FROM and not _is_since(days, calendar.today) and not begins_attack(document, days))
        or lead == "preposition.until"
        or (days.first and is_limit(calendar.tokens[days.first - 1]))
    ):
        return Role.OTHER
    if (
        _is_later(days, published)
        or _is_of_writing(document, days, published)
        or speaks_of_else(document, days, calendar.today)
    ):
        return Role.OTHER
    headed = lead == "roundup.word" and days.rank == 3 and _is_earlier(days, calendar.today)
    attacked = _is_night_of_attack(document, days, lead, calendar.today) or _goes_back(calendar, days)
    period = (lead in _FOR or headed) and days.time is None and not attacked
    return Role.PERIOD if period else Role.EVENT


def _recalls_attack(document: Document, days: Days) -> bool:
    """Whether a sentence of a day long past tells whom an attack killed or injured then (GUIDE: a recap
    is an incident of its own)."""
    first, end = document.sentences[document.sentence_of[days.first]]
    placed = days.year_told or days.first - first <= _OPENING
    opens = placed and days.start == days.end and days.rank == 3 and not days.future
    harmed = document.says(first, end, "killed.deed", "injured.deed")
    armed = any((token.sense or "").startswith("weapon.") for token in document.tokens[first:end])
    return opens and harmed and (armed or document.says(first, end, "strike.noun", "strike.verb", "damage.hit"))


def _is_night_of_attack(document: Document, days: Days, lead: str, today: date) -> bool:
    """Whether a night dates the attack told before it in its sentence, or behind it if the night is an earlier one: "a
    strike on X during the night of May 3", "During the night of 2 to 3 May, missiles hit X"."""
    first, end = document.sentences[document.sentence_of[days.first]]
    night = days.part is DayPart.NIGHT and days.start == days.end and lead == "preposition.during"
    earlier = days.rank == 3 and _is_earlier(days, today)
    return night and document.says(first, end if earlier else days.first, *ATTACKS)


def _goes_back(calendar: Calendar, days: Days) -> bool:
    """Whether a day is told by how long before another it was, which "за" only leads to: "за три дні до цього, 8
    листопада"."""
    return any(calendar.sense(place) == "time.earlier" for place in range(days.first, days.last + 1))


def _is_state(tokens: Sequence[Token], days: Days) -> bool:
    """Whether "на" stands before a date or clock time ("на 8:30 відомо про двох"): that of the figures."""
    return (days.rank == 3 or days.time is not None) and days.first > 0 and "upon" in tokens[days.first - 1].classes


def _is_since(days: Days, today: date) -> bool:
    """Whether "from" a part of a day ("з вечора 11 березня ворог атакує") tells when a late attack began."""
    return days.part is not None and days.time is None and (days.end is None or today - days.end <= ONE_DAY)


def _is_earlier(days: Days, today: date) -> bool:
    return days.end is not None and days.end < today


def _is_of_attack(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word for an attack stands before "from": "наслідки удару від 3 березня"."""
    sense = before(tokens, start_before(tokens, index))
    return sense in ATTACKS or sense.startswith("weapon.")


def _is_later(days: Days, published: datetime) -> bool:
    """Whether a clock time of the day of publication, or of no day, is still to come, or is the publication's own."""
    if days.rank == 3 and days.end == published.date() and not days.period and _is_near(days, published):
        return True
    if days.time is None or days.period or days.time <= f"{published:%H:%M}":
        return False
    if days.end is None:
        return published.hour >= 12 and days.part is not DayPart.NIGHT
    return days.end == published.date() and not days.night_end


def _is_of_writing(document: Document, days: Days, published: datetime) -> bool:
    """Whether a clock time right before the publication is all that a post begins with beside a town: that of the
    writing ("Миколаїв, 5:30. Уночі було влучання")."""
    first, end = document.sentences[0]
    if not first < days.first < days.last < end or days.end is not None or days.time is None:
        return False
    town, behind = document.tokens[first : days.first], document.tokens[days.last + 1 : end]
    bare = all(token.shape is not Shape.WORD for token in behind) and not any(token.text in DASHES for token in behind)
    named = all(token.shape is not Shape.WORD or (token.capital and token.sense is None) for token in town)
    return bare and named and _is_near(days, published)


def _is_near(days: Days, published: datetime) -> bool:
    """Whether a clock time lies within minutes of the publication."""
    if days.time is None:
        return False
    hour, minute = days.time.split(":")
    return abs(int(hour) * 60 + int(minute) - published.hour * 60 - published.minute) <= _DATELINE_MINUTES


def _is_adjective(tokens: Sequence[Token], days: Days) -> bool:
    senses = {tokens[place].sense for place in range(days.first, days.last + 1)}
    return days.time is None and all((sense or "").startswith("time.adjective_") for sense in senses)
