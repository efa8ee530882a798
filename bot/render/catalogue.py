"""The words of the program in the reader's language, from gettext catalogues with the plural forms of CLDR.

`locales/<language>.po` hold the same keys ("weapon.missile") for every language; they are read once, at the first
use. Texts of a catalogue are trusted HTML; whatever is put into them is cleaned and escaped.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

from bot.errors import DataError
from bot.render.plain import safe

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("uk", "en")


class _Missing(gettext.NullTranslations):
    """Stands behind a catalogue: a key that it lacks is a damaged catalogue."""

    def gettext(self, message: str) -> str:
        raise DataError(f"no text for {message!r} in the catalogue; add it to bot/render/locales")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise DataError(f"no plural for {msgid1!r} in the catalogue; add it to bot/render/locales ({msgid2}, {n})")


class Words:
    """The texts of one language; every answer is Markup."""

    def __init__(self, translations: gettext.NullTranslations, language: str) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, key: str, /, **values: object) -> Markup:
        """Returns the text of a key with the named values filled in; DataError if there is none."""
        return fill(self._translations.gettext(key), values)

    def count(self, key: str, n: int, /, **values: object) -> Markup:
        """Returns the plural form of a key for `n`, which is filled in as {n}."""
        return fill(self._translations.ngettext(key, key, n), {"n": n} | values)


def fill(text: str, values: dict[str, object]) -> Markup:
    """Returns a trusted text with values filled in, each of them cleaned and escaped unless it is Markup."""
    return Markup(text).format(**{name: safe(value) for name, value in values.items()})  # noqa: S704


@cache
def words(language: str) -> Words:
    """Returns the catalogue of "uk" or "en" (any other: en); DataError if its file is damaged."""
    known = language if language in LANGUAGES else "en"
    path = LOCALES / f"{known}.po"
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=known, abort_invalid=True)
    except (OSError, ValueError, UnicodeError) as error:
        raise DataError(f"the catalogue {path.name} can't be read: {error}") from error
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(_Missing())
    return Words(translations, known)
