"""What reviewers read: a matter of the review list, what an act did, and short names of incidents and posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.linking import Ruling, key_of, open_doubts
from bot.model import Incident, IncidentStatus, Place, Statement, Weapon, WeaponType, When
from bot.render.card import TITLE_LIMIT, doubt_words, named, render_card, slot_name
from bot.render.catalogue import words
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.figures import COMMA, figure, toll_line, weapons
from bot.render.history import render_standing
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe, visible
from bot.render.reasons import reasons_line
from bot.render.split import split
from bot.render.told_reasons import reason_told

EXCERPT_LIMIT = 700
REASON_LIMIT = 300
LINK_LIMIT = 700
CHANGED_SHOWN = 6
DOT = Markup(" · ")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A post that a matter is about: where it was published, and its text."""

    title: str
    link: str | None
    text: str


def render_matter(
    kind: str,
    waiting: int,
    edition: Edition,
    *,
    why: str = "",
    slot: str | None = None,
    post: Excerpt | None = None,
    incident: Incident | None = None,
) -> list[str]:
    """Returns a matter of the review list: what is asked, the post that it is about, and the incident's card.

    `kind` is a matter's kind ("link", "origin", "impostor", "held", "doubt", "told_wrong", "channel"), `waiting`
    how many wait.
    """
    say = edition.words
    asked = say(f"matter.{kind}", slot=slot_name(say, slot or "other"))
    parts: list[str] = [say.count("matter.waiting", waiting), asked]
    if why:
        parts.append(say("matter.why", why=_told_why(kind, why, slot, incident, edition)))
    if post:
        source = link(one_line(post.title, TITLE_LIMIT), post.link)
        text = one_line(post.text, EXCERPT_LIMIT)
        parts.append(page("excerpt", edition, source=source, text=text))
    return split([*parts, *(render_card(incident, edition) if incident else [])])


def _told_why(kind: str, why: str, slot: str | None, incident: Incident | None, edition: Edition) -> str:
    """Why a matter waits, in the reader's language: reasons of a link, a doubt; else as it is kept."""
    doubts = [one for one in open_doubts(incident) if one.slot == slot] if kind == "doubt" and incident else []
    told = doubt_words(edition, doubts[0]) if doubts else reasons_line(why, edition)
    return one_line(told.unescape(), LINK_LIMIT if kind == "link" else REASON_LIMIT)


def render_act(
    act: str, number: int, changed: Iterable[Incident], why: str, edition: Edition, later: Iterable[Ruling] = ()
) -> list[str]:
    """Returns what an act on an incident did: the act ("confirm" … or "undo"), its reason, what changed by it.

    `later` are the decisions on the same that still stand after an undoing.
    """
    say = edition.words
    lines = [say(f"act.{act}", number=edition.card_link(number))]
    if why:
        lines.append(say("matter.why", why=reason_told(why, REASON_LIMIT, say)))
    unchanged = say("act.nothing_undone" if act == "undo" else "act.nothing")
    shown = [_changed(one, edition) for one in list(changed)[:CHANGED_SHOWN]] or [unchanged]
    standing = [say("act.later", decision=render_standing(one, edition)) for one in later]
    return split([Markup("\n").join(lines), Markup("\n").join(shown), Markup("\n").join(standing)])


def render_stands_under(later: Ruling, edition: Edition) -> list[str]:
    """Returns that a decision can't be undone while a later one on the same stands: which, by whom, when."""
    return split([edition.words("act.stands_under", decision=render_standing(later, edition))])


def _changed(incident: Incident, edition: Edition) -> Markup:
    say = edition.words
    if incident.status is IncidentStatus.MERGED:
        return say("act.merged_away", number=edition.card_link(incident.id))
    name, _ = named(incident, edition)
    date_said, tolls = when(incident.when, edition.language), toll_line(say, incident)
    line = say("act.line", number=edition.card_link(incident.id), place=name, when=date_said, tolls=tolls)
    return line if incident.status is IncidentStatus.REPORTED else line + say(f"act.is_{incident.status}")


def short_name(incident: Incident, edition: Edition) -> str:
    """Returns an incident in a line of plain text, as a button's label: number, place, day, tolls."""
    name, _ = named(incident, edition)
    date_said, tolls = when(incident.when, edition.language), visible(toll_line(edition.words, incident))
    return f"№{incident.id} · {one_line(name, 24)}, {date_said} · {tolls}"


def report_name(statement: Statement, edition: Edition) -> str:
    """Returns a report in a line of plain text, as a button's label: when and where it came out, and its figures."""
    said, told = moment(statement.published, edition), _figures(statement, edition)
    return f"{visible(said)} · {one_line(edition.source(statement).title, 24)} · {visible(told)}"


def report_line(statement: Statement, edition: Edition) -> Markup:
    """Returns a report in a line: its channel with the post's address, when it came out, place and time, figures."""
    source, place = edition.source(statement), edition.title(statement.report.place)
    where = COMMA.join(safe(one) for one in (place, when(statement.report.when, edition.language)) if one)
    shown = link(one_line(source.title, TITLE_LIMIT), source.link)
    said = safe(moment(statement.published, edition))
    return DOT.join([shown, said, where, _figures(statement, edition)])


def _figures(statement: Statement, edition: Edition) -> Markup:
    say, report = edition.words, statement.report
    told = [(name, one) for name, one in (("killed", report.killed), ("injured", report.injured)) if one]
    return COMMA.join(figure(say, name, one) for name, one in told) if told else say("toll.unknown")


def render_ticks(
    incident: Incident, reports: Sequence[tuple[int, Statement]], page_of: tuple[int, int], edition: Edition
) -> str:
    """Returns the question which reports leave an incident, with the reports of one page by their numbers.

    `page_of` is the page's number and how many there are.
    """
    say = edition.words
    head = say("split.ask", number=edition.card_link(incident.id))
    lines = [Markup("{}. {}").format(number, report_line(one, edition)) for number, one in reports]
    foot = say("split.page", page=page_of[0], pages=page_of[1]) if page_of[1] > 1 else ""
    return split([Markup("\n\n").join(part for part in (head, *lines, foot) if part)])[0]


def render_reports(incident: Incident, edition: Edition) -> list[str]:
    """Returns the reports of an incident, each under the key by which a split names it."""
    title = edition.words("split.reports")
    told = [(key_of(one), report_line(one, edition)) for one in incident.statements]
    return split([title, *(Markup("<code>{}</code>\n{}").format(key, line) for key, line in told)])


def value_words(slot: str, value: str | Place | Sequence[WeaponType], edition: Edition) -> Markup:
    """Returns a corrected value in words: a count ("" for unknown), days ("2025-11-17"), a place, or weapons."""
    say = edition.words
    if isinstance(value, Place):
        return safe(edition.title(value))
    if not isinstance(value, str):
        return capital(weapons(say, [Weapon(one) for one in value]))
    if slot == "date":
        days = [date.fromisoformat(day) for day in value.split("/")]
        return safe(when(When(days[0], days[-1]), edition.language))
    return safe(value) if value else say("number.unknown")


def slot_label(slot: str, language: str) -> str:
    """Returns what a correction can be about ("killed_children", "date" …) as plain text."""
    return words(language)(f"fix.{slot}").unescape()
