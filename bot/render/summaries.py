"""A summary as messages: sums first, then the incidents oblast by oblast, then what it rests on."""

from collections.abc import Collection, Iterator

from markupsafe import Markup

from bot.model import Incident, Place
from bot.render.card import TITLE_LIMIT, named
from bot.render.catalogue import Words
from bot.render.dates import clock_name, days, hour_of, moment, period, when
from bot.render.edition import Edition
from bot.render.figures import COMMA, damage, figure, people, sum_line, sums_short, toll_line, weapons
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe
from bot.render.split import split
from bot.summary import Group, Heard, StatedTotal, Summary, is_waiting, vouched

SOURCES_SHOWN = 4
LONG_LIST = 12
"""From so many incidents on, those where nobody is known to be hurt are only named."""
DOT = Markup(" · ")


def render_summary(summary: Summary, edition: Edition) -> list[str]:
    """Returns the answer to /today."""
    return split([*summary_parts(summary, edition), foot(summary, edition)])


def render_region(day: Summary, week: Summary, edition: Edition) -> list[str]:
    """Returns the answer to /region: the last 24 hours, then the last 7 days without repeating their incidents.

    Where nothing was reported in either, that is said once.
    """
    if not (week.incidents or week.officials or day.officials):
        return split([_quiet(week, edition), foot(week, edition)])
    told = {incident.id for incident in day.incidents}
    heading = edition.words("period.week")
    parts = [*summary_parts(day, edition), *summary_parts(week, edition, heading, told), foot(week, edition)]
    return split(parts)


def summary_parts(
    summary: Summary, edition: Edition, title: str | None = None, told: Collection[int] = ()
) -> Iterator[str]:
    """Yields the parts of a summary but its end: the head, then each incident that is not in `told`."""
    heading = title or area_title(summary.area, edition)
    yield _head(summary, heading, edition)
    for group in summary.groups:
        fresh = [incident for incident in group.incidents if incident.id not in told]
        lines = _lines(fresh, summary, edition)
        if fresh and (len(summary.groups) > 1 or summary.area is None):
            lines[0] = f"{_group_head(group, edition)}\n\n{lines[0]}"
        yield from lines


def area_title(area: Place | None, edition: Edition) -> str:
    """Returns the name of an area; None is all of Ukraine."""
    return edition.title(area) if area and area.oblast else str(edition.words("place.country"))


def _head(summary: Summary, title: str, edition: Edition) -> Markup:
    say, lines = edition.words, [_official(one, edition) for one in summary.officials]
    return page(
        "head",
        edition,
        title=title,
        period=period(summary.period, edition.language),
        as_of=_as_of(summary, edition) if _unfinished(summary) else "",
        candle=summary.killed.total > 0,
        killed=capital(sum_line(say, "killed", summary.killed)),
        injured=capital(sum_line(say, "injured", summary.injured)),
        officials=lines,
        nothing="" if summary.incidents or lines else say("summary.nothing"),
    )


def _quiet(week: Summary, edition: Edition) -> Markup:
    return page(
        "head",
        edition,
        title=area_title(week.area, edition),
        period=edition.words("period.week"),
        as_of=_as_of(week, edition),
        candle=False,
        killed="",
        injured="",
        officials=[],
        nothing=edition.words("summary.nothing_week"),
    )


def _unfinished(summary: Summary) -> bool:
    """Whether more may come for the period, so that the moment of the answer matters."""
    return summary.period.start <= summary.as_of <= summary.period.end and summary.period.hours <= 48


def _as_of(summary: Summary, edition: Edition) -> Markup:
    known = summary.period.last_day if summary.period.whole_days else None
    return edition.words("summary.as_of", moment=moment(summary.as_of, edition, known=known))


def _group_head(group: Group, edition: Edition) -> Markup:
    officials = [_official(one, edition) for one in group.officials]
    sums = sums_short(edition.words, group.killed, group.injured)
    return page("group", edition, title=edition.title(Place(group.oblast)), sums=sums, officials=officials)


def _stated(one: StatedTotal, edition: Edition) -> dict[str, object]:
    """The days, the speaker and the figures of a round-up's total, as its line names them."""
    total = one.total
    told = [(name, said) for name, said in (("killed", total.killed), ("injured", total.injured)) if said]
    return {
        "when": days(total.when.start, total.when.end, edition.language, year=False),
        "source": one_line(_speaker(one, edition), TITLE_LIMIT),
        "figures": COMMA.join(figure(edition.words, name, said) for name, said in told),
    }


def _official(one: StatedTotal, edition: Edition) -> Markup:
    """A round-up's total beside the sum of the records of its own days, slot by slot; alone where there is none."""
    say, itemised = edition.words, one.itemised
    if itemised is None or not itemised.incidents:
        return say("summary.official_alone", **_stated(one, edition))
    told = (("killed", one.total.killed, itemised.killed), ("injured", one.total.injured, itemised.injured))
    sums = COMMA.join(people(say, name, known.total, known.bound) for name, said, known in told if said)
    return say("summary.official", itemised=sums, **_stated(one, edition))


def _speaker(one: StatedTotal, edition: Edition) -> str:
    known = edition.sources.get(one.post_id)
    return known.title if known else one.source or edition.authority(one.authority)


def _lines(incidents: list[Incident], summary: Summary, edition: Edition) -> list[str]:
    """A part an incident; in a long summary those where nobody is known to be hurt share a part."""
    if len(summary.incidents) < LONG_LIST:
        return [incident_part(incident, summary, edition) for incident in incidents]
    full = [incident for incident in incidents if _is_hurt(incident)]
    rest = [incident for incident in incidents if not _is_hurt(incident)]
    return [*(incident_part(one, summary, edition) for one in full), *_short_lists(rest, edition)]


def _is_hurt(incident: Incident) -> bool:
    return any(toll is not None and toll.total != 0 for toll in (incident.killed, incident.injured))


def _short_lists(incidents: list[Incident], edition: Edition) -> Iterator[Markup]:
    """Those with nobody hurt and those of which nothing was said: unknown is not nought."""
    none_hurt = [one for one in incidents if one.killed or one.injured]
    none_told = [one for one in incidents if not (one.killed or one.injured)]
    for key, found in (("summary.none_hurt", none_hurt), ("summary.none_told", none_told)):
        if found:
            yield edition.words(key, places=COMMA.join(_linked_name(one, edition) for one in found))


def _linked_name(incident: Incident, edition: Edition) -> Markup:
    latest = max(vouched(incident), key=lambda one: one.published, default=None)
    return link(named(incident, edition)[0], edition.source(latest).link if latest else None)


def incident_part(incident: Incident, summary: Summary, edition: Edition) -> Markup:
    """Returns an incident in a few lines: place and time, tolls, weapon and damage, number and sources."""
    name, rest = named(incident, edition)
    districts = edition.districts(incident.place)
    oblast = edition.title(Place(incident.place.oblast)) if incident.place.oblast else ""
    return page(
        "incident",
        edition,
        name=name,
        rest=(rest.removesuffix(oblast).removesuffix(", ") if oblast else rest)
        + (f", {districts}" if districts else ""),
        when=_when(incident, summary, edition),
        tolls=capital(toll_line(edition.words, incident)),
        details=_details(incident, edition.words),
        record=_mark(incident, edition),
        sources=_sources(incident, edition),
    )


def _when(incident: Incident, summary: Summary, edition: Edition) -> str:
    one_day = summary.period.whole_days and summary.period.first_day == summary.period.last_day
    if one_day and incident.when.start == incident.when.end:
        return hour_of(incident.when, edition.language)
    return when(incident.when, edition.language, year=False)


def _details(incident: Incident, say: Words) -> Markup:
    found = damage(say, incident.damage)
    damaged = say("summary.damage", damage=found) if found else Markup()
    return capital(DOT.join(part for part in (weapons(say, incident.weapons), damaged) if part))


def _mark(incident: Incident, edition: Edition) -> Markup:
    number = edition.card_link(incident.id)
    return number + DOT + edition.words("summary.waiting_mark") if is_waiting(incident) else number


def _sources(incident: Incident, edition: Edition) -> Markup:
    """The last post of each of a few sources that count, the latest speaker first, and how many more there are."""
    latest = {edition.source(one).title: one for one in sorted(vouched(incident), key=lambda one: one.published)}
    ordered = sorted(latest.items(), key=lambda item: item[1].published, reverse=True)
    shown = [link(one_line(title, TITLE_LIMIT), edition.source(one).link) for title, one in ordered[:SOURCES_SHOWN]]
    hidden = len(ordered) - len(shown)
    return COMMA.join([*shown, edition.words.count("summary.more_sources", hidden)] if hidden else shown)


def foot(summary: Summary, edition: Edition) -> Markup:
    """Returns what a summary rests on, what waits, and that silence proves nothing."""
    say, lines = edition.words, [heard_line(summary.heard, edition)]
    if summary.is_before_record:
        lines.append(say("summary.before_record"))
    if summary.waiting:
        lines.append(say.count("summary.waiting", summary.waiting))
    if summary.unproven:
        lines.append(say.count("summary.unproven", len(summary.unproven)))
    return page("foot", edition, lines=[*lines, say("heard.method")])


def heard_line(heard: Heard, edition: Edition) -> Markup:
    """Returns how many sources and posts an answer rests on, and when the last one spoke.

    An answer that rests on none tells, if it is known, when the last post of all came.
    """
    say = edition.words
    if not heard.posts or heard.last is None:
        last = moment(heard.last, edition, year=True) if heard.last else ""
        before = [say("heard.before", moment=last, clock=clock_name(edition))] if last else []
        return Markup(" ").join([say("heard.nobody"), *before])
    sources, posts = say.count("heard.sources", heard.sources), say.count("heard.posts", heard.posts)
    last = safe(moment(heard.last, edition))
    return say("heard.line", sources=sources, posts=posts, moment=last, clock=clock_name(edition))
