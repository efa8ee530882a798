"""The posts of an incident and the history of its record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from markupsafe import Markup

from bot.model import Incident, IncidentStatus, LinkStatus, Statement, Trust
from bot.render.card import TITLE_LIMIT, named, slot_name
from bot.render.catalogue import Words
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.page import page
from bot.render.plain import capital, link, one_line, safe
from bot.render.quote import SENTENCE_LIMIT
from bot.render.split import split

RULES = "rules"
VALUE_LIMIT = 200
UNDONE = " undone"
CAUSES = {
    "a post arrived": "cause.arrived",
    "a post was edited": "cause.edited",
    "all posts were read again": "cause.reread",
}
NAMED = frozenset({*IncidentStatus, "killed", "injured", "True", "False"})
"""Values of the record that have words in the catalogues."""
MARKS = {Trust.UNPROVEN: "sources.unproven", Trust.IMPOSTOR: "sources.impostor"}


class HistoryEntry(Protocol):
    """One change of a record, as stored: `who` is "rules" or a person's id, `before` and `after` values in words."""

    @property
    def at(self) -> datetime: ...
    @property
    def who(self) -> str: ...
    @property
    def slot(self) -> str: ...
    @property
    def before(self) -> str | None: ...
    @property
    def after(self) -> str | None: ...
    @property
    def why(self) -> str: ...


def render_sources(incident: Incident, edition: Edition) -> list[str]:
    """Returns the posts on an incident, oldest first: channel, time, link, what each said, why it was put here."""
    say = edition.words
    name, rest = named(incident, edition)
    date = when(incident.when, edition.language)
    title = say("sources.title", number=edition.card_link(incident.id), place=name + rest, when=date)
    ordered = sorted(incident.statements, key=lambda one: one.published)
    lines = [_post(one, incident, edition) for one in ordered] or [say("sources.none")]
    return split([title, *lines])


def _post(statement: Statement, incident: Incident, edition: Edition) -> Markup:
    source = edition.source(statement)
    own = [one for one in incident.links if (one.post_id, one.number) == (statement.post_id, statement.number)]
    marks = [MARKS[statement.trust]] if statement.trust in MARKS else []
    if any(one.status is LinkStatus.PROVISIONAL for one in own):
        marks.append("sources.provisional")
    return page(
        "post",
        edition,
        source=link(one_line(source.title, TITLE_LIMIT), source.link),
        moment=moment(statement.published, edition),
        marks=[edition.words(mark) for mark in marks],
        text=_gist(statement),
    )


def _gist(statement: Statement) -> str:
    """The sentences that the post's report was read from, joined and cut."""
    spans = sorted(statement.report.spans)
    return one_line(" ".join(statement.text[span.start : span.end] for span in spans), SENTENCE_LIMIT)


def render_history(incident_id: int, entries: Sequence[HistoryEntry], edition: Edition) -> list[str]:
    """Returns all changes of a record, oldest first: when, who, what, from, to, why."""
    say = edition.words
    title = say("history.title", number=edition.card_link(incident_id))
    ordered = sorted(entries, key=lambda one: one.at)
    return split([title, *([_entry(one, edition) for one in ordered] or [say("history.none")])])


def _entry(entry: HistoryEntry, edition: Edition) -> Markup:
    say = edition.words
    line = say(
        "history.line",
        moment=moment(entry.at, edition, year=True),
        who=_who(entry.who, say),
        slot=slot_name(say, entry.slot),
        before=_value(entry.before, say),
        after=_value(entry.after, say),
    )
    return capital(line) + Markup("\n") + say("history.why", why=_why(entry.why, say))


def _why(why: str, say: Words) -> Markup:
    """The reason of a change: the program's own in the reader's language, a person's as it was written."""
    if why in CAUSES:
        return say(CAUSES[why])
    return say("cause.undone") if why.endswith(UNDONE) else safe(one_line(why, VALUE_LIMIT))


def _who(who: str, say: Words) -> Markup:
    return say("history.rules") if who == RULES else say("history.person", name=one_line(who, TITLE_LIMIT))


def _value(value: str | None, say: Words) -> Markup:
    if value in NAMED:
        return say(f"value.{value}")
    return safe(one_line(value, VALUE_LIMIT)) if value else say("history.empty")
