"""Shell: the record -> what an answer is made of: summaries of an area, names of places, addresses of posts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.asof import record_at
from bot.channels import Registry
from bot.gazetteer import Gazetteer, Unit
from bot.model import Change, Incident, Level, Place
from bot.period import KYIV, Period
from bot.render import Edition, PlaceTitle, Source, plain_title
from bot.summary import Heard, StatedTotal, Summary, earliest_told, summarize
from storage import incidents, posts, reports
from storage.database import Connection, Database
from storage.then import Then, last_published_then, then_at, totals_then

DAY = timedelta(days=1)
LONGEST_TOLD = timedelta(days=31)
"""A round-up's sum is compared with no more days than these before the asked ones."""


def place_of(unit: Unit) -> Place:
    """The unit as a place of the record."""
    settlement = unit.name if unit.level is Level.SETTLEMENT else None
    return Place(unit.oblast, unit.raion, settlement, code=unit.code, level=unit.level)


def unit_of(gazetteer: Gazetteer, code: str | None) -> Unit | None:
    """The unit of a code; None for no code and for one that the gazetteer lacks."""
    try:
        return gazetteer.unit(code) if code else None
    except KeyError:
        return None


def titles(gazetteer: Gazetteer) -> PlaceTitle:
    """Names of places by the gazetteer, of those without a code by their own fields."""

    def title(place: Place, language: str) -> str:
        unit = unit_of(gazetteer, place.code or (None if place.settlement or place.raion else place.oblast))
        return gazetteer.title(unit, language) if unit else plain_title(place, language)

    return title


def area_title(gazetteer: Gazetteer, unit: Unit | None, edition: Edition) -> str:
    """The name of an area in the edition's language; None is all of Ukraine."""
    return gazetteer.title(unit, edition.language) if unit else str(edition.words("place.country"))


async def summary_of(
    database: Database,
    gazetteer: Gazetteer,
    period: Period,
    unit: Unit | None,
    now: datetime,
    as_of: datetime | None = None,
) -> Summary:
    """What the record says at `now` of a period and an area (None: all of Ukraine); with `as_of` what it said then."""
    first, last = period.first_day - DAY, period.last_day + DAY
    oblast = unit.oblast if unit else None
    async with database.read() as connection:
        if as_of is not None:
            return await _summary_then(connection, gazetteer, period, unit, await then_at(connection, as_of))
        totals = await reports.totals_between(connection, first, last, oblast)
        since = _since(totals, period)
        found = await incidents.between(connection, since, last, oblast, _inner_code(unit))
        summary = summarize(found, period, place_of(unit) if unit else None, totals, now)
        return _with_heard(summary, await posts.last_published(connection))


async def _summary_then(
    connection: Connection, gazetteer: Gazetteer, period: Period, unit: Unit | None, then: Then
) -> Summary:
    """What the record said at a moment of a period and an area; before it began, what had been published."""
    first, last = period.first_day - DAY, period.last_day + DAY
    oblast = unit.oblast if unit else None
    totals = await totals_then(connection, then, first, last, oblast)
    stood = await record_at(connection, then, _since(totals, period), last, oblast)
    found = [incident for incident in stood if is_within(gazetteer, unit, incident)]
    summary = summarize(found, period, place_of(unit) if unit else None, totals, then.moment)
    heard = _with_heard(summary, await last_published_then(connection, then))
    return replace(heard, is_before_record=then.is_before)


def _since(totals: Iterable[StatedTotal], period: Period) -> date:
    """The first day of which incidents are needed: a day before the period, or before a total that speaks of it."""
    return max(earliest_told(totals, period), period.first_day - LONGEST_TOLD) - DAY


def _with_heard(summary: Summary, last: datetime | None) -> Summary:
    """The summary; one without incidents with what it rests on: the round-ups it tells, else the last post of all."""
    if summary.incidents:
        return summary
    said = totals_in(summary)
    if not said:
        return replace(summary, heard=Heard(last=last))
    posts_said, authorities = {one.post_id for one in said}, {one.authority for one in said}
    return replace(summary, heard=Heard(len(authorities), len(posts_said), max(one.published for one in said)))


def is_within(gazetteer: Gazetteer, unit: Unit | None, incident: Incident) -> bool:
    """Whether an incident lies in the area (None: all of Ukraine); one without a code only in its oblast."""
    if unit is None:
        return True
    inner = unit_of(gazetteer, incident.place.code or incident.place.oblast)
    return inner is not None and gazetteer.contains(unit, inner)


def _inner_code(unit: Unit | None) -> str | None:
    return unit.code if unit and unit.level is not Level.OBLAST else None


def edition_of(
    gazetteer: Gazetteer,
    registry: Registry,
    language: str,
    bot: str | None,
    shown: Iterable[Incident] = (),
    totals: Iterable[StatedTotal] = (),
    zone: ZoneInfo = KYIV,
) -> Edition:
    """The edition in a language, with the names and addresses of all posts on the incidents and totals shown."""
    spoken = [(one.post_id, one.source) for incident in shown for one in incident.statements]
    said = [(one.post_id, one.source) for one in totals]
    sources = {post_id: _source(post_id, source, registry, language) for post_id, source in (*spoken, *said) if source}
    return Edition(language, titles(gazetteer), sources, bot, zone)


def summary_edition(
    gazetteer: Gazetteer, registry: Registry, language: str, bot: str | None, *summaries: Summary
) -> Edition:
    """The edition for these summaries."""
    shown = [incident for summary in summaries for incident in summary.incidents]
    totals = [one for summary in summaries for one in totals_in(summary)]
    return edition_of(gazetteer, registry, language, bot, shown, totals, summaries[0].period.zone)


async def edition_of_history(
    connection: Connection, edition: Edition, registry: Registry, changes: Sequence[Change]
) -> Edition:
    """The edition with the names and addresses of all posts that changes of a record tell of."""
    listed = [value for one in changes if one.slot == "posts" for value in (one.before, one.after)]
    told = {str(post_id) for value in listed if isinstance(value, list) for post_id in value}
    told |= {one.post_id for one in changes if one.post_id}
    known = await posts.published_in(connection, sorted(told - edition.sources.keys()))
    sources = {
        post_id: replace(
            _source(post_id, username, registry, edition.language), link=link or address_of(post_id, username)
        )
        for post_id, (username, link) in known.items()
    }
    return replace(edition, sources={**edition.sources, **sources})


def totals_in(summary: Summary) -> list[StatedTotal]:
    """All round-ups' sums that a summary tells: of its area, then of its groups."""
    return [*summary.officials, *(one for group in summary.groups for one in group.officials)]


def _source(post_id: str, username: str | None, registry: Registry, language: str) -> Source:
    channel = registry.by_username(username) if username else None
    title = channel.name(language) if channel else username or ""
    return Source(post_id, title, address_of(post_id, username), is_listed=channel is not None)


def address_of(post_id: str, username: str | None) -> str | None:
    """The post's address on t.me, from an id such as "-100123/45" and its channel's username; else the channel's."""
    chat, _, number = post_id.partition("/")
    if username and number.isdecimal():
        return f"https://t.me/{username}/{number}"
    if number.isdecimal() and chat.startswith("-100"):
        return f"https://t.me/c/{chat.removeprefix('-100')}/{number}"
    return f"https://t.me/{username}" if username else None
