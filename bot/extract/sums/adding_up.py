"""The sum at the end of a post that adds up what was told of its places: "У A поранено двох. У B загинув водій. Усього
одна людина загинула, дві поранені" (GUIDE: totals)."""

from collections import Counter
from collections.abc import Sequence

from bot.extract.casualties.mentions import Mention
from bot.extract.facts import Facts
from bot.extract.sums.marks import how_many, is_count
from bot.extract.text.tokens import Shape, Token
from bot.model import LOCAL_LEVELS, Level, Outcome

_SUMMING = frozenset({"sum.already", "sum.conclude", "roundup.word"})
_OPENING = 3


def added_up(facts: Facts) -> dict[int, list[Mention]]:
    """The last sentence about people, where it opens with "in all", names no settlement, and its figures are those of
    the places before it together, and not just those of the place named last."""
    told = facts.casualties_by_sentence
    last = max(told, default=0)
    if not last or not _sums(facts, last, told[last]):
        return {}
    parts, place = _of_places(facts, last)
    whole = how_many(facts, told[last])
    if not parts.get(place, True):
        return {}
    parts = {code: figure for code, figure in parts.items() if figure}
    elsewhere = len(parts) > 1 or place not in parts
    return {last: told[last]} if elsewhere and sum(parts.values(), Counter[Outcome]()) == whole else {}


def _sums(facts: Facts, sentence: int, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence opens with a summing word, counts people, and names neither a settlement nor one strike."""
    if facts.document.said[sentence].isdisjoint(_SUMMING):
        return False
    first, end = facts.document.sentences[sentence]
    words = [token for token in facts.document.tokens[first:end] if token.shape is not Shape.MARK][:_OPENING]
    local = any(site.level in (Level.SETTLEMENT, Level.DISTRICT) for site in facts.sites_by_sentence.get(sentence, ()))
    single = any("one_strike" in token.classes for token in facts.document.tokens[first:end])
    return any(map(_sums_up, words)) and not (local or single) and all(map(is_count, mentions))


def _sums_up(token: Token) -> bool:
    return token.sense in _SUMMING and "now" not in token.classes


def _of_places(facts: Facts, last: int) -> tuple[dict[str, Counter[Outcome]], str]:
    """The people told of each town or hromada before a sentence, and the place named last, to which those of no place
    belong."""
    told: dict[str, list[Mention]] = {}
    place = ""
    for sentence in range(last):
        named = [site.unit.code for site in facts.sites_by_sentence.get(sentence, ()) if site.level in LOCAL_LEVELS]
        place = named[0] if named else place
        if sentence in facts.casualties_by_sentence:
            told.setdefault(place, []).extend(facts.casualties_by_sentence[sentence])
    return {code: how_many(facts, mentions) for code, mentions in told.items()}, place
