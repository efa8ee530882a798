"""Features of the posts themselves: one text, answers, who speaks, what kind of post, words for another strike."""

from datetime import timedelta

from bot.linking.cues import cues_of
from bot.linking.timing import looks_back
from bot.model import Incident, IncidentStatus, Kind, Reason, Statement

SOON = timedelta(hours=12)
DISMISSED = "dismissed"
"""The feature named in the reasons of a link to an incident that a person had dismissed."""


def same_text(statement: Statement, incident: Incident) -> Reason | None:
    """The same report of the same text, published again; half a day later the same words may tell of another attack."""
    if not statement.text_hash:
        return None
    for known in incident.statements:
        if known.text_hash == statement.text_hash and known.number == statement.number:
            soon = abs(statement.published - known.published) <= SOON
            return Reason("same text", 20.0 if soon else 2.0, "same_text", (known.post_id,))
    return None


def reply(statement: Statement, incident: Incident) -> Reason | None:
    """An answer or link to a post on the incident."""
    if statement.reply_to is None:
        return None
    if any(known.post_id == statement.reply_to for known in incident.statements):
        return Reason("reply", 4.0, "answers", (statement.reply_to,))
    return None


def channel(statement: Statement, incident: Incident) -> Reason | None:
    """The authority has spoken of the incident before; it tells more where the post names no place of its own."""
    own = [known for known in incident.statements if known.authority == statement.authority]
    if not own:
        return None
    last = max(known.published for known in own)
    placeless = statement.report.place.settlement is None and statement.report.place.raion is None
    if placeless and looks_back(statement) and abs(statement.published - last) <= SOON:
        return Reason("channel", 1.5, "authority_goes_on")
    return Reason("channel", 0.3, "same_authority")


def kind(statement: Statement, incident: Incident) -> Reason | None:
    """A post that looks back presupposes an incident; a retracted one is seldom spoken of again."""
    if incident.status is IncidentStatus.RETRACTED and not statement.report.withdrawn:
        return Reason("kind", -2.0, "taken_back")
    if statement.kind is Kind.ROUNDUP:
        return Reason("kind", 0.5, "roundup_repeats")
    return Reason("kind", 1.0, "looks_back") if looks_back(statement) else None


def dismissed(_statement: Statement, incident: Incident) -> Reason | None:
    """A person held that the incident was none: what is told of it later waits for that person."""
    if incident.status is not IncidentStatus.DISMISSED:
        return None
    return Reason(DISMISSED, -0.5, "dismissed")


def another_strike(statement: Statement, incident: Incident) -> Reason | None:
    """Words such as "another strike" set a report apart from what was told before, and join it to its like."""
    told = cues_of(statement)
    known = frozenset[str]().union(*(cues_of(s) for s in incident.statements))
    if "again" in told:
        if "again" in known:
            return Reason("another strike", 1.5, "both_another_strike")
        return Reason("another strike", -2.0 if looks_back(statement) else -3.5, "another_strike")
    if "before" in told:
        return Reason("another strike", -2.0 if "again" in known else 1.0, "first_strike")
    return None


def recent(statement: Statement, incident: Incident) -> Reason | None:
    """Of two incidents that agree as well, the one last spoken of."""
    gap = min(abs(statement.published - known.published) for known in incident.statements)
    return Reason("recent", 0.2, "recent") if gap <= SOON else None
