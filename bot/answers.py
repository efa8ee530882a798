"""Shell: the record -> what an answer is made of: summaries of an area, names of places, addresses of posts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.asof import record_at
from bot.channels import Registry
from bot.gazetteer import Gazetteer, Unit
from bot.model import Incident, Level, Place
from bot.period import KYIV, Period
from bot.render import Edition, PlaceTitle, Source, plain_title
from bot.summary import Heard, StatedTotal, Summary, summarize
from storage import incidents, posts, reports
from storage.database import Connection, Database

DAY = timedelta(days=1)


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
        if as_of is None:
            found = await incidents.between(connection, first, last, oblast, _inner_code(unit))
        else:
            stood = await record_at(connection, as_of, first, last, oblast)
            found = [incident for incident in stood if is_within(gazetteer, unit, incident)]
        totals = await reports.totals_between(connection, first, last, oblast, as_of)
        summary = summarize(found, period, place_of(unit) if unit else None, totals, as_of or now)
        return summary if summary.incidents else replace(summary, heard=await _heard_else(connection, summary, as_of))


async def _heard_else(connection: Connection, summary: Summary, as_of: datetime | None) -> Heard:
    """What an answer without incidents rests on: the round-ups it tells, else no post, with the last that came."""
    said = totals_in(summary)
    if said:
        posts_said, authorities = {one.post_id for one in said}, {one.authority for one in said}
        return Heard(len(authorities), len(posts_said), max(one.published for one in said))
    return Heard(last=await posts.last_published(connection, as_of))


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


def totals_in(summary: Summary) -> list[StatedTotal]:
    """All round-ups' sums that a summary tells: of its area, then of its groups."""
    return [*summary.officials, *(one for group in summary.groups for one in group.officials)]


def _source(post_id: str, username: str, registry: Registry, language: str) -> Source:
    channel = registry.by_username(username)
    title = channel.name(language) if channel else username
    return Source(post_id, title, address_of(post_id, username), is_listed=channel is not None)


def address_of(post_id: str, username: str | None) -> str | None:
    """The post's address on t.me, from an id such as "-100123/45" and its channel's username; else the channel's."""
    chat, _, number = post_id.partition("/")
    if username and number.isdecimal():
        return f"https://t.me/{username}/{number}"
    if number.isdecimal() and chat.startswith("-100"):
        return f"https://t.me/c/{chat.removeprefix('-100')}/{number}"
    return f"https://t.me/{username}" if username else None
