"""Why a person decided, as it is stored: one of the usual reasons by its code, or the person's own words."""

from markupsafe import Markup

from bot.render.catalogue import Words, words
from bot.render.plain import one_line, safe

_CODE = "reason."
USUAL = frozenset(
    {"abroad", "apart", "checked", "held", "misread", "newer", "not_attack", "not_origin", "not_theirs", "origin"}
    | {"refuted", "same", "source", "theirs", "withdrawn"}
)
"""The usual reasons; their texts are under "reason." in the catalogues."""


def reason_code(name: str) -> str:
    """Returns what is stored for a usual reason ("misread", "withdrawn" …), whatever language it was chosen in."""
    return _CODE + name


def reason_words(name: str, language: str) -> str:
    """Returns a usual reason for an act as plain text."""
    return words(language)(f"reason.{name}").unescape()


def reason_told(stored: str, limit: int, say: Words) -> Markup:
    """Returns a stored reason: a usual one in the reader's language, a person's own words as one line of so many
    characters at most."""
    name = stored.removeprefix(_CODE)
    usual = stored.startswith(_CODE) and name in USUAL
    return say(f"reason.{name}") if usual else safe(one_line(stored, limit))
