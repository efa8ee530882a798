"""The buttons under incident cards: for everybody, and for those who may decide about the record."""

from collections.abc import Sequence

from bot.model import Incident, IncidentStatus
from bot.render import Edition, label, short_name
from bot.review import mark_of
from handlers.answer import Button, Rows

CARDS_OFFERED = 8
DATA_LIMIT = 64


def card_buttons(
    found: Sequence[Incident],
    post_id: str | None,
    language: str,
    may_review: bool = False,
    shown: Edition | None = None,
) -> Rows:
    """The buttons under the cards of incidents.

    One incident: why and sources, and the acts if `may_review`. Several: a button to each card. "Read wrongly" where
    the cards answer a post (`post_id`).
    """
    rows: list[list[Button]] = []
    if len(found) == 1:
        rows += _own(found[0], language, may_review)
    else:
        named = shown or Edition(language)
        rows += [[(short_name(one, named), f"card:{one.id}")] for one in found[:CARDS_OFFERED]]
    if post_id is not None and len(f"wrong:{post_id}".encode()) <= DATA_LIMIT:
        rows.append([(label("wrong", language), f"wrong:{post_id}")])
    return rows


def _own(incident: Incident, language: str, may_review: bool) -> list[list[Button]]:
    rows = [explaining(incident, language)]
    return rows + review_buttons(incident, language) if may_review else rows


def explaining(incident: Incident, language: str) -> list[Button]:
    """Why these figures, and which posts."""
    number = incident.id
    return [(label("why", language), f"why:{number}"), (label("sources", language), f"src:{number}")]


def review_buttons(incident: Incident, language: str) -> list[list[Button]]:
    """The acts on an incident: confirm, correct, merge, split, not an incident, retract; and its history."""
    number = incident.id
    verdicts = []
    if incident.status is not IncidentStatus.DISMISSED:
        verdicts.append((label("dismiss", language), f"no:{number}"))
    if incident.status is not IncidentStatus.RETRACTED:
        verdicts.append((label("retract", language), f"ret:{number}"))
    return [
        [
            (label("confirm", language), f"ok:{number}:{mark_of(incident)}"),
            (label("correct", language), f"fix:{number}"),
        ],
        [(label("merge", language), f"mrg:{number}"), (label("split", language), f"spl:{number}")],
        verdicts,
        [(label("history", language), f"hist:{number}")],
    ]
