"""Times put together: what several mentions of one attack say of its day, its clock time and its part of the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.extract.text.tokens import Document
from bot.extract.times.clauses import ATTACKS
from bot.extract.times.finding import EVENING_OF_NIGHT, Role, TimeMention
from bot.extract.times.values import ONE_DAY
from bot.model import DayPart, DoubtReason

_SOME_DAYS = timedelta(days=4)
_OPENING, _BLOWS = 3, frozenset({"strike.verb", "damage.hit", "damage.harm"})
_BEGINS = {DayPart.NIGHT: 0, DayPart.MORNING: 4, DayPart.DAY: 11, DayPart.EVENING: 16}


@dataclass(frozen=True, slots=True)
class Moment:
    """When an attack was: first and last local day, clock time "HH:MM", part of the day, and why the days are not
    certain (None if the post names them)."""

    start: date
    end: date
    time: str | None = None
    part: DayPart | None = None
    doubt: DoubtReason | None = None


def settle(mentions: Iterable[TimeMention], published: datetime, scope: TimeMention | None = None) -> Moment:
    """The moment that the mentions of one attack tell together; those of another role than EVENT are passed over.

    Days named by the mentions win over those of `scope` (the heading or period that the attack stands under), and
    those over the day of publication (`published`, Kyiv time). A clock time or a part of a day without a day is the
    latest such before the publication within the scope. A clock time before midnight in a night keeps its own date.
    """
    told = [mention for mention in mentions if mention.role is Role.EVENT]
    time = next((mention.time for mention in told if mention.time), None)
    part = next((mention.part for mention in told if mention.part), None)
    dated = _narrowed(told)
    if dated is not None and dated.start and dated.end:
        moment = Moment(dated.start, dated.end, time, part, dated.doubt)
    elif scope is not None and scope.start and scope.end:
        moment = _within(scope, published, time, part)
    else:
        day = _latest(published, time, part)
        moment = Moment(day, day, time, part, DoubtReason.DATE_FROM_PUBLICATION)
    night_end = dated.night_end if dated is not None else scope is None or scope.night_end or scope.role is Role.PERIOD
    return _before_midnight(moment) if night_end else moment


def _narrowed(told: Sequence[TimeMention]) -> TimeMention | None:
    """The first mention with a day; of "last week's attack" the one day within it that another tells."""
    days = [mention for mention in told if mention.start is not None and mention.end is not None]
    first = next(iter(days), None)
    if first is None or first.start is None or first.end is None or first.end - first.start <= _SOME_DAYS:
        return first
    inside = (one for one in days if one.start == one.end and one.start and first.start <= one.start <= first.end)
    return next(inside, first)


def _within(scope: TimeMention, published: datetime, time: str | None, part: DayPart | None) -> Moment:
    """The moment of an attack told under a heading or for a period; an hour that was on each of its days has the last
    of them."""
    start, end = scope.start or published.date(), scope.end or published.date()
    part = part or scope.part
    if start == end or not (time or part):
        return Moment(start, end, time, part, scope.doubt)
    day = _latest(published.replace(year=end.year, month=end.month, day=end.day), time, part)
    day = min(max(day, start), end)
    chosen = DoubtReason.DATE_FROM_PUBLICATION if time and not part and day == end else None
    return Moment(day, day, time, part, scope.doubt or chosen)


def _latest(published: datetime, time: str | None, part: DayPart | None) -> date:
    """The latest day on which a clock time or a part of the day was already over at the publication."""
    later = time > f"{published:%H:%M}" if time else part is not None and _BEGINS[part] > published.hour
    if time and part is DayPart.NIGHT and time >= EVENING_OF_NIGHT:
        later = False
    return published.date() - ONE_DAY if later else published.date()


def _before_midnight(moment: Moment) -> Moment:
    if moment.part is not DayPart.NIGHT or moment.time is None or moment.time < EVENING_OF_NIGHT:
        return moment
    day = moment.end - ONE_DAY
    return Moment(day, day, moment.time, moment.part, moment.doubt)


def _covers(document: Document, mention: TimeMention) -> bool:
    """Whether a period may be that of a whole text: one of some days, or one that its first sentences name before any
    blow."""
    if mention.role is not Role.PERIOD or mention.start is None or mention.end is None:
        return False
    number = document.sentence_of[mention.first]
    opens = number < _OPENING and all(document.said[before].isdisjoint(_BLOWS) for before in range(number))
    return opens or mention.end - mention.start <= _SOME_DAYS


def _is_of_downing(document: Document, mention: TimeMention) -> bool:
    """Whether a period is only that in which drones were shot down: "за ніч збили 17 безпілотників"."""
    senses = document.said[document.sentence_of[mention.first]]
    return "weapon_cue.shot_down" in senses and senses.isdisjoint(ATTACKS)


def scopes(document: Document, mentions: Sequence[TimeMention]) -> list[TimeMention | None]:
    """For each sentence the dated mention that it stands under: the last heading before it, else the first period of
    the text, one of nothing but downed drones only if there is no other; None if there is neither.

    A heading is a date that opens a line. It holds until the next one.
    """
    periods = [mention for mention in mentions if _covers(document, mention)]
    period = next((one for one in periods if not _is_of_downing(document, one)), next(iter(periods), None))
    headings = {
        document.sentence_of[mention.first]: mention
        for mention in mentions
        if mention.heading and mention.end is not None and mention.role in (Role.EVENT, Role.PERIOD)
    }
    found: list[TimeMention | None] = []
    for number in range(len(document.sentences)):
        previous = found[-1] if found else period
        found.append(headings.get(number, previous))
    return found
