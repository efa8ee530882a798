"""Days on which somebody only spoke of an attack that was before: "the day before, the mayor spoke of 12 wounded"."""

from bot.extract.text.tokens import Document
from bot.extract.times.clauses import clause_of
from bot.extract.times.values import Role, TimeMention

_EARLIER = "sum.earlier"


def without_statements(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions with a day told of an earlier statement known as none of the attack, where an attack of a day not
    after it is told by another."""
    if _EARLIER not in document.senses:
        return mentions
    spoken = {one.first for one in mentions if one.role is Role.EVENT and _is_of_statement(document, one)}
    days = [one.end for one in mentions if one.role is Role.EVENT and one.end and one.first not in spoken]

    def is_none(mention: TimeMention) -> bool:
        end = mention.end
        return mention.first in spoken and end is not None and any(day <= end for day in days)

    return [mention._replace(role=Role.OTHER) if is_none(mention) else mention for mention in mentions]


def _is_of_statement(document: Document, mention: TimeMention) -> bool:
    return document.says(*clause_of(document, mention), _EARLIER)
