"""People set apart from those harmed: rescued, led away, missing, kin of the dead, those who only saw it."""

from bot.extract.casualties.conditions import is_bereft
from bot.extract.casualties.doings import is_only_doing
from bot.extract.people.groups import Group, is_aged
from bot.extract.text.senses import tells_harm
from bot.extract.text.tokens import Document, Shape, Token

_FAR = 10
_HEDGE = 4
_APART = frozenset({"casualty.apart", "flag.searching", "damage.aside"})
_SETTING_APART = _APART | {"casualty.maybe", "casualty.before_eyes", "killed.bereft", "damage.rubble"}
_BETWEEN_HARM = frozenset({"counted_as", "getting"})
FREED = frozenset({"moment.found", "damage.rubble"})
_BEFORE_STATE = FREED | {"age.was", "part.more"}


def is_apart(document: Document, group: Group) -> bool:
    """Whether people were rescued, led away or are missing or may be found, and so are neither killed nor injured."""
    tokens = document.tokens
    if document.senses.keys().isdisjoint(_SETTING_APART) or is_only_doing(tokens, group):
        return _is_kin_of_dead(tokens, group)
    before = _before_number(tokens, group.first)
    harmed = before >= 0 and tells_harm(tokens[before].sense)
    after = group.last + 1 if harmed else behind_age(tokens, group, _behind_insertion(tokens, group.last + 1))
    while after < len(tokens) and tokens[after].sense not in _APART and leads_to_state(tokens[after]):
        after = tokens[after].reach + 1
    opening = document.sentences[document.sentence_of[group.first]][0]
    if document.says(max(opening, before - 3), before + 1, "casualty.maybe") or _is_before_eyes(document, before):
        return True
    if after < len(tokens) and tokens[after].sense == "killed.bereft" and is_bereft(tokens, tokens[after]):
        return True
    if _is_kin_of_dead(tokens, group) or (group.added and group.bare and _is_under_rubble(tokens, after)):
        return True
    return (before >= 0 and tokens[before].sense in _APART) or (after < len(tokens) and tokens[after].sense in _APART)


def _before_number(tokens: list[Token], index: int) -> int:
    """The token before people, past what tells how exact their number is and that they "got" their wounds."""
    while index:
        lead = next((at for at in range(max(0, index - _HEDGE), index) if tokens[at].reach >= index - 1), index - 1)
        if (tokens[lead].sense or "").startswith(("hedge.", "part.more")):
            index = lead
        elif not _BETWEEN_HARM.isdisjoint(tokens[index - 1].classes):
            index -= 1
        else:
            break
    return index - 1


def behind_age(tokens: list[Token], group: Group, index: int) -> int:
    """The state behind the comma that closes an age, or `index`: "її сина, 14 років, врятував сусід"."""
    closed = is_aged(group) and index + 1 < len(tokens) and tokens[index].text == ","
    return index + 1 if closed and tokens[index + 1].sense == "casualty.apart" else index


def leads_to_state(token: Token) -> bool:
    return token.sense in _BEFORE_STATE or "been" in token.classes


def _is_kin_of_dead(tokens: list[Token], group: Group) -> bool:
    """Whether people are only kin of those harmed: "19 relatives of the dead", "родичам загиблих"; but "троє родичів
    поранені", "three relatives killed"."""
    after = group.last + 1
    while after < len(tokens) and tokens[after].sense in ("preposition.of", "preposition.the"):
        after += 1
    if after >= len(tokens) or "kin" not in tokens[group.last].classes:
        return False
    owned = after > group.last + 1 or "participle_of" in tokens[after].classes
    return tokens[after].sense == "killed.dead" or (owned and tokens[after].sense in ("killed.deed", "injured.deed"))


def _is_under_rubble(tokens: list[Token], index: int) -> bool:
    """Whether a dash and "under the rubble" end a clause: "двоє загинули, ще одна – під завалами"."""
    if index + 1 >= len(tokens) or tokens[index].text not in "—–" or tokens[index + 1].sense != "damage.rubble":
        return False
    after = tokens[index + 1].reach + 1
    return after >= len(tokens) or tokens[after].shape is not Shape.WORD


def _is_before_eyes(document: Document, index: int) -> bool:
    """Whether the phrase that ends at a token tells before whose eyes something happened."""
    tokens = document.tokens
    if not document.says(index - 3, index + 1, "casualty.before_eyes"):
        return False
    leading = next((step for step in range(max(0, index - 3), index) if tokens[step].reach >= index), index)
    return tokens[leading].sense == "casualty.before_eyes"


def _behind_insertion(tokens: list[Token], index: int) -> int:
    """The token behind an insertion between commas that tells who is among people, or `index`: ", four children among
    them, were led out"."""
    if index >= len(tokens) or tokens[index].text != ",":
        return index
    closing = next((t.index for t in tokens[index + 1 : index + _FAR] if t.text in ",.;"), index)
    among = any(token.sense == "part.among" for token in tokens[index + 1 : closing])
    return closing + 1 if among and tokens[closing].text == "," else index
