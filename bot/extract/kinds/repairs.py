"""Posts about what is done for homes that were damaged before: inspected, paid for, rebuilt (GUIDE: aid and appeals are
`other`)."""

from collections.abc import Sequence

from bot.extract.kinds.signals import Signals
from bot.extract.text.punctuation import CLAUSE_ENDS
from bot.extract.text.senses import STRUCK
from bot.extract.text.tokens import Token
from bot.extract.weapons.names import find_names

_DEEDS = ("strike.verb", "damage.hit", "weapon_cue.event", "strike.enemy")
_RELATIVES = frozenset({"conjunction.that", "damage.relative", "time.that"})
_THINGS = ("object_", "piece.")
_DATED = frozenset({"time.month", "time.offset", "time.offset_night", "time.night", "time.adjective_offset"})
_CLAUSE, _NEAR = 7, 2


def is_of_repairs(found: Signals) -> bool:
    """Whether a post tells no strike, names damage only to say of which things it speaks ("будинки, пошкоджені
    внаслідок обстрілів, комісія оглядає щовівторка", "those whose homes were destroyed"), and speaks of aid, of
    applications or of rebuilding."""
    document = found.document
    harms = [document.tokens[index] for index in document.senses.get("damage.harm", ())]
    if not harms or found.told > 1 or found.count(*_DEEDS):
        return False
    described = {document.sentence_of[token.index] for token in harms}
    blows = [index for sense in STRUCK for index in document.senses.get(sense, ())]
    blows += [name.first for name in find_names(document)]
    if any(document.sentence_of[index] not in described for index in blows):
        return False
    if any(not document.said[number].isdisjoint(_DATED) for number in described):
        return False
    if not all(_only_describes(document.tokens, token.index) for token in harms):
        return False
    return found.topics > 0 or any("repairs" in token.classes for token in document.tokens)


def _only_describes(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word of damage stands in a relative clause, behind its noun and a comma, or between the weapon and its
    noun."""
    before = tokens[max(0, index - _NEAR - 1) : index]
    if before and before[-1].text == "," and any(_is_thing(token) for token in before):
        return True
    behind = tokens[index + 1 : index + 2 + _NEAR]
    if before and behind and (behind[0].sense or "").startswith("weapon.") and any(map(_is_thing, behind)):
        return before[-1].text not in CLAUSE_ENDS
    return any(_opens_relative(tokens, at) for at in range(index - 1, max(0, index - _CLAUSE), -1))


def _opens_relative(tokens: Sequence[Token], index: int) -> bool:
    """Whether "which" or the like stands behind a thing, or "whose" anywhere."""
    if "of_whom" in tokens[index].classes:
        return True
    leads = tokens[index].sense in _RELATIVES or "which" in tokens[index].classes
    parted = tokens[index - 1].text == ","
    return leads and (parted or _is_thing(tokens[index - 1]) or tokens[index - 1].capital)


def _is_thing(token: Token) -> bool:
    return (token.sense or "").startswith(_THINGS)
