"""The posts of an incident."""

from markupsafe import Markup

from bot.model import Incident, LinkStatus, Statement, Trust
from bot.render.card import TITLE_LIMIT, named
from bot.render.dates import moment, when
from bot.render.edition import Edition
from bot.render.page import page
from bot.render.plain import link, one_line
from bot.render.quote import SENTENCE_LIMIT
from bot.render.split import split

MARKS = {Trust.UNPROVEN: "sources.unproven", Trust.IMPOSTOR: "sources.impostor"}


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
