"""Days, clock times and parts of a day, as a text names them one by one -> whole times: "учора, 3 березня, близько
17:00" is one, and so is "з 06:00 8 липня до 06:00 9 липня"."""

from datetime import datetime, timedelta
from functools import cache

from bot.extract.text.punctuation import DASHES
from bot.extract.text.senses import FROM
from bot.extract.text.tokens import Document, Shape, Token
from bot.extract.times.clauses import lead_of
from bot.extract.times.clocks import PARTS, Clock, before, clock_at
from bot.extract.times.dates import Calendar, Days, latest_day
from bot.extract.times.days import days_at
from bot.extract.times.dotted_clocks import dotted_clocks
from bot.extract.times.periods import period_at, stretch_in
from bot.extract.times.values import ONE_DAY
from bot.model import DayPart

_JOINING_MARKS = frozenset(",(–—-")
_JOINING = frozenset(
    {"preposition.at", "preposition.in", "preposition.on", "preposition.of", "preposition.the", "hedge.about"}
    | {"time.this", "time.zone", "hedge.at_least", "preposition.during"}
)
_RECENT, _LONG_AGO = timedelta(days=14), timedelta(days=60)
_COUNTED = ("object_", "piece.", "unit.", "quality.", "time.")
_LONGEST_GAP = 3
_WIDEST_JOINT = 5
_AFTER_NUMBER = frozenset(".:/,") | DASHES
_NO_CLOCKS = frozenset({"time.month", "time.weekday", "time.offset", "time.past", "time.this", "time.as_of", *PARTS})
_AFTER_NUMBER_SENSES = ("time.", "preposition.", "hedge.")
_ROUND_UP = "roundup.word"
_REACHING = frozenset({"preposition.until", "preposition.on", "preposition.to", "hedge.about"})


def whole_times(document: Document, calendar: Calendar, published: datetime) -> list[Days]:
    """The times of a document in the order of the text; `published` is local."""
    told = set(document.digits).union(*(places for sense, places in document.senses.items() if _tells_time(sense)))
    return _spanned(calendar, _joined(calendar, _pieces(calendar, sorted(told), dotted_clocks(document), published)))


def _pieces(calendar: Calendar, places: list[int], dotted: dict[int, Clock], published: datetime) -> list[Days]:
    found: list[Days] = []
    past = named = 0
    for token in [calendar.tokens[place] for place in places]:
        index, sense = token.index, token.sense
        if index < past:
            continue
        past = token.reach + 1
        piece = _clock_days(dotted[index]) if index in dotted else None
        if piece is None and _may_begin(calendar, index, sense):
            piece = _piece_at(calendar, index, published)
        if piece is not None:
            found.append(piece)
            past = max(piece.last + 1, past)
            if (
                piece.end is not None
                and not piece.future
                and not piece.period
                and _is_named(calendar, piece, published)
            ):
                calendar.named, calendar.loose, named = piece.end, set(), piece.last
                calendar.named_rank = piece.rank
            elif piece.part is not None and piece.end is None and piece.first - named > _LONGEST_GAP:
                calendar.loose.add(piece.part)
            elif piece.night_end and piece.end == published.date() and piece.first - named <= _LONGEST_GAP:
                calendar.named_rank = 0
            if piece.end is not None and (piece.period or (piece.start != piece.end and piece.part is None)):
                calendar.period = piece
    return found


@cache
def _tells_time(sense: str) -> bool:
    return sense.startswith(("time.", "number.")) or sense == _ROUND_UP


def _may_begin(calendar: Calendar, index: int, sense: str | None) -> bool:
    """Whether a time can begin at a word for one, or at a number: that needs a mark or such a word beside it."""
    if sense is not None and not sense.startswith("number."):
        return True
    number = calendar.numbers.get(index)
    after = (number.last if number is not None else index) + 1
    if _may_follow_number(calendar, after) or _may_follow_number(calendar, index + 1):
        return True
    follows = calendar.sense(after)
    ahead = calendar.sense(index - 1)
    return follows.startswith(_AFTER_NUMBER_SENSES) or ahead in ("preposition.at", "preposition.the")


def _may_follow_number(calendar: Calendar, index: int) -> bool:
    """Whether a mark or a conjunction stands at a token, as behind the number of a day or an hour."""
    token = calendar.tokens[index] if index < len(calendar.tokens) else None
    return token is not None and (token.text in _AFTER_NUMBER or "joining" in token.classes)


def _is_named(calendar: Calendar, piece: Days, published: datetime) -> bool:
    """Whether "that day" further on can mean a day: not that of the publication, of the figures or of a statement."""
    if lead_of(calendar.tokens, piece.first) == "moment.said":
        return False
    if piece.end != published.date():
        ago = piece.rank == 1 and piece.end is not None and published.date() - piece.end > _LONG_AGO
        return not ago
    return piece.rank == 3 and lead_of(calendar.tokens, piece.first) != "time.as_of"


def _piece_at(calendar: Calendar, index: int, published: datetime) -> Days | None:
    sense = calendar.tokens[index].sense
    if sense == _ROUND_UP:
        return stretch_in(calendar, index)
    clock = clock_at(calendar.tokens, calendar.numbers, index) if sense not in _NO_CLOCKS else None
    if clock is not None:
        return _clock_days(clock)
    if sense is None or not sense.startswith("time."):
        return days_at(calendar, index) or _day_beside_part(calendar, index)
    return period_at(calendar, index, published) or days_at(calendar, index) or _day_word(calendar, index)


def _day_beside_part(calendar: Calendar, index: int) -> Days | None:
    """The day whose month is untold behind a part of a day: "вечером 14-го", "the morning of the 17th", "з ранку 14 до
    ранку 15 листопада"."""
    number = calendar.numbers.get(index)
    if number is None or not 1 <= number.value <= 31 or _part_before(calendar, index) not in PARTS:
        return None
    after = number.last + 1
    reaches = calendar.sense(after) in _REACHING and calendar.sense(after + 1) in PARTS
    counts = calendar.sense(after).startswith(_COUNTED)
    day = latest_day(calendar, index, number.last, number.value) if reaches or (number.ordinal and not counts) else None
    return day if day is not None and day.end is not None and calendar.today - day.end <= _RECENT else None


def _part_before(calendar: Calendar, index: int) -> str:
    """The sense of the word before a number, behind "of the"."""
    while calendar.sense(index - 1) in ("preposition.of", "preposition.the"):
        index -= 1
    return calendar.sense(index - 1)


def _clock_days(clock: Clock) -> Days:
    return Days(clock.first, clock.last, part=clock.part, time=clock.time)


def _day_word(calendar: Calendar, index: int) -> Days | None:
    """The word "day" right behind a date ("27 серпня, день") is the part of the day."""
    if calendar.sense(index) != "time.day_unit" or calendar.text(index - 1) != ",":
        return None
    if index + 1 < len(calendar.tokens) and calendar.tokens[index + 1].shape is Shape.WORD:
        return None
    return Days(index, index, part=DayPart.DAY) if calendar.sense(index - 2) == "time.month" else None


def _joined(calendar: Calendar, pieces: list[Days]) -> list[Days]:
    """Neighbouring pieces of one time ("учора, 3 березня, близько 17:00") as one."""
    found: list[Days] = []
    for piece in pieces:
        merged = _merged(found[-1], piece) if found and _adjoin(calendar, found[-1], piece) else None
        if merged is not None:
            found[-1] = merged
        else:
            found.append(piece)
    return found


def _adjoin(calendar: Calendar, left: Days, right: Days) -> bool:
    gap = range(left.last + 1, right.first)
    if _starts_from(calendar, left) and any(calendar.tokens[place].sense in _REACHING for place in gap):
        return False
    if len(gap) > _WIDEST_JOINT:
        return False
    place = gap.start
    while place < gap.stop and _joins(calendar.tokens[place]):
        place = calendar.tokens[place].reach + 1
    return place >= gap.stop


def _joins(token: Token) -> bool:
    return token.text in _JOINING_MARKS or (token.sense in _JOINING and not is_limit(token))


def is_limit(token: Token) -> bool:
    """Whether a hedge is "up to": before a time it says its end."""
    return token.sense == "hedge.about" and bool(token.value)


def _merged(left: Days, right: Days) -> Days | None:
    if (left.time and right.time) or (left.part and right.part and left.part is not right.part):
        return None
    if left.rank and left.rank == right.rank and left.end != right.end:
        return None
    if left.rank == 3 == right.rank or (left.future != right.future and left.rank and right.rank):
        return None
    dated = left if left.rank >= right.rank else right
    dated = _stretch_to(left, right, dated)
    part, night_end = left.part or right.part, left.night_end or right.night_end
    start, end = dated.start, dated.end
    if part is DayPart.NIGHT and start and end and end - start == ONE_DAY and not (left.period or right.period):
        start, night_end = end, True
    return dated._replace(
        first=left.first,
        last=max(left.last, right.last),
        start=start,
        time=left.time or right.time,
        part=part,
        night_end=night_end,
        period=dated.period or ((left.period or right.period) and not _is_within_weeks(left, right, dated)),
    )


def _stretch_to(left: Days, right: Days, dated: Days) -> Days:
    """The stretch of whole days that a date beside it only ends, as that of the report: "за сутки, 3 сентября"; else
    the date."""
    other = left if dated is right else right
    whole = other.period and not other.part and not (dated.period or dated.part or dated.time)
    ends = whole and dated.end is not None and dated.start == dated.end == other.end
    return other if ends and other.start != other.end else dated


def _is_within_weeks(left: Days, right: Days, dated: Days) -> bool:
    """Whether a date only makes a longer stretch definite: "last week, on the night of July 16"."""
    other = left if dated is right else right
    if dated.rank < 3 or dated.start != dated.end or not (other.start and other.end):
        return False
    return other.end - other.start > ONE_DAY


def _spanned(calendar: Calendar, pieces: list[Days]) -> list[Days]:
    """Times joined by "from … to …" as one period."""
    found: list[Days] = []
    for piece in pieces:
        if found and _reaches(calendar, found[-1], piece):
            found[-1] = _stretch(found[-1], piece)
        else:
            found.append(piece)
    return found


def _reaches(calendar: Calendar, left: Days, right: Days) -> bool:
    gap = right.first - left.last - 1
    if not 1 <= gap <= _LONGEST_GAP:
        return False
    if _adds_a_morning(calendar, left, right):
        return True
    middle = calendar.tokens[left.last + 1]
    if gap == _LONGEST_GAP or not (middle.sense in _REACHING or middle.text in DASHES):
        return False
    if middle.sense == "preposition.to" and not _starts_from(calendar, left):
        return False
    if middle.text in DASHES:
        return (
            left.rank == 3 == right.rank
            and left.start == left.end
            and not right.period
            and bool(left.time) == bool(right.time)
        )
    return _starts_from(calendar, left)


def _adds_a_morning(calendar: Calendar, left: Days, right: Days) -> bool:
    """ "протягом 5 березня та ночі на 6 березня": a day told for a sum, and the night or morning behind it."""
    if not (left.end and right.start and right.part and right.start - left.end == ONE_DAY) or left.time or right.time:
        return False
    joined = all(calendar.sense(at) in ("", "preposition.to") for at in range(left.last + 1, right.first))
    return joined and (left.period or before(calendar.tokens, left.first) in ("preposition.for", "preposition.during"))


def _starts_from(calendar: Calendar, piece: Days) -> bool:
    """Whether "from" stands before a time, with or without an article."""
    sense = before(calendar.tokens, piece.first)
    return sense in FROM or (sense == "preposition.the" and before(calendar.tokens, piece.first - 1) in FROM)


def _stretch(left: Days, right: Days) -> Days:
    future = left.future or right.future
    start, end = left.start or right.start, right.end or left.end
    if start is not None and end is not None and start > end:
        start = end
    return Days(left.first, right.last, start, end, rank=max(left.rank, right.rank), future=future, period=True)
