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


_AFTER_TS = (("ца", "ця"), ("цу", "цю"), ("цы", "ці"), ("цей", "цею"))


def russian_spellings(folded: str) -> list[str]:
    """A Russian word, and what it may be where Ukrainian has soft ц: "Рыбица" is Рибиця, "кодакский" кодацький."""
    softened = [folded.removesuffix(end) + soft for end, soft in _AFTER_TS if folded.endswith(end)]
    return [folded, *softened, *([folded.replace("кск", "цк")] if "кск" in folded else [])]


_RUSSIAN_ENDING = re.compile(r"[аеиоуыюя](?:[йехям]|го|му|ю|ми)$")
_AGREEING = (
    (frozenset(("ие", "ые", "их", "ых", "им", "ым", "ими", "ыми")), ("і", "ие", "ые")),
    (frozenset(("ая", "яя", "ой", "ей", "ую", "юю")), ("а", "я", "ая", "яя")),
    (frozenset(("ий", "ый", "ой", "ого", "его", "ому", "ему", "ом", "ем", "им", "ым")), ("ий", "ій", "ый", "ой")),
    (frozenset(("ое", "ее", "ого", "его", "ому", "ему", "ом", "ем", "им", "ым")), ("е", "є", "ое", "ее")),
)
_ADJECTIVES = {
    "больш": ("велик",), "велик": ("велик",), "мал": ("мал",), "верхн": ("верхн",), "нижн": ("нижн",),
    "нов": ("нов",), "стар": ("стар",), "бел": ("біл",), "черн": ("чорн",), "красн": ("червон", "красн"),
    "зелен": ("зелен",), "желт": ("жовт",), "золот": ("золот",), "весел": ("весел",), "сух": ("сух",),
    "широк": ("широк",), "глубок": ("глибок",), "каменн": ("кам'ян",), "лесн": ("лісн", "лісов"), "лесов": ("лісов",),
    "средн": ("середн",), "русск": ("руськ",), "вольн": ("вільн",), "крут": ("крут",), "долг": ("довг",),
    "длинн": ("довг",), "крив": ("крив",), "лыс": ("лис",), "высок": ("висок",), "березов": ("березов",),
    "волч": ("вовч",), "песчан": ("піщан",), "дубов": ("дубов",), "добр": ("добр",), "богат": ("багат",),
    "мирн": ("мирн",), "тих": ("тих",), "водян": ("водян",), "казач": ("козач",), "остр": ("гостр",),
    "ясн": ("ясн",), "полев": ("польов",), "степн": ("степн", "степов"), "светл": ("світл",), "свят": ("свят",),
}  # fmt: skip


def known_adjectives(russian: str) -> list[str]:
    """What the first word of a Russian name of two words may be in the name that is known: "большой" is велика,
    великая, великий… [] if it is no such adjective."""
    found = _RUSSIAN_ENDING.search(russian)
    stem = russian[: found.start()] if found else ""
    if found is None or stem not in _ADJECTIVES:
        return []
    endings = [ending for cases, nominatives in _AGREEING if found.group() in cases for ending in nominatives]
    return [known + ending for known in dict.fromkeys((*_ADJECTIVES[stem], stem)) for ending in endings]
