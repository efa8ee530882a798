"""What reviewers read: a matter of the review list, what an act did, and short names of incidents and posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.model import Incident, IncidentStatus, Place, Statement, Weapon, WeaponType, When
from bot.render.card import TITLE_LIMIT, named, render_card, slot_name
from bot.render.catalogue import words
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.figures import toll_line, weapons
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe, visible
from bot.render.split import split

EXCERPT_LIMIT = 700
REASON_LIMIT = 300
CHANGED_SHOWN = 6


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
        parts.append(say("matter.why", why=one_line(why, REASON_LIMIT)))
    if post:
        source = link(one_line(post.title, TITLE_LIMIT), post.link)
        text = one_line(post.text, EXCERPT_LIMIT)
        parts.append(page("excerpt", edition, source=source, text=text))
    return split([*parts, *(render_card(incident, edition) if incident else [])])


def render_act(act: str, number: int, changed: Iterable[Incident], why: str, edition: Edition) -> list[str]:
    """Returns what an act on an incident did: the act ("confirm" … or "undo"), its reason, what changed by it."""
    say = edition.words
    lines = [say(f"act.{act}", number=edition.card_link(number))]
    if why:
        lines.append(say("matter.why", why=one_line(why, REASON_LIMIT)))
    unchanged = say("act.nothing_undone" if act == "undo" else "act.nothing")
    shown = [_changed(one, edition) for one in list(changed)[:CHANGED_SHOWN]] or [unchanged]
    return split([Markup("\n").join(lines), Markup("\n").join(shown)])


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


def post_name(statement: Statement, edition: Edition) -> str:
    """Returns a post in a line of plain text, as a button's label: when and where it was published."""
    said = moment(statement.published, edition)
    return f"{visible(said)} · {one_line(edition.source(statement).title, 40)}"


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


def reason_words(name: str, language: str) -> str:
    """Returns a usual reason for an act ("misread", "withdrawn" …) as plain text."""
    return words(language)(f"reason.{name}").unescape()


def slot_label(slot: str, language: str) -> str:
    """Returns what a correction can be about ("killed_children", "date" …) as plain text."""
    return words(language)(f"fix.{slot}").unescape()
