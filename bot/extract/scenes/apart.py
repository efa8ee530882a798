"""When a sentence tells of another attack than the scene before it: another day, another hour, another strike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.extract.scenes.scene import Scene
from bot.extract.scenes.told import Told
from bot.extract.times.finding import TimeMention
from bot.extract.weapons.names import are_others
from bot.model import DayPart, Level

_HOURS = {
    DayPart.NIGHT: {*range(21, 24), *range(7)},
    DayPart.MORNING: {*range(4, 13)},
    DayPart.DAY: {*range(9, 19)},
    DayPart.EVENING: {*range(16, 24)},
}
"""The hours that each part of the day may mean."""

_OPENING = 4
"""How far from the beginning of a sentence "a week ago, on May 3" may tell its day."""


@dataclass(frozen=True, slots=True)
class PostShape:
    """What of a post decides: its day of publication, which is that of an attack of which no day is told; whether it
    covers a period, so that a recap tells of another attack; whether it tells one attack hour by hour; whether it
    speaks of a "first strike", so that a "second" one is told apart from it."""

    today: date
    is_roundup: bool
    is_timeline: bool
    has_first: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A scene and a sentence about its place; the sentence's day, and the scene's beside it, where they are told."""

    scene: Scene
    told: Told
    post: PostShape
    day: date | None
    known: date | None

    @property
    def is_first_dated(self) -> bool:
        """Whether the sentence tells a day, and the scene none."""
        return self.day is not None and self.known is None

    @property
    def is_of_earlier_day(self) -> bool:
        """Whether the sentence tells a day before that of publication, and the scene none."""
        return self.day is not None and self.known is None and self.day < self.post.today


Sign = Callable[[Meeting], bool | None]
"""Whether the sentence tells of another attack; None where the sign does not say."""


def is_apart(scene: Scene, told: Told, post: PostShape) -> bool:
    """Whether a sentence about the scene's place tells of another attack there: the first sign that says so or not."""
    day = scene.day_of(told.times) if told.times else None
    meeting = Meeting(scene, told, post, day, scene.day if day is not None else None)
    return next((verdict for sign in _SIGNS if (verdict := sign(meeting)) is not None), False)


def _by_other_hour(meeting: Meeting) -> bool | None:
    return (not meeting.post.is_timeline and _is_at_other_hour(meeting.scene, meeting.told)) or None


def _by_item(meeting: Meeting) -> bool | None:
    """One of several blows, or one that harmed "three more", with other weapons than harmed people before."""
    scene, told = meeting.scene, meeting.told
    harms = (told.is_item or told.harms_more) and told.harms and _has_people(scene)
    return (harms and is_other_weapon(scene, told)) or None


def _by_order(meeting: Meeting) -> bool | None:
    """Without a time only a "second" strike is another one."""
    return None if meeting.told.times else _may_be_another(meeting) and _is_second(meeting)


def _by_days(meeting: Meeting) -> bool | None:
    if meeting.day is None or meeting.known is None or meeting.day == meeting.known:
        return None
    return not _is_one_night(meeting.scene, meeting.told, meeting.day, meeting.known)


def _by_recalled_day(meeting: Meeting) -> bool | None:
    """A round-up recalls an earlier day."""
    recaps = "flag.recap" in meeting.told.senses or meeting.told.is_recall
    told = meeting.post.is_roundup and meeting.scene.has_facts
    return (told and recaps and meeting.is_of_earlier_day) or None


def _by_going_back(meeting: Meeting) -> bool | None:
    """A sentence goes back from a scene that has no day of its own to a strike of an earlier day: one that it calls so,
    one of so many days ago, or one before the day under which the scene is told."""
    scene, told = meeting.scene, meeting.told
    if meeting.post.is_roundup or not scene.has_facts or not meeting.is_of_earlier_day:
        return None
    under = scene.inherited.start if scene.inherited is not None else None
    goes_back = under is not None and meeting.day is not None and meeting.day < under
    opens = any(time.first - told.start <= _OPENING for time in told.times)
    goes_back = goes_back or (opens and "time.ago" in told.senses)
    return (told.is_recall or (goes_back and told.has_facts and told.is_blow)) or None


def _by_first_day(meeting: Meeting) -> bool | None:
    """The day of people, or of a recalled blow with other weapons, beside a scene that has no day."""
    scene, told = meeting.scene, meeting.told
    if not (meeting.is_first_dated and scene.has_facts and (told.casualties or _recaps_another(scene, told))):
        return None
    if _parts(scene.times) & _parts(told.times) and not _is_of_earlier_night(meeting):
        return False
    if meeting.day == meeting.post.today and not _parts(told.times):
        return False
    if bool(scene.casualties and told.casualties) and is_other_weapon(scene, told):
        return True
    return bool(scene.times) or "time.earlier" in told.senses or (bool(scene.weapons) and "flag.recap" in told.senses)


def _by_blow(meeting: Meeting) -> bool:
    return _may_be_another(meeting) and _is_another_blow(meeting)


_SIGNS: tuple[Sign, ...] = (
    _by_other_hour,
    _by_item,
    _by_order,
    _by_days,
    _by_recalled_day,
    _by_going_back,
    _by_first_day,
    _by_blow,
)


def _may_be_another(meeting: Meeting) -> bool:
    return meeting.scene.has_facts and not meeting.post.is_timeline


def _is_another_blow(meeting: Meeting) -> bool:
    """Whether a sentence with a time tells of a blow at another hour or part of the scene's day, or in another way."""
    scene, told = meeting.scene, meeting.told
    again = "sequence.again" in told.senses
    if (
        meeting.post.is_roundup
        and _is_at_other_parts(scene, told)
        and _has_people(scene)
        and told.harms
        and told.is_struck
    ):
        return True
    people = _has_people(scene) and told.harms_at_its_time
    if _clocks_differ(scene.times, told.times) or _is_at_another_part(scene.times, told.times):
        return told.is_blow or again or told.is_next_strike or people
    if people and _is_at_other_parts(scene, told) and (told.is_launched or again):
        return True
    if scene.has_weapon and told.weapons and _is_at_another_part(told.times, scene.times):
        return True
    if _is_second(meeting):
        return True
    return _is_elsewhere(scene, told) or (told.has_facts and _is_later_clause(scene, told))


def _is_at_other_hour(scene: Scene, told: Told) -> bool:
    """Whether a sentence begins with a blow "earlier that day", by which it tells of harm or with other weapons; or
    with one that "later" harmed people with other weapons, or once more."""
    again = "sequence.again" in told.senses
    if not scene.has_facts or told.is_late or told.is_deathbed or "sum.risen" in told.senses:
        return False
    other = is_other_weapon(scene, told) and told.is_launched
    if told.is_of_other_hour and (other or (told.has_facts and told.is_launched)):
        return True
    people = _has_people(scene) and told.harms
    return told.is_of_later and people and (other or again)


def _is_of_earlier_night(meeting: Meeting) -> bool:
    """Whether a sentence tells whom a strike on the night of an earlier day harmed, where the scene counts the people
    of one told by the night alone."""
    people = bool(meeting.scene.casualties and meeting.told.casualties)
    return meeting.is_of_earlier_day and meeting.told.is_blow and people


def _is_second(meeting: Meeting) -> bool:
    """Whether a sentence tells of a "second" strike behind a "first" one, or some minutes later."""
    told = meeting.told
    again = bool(told.casualties or told.times) and "sequence.again" in told.senses
    return again and not meeting.scene.is_repeated and (meeting.post.has_first or "time.minute" in told.senses)


def _is_one_night(scene: Scene, told: Told, one: date, other: date) -> bool:
    night = any(time.night_end for time in (*told.times, *scene.times))
    return night and abs((one - other).days) <= 1


def _clocks_differ(first: list[TimeMention], second: list[TimeMention]) -> bool:
    one = next((time.time for time in first if time.time), None)
    two = next((time.time for time in second if time.time), None)
    return one is not None and two is not None and one != two


def _is_at_another_part(first: list[TimeMention], second: list[TimeMention]) -> bool:
    """Whether a clock time lies outside the part of the day that a scene without a clock time is told of."""
    clock = next((time.time for time in second if time.time), None)
    if clock is None or any(time.time for time in first):
        return False
    hour, parts = int(clock[:2]), _parts(first)
    return bool(parts) and not any(hour in _HOURS[part] for part in parts)


def _is_at_other_parts(scene: Scene, told: Told) -> bool:
    """Whether a sentence and a scene are told of other parts of the day."""
    parts, part = _parts(scene.times), _parts(told.times)
    return bool(parts and part) and parts.isdisjoint(part)


def _has_people(scene: Scene) -> bool:
    """Whether somebody was harmed in a scene."""
    return any(not mention.zero for mention in scene.casualties)


def _recaps_another(scene: Scene, told: Told) -> bool:
    """Whether a sentence recalls a blow with weapons that the scene is not told of, by whatever name."""
    recalled = "flag.recap" in told.senses and told.is_blow
    return recalled and is_other_weapon(scene, told)


def is_other_weapon(scene: Scene, told: Told) -> bool:
    """Whether a sentence names weapons, and none of those that the scene is told of by whatever name."""
    known, named = [weapon.type for weapon in scene.weapons], [weapon.type for weapon in told.weapons]
    return bool(known and named) and are_others(known, named)


def _is_elsewhere(scene: Scene, told: Told) -> bool:
    """Whether a sentence tells of an attack with another weapon at another part of the day, or at a clock time in
    another district."""
    known, named = {weapon.type for weapon in scene.weapons}, {weapon.type for weapon in told.weapons}
    if not (known and named) or not known.isdisjoint(named):
        return False
    districts, district = _districts(scene), _districts(told)
    by_part = _is_at_other_parts(scene, told)
    by_district = bool(districts and district) and districts.isdisjoint(district)
    return by_part or (by_district and any(time.time for time in told.times))


def _is_later_clause(scene: Scene, told: Told) -> bool:
    """Whether a clause counts people at another part of the day than the clause before it: "вночі поранено п'ятьох,
    удень загинула жінка"; whoever died of wounds was hurt before."""
    part = _parts(told.times)
    if not part or not (scene.casualties and told.casualties) or scene.sentences != {told.sentence}:
        return False
    parts = _parts(scene.times)
    return bool(parts) and parts.isdisjoint(part) and not (told.is_late or told.is_deathbed)


def _parts(times: list[TimeMention]) -> set[DayPart]:
    return {time.part for time in times if time.part}


def _districts(place: Scene | Told) -> set[str]:
    return {site.unit.code for site in place.sites if site.level is Level.DISTRICT}
