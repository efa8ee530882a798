"""How a written place name is brought to the key that the gazetteer knows it by."""

import re

from bot.lexicon import fold as _fold_word

_LATIN_STEPS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"['`-]", ""),
        (r"shch|sch|sz|sh", "s"),
        (r"zh", "z"),
        (r"kh", "h"),
        (r"ch|cz", "q"),
        (r"t[sz]|c(?!k)", "c"),
        (r"ck", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"g", "h"),
        (r"[yj]", "i"),
        (r"i+", "i"),
        (r"ie|io(?=v|$)", "e"),
        (r"(.)\1", r"\1"),
        (r"i$", ""),
    )
)
_UKRAINIAN_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ь": "", "'": "", "ъ": "", "ы": "y", "э": "e", "ё": "e",
}  # fmt: skip
_WORD_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def fold(name: str) -> str:
    """A name in lower case, ё as е, apostrophes as ', words joined by one blank."""
    return " ".join(_fold_word(word) for word in name.split()).replace("ё", "е")


def transliterate(name: str) -> str:
    """A Ukrainian name in Latin letters by the resolution of the Cabinet of Ministers 55 of 27 January 2010."""
    return re.sub(r"[^\s-]+", lambda word: _latin_word(word.group()), name)


def _latin_word(word: str) -> str:
    lower = word.lower().replace("’", "'").replace("зг", "z\0h")
    letters = [_WORD_INITIAL.get(lower[0], _UKRAINIAN_LATIN.get(lower[0], lower[0]))]
    letters += [_UKRAINIAN_LATIN.get(letter, letter) for letter in lower[1:]]
    latin = "".join(letters).replace("z\0h", "zgh")
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def skeleton(latin: str) -> str:
    """What the spellings of one name in Latin letters have in common: Balakliia, Balakliya and Balaklija share one."""
    word = latin.lower().replace("’", "'")
    for pattern, by in _LATIN_STEPS:
        word = pattern.sub(by, word)
    return word


_LOOSE = str.maketrans({**dict.fromkeys("иыеэоійї", "*"), **dict.fromkeys("ьъ'", None)})
_DOUBLED = re.compile(r"(.)\1+")


def loose(stem: str) -> str:
    """What the likely Russian spellings of one stem have in common: the vowels that Ukrainian exchanges are one."""
    return _DOUBLED.sub(r"\1", stem.translate(_LOOSE))
