"""Days of earlier attacks that a text of another only recalls: "the deadliest attack since July 8, when 33 died"."""

from collections.abc import Sequence

from bot.extract.text.senses import FROM, tells_harm
from bot.extract.text.tokens import Document
from bot.extract.times.clauses import ATTACKS, RELATIVE, clause_of, is_quiet, lead_of
from bot.extract.times.values import Role, TimeMention

_RELATIVE = "conjunction.that"
_IN_WARD = frozenset({"injured.care", "update.hospital"})
_HARMING = ATTACKS - {"damage.harm", "strike.noun", "weapon.shelling"}


def with_recalled(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions, those of an earlier attack known as such: compared with, or told by what it damaged alone."""
    return _with_compared_days(document, _without_earlier_harm(document, mentions))


def _without_earlier_harm(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """A day in a clause that only tells what was damaged earlier ("Сьогодні дрон ударив по бригаді. Люди лагодили
    лінію, яку обірвало вчора"), where another sentence names a later day, is not that of the attack."""
    events = (one for one in mentions if one.role is Role.EVENT and not is_quiet(document, one))
    last = max((one.end for one in events if one.end is not None), default=None)

    def is_earlier(mention: TimeMention) -> bool:
        if mention.role is not Role.EVENT or last is None or mention.end is None or mention.end >= last:
            return False
        first, end = clause_of(document, mention)
        senses = [token.sense for token in document.tokens[max(0, first - 1) : end]]
        relative = not RELATIVE.isdisjoint(senses[:3])
        return relative and "damage.harm" in senses and _HARMING.isdisjoint(senses)

    return [mention._replace(role=Role.OTHER) if is_earlier(mention) else mention for mention in mentions]


def _with_compared_days(document: Document, mentions: list[TimeMention]) -> list[TimeMention]:
    """The day behind "since", of which a clause with "when" tells whom an attack harmed then, is that of an attack of
    its own (GUIDE: a recap), and since which somebody lay in hospital that of the wounds, whatever the attack did;
    other days of its sentence date none."""
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
    ward = not document.said[document.sentence_of[mention.first]].isdisjoint(_IN_WARD)
    return led and _RELATIVE in behind[:1] and any(tells_harm(one) or (ward and one in ATTACKS) for one in behind)
