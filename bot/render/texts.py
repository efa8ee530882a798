"""Everything that is said around the record: greetings, answers to commands, errors, lists, buttons, the menu."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.model import Kind, Reading, Total, Trust
from bot.render.catalogue import words
from bot.render.dates import clock_name, days, moment
from bot.render.edition import Edition
from bot.render.figures import COMMA, figure
from bot.render.page import page
from bot.render.plain import bold, link, one_line, safe
from bot.render.split import split

QUERY_LIMIT = 60
UNSURE = {Trust.UNPROVEN: "none.unproven", Trust.IMPOSTOR: "status.impostor"}
PAGES = frozenset({"start", "help", "privacy"})
EVERYBODY = (
    "today", "region", "subscribe", "subscriptions", "unsubscribe", "incident", "asof", "sources", "language", "help",
    "privacy", "delete_me", "start",
)  # fmt: skip
REVIEWER = ("review", "history")
OWNER = ("reviewers", "status")


def render_text(name: str, language: str, **values: object) -> list[str]:
    """Returns a text by its name: a page ("start", "help", "privacy") or a key under "text." in the catalogues.

    Values are words of strangers unless they are Markup: cleaned, escaped, cut to a line of QUERY_LIMIT characters.
    DataError if the name is unknown.
    """
    if name in PAGES:
        return split([page(f"{words(language).language}/{name}", Edition(language), **values)])
    shown = {key: one_line(value, QUERY_LIMIT) if type(value) is str else value for key, value in values.items()}
    return split([words(language)(f"text.{name}", **shown)])


def label(name: str, language: str, **values: object) -> str:
    """Returns the words on a button with the named values filled in, as plain text."""
    return words(language)(f"button.{name}", **values).unescape()


def command_menu(language: str, role: str = "everybody") -> list[tuple[str, str]]:
    """Returns (command, description) pairs for the menu of "everybody", a "reviewer" or the "owner", as plain text."""
    names = EVERYBODY + (REVIEWER if role in {"reviewer", "owner"} else ()) + (OWNER if role == "owner" else ())
    return [(name, words(language)(f"command.{name}").unescape()) for name in names]


def render_no_incident(reading: Reading, edition: Edition, *, trust: Trust | None = None) -> list[str]:
    """Returns kind words for a post without an incident: what it was taken for, what was kept of it."""
    say = edition.words
    lines = [say(f"none.{_kind(reading)}")]
    lines += [say("none.totals", figures=total_line(one, edition)) for one in reading.totals]
    if trust in UNSURE:
        lines.append(say(UNSURE[trust]))
    return split([*lines, say("none.kept")])


def _kind(reading: Reading) -> Kind:
    return Kind.ROUNDUP if reading.totals else reading.kind


def total_line(total: Total, edition: Edition) -> Markup:
    """Returns a round-up's sum in words: area, days, figures."""
    say = edition.words
    told = [figure(say, name, one) for name, one in (("killed", total.killed), ("injured", total.injured)) if one]
    area = edition.title(total.place) if total.place.oblast else say("place.country")
    when = days(total.when.start, total.when.end, edition.language, year=False)
    return COMMA.join([safe(area), when]) + Markup(": ") + COMMA.join(told)


def render_as_of(value: datetime, edition: Edition) -> list[str]:
    """Returns the heading of an answer that tells the record as it stood at a moment."""
    shown = moment(value, edition, year=True)
    return split([edition.words("text.asof", moment=shown, clock=clock_name(edition))])


def render_subscriptions(subscriptions: Sequence[tuple[str, str]], edition: Edition) -> list[str]:
    """Returns the list of a chat's subscriptions, each ("08:30", area's title)."""
    say = edition.words
    if not subscriptions:
        return render_text("no_subscriptions", edition.language)
    lines = [say("subscriptions.line", time=time, area=area) for time, area in subscriptions]
    return split(
        [say("subscriptions.title"), Markup("\n").join(lines), say("subscriptions.footer", clock=clock_name(edition))]
    )


@dataclass(frozen=True, slots=True)
class ListedChannel:
    """A channel of the registry with the moment of its last post (aware; None if it was never heard).

    `is_checked` tells whether anybody has made sure that the username is the authority's own.
    """

    title: str
    username: str
    last: datetime | None
    is_checked: bool


def render_channels(groups: Iterable[tuple[str, Sequence[ListedChannel]]], edition: Edition) -> list[str]:
    """Returns the registry as a list: its channels under headings."""
    say = edition.words
    parts = [
        Markup("\n").join([bold(one_line(heading, QUERY_LIMIT)), *_channels(rows, edition)]) for heading, rows in groups
    ]
    return split([say("channels.title"), *parts, say("channels.footer")] if parts else [say("text.nothing_known")])


def _channels(rows: Iterable[ListedChannel], edition: Edition) -> list[Markup]:
    say, found = edition.words, []
    for one in rows:
        heard = (
            say("channels.last", moment=moment(one.last, edition, year=True)) if one.last else say("channels.silent")
        )
        shown = link(one_line(one.title, QUERY_LIMIT), f"https://t.me/{one.username}")
        mark = Markup() if one.is_checked else say("channels.unchecked")
        found.append(Markup("• {} · {}{}").format(shown, heard, mark))
    return found
