"""Days of earlier attacks that a text only compares its own with: "the deadliest attack since July 8, when 33 died"."""

from collections.abc import Sequence

from bot.extract.text.senses import FROM, tells_harm
from bot.extract.text.tokens import Document
from bot.extract.times.clauses import lead_of
from bot.extract.times.values import Role, TimeMention

_RELATIVE = "conjunction.that"


def with_compared_days(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The day behind "since", of which a clause with "when" tells whom an attack harmed then, is that of an attack of
    its own (GUIDE: a recap); other days of its sentence date none."""
    compared = {document.sentence_of[mention.first]: mention for mention in mentions if _is_compared(document, mention)}
    if not compared:
        return mentions
    return [_compared(compared.get(document.sentence_of[mention.first]), mention) for mention in mentions]


def _compared(day: TimeMention | None, mention: TimeMention) -> TimeMention:
    if day is None:
        return mention
    return mention._replace(role=Role.EVENT if mention is day else Role.OTHER)


def _is_compared(document: Document, mention: TimeMention) -> bool:
    if mention.end is None or mention.start != mention.end or lead_of(document.tokens, mention.first) not in FROM:
        return False
    _, end = document.sentences[document.sentence_of[mention.first]]
    behind: Sequence[str | None] = [token.sense for token in document.tokens[mention.last + 2 : end]]
    led = mention.last + 1 < end and document.tokens[mention.last + 1].text == ","
    return led and _RELATIVE in behind[:1] and any(tells_harm(sense) for sense in behind)
