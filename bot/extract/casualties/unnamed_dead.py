"""A death whose sentence names nobody, so that it is that of the one told as injured right before."""

from collections.abc import Sequence

from bot.extract.casualties.words import Harm, is_told
from bot.extract.people.groups import Group
from bot.extract.text.senses import is_number
from bot.extract.text.tokens import Document, Shape, Token
from bot.model import Sex

_LEAD = 6
_LEADING = ("preposition.", "time.", "number.", "hedge.", "damage.renewed", "part.", "casualty.exist", "update.")
_LATER = frozenset({"later", "because_of"})
_DID = {"he_did": Sex.MALE, "she_did": Sex.FEMALE}


def dies_unnamed(document: Document, number: int, harms: list[Harm], group: Group | None) -> bool:
    """Whether a sentence that begins with a word for dying, maybe behind when and alas, tells the death of the one
    person of a group: "поранено чоловіка. Помер до приїзду медиків", "Later died in hospital"."""
    if group is None or group.count != 1 or len(group.described) != 1:
        return False
    death = next((harm for harm in harms if harm.dying and is_told(harm)), None)
    if death is None or death.first - document.sentences[number][0] > _LEAD:
        return False
    lead = document.tokens[document.sentences[number][0] : death.first]
    return _names_nobody(lead) and _is_of(document.tokens[death.first : death.last + 1], group.described[0].sex)


def _names_nobody(lead: Sequence[Token]) -> bool:
    """Whether words only tell when or how somebody died: "на жаль, згодом", "через дві години"."""
    inside, led = -1, False
    for token in lead:
        sense = token.sense or ""
        phrase = (
            token.index <= inside
            or is_number(token)
            or sense.startswith(_LEADING)
            or not _LATER.isdisjoint(token.classes)
        )
        if not (phrase or led or token.shape is Shape.MARK):
            return False
        led = sense.startswith("preposition.")
        inside = max(inside, token.reach)
    return True


def _is_of(death: Sequence[Token], sex: Sex | None) -> bool:
    """Whether a word for dying may be said of one person of that sex; English tells none."""
    if death[0].text.isascii():
        return True
    told = {_DID[name] for token in death for name in token.classes if name in _DID}
    return bool(told) and (sex is None or sex in told)
